/* Goal: `live` tells alive from begun-and-gone from never begun, at every moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fd.h"
#include "base/scope.h"
#include "exec/exec_live.h"

struct place {
    char path[32];
    int fd;
};

static void open_place(struct place *place)
{
    (void)snprintf(place->path, sizeof(place->path), "/tmp/pirun-live-XXXXXX");
    assert_non_null(mkdtemp(place->path));
    place->fd = open(place->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(place->fd >= 0);
}

static void close_place(struct place *place)
{
    (void)unlinkat(place->fd, EXEC_LIVE_NAME, 0);
    (void)close(place->fd);
    (void)rmdir(place->path);
}
#define auto_place __attribute__((cleanup(close_place)))

static void place_without_a_file_never_began(void **state)
{
    (void)state;
    pid_t pid = 5;
    auto_place struct place place;
    open_place(&place);
    assert_int_equal(exec_live_look(place.fd, &pid), EXEC_LIVE_NEVER);
    assert_int_equal(pid, 0);
}

static void holder_is_alive_and_named(void **state)
{
    (void)state;
    pid_t pid = 0;
    struct err err;
    auto_place struct place place;
    open_place(&place);
    auto_fd int live = exec_live_take(place.fd, &err);
    assert_true(live >= 0);
    assert_int_equal(exec_live_look(place.fd, &pid), EXEC_LIVE_ALIVE);
    assert_int_equal(pid, getpid());
}

static void second_holder_is_refused(void **state)
{
    (void)state;
    struct err err;
    auto_place struct place place;
    open_place(&place);
    auto_fd int live = exec_live_take(place.fd, &err);
    assert_true(live >= 0);
    assert_int_equal(exec_live_take(place.fd, &err), -1);
    assert_int_equal(err.code, ERR_CONFLICT);
}

static void holder_that_left_before_the_beginning_never_began(void **state)
{
    (void)state;
    pid_t pid = 0;
    struct err err;
    auto_place struct place place;
    open_place(&place);
    (void)close(exec_live_take(place.fd, &err));
    assert_int_equal(exec_live_look(place.fd, &pid), EXEC_LIVE_NEVER);
}

static void holder_that_left_after_the_beginning_is_over(void **state)
{
    (void)state;
    pid_t pid = 0;
    struct err err;
    auto_place struct place place;
    open_place(&place);
    int live = exec_live_take(place.fd, &err);
    assert_int_equal(exec_live_begin(live, &err), 0);
    assert_int_equal(exec_live_look(place.fd, &pid), EXEC_LIVE_ALIVE);
    (void)close(live);
    assert_int_equal(exec_live_look(place.fd, &pid), EXEC_LIVE_OVER);
}

static void next_attempt_begins_anew(void **state)
{
    (void)state;
    pid_t pid = 0;
    struct err err;
    auto_place struct place place;
    open_place(&place);
    int first = exec_live_take(place.fd, &err);
    assert_int_equal(exec_live_begin(first, &err), 0);
    (void)close(first);
    (void)close(exec_live_take(place.fd, &err));
    assert_int_equal(exec_live_look(place.fd, &pid), EXEC_LIVE_NEVER);
}

static void file_is_the_text_that_the_manual_promises(void **state)
{
    (void)state;
    struct err err;
    char wanted[40];
    auto_place struct place place;
    auto_buf struct buf text;
    open_place(&place);
    buf_init(&text, 256);
    auto_fd int live = exec_live_take(place.fd, &err);
    assert_int_equal(exec_live_begin(live, &err), 0);
    assert_int_equal(fd_read_file(place.fd, EXEC_LIVE_NAME, &text, &err), 0);
    (void)snprintf(wanted, sizeof(wanted), "{\"pid\":%d,\"start_ticks\":", (int)getpid());
    assert_memory_equal(text.data, wanted, strlen(wanted));
    assert_true(strtoull(text.data + strlen(wanted), NULL, 10) > 0);
    assert_string_equal(text.data + 63, "\n{\"began\":true}\n");
}

static void killed_holder_frees_the_lock(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    pid_t found = 0;
    struct err err;
    auto_place struct place place;
    open_place(&place);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t pid = fork();
    if (pid == 0) {
        if (exec_live_take(place.fd, &err) < 0 || write(ends[1], "", 1) != 1)
            _exit(1);
        for (;;)
            (void)pause();
    }
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(exec_live_look(place.fd, &found), EXEC_LIVE_ALIVE);
    assert_int_equal(found, pid);
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_int_equal(exec_live_look(place.fd, &found), EXEC_LIVE_NEVER);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void link_in_place_of_the_file_is_not_followed(void **state)
{
    (void)state;
    struct err err;
    auto_place struct place place;
    open_place(&place);
    assert_int_equal(symlinkat("/tmp/pirun-live-target", place.fd, EXEC_LIVE_NAME), 0);
    assert_int_equal(exec_live_take(place.fd, &err), -1);
    assert_int_equal(access("/tmp/pirun-live-target", F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(place_without_a_file_never_began),
        cmocka_unit_test(holder_is_alive_and_named),
        cmocka_unit_test(second_holder_is_refused),
        cmocka_unit_test(holder_that_left_before_the_beginning_never_began),
        cmocka_unit_test(holder_that_left_after_the_beginning_is_over),
        cmocka_unit_test(next_attempt_begins_anew),
        cmocka_unit_test(file_is_the_text_that_the_manual_promises),
        cmocka_unit_test(killed_holder_frees_the_lock),
        cmocka_unit_test(link_in_place_of_the_file_is_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

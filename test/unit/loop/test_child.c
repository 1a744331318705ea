#include "loop/child.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

struct place {
    struct loop *loop;
    struct child *child;
    int exits;
};

static int set_up(void **state)
{
    struct place *place = xcalloc(1, sizeof(*place));
    place->loop = loop_create(NULL);
    *state = place;
    return place->loop ? 0 : -1;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    child_free(place->child);
    loop_free(place->loop);
    free(place);
    return 0;
}

static void ended(void *ctx)
{
    struct place *place = ctx;
    place->exits++;
    loop_stop(place->loop);
}

/* A process that lives until a signal ends it. */
static pid_t start_sleeper(void)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        for (;;)
            (void)pause();
    }
    return pid;
}

static void watch(struct place *place, pid_t pid, loop_cb on_exit)
{
    int pidfd = pidfd_open(pid, 0);
    assert_true(pidfd >= 0);
    place->child = child_watch(place->loop, pidfd, on_exit, place);
}

static void the_end_of_a_process_is_told_once(void **state)
{
    struct place *place = *state;
    pid_t pid = start_sleeper();
    watch(place, pid, ended);
    assert_int_equal(loop_step(place->loop, 10, NULL), 0);
    assert_int_equal(place->exits, 0);
    assert_int_equal(child_signal(place->child, SIGKILL, NULL), 0);
    assert_int_equal(loop_run(place->loop, NULL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid); /* the watcher did not reap it */
    assert_int_equal(loop_step(place->loop, 10, NULL), 0);
    assert_int_equal(place->exits, 1);
}

static void a_process_that_ended_before_is_told_too(void **state)
{
    struct place *place = *state;
    pid_t pid = start_sleeper();
    assert_int_equal(kill(pid, SIGKILL), 0);
    siginfo_t info;
    assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
    watch(place, pid, ended);
    assert_int_equal(loop_run(place->loop, NULL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_int_equal(place->exits, 1);
}

/* A grandchild whose parent is gone belongs to init: we could not wait for it. */
static pid_t start_stranger(void)
{
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    auto_fd int from = ends[0];
    pid_t parent = fork();
    assert_true(parent >= 0);
    if (parent == 0) {
        pid_t stranger = start_sleeper();
        _exit(write(ends[1], &stranger, sizeof(stranger)) != sizeof(stranger));
    }
    (void)close(ends[1]);
    pid_t stranger = -1;
    assert_int_equal(read(from, &stranger, sizeof(stranger)), sizeof(stranger));
    assert_int_equal(waitpid(parent, NULL, 0), parent);
    return stranger;
}

static void a_process_that_is_not_ours_is_watched_too(void **state)
{
    struct place *place = *state;
    pid_t stranger = start_stranger();
    assert_int_equal(waitpid(stranger, NULL, WNOHANG), -1);
    watch(place, stranger, ended);
    assert_int_equal(child_signal(place->child, SIGKILL, NULL), 0);
    assert_int_equal(loop_run(place->loop, NULL), 0);
    assert_int_equal(place->exits, 1);
}

static void a_signal_to_an_ended_process_is_not_found(void **state)
{
    struct place *place = *state;
    pid_t pid = start_sleeper();
    watch(place, pid, ended);
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    struct err err = {0};
    assert_int_equal(child_signal(place->child, SIGTERM, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(loop_run(place->loop, NULL), 0);
    err = (struct err){0};
    assert_int_equal(child_signal(place->child, SIGTERM, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void ended_and_freed(void *ctx)
{
    struct place *place = ctx;
    child_free(place->child);
    place->child = NULL;
    ended(ctx);
}

static void a_watcher_may_be_freed_in_its_own_callback(void **state)
{
    struct place *place = *state;
    pid_t pid = start_sleeper();
    watch(place, pid, ended_and_freed);
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(loop_run(place->loop, NULL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_int_equal(place->exits, 1);
}

static void a_freed_watcher_lets_the_process_live(void **state)
{
    struct place *place = *state;
    pid_t pid = start_sleeper();
    watch(place, pid, ended);
    child_free(place->child);
    place->child = NULL;
    assert_int_equal(waitpid(pid, NULL, WNOHANG), 0);
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_int_equal(loop_step(place->loop, 10, NULL), 0);
    assert_int_equal(place->exits, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_end_of_a_process_is_told_once),
        TEST(a_process_that_ended_before_is_told_too),
        TEST(a_process_that_is_not_ours_is_watched_too),
        TEST(a_signal_to_an_ended_process_is_not_found),
        TEST(a_watcher_may_be_freed_in_its_own_callback),
        TEST(a_freed_watcher_lets_the_process_live),
    };
    return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}

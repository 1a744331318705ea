/* Goal: a child of ours tells line by line, ends when it is asked to, and is ended when it does
 * not. The children are this program itself, with a word that says what to be. */
#include "base/spawn.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"

#define LINE_MAX_BYTES ((size_t)256 * 1024)
#define LONG_BYTES     100000
#define PATIENCE_MS    60000

/* what the children do */

static void wait_for_the_end_of_stdin(void)
{
    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0) {
    }
}

static int be(const char *what)
{
    if (strcmp(what, "lines") == 0) {
        for (int i = 0; i < LONG_BYTES; i++)
            (void)putchar('x');
        (void)fputs("\none\ntwo\n\nlost", stdout);
        return 3;
    }
    if (strcmp(what, "obeys") == 0) {
        (void)puts("there");
        (void)fflush(stdout);
        wait_for_the_end_of_stdin();
        (void)puts("given up");
        return 0;
    }
    (void)signal(SIGPIPE, SIG_IGN);
    for (;;)
        (void)pause();
}

/* what they told */

struct told {
    int count;
    size_t first_size;
    char last[16];
    int cancel_fd; /* rung by the first line; -1: not */
};

static void line_came(const char *line, size_t size, void *ctx)
{
    struct told *told = ctx;
    if (told->count++ == 0)
        told->first_size = size;
    (void)snprintf(told->last, sizeof(told->last), "%.*s", size < 15 ? (int)size : 15, line);
    if (told->cancel_fd >= 0)
        (void)eventfd_write(told->cancel_fd, 1);
}

static int spawn_one(const char *what, int64_t deadline_ms, size_t line_max, struct told *told,
                     struct err *err)
{
    int status = 0;
    auto_free char *word = xstrdup(what);
    char *argv[] = {(char[]){"test"}, word, NULL};
    const struct spawn_lines how = {.deadline_ms = deadline_ms,
                                    .grace_ms = deadline_ms,
                                    .cancel_fd = told->cancel_fd,
                                    .line_max = line_max,
                                    .on_line = line_came,
                                    .ctx = told};
    return spawn_self_lines(argv, &how, &status, err) < 0 ? -1 : status;
}

static void each_line_is_told_and_the_status_too(void **state)
{
    (void)state;
    struct err err;
    struct told told = {.cancel_fd = -1};
    assert_int_equal(spawn_one("lines", PATIENCE_MS, LINE_MAX_BYTES, &told, &err), 3);
    assert_int_equal(told.count, 4);
    assert_int_equal(told.first_size, LONG_BYTES);
    assert_string_equal(told.last, "");
}

static void a_line_that_is_too_long_is_a_failure(void **state)
{
    (void)state;
    struct err err;
    struct told told = {.cancel_fd = -1};
    assert_int_equal(spawn_one("lines", PATIENCE_MS, LONG_BYTES / 2, &told, &err), -1);
    assert_int_equal(err.code, ERR_TOO_LARGE);
}

static void who_is_cancelled_may_still_say_something(void **state)
{
    (void)state;
    struct err err;
    auto_fd int cancel_fd = eventfd(0, EFD_CLOEXEC);
    struct told told = {.cancel_fd = cancel_fd};
    assert_int_equal(spawn_one("obeys", PATIENCE_MS, LINE_MAX_BYTES, &told, &err), -1);
    assert_int_equal(err.code, ERR_BUSY);
    assert_string_equal(told.last, "given up");
}

static void the_deadline_asks_first_and_kills_later(void **state)
{
    (void)state;
    struct err err;
    struct told told = {.cancel_fd = -1};
    assert_int_equal(spawn_one("obeys", 1000, LINE_MAX_BYTES, &told, &err), -1);
    assert_int_equal(err.code, ERR_TIMEOUT);
    assert_int_equal(spawn_one("hangs", 50, LINE_MAX_BYTES, &told, &err), -1);
    assert_int_equal(err.code, ERR_TIMEOUT);
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_is_told_and_the_status_too),
        cmocka_unit_test(a_line_that_is_too_long_is_a_failure),
        cmocka_unit_test(who_is_cancelled_may_still_say_something),
        cmocka_unit_test(the_deadline_asks_first_and_kills_later),
    };
    return argc > 1 ? be(argv[1]) : cmocka_run_group_tests(tests, NULL, NULL);
}

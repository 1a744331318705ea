/* Goal: what scripts do all day, threads, children, pools, databases, sockets, goes on under the
 * filters as without them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"
#include "seccomp_child.h"

#define DONE_BY_ALL                                                                          \
    "threads 190\nchildren child\nforks 7\npool 285\nexecutor 30\ndatabase 6\nasyncio cat\n" \
    "files first link third\nmaps map\nsignals True\n"

static int start_python(const void *ctx)
{
    const char *const *argv = ctx;
    char *const environment[] = {NULL};
    (void)execve(argv[0], (char *const *)(uintptr_t)argv, environment);
    return errno;
}

struct output {
    int write_end;
    const char *const *argv;
};

static int work(const void *ctx)
{
    const struct output *output = ctx;
    if (dup2(output->write_end, STDOUT_FILENO) < 0)
        return errno;
    return start_python(output->argv);
}

/* The script's whole output is far below what a pipe holds, so nobody need read while it runs. */
static void check_work(unsigned set, const char *argument, const char *last)
{
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    auto_fd int read_end = ends[0];
    const char *const argv[] = {"/usr/bin/python3", "-I", "-B", ORDINARY_WORK, argument, NULL};
    const int status = tried(set, work, &(struct output){ends[1], argv});
    (void)close(ends[1]);
    char text[4096] = "";
    const ssize_t size = read(read_end, text, sizeof(text) - 1);
    assert_true(size >= 0);
    char expected[512];
    assert_true(snprintf(expected, sizeof(expected), "%s%s", DONE_BY_ALL, last) > 0);
    assert_string_equal(text, expected);
    assert_int_equal(status, 0);
}

static void python_works_as_usual(void **state)
{
    (void)state;
    check_work(0, "plain", "loopback hello\n");
    check_work(USUAL, "plain", "loopback hello\n");
    check_work(USUAL | SHARED_MEMORY, "plain", "loopback hello\n");
}

static void python_works_without_network(void **state)
{
    (void)state;
    check_work(USUAL | SHARED_MEMORY | NETWORK, "no-network", "pair pair\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(python_works_as_usual),
        cmocka_unit_test(python_works_without_network),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

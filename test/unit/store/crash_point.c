#include "crash_point.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define SYSCALL_STOP (SIGTRAP | 0x80) /* ptrace(2), PTRACE_O_TRACESYSGOOD */

static void be_traced(void (*act)(void *ctx), void *ctx)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 || raise(SIGSTOP) != 0)
        _exit(2);
    act(ctx);
    _exit(0);
}

/* Let the child go on until it stops or ends. */
static int go_on(pid_t child, int signal_number)
{
    int status = 0;
    assert_int_equal(ptrace(PTRACE_SYSCALL, child, NULL, (long)signal_number), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void kill_child(pid_t child)
{
    int status = 0;
    assert_int_equal(kill(child, SIGKILL), 0);
    do {
        assert_int_equal(waitpid(child, &status, 0), child);
    } while (!WIFSIGNALED(status) && !WIFEXITED(status));
}

bool crash_point(int n, void (*act)(void *ctx), void *ctx)
{
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        be_traced(act, ctx);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSTOPPED(status));
    assert_int_equal(
        ptrace(PTRACE_SETOPTIONS, child, NULL, (long)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)),
        0);
    bool is_entry = false;
    int count = 0;
    int pending = 0;
    for (;;) {
        status = go_on(child, pending);
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            assert_true(WIFEXITED(status));
            assert_int_equal(WEXITSTATUS(status), 0);
            return false;
        }
        bool is_call = WSTOPSIG(status) == SYSCALL_STOP;
        pending = is_call ? 0 : WSTOPSIG(status);
        is_entry = is_call ? !is_entry : is_entry;
        if (is_call && is_entry && ++count == n) {
            kill_child(child);
            return true;
        }
    }
}

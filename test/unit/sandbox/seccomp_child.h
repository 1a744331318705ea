/* seccomp_child: try something under filters, in a child of its own. For the tests of filters. */
#ifndef PIRUN_TEST_SECCOMP_CHILD_H
#define PIRUN_TEST_SECCOMP_CHILD_H

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox/sandbox_seccomp.h"

#define CORE          (1U << SANDBOX_FILTER_CORE)
#define ARGS          (1U << SANDBOX_FILTER_ARGS)
#define SHARED_MEMORY (1U << SANDBOX_FILTER_SHARED_MEMORY)
#define NETWORK       (1U << SANDBOX_FILTER_NETWORK)
#define USUAL         (CORE | ARGS)

#define NOT_LOADED 250  /* exit status of a child whose filters could not be loaded */
#define SIGNALLED  1000 /* plus the signal: how a child ended that did not exit */

/* In a child under SET: answers errno of TRY, 0 when it succeeded, SIGNALLED + n when it died. */
static inline int tried(unsigned set, int (*attempt)(const void *), const void *ctx)
{
    const pid_t pid = fork();
    if (pid == 0) {
        const struct rlimit none = {0, 0};
        (void)setrlimit(RLIMIT_CORE, &none);
        (void)setsid(); /* vhangup, if it came through, has no terminal to hang up */
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || sandbox_seccomp_load(set) < 0)
            _exit(NOT_LOADED);
        _exit(attempt(ctx));
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) ? SIGNALLED + WTERMSIG(status) : WEXITSTATUS(status);
}

#endif

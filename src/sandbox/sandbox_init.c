#include "sandbox/sandbox_init.h"

#include <errno.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox/sandbox.h"

#define NAME "pirun-init"

/* Hold nothing: no pipe whose end somebody waits for, no lock of the keeper. REPORT stays. */
static void close_others(int report)
{
    if (report > 0)
        (void)close_range(0, (unsigned)report - 1, 0);
    (void)close_range((unsigned)report + 1, ~0U, 0);
}

static void tell(int report, const struct sandbox_report *what)
{
    (void)!write(report, what, sizeof(*what)); /* fails only when the keeper is gone */
}

/* Signals need no care: from inside none reaches a first process that handles none, from outside
 * only SIGKILL and SIGSTOP, which the keeper alone may send. */
void sandbox_init_live(int report, pid_t script)
{
    int64_t processes = 0;
    (void)prctl(PR_SET_NAME, NAME, 0, 0, 0); /* only for people who look at ps */
    close_others(report);
    for (;;) {
        int status = 0;
        pid_t pid = waitpid(-1, &status, 0);
        if (pid < 0 && errno == EINTR)
            continue;
        if (pid < 0)
            break;
        processes++;
        if (pid == script)
            tell(report, &(struct sandbox_report){
                             .is_script = true, .status = status, .processes = processes});
    }
    tell(report, &(struct sandbox_report){.processes = processes});
    _exit(0);
}

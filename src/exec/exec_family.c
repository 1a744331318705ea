#include "exec/exec_family.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "sandbox/sandbox_tree.h"

#define LINGER_MS 100 /* for processes that are dying by themselves already */
#define ROUND_MS  50  /* before those that are left are killed again */
#define ROUNDS    40  /* then the namespace is closed at once; what they used is not counted then */

pid_t exec_family_root(const struct exec_family *family)
{
    return family->child->has_init ? family->child->pid : getpid();
}

/* What the first process of the namespace told. */
static void hear(struct exec_family *family)
{
    struct sandbox_report report;
    while (family->child->report >= 0) {
        ssize_t got = read(family->child->report, &report, sizeof(report));
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got != (ssize_t)sizeof(report)) {
            (void)close(family->child->report);
            family->child->report = -1;
            return;
        }
        family->processes = report.processes;
        if (!report.is_script)
            continue;
        family->has_ended = true;
        family->wait_status = report.status;
    }
}

static void take_end(struct exec_family *family, pid_t pid, int status)
{
    if (!family->child->has_init)
        family->processes++;
    else if (pid == family->child->pid)
        hear(family); /* it has said all that it will say */
    if (pid != family->child->pid || family->has_ended)
        return;
    family->has_ended = true; /* the script; or whoever waited for it was killed */
    family->wait_status = status;
}

bool exec_family_reap(struct exec_family *family)
{
    hear(family);
    for (;;) {
        int status = 0;
        pid_t pid = waitpid(-1, &status, WNOHANG);
        if (pid < 0 && errno == EINTR)
            continue;
        if (pid <= 0)
            return pid == 0;
        take_end(family, pid, status);
    }
}

/* Until nobody is left or MS are over. Answers whether somebody is. */
static bool await_end(struct exec_family *family, int signals, int ms)
{
    int64_t end_ms = clock_boot_ms() + ms;
    bool has_more = exec_family_reap(family);
    for (int64_t left_ms = ms; has_more && left_ms > 0; left_ms = end_ms - clock_boot_ms()) {
        struct pollfd ready = {.fd = signals, .events = POLLIN};
        struct signalfd_siginfo info;
        if (poll(&ready, 1, (int)left_ms) > 0)
            (void)!read(signals, &info, sizeof(info)); /* an order has no one left to be for */
        has_more = exec_family_reap(family);
    }
    return has_more;
}

void exec_family_end(struct exec_family *family, int signals, bool is_forced)
{
    bool has_more = is_forced ? exec_family_reap(family) : await_end(family, signals, LINGER_MS);
    for (int round = 0; has_more; round++) {
        size_t killed = sandbox_tree_signal(exec_family_root(family), SIGKILL);
        if (killed > family->left_behind)
            family->left_behind = killed;
        if (family->child->has_init && round >= ROUNDS)
            (void)kill(family->child->pid, SIGKILL);
        has_more = await_end(family, signals, ROUND_MS);
    }
}

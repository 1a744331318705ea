/* exec_supervise: the process that keeps one run. Takes the lock on runs/<id>/live, starts the
 * script confined, writes its output as it comes, enforces timeout and output cap, cancels on
 * SIGTERM, reaps everything, writes result.json. Outlives server and launcher. Knows no HTTP, no
 * queue, no git.
 *
 * Begin, exactly in this order, so that no crash can start a run twice:
 *   1. lock runs/<id>/live and write our name into it (exec_live_take);
 *   2. send the hello with our own pidfd (SCM_RIGHTS) over the tether. When that fails (EPIPE: the
 *      server that asked is dead), exit without starting anything: a new server may already have
 *      queued the job again;
 *   3. append {"began":true}\n to live; 4. start the script.
 * A supervisor that finds the lock taken exits without a hello. `pirun supervise FILE` has no
 * tether and skips step 2.
 *
 * Signals: SIGTERM and SIGINT cancel (SIGTERM to every process of the run, grace, SIGKILL);
 * SIGUSR1 and SIGQUIT cancel without grace. */
#ifndef PIRUN_EXEC_EXEC_SUPERVISE_H
#define PIRUN_EXEC_EXEC_SUPERVISE_H

#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "exec/exec_live.h"
#include "exec/exec_plan.h"

struct exec_supervise_fds {
    int project, var, run, logs;
    int tether; /* -1: none */
};

/* The message over the tether. The pidfd comes with it when the kernel gives one. */
struct exec_hello {
    int32_t pid;
};

/* Keep one run from start to result.json. Takes the descriptors; drops the words of PLAN once
 * they are used (its release stays with the caller). Answers the exit status of the supervisor
 * process: 0 when the result is on disk, 1 when nothing was started or the run's directory is
 * gone.
 * Thread: the only one of its process, whose signals, children and stdio it takes over. */
int exec_supervise(struct exec_plan *plan, struct exec_supervise_fds *fds);

/* `pirun supervise FILE`: read a plan from FILE, open var/ of its project, keep the run. For other
 * machines (Slurm) and tests. Answers the exit status of exec_supervise, or -1.
 * Errors: what exec_plan_parse says; by errno for the directories. */
int exec_supervise_file(const char *path, struct err *err);

#endif

/* exec_supervise: the process that keeps one run. Takes the lock on runs/<id>/live, starts the script confined, writes its
 * output as it comes, enforces timeout and output cap, cancels on SIGTERM, reaps everything, writes result.json. Outlives
 * server and launcher. Knows no HTTP, no queue, no git.
 *
 * Begin, exactly in this order, so that no crash can start a run twice:
 *   1. lock byte 0 of runs/<id>/live (fcntl OFD lock), truncate it and write {"pid":N,"start_ticks":N}\n;
 *   2. send the hello with our own pidfd (SCM_RIGHTS) over the tether. When that fails (EPIPE: the server that asked is dead), exit
 *      without starting anything: a new server may already have queued the job again;
 *   3. append {"began":true}\n to live; 4. start the script.
 * A supervisor that finds the lock taken exits without a hello. `pirun supervise FILE` has no tether and skips step 2. */
#ifndef PIRUN_EXEC_EXEC_SUPERVISE_H
#define PIRUN_EXEC_EXEC_SUPERVISE_H

#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "exec/exec_plan.h"

struct exec_supervise_fds {
    int project, var, run, logs;
    int tether; /* -1: none */
};

struct exec_hello {
    int32_t pid;
};

/* Keep one run from start to result.json. Takes the descriptors. Answers the exit status of the supervisor process: 0 when the
 * result is on disk. Never returns without a result unless another supervisor has the lock (then 1). */
int exec_supervise(const struct exec_plan *plan, struct exec_supervise_fds *fds);

/* `pirun supervise FILE`: read a plan from FILE, open var/ of its project, keep the run. For other machines (Slurm) and tests. */
int exec_supervise_file(const char *path, struct err *err);

/* What runs/<id>/live tells. Thread: any. */
enum exec_live {
    EXEC_LIVE_NEVER, /* no supervisor lives and none began: no file, or one without "began" */
    EXEC_LIVE_ALIVE, /* locked: a supervisor lives; *PID is its pid (0 when it has not written it yet) */
    EXEC_LIVE_OVER,  /* a supervisor began and is gone */
};
enum exec_live exec_live_look(int run_dirfd, pid_t *pid);

#endif

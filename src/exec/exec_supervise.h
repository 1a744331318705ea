/* exec_supervise: the process that keeps one run. Takes the lock on runs/<id>/live, starts the script confined, writes its
 * output as it comes, enforces timeout and output cap, cancels on SIGTERM, reaps everything, writes result.json. Outlives
 * server and launcher. Knows no HTTP, no queue, no git.
 *
 * runs/<id>/live, while locked (fcntl OFD lock on byte 0) holds {"pid":N,"start_ticks":N}\n.
 * Message to the server over the tether, after the lock is taken: struct exec_hello with our own pidfd (SCM_RIGHTS). */
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

/* Is a supervisor of RUN_DIRFD alive? Answers its pid, 0 when `live` is free, -1 when there is no `live` at all. Thread: any. */
pid_t exec_live_pid(int run_dirfd);

#endif

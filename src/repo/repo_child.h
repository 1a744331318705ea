/* repo_child: start a git child (`pirun __git`), listen to it, and be done with it by a deadline,
 * whatever the remote does. Plain and blocking, for a lane or the command line. */
#ifndef PIRUN_REPO_REPO_CHILD_H
#define PIRUN_REPO_REPO_CHILD_H

#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "repo/repo_plan.h"

#define REPO_CHILD_COMMAND "__git"

/* A line of progress (repo_plan.h: "phase", "remote"); borrowed during the call. */
typedef void (*repo_progress_cb)(const struct json *line, void *ctx);

struct repo_child {
    int64_t timeout_ms;           /* for all of it */
    int64_t idle_timeout_ms;      /* without a line of it; 0: no such limit */
    int cancel_fd;                /* becomes readable: give up. -1: never */
    int lock_fd;                  /* a descriptor that the child shall hold too; -1: none */
    repo_progress_cb on_progress; /* may be NULL */
    void *ctx;
};

/* Run a child with PLAN to its end. *RESULT is its result, also when it failed and got that far,
 * else NULL. Owns: the caller frees *RESULT. Errors: what the child said; ERR_TIMEOUT a deadline
 * passed; ERR_CONFLICT cancelled; ERR_REMOTE it crashed; ERR_INTERNAL it did not start. On return
 * the process is gone. Thread: any that may block. */
int repo_child_run(const struct repo_child *child, const struct repo_plan *plan,
                   struct json **result, struct err *err);

#endif

/* exec: the server's side of running. Asks the launcher for supervisors, watches them end,
 * signals them, adopts those that an earlier server started. Starts no process itself (but a new
 * launcher, when that died) and reads no result: that is on disk. Thread: the loop's. */
#ifndef PIRUN_EXEC_EXEC_H
#define PIRUN_EXEC_EXEC_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/ident.h"
#include "loop/loop.h"

struct exec;

enum exec_event {
    EXEC_STARTED,     /* the supervisor has the lock: the run lives */
    EXEC_ENDED,       /* the supervisor is gone: the result, if there is one, is on disk */
    EXEC_NOT_STARTED, /* no supervisor exists and none began: it may be started again */
};

/* Called on the loop, never from within exec_start or exec_cancel. After ENDED or NOT_STARTED
 * the id is forgotten before the call. May call everything here but exec_free. */
typedef void (*exec_event_cb)(void *ctx, const struct ident *id, enum exec_event event);

/* Takes LAUNCHER (the socket of exec_launch_fork). A dead launcher is replaced by itself. */
struct exec *exec_create(struct loop *loop, int launcher, exec_event_cb on_event, void *ctx,
                         struct err *err);
/* Ends the launcher (by closing its socket); supervisors go on. NULL is fine. */
void exec_free(struct exec *exec);

struct exec_request {
    struct ident id;
    int project, var, logs; /* borrowed descriptors */
    int run;                /* of runs/<id>, borrowed */
    const char *plan;       /* text of exec_plan_format */
    size_t plan_size;
};
/* Ask for one supervisor. On success STARTED and then ENDED, or NOT_STARTED, will follow.
 * Errors: ERR_BUSY the launcher's socket is full or gone: nothing was started, try again later;
 * ERR_CONFLICT this run is here already; ERR_TOO_LARGE a plan beyond EXEC_PLAN_MAX. */
int exec_start(struct exec *exec, const struct exec_request *request, struct err *err);
/* Watch a supervisor that is alive already (PID from exec_live_look; RUN_FD borrowed, to check
 * again that it is the same one). EXEC_STARTED is not sent.
 * Errors: ERR_NOT_FOUND it ended meanwhile: read the result; ERR_CONFLICT this run is here
 * already. */
int exec_adopt(struct exec *exec, const struct ident *id, pid_t pid, int run_fd, struct err *err);
/* Ask the supervisor to cancel (IS_HARD: without grace). For a run that is still being started
 * this is remembered. Errors: ERR_NOT_FOUND no such run lives here. */
int exec_cancel(struct exec *exec, const struct ident *id, bool is_hard, struct err *err);
/* False while there is no launcher, and so no start: a new one is being made. */
bool exec_has_launcher(const struct exec *exec);
/* Runs that were asked for or adopted and have not ended. */
size_t exec_count(const struct exec *exec);

#endif

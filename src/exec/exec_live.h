/* exec_live: runs/<id>/live, the file by which everybody sees whether a run has a supervisor.
 * The supervisor holds an OFD write lock on its byte 0 for as long as it lives, whatever kills
 * it. Its text is {"pid":N,"start_ticks":N} padded to 64 bytes, then, once the script may have
 * begun, a second line {"began":true}. Whoever writes the first line or reads the text locks
 * byte 1 for that moment, so that no reader meets a lock whose holder has not written its name
 * yet.
 * Source: fcntl(2), "Open file description locks". */
#ifndef PIRUN_EXEC_EXEC_LIVE_H
#define PIRUN_EXEC_EXEC_LIVE_H

#include <sys/types.h>

#include "base/err.h"

#define EXEC_LIVE_NAME "live"

/* What runs/<id>/live tells. Thread: any. */
enum exec_live {
    EXEC_LIVE_NEVER, /* no supervisor lives and none began: no file, or one without "began" */
    EXEC_LIVE_ALIVE, /* locked: a supervisor lives; *PID is its pid (0: the text is damaged) */
    EXEC_LIVE_OVER,  /* a supervisor began and is gone */
};
enum exec_live exec_live_look(int run_dirfd, pid_t *pid);

/* Take the lock and write our name. Owns: returns the descriptor that holds the lock.
 * Errors: ERR_CONFLICT another supervisor has it; by errno. */
int exec_live_take(int run_dirfd, struct err *err);
/* From here on the script may have begun. Errors: by errno: it must not begin then. */
int exec_live_begin(int live, struct err *err);

#endif

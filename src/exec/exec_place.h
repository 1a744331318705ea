/* exec_place: directories below var/ that a run uses beside its own records: what the script may
 * fill, and the environment that it holds. Inner part of the supervisor. */
#ifndef PIRUN_EXEC_EXEC_PLACE_H
#define PIRUN_EXEC_EXEC_PLACE_H

#include "base/err.h"

#define EXEC_PLACE_ARTIFACTS "artifacts" /* in the run's directory; kept with the run */
#define EXEC_PLACE_SCRATCH   "tmp"       /* the same, for where /tmp is not the run's own */

/* Make PATH below the project for the script alone; it may be there already (another attempt).
 * Errors: by errno. */
int exec_place_make(int project_fd, const char *path, struct err *err);
/* Remove what is not kept from the run's directory. Empty artifacts are not kept. */
void exec_place_clear(int run_fd);
/* Keep ENVIRONMENT, a directory below VAR_FD, in use: nobody collects it while the descriptor is
 * open. Owns: returns the descriptor. Errors: ERR_NOT_FOUND it is gone. Source: flock(2). */
int exec_place_hold(int var_fd, const char *environment, struct err *err);

#endif

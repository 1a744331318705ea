/* env_rollback: back to an environment that was current before. */
#ifndef PIRUN_ENV_ENV_ROLLBACK_H
#define PIRUN_ENV_ENV_ROLLBACK_H

#include "env/env_link.h"

/* Make the newest previous environment current that is still there, or the one whose name begins
 * with TEXT (NULL: not given). BUILD gets its name, MOVED as env_link_put. Runs that have started
 * keep theirs. Errors: ERR_NOT_FOUND there is none; ERR_INVALID TEXT. */
int env_rollback(const struct env_place *place, const char *text, char build[ENV_NAME_SIZE],
                 char moved[ENV_LINK_MOVED_SIZE], struct err *err);

#endif

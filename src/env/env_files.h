/* env_files: requirements.txt and requirements.lock in the project, written after a build that
 * changes them has succeeded. */
#ifndef PIRUN_ENV_ENV_FILES_H
#define PIRUN_ENV_ENV_FILES_H

#include "env/env_note.h"

/* Whether requirements.txt is still what NOTE was made from (or what it becomes).
 * Errors: ERR_CONFLICT somebody changed it during the build. */
int env_files_check(const struct env_place *place, const struct env_note *note, struct err *err);
/* Write requirements.txt as NOTE says, and TEXT as the lock. Again is harmless. */
int env_files_write(const struct env_place *place, const struct env_note *note, const char *text,
                    struct err *err);

#endif

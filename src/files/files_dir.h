/* files_dir: make a directory. */
#ifndef PIRUN_FILES_FILES_DIR_H
#define PIRUN_FILES_FILES_DIR_H

#include <stdbool.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_path.h"

/* Make REL and what is missing above it; one that is there is fine (*IS_NEW false).
 * Errors: ERR_CONFLICT something else is there; as files_open. Thread: lane. */
int files_dir_make(struct files *files, const struct rel *rel, enum files_want want, bool *is_new,
                   struct err *err);

#endif

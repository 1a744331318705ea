/* files_remove: remove a file, a link (never what it leads to) or a directory. */
#ifndef PIRUN_FILES_FILES_REMOVE_H
#define PIRUN_FILES_FILES_REMOVE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_etag.h"
#include "files/files_path.h"

/* A directory goes when it is empty, or IS_RECURSIVE with all that is in it; CONDITION (may be
 * NULL) is for files. Errors: ERR_NOT_FOUND; ERR_CONFLICT the directory is not empty, or the
 * condition is broken; ERR_BUSY it is a mount point; as files_open. Thread: lane. */
int files_remove(struct files *files, const struct rel *rel, enum files_want want,
                 bool is_recursive, struct files_condition *condition, struct err *err);

#endif

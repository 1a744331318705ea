/* spool_dir: reading a directory that is held by its descriptor. */
#ifndef PIRUN_SPOOL_SPOOL_DIR_H
#define PIRUN_SPOOL_SPOOL_DIR_H

#include <dirent.h>
#include <stdbool.h>

#include "base/err.h"

/* A stream of its own over the directory DIRFD, from its beginning. Owns: returns it, closed with
 * closedir. Errors: by errno. */
DIR *spool_dir_open(int dirfd, struct err *err);
/* The next entry that is neither "." nor "..", or NULL at the end. Errors: NULL with *IS_BROKEN
 * set. */
struct dirent *spool_dir_next(DIR *dir, bool *is_broken);

#endif

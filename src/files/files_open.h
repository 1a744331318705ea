/* files_open: the one way to a descriptor below the project. No part of the path may be a symbolic
 * link; where links are followed, they are resolved on paper before (files_walk.c). */
#ifndef PIRUN_FILES_FILES_OPEN_H
#define PIRUN_FILES_FILES_OPEN_H

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_path.h"

/* Open REL ("" is the project), which files_path took. FLAGS as open(2) without O_CREAT; O_CLOEXEC
 * is added. Owns: returns a descriptor.
 * Errors: ERR_NOT_FOUND; ERR_FORBIDDEN a link, a way out, or no right; ERR_BUSY it is being renamed
 * or no descriptors are left; by errno else.
 * Source: openat2(2), RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS. */
int files_open(struct files *files, const struct rel *rel, enum files_want want, int flags,
               struct err *err);

#endif

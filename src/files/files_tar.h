/* files_tar: a folder as a tar archive, made while it is read: memory is bounded by the depth of
 * the tree, not by its size. Entries come sorted, with owner 0, so one tree gives one archive.
 * Links are archived as links; sockets, FIFOs and devices are left out; so are `var` at the top of
 * the project, .venv, and .git unless it is asked for.
 * Source: POSIX pax, "ustar Interchange Format" and "pax Header Block". */
#ifndef PIRUN_FILES_FILES_TAR_H
#define PIRUN_FILES_FILES_TAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"

struct files_tar;

/* Names in the archive begin with the folder's own name; for the project ("") with what is in it.
 * Owns: returns what files_tar_close frees; FILES must outlive it.
 * Errors: ERR_INVALID it is no directory; as files_open. Thread: lane, all of these. */
struct files_tar *files_tar_open(struct files *files, const struct rel *dir, bool has_git,
                                 struct err *err);
/* Write the next bytes to OUT, at most SIZE (at least 1). Answers their number, 0 at the end. A
 * file that shrinks while it is read is filled up with zeros, one that grows is cut: the header was
 * written before.
 * Errors: -1: something cannot be read, or the tree is deeper than 128; the archive is useless. */
int64_t files_tar_read(struct files_tar *tar, void *out, size_t size, struct err *err);
void files_tar_close(struct files_tar *tar); /* NULL is fine */

#endif

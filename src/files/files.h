/* files: the project's files as programs and browsers reach them: list, read, write, move, remove,
 * upload in parts, download as tar. Whatever a path says, nothing outside of the project is read or
 * changed, and nothing in var/: paths are judged by their text (files_path), and the kernel is
 * asked not to leave the project and to follow no link (files_open). Plain blocking functions: a
 * lane runs them. Knows nothing of HTTP.
 *
 * Hard links are names of a file like any other: to make one takes the rights on the file that a
 * copy takes, so they are read; but not one to a secret that lies directly in var/. A write gives
 * the name a new file and leaves the other names theirs. Mounts are made by root alone and count as
 * part of the project. */
#ifndef PIRUN_FILES_FILES_H
#define PIRUN_FILES_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct files; /* one project, with a memory of the hashes of files that were read */

struct files_options {
    bool is_following;       /* symbolic links are followed within the project */
    int64_t uploads_bytes;   /* most bytes of all unfinished uploads [10 GiB] */
    int64_t disk_left_bytes; /* an upload's part leaves at least this much free [64 MiB] */
};

/* Owns: borrows PROJECT_DIRFD (copied); returns what files_free frees. Errors: by errno.
 * Thread: of all functions of this room with the same struct files: one at a time. Several lanes
 * have one each: what they must agree on is agreed by a lock on a file. */
struct files *files_create(int project_dirfd, const struct files_options *options, struct err *err);
void files_free(struct files *files); /* NULL is fine */

#endif

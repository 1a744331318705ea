/* repo_discard: give files up, and get them back. What is discarded is copied aside first, below a
 * directory of ours, so that a wrong click costs nothing. */
#ifndef PIRUN_REPO_REPO_DISCARD_H
#define PIRUN_REPO_REPO_DISCARD_H

#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "repo/repo_open.h"

#define REPO_UNDO_KEPT 100

/* Put the files at or below PATHS back to the last commit, in the work tree and the index; new
 * files go. What was there is kept as UNDO/<id>/ (made when needed), of the latest
 * REPO_UNDO_KEPT discards. Answers
 * {"id","files":[path…]}. Errors: ERR_INVALID a path is not changed; ERR_NO_SPACE it could not
 * be kept: nothing was discarded then. Owns: returns the object; NULL with ERR. Thread: any that
 * may block. */
struct json *repo_discard(struct repo *repo, const char *const *paths, size_t count,
                          const char *undo, struct err *err);

/* Bring back what the discard ID (NULL: the newest) took. Answers {"id","files":[path…]}; the
 * id is gone then. Errors: ERR_NOT_FOUND no such id; ERR_CONFLICT a file has changed since:
 * nothing was written. */
struct json *repo_undo(struct repo *repo, const char *id, const char *undo, struct err *err);

#endif

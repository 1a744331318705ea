/* repo_log: commits and what was in them. Reads only. */
#ifndef PIRUN_REPO_REPO_LOG_H
#define PIRUN_REPO_REPO_LOG_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "repo/repo_open.h"

/* A page of the history of REV (a branch, tag, id or its beginning, HEAD~2 …; NULL: HEAD),
 * newest first, no commit before its children (git log --date-order):
 * {"commits":[{"id","parents":[id],"author":{"name","email"},"at","committer":{…},
 * "committed_at","subject","body"?}],"next"?:N}; "next" is the SKIP of the page that follows.
 * Before the first commit the list is empty. Errors: ERR_NOT_FOUND no such commit; ERR_INVALID
 * it is ambiguous. Owns: returns the object; NULL with ERR. Thread: any that may block. */
struct json *repo_log(struct repo *repo, const char *rev, size_t skip, size_t limit,
                      struct err *err);

/* The commit REV alone, as in a page. */
struct json *repo_log_one(struct repo *repo, const char *rev, struct err *err);

/* Append the content of the file PATH as it was in REV to OUT. Answers {"commit","id" (of the
 * content),"path","size","mode":"100644","is_binary":bool}; for a symbolic link the content is its
 * target. Errors: ERR_NOT_FOUND no such commit or file; ERR_INVALID it is a directory or submodule;
 * ERR_TOO_LARGE beyond OUT's cap. */
struct json *repo_show(struct repo *repo, const char *rev, const char *path, struct buf *out,
                       struct err *err);

#endif

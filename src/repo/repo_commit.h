/* repo_commit: what changes the repository by a person's order: commit, checkout of a branch. ADR
 * 0009: always in that person's name. */
#ifndef PIRUN_REPO_REPO_COMMIT_H
#define PIRUN_REPO_REPO_COMMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "repo/repo_open.h"

struct repo_commit {
    const char *message;
    const char *const *paths;               /* files or directories, relative to the work tree */
    size_t path_count;                      /* 0: what is staged, or all */
    bool is_all;                            /* every change, untracked files too */
    const char *author_name, *author_email; /* NULL: git's user.name and user.email */
    const char *fallback_name, *fallback_email; /* where git knows nobody; NULL: an error then */
};

/* Commit. With paths only these; what else is staged stays staged. Answers {"commit","branch"?,
 * "subject","files":N}. Errors: ERR_INVALID no message, no author, or no path is changed that
 * was named; ERR_CONFLICT there is nothing to commit, or a merge is under way; ERR_BUSY git is
 * at work. Nothing is committed then. Owns: returns the object; NULL with ERR. Thread: any that
 * may block. */
struct json *repo_commit(struct repo *repo, const struct repo_commit *what, struct err *err);

/* Switch to the branch NAME; one that only the remote has is made, following it. IS_NEW: make it
 * here. Answers {"branch","commit"?,"made":bool}. Errors: ERR_NOT_FOUND no such branch;
 * ERR_CONFLICT tracked files are changed, or untracked ones are in the way ("in_the_way" in
 * *RESULT); with IS_NEW it is there already. Owns: the caller frees *RESULT. */
int repo_checkout(struct repo *repo, const char *name, bool is_new, struct json **result,
                  struct err *err);

#endif

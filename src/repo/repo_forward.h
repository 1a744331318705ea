/* repo_forward: move the work tree and a branch on to a commit, all or nothing. Only for files of
 * repo/. */
#ifndef PIRUN_REPO_REPO_FORWARD_H
#define PIRUN_REPO_REPO_FORWARD_H

#include "base/err.h"
#include "base/json.h"
#include "repo/repo_head.h"
#include "repo/repo_lib.h"

/* Make the work tree and the index that of TARGET, keeping local changes that are not in the way.
 * Errors: ERR_CONFLICT with *IN_THE_WAY, an array of paths that the caller frees; ERR_NO_SPACE.
 * Nothing has moved then. */
int repo_forward_tree(git_repository *git, const struct repo_head *head, const git_oid *target,
                      struct json **in_the_way, struct err *err);
/* The same, then let the branch of HEAD point to TARGET; LOG says why in the reflog. */
int repo_forward(git_repository *git, const struct repo_head *head, const git_oid *target,
                 const char *log, struct json **in_the_way, struct err *err);

#endif

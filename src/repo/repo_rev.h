/* repo_rev: what people call a commit, found. Only for files of repo/. */
#ifndef PIRUN_REPO_REPO_REV_H
#define PIRUN_REPO_REPO_REV_H

#include "base/err.h"
#include "repo/repo_lib.h"

/* Find the commit that REV names (gitrevisions(7); tags are peeled). Errors: ERR_NOT_FOUND,
 * ERR_INVALID ambiguous or no commit. */
int repo_rev_commit(git_repository *git, const char *rev, git_commit **out, struct err *err);

#endif

/* repo_change: which files differ from the last commit, below some paths. Only for files of
 * repo/. */
#ifndef PIRUN_REPO_REPO_CHANGE_H
#define PIRUN_REPO_REPO_CHANGE_H

#include <stddef.h>

#include "base/err.h"
#include "repo/repo_lib.h"

/* The changes between HEAD, index and work tree at or below PATHS (COUNT 0: all); untracked files
 * one by one, submodules not. Errors: ERR_INVALID one of PATHS matches no change: who typed it was
 * mistaken. */
int repo_change_list(git_repository *git, const char *const *paths, size_t count,
                     git_status_list **out, struct err *err);
const char *repo_change_path(const git_status_entry *entry);

#endif

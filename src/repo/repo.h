/* repo: the project's git repository; the only user of libgit2. This level: make sure that there is
 * one. Never talks to a network and never searches above the project. libgit2 is a lazy library
 * (ADR 0011): a command that calls this room says LAZY_GIT. */
#ifndef PIRUN_REPO_REPO_H
#define PIRUN_REPO_REPO_H

#include <stdbool.h>

#include "base/err.h"

/* Make the directory PROJECT_PATH a git repository with the initial branch `main` when it is none;
 * one that is there already stays as it is, also a worktree or submodule (a file `.git`). A
 * repository further up does not count. *WAS_CREATED tells which; it may be NULL. Errors:
 * ERR_NOT_FOUND no such directory; ERR_FORBIDDEN the repository belongs to another user (git's rule
 * `safe.directory`) or the directory may not be written; ERR_INTERNAL else, in libgit2's words.
 * Thread: any that may block. Source: git_repository_open_ext, git_repository_init_ext. */
int repo_ensure(const char *project_path, bool *was_created, struct err *err);

#endif

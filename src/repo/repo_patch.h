/* repo_patch: a tree of files that is a commit and a patch on it. All objects that this makes stay
 * in memory: the repository on the disk is only read. Only for files of repo/. */
#ifndef PIRUN_REPO_REPO_PATCH_H
#define PIRUN_REPO_REPO_PATCH_H

#include <stddef.h>

#include <git2.h>

#include "base/buf.h"
#include "base/err.h"

/* From now on objects that are written to GIT go to its memory and end with it. */
int repo_patch_begin(git_repository *git, struct err *err);

/* Append what DIFF, made with GIT_DIFF_SHOW_BINARY, has as number WHICH. The text is one that both
 * git-apply(1) and libgit2 read: libgit2 1.5 fails on names with blanks that are not quoted, and on
 * an empty file after which another one follows at once, so a line "-- ", the end of a mail, parts
 * them. Errors: ERR_TOO_LARGE beyond OUT's cap. */
int repo_patch_add(git_diff *diff, size_t which, struct buf *out, struct err *err);

/* Write the tree of COMMIT (40 hexadecimal digits) with the SIZE bytes of PATCH applied, none for
 * 0, to the memory of GIT. *TREE is its id. Errors: ERR_NOT_FOUND no such commit; ERR_INVALID the
 * patch does not fit it. */
int repo_patch_apply(git_repository *git, const char *commit, const char *patch, size_t size,
                     git_oid *tree, struct err *err);

#endif

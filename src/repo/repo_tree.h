/* repo_tree: the files of one commit as a clean directory, for runs at exactly that commit. Reads
 * the project's repository only; never its work tree, its index or a network. Thread: any that may
 * block. */
#ifndef PIRUN_REPO_REPO_TREE_H
#define PIRUN_REPO_REPO_TREE_H

#include <stddef.h>

#include "base/err.h"

#define REPO_COMMIT_SIZE 41 /* 40 hexadecimal digits and a NUL */

/* The commit that REF names: a branch, a tag, a branch of a remote, or a commit's id, which may be
 * short. SCRIPT (NULL: not asked) must be a regular file there.
 * Errors: ERR_NOT_FOUND no repository, no such ref, or no such script; ERR_CONFLICT a short id that
 * fits several; ERR_INVALID it is no commit. */
int repo_tree_resolve(const char *project_path, const char *ref, const char *script,
                      char commit[REPO_COMMIT_SIZE], struct err *err);

#define REPO_TREE_PATCH ".patch"

struct repo_tree {
    const char *trees_path;
    const char *commit;
    /* NULL: the files of COMMIT. Else those that the patch in TREES_PATH/<tree>.patch makes of it,
     * by the id of their tree object. */
    const char *tree;
};

/* Write the files to TREES_PATH/<commit> or <tree>, byte for byte as they were committed or the
 * patch has them, unless it is there already: written aside, each file compared with its object,
 * synced, and named last. Root gives them to the project's owner. <name>.note beside it holds a
 * sentence when something is not as people may expect: pointers of Git LFS instead of contents,
 * submodules that are empty.
 * Errors: ERR_NOT_FOUND no such commit, no such patch; ERR_NO_SPACE; ERR_INVALID a patch that does
 * not fit or makes other files; ERR_INTERNAL a file that differs from its object, or in libgit2's
 * words. */
int repo_tree_make(const char *project_path, const struct repo_tree *what, struct err *err);

#endif

#include "repo/repo_patch.h"

#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

#include "repo/repo_lib.h"

#define BEFORE_ALL_OTHERS 1000 /* of the repository's own the first has 2 */

int repo_patch_begin(git_repository *git, struct err *err)
{
    git_odb *odb = NULL;
    git_odb_backend *memory = NULL;
    int result = git_repository_odb(&odb, git);
    if (result == 0)
        result = git_mempack_new(&memory);
    if (result == 0)
        result = git_odb_add_backend(odb, memory, BEFORE_ALL_OTHERS); /* which owns it from here */
    git_odb_free(odb);
    return result < 0 ? repo_lib_fail(err, result, "cannot keep objects in memory") : 0;
}

static int apply(git_repository *git, git_tree *base, git_diff *diff, git_oid *tree)
{
    auto_git(index) git_index *index = NULL;
    int result = git_apply_to_tree(&index, git, base, diff, NULL);
    return result < 0 ? result : git_index_write_tree_to(tree, index, git);
}

int repo_patch_apply(git_repository *git, const char *commit, const char *patch, size_t size,
                     git_oid *tree, struct err *err)
{
    auto_git(commit) git_commit *found = NULL;
    auto_git(tree) git_tree *base = NULL;
    auto_git(diff) git_diff *diff = NULL;
    git_oid id;
    if (git_oid_fromstr(&id, commit) < 0 || git_commit_lookup(&found, git, &id) < 0 ||
        git_commit_tree(&base, found) < 0)
        return err_set(err, ERR_NOT_FOUND, "the repository has no commit '%.40s' any more", commit);
    *tree = *git_tree_id(base);
    if (size == 0)
        return 0;
    int result = git_diff_from_buffer(&diff, patch, size);
    if (result == 0)
        result = apply(git, base, diff, tree);
    if (result == 0)
        return 0;
    (void)repo_lib_fail(err, result, "the patch does not fit commit '%.12s'", commit);
    err->code = ERR_INVALID;
    return -1;
}

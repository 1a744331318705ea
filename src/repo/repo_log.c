#include "repo/repo_log.h"

#include <stdint.h>
#include <stdio.h>

#include "base/scope.h"
#include "repo/repo_head.h"
#include "repo/repo_rev.h"

int repo_rev_commit(git_repository *git, const char *rev, git_commit **out, struct err *err)
{
    auto_git(object) git_object *found = NULL;
    int result = git_revparse_single(&found, git, rev);
    if (result == GIT_ENOTFOUND)
        return err_set(err, ERR_NOT_FOUND, "there is no commit '%.100s'", rev);
    if (result == GIT_EAMBIGUOUS)
        return err_set(err, ERR_INVALID, "'%.80s' is the beginning of more than one id", rev);
    if (result < 0)
        return err_set(err, ERR_INVALID, "'%.100s' names no commit", rev);
    result = git_object_peel((git_object **)out, found, GIT_OBJECT_COMMIT);
    return result < 0 ? err_set(err, ERR_INVALID, "'%.100s' is no commit", rev) : 0;
}

static int walk_page(git_repository *git, git_revwalk *walk, size_t skip, size_t limit,
                     struct json *root, struct err *err)
{
    git_oid id;
    int result = 0;
    struct json *commits = json_array();
    json_set(root, "commits", commits);
    for (size_t i = 0; (result = git_revwalk_next(&id, walk)) == 0; i++) {
        auto_git(commit) git_commit *commit = NULL;
        if (i < skip)
            continue;
        if (json_count(commits) == limit) {
            json_set_integer(root, "next", (int64_t)i);
            return 0;
        }
        result = git_commit_lookup(&commit, git, &id);
        if (result < 0)
            break;
        json_push(commits, repo_json_commit(commit));
    }
    return result == GIT_ITEROVER ? 0 : repo_lib_fail(err, result, "cannot read the history");
}

struct json *repo_log(struct repo *repo, const char *rev, size_t skip, size_t limit,
                      struct err *err)
{
    auto_git(commit) git_commit *from = NULL;
    auto_git(walk) git_revwalk *walk = NULL;
    auto_head struct repo_head head = {0};
    auto_json struct json *root = json_object();
    if (repo_head_read(repo->git, &head, err) < 0)
        return NULL;
    if (head.is_unborn && !rev) {
        json_set(root, "commits", json_array());
        return take(root);
    }
    if (repo_rev_commit(repo->git, rev ? rev : "HEAD", &from, err) < 0)
        return NULL;
    int result = git_revwalk_new(&walk, repo->git);
    if (result == 0)
        result = git_revwalk_push(walk, git_commit_id(from));
    if (result == 0)
        result = git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    if (result < 0) {
        (void)repo_lib_fail(err, result, "cannot read the history");
        return NULL;
    }
    return walk_page(repo->git, walk, skip, limit, root, err) < 0 ? NULL : take(root);
}

struct json *repo_log_one(struct repo *repo, const char *rev, struct err *err)
{
    auto_git(commit) git_commit *commit = NULL;
    if (repo_rev_commit(repo->git, rev, &commit, err) < 0)
        return NULL;
    return repo_json_commit(commit);
}

/* show */

static int find_blob(git_repository *git, const git_commit *commit, const char *path,
                     git_tree_entry **entry, git_blob **out, struct err *err)
{
    auto_git(tree) git_tree *tree = NULL;
    int result = git_commit_tree(&tree, commit);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read the commit");
    result = git_tree_entry_bypath(entry, tree, path);
    if (result == GIT_ENOTFOUND)
        return err_set(err, ERR_NOT_FOUND, "there is no '%.120s' in that commit", path);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read the commit");
    if (git_tree_entry_type(*entry) != GIT_OBJECT_BLOB)
        return err_set(err, ERR_INVALID, "'%.120s' is no file in that commit", path);
    result = git_blob_lookup(out, git, git_tree_entry_id(*entry));
    return result < 0 ? repo_lib_fail(err, result, "cannot read '%.80s'", path) : 0;
}

struct json *repo_show(struct repo *repo, const char *rev, const char *path, struct buf *out,
                       struct err *err)
{
    char mode[16];
    auto_git(commit) git_commit *commit = NULL;
    auto_git(entry) git_tree_entry *entry = NULL;
    auto_git(blob) git_blob *blob = NULL;
    if (repo_rev_commit(repo->git, rev, &commit, err) < 0 ||
        find_blob(repo->git, commit, path, &entry, &blob, err) < 0)
        return NULL;
    buf_append(out, git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
    if (!buf_ok(out)) {
        (void)err_set(err, ERR_TOO_LARGE, "'%.100s' has %lld bytes: more than is shown", path,
                      (long long)git_blob_rawsize(blob));
        return NULL;
    }
    (void)snprintf(mode, sizeof(mode), "%06o", (unsigned)git_tree_entry_filemode(entry)); /* fits */
    struct json *root = json_object();
    repo_json_oid(root, "commit", git_commit_id(commit));
    repo_json_oid(root, "id", git_blob_id(blob));
    json_set_string(root, "path", path);
    json_set_integer(root, "size", (int64_t)git_blob_rawsize(blob));
    json_set_string(root, "mode", mode);
    json_set_bool(root, "is_binary", git_blob_is_binary(blob) == 1);
    return root;
}

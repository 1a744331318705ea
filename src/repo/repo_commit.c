#include "repo/repo_commit.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "repo/repo_change.h"
#include "repo/repo_head.h"

#define MESSAGE_MAX ((size_t)64 * 1024)

/* who and what */

static int find_author(git_repository *git, const struct repo_commit *what, git_signature **out,
                       struct err *err)
{
    if (what->author_name && what->author_email) {
        int result = git_signature_now(out, what->author_name, what->author_email);
        return result < 0 ? err_set(err, ERR_INVALID, "'%.60s <%.60s>' is no good author",
                                    what->author_name, what->author_email)
                          : 0;
    }
    if (git_signature_default(out, git) == 0)
        return 0;
    if (!what->fallback_name ||
        git_signature_now(out, what->fallback_name, what->fallback_email) < 0)
        return err_set(
            err, ERR_INVALID,
            "whose commit is it? git's user.name and user.email are not set here, so say "
            "--author 'NAME <MAIL>'");
    return 0;
}

static int clean_message(const char *text, git_buf *out, struct err *err)
{
    if (!text || strlen(text) > MESSAGE_MAX)
        return err_set(err, ERR_INVALID, "a commit needs a message of at most %zu bytes",
                       MESSAGE_MAX);
    int result = git_message_prettify(out, text, 0, '#');
    if (result < 0 || out->size == 0)
        return err_set(err, ERR_INVALID, "a commit needs a message");
    return 0;
}

/* staging */

static int stage_one(git_index *index, const git_status_entry *entry, struct err *err)
{
    const char *path = repo_change_path(entry);
    bool is_gone = entry->status & GIT_STATUS_WT_DELETED ||
                   (entry->status & GIT_STATUS_INDEX_DELETED && !entry->index_to_workdir);
    int result = is_gone ? git_index_remove_bypath(index, path) : git_index_add_bypath(index, path);
    return result < 0 ? repo_lib_fail(err, result, "cannot stage '%.80s'", path) : 0;
}

/* Put into INTO what INDEX has for PATH. */
static int copy_entry(git_index *index, git_index *into, const char *path, struct err *err)
{
    const git_index_entry *entry = git_index_get_bypath(index, path, GIT_INDEX_STAGE_NORMAL);
    int result = entry ? git_index_add(into, entry) : git_index_remove(into, path, 0);
    if (!entry && result == GIT_ENOTFOUND)
        result = 0;
    return result < 0 ? repo_lib_fail(err, result, "cannot stage '%.80s'", path) : 0;
}

static int stage(git_status_list *list, git_index *index, git_index *into, struct err *err)
{
    for (size_t i = 0; i < git_status_list_entrycount(list); i++) {
        const git_status_entry *entry = git_status_byindex(list, i);
        if (entry->status & GIT_STATUS_CONFLICTED)
            return err_set(err, ERR_CONFLICT, "'%.120s' has conflicts", repo_change_path(entry));
        if (stage_one(index, entry, err) < 0 ||
            (into && copy_entry(index, into, repo_change_path(entry), err) < 0))
            return -1;
    }
    return 0;
}

/* making */

static int read_base(git_repository *git, const struct repo_head *head, git_commit **commit,
                     git_tree **tree, struct err *err)
{
    if (head->is_unborn)
        return 0;
    int result = git_commit_lookup(commit, git, &head->id);
    if (result == 0)
        result = git_commit_tree(tree, *commit);
    return result < 0 ? repo_lib_fail(err, result, "cannot read the last commit") : 0;
}

/* The tree of the commit to be. INDEX is not written yet. */
static int make_tree(git_repository *git, const struct repo_commit *what, git_tree *base,
                     git_index *index, git_oid *out, struct err *err)
{
    auto_git(status) git_status_list *list = NULL;
    auto_git(index) git_index *only = NULL;
    bool is_picked = what->path_count > 0 || what->is_all;
    if (is_picked && repo_change_list(git, what->paths, what->path_count, &list, err) < 0)
        return -1;
    int result = what->path_count > 0 ? git_index_new(&only) : 0;
    if (result == 0 && only && base)
        result = git_index_read_tree(only, base);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read the last commit");
    if (is_picked && stage(list, index, only, err) < 0)
        return -1;
    if (git_index_has_conflicts(index))
        return err_set(err, ERR_CONFLICT, "there are conflicts: solve them with the git program");
    result = git_index_write_tree_to(out, only ? only : index, git);
    return result < 0 ? repo_lib_fail(err, result, "cannot write the commit's files") : 0;
}

static int count_files(git_repository *git, git_tree *old, git_tree *new)
{
    auto_git(diff) git_diff *diff = NULL;
    if (git_diff_tree_to_tree(&diff, git, old, new, NULL) < 0)
        return 0;
    return (int)git_diff_num_deltas(diff);
}

struct making {
    git_repository *git;
    struct repo_head head;
    git_signature *author;
    git_buf message;
    git_commit *parent;
    git_tree *base;
    git_index *index;
};

static int create(struct making *making, const git_oid *tree_id, git_oid *id, int *files,
                  struct err *err)
{
    auto_git(tree) git_tree *tree = NULL;
    int result = git_tree_lookup(&tree, making->git, tree_id);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read the commit's files");
    *files = count_files(making->git, making->base, tree);
    if (*files == 0 && making->parent)
        return err_set(err, ERR_CONFLICT,
                       "there is nothing to commit: name changed files, or say --all");
    const git_commit *parents[] = {making->parent};
    /* the index first: a commit without it would look like its own undoing */
    result = git_index_write(making->index);
    if (result == 0)
        result = git_commit_create(id, making->git, "HEAD", making->author, making->author, NULL,
                                   making->message.ptr, tree, making->parent ? 1 : 0, parents);
    return result < 0 ? repo_lib_fail(err, result, "cannot commit") : 0;
}

static int prepare(struct making *making, const struct repo_commit *what, struct err *err)
{
    const char *under_way = repo_head_under_way(making->git);
    if (under_way)
        return err_set(err, ERR_CONFLICT, "a %s is under way: end it with the git program first",
                       under_way);
    if (clean_message(what->message, &making->message, err) < 0 ||
        find_author(making->git, what, &making->author, err) < 0 ||
        repo_head_read(making->git, &making->head, err) < 0 ||
        read_base(making->git, &making->head, &making->parent, &making->base, err) < 0)
        return -1;
    int result = git_repository_index(&making->index, making->git);
    if (result == 0)
        result = git_index_read(making->index, true);
    return result < 0 ? repo_lib_fail(err, result, "cannot read the index") : 0;
}

static struct json *make(struct making *making, const struct repo_commit *what, struct err *err)
{
    git_oid tree;
    git_oid id;
    int files = 0;
    if (prepare(making, what, err) < 0 ||
        make_tree(making->git, what, making->base, making->index, &tree, err) < 0 ||
        create(making, &tree, &id, &files, err) < 0)
        return NULL;
    struct json *root = json_object();
    auto_free char *subject = xstrndup(making->message.ptr, strcspn(making->message.ptr, "\n"));
    repo_json_oid(root, "commit", &id);
    json_set_string(root, "branch", making->head.branch);
    json_set_string(root, "subject", subject);
    json_set_integer(root, "files", files);
    return root;
}

struct json *repo_commit(struct repo *repo, const struct repo_commit *what, struct err *err)
{
    struct making making = {.git = repo->git};
    struct json *root = make(&making, what, err);
    repo_head_release(&making.head);
    git_signature_free(making.author);
    git_buf_dispose(&making.message);
    git_commit_free(making.parent);
    git_tree_free(making.base);
    git_index_free(making.index);
    return root;
}

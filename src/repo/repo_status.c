#include "repo/repo_status.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "repo/repo_head.h"

struct counts {
    int64_t staged, changed, untracked, conflicted, files, listed;
};

struct word {
    unsigned flag;
    const char *text;
};

static const struct word index_words[] = {
    {GIT_STATUS_INDEX_RENAMED, "renamed"},   {GIT_STATUS_INDEX_NEW, "added"},
    {GIT_STATUS_INDEX_DELETED, "deleted"},   {GIT_STATUS_INDEX_TYPECHANGE, "typechange"},
    {GIT_STATUS_INDEX_MODIFIED, "modified"},
};

static const struct word work_words[] = {
    {GIT_STATUS_CONFLICTED, "conflicted"}, {GIT_STATUS_WT_NEW, "untracked"},
    {GIT_STATUS_WT_DELETED, "deleted"},    {GIT_STATUS_WT_TYPECHANGE, "typechange"},
    {GIT_STATUS_WT_RENAMED, "renamed"},    {GIT_STATUS_WT_MODIFIED, "modified"},
};

static const char *word_of(const struct word *words, size_t count, unsigned flags)
{
    for (size_t i = 0; i < count; i++) {
        if (flags & words[i].flag)
            return words[i].text;
    }
    return NULL;
}

static void count_entry(struct counts *counts, const char *index, const char *work)
{
    counts->files++;
    if (work && strcmp(work, "conflicted") == 0)
        counts->conflicted++;
    else if (work && strcmp(work, "untracked") == 0)
        counts->untracked++;
    else if (work)
        counts->changed++;
    if (index)
        counts->staged++;
}

static struct json *describe_entry(const git_status_entry *entry, const char *index,
                                   const char *work)
{
    struct json *file = json_object();
    const git_diff_delta *staged = entry->head_to_index;
    const git_diff_delta *changed = entry->index_to_workdir;
    const git_diff_file *at = changed ? &changed->new_file : &staged->new_file;
    json_set_string(file, "path", at->path);
    if (index && strcmp(index, "renamed") == 0)
        json_set_string(file, "from", staged->old_file.path);
    json_set_string(file, "index", index);
    json_set_string(file, "work", work);
    return file;
}

static int list_files(git_repository *git, size_t limit, struct json *root, struct counts *counts,
                      struct err *err)
{
    auto_git(status) git_status_list *list = NULL;
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS |
                    GIT_STATUS_OPT_EXCLUDE_SUBMODULES | GIT_STATUS_OPT_RENAMES_HEAD_TO_INDEX;
    int result = git_status_list_new(&list, git, &options);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot compare the work tree");
    struct json *files = json_array();
    json_set(root, "files", files);
    for (size_t i = 0; i < git_status_list_entrycount(list); i++) {
        const git_status_entry *entry = git_status_byindex(list, i);
        const char *index = word_of(index_words, ARRAY_LEN(index_words), entry->status);
        const char *work = word_of(work_words, ARRAY_LEN(work_words), entry->status);
        if (!index && !work)
            continue;
        count_entry(counts, index, work);
        if ((size_t)counts->listed < limit) {
            counts->listed++;
            json_push(files, describe_entry(entry, index, work));
        }
    }
    return 0;
}

static void add_upstream(git_repository *git, const struct repo_head *head, struct json *root)
{
    auto_upstream struct repo_upstream upstream = {0};
    struct err ignored;
    git_oid id;
    size_t ahead = 0;
    size_t behind = 0;
    if (!head->branch || repo_upstream_read(git, head, &upstream, &ignored) < 0 ||
        !upstream.is_configured)
        return;
    json_set_string(root, "upstream", upstream.tracking + strlen("refs/remotes/"));
    if (head->is_unborn || git_reference_name_to_id(&id, git, upstream.tracking) < 0 ||
        git_graph_ahead_behind(&ahead, &behind, git, &head->id, &id) < 0)
        return; /* the remote was never fetched, or its branch is gone */
    json_set_integer(root, "ahead", (int64_t)ahead);
    json_set_integer(root, "behind", (int64_t)behind);
}

static int add_head(git_repository *git, struct json *root, struct err *err)
{
    auto_head struct repo_head head = {0};
    auto_git(commit) git_commit *commit = NULL;
    if (repo_head_read(git, &head, err) < 0)
        return -1;
    json_set_string(root, "branch", head.branch);
    json_set_bool(root, "detached", !head.branch);
    json_set_bool(root, "unborn", head.is_unborn);
    json_set_string(root, "under_way", repo_head_under_way(git));
    add_upstream(git, &head, root);
    if (head.is_unborn)
        return 0;
    repo_json_oid(root, "head", &head.id);
    int result = git_commit_lookup(&commit, git, &head.id);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read the last commit");
    json_set(root, "last_commit", repo_json_commit(commit));
    return 0;
}

struct json *repo_status(struct repo *repo, size_t limit, struct err *err)
{
    struct counts counts = {0};
    auto_json struct json *root = json_object();
    if (add_head(repo->git, root, err) < 0 || list_files(repo->git, limit, root, &counts, err) < 0)
        return NULL;
    json_set_bool(root, "dirty", counts.files > 0);
    json_set_integer(root, "staged", counts.staged);
    json_set_integer(root, "changed", counts.changed);
    json_set_integer(root, "untracked", counts.untracked);
    json_set_integer(root, "conflicted", counts.conflicted);
    json_set_integer(root, "files_left_out", counts.files - counts.listed);
    return take(root);
}

/* branches */

/* NULL: it points to nothing that could be shown (origin/HEAD). */
static struct json *describe_branch(git_repository *git, git_reference *branch, git_branch_t type)
{
    auto_git(commit) git_commit *commit = NULL;
    const char *name = NULL;
    const git_oid *id = git_reference_target(branch);
    if (!id || git_branch_name(&name, branch) < 0 || git_commit_lookup(&commit, git, id) < 0)
        return NULL;
    struct json *row = json_object();
    json_set_string(row, "name", name);
    json_set_bool(row, "remote", type == GIT_BRANCH_REMOTE);
    json_set_bool(row, "current", git_branch_is_head(branch) == 1);
    repo_json_oid(row, "commit", id);
    json_set_string(row, "subject", git_commit_summary(commit));
    repo_json_time(row, "at", git_commit_time(commit));
    if (type == GIT_BRANCH_LOCAL) {
        const struct repo_head head = {.ref = repo_mutable(git_reference_name(branch)),
                                       .branch = repo_mutable(name),
                                       .id = *id};
        add_upstream(git, &head, row);
    }
    return row;
}

struct json *repo_branches(struct repo *repo, size_t limit, struct err *err)
{
    auto_json struct json *root = json_object();
    struct json *rows = json_array();
    int64_t left_out = 0;
    static const git_branch_t types[] = {GIT_BRANCH_LOCAL, GIT_BRANCH_REMOTE};
    json_set(root, "branches", rows);
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        auto_git(branches) git_branch_iterator *iterator = NULL;
        int result = git_branch_iterator_new(&iterator, repo->git, types[i]);
        while (result == 0) {
            auto_git(reference) git_reference *branch = NULL;
            git_branch_t type = types[i];
            result = git_branch_next(&branch, &type, iterator);
            struct json *row = result == 0 ? describe_branch(repo->git, branch, type) : NULL;
            if (row && json_count(rows) < limit)
                json_push(rows, take(row));
            left_out += row != NULL;
            json_free(row);
        }
        if (result != GIT_ITEROVER) {
            (void)repo_lib_fail(err, result, "cannot list the branches");
            return NULL;
        }
    }
    json_set_integer(root, "left_out", left_out);
    return take(root);
}

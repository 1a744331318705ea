#include "repo/repo_compare.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "repo/repo_lib.h"
#include "repo/repo_open.h"
#include "repo/repo_patch.h"

static int find_tree(git_repository *git, const struct repo_side *side, git_tree **out,
                     struct err *err)
{
    git_oid id;
    if (repo_patch_apply(git, side->commit, side->patch, side->patch_size, &id, err) < 0)
        return -1;
    int result = git_tree_lookup(out, git, &id);
    return result < 0 ? repo_lib_fail(err, result, "cannot read the files of a run") : 0;
}

static const char *status_of(git_delta_t status)
{
    static const char *const names[] = {
        [GIT_DELTA_ADDED] = "added",
        [GIT_DELTA_DELETED] = "deleted",
        [GIT_DELTA_RENAMED] = "renamed",
        [GIT_DELTA_TYPECHANGE] = "typechange",
    };
    bool has_name = (size_t)status < ARRAY_LEN(names) && names[status];
    return has_name ? names[status] : "modified";
}

static int describe(git_diff *diff, size_t which, struct json *list, struct err *err)
{
    auto_git(patch) git_patch *patch = NULL;
    const git_diff_delta *delta = git_diff_get_delta(diff, which);
    size_t context = 0;
    size_t added = 0;
    size_t removed = 0;
    int result = git_patch_from_diff(&patch, diff, which);
    if (result == 0 && patch)
        result = git_patch_line_stats(&context, &added, &removed, patch);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot compare '%.80s'", delta->new_file.path);
    struct json *file = json_object();
    json_set_string(file, "path", delta->new_file.path);
    if (delta->status == GIT_DELTA_RENAMED)
        json_set_string(file, "from", delta->old_file.path);
    json_set_string(file, "status", status_of(delta->status));
    json_set_integer(file, "additions", (int64_t)added);
    json_set_integer(file, "deletions", (int64_t)removed);
    json_push(list, file);
    return 0;
}

/* Before renames are looked for: a patch of those cannot be written by repo_patch_add. */
static int add_patch(git_diff *diff, size_t patch_max, struct json *root, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, patch_max);
    for (size_t i = 0; patch_max > 0 && i < git_diff_num_deltas(diff); i++) {
        if (repo_patch_add(diff, i, &text, err) == 0)
            continue;
        if (err->code != ERR_TOO_LARGE)
            return -1;
        json_set_bool(root, "is_patch_left_out", true);
        return 0;
    }
    if (patch_max > 0)
        json_set_string(root, "patch", buf_text(&text));
    return 0;
}

static struct json *compare(git_repository *git, git_tree *a, git_tree *b,
                            const struct repo_compare *what, struct err *err)
{
    auto_git(diff) git_diff *diff = NULL;
    auto_json struct json *root = json_object();
    struct json *list = json_array();
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = what->patch_max > 0 ? GIT_DIFF_SHOW_BINARY : GIT_DIFF_INCLUDE_TYPECHANGE;
    json_set(root, "list", list);
    int result = git_diff_tree_to_tree(&diff, git, a, b, &options);
    if (result == 0 && add_patch(diff, what->patch_max, root, err) < 0)
        return NULL;
    if (result == 0)
        result = git_diff_find_similar(diff, NULL);
    if (result < 0) {
        (void)repo_lib_fail(err, result, "cannot compare the files of two runs");
        return NULL;
    }
    json_set_integer(root, "count", (int64_t)git_diff_num_deltas(diff));
    for (size_t i = 0; i < git_diff_num_deltas(diff) && i < what->limit; i++) {
        if (describe(diff, i, list, err) < 0)
            return NULL;
    }
    return take(root);
}

struct json *repo_compare(const char *project_path, const struct repo_compare *what,
                          struct err *err)
{
    auto_repo struct repo repo = {0};
    if (repo_open(project_path, &repo, err) < 0 || repo_patch_begin(repo.git, err) < 0)
        return NULL;
    git_tree *a = NULL;
    git_tree *b = NULL;
    struct json *found = NULL;
    if (find_tree(repo.git, &what->a, &a, err) == 0 && find_tree(repo.git, &what->b, &b, err) == 0)
        found = compare(repo.git, a, b, what, err);
    git_tree_free(a); /* before its repository */
    git_tree_free(b);
    return found;
}

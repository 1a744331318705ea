#include "repo/repo_diff.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/scope.h"
#include "repo/repo_head.h"
#include "repo/repo_rev.h"
#include "repo/repo_words.h"

#define MODE_SIZE 16

/* comparing */

/* NULL and 0: before the first commit. */
static int find_tree(git_repository *git, const char *rev, git_tree **out, struct err *err)
{
    auto_git(commit) git_commit *commit = NULL;
    auto_head struct repo_head head = {0};
    if (repo_head_read(git, &head, err) < 0)
        return -1;
    if (!rev && head.is_unborn)
        return 0;
    if (repo_rev_commit(git, rev ? rev : "HEAD", &commit, err) < 0)
        return -1;
    int result = git_commit_tree(out, commit);
    return result < 0 ? repo_lib_fail(err, result, "cannot read the commit") : 0;
}

static int find_parent_tree(git_repository *git, const char *rev, git_tree **out, struct err *err)
{
    auto_git(commit) git_commit *commit = NULL;
    auto_git(commit) git_commit *parent = NULL;
    if (repo_rev_commit(git, rev ? rev : "HEAD", &commit, err) < 0)
        return -1;
    if (git_commit_parentcount(commit) == 0)
        return 0;
    int result = git_commit_parent(&parent, commit, 0);
    if (result == 0)
        result = git_commit_tree(out, parent);
    return result < 0 ? repo_lib_fail(err, result, "cannot read the commit") : 0;
}

static git_diff_options make_options(const struct repo_diff *what)
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags =
        GIT_DIFF_IGNORE_SUBMODULES | GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_INCLUDE_TYPECHANGE;
    if (what->has_untracked)
        options.flags |= GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
                         GIT_DIFF_SHOW_UNTRACKED_CONTENT;
    options.max_size = REPO_DIFF_FILE_MAX;
    options.pathspec.strings = repo_mutable(what->paths);
    options.pathspec.count = what->path_count;
    return options;
}

static int compare(git_repository *git, const struct repo_diff *what, git_diff **out,
                   struct err *err)
{
    auto_git(tree) git_tree *old = NULL;
    auto_git(tree) git_tree *new = NULL;
    const git_diff_options options = make_options(what);
    bool has_new = what->kind == REPO_DIFF_COMMITS || what->kind == REPO_DIFF_COMMIT;
    int result = 0;
    if ((has_new && find_tree(git, what->to, &new, err) < 0) ||
        (what->kind == REPO_DIFF_COMMIT && find_parent_tree(git, what->to, &old, err) < 0) ||
        (what->kind != REPO_DIFF_COMMIT && what->kind != REPO_DIFF_WORK &&
         find_tree(git, what->from, &old, err) < 0))
        return -1;
    switch (what->kind) {
    case REPO_DIFF_WORK:
        result = git_diff_index_to_workdir(out, git, NULL, &options);
        break;
    case REPO_DIFF_STAGED:
        result = git_diff_tree_to_index(out, git, old, NULL, &options);
        break;
    case REPO_DIFF_ALL:
        result = git_diff_tree_to_workdir_with_index(out, git, old, &options);
        break;
    case REPO_DIFF_COMMITS:
    case REPO_DIFF_COMMIT:
        result = git_diff_tree_to_tree(out, git, old, new, &options);
        break;
    }
    if (result == 0)
        result = git_diff_find_similar(*out, NULL);
    return result < 0 ? repo_lib_fail(err, result, "cannot compare") : 0;
}

/* as JSON */

static const char *status_of(git_delta_t status)
{
    static const char *const names[] = {
        [GIT_DELTA_UNMODIFIED] = "unmodified", [GIT_DELTA_ADDED] = "added",
        [GIT_DELTA_DELETED] = "deleted",       [GIT_DELTA_MODIFIED] = "modified",
        [GIT_DELTA_RENAMED] = "renamed",       [GIT_DELTA_COPIED] = "copied",
        [GIT_DELTA_IGNORED] = "ignored",       [GIT_DELTA_UNTRACKED] = "untracked",
        [GIT_DELTA_TYPECHANGE] = "typechange", [GIT_DELTA_UNREADABLE] = "unreadable",
        [GIT_DELTA_CONFLICTED] = "conflicted",
    };
    return (size_t)status < ARRAY_LEN(names) ? names[status] : "modified";
}

static void add_side(struct json *file, const char *mode_key, const char *id_key,
                     const char *size_key, const git_diff_file *side)
{
    char mode[MODE_SIZE];
    (void)snprintf(mode, sizeof(mode), "%06o", (unsigned)side->mode); /* fits */
    json_set_string(file, mode_key, mode);
    json_set_integer(file, size_key, (int64_t)side->size);
    if (side->flags & GIT_DIFF_FLAG_VALID_ID && !git_oid_is_zero(&side->id))
        repo_json_oid(file, id_key, &side->id);
}

static struct json *describe_file(const git_diff_delta *delta)
{
    struct json *file = json_object();
    bool is_binary = delta->flags & GIT_DIFF_FLAG_BINARY;
    bool is_large =
        delta->old_file.size > REPO_DIFF_FILE_MAX || delta->new_file.size > REPO_DIFF_FILE_MAX;
    json_set_string(file, "path", delta->new_file.path);
    if (delta->status == GIT_DELTA_RENAMED || delta->status == GIT_DELTA_COPIED)
        json_set_string(file, "from", delta->old_file.path);
    json_set_string(file, "status", status_of(delta->status));
    add_side(file, "old_mode", "old_id", "old_size", &delta->old_file);
    add_side(file, "new_mode", "new_id", "new_size", &delta->new_file);
    json_set_bool(file, "is_binary", is_binary && !is_large);
    json_set_bool(file, "is_too_large", is_large);
    json_set_bool(file, "is_left_out", false);
    return file;
}

static struct json *describe_line(const git_diff_line *line)
{
    char type[2] = {line->origin, '\0'};
    size_t size = line->content_len;
    struct json *row = json_object();
    bool has_newline = size > 0 && line->content[size - 1] == '\n';
    auto_free char *text = xstrndup(line->content, has_newline ? size - 1 : size);
    json_set_string(row, "type", type);
    if (line->old_lineno > 0)
        json_set_integer(row, "old", line->old_lineno);
    if (line->new_lineno > 0)
        json_set_integer(row, "new", line->new_lineno);
    json_set_string(row, "text", text);
    if (!has_newline)
        json_set_bool(row, "no_newline", true);
    return row;
}

static bool is_content(const git_diff_line *line)
{
    return line->origin == GIT_DIFF_LINE_CONTEXT || line->origin == GIT_DIFF_LINE_ADDITION ||
           line->origin == GIT_DIFF_LINE_DELETION;
}

static int describe_hunk(git_patch *patch, size_t which, struct repo_words *words,
                         struct json *hunks)
{
    const git_diff_hunk *hunk = NULL;
    size_t count = 0;
    int result = git_patch_get_hunk(&hunk, &count, patch, which);
    if (result < 0)
        return result;
    struct json *hunk_row = json_object();
    struct json *lines = json_array();
    auto_free char *header = xstrndup(hunk->header, strcspn(hunk->header, "\r\n"));
    json_set_string(hunk_row, "header", header);
    json_set_integer(hunk_row, "old_start", hunk->old_start);
    json_set_integer(hunk_row, "old_lines", hunk->old_lines);
    json_set_integer(hunk_row, "new_start", hunk->new_start);
    json_set_integer(hunk_row, "new_lines", hunk->new_lines);
    for (size_t i = 0; i < count && result == 0; i++) {
        const git_diff_line *line = NULL;
        result = git_patch_get_line_in_hunk(&line, patch, which, i);
        if (result != 0 || !is_content(line))
            continue;
        struct json *row = describe_line(line);
        json_push(lines, row);
        repo_words_take(words, row);
    }
    repo_words_end(words);
    json_set(hunk_row, "lines", lines);
    json_push(hunks, hunk_row);
    return result;
}

/* Is the new side of DELTA an empty file of the work tree? libgit2 1.5.1 ends the process over
 * one to which a filter (autocrlf, text) applies: it frees its own constant "". */
static bool is_empty_file(git_repository *git, const struct repo_diff *what,
                          const git_diff_delta *delta)
{
    struct stat st;
    if ((what->kind != REPO_DIFF_WORK && what->kind != REPO_DIFF_ALL) ||
        delta->status == GIT_DELTA_DELETED)
        return false;
    auto_free char *path = xasprintf("%s%s", git_repository_workdir(git), delta->new_file.path);
    return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0;
}

/* The patch of one file; NULL and 0: none is needed. */
static int make_patch(git_repository *git, const struct repo_diff *what, git_diff *diff,
                      size_t which, git_patch **out)
{
    auto_git(blob) git_blob *old = NULL;
    const git_diff_delta *delta = git_diff_get_delta(diff, which);
    if (!is_empty_file(git, what, delta))
        return git_patch_from_diff(out, diff, which);
    if (delta->old_file.mode == 0 || git_oid_is_zero(&delta->old_file.id))
        return 0; /* new and empty: no line differs */
    int result = git_blob_lookup(&old, git, &delta->old_file.id);
    return result < 0 ? result
                      : git_patch_from_blob_and_buffer(out, old, delta->old_file.path, "", 0,
                                                       delta->new_file.path, NULL);
}

struct totals {
    int64_t additions, deletions;
    size_t lines_left;
    struct repo_words words;
};

static int describe_patch(git_diff *diff, size_t which, git_patch *patch, struct totals *totals,
                          struct json *files)
{
    size_t context = 0;
    size_t added = 0;
    size_t removed = 0;
    int result = 0;
    struct json *file = describe_file(git_diff_get_delta(diff, which));
    json_push(files, file);
    if (!patch)
        return 0;
    (void)git_patch_line_stats(&context, &added, &removed, patch); /* cannot fail on a patch */
    totals->additions += (int64_t)added;
    totals->deletions += (int64_t)removed;
    json_set_integer(file, "additions", (int64_t)added);
    json_set_integer(file, "deletions", (int64_t)removed);
    if (json_get_bool(file, "is_binary", false) || json_get_bool(file, "is_too_large", false))
        return 0;
    struct json *hunks = json_array();
    json_set(file, "hunks", hunks);
    size_t lines = context + added + removed;
    if (lines > totals->lines_left) {
        json_set_bool(file, "is_left_out", true);
        totals->lines_left = 0; /* the rest too: what is shown is a beginning */
        return 0;
    }
    totals->lines_left -= lines;
    for (size_t i = 0; i < git_patch_num_hunks(patch) && result == 0; i++)
        result = describe_hunk(patch, i, &totals->words, hunks);
    return result;
}

struct json *repo_diff(struct repo *repo, const struct repo_diff *what, struct err *err)
{
    auto_git(diff) git_diff *diff = NULL;
    auto_json struct json *root = json_object();
    struct json *files = json_array();
    struct totals totals = {.lines_left = what->line_limit, .words.steps = REPO_WORDS_STEPS_MAX};
    json_set(root, "files", files);
    if (compare(repo->git, what, &diff, err) < 0)
        return NULL;
    for (size_t i = 0; i < git_diff_num_deltas(diff); i++) {
        auto_git(patch) git_patch *patch = NULL;
        int result = make_patch(repo->git, what, diff, i, &patch);
        if (result == 0)
            result = describe_patch(diff, i, patch, &totals, files);
        if (result < 0) {
            (void)repo_lib_fail(err, result, "cannot compare '%.80s'",
                                git_diff_get_delta(diff, i)->new_file.path);
            return NULL;
        }
    }
    json_set_integer(root, "additions", totals.additions);
    json_set_integer(root, "deletions", totals.deletions);
    return take(root);
}

/* as a patch */

static int take_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
                     const git_diff_line *line, void *payload)
{
    struct buf *out = payload;
    (void)delta;
    (void)hunk;
    if (is_content(line))
        buf_append(out, &line->origin, 1);
    buf_append(out, line->content, line->content_len);
    return buf_ok(out) ? 0 : GIT_EUSER;
}

int repo_diff_patch(struct repo *repo, const struct repo_diff *what, struct buf *out,
                    struct err *err)
{
    auto_git(diff) git_diff *diff = NULL;
    if (compare(repo->git, what, &diff, err) < 0)
        return -1;
    int result = 0;
    for (size_t i = 0; i < git_diff_num_deltas(diff) && result == 0; i++) {
        auto_git(patch) git_patch *patch = NULL;
        result = make_patch(repo->git, what, diff, i, &patch);
        if (result == 0 && patch)
            result = git_patch_print(patch, take_line, out);
    }
    if (result == GIT_EUSER)
        return err_set(err, ERR_TOO_LARGE, "the difference is too large to be shown at once");
    return result < 0 ? repo_lib_fail(err, result, "cannot compare") : 0;
}

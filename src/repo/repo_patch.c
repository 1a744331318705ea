#include "repo/repo_patch.h"

#include <stdbool.h>
#include <string.h>

#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

#include "repo/repo_lib.h"

#define ID_SIZE           41
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

/* writing */

/* As git quotes names, and always. Source: git-config(1), core.quotePath. */
static void add_name(const char *side, const char *path, struct buf *out)
{
    buf_addf(out, "\"%s/", side);
    for (const unsigned char *at = (const unsigned char *)path; *at; at++) {
        if (*at == '"' || *at == '\\')
            buf_addf(out, "\\%c", *at);
        else if (*at < ' ' || *at >= 0x7f)
            buf_addf(out, "\\%03o", *at);
        else
            buf_append(out, at, 1);
    }
    buf_add(out, "\"");
}

static void add_index(const git_diff_delta *delta, struct buf *out)
{
    char before[ID_SIZE];
    char after[ID_SIZE];
    (void)git_oid_tostr(before, sizeof(before), &delta->old_file.id); /* fit */
    (void)git_oid_tostr(after, sizeof(after), &delta->new_file.id);
    if (strcmp(before, after) == 0)
        return;
    buf_addf(out, "index %s..%s", before, after);
    if (delta->old_file.mode == delta->new_file.mode)
        buf_addf(out, " %06o", (unsigned)delta->old_file.mode);
    buf_add(out, "\n");
}

static void add_head(const git_diff_delta *delta, struct buf *out)
{
    const git_diff_file *before = &delta->old_file;
    const git_diff_file *after = &delta->new_file;
    buf_add(out, "diff --git ");
    add_name("a", before->path, out);
    buf_add(out, " ");
    add_name("b", after->path, out);
    buf_add(out, "\n");
    if (delta->status == GIT_DELTA_ADDED)
        buf_addf(out, "new file mode %06o\n", (unsigned)after->mode);
    else if (delta->status == GIT_DELTA_DELETED)
        buf_addf(out, "deleted file mode %06o\n", (unsigned)before->mode);
    else if (before->mode != after->mode)
        buf_addf(out, "old mode %06o\nnew mode %06o\n", (unsigned)before->mode,
                 (unsigned)after->mode);
    add_index(delta, out);
}

static void add_names(const git_diff_delta *delta, struct buf *out)
{
    buf_add(out, "--- ");
    if (delta->status == GIT_DELTA_ADDED)
        buf_add(out, "/dev/null");
    else
        add_name("a", delta->old_file.path, out);
    buf_add(out, "\n+++ ");
    if (delta->status == GIT_DELTA_DELETED)
        buf_add(out, "/dev/null");
    else
        add_name("b", delta->new_file.path, out);
    buf_add(out, "\n");
}

struct printing {
    struct buf *out;
    bool has_names;
};

static int add_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
                    const git_diff_line *line, void *payload)
{
    struct printing *printing = payload;
    struct buf *out = printing->out;
    (void)hunk;
    if (line->origin == GIT_DIFF_LINE_FILE_HDR)
        return 0; /* ours is there */
    if (line->origin == GIT_DIFF_LINE_HUNK_HDR && !printing->has_names) {
        add_names(delta, out);
        printing->has_names = true;
    }
    if (line->origin == GIT_DIFF_LINE_CONTEXT || line->origin == GIT_DIFF_LINE_ADDITION ||
        line->origin == GIT_DIFF_LINE_DELETION)
        buf_append(out, &line->origin, 1);
    buf_append(out, line->content, line->content_len);
    return buf_ok(out) ? 0 : GIT_EUSER;
}

int repo_patch_add(git_diff *diff, size_t which, struct buf *out, struct err *err)
{
    auto_git(patch) git_patch *patch = NULL;
    const git_diff_delta *delta = git_diff_get_delta(diff, which);
    struct printing printing = {.out = out};
    add_head(delta, out);
    int result = git_patch_from_diff(&patch, diff, which);
    if (result == 0 && patch)
        result = git_patch_print(patch, add_line, &printing);
    buf_add(out, "-- \n");
    if (result == GIT_EUSER || (result == 0 && !buf_ok(out)))
        return err_set(err, ERR_TOO_LARGE, "'%.80s' makes too large a patch", delta->new_file.path);
    return result < 0 ? repo_lib_fail(err, result, "cannot compare '%.80s'", delta->new_file.path)
                      : 0;
}

/* applying */

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

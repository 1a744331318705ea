#include "repo/repo_state.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/rel.h"
#include "base/scope.h"
#include "repo/repo_head.h"
#include "repo/repo_open.h"
#include "repo/repo_patch.h"

#define CHANGES_MAX 1000     /* far more than anybody reads */
#define READ_MAX    33554432 /* bytes of changed files that are held in memory at a time */
#define US_PER_S    1000000

struct taking {
    git_repository *git;
    struct repo_state *out;
    int64_t since_us;
    int dir; /* of the work tree */
    git_tree *base;
    git_index *index;  /* in memory: the files as they are to be */
    struct buf text;   /* of one file */
    size_t read_bytes; /* of all of them */
};

static void leave_out(struct repo_state *state, const char *path, const char *why)
{
    if (state->left_out_count++ >= REPO_STATE_NAMES_MAX)
        return;
    struct json *row = json_object();
    json_set_string(row, "path", path);
    json_set_string(row, "why", why);
    json_push(state->left_out, row);
}

static void note_change(struct repo_state *state, const char *path, int64_t at_us, bool is_made)
{
    if (state->change_count >= CHANGES_MAX) {
        struct repo_change *last = &state->changes[CHANGES_MAX - 1];
        last->is_made = false; /* rather too late than not late enough */
        last->at_us = at_us > last->at_us ? at_us : last->at_us;
        return;
    }
    if (state->change_count == state->change_capacity) {
        state->change_capacity = state->change_capacity ? 2 * state->change_capacity : 16;
        state->changes = xrealloc(state->changes, state->change_capacity * sizeof(*state->changes));
    }
    state->changes[state->change_count++] =
        (struct repo_change){.path = xstrdup(path), .at_us = at_us, .is_made = is_made};
}

static int64_t stamp_us(const struct statx_timestamp *stamp)
{
    return stamp->tv_sec * US_PER_S + stamp->tv_nsec / 1000;
}

/* one file */

/* In the tree of the commit. Answers false when it is not there. */
static bool find_base(const struct taking *taking, const char *path, git_index_entry *out)
{
    auto_git(entry) git_tree_entry *entry = NULL;
    if (git_tree_entry_bypath(&entry, taking->base, path) < 0)
        return false;
    *out = (git_index_entry){.path = path, .mode = git_tree_entry_filemode(entry)};
    out->id = *git_tree_entry_id(entry);
    return true;
}

/* Errors: NULL, or why it cannot be read. */
static const char *read_link(struct taking *taking, const struct rel *rel)
{
    char text[PATH_MAX];
    struct err err;
    auto_fd int fd = rel_open(taking->dir, rel, O_PATH | O_NOFOLLOW, &err);
    ssize_t size = fd < 0 ? -1 : readlinkat(fd, "", text, sizeof(text));
    if (size < 0)
        return "cannot be read";
    buf_append(&taking->text, text, (size_t)size);
    return NULL;
}

static const char *read_file(struct taking *taking, const struct rel *rel)
{
    struct err err;
    auto_fd int fd = rel_open(taking->dir, rel, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, &err);
    if (fd < 0)
        return "cannot be read";
    if (fd_read_all(fd, &taking->text, &err) < 0)
        return err.code == ERR_TOO_LARGE ? "is larger than 1 MiB" : "cannot be read";
    return NULL;
}

static const char *read_any(struct taking *taking, const char *path, const struct statx *st,
                            git_index_entry *entry)
{
    struct rel rel;
    struct err err;
    const char *why = NULL;
    buf_clear(&taking->text);
    if (rel_parse(path, strlen(path), &rel, &err) < 0)
        return "has a name that PiRun does not handle";
    if (S_ISLNK(st->stx_mode)) {
        entry->mode = GIT_FILEMODE_LINK;
        why = read_link(taking, &rel);
    } else if (S_ISREG(st->stx_mode)) {
        bool is_program = st->stx_mode & S_IXUSR;
        entry->mode = is_program ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB;
        why = read_file(taking, &rel);
    } else {
        return "is neither file nor link";
    }
    if (!why && git_blob_create_from_buffer(&entry->id, taking->git, buf_text(&taking->text),
                                            taking->text.size) < 0)
        why = "cannot be kept in memory";
    return why;
}

/* What PiRun makes in a project is no part of it, also where nobody ignores it. */
static bool is_own(const char *path)
{
    static const char *const own[] = {"var", ".venv"};
    for (size_t i = 0; i < ARRAY_LEN(own); i++) {
        size_t size = strlen(own[i]);
        if (strncmp(path, own[i], size) == 0 && (path[size] == '/' || path[size] == '\0'))
            return true;
    }
    return false;
}

static const char *take_content(struct taking *taking, const char *path, const struct statx *st)
{
    git_index_entry entry = {.path = path};
    if (taking->out->file_count >= REPO_STATE_FILES_MAX)
        return "comes after 2000 other files";
    if (taking->read_bytes > READ_MAX)
        return "comes after 32 MiB of other files";
    const char *why = read_any(taking, path, st, &entry);
    taking->read_bytes += taking->text.size;
    if (!why && git_index_add(taking->index, &entry) < 0)
        why = "cannot be kept in memory";
    return why;
}

/* What lies at PATH, and nothing behind a link on the way. Answers false when there is nothing. */
static bool look(const struct taking *taking, const char *path, struct statx *st)
{
    struct rel rel;
    struct err err;
    if (statx(taking->dir, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, st) < 0)
        return false;
    if (S_ISDIR(st->stx_mode))
        return false;
    if (!strchr(path, '/') || rel_parse(path, strlen(path), &rel, &err) < 0)
        return true;
    auto_fd int fd = rel_open(taking->dir, &rel, O_PATH | O_NOFOLLOW, &err);
    return fd >= 0;
}

static void take_new(struct taking *taking, const char *path, bool has_base)
{
    struct statx st;
    struct repo_state *state = taking->out;
    if (!look(taking, path, &st)) {
        if (has_base)
            (void)git_index_remove(taking->index, path, 0); /* unless a file took its place */
        return;
    }
    int64_t made_us = st.stx_mask & STATX_BTIME ? stamp_us(&st.stx_btime) : 0;
    if (!has_base && made_us > taking->since_us) {
        note_change(state, path, made_us, true);
        return;
    }
    const char *why = take_content(taking, path, &st);
    if (why)
        leave_out(state, path, why);
    else
        state->file_count++;
}

static void take_path(struct taking *taking, const char *path)
{
    git_index_entry base;
    size_t size = strlen(path);
    bool has_base = find_base(taking, path, &base);
    if (!has_base && is_own(path))
        return;
    if (size > 0 && path[size - 1] == '/')
        leave_out(taking->out, path, "is a repository of its own");
    else
        take_new(taking, path, has_base);
}

/* all files */

static void take_entry(struct taking *taking, const git_status_entry *entry)
{
    const git_diff_delta *work = entry->index_to_workdir;
    const git_diff_delta *staged = entry->head_to_index;
    const char *seen[4] = {0};
    size_t count = 0;
    if (staged) {
        seen[count++] = staged->old_file.path;
        seen[count++] = staged->new_file.path;
    }
    if (work) {
        seen[count++] = work->old_file.path;
        seen[count++] = work->new_file.path;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_again = !seen[i];
        for (size_t j = 0; j < i && !is_again; j++)
            is_again = seen[j] && strcmp(seen[i], seen[j]) == 0;
        if (!is_again)
            take_path(taking, seen[i]);
    }
}

static int take_files(struct taking *taking, struct err *err)
{
    auto_git(status) git_status_list *list = NULL;
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS |
                    GIT_STATUS_OPT_EXCLUDE_SUBMODULES;
    int result = git_status_list_new(&list, taking->git, &options);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot compare the work tree");
    for (size_t i = 0; i < git_status_list_entrycount(list); i++)
        take_entry(taking, git_status_byindex(list, i));
    return 0;
}

/* the patch */

/* It does not fit: the file is again as in the commit. */
static void take_back(struct taking *taking, const char *path)
{
    git_index_entry base;
    (void)git_index_remove(taking->index, path, 0); /* a removed one is not there */
    if (find_base(taking, path, &base))
        (void)git_index_add(taking->index, &base); /* memory only */
    leave_out(taking->out, path, "does not fit into a patch of 1 MiB");
}

static int add_patch(struct taking *taking, git_diff *diff, size_t which, struct err *err)
{
    auto_buf struct buf text;
    struct repo_state *state = taking->out;
    buf_init(&text, REPO_STATE_PATCH_MAX - state->patch.size);
    if (repo_patch_add(diff, which, &text, err) < 0) {
        if (err->code != ERR_TOO_LARGE)
            return -1;
        take_back(taking, git_diff_get_delta(diff, which)->new_file.path);
        return 0;
    }
    buf_append(&state->patch, buf_text(&text), text.size);
    state->file_count++;
    return 0;
}

static int make_patch(struct taking *taking, struct err *err)
{
    auto_git(diff) git_diff *diff = NULL;
    auto_git(tree) git_tree *tree = NULL;
    git_oid id;
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_SHOW_BINARY;
    taking->out->file_count = 0;
    int result = git_index_write_tree_to(&id, taking->index, taking->git);
    if (result == 0)
        result = git_tree_lookup(&tree, taking->git, &id);
    if (result == 0)
        result = git_diff_tree_to_tree(&diff, taking->git, taking->base, tree, &options);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot compare with the last commit");
    for (size_t i = 0; i < git_diff_num_deltas(diff); i++) {
        if (add_patch(taking, diff, i, err) < 0)
            return -1;
    }
    result = git_index_write_tree_to(&id, taking->index, taking->git);
    (void)git_oid_tostr(taking->out->tree, sizeof(taking->out->tree), &id); /* fits */
    return result < 0 ? repo_lib_fail(err, result, "cannot name the files") : 0;
}

/* The patch is what a later run is rebuilt from, so it is tried now. */
static void prove(struct taking *taking)
{
    struct repo_state *state = taking->out;
    char made[sizeof(state->tree)];
    git_oid id;
    struct err err;
    if (repo_patch_apply(taking->git, state->commit, buf_text(&state->patch), state->patch.size,
                         &id, &err) < 0) {
        leave_out(state, "(all)", err.text);
        return;
    }
    (void)git_oid_tostr(made, sizeof(made), &id); /* fits */
    if (strcmp(made, state->tree) != 0)
        leave_out(state, "(all)", "make a patch that gives other files");
}

/* time */

static void look_at_time(struct taking *taking, const char *path)
{
    struct statx st;
    if (statx(taking->dir, path, AT_SYMLINK_NOFOLLOW, STATX_CTIME, &st) == 0 &&
        stamp_us(&st.stx_ctime) > taking->since_us)
        note_change(taking->out, path, stamp_us(&st.stx_ctime), false);
}

/* When a file that is not there any more went, its directory tells, or the one above that. */
static void look_at_gone(struct taking *taking, const char *path)
{
    struct statx st;
    auto_free char *above = xstrdup(path);
    for (;;) {
        char *slash = strrchr(above, '/');
        if (slash)
            *slash = '\0';
        if (statx(taking->dir, slash ? above : ".", AT_SYMLINK_NOFOLLOW, STATX_MTIME, &st) == 0)
            break;
        if (!slash)
            return;
    }
    if (stamp_us(&st.stx_mtime) > taking->since_us)
        note_change(taking->out, path, stamp_us(&st.stx_mtime), false);
}

static bool is_gone(const struct taking *taking, const char *path)
{
    struct stat st;
    return fstatat(taking->dir, path, &st, AT_SYMLINK_NOFOLLOW) < 0;
}

/* Of all files that are in the state, and of those that are in the commit and no more here. */
static int look_at_times(struct taking *taking, struct err *err)
{
    auto_git(index) git_index *base = NULL;
    for (size_t i = 0; i < git_index_entrycount(taking->index); i++) {
        const git_index_entry *entry = git_index_get_byindex(taking->index, i);
        if (entry->mode != GIT_FILEMODE_COMMIT)
            look_at_time(taking, entry->path);
    }
    int result = git_index_new(&base);
    if (result == 0)
        result = git_index_read_tree(base, taking->base);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read the last commit");
    for (size_t i = 0; i < git_index_entrycount(base); i++) {
        const git_index_entry *entry = git_index_get_byindex(base, i);
        if (entry->mode != GIT_FILEMODE_COMMIT &&
            !git_index_get_bypath(taking->index, entry->path, 0) && is_gone(taking, entry->path))
            look_at_gone(taking, entry->path);
    }
    return 0;
}

/* taking */

static int open_all(struct taking *taking, git_commit **commit, const struct repo_head *head,
                    struct err *err)
{
    int result = git_commit_lookup(commit, taking->git, &head->id);
    if (result == 0)
        result = git_commit_tree(&taking->base, *commit);
    if (result == 0)
        result = git_index_new(&taking->index);
    if (result == 0)
        result = git_index_read_tree(taking->index, taking->base);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read the last commit");
    taking->dir = open(git_repository_workdir(taking->git), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return taking->dir < 0 ? err_errno(err, "cannot open the work tree") : 0;
}

static int say_why(struct repo_state *state, const char *why)
{
    (void)snprintf(state->why, sizeof(state->why), "%s", why); /* fits */
    return 0;
}

static int take_all(struct taking *taking, struct err *err)
{
    auto_git(commit) git_commit *commit = NULL;
    auto_head struct repo_head head = {0};
    struct repo_state *state = taking->out;
    if (repo_head_read(taking->git, &head, err) < 0)
        return -1;
    if (head.is_unborn)
        return say_why(state, "the project's git repository has no commit yet");
    if (repo_patch_begin(taking->git, err) < 0 || open_all(taking, &commit, &head, err) < 0)
        return -1;
    (void)git_oid_tostr(state->commit, sizeof(state->commit), &head.id); /* fits */
    state->branch = xstrdup(head.branch);
    if (take_files(taking, err) < 0 || make_patch(taking, err) < 0)
        return -1;
    prove(taking);
    if (look_at_times(taking, err) < 0)
        return -1;
    state->is_dirty = state->patch.size > 0 || state->left_out_count > 0;
    state->has_commit = true;
    return 0;
}

int repo_state_take(const char *project_path, int64_t since_us, struct repo_state *out,
                    struct err *err)
{
    auto_repo struct repo repo = {0};
    struct taking taking = {.out = out, .since_us = since_us, .dir = -1};
    *out = (struct repo_state){.left_out = json_array()};
    buf_init(&out->patch, REPO_STATE_PATCH_MAX);
    if (!repo_exists(project_path))
        return say_why(out, "the project is no git repository");
    if (repo_open(project_path, &repo, err) < 0)
        return -1;
    buf_init(&taking.text, REPO_STATE_FILE_MAX);
    taking.git = repo.git;
    int result = take_all(&taking, err);
    buf_release(&taking.text);
    if (taking.dir >= 0)
        (void)close(taking.dir); /* only read */
    git_index_free(taking.index);
    git_tree_free(taking.base);
    return result;
}

void repo_state_release(struct repo_state *state)
{
    for (size_t i = 0; i < state->change_count; i++)
        free(state->changes[i].path);
    free(state->changes);
    free(state->branch);
    json_free(state->left_out);
    buf_release(&state->patch);
    *state = (struct repo_state){0};
}

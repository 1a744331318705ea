#include "repo/repo_discard.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/ident.h"
#include "base/rel.h"
#include "base/scope.h"
#include "repo/repo_change.h"
#include "repo/repo_head.h"

/* UNDO/<id>/manifest.json: {"at","head"?,"files":[{"path","kept"? (name of the copy),"mode"?,
 * "link"? (a symbolic link's target),"left" (id of the blob that discard left there, "" none)}]} */
#define MANIFEST     "manifest.json"
#define MANIFEST_MAX ((size_t)16 * 1024 * 1024)
#define DIR_MODE     0700
#define COPY_SIZE    65536
#define LINK_MAX     4096
#define PERMISSIONS  0777

struct discard {
    git_repository *git;
    int work, kept; /* directories */
    char id[IDENT_TEXT_SIZE];
    struct json *files; /* of the manifest */
};

/* copies */

static int copy_bytes(int from, int to, struct err *err)
{
    auto_free char *bytes = xmalloc(COPY_SIZE);
    for (;;) {
        ssize_t got = read(from, bytes, COPY_SIZE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_errno(err, "cannot read it");
        if (got == 0)
            return fsync(to) < 0 ? err_errno(err, "cannot write the copy") : 0;
        if (fd_write_all(to, bytes, (size_t)got, err) < 0)
            return -1;
    }
}

/* Open the directory of PATH below DIRFD, made when MAKE; *NAME is the last part. */
static int open_parent(int dirfd, const char *path, bool make, const char **name, struct err *err)
{
    auto_fd int at = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *name = path;
    for (const char *slash; at >= 0 && (slash = strchr(*name, '/')); *name = slash + 1) {
        auto_free char *part = xstrndup(*name, (size_t)(slash - *name));
        if (make && mkdirat(at, part, PERMISSIONS) < 0 && errno != EEXIST)
            return err_errno(err, "cannot make '%.120s'", part);
        int next = fd_open_dir(at, part, err);
        if (next < 0)
            return -1;
        (void)close(at);
        at = next;
    }
    return at < 0 ? err_errno(err, "cannot open the work tree") : take_fd(&at);
}

/* Keep what is at PATH now. A file that is gone is kept as nothing. */
static int keep_file(struct discard *discard, const char *path, struct json *row, struct err *err)
{
    struct stat st;
    char target[LINK_MAX];
    const char *name = NULL;
    auto_fd int parent = open_parent(discard->work, path, false, &name, err);
    if (parent < 0)
        return err->code == ERR_NOT_FOUND ? 0 : -1;
    if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT ? 0 : err_errno(err, "cannot look at '%.120s'", path);
    if (S_ISLNK(st.st_mode)) {
        ssize_t size = readlinkat(parent, name, target, sizeof(target) - 1);
        if (size < 0)
            return err_errno(err, "cannot read the link '%.120s'", path);
        target[size] = '\0';
        json_set_string(row, "link", target);
        return 0;
    }
    if (!S_ISREG(st.st_mode))
        return err_set(err, ERR_INVALID, "'%.120s' is no file", path);
    auto_free char *copy = xasprintf("%zu", json_count(discard->files));
    auto_fd int from = openat(parent, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    auto_fd int to = openat(discard->kept, copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (from < 0 || to < 0)
        return err_errno(err, "cannot keep '%.120s'", path);
    json_set_string(row, "kept", copy);
    json_set_integer(row, "mode", st.st_mode & PERMISSIONS);
    return copy_bytes(from, to, err) < 0 ? err_prefix(err, "cannot keep '%.80s'", path) : 0;
}

/* what the last commit has */

/* The id and mode of PATH in HEAD; false: it is not there. */
static bool find_in_head(git_repository *git, const char *path, git_oid *id)
{
    auto_git(object) git_object *tree = NULL;
    auto_git(entry) git_tree_entry *entry = NULL;
    if (git_revparse_single(&tree, git, "HEAD^{tree}") < 0 ||
        git_tree_entry_bypath(&entry, (git_tree *)tree, path) < 0)
        return false;
    return git_oid_cpy(id, git_tree_entry_id(entry)) == 0;
}

static int keep_all(struct discard *discard, git_status_list *list, struct err *err)
{
    for (size_t i = 0; i < git_status_list_entrycount(list); i++) {
        git_oid id;
        char left[GIT_OID_HEXSZ + 1] = "";
        const char *path = repo_change_path(git_status_byindex(list, i));
        auto_json struct json *row = json_object();
        json_set_string(row, "path", path);
        if (!rel_is_utf8(path, strlen(path)))
            return err_set(err, ERR_INVALID, "the name '%.100s' is not UTF-8: use the git program",
                           path);
        if (find_in_head(discard->git, path, &id))
            (void)git_oid_tostr(left, sizeof(left), &id);
        json_set_string(row, "left", left);
        if (keep_file(discard, path, row, err) < 0)
            return -1;
        json_push(discard->files, take(row));
    }
    return 0;
}

static int write_manifest(const struct discard *discard, struct err *err)
{
    char at[CLOCK_TEXT_SIZE];
    auto_json struct json *root = json_object();
    auto_buf struct buf text;
    buf_init(&text, MANIFEST_MAX);
    clock_format(clock_wall_us(), at);
    json_set_string(root, "at", at);
    json_set(root, "files", json_copy(discard->files));
    json_print(root, true, &text);
    if (!buf_ok(&text))
        return err_set(err, ERR_TOO_LARGE, "these are too many files at once");
    return fd_create_file(discard->kept, MANIFEST, buf_text(&text), text.size, FD_DURABLE_FILE,
                          err);
}

/* giving up */

/* A file that the last commit does not have goes, from the index too. */
static int drop_file(struct discard *discard, git_index *index, const char *path, struct err *err)
{
    const char *name = NULL;
    int result = git_index_remove_bypath(index, path);
    if (result < 0 && result != GIT_ENOTFOUND)
        return repo_lib_fail(err, result, "cannot unstage '%.80s'", path);
    auto_fd int parent = open_parent(discard->work, path, false, &name, err);
    if (parent < 0)
        return err->code == ERR_NOT_FOUND ? 0 : -1;
    return unlinkat(parent, name, 0) < 0 && errno != ENOENT
               ? err_errno(err, "cannot remove '%.120s'", path)
               : 0;
}

static int check_out(git_repository *git, char **paths, size_t count, struct err *err)
{
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH;
    options.paths = (git_strarray){paths, count};
    int result = count ? git_checkout_head(git, &options) : 0;
    return result < 0 ? repo_lib_fail(err, result, "cannot put the files back") : 0;
}

static int give_up(struct discard *discard, struct err *err)
{
    auto_git(index) git_index *index = NULL;
    auto_free char **back = xcalloc(json_count(discard->files) + 1, sizeof(*back));
    size_t count = 0;
    int result = git_repository_index(&index, discard->git);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read the index");
    for (const struct json *row = json_first(discard->files); row; row = json_next(row)) {
        const char *path = json_get_string(row, "path");
        if (*json_get_string(row, "left"))
            back[count++] = repo_mutable(path);
        else if (drop_file(discard, index, path, err) < 0)
            return -1;
    }
    result = git_index_write(index);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot write the index");
    return check_out(discard->git, back, count, err);
}

/* both */

static struct json *list_paths(const char *id, const struct json *files)
{
    struct json *root = json_object();
    struct json *paths = json_array();
    json_set_string(root, "id", id);
    json_set(root, "files", paths);
    for (const struct json *row = json_first(files); row; row = json_next(row))
        json_push(paths, json_new_string(json_get_string(row, "path")));
    return root;
}

static int make_undo(const char *undo, const char *id, int *dir, struct err *err)
{
    if (mkdir(undo, DIR_MODE) < 0 && errno != EEXIST)
        return err_errno(err, "cannot make '%.150s'", undo);
    *dir = open(undo, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*dir < 0)
        return err_errno(err, "cannot open '%.150s'", undo);
    return fd_make_dir(*dir, id, DIR_MODE, err);
}

/* which there are */

struct kept {
    char oldest[IDENT_TEXT_SIZE], newest[IDENT_TEXT_SIZE]; /* "": there is none */
    size_t count;
};

static int look_at_kept(int dir, struct kept *out, struct err *err)
{
    auto_fd int again = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *entries = again < 0 ? NULL : fdopendir(again);
    *out = (struct kept){.count = 0};
    if (!entries)
        return err_errno(err, "cannot list what was discarded");
    (void)take_fd(&again);                                          /* the stream has it */
    for (const struct dirent *entry; (entry = readdir(entries));) { // NOLINT(concurrency-mt-unsafe)
        const char *name = entry->d_name;
        if (!ident_parse(name, strlen(name), NULL))
            continue;
        /* the ids of version 7 begin with their time */
        if (out->count == 0 || strcmp(name, out->oldest) < 0)
            memcpy(out->oldest, name, IDENT_TEXT_SIZE);
        if (out->count == 0 || strcmp(name, out->newest) > 0)
            memcpy(out->newest, name, IDENT_TEXT_SIZE);
        out->count++;
    }
    return 0;
}

static void forget_old(int dir)
{
    struct kept kept;
    while (look_at_kept(dir, &kept, NULL) == 0 && kept.count > REPO_UNDO_KEPT) {
        if (fd_tree_remove(dir, kept.oldest, NULL) < 0)
            return; /* the next discard tries again */
    }
}

struct json *repo_discard(struct repo *repo, const char *const *paths, size_t count,
                          const char *undo, struct err *err)
{
    struct discard discard = {.git = repo->git, .work = -1, .kept = -1};
    const struct ident ident = ident_new();
    auto_git(status) git_status_list *list = NULL;
    auto_fd int dir = -1;
    ident_format(&ident, discard.id);
    if (repo_change_list(repo->git, paths, count, &list, err) < 0)
        return NULL;
    auto_fd int work = open(git_repository_workdir(repo->git), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (work < 0) {
        (void)err_errno(err, "cannot open the work tree");
        return NULL;
    }
    auto_fd int kept = make_undo(undo, discard.id, &dir, err);
    auto_json struct json *files = json_array();
    discard.work = work;
    discard.kept = kept;
    discard.files = files;
    if (kept < 0)
        return NULL;
    if (keep_all(&discard, list, err) < 0 || write_manifest(&discard, err) < 0) {
        (void)fd_tree_remove(dir, discard.id, NULL); /* nothing was discarded; that is told */
        return NULL;
    }
    if (give_up(&discard, err) < 0)
        return NULL;
    forget_old(dir);
    return list_paths(discard.id, files);
}

/* undo */

/* A file that somebody has worked on since must not be lost by undoing. */
static int check_left(const struct discard *discard, const struct json *row, struct err *err)
{
    git_oid now;
    char text[GIT_OID_HEXSZ + 1] = "";
    const char *name = NULL;
    const char *path = json_get_string(row, "path");
    const char *left = json_get_string(row, "left");
    struct stat st;
    struct err ignored;
    struct rel rel;
    if (!path || !left || rel_parse(path, strlen(path), &rel, err) < 0)
        return err_set(err, ERR_INTERNAL, "the list of what was discarded is broken");
    auto_fd int parent = open_parent(discard->work, path, false, &name, &ignored);
    bool is_there = parent >= 0 && fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    if (is_there && S_ISLNK(st.st_mode))
        return 0; /* a link's target is in the repository or in the list */
    if (is_there && git_repository_hashfile(&now, discard->git, path, GIT_OBJECT_BLOB, NULL) == 0)
        (void)git_oid_tostr(text, sizeof(text), &now);
    return strcmp(text, left) == 0
               ? 0
               : err_set(err, ERR_CONFLICT, "'%.120s' has changed since: nothing was brought back",
                         path);
}

static int bring_back(const struct discard *discard, const struct json *row, struct err *err)
{
    const char *name = NULL;
    const char *path = json_get_string(row, "path");
    const char *link = json_get_string(row, "link");
    const char *kept = json_get_string(row, "kept");
    mode_t mode = (mode_t)json_get_integer(row, "mode", 0600) & PERMISSIONS;
    auto_fd int parent = open_parent(discard->work, path, true, &name, err);
    if (parent < 0)
        return -1;
    if (!kept) { /* it had been removed, or was a link */
        if (unlinkat(parent, name, 0) < 0 && errno != ENOENT)
            return err_errno(err, "cannot remove '%.120s'", path);
        return link && symlinkat(link, parent, name) < 0
                   ? err_errno(err, "cannot make the link '%.120s'", path)
                   : 0;
    }
    auto_fd int from = openat(discard->kept, kept, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    auto_free char *aside = xasprintf(".%.200s.%s", name, discard->id);
    auto_fd int to = openat(parent, aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (from < 0 || to < 0)
        return err_errno(err, "cannot bring back '%.120s'", path);
    if (copy_bytes(from, to, err) < 0 || fchmod(to, mode) < 0 ||
        renameat(parent, aside, parent, name) < 0) {
        (void)unlinkat(parent, aside, 0); /* the copy in UNDO stays */
        return err_errno(err, "cannot bring back '%.120s'", path);
    }
    return 0;
}

static struct json *undo_one(struct discard *discard, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, MANIFEST_MAX);
    if (fd_read_file(discard->kept, MANIFEST, &text, err) < 0)
        return NULL;
    auto_json struct json *root = json_parse(buf_text(&text), text.size, err);
    const struct json *files = json_get(root, "files");
    if (!root)
        return NULL;
    for (const struct json *row = json_first(files); row; row = json_next(row)) {
        if (check_left(discard, row, err) < 0)
            return NULL;
    }
    for (const struct json *row = json_first(files); row; row = json_next(row)) {
        if (bring_back(discard, row, err) < 0)
            return NULL;
    }
    return list_paths(discard->id, files);
}

struct json *repo_undo(struct repo *repo, const char *id, const char *undo, struct err *err)
{
    struct discard discard = {.git = repo->git, .work = -1, .kept = -1};
    auto_fd int dir = open(undo, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_fd int work = open(git_repository_workdir(repo->git), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0 || work < 0) {
        (void)err_set(err, ERR_NOT_FOUND, "nothing was discarded");
        return NULL;
    }
    if (id && !ident_parse(id, strlen(id), NULL)) {
        (void)err_set(err, ERR_INVALID, "'%.60s' is no id of a discard", id);
        return NULL;
    }
    struct kept all;
    if (look_at_kept(dir, &all, err) < 0)
        return NULL;
    memcpy(discard.id, id ? id : all.newest, IDENT_TEXT_SIZE);
    if (!id && all.count == 0) {
        (void)err_set(err, ERR_NOT_FOUND, "nothing was discarded");
        return NULL;
    }
    auto_fd int kept = fd_open_dir(dir, discard.id, err);
    discard.work = work;
    discard.kept = kept;
    struct json *result = kept < 0 ? NULL : undo_one(&discard, err);
    if (result)
        (void)fd_tree_remove(dir, discard.id, NULL); /* what it kept is back */
    return result;
}

/* var/trash/ID/ holds `from`, the path, and `item`, the thing itself. The note is on the disk
 * before the thing moves, so nothing is ever kept that nobody could put back; a note without a
 * thing is what a crash or a failure left, and goes with the others after a day. */
#include "files/files_trash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "files/files_own.h"

#define TRASH    "trash"
#define FROM     "from"
#define ITEM     "item"
#define SEEN_MAX 1024 /* entries that one look sorts; further ones wait for the next */

/* Owns: returns a descriptor of the new directory of ID. */
static int make_entry(struct files *files, int trash, const struct rel *rel, const char *id,
                      struct err *err)
{
    auto_fd int dir = files_commit_make_dir(files, trash, id);
    auto_fd int fd = dir < 0 ? -1 : files_place_create(files, dir, FROM);
    if (fd < 0)
        return files_errno(err, "write to", FILES_VAR "/" TRASH);
    if (fd_write_all(fd, rel->text, strlen(rel->text), err) < 0)
        return -1;
    if (fsync(fd) < 0 || files_sync_dir(dir) < 0 || files_sync_dir(trash) < 0)
        return files_errno(err, "sync", FILES_VAR "/" TRASH);
    return take_fd(&dir);
}

static int take_item(struct files *files, const struct files_place *place, int dir,
                     struct files_condition *condition, struct err *err)
{
    bool crosses = false;
    const struct files_take take = {
        .place = place, .condition = condition, .to_dir = dir, .to = ITEM};
    if (files_commit_take(files, &take, &crosses, err) < 0)
        return crosses ? err_set(err, ERR_CONFLICT,
                                 "'%.100s' lies on another file system than 'var': it cannot be "
                                 "kept, only removed for good",
                                 place->rel.text)
                       : -1;
    return files_sync_dir(dir) < 0 ? files_errno(err, "sync", FILES_VAR "/" TRASH) : 0;
}

/* After a failure, which is what counts. A thing that had moved when the disk failed goes back, and
 * where even that fails it is kept: what is not in its place is never removed here. */
static void undo(const struct files_place *place, int trash, int dir, const char *id)
{
    struct err ignored;
    bool is_in = dir >= 0 && faccessat(dir, ITEM, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    if (!is_in || files_rename_new(dir, ITEM, place->dir, place->name) == 0)
        (void)fd_tree_remove(trash, id, &ignored);
}

int files_trash_put(struct files *files, const struct rel *rel, enum files_want want,
                    struct files_condition *condition, char id[FILES_TRASH_ID_SIZE],
                    struct err *err)
{
    struct stat st;
    auto_place struct files_place place = {.dir = -1};
    if (files_place_open(files, rel, want, FILES_PLACE_AS_IS, &place, err) < 0)
        return -1;
    if (fstatat(place.dir, place.name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return files_errno(err, "remove", rel->text);
    bool is_file = S_ISREG(st.st_mode);
    if (!is_file && files_remove_check_other(&place, condition, err) < 0)
        return -1;
    files_trash_collect(files, clock_wall_us() / 1000);
    auto_fd int trash = files_commit_var_dir(files, TRASH, err);
    if (trash < 0)
        return -1;
    struct ident ident = ident_new();
    ident_format(&ident, id);
    auto_fd int dir = make_entry(files, trash, &place.rel, id, err);
    if (dir >= 0 && take_item(files, &place, dir, is_file ? condition : NULL, err) == 0)
        return 0;
    undo(&place, trash, dir, id);
    return -1;
}

/* Owns: returns a descriptor of the directory of ID. */
static int open_entry(int trash, const char *id, struct err *err)
{
    bool is_id = ident_parse(id, strlen(id), NULL);
    int dir = is_id ? openat(trash, id, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    bool is_whole =
        dir >= 0 && fd_exists(dir, FROM) && faccessat(dir, ITEM, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    if (is_whole)
        return dir;
    scope_close(&dir);
    return err_set(err, ERR_NOT_FOUND, "the trash holds nothing with the id '%.40s' (any more)",
                   id);
}

static int read_from(int dir, enum files_want want, struct rel *out, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, REL_MAX);
    if (fd_read_file(dir, FROM, &text, err) < 0)
        return -1;
    return files_path_parse(buf_text(&text), text.size, want, out, err);
}

static int put_back(int dir, const struct files_place *to, struct err *err)
{
    if (files_rename_new(dir, ITEM, to->dir, to->name) == 0)
        return files_sync_dir(to->dir) < 0 ? files_errno(err, "sync the directory of", to->rel.text)
                                           : 0;
    if (errno == EEXIST || errno == ENOTEMPTY)
        return err_set(err, ERR_CONFLICT, "'%.100s' exists again: move it away first",
                       to->rel.text);
    return files_errno(err, "put back", to->rel.text);
}

int files_trash_restore(struct files *files, const char *id, enum files_want want, struct rel *out,
                        struct err *err)
{
    struct err ignored; /* what is left of the note goes in a day */
    auto_place struct files_place to = {.dir = -1};
    auto_fd int trash = files_commit_var_dir(files, TRASH, err);
    auto_fd int dir = trash < 0 ? -1 : open_entry(trash, id, err);
    if (dir < 0 || read_from(dir, want, out, err) < 0 ||
        files_place_open(files, out, want, FILES_PLACE_MAKE, &to, err) < 0 ||
        put_back(dir, &to, err) < 0)
        return -1;
    (void)fd_tree_remove(trash, id, &ignored);
    return 0;
}

static int compare_ids(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct ident));
}

/* Ids of what is there, oldest first. Answers how many. */
static size_t list_entries(int trash, struct ident *out)
{
    size_t count = 0;
    int copy = openat(trash, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    const struct dirent *entry = NULL;
    if (!dir)
        scope_close(&copy);
    while (dir && count < SEEN_MAX &&
           (entry = readdir(dir))) { /* NOLINT(concurrency-mt-unsafe): a stream of our own */
        if (ident_parse(entry->d_name, strlen(entry->d_name), &out[count]))
            count++;
    }
    qsort(out, count, sizeof(*out), compare_ids);
    return count;
}

static bool is_disk_low(const struct files *files, int dir)
{
    struct statvfs fs;
    return fstatvfs(dir, &fs) == 0 &&
           (uint64_t)fs.f_bavail * fs.f_frsize < (uint64_t)files->options.disk_left_bytes;
}

void files_trash_collect(struct files *files, int64_t now_ms)
{
    struct err ignored; /* the next look tries again */
    auto_fd int trash = files_commit_var_dir(files, TRASH, &ignored);
    if (trash < 0)
        return;
    auto_free struct ident *ids = xcalloc(SEEN_MAX, sizeof(*ids));
    size_t count = list_entries(trash, ids);
    for (size_t i = 0; i < count; i++) {
        char id[IDENT_TEXT_SIZE];
        bool is_kept = now_ms - ident_time_ms(&ids[i]) < FILES_TRASH_KEEP_MS &&
                       count - i < FILES_TRASH_MAX && !is_disk_low(files, trash);
        if (is_kept)
            return;
        ident_format(&ids[i], id);
        (void)fd_tree_remove(trash, id, &ignored);
    }
}

/* The archive is produced by whoever reads it. What is ready stands in PENDING (headers, padding);
 * behind it comes the rest of the current file, read straight into the reader's memory; when both
 * are empty, the next entry is looked for. The tree is walked with one level per directory that is
 * open: its descriptor and a page of its names. */
#include "files/files_tar.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"
#include "files/files_open.h"
#include "files/files_own.h"
#include "files/files_tar_head.h"

#define LEVELS_MAX    128   /* each costs a descriptor and a page of names */
#define PENDING_MAX   65536 /* two headers with long paths */
/* Each page costs a look at the whole directory. Large ones mostly lie near the top. */
#define TOP_LEVELS    4
#define TOP_NAMES_MAX 8192 /* of a page there: at most 2 MiB a level */
#define NAMES_MAX     256  /* below: at most 64 KiB a level */

struct level {
    int fd;
    struct files_page page;
    size_t at;        /* the next of the page's names */
    size_t path_size; /* of the directory in TAR's path */
};

struct files_tar {
    bool has_git;
    bool is_top; /* the project itself is archived: leave out var */
    bool has_ended;
    int count;
    struct level levels[LEVELS_MAX];
    char path[REL_MAX + 1];
    struct buf pending;
    size_t pending_at;
    int file; /* whose content is being read; -1: none */
    int64_t left, offset, size;
};

static bool is_left_out(const void *ctx, const char *name)
{
    const struct files_tar *tar = ctx;
    if (strcmp(name, ".git") == 0)
        return !tar->has_git;
    if (strcmp(name, ".venv") == 0)
        return true;
    return tar->is_top && tar->count == 1 && strcmp(name, FILES_VAR) == 0;
}

static int read_page(struct files_tar *tar, struct level *level, const char *after)
{
    files_page_release(&level->page);
    level->at = 0;
    size_t most = tar->count <= TOP_LEVELS ? TOP_NAMES_MAX : NAMES_MAX;
    return files_page_read(level->fd, after, most, is_left_out, tar, &level->page);
}

/* Takes FD. Errors: -1 and errno. */
static int enter(struct files_tar *tar, int fd)
{
    auto_fd int dir = fd;
    if (tar->count == LEVELS_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    struct level *level = &tar->levels[tar->count++];
    *level = (struct level){.fd = take_fd(&dir), .path_size = strlen(tar->path)};
    return read_page(tar, level, "");
}

static void leave(struct files_tar *tar)
{
    struct level *level = &tar->levels[--tar->count];
    files_page_release(&level->page);
    scope_close(&level->fd);
}

static void put_head(struct files_tar *tar, const struct stat *st, const char *link)
{
    struct files_tar_entry entry = {.path = tar->path,
                                    .link = link,
                                    .mode = st->st_mode,
                                    .size = S_ISREG(st->st_mode) ? st->st_size : 0,
                                    .modified_s = st->st_mtim.tv_sec};
    files_tar_head(&entry, &tar->pending);
}

static bool set_path(struct files_tar *tar, const struct level *level, const char *name)
{
    size_t size = level->path_size;
    size_t more = strlen(name);
    if (size + 1 + more > REL_MAX)
        return false;
    if (size > 0)
        tar->path[size++] = '/';
    memcpy(tar->path + size, name, more + 1);
    return true;
}

/* For the three kinds of entries: 0, also when it went away meanwhile, or -1 and errno. */

static int add_dir(struct files_tar *tar, int dir, const char *name)
{
    struct stat st;
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
    if (fstat(fd, &st) == 0)
        put_head(tar, &st, "");
    return enter(tar, fd);
}

static int add_link(struct files_tar *tar, int dir, const char *name, const struct stat *st)
{
    char target[REL_MAX + 1];
    ssize_t size = readlinkat(dir, name, target, REL_MAX);
    if (size < 0)
        return errno == ENOENT || errno == EINVAL ? 0 : -1;
    target[size] = '\0';
    put_head(tar, st, target);
    return 0;
}

static int add_file(struct files_tar *tar, int dir, const char *name)
{
    struct stat st;
    auto_fd int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == ELOOP || errno == ENXIO ? 0 : -1;
    if (fstat(fd, &st) < 0)
        return -1;
    if (!S_ISREG(st.st_mode))
        return 0;
    put_head(tar, &st, "");
    tar->file = take_fd(&fd);
    tar->left = st.st_size;
    tar->offset = 0;
    tar->size = st.st_size;
    return 0;
}

static int add_entry(struct files_tar *tar, const struct level *level, const char *name)
{
    struct stat st;
    if (!set_path(tar, level, name)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (fstatat(level->fd, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT ? 0 : -1;
    if (S_ISDIR(st.st_mode))
        return add_dir(tar, level->fd, name);
    if (S_ISLNK(st.st_mode))
        return add_link(tar, level->fd, name, &st);
    return S_ISREG(st.st_mode) ? add_file(tar, level->fd, name) : 0;
}

static void put_end(struct files_tar *tar)
{
    static const char zeros[2 * FILES_TAR_BLOCK];
    buf_append(&tar->pending, zeros, sizeof(zeros));
    tar->has_ended = true;
}

/* Go on by one name. Errors: -1 and errno. */
static int advance(struct files_tar *tar)
{
    if (tar->count == 0) {
        put_end(tar);
        return 0;
    }
    struct level *level = &tar->levels[tar->count - 1];
    if (level->at < level->page.count)
        return add_entry(tar, level, level->page.names[level->at++]);
    if (!level->page.has_more || level->page.count == 0) {
        leave(tar);
        return 0;
    }
    auto_free char *last = xstrdup(level->page.names[level->page.count - 1]);
    return read_page(tar, level, last);
}

static void end_file(struct files_tar *tar)
{
    static const char zeros[FILES_TAR_BLOCK];
    scope_close(&tar->file);
    tar->file = -1;
    size_t rest = (size_t)(tar->size % FILES_TAR_BLOCK);
    if (rest > 0)
        buf_append(&tar->pending, zeros, FILES_TAR_BLOCK - rest);
}

static int64_t read_file(struct files_tar *tar, char *out, size_t size)
{
    size_t want = (int64_t)size < tar->left ? size : (size_t)tar->left;
    ssize_t got;
    do {
        got = pread(tar->file, out, want, tar->offset);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return -1;
    if (got == 0) { /* it has become shorter */
        memset(out, 0, want);
        got = (ssize_t)want;
    }
    tar->offset += got;
    tar->left -= got;
    return got;
}

static size_t read_pending(struct files_tar *tar, char *out, size_t size)
{
    size_t have = tar->pending.size - tar->pending_at;
    size_t step = have < size ? have : size;
    memcpy(out, tar->pending.data + tar->pending_at, step);
    tar->pending_at += step;
    if (step == have) {
        buf_clear(&tar->pending);
        tar->pending_at = 0;
    }
    return step;
}

/* One step of filling OUT. Errors: -1 and errno. */
static int64_t fill(struct files_tar *tar, char *out, size_t size)
{
    if (tar->pending.size > 0)
        return (int64_t)read_pending(tar, out, size);
    if (tar->file >= 0 && tar->left > 0)
        return read_file(tar, out, size);
    if (tar->file >= 0)
        end_file(tar);
    else if (advance(tar) < 0)
        return -1;
    return 0;
}

int64_t files_tar_read(struct files_tar *tar, void *out, size_t size, struct err *err)
{
    size_t done = 0;
    while (done < size && !(tar->has_ended && tar->pending.size == 0)) {
        int64_t got = fill(tar, (char *)out + done, size - done);
        if (got < 0)
            return files_errno(err, "archive", tar->path);
        done += (size_t)got;
    }
    return (int64_t)done;
}

void files_tar_close(struct files_tar *tar)
{
    if (!tar)
        return;
    while (tar->count > 0)
        leave(tar);
    scope_close(&tar->file);
    buf_release(&tar->pending);
    free(tar);
}

struct files_tar *files_tar_open(struct files *files, const struct rel *dir, bool has_git,
                                 struct err *err)
{
    auto_fd int look = files_open(files, dir, FILES_READ, O_PATH, err);
    struct stat st;
    if (look < 0)
        return NULL;
    if (fstat(look, &st) < 0 || !S_ISDIR(st.st_mode)) {
        (void)err_set(err, ERR_INVALID, "'%.100s' is no directory", dir->text);
        return NULL;
    }
    auto_fd int fd = openat(look, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        (void)files_errno(err, "open", dir->text);
        return NULL;
    }
    struct files_tar *tar = xcalloc(1, sizeof(*tar));
    tar->has_git = has_git;
    tar->is_top = dir->text[0] == '\0';
    tar->file = -1;
    buf_init(&tar->pending, PENDING_MAX);
    const char *slash = strrchr(dir->text, '/');
    const char *name = slash ? slash + 1 : dir->text;
    memcpy(tar->path, name, strlen(name) + 1);
    if (*name)
        put_head(tar, &st, "");
    if (enter(tar, take_fd(&fd)) == 0)
        return tar;
    (void)files_errno(err, "archive", dir->text);
    files_tar_close(tar);
    return NULL;
}

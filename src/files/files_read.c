#include "files/files_read.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/scope.h"
#include "files/files_open.h"
#include "files/files_own.h"

#define US_PER_S  1000000
#define NS_PER_US 1000

void files_file_release(struct files_file *file)
{
    scope_close(&file->fd);
    file->fd = -1;
}

static int refuse_kind(mode_t mode, const char *path, struct err *err)
{
    const char *kind = "device";
    if (S_ISDIR(mode))
        kind = "directory";
    else if (S_ISFIFO(mode))
        kind = "FIFO";
    else if (S_ISSOCK(mode))
        kind = "socket";
    else if (S_ISLNK(mode))
        kind = "symbolic link";
    return err_set(err, ERR_INVALID, "'%.100s' is a %s, no regular file", path, kind);
}

/* Secrets (tokens, sessions) lie directly in var/: another name for one of them is no way to it. */
static bool is_secret(const struct files *files, const struct stat *st)
{
    if (st->st_nlink < 2)
        return false;
    int fd = openat(files->root, FILES_VAR, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    auto_dir DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        scope_close(&fd);
        return false;
    }
    for (;;) {
        const struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): ours alone */
        struct stat var;
        if (!entry)
            return false;
        if (fstatat(fd, entry->d_name, &var, AT_SYMLINK_NOFOLLOW) == 0 &&
            var.st_dev == st->st_dev && var.st_ino == st->st_ino)
            return true;
    }
}

/* Look before opening: to open a device or a FIFO may do something. Who swaps the two in between
 * must be able to make devices, or meets O_NONBLOCK. */
static int open_regular(struct files *files, const struct rel *rel, struct stat *st,
                        struct err *err)
{
    auto_fd int look = files_open(files, rel, FILES_READ, O_PATH, err);
    if (look < 0)
        return -1;
    if (fstat(look, st) == 0 && !S_ISREG(st->st_mode))
        return refuse_kind(st->st_mode, rel->text, err);
    auto_fd int fd = files_open(files, rel, FILES_READ, O_RDONLY | O_NONBLOCK | O_NOCTTY, err);
    if (fd < 0)
        return -1;
    if (fstat(fd, st) < 0)
        return files_errno(err, "examine", rel->text);
    if (!S_ISREG(st->st_mode))
        return refuse_kind(st->st_mode, rel->text, err);
    if (is_secret(files, st))
        return err_set(err, ERR_FORBIDDEN, "'%.100s' is another name of a file in 'var'",
                       rel->text);
    return take_fd(&fd);
}

int files_read_open(struct files *files, const struct rel *rel, struct files_file *out,
                    struct err *err)
{
    struct stat st;
    int fd = open_regular(files, rel, &st, err);
    if (fd < 0)
        return -1;
    *out = (struct files_file){.fd = fd};
    files_etag_find(files, fd, &st, out->etag, &out->is_binary);
    out->size = st.st_size; /* only now: hashing notices a change */
    out->mode = st.st_mode & 0777;
    out->modified_us =
        (int64_t)st.st_mtim.tv_sec * US_PER_S + (int64_t)st.st_mtim.tv_nsec / NS_PER_US;
    return 0;
}

int64_t files_read_at(const struct files_file *file, void *out, size_t size, int64_t offset)
{
    ssize_t got;
    do {
        got = pread(file->fd, out, size, offset);
    } while (got < 0 && errno == EINTR);
    return got;
}

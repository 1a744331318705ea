#include "env/env_seal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fd.h"
#include "base/scope.h"

#define DEPTH_MAX   64 /* directories in each other; packages have a dozen */
#define BLOCK_BYTES 512

static int seal_file(int dirfd, const char *name, const struct stat *about, struct err *err)
{
    if (about->st_nlink != 1)
        return err_set(err, ERR_INVALID, "'%.80s' in the environment has a second name", name);
    auto_fd int fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    mode_t mode = about->st_mode & 0111 ? 0555 : 0444;
    if (fd < 0 || fchmod(fd, mode) < 0)
        return err_errno(err, "cannot make '%.80s' read-only", name);
    return 0;
}

static int seal_all(int dirfd, int depth, int64_t *size_bytes, struct err *err);

static int seal_directory(int dirfd, const char *name, int depth, int64_t *size_bytes,
                          struct err *err)
{
    if (depth == DEPTH_MAX)
        return err_set(err, ERR_INVALID, "the environment is deeper than %d directories",
                       DEPTH_MAX);
    auto_fd int fd = fd_open_dir(dirfd, name, err);
    if (fd < 0 || seal_all(fd, depth + 1, size_bytes, err) < 0)
        return -1;
    return fchmod(fd, 0555) < 0 ? err_errno(err, "cannot make '%.80s' read-only", name) : 0;
}

static int seal_one(int dirfd, const char *name, int depth, int64_t *size_bytes, struct err *err)
{
    struct stat about;
    if (fstatat(dirfd, name, &about, AT_SYMLINK_NOFOLLOW) < 0)
        return err_errno(err, "cannot look at '%.80s'", name);
    *size_bytes += (int64_t)about.st_blocks * BLOCK_BYTES;
    if (S_ISLNK(about.st_mode))
        return 0;
    if (S_ISDIR(about.st_mode))
        return seal_directory(dirfd, name, depth, size_bytes, err);
    if (S_ISREG(about.st_mode))
        return seal_file(dirfd, name, &about, err);
    return err_set(err, ERR_INVALID, "'%.80s' in the environment is no file, directory or link",
                   name);
}

static int seal_all(int dirfd, int depth, int64_t *size_bytes, struct err *err)
{
    int own = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    if (!dir)
        return err_errno(err, "cannot read a directory of the environment");
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            return errno ? err_errno(err, "cannot read a directory of the environment") : 0;
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            seal_one(dirfd, entry->d_name, depth, size_bytes, err) < 0)
            return -1;
    }
}

int env_seal_tree(int dirfd, int64_t *size_bytes, struct err *err)
{
    *size_bytes = 0;
    return seal_all(dirfd, 0, size_bytes, err);
}

#include "base/fd_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"

/* Each level of depth costs a descriptor. What lies deeper than that is moved up to the top, where
 * it is met again: a tree of any depth is removed with few of them. */
#define DEPTH_MAX 32
#define NAME_ROOM 32

struct removal {
    int top;         /* the directory that is being emptied */
    unsigned moved;  /* directories that were moved up to it */
    bool has_gained; /* something was moved up since the last look at it */
};

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Whoever made a directory may have taken our right to look into it. */
static int open_for_removal(int dirfd, const char *name)
{
    int fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 || errno != EACCES || fchmodat(dirfd, name, 0700, 0) < 0)
        return fd;
    return openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int move_up(struct removal *removal, int dirfd, const char *name)
{
    char aside[NAME_ROOM];
    do {
        (void)snprintf(aside, sizeof(aside), ".deep-%u", removal->moved++); /* fits */
    } while (faccessat(removal->top, aside, F_OK, AT_SYMLINK_NOFOLLOW) == 0);
    removal->has_gained = true;
    return renameat(dirfd, name, removal->top, aside);
}

static int empty(struct removal *removal, int dirfd, int depth);

/* NOLINTNEXTLINE(misc-no-recursion): at most DEPTH_MAX deep */
static int remove_entry(struct removal *removal, int dirfd, const char *name, int depth)
{
    if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return -1;
    if (unlinkat(dirfd, name, AT_REMOVEDIR) == 0)
        return 0;
    if (errno != ENOTEMPTY && errno != EEXIST && errno != EACCES)
        return -1;
    if (depth >= DEPTH_MAX)
        return move_up(removal, dirfd, name);
    auto_fd int fd = open_for_removal(dirfd, name);
    if (fd < 0 || empty(removal, fd, depth + 1) < 0)
        return -1;
    return unlinkat(dirfd, name, AT_REMOVEDIR);
}

/* NOLINTNEXTLINE(misc-no-recursion): as above */
static int empty(struct removal *removal, int dirfd, int depth)
{
    int copy = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (!dir) {
        scope_close(&copy);
        return -1;
    }
    (void)fchmod(dirfd, 0700); /* it may have been made read-only; else removing tells why */
    for (;;) {
        struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            return 0;
        if (!is_dots(entry->d_name) && remove_entry(removal, dirfd, entry->d_name, depth) < 0)
            return -1;
    }
}

int fd_tree_remove(int dirfd, const char *name, struct err *err)
{
    if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return err_errno(err, "cannot remove '%s'", name);
    auto_fd int top = open_for_removal(dirfd, name);
    if (top < 0)
        return err_errno(err, "cannot open '%s' to remove it", name);
    struct removal removal = {.top = top};
    do {
        removal.has_gained = false;
        if (empty(&removal, top, 0) < 0)
            return err_errno(err, "cannot remove what is in '%s'", name);
    } while (removal.has_gained);
    return unlinkat(dirfd, name, AT_REMOVEDIR) < 0 ? err_errno(err, "cannot remove '%s'", name) : 0;
}

#include "sandbox/sandbox_mount.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/scope.h"

#define EMPTY_SIZE   "64k"
#define EMPTY_INODES "64"
#define EMPTY_MODE   "0711" /* passed through, not listed */
#define FD_PATH_ROOM 32     /* "/proc/self/fd/<number>" */

static int open_below(int dirfd, const char *path)
{
    const struct open_how how = {.flags = O_PATH | O_NOFOLLOW | O_CLOEXEC,
                                 .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
    return (int)syscall(SYS_openat2, dirfd, path, &how, sizeof(how));
}

static int set_flags(int tree, uint64_t flags, int idmap, unsigned how)
{
    struct mount_attr attr = {.attr_set = flags};
    if (idmap >= 0) {
        attr.attr_set |= MOUNT_ATTR_IDMAP;
        attr.userns_fd = (unsigned)idmap;
    }
    return mount_setattr(tree, "", AT_EMPTY_PATH | how, &attr, sizeof(attr));
}

int sandbox_mount_clone(int dirfd, const char *path, uint64_t flags, int idmap)
{
    unsigned how = *path ? 0 : AT_EMPTY_PATH;
    auto_fd int tree =
        open_tree(dirfd, path, how | OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
    if (tree < 0 || set_flags(tree, flags, idmap, AT_RECURSIVE) < 0)
        return -1;
    return take_fd(&tree);
}

int sandbox_mount_clone_below(int dirfd, const char *path, uint64_t flags, int idmap)
{
    struct stat about;
    auto_fd int fd = open_below(dirfd, path);
    if (fd < 0 || fstat(fd, &about) < 0)
        return -1;
    if (S_ISLNK(about.st_mode))
        errno = ELOOP;
    else if (!S_ISDIR(about.st_mode) && !S_ISREG(about.st_mode))
        errno = ENOTDIR;
    else
        return sandbox_mount_clone(fd, "", flags, idmap);
    return -1;
}

static int make_one(int dirfd, const char *name, bool is_dir)
{
    int made = is_dir ? mkdirat(dirfd, name, 0755) : mknodat(dirfd, name, S_IFREG | 0444, 0);
    return made < 0 && errno != EEXIST && errno != EROFS ? -1 : 0;
}

/* "a/b/c": a and b as directories, c as IS_DIR says; what is there already is fine. One name after
 * the other and no link followed: what is attached already may hold links, and until the root is
 * changed they, and "..", lead to the machine's files. */
static int make_place(const char *path, bool is_dir)
{
    char name[NAME_MAX + 1];
    auto_fd int dir = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    path += strspn(path, "/");
    while (dir >= 0 && *path) {
        size_t size = strcspn(path, "/");
        if (size >= sizeof(name)) {
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(name, path, size);
        name[size] = '\0';
        path += size + strspn(path + size, "/");
        if (make_one(dir, name, *path || is_dir) < 0)
            return -1;
        int next = open_below(dir, name);
        (void)close(dir);
        dir = next;
    }
    return dir < 0 ? -1 : 0;
}

/* O_PATH opens a link itself: nothing can be mounted there, and nothing should. */
int sandbox_mount_open(const char *path)
{
    struct stat about;
    auto_fd int fd = open_below(AT_FDCWD, path);
    if (fd < 0 || fstat(fd, &about) < 0)
        return -1;
    if (!S_ISLNK(about.st_mode))
        return take_fd(&fd);
    errno = ELOOP;
    return -1;
}

int sandbox_mount_move(int tree, int target)
{
    return move_mount(tree, "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
}

int sandbox_mount_attach(int tree, const char *path, bool may_make)
{
    struct stat about;
    if (fstat(tree, &about) < 0 || (may_make && make_place(path, S_ISDIR(about.st_mode)) < 0))
        return -1;
    auto_fd int target = sandbox_mount_open(path);
    if (target < 0 || sandbox_mount_move(tree, target) < 0)
        return -1;
    return close(tree);
}

int sandbox_mount_empty(void)
{
    auto_fd int context = fsopen("tmpfs", FSOPEN_CLOEXEC);
    if (context < 0 || fsconfig(context, FSCONFIG_SET_STRING, "size", EMPTY_SIZE, 0) < 0 ||
        fsconfig(context, FSCONFIG_SET_STRING, "nr_inodes", EMPTY_INODES, 0) < 0 ||
        fsconfig(context, FSCONFIG_SET_STRING, "mode", EMPTY_MODE, 0) < 0 ||
        fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) < 0)
        return -1;
    return fsmount(context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
}

/* By descriptor: names of directories may hold what overlayfs takes for a separator. */
static int set_layer(int context, const char *key, int dirfd)
{
    char path[FD_PATH_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", dirfd); /* fits */
    return fsconfig(context, FSCONFIG_SET_STRING, key, path, 0);
}

int sandbox_mount_overlay(int lower, const char *upper, const char *work)
{
    auto_fd int upper_fd = open(upper, O_PATH | O_DIRECTORY | O_CLOEXEC);
    auto_fd int work_fd = open(work, O_PATH | O_DIRECTORY | O_CLOEXEC);
    auto_fd int context = fsopen("overlay", FSOPEN_CLOEXEC);
    if (upper_fd < 0 || work_fd < 0 || context < 0 || set_layer(context, "lowerdir", lower) < 0 ||
        set_layer(context, "upperdir", upper_fd) < 0 ||
        set_layer(context, "workdir", work_fd) < 0 ||
        fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) < 0)
        return -1;
    return fsmount(context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
}

int sandbox_mount_set_readonly(int mount)
{
    return set_flags(mount, MOUNT_ATTR_RDONLY, -1, 0);
}

#include "files/files_open.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "files/files_own.h"

#define TRIES \
    16 /* EAGAIN: somebody renamed something while the kernel looked for "..". openat2(2) */

static int open_beneath(int root, const char *path, int flags)
{
    struct open_how how = {.flags = (unsigned)(flags | O_CLOEXEC),
                           .resolve =
                               RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    int fd;
    int left = TRIES;
    do {
        fd = (int)syscall(SYS_openat2, root, path, &how, sizeof(how));
    } while (fd < 0 && (errno == EAGAIN || errno == EINTR) && --left > 0);
    return fd;
}

/* On a file system that does not tell "VAR" from "var", or behind a mount, the name is another one:
 * the directory is what counts. */
static bool begins_with_var(const struct files *files, const char *path)
{
    struct stat first;
    struct stat var;
    char part[NAME_MAX + 1];
    size_t size = strcspn(path, "/");
    if (size > NAME_MAX)
        return false; /* which nothing opens */
    memcpy(part, path, size);
    part[size] = '\0';
    return fstatat(files->root, part, &first, AT_SYMLINK_NOFOLLOW) == 0 &&
           fstatat(files->root, FILES_VAR, &var, AT_SYMLINK_NOFOLLOW) == 0 &&
           first.st_dev == var.st_dev && first.st_ino == var.st_ino;
}

int files_open_strict(struct files *files, const char *path, int flags)
{
    if (*path == '\0')
        return openat(files->root, ".", flags | O_CLOEXEC);
    if (begins_with_var(files, path)) {
        errno = EACCES;
        return -1;
    }
    if (!files->is_walking) {
        int fd = open_beneath(files->root, path, flags);
        /* a filter around us may answer EPERM, which may also be the file's own */
        if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
            return fd;
        files->is_walking = errno == ENOSYS;
    }
    return files_walk_open(files, path, flags);
}

int files_open(struct files *files, const struct rel *rel, enum files_want want, int flags,
               struct err *err)
{
    struct rel resolved = *rel;
    if (files->options.is_following &&
        files_walk_resolve(files, rel, want, true, &resolved, err) < 0)
        return -1;
    int fd = files_open_strict(files, resolved.text, flags);
    return fd >= 0 ? fd : files_errno(err, "open", rel->text);
}

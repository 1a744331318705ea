#include "spool/spool_dir.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"

DIR *spool_dir_open(int dirfd, struct err *err)
{
    auto_fd int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        (void)err_errno(err, "cannot read a directory");
        return NULL;
    }
    (void)take_fd(&fd); /* closedir closes it */
    return dir;
}

struct dirent *spool_dir_next(DIR *dir, bool *is_broken)
{
    for (;;) {
        errno = 0;
        struct dirent *entry =
            readdir(dir); /* NOLINT(concurrency-mt-unsafe): a stream has one thread */
        if (!entry) {
            *is_broken = errno != 0;
            return NULL;
        }
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            return entry;
    }
}

#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"

#define READ_STEP 16384

int fd_write_all(int fd, const void *data, size_t size, struct err *err)
{
    const char *at = data;
    while (size > 0) {
        ssize_t wrote = write(fd, at, size);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return err_errno(err, "cannot write");
        at += wrote;
        size -= (size_t)wrote;
    }
    return 0;
}

int fd_read_all(int fd, struct buf *buf, struct err *err)
{
    for (;;) {
        /* one byte more than the cap allows, so that a file of exactly the cap is not mistaken for
         * a larger one */
        char step[READ_STEP];
        ssize_t got = read(fd, step, sizeof(step));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_errno(err, "cannot read");
        if (got == 0)
            return 0;
        buf_append(buf, step, (size_t)got);
        if (!buf_ok(buf))
            return err_set(err, ERR_TOO_LARGE, "larger than %zu bytes", buf->cap);
    }
}

int fd_read_file(int dirfd, const char *name, struct buf *buf, struct err *err)
{
    auto_fd int fd = openat(dirfd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return err_errno(err, "cannot open '%s'", name);
    if (fd_read_all(fd, buf, err) < 0)
        return err_prefix(err, "'%s'", name);
    return 0;
}

static int write_and_close(int fd, const void *data, size_t size, enum fd_durability durability,
                           struct err *err)
{
    int result = fd_write_all(fd, data, size, err);
    if (result == 0 && durability != FD_DURABLE_NONE && fsync(fd) < 0)
        result = err_errno(err, "cannot sync");
    if (close(fd) < 0 && result == 0)
        result = err_errno(err, "cannot close");
    return result;
}

int fd_create_file(int dirfd, const char *name, const void *data, size_t size,
                   enum fd_durability durability, struct err *err)
{
    int fd = openat(dirfd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        return err_set(err, ERR_CONFLICT, "'%s' exists", name);
    if (fd < 0)
        return err_errno(err, "cannot create '%s'", name);
    if (write_and_close(fd, data, size, durability, err) == 0)
        return 0;
    (void)unlinkat(dirfd, name, 0); /* the failure before is what counts */
    return err_prefix(err, "'%s'", name);
}

int fd_sync(int fd, const char *what, struct err *err)
{
    if (fsync(fd) < 0)
        return err_errno(err, "cannot sync '%s'", what);
    return 0;
}

/* A file of this name is left of an earlier process with our pid that was killed: in a container, a
 * server has the same one at every start. */
static int create_aside(int dirfd, const char *aside, const void *data, size_t size,
                        enum fd_durability durability, struct err *err)
{
    struct err why;
    if (fd_create_file(dirfd, aside, data, size, durability, &why) == 0)
        return 0;
    if (why.code != ERR_CONFLICT)
        return err_set(err, why.code, "%s", why.text);
    (void)unlinkat(dirfd, aside, 0); /* else it exists again */
    return fd_create_file(dirfd, aside, data, size, durability, err);
}

int fd_replace(int dirfd, const char *name, const void *data, size_t size,
               enum fd_durability durability, struct err *err)
{
    static atomic_uint serial;
    char aside[NAME_MAX + 1];
    int length = snprintf(aside, sizeof(aside), ".%.180s.%d.%u.tmp", name, (int)getpid(),
                          atomic_fetch_add(&serial, 1));
    if (length < 0 || (size_t)length >= sizeof(aside))
        return err_set(err, ERR_INTERNAL, "name '%.80s' is too long", name);
    if (create_aside(dirfd, aside, data, size, durability, err) < 0)
        return -1;
    if (renameat(dirfd, aside, dirfd, name) < 0) {
        int result = err_errno(err, "cannot rename to '%s'", name);
        (void)unlinkat(dirfd, aside, 0); /* the failure before is what counts */
        return result;
    }
    return durability == FD_DURABLE_FULL ? fd_sync(dirfd, name, err) : 0;
}

static int link_then_unlink(int from_dirfd, const char *from, int to_dirfd, const char *to)
{
    if (linkat(from_dirfd, from, to_dirfd, to, 0) < 0)
        return -1;
    return unlinkat(from_dirfd, from, 0);
}

int fd_rename_new(int from_dirfd, const char *from, int to_dirfd, const char *to, struct err *err)
{
    int result = renameat2(from_dirfd, from, to_dirfd, to, RENAME_NOREPLACE);
    if (result < 0 && (errno == EINVAL || errno == ENOSYS))
        result = link_then_unlink(from_dirfd, from, to_dirfd, to);
    if (result == 0)
        return 0;
    if (errno == EEXIST)
        return err_set(err, ERR_CONFLICT, "'%s' exists", to);
    return err_errno(err, "cannot rename '%s' to '%s'", from, to);
}

int fd_open_dir(int dirfd, const char *name, struct err *err)
{
    int fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return fd >= 0 ? fd : err_errno(err, "cannot open directory '%s'", name);
}

int fd_make_dir(int dirfd, const char *name, mode_t mode, struct err *err)
{
    bool is_new = mkdirat(dirfd, name, mode) == 0;
    if (!is_new && errno != EEXIST)
        return err_errno(err, "cannot make directory '%s'", name);
    int fd = fd_open_dir(dirfd, name, err);
    if (fd >= 0 && is_new && fchmod(fd, mode) < 0) {
        (void)close(fd);
        return err_errno(err, "cannot set the mode of '%s'", name);
    }
    return fd;
}

bool fd_exists(int dirfd, const char *name)
{
    return faccessat(dirfd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

union pass_control {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(FD_PASS_MAX * sizeof(int))];
};

int fd_send(int socket, const void *data, size_t size, const int *fds, size_t count, int flags)
{
    union pass_control control = {.bytes = {0}};
    union {
        const void *ours;
        void *theirs;
    } bytes = {.ours = data}; /* sendmsg(2) only reads, iovec cannot say so */
    struct iovec part = {.iov_base = bytes.theirs, .iov_len = size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        struct cmsghdr *header = &control.align; /* what CMSG_FIRSTHDR answers, never NULL */
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(header), fds, count * sizeof(int));
    }
    ssize_t sent;
    do {
        sent = sendmsg(socket, &message, flags | MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent < 0 ? -1 : 0;
}

static void collect_fds(struct msghdr *message, int *fds, size_t *count)
{
    size_t room = *count;
    *count = 0;
    for (struct cmsghdr *h = CMSG_FIRSTHDR(message); h; h = CMSG_NXTHDR(message, h)) {
        if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS)
            continue;
        size_t many = (h->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < many; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(h) + i * sizeof(int), sizeof(int));
            if (*count < room)
                fds[(*count)++] = fd;
            else
                (void)close(fd); /* more than was asked for */
        }
    }
}

ssize_t fd_receive(int socket, void *data, size_t size, int *fds, size_t *count, int flags)
{
    union pass_control control;
    struct iovec part = {.iov_base = data, .iov_len = size};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof(control.bytes)};
    ssize_t got;
    do {
        got = recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        *count = 0;
        return -1;
    }
    collect_fds(&message, fds, count);
    return got;
}

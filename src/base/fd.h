/* fd: reading and writing whole files, and the one durable write. Everything is relative to a
 * directory descriptor and close-on-exec. Never follows a symbolic link as the last part of a name.
 */
#ifndef PIRUN_BASE_FD_H
#define PIRUN_BASE_FD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

/* How far a write goes before it counts: nothing, the file, or the file and its directory. */
enum fd_durability {
    FD_DURABLE_NONE,
    FD_DURABLE_FILE,
    FD_DURABLE_FULL
};

/* Write all SIZE bytes at DATA, over short writes and EINTR. Errors: by errno (ERR_NO_SPACE on a
 * full disk). */
int fd_write_all(int fd, const void *data, size_t size, struct err *err);
/* Append to BUF until end of file. Errors: ERR_TOO_LARGE beyond the buffer's cap; by errno. */
int fd_read_all(int fd, struct buf *buf, struct err *err);
/* Open NAME below DIRFD and read it whole. Errors: ERR_NOT_FOUND, ERR_TOO_LARGE, by errno. */
int fd_read_file(int dirfd, const char *name, struct buf *buf, struct err *err);

/* Create NAME, which must not exist (O_EXCL), write all, sync as DURABILITY says (the directory is
 * NOT synced here), close. On any failure the file is removed again. Errors: ERR_CONFLICT it
 * exists; by errno. */
int fd_create_file(int dirfd, const char *name, const void *data, size_t size,
                   enum fd_durability durability, struct err *err);
/* Replace NAME atomically: temporary file in the same directory, write, fsync, rename, fsync of the
 * directory. At every moment NAME is the old file or the whole new one. Source: rename(2),
 * fsync(2); design: "durable write". */
int fd_replace(int dirfd, const char *name, const void *data, size_t size,
               enum fd_durability durability, struct err *err);
/* Sync a directory (or a file). A descriptor whose fsync failed must not be synced again. */
int fd_sync(int fd, const char *what, struct err *err);

/* Rename without replacing. Falls back to link+unlink where renameat2 is unsupported.
 * Errors: ERR_CONFLICT the new name exists, ERR_NOT_FOUND the old one does not. */
int fd_rename_new(int from_dirfd, const char *from, int to_dirfd, const char *to, struct err *err);

/* Open a directory below DIRFD (O_DIRECTORY|O_NOFOLLOW). Owns: returns a descriptor. */
int fd_open_dir(int dirfd, const char *name, struct err *err);
/* The same, made with MODE when it is missing (mode is exact: not subject to the umask). */
int fd_make_dir(int dirfd, const char *name, mode_t mode, struct err *err);
bool fd_exists(int dirfd, const char *name);

/* Pass and receive one message with descriptors over an AF_UNIX socket (SCM_RIGHTS). COUNT at
 * most 8. fd_receive makes the descriptors close-on-exec and answers the message's size, 0 at end
 * of file, -1 with errno set; *COUNT is in: room, out: received. */
#define FD_PASS_MAX 8
int fd_send(int socket, const void *data, size_t size, const int *fds, size_t count, int flags);
ssize_t fd_receive(int socket, void *data, size_t size, int *fds, size_t *count, int flags);

#endif

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/scope.h"
#include "spool/spool.h"

#define LOCK_FILE     "lock"
#define LOCK_TEXT_MAX 1024
#define KIND_SIZE     16

static int open_lock(const struct spool *spool, int flags)
{
    return openat(spool->dirs.var, LOCK_FILE, flags | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static struct flock whole_file(short type)
{
    return (struct flock){.l_type = type, .l_whence = SEEK_SET};
}

/* A holder that has just begun may not have written its name yet: then pid 0 and no kind. */
static void read_holder(int fd, int *pid, char *kind)
{
    char text[LOCK_TEXT_MAX];
    struct err err;
    *pid = 0;
    kind[0] = '\0';
    ssize_t size = pread(fd, text, sizeof(text), 0);
    if (size <= 0)
        return;
    auto_json struct json *root = json_parse(text, (size_t)size, &err);
    const char *name = json_get_string(root, "kind");
    *pid = (int)json_get_integer(root, "pid", 0);
    (void)snprintf(kind, KIND_SIZE, "%s", name ? name : ""); /* ours are short; others may be cut */
}

static int say_who_holds(int fd, struct err *err)
{
    int pid = 0;
    char kind[KIND_SIZE];
    read_holder(fd, &pid, kind);
    if (pid == 0)
        return err_set(err, ERR_BUSY, "another process of PiRun has 'var/lock'");
    return err_set(err, ERR_BUSY, "another 'pirun %s' works on this project: process %d",
                   kind[0] ? kind : "serve", pid);
}

static int write_holder(int fd, const char *kind, const char *addr, struct err *err)
{
    auto_json struct json *root = json_object();
    auto_buf struct buf text;
    buf_init(&text, LOCK_TEXT_MAX);
    json_set_integer(root, "pid", getpid());
    json_set_string(root, "kind", kind);
    json_set_string(root, "addr", addr);
    json_print(root, false, &text);
    buf_add(&text, "\n");
    if (!buf_ok(&text))
        return err_set(err, ERR_TOO_LARGE, "the address '%.80s' is too long", addr);
    if (pwrite(fd, text.data, text.size, 0) != (ssize_t)text.size ||
        ftruncate(fd, (off_t)text.size) < 0)
        return err_errno(err, "cannot write 'var/lock'");
    return 0;
}

int spool_lock(const struct spool *spool, const char *kind, const char *addr, struct err *err)
{
    auto_fd int fd = open_lock(spool, O_RDWR | O_CREAT);
    if (fd < 0)
        return err_errno(err, "cannot open 'var/lock'");
    struct flock lock = whole_file(F_WRLCK);
    if (fcntl(fd, F_OFD_SETLK, &lock) < 0) {
        if (errno == EAGAIN || errno == EACCES)
            return say_who_holds(fd, err);
        return err_errno(err, "cannot lock 'var/lock'");
    }
    if (write_holder(fd, kind, addr, err) < 0 && err->code != ERR_NO_SPACE)
        return -1; /* on a full disk the lock still counts, only its holder's name is missing */
    return take_fd(&fd);
}

bool spool_is_locked(const struct spool *spool, int *holder, char *kind)
{
    auto_fd int fd = open_lock(spool, O_RDONLY);
    if (fd < 0)
        return false;
    struct flock lock = whole_file(F_WRLCK);
    if (fcntl(fd, F_OFD_GETLK, &lock) < 0 || lock.l_type == F_UNLCK)
        return false;
    int pid = 0;
    char found[KIND_SIZE];
    read_holder(fd, &pid, found);
    if (holder)
        *holder = pid;
    if (kind)
        memcpy(kind, found, KIND_SIZE);
    return true;
}

#include "access/access_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"

#define LOCK_FILE "access.lock"
#define VERSION   1

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static struct access_stamp stamp_of(const struct stat *st)
{
    return (struct access_stamp){.is_there = true,
                                 .device = st->st_dev,
                                 .inode = st->st_ino,
                                 .size = st->st_size,
                                 .modified_ns = nanoseconds(st->st_mtim),
                                 .changed_ns = nanoseconds(st->st_ctim)};
}

struct access_stamp access_file_stamp(int var, const char *name)
{
    struct stat st;
    if (fstatat(var, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return (struct access_stamp){.is_there = false};
    return stamp_of(&st);
}

bool access_stamp_equal(const struct access_stamp *a, const struct access_stamp *b)
{
    return a->is_there == b->is_there && a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->modified_ns == b->modified_ns && a->changed_ns == b->changed_ns;
}

int access_file_read(int var, const char *name, struct buf *text, struct access_stamp *stamp,
                     struct err *err)
{
    struct stat st;
    auto_fd int fd = openat(var, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT) {
        *stamp = (struct access_stamp){.is_there = false};
        return 0;
    }
    if (fd < 0 || fstat(fd, &st) < 0)
        return err_errno(err, "cannot open 'var/%s'", name);
    if (!S_ISREG(st.st_mode))
        return err_set(err, ERR_INTERNAL, "'var/%s' is no regular file", name);
    if (fd_read_all(fd, text, err) < 0)
        return err_prefix(err, "'var/%s'", name);
    *stamp = stamp_of(&st);
    return 0;
}

int access_file_write(int var, const char *name, const struct json *root, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, ACCESS_FILE_MAX);
    json_print(root, true, &text);
    if (!buf_ok(&text))
        return err_set(err, ERR_TOO_LARGE, "'var/%s' would become larger than %zu bytes", name,
                       ACCESS_FILE_MAX);
    return fd_replace(var, name, buf_text(&text), text.size, FD_DURABLE_FULL, err);
}

int access_file_lock(int var, struct err *err)
{
    auto_fd int fd = openat(var, LOCK_FILE, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_errno(err, "cannot open 'var/" LOCK_FILE "'");
    int result = 0;
    do {
        result = flock(fd, LOCK_EX);
    } while (result < 0 && errno == EINTR);
    return result < 0 ? err_errno(err, "cannot lock 'var/" LOCK_FILE "'") : take_fd(&fd);
}

const struct json *access_file_parse(const char *text, size_t size, const char *key,
                                     struct json **root, struct err *err)
{
    *root = json_parse(text, size, err);
    if (!*root)
        return NULL;
    int64_t version = json_get_integer(*root, "v", 0);
    const struct json *array = json_get(*root, key);
    if (version == VERSION && array && json_type(array) == JSON_ARRAY)
        return array;
    if (version > VERSION)
        (void)err_set(err, ERR_INTERNAL, "a newer PiRun wrote it (version %lld)",
                      (long long)version);
    else
        (void)err_set(err, ERR_INTERNAL, "it is no object with 'v' and '%s'", key);
    return NULL;
}

bool access_file_time(const struct json *object, const char *key, int64_t *out_us)
{
    const struct json *value = json_get(object, key);
    *out_us = 0;
    if (!value)
        return true;
    const char *text = json_string(value);
    return text && clock_parse(text, out_us, NULL) == 0 && *out_us > 0;
}

void access_file_set_time(struct json *object, const char *key, int64_t us)
{
    char text[CLOCK_TEXT_SIZE];
    if (us <= 0)
        return;
    clock_format(us, text);
    json_set_string(object, key, text);
}

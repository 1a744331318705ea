#include "access/access_audit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/access_token.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/scope.h"

#define AUDIT_FILE "audit.log"
#define OLD_FILE   "audit.log.1"

static void set_text(struct json *object, const char *key, const char *text)
{
    if (text && *text)
        json_set_string(object, key, text);
}

static void set_target(struct json *object, const char *target)
{
    auto_free char *text = xstrndup(target, strnlen(target, ACCESS_AUDIT_TARGET_MAX));
    char *query = strchr(text, '?');
    if (query && strstr(query, ACCESS_TOKEN_PREFIX))
        *query = '\0';
    set_text(object, "path", text);
}

void access_audit_line(const struct access_audit_entry *entry, struct buf *out)
{
    char time[CLOCK_TEXT_SIZE];
    auto_json struct json *object = json_object();
    clock_format(entry->at_us, time);
    json_set_string(object, "time", time);
    set_text(object, "who", entry->who);
    json_set_string(object, "role", access_role_name(entry->role));
    set_text(object, "how", entry->how);
    set_text(object, "token", entry->token);
    set_text(object, "from", entry->from);
    set_text(object, "method", entry->method);
    set_target(object, entry->target ? entry->target : "");
    json_set_integer(object, "status", entry->status);
    set_text(object, "request", entry->request);
    set_text(object, "detail", entry->detail);
    json_print(object, false, out);
    buf_add(out, "\n");
}

static int open_log(int var, struct err *err)
{
    int fd = openat(var, AUDIT_FILE, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    return fd >= 0 ? fd : err_errno(err, "cannot open 'var/" AUDIT_FILE "'");
}

/* Answers a descriptor with room for SIZE more bytes; *BEFORE is the file's size. */
static int open_with_room(int var, size_t size, off_t *before, struct err *err)
{
    struct stat st;
    auto_fd int fd = open_log(var, err);
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) < 0)
        return err_errno(err, "cannot look at 'var/" AUDIT_FILE "'");
    *before = st.st_size;
    if (st.st_size == 0 || (uint64_t)st.st_size + size <= ACCESS_AUDIT_MAX)
        return take_fd(&fd);
    if (renameat(var, AUDIT_FILE, var, OLD_FILE) < 0)
        return err_errno(err, "cannot rename 'var/" AUDIT_FILE "'");
    *before = 0;
    return open_log(var, err);
}

int access_audit_append(int var, const char *lines, size_t size, struct err *err)
{
    off_t before = 0;
    auto_fd int fd = open_with_room(var, size, &before, err);
    if (fd < 0)
        return -1;
    ssize_t wrote = write(fd, lines, size);
    if (wrote == (ssize_t)size)
        return 0;
    int result = wrote < 0 ? err_errno(err, "cannot write 'var/" AUDIT_FILE "'")
                           : err_set(err, ERR_NO_SPACE, "no room for 'var/" AUDIT_FILE "'");
    if (ftruncate(fd, before) < 0)
        return err_prefix(err, "a torn line stays");
    return result;
}

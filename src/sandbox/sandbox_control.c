#include "sandbox/sandbox_control.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"

#define WORDS_SIZE  1024 /* cgroup.controllers: about 15 short names */
#define NUMBER_SIZE 32   /* 20 digits and a newline */

int sandbox_control_write(int dirfd, const char *name, const char *text)
{
    /* O_TRUNC means nothing to the kernel here; it makes a plain file of a test hold TEXT alone */
    int fd = openat(dirfd, name, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return -1;
    ssize_t wrote;
    do {
        wrote = write(fd, text, strlen(text));
    } while (wrote < 0 && errno == EINTR);
    int number = wrote < 0 ? errno : 0;
    (void)close(fd); /* write(2) told already how it went */
    errno = number;
    return number == 0 ? 0 : -1;
}

ssize_t sandbox_control_read(int dirfd, const char *name, char *text, size_t size)
{
    auto_fd int fd = openat(dirfd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return -1;
    size_t used = 0;
    while (used < size - 1) {
        ssize_t got = read(fd, text + used, size - 1 - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        used += (size_t)got;
    }
    text[used] = '\0';
    return (ssize_t)used;
}

bool sandbox_control_exists(int dirfd, const char *name)
{
    return faccessat(dirfd, name, F_OK, 0) == 0;
}

bool sandbox_control_has_word(int dirfd, const char *name, const char *word)
{
    char text[WORDS_SIZE];
    if (sandbox_control_read(dirfd, name, text, sizeof(text)) < 0)
        return false;
    for (const char *at = text; *at;) {
        size_t size = strcspn(at, " \n");
        if (size == strlen(word) && strncmp(at, word, size) == 0)
            return true;
        at += size;
        at += strspn(at, " \n");
    }
    return false;
}

/* The digits at TEXT as a number; UNKNOWN when there are none or too many. */
static int64_t number_at(const char *text)
{
    if (*text < '0' || *text > '9')
        return SANDBOX_CONTROL_UNKNOWN;
    errno = 0;
    long long number = strtoll(text, NULL, 10);
    return errno == 0 ? (int64_t)number : SANDBOX_CONTROL_UNKNOWN;
}

int64_t sandbox_control_number(int dirfd, const char *name)
{
    char text[NUMBER_SIZE];
    if (sandbox_control_read(dirfd, name, text, sizeof(text)) < 0)
        return SANDBOX_CONTROL_UNKNOWN;
    return number_at(text);
}

int64_t sandbox_control_field(const char *text, const char *key)
{
    size_t size = strlen(key);
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, key, size) == 0 && line[size] == ' ')
            return number_at(line + size + 1);
    }
    return SANDBOX_CONTROL_UNKNOWN;
}

int64_t sandbox_control_sum(const char *text, const char *key)
{
    size_t size = strlen(key);
    int64_t sum = 0;
    for (const char *at = text; *at;) {
        at += strspn(at, " \n");
        if (strncmp(at, key, size) == 0 && at[size] == '=') {
            int64_t number = number_at(at + size + 1);
            if (number > 0 && __builtin_add_overflow(sum, number, &sum))
                return INT64_MAX;
        }
        at += strcspn(at, " \n");
    }
    return sum;
}

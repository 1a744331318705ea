#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#undef err_set
#undef err_errno
#undef err_prefix

struct err_row {
    const char *name;
    int http;
    int exit;
};

static const struct err_row rows[] = {
    [ERR_NONE] = {"none", 200, 0},
    [ERR_INVALID] = {"invalid", 400, 64},
    [ERR_UNAUTHORIZED] = {"unauthorized", 401, 77},
    [ERR_FORBIDDEN] = {"forbidden", 403, 77},
    [ERR_NOT_FOUND] = {"not_found", 404, 66},
    [ERR_CONFLICT] = {"conflict", 409, 65},
    [ERR_TOO_LARGE] = {"too_large", 413, 65},
    [ERR_INTERNAL] = {"internal", 500, 70},
    [ERR_REMOTE] = {"remote", 502, 69},
    [ERR_BUSY] = {"busy", 503, 75},
    [ERR_TIMEOUT] = {"timeout", 504, 75},
    [ERR_NO_SPACE] = {"no_space", 507, 73},
};

static enum err_code code_of_errno(int number)
{
    switch (number) {
    case ENOENT:
        return ERR_NOT_FOUND;
    case EACCES:
    case EPERM:
        return ERR_FORBIDDEN;
    case ENOSPC:
    case EDQUOT:
    case EROFS:
        return ERR_NO_SPACE;
    default:
        return ERR_INTERNAL;
    }
}

int err_set(struct err *err, enum err_code code, const char *format, ...)
{
    if (!err)
        return -1;
    va_list args;
    va_start(args, format);
    err->code = code;
    (void)vsnprintf(err->text, sizeof(err->text), format, args); /* a long text may be cut */
    va_end(args);
    return -1;
}

int err_errno(struct err *err, const char *format, ...)
{
    int number = errno;
    if (!err)
        return -1;
    char what[160];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args); /* a long text may be cut */
    va_end(args);
    char why[80];
    return err_set(err, code_of_errno(number), "%s: %s", what,
                   strerror_r(number, why, sizeof(why)));
}

int err_prefix(struct err *err, const char *format, ...)
{
    if (!err)
        return -1;
    struct err old = *err;
    char what[160];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args); /* a long text may be cut */
    va_end(args);
    return err_set(err, old.code, "%s: %s", what, old.text);
}

const char *err_name(enum err_code code)
{
    return rows[code].name;
}

enum err_code err_named(const char *name)
{
    for (int code = ERR_INVALID; name && code <= ERR_NO_SPACE; code++) {
        if (strcmp(rows[code].name, name) == 0)
            return (enum err_code)code;
    }
    return ERR_INTERNAL;
}

int err_http(enum err_code code)
{
    return rows[code].http;
}

int err_exit(enum err_code code)
{
    return rows[code].exit;
}

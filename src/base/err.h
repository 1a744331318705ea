/* err: why something of PiRun failed, as a plain value. A script that fails is not an error: see
 * job/run.h. Never logs and never allocates; copied freely between threads. */
#ifndef PIRUN_BASE_ERR_H
#define PIRUN_BASE_ERR_H

enum err_code {
    ERR_NONE,
    ERR_INVALID,      /* 400, exit 64: the request is wrong */
    ERR_UNAUTHORIZED, /* 401, exit 77: who asks is not known */
    ERR_FORBIDDEN,    /* 403, exit 77 */
    ERR_NOT_FOUND,    /* 404, exit 66 */
    ERR_CONFLICT,     /* 409, exit 65 */
    ERR_TOO_LARGE,    /* 413, exit 65 */
    ERR_INTERNAL,     /* 500, exit 70 */
    ERR_REMOTE,       /* 502, exit 69 */
    ERR_BUSY,         /* 503, exit 75: try again */
    ERR_TIMEOUT,      /* 504, exit 75 */
    ERR_NO_SPACE,     /* 507, exit 73 */
};

/* Units: TEXT is one sentence in lower case without a full stop; the named thing is in single
 * quotes. */
struct err {
    enum err_code code;
    char text[240];
};

/* Fill ERR and answer -1, so that a failure is one statement. A NULL ERR is allowed. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with ": " and the text of errno behind it. The code follows from errno: ENOENT
 * not_found, EACCES and EPERM forbidden, ENOSPC and EDQUOT no_space, EROFS no_space, everything
 * else internal. */
int err_errno(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Put "PREFIX: " before the text that is there. Answers -1. */
int err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The analyzer sees one file at a time; without this it follows paths on which a failure answers 0.
 */
#ifdef __clang_analyzer__
#    define err_set(...)    ((void)err_set(__VA_ARGS__), -1)
#    define err_errno(...)  ((void)err_errno(__VA_ARGS__), -1)
#    define err_prefix(...) ((void)err_prefix(__VA_ARGS__), -1)
#endif

/* The name in JSON ("not_found"), the HTTP status and the exit status (sysexits) of a code. */
const char *err_name(enum err_code code);
/* The code whose name is NAME; ERR_INTERNAL for a name that is none, and for NULL. */
enum err_code err_named(const char *name);
int err_http(enum err_code code);
int err_exit(enum err_code code);

#endif

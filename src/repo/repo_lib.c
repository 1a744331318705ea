#include "repo/repo_lib.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/scope.h"

#define WHAT_SIZE 160

int repo_lib_start(struct err *err)
{
    if (git_libgit2_init() < 0)
        return repo_lib_fail(err, -1, "cannot use libgit2");
    /* What git itself does since 2.36: a power cut must not leave an empty HEAD. */
    (void)git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1); /* known to every 1.x */
    return 0;
}

void repo_lib_stop(void)
{
    (void)git_libgit2_shutdown(); /* answers how many users remain */
}

/* libgit2 keeps its last message per thread: this has to run on the thread that failed. */
const char *repo_lib_message(void)
{
    const git_error *error = git_error_last();
    return error && error->message ? error->message : "unknown reason";
}

bool repo_lib_is_full(const char *text)
{
    return strstr(text, "No space left on device") || strstr(text, "Disk quota exceeded");
}

/* Without the user's leave in the configuration, 1.5 answers that it did not find
 * `safe.directory`, with the very code of a missing repository; later versions say GIT_EOWNER. */
bool repo_lib_is_foreign(int result)
{
    const git_error *error = git_error_last();
    return result == GIT_EOWNER ||
           (result == GIT_ENOTFOUND && error && error->klass == GIT_ERROR_CONFIG);
}

static enum err_code code_of(int result, const char *message)
{
    static const struct {
        int result;
        enum err_code code;
    } codes[] = {
        {GIT_ENOTFOUND, ERR_NOT_FOUND},      {GIT_EAMBIGUOUS, ERR_INVALID},
        {GIT_EINVALIDSPEC, ERR_INVALID},     {GIT_ELOCKED, ERR_BUSY},
        {GIT_ECONFLICT, ERR_CONFLICT},       {GIT_EMODIFIED, ERR_CONFLICT},
        {GIT_EUNMERGED, ERR_CONFLICT},       {GIT_EUNCOMMITTED, ERR_CONFLICT},
        {GIT_ENONFASTFORWARD, ERR_CONFLICT}, {GIT_EEXISTS, ERR_CONFLICT},
    };
    if (repo_lib_is_full(message))
        return ERR_NO_SPACE;
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        if (codes[i].result == result)
            return codes[i].code;
    }
    return ERR_INTERNAL;
}

int repo_lib_fail(struct err *err, int result, const char *format, ...)
{
    char what[WHAT_SIZE];
    const char *message = repo_lib_message();
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args); /* a long text may be cut */
    va_end(args);
    return err_set(err, code_of(result, message), "%s: %s", what, message);
}

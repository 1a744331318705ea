#include "base/lazy.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"

/* The variable that tells a second start from a first one; it holds what LD_PRELOAD was before. */
#define MARK "PIRUN_PRELOADED"

struct lazy_row {
    unsigned bit;
    const char *sonames; /* as ld.so(8) wants them in LD_PRELOAD */
    const char *symbol;  /* there when the library is */
    const char *package;
};

/* Sonames of Debian 12. */
static const struct lazy_row rows[] = {
    {LAZY_H2O, "libh2o-evloop.so.0.13", "h2o_evloop_create", "libh2o-evloop0.13"},
    {LAZY_SQLITE, "libsqlite3.so.0", "sqlite3_open_v2", "libsqlite3-0"},
    {LAZY_GIT, "libgit2.so.1.5", "git_libgit2_init", "libgit2-1.5"},
    {LAZY_CURL, "libcurl.so.4", "curl_easy_perform", "libcurl4"},
    {LAZY_ZLIB, "libz.so.1", "inflate", "zlib1g"},
};

/* Everything here runs in main before any thread exists. */
/* NOLINTBEGIN(concurrency-mt-unsafe) */

static bool was_preloaded;

void lazy_init(void)
{
    const char *before = getenv(MARK);
    if (!before)
        return;
    was_preloaded = true;
    (void)prctl(PR_SET_NAME, "pirun"); /* it was executed as /proc/self/exe, which ps calls "exe" */
    if (*before)
        (void)setenv("LD_PRELOAD", before, 1); /* cannot fail but for memory */
    else
        (void)unsetenv("LD_PRELOAD");
    (void)unsetenv(MARK);
}

static const struct lazy_row *first_missing(unsigned wanted)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if ((wanted & rows[i].bit) && !dlsym(RTLD_DEFAULT, rows[i].symbol))
            return &rows[i];
    }
    return NULL;
}

int lazy_load(unsigned wanted, char *const argv[], struct err *err)
{
    const struct lazy_row *missing = first_missing(wanted);
    if (!missing)
        return 0;
    if (was_preloaded)
        return err_set(err, ERR_INTERNAL, "library '%s' is not installed: apt-get install %s",
                       missing->sonames, missing->package);
    const char *before = getenv("LD_PRELOAD");
    struct buf preload;
    buf_init(&preload, 4096);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (wanted & rows[i].bit)
            buf_addf(&preload, "%s%s", preload.size ? ":" : "", rows[i].sonames);
    }
    if (before && *before)
        buf_addf(&preload, ":%s", before);
    (void)setenv(MARK, before ? before : "", 1); /* cannot fail but for memory */
    (void)setenv("LD_PRELOAD", buf_text(&preload), 1);
    (void)execv("/proc/self/exe", argv); /* comes back only on failure */
    int result = err_errno(err, "cannot start '/proc/self/exe' again");
    buf_release(&preload);
    return result;
}

/* NOLINTEND(concurrency-mt-unsafe) */

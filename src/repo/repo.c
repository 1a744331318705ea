#include "repo/repo.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <git2.h>

#include "repo/repo_own.h"

#define INITIAL_BRANCH "main"

/* libgit2 keeps its last message per thread: this has to run on the thread that failed. */
static const git_error *last_error(void)
{
    static char nothing[] = "unknown reason";
    static const git_error none = {.message = nothing, .klass = GIT_ERROR_NONE};
    const git_error *error = git_error_last();
    return error && error->message ? error : &none;
}

static int fail(struct err *err, const char *what, const char *path)
{
    return err_set(err, ERR_INTERNAL, "cannot %s the git repository in '%.80s': %.120s", what, path,
                   last_error()->message);
}

static int fail_as_foreign(struct err *err, const char *path)
{
    return err_set(err, ERR_FORBIDDEN,
                   "the git repository in '%.60s' belongs to another user: change its owner, or "
                   "allow it by `git config --global --add safe.directory %.60s`",
                   path, path);
}

/* A repository of another owner makes libgit2 look for the user's leave in the configuration.
 * Without one, 1.5 answers that it did not find `safe.directory`, with the very code of a missing
 * repository; later versions say GIT_EOWNER. */
static bool is_foreign(int result)
{
    return result == GIT_EOWNER ||
           (result == GIT_ENOTFOUND && last_error()->klass == GIT_ERROR_CONFIG);
}

static int create(const char *path, struct err *err)
{
    auto_repository git_repository *repository = NULL;
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    options.flags = GIT_REPOSITORY_INIT_NO_REINIT;
    options.initial_head = INITIAL_BRANCH;
    if (access(path, W_OK | X_OK) < 0)
        return err_errno(err, "cannot create a git repository in '%.100s'", path);
    if (git_repository_init_ext(&repository, path, &options) < 0)
        return fail(err, "create", path);
    return 0;
}

static int ensure(const char *path, bool *was_created, struct err *err)
{
    auto_repository git_repository *repository = NULL;
    int result = git_repository_open_ext(&repository, path, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
    if (is_foreign(result))
        return fail_as_foreign(err, path);
    if (result < 0 && result != GIT_ENOTFOUND)
        return fail(err, "open", path);
    if (result == GIT_ENOTFOUND && create(path, err) < 0)
        return -1;
    if (was_created)
        *was_created = result == GIT_ENOTFOUND;
    return 0;
}

int repo_ensure(const char *project_path, bool *was_created, struct err *err)
{
    struct stat st;
    if (stat(project_path, &st) < 0)
        return err_errno(err, "cannot look at '%.100s'", project_path);
    if (!S_ISDIR(st.st_mode))
        return err_set(err, ERR_INVALID, "'%.100s' is not a directory", project_path);
    if (git_libgit2_init() < 0)
        return fail(err, "use libgit2 for", project_path);
    /* What git itself does since 2.36: a power cut must not leave an empty HEAD. */
    (void)git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1); /* known to every 1.x */
    int result = ensure(project_path, was_created, err);
    (void)git_libgit2_shutdown(); /* answers how many users remain */
    return result;
}

int repo_fail(struct err *err, enum err_code code, const char *what, const char *name)
{
    return err_set(err, code, "cannot %s '%.80s': %.120s", what, name, last_error()->message);
}

git_repository *repo_begin(const char *path, struct err *err)
{
    git_repository *repository = NULL;
    if (git_libgit2_init() < 0) {
        (void)fail(err, "use libgit2 for", path);
        return NULL;
    }
    int result = git_repository_open_ext(&repository, path, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
    if (result == 0)
        return repository;
    if (is_foreign(result))
        (void)fail_as_foreign(err, path);
    else if (result == GIT_ENOTFOUND)
        (void)err_set(err, ERR_NOT_FOUND, "'%.100s' is no git repository: run 'pirun init'", path);
    else
        (void)fail(err, "open", path);
    repo_end();
    return NULL;
}

void repo_end(void)
{
    (void)git_libgit2_shutdown(); /* answers how many users remain */
}

#include "repo/repo_open.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/scope.h"

#include "repo/repo_own.h"

bool repo_exists(const char *project_path)
{
    struct stat st;
    auto_free char *git = xasprintf("%s/.git", project_path);
    return lstat(git, &st) == 0;
}

int repo_open(const char *path, struct repo *out, struct err *err)
{
    git_repository *git = repo_begin(path, err);
    if (!git)
        return -1;
    if (git_repository_is_bare(git)) {
        git_repository_free(git);
        repo_end();
        return err_set(err, ERR_INVALID, "the git repository in '%.100s' has no work tree", path);
    }
    /* What git itself does since 2.36: a power cut must not leave an empty HEAD. */
    (void)git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1); /* known to every 1.x */
    *out = (struct repo){.git = git, .path = xstrdup(path)};
    return 0;
}

void repo_close(struct repo *repo)
{
    if (!repo->git)
        return;
    git_repository_free(repo->git);
    free(repo->path);
    *repo = (struct repo){0};
    repo_end();
}

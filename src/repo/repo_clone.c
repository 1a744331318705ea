/* Cloning: an empty repository, a fetch beside it, the branch, the files. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "repo/repo_forward.h"
#include "repo/repo_reach.h"
#include "repo/repo_sync.h"
#include "repo/repo_url.h"

#define HEADS          "refs/heads/"
#define TRACKING       "refs/remotes/origin/"
#define REMOTE         "origin"
#define INITIAL_BRANCH "main"

static int make_empty(const char *path, const char *url, git_repository **out, struct err *err)
{
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    options.flags = GIT_REPOSITORY_INIT_NO_REINIT;
    options.initial_head = INITIAL_BRANCH;
    int status = git_repository_init_ext(out, path, &options);
    if (status < 0)
        return repo_lib_fail(err, status, "cannot make a repository in '%.80s'", path);
    return repo_remote_write(*out, REMOTE, url, err);
}

/* The name of the branch to check out: WANTED, else what the remote says, else the usual one. */
static char *choose_branch(const char *wanted, const struct json *fetched)
{
    const char *offered = json_get_string(fetched, "default_branch");
    if (wanted && *wanted)
        return xstrdup(wanted);
    if (offered && strncmp(offered, HEADS, strlen(HEADS)) == 0)
        return xstrdup(offered + strlen(HEADS));
    return xstrdup(INITIAL_BRANCH);
}

static int check_out(git_repository *git, const char *branch, bool is_empty, struct json *result,
                     struct err *err)
{
    git_oid id;
    auto_free char *ref = xasprintf(HEADS "%s", branch);
    auto_free char *tracking = xasprintf(TRACKING "%s", branch);
    struct repo_head head = {.ref = ref, .branch = repo_mutable(branch), .is_unborn = true};
    const struct repo_upstream upstream = {.remote = (char[]){REMOTE}, .merge = ref};
    struct json *in_the_way = NULL;
    json_set_string(result, "branch", branch);
    json_set_bool(result, "empty", is_empty);
    int status = git_repository_set_head(git, ref);
    if (status < 0)
        return repo_lib_fail(err, status, "cannot set HEAD to '%.80s'", branch);
    if (repo_upstream_write(git, &head, &upstream, err) < 0)
        return -1;
    if (is_empty)
        return 0;
    if (git_reference_name_to_id(&id, git, tracking) < 0)
        return err_set(err, ERR_NOT_FOUND, "the remote has no branch '%.100s'", branch);
    if (repo_forward(git, &head, &id, "clone", &in_the_way, err) < 0) {
        json_set(result, "in_the_way", in_the_way);
        return -1;
    }
    repo_json_oid(result, "commit", &id);
    return 0;
}

static int clone_into(const char *path, const char *url, const char *branch,
                      const struct repo_access *access, struct json *result, struct err *err)
{
    auto_git(repository) git_repository *git = NULL;
    auto_aside struct repo_aside aside = {.lock = -1};
    auto_json struct json *fetched = NULL;
    const struct repo_errand errand = {REPO_FETCH, url, "+" HEADS "*:" TRACKING "*"};
    if (make_empty(path, url, &git, err) < 0 || repo_reach_aside(git, access, &aside, err) < 0 ||
        repo_reach(&errand, &aside, access, &fetched, err) < 0 ||
        repo_aside_adopt(&aside, git, TRACKING, err) < 0)
        return -1;
    auto_free char *chosen = choose_branch(branch, fetched);
    bool is_empty = json_get_integer(fetched, "branches", 0) == 0;
    return check_out(git, chosen, is_empty, result, err);
}

static void remove_repository(const char *path)
{
    auto_fd int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir >= 0)
        (void)fd_tree_remove(dir, ".git", NULL); /* the first failure is told */
}

int repo_clone(const char *path, const char *url, const char *branch,
               const struct repo_access *access, struct json **result, struct err *err)
{
    struct repo_url parsed;
    *result = json_object();
    if (repo_url_parse(url, &parsed, err) < 0)
        return -1;
    if (repo_exists(path))
        return err_set(err, ERR_CONFLICT, "'%.120s' is a git repository already", path);
    if (repo_lib_start(err) < 0)
        return -1;
    int status = clone_into(path, url, branch, access, *result, err);
    if (status < 0)
        remove_repository(path);
    repo_lib_stop();
    return status;
}

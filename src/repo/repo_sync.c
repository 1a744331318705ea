#include "repo/repo_sync.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "repo/repo_forward.h"
#include "repo/repo_head.h"
#include "repo/repo_reach.h"

#define HEADS "refs/heads/"

/* what pull and push begin with */
struct sync {
    git_repository *git;
    struct repo_head head;
    struct repo_upstream upstream;
    char *url;
};

static void sync_release(struct sync *sync)
{
    repo_head_release(&sync->head);
    repo_upstream_release(&sync->upstream);
    free(sync->url);
}

/* The URL that was given, else the one of .git/config. */
static int find_url(struct sync *sync, const char *given, struct err *err)
{
    sync->url =
        given && *given ? xstrdup(given) : repo_remote_url(sync->git, sync->upstream.remote);
    if (sync->url)
        return 0;
    return err_set(err, ERR_NOT_FOUND, "there is no remote '%.60s': set git.remote in .pirun.yaml",
                   sync->upstream.remote);
}

static int sync_begin(struct repo *repo, const struct repo_source *source, struct sync *out,
                      struct err *err)
{
    *out = (struct sync){.git = repo->git};
    if (repo_head_read(repo->git, &out->head, err) < 0)
        return -1;
    if (!out->head.branch)
        return err_set(err, ERR_CONFLICT,
                       "HEAD is on no branch: 'pirun git checkout BRANCH' first");
    if (out->head.is_unborn && source->first_branch && *source->first_branch) {
        free(out->head.ref);
        free(out->head.branch);
        out->head.branch = xstrdup(source->first_branch);
        out->head.ref = xasprintf(HEADS "%s", source->first_branch);
    }
    const char *under_way = repo_head_under_way(repo->git);
    if (under_way)
        return err_set(err, ERR_CONFLICT, "a %s is under way: end it with the git program first",
                       under_way);
    if (repo_upstream_read(repo->git, &out->head, &out->upstream, err) < 0)
        return -1;
    return find_url(out, source->url, err);
}

/* A branch that followed nothing follows from now on what it was pulled from or pushed to. */
static int note_upstream(const struct sync *sync, struct err *err)
{
    if (sync->upstream.is_configured)
        return 0;
    auto_free char *known = repo_remote_url(sync->git, sync->upstream.remote);
    if (!known && repo_remote_write(sync->git, sync->upstream.remote, sync->url, err) < 0)
        return -1;
    return repo_upstream_write(sync->git, &sync->head, &sync->upstream, err);
}

/* pull */

static int fetch(struct sync *sync, const struct repo_access *access, struct err *err)
{
    auto_aside struct repo_aside aside = {.lock = -1};
    auto_json struct json *result = NULL;
    auto_free char *spec = xasprintf("+refs/heads/*:refs/remotes/%s/*", sync->upstream.remote);
    auto_free char *prefix = xasprintf("refs/remotes/%s/", sync->upstream.remote);
    const struct repo_errand errand = {REPO_FETCH, sync->url, spec};
    if (repo_reach_aside(sync->git, access, &aside, err) < 0 ||
        repo_reach(&errand, &aside, access, &result, err) < 0)
        return -1;
    return repo_aside_adopt(&aside, sync->git, prefix, err);
}

static int count_commits(git_repository *git, const git_oid *id)
{
    auto_git(walk) git_revwalk *walk = NULL;
    git_oid next;
    int count = 0;
    if (git_revwalk_new(&walk, git) < 0 || git_revwalk_push(walk, id) < 0)
        return 0;
    while (git_revwalk_next(&next, walk) == 0)
        count++;
    return count;
}

static int fail_diverged(const struct sync *sync, size_t ahead, size_t behind, struct json *result,
                         struct err *err)
{
    json_set_integer(result, "ahead", (int64_t)ahead);
    json_set_integer(result, "behind", (int64_t)behind);
    return err_set(err, ERR_CONFLICT,
                   "'%.60s' and '%.60s' have diverged: %zu commit%s only here, %zu only there; "
                   "nothing was moved (merge or rebase with the git program)",
                   sync->head.branch, sync->upstream.tracking + strlen("refs/remotes/"), ahead,
                   ahead == 1 ? " is" : "s are", behind);
}

static int forward(struct sync *sync, const git_oid *target, struct json *result, struct err *err)
{
    struct json *in_the_way = NULL;
    auto_free char *log = xasprintf("pull: fast-forward to %s", sync->upstream.tracking);
    if (repo_forward(sync->git, &sync->head, target, log, &in_the_way, err) < 0) {
        json_set(result, "in_the_way", in_the_way);
        return -1;
    }
    int status = sync->head.is_unborn ? git_repository_set_head(sync->git, sync->head.ref) : 0;
    return status < 0 ? repo_lib_fail(err, status, "cannot set HEAD to '%.80s'", sync->head.branch)
                      : 0;
}

/* What was fetched lies in the tracking branch. */
static int take_over(struct sync *sync, struct json *result, struct err *err)
{
    git_oid target;
    size_t ahead = 0;
    size_t behind = 0;
    int status = git_reference_name_to_id(&target, sync->git, sync->upstream.tracking);
    if (status == GIT_ENOTFOUND)
        return err_set(err, ERR_NOT_FOUND, "the remote has no branch '%.100s'",
                       sync->upstream.merge + strlen(HEADS));
    if (status == 0 && sync->head.is_unborn)
        behind = (size_t)count_commits(sync->git, &target);
    else if (status == 0)
        status = git_graph_ahead_behind(&ahead, &behind, sync->git, &sync->head.id, &target);
    if (status < 0)
        return repo_lib_fail(err, status, "cannot compare the branches");
    if (ahead > 0 && behind > 0)
        return fail_diverged(sync, ahead, behind, result, err);
    json_set_integer(result, "commits", (int64_t)behind);
    json_set_bool(result, "up_to_date", behind == 0);
    repo_json_oid(result, "after", behind ? &target : &sync->head.id);
    return behind ? forward(sync, &target, result, err) : 0;
}

static int pull(struct sync *sync, const struct repo_access *access, struct json *result,
                struct err *err)
{
    json_set_string(result, "branch", sync->head.branch);
    json_set_string(result, "upstream", sync->upstream.tracking + strlen("refs/remotes/"));
    if (!sync->head.is_unborn)
        repo_json_oid(result, "before", &sync->head.id);
    if (fetch(sync, access, err) < 0 || take_over(sync, result, err) < 0)
        return -1;
    return note_upstream(sync, err);
}

int repo_pull(struct repo *repo, const struct repo_source *source, const struct repo_access *access,
              struct json **result, struct err *err)
{
    struct sync sync;
    *result = json_object();
    int status = sync_begin(repo, source, &sync, err);
    if (status == 0)
        status = pull(&sync, access, *result, err);
    sync_release(&sync);
    return status;
}

/* push */

/* The remote has it now: so does our picture of the remote. */
static int note_pushed(const struct sync *sync, const git_oid *id, struct err *err)
{
    auto_git(reference) git_reference *moved = NULL;
    int status = git_reference_create(&moved, sync->git, sync->upstream.tracking, id, true, "push");
    if (status < 0)
        return repo_lib_fail(err, status, "pushed, but cannot note it");
    return note_upstream(sync, err);
}

static void add_all(struct json *to, const struct json *from)
{
    for (const struct json *child = json_first(from); child; child = json_next(child))
        json_set(to, json_key(child), json_copy(child));
}

static int push(struct sync *sync, const struct repo_access *access, struct json *result,
                struct err *err)
{
    auto_aside struct repo_aside aside = {.lock = -1};
    auto_json struct json *got = NULL;
    auto_free char *spec = xasprintf("%s:%s", sync->head.ref, sync->upstream.merge);
    const struct repo_errand errand = {REPO_PUSH, sync->url, spec};
    json_set_string(result, "branch", sync->head.branch);
    json_set_string(result, "remote", sync->upstream.remote);
    json_set_string(result, "ref", sync->upstream.merge);
    if (sync->head.is_unborn)
        return err_set(err, ERR_CONFLICT, "'%.80s' has no commit yet: there is nothing to push",
                       sync->head.branch);
    if (repo_reach_aside(sync->git, access, &aside, err) < 0)
        return -1;
    int status = repo_reach(&errand, &aside, access, &got, err);
    add_all(result, got);
    if (status < 0)
        return -1;
    return note_pushed(sync, &sync->head.id, err);
}

int repo_push(struct repo *repo, const char *url, const struct repo_access *access,
              struct json **result, struct err *err)
{
    struct sync sync;
    const struct repo_source source = {.url = url};
    *result = json_object();
    int status = sync_begin(repo, &source, &sync, err);
    if (status == 0)
        status = push(&sync, access, *result, err);
    sync_release(&sync);
    return status;
}

#include "repo/repo_head.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"

#define HEADS          "refs/heads/"
#define DEFAULT_REMOTE "origin"
#define US_PER_S       1000000

int repo_head_read(git_repository *git, struct repo_head *out, struct err *err)
{
    *out = (struct repo_head){.is_unborn = true};
    auto_git(reference) git_reference *reference = NULL;
    int result = git_reference_lookup(&reference, git, "HEAD");
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read HEAD");
    const char *target = git_reference_symbolic_target(reference);
    if (target) {
        out->ref = xstrdup(target);
        out->branch =
            xstrdup(strncmp(target, HEADS, strlen(HEADS)) == 0 ? target + strlen(HEADS) : target);
    }
    result = git_reference_name_to_id(&out->id, git, "HEAD");
    if (result < 0 && result != GIT_ENOTFOUND)
        return repo_lib_fail(err, result, "cannot read HEAD");
    out->is_unborn = result == GIT_ENOTFOUND;
    return 0;
}

void repo_head_release(struct repo_head *head)
{
    free(head->ref);
    free(head->branch);
    *head = (struct repo_head){0};
}

/* The text of the key SECTION.NAME.VARIABLE of .git/config, or NULL. Owns: returns it. */
static char *read_key(git_repository *git, const char *section, const char *name,
                      const char *variable)
{
    auto_git(config) git_config *config = NULL;
    auto_gitbuf git_buf value = GIT_BUF_INIT;
    auto_free char *key = xasprintf("%s.%s.%s", section, name, variable);
    if (git_repository_config(&config, git) < 0 ||
        git_config_get_string_buf(&value, config, key) < 0)
        return NULL;
    return xstrdup(value.ptr);
}

char *repo_remote_url(git_repository *git, const char *name)
{
    return read_key(git, "remote", name, "url");
}

int repo_remote_write(git_repository *git, const char *name, const char *url, struct err *err)
{
    auto_git(config) git_config *config = NULL;
    auto_free char *url_key = xasprintf("remote.%s.url", name);
    auto_free char *fetch_key = xasprintf("remote.%s.fetch", name);
    auto_free char *fetch = xasprintf("+refs/heads/*:refs/remotes/%s/*", name);
    int result = git_repository_config(&config, git);
    if (result == 0)
        result = git_config_set_string(config, url_key, url);
    if (result == 0)
        result = git_config_set_string(config, fetch_key, fetch);
    return result < 0 ? repo_lib_fail(err, result, "cannot note the remote '%.60s'", name) : 0;
}

int repo_upstream_read(git_repository *git, const struct repo_head *head, struct repo_upstream *out,
                       struct err *err)
{
    *out = (struct repo_upstream){
        .remote = read_key(git, "branch", head->branch, "remote"),
        .merge = read_key(git, "branch", head->branch, "merge"),
    };
    out->is_configured = out->remote && out->merge;
    if (!out->is_configured) {
        free(out->remote);
        free(out->merge);
        out->remote = xstrdup(DEFAULT_REMOTE);
        out->merge = xstrdup(head->ref);
    }
    if (strncmp(out->merge, HEADS, strlen(HEADS)) != 0 || strchr(out->remote, '/') ||
        strcmp(out->remote, ".") == 0)
        return err_set(err, ERR_INVALID,
                       "the branch '%.60s' follows '%.60s' of '%.40s': PiRun only follows branches "
                       "of a named remote",
                       head->branch, out->merge, out->remote);
    out->tracking = xasprintf("refs/remotes/%s/%s", out->remote, out->merge + strlen(HEADS));
    return 0;
}

void repo_upstream_release(struct repo_upstream *upstream)
{
    free(upstream->remote);
    free(upstream->merge);
    free(upstream->tracking);
    *upstream = (struct repo_upstream){0};
}

int repo_upstream_write(git_repository *git, const struct repo_head *head,
                        const struct repo_upstream *upstream, struct err *err)
{
    auto_git(config) git_config *config = NULL;
    auto_free char *remote = xasprintf("branch.%s.remote", head->branch);
    auto_free char *merge = xasprintf("branch.%s.merge", head->branch);
    int result = git_repository_config(&config, git);
    if (result == 0)
        result = git_config_set_string(config, remote, upstream->remote);
    if (result == 0)
        result = git_config_set_string(config, merge, upstream->merge);
    return result < 0 ? repo_lib_fail(err, result, "cannot note what '%.60s' follows", head->branch)
                      : 0;
}

const char *repo_head_under_way(git_repository *git)
{
    static const char *const names[] = {
        [GIT_REPOSITORY_STATE_MERGE] = "merge",
        [GIT_REPOSITORY_STATE_REVERT] = "revert",
        [GIT_REPOSITORY_STATE_REVERT_SEQUENCE] = "revert",
        [GIT_REPOSITORY_STATE_CHERRYPICK] = "cherry-pick",
        [GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE] = "cherry-pick",
        [GIT_REPOSITORY_STATE_BISECT] = "bisect",
        [GIT_REPOSITORY_STATE_REBASE] = "rebase",
        [GIT_REPOSITORY_STATE_REBASE_INTERACTIVE] = "rebase",
        [GIT_REPOSITORY_STATE_REBASE_MERGE] = "rebase",
        [GIT_REPOSITORY_STATE_APPLY_MAILBOX] = "am",
        [GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE] = "am",
    };
    int state = git_repository_state(git);
    return state > 0 && (size_t)state < ARRAY_LEN(names) ? names[state] : NULL;
}

void repo_json_oid(struct json *object, const char *key, const git_oid *id)
{
    char text[GIT_OID_HEXSZ + 1];
    json_set_string(object, key, git_oid_tostr(text, sizeof(text), id));
}

void repo_json_time(struct json *object, const char *key, git_time_t seconds)
{
    char text[CLOCK_TEXT_SIZE];
    int64_t bounded = seconds < 0                      ? 0
                      : seconds > INT64_MAX / US_PER_S ? INT64_MAX / US_PER_S
                                                       : seconds;
    clock_format(bounded * US_PER_S, text);
    json_set_string(object, key, text);
}

static struct json *person(const git_signature *signature)
{
    struct json *object = json_object();
    json_set_string(object, "name", signature->name);
    json_set_string(object, "email", signature->email);
    return object;
}

struct json *repo_json_commit(const git_commit *commit)
{
    struct json *object = json_object();
    struct json *parents = json_array();
    const git_signature *author = git_commit_author(commit);
    const git_signature *committer = git_commit_committer(commit);
    repo_json_oid(object, "id", git_commit_id(commit));
    for (unsigned i = 0; i < git_commit_parentcount(commit); i++) {
        char text[GIT_OID_HEXSZ + 1];
        json_push(parents, json_new_string(
                               git_oid_tostr(text, sizeof(text), git_commit_parent_id(commit, i))));
    }
    json_set(object, "parents", parents);
    json_set(object, "author", person(author));
    repo_json_time(object, "at", author->when.time);
    json_set(object, "committer", person(committer));
    repo_json_time(object, "committed_at", committer->when.time);
    json_set_string(object, "subject", git_commit_summary(repo_mutable(commit)));
    json_set_string(object, "body", git_commit_body(repo_mutable(commit)));
    return object;
}

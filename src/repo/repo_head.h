/* repo_head: where the work tree stands: branch, commit, upstream. Only for files of repo/. */
#ifndef PIRUN_REPO_REPO_HEAD_H
#define PIRUN_REPO_REPO_HEAD_H

#include <stdbool.h>

#include "base/err.h"
#include "base/json.h"
#include "repo/repo_lib.h"

struct repo_head {
    char *ref;    /* "refs/heads/main"; NULL: detached */
    char *branch; /* "main"; NULL: detached */
    bool is_unborn;
    git_oid id; /* unless unborn */
};

/* Owns: the caller releases OUT, also after a failure. */
int repo_head_read(git_repository *git, struct repo_head *out, struct err *err);
void repo_head_release(struct repo_head *head);
#define auto_head __attribute__((cleanup(repo_head_release)))

/* Which remote branch a local one follows, by the configuration, else the branch of the same name
 * of `origin`. */
struct repo_upstream {
    char *remote;   /* "origin" */
    char *merge;    /* "refs/heads/main", on the remote */
    char *tracking; /* "refs/remotes/origin/main", here */
    bool is_configured;
};

/* Of HEAD, which has a branch. Owns: the caller releases OUT, also after a failure. */
int repo_upstream_read(git_repository *git, const struct repo_head *head, struct repo_upstream *out,
                       struct err *err);
void repo_upstream_release(struct repo_upstream *upstream);
#define auto_upstream __attribute__((cleanup(repo_upstream_release)))
/* Make the configuration say so. */
int repo_upstream_write(git_repository *git, const struct repo_head *head,
                        const struct repo_upstream *upstream, struct err *err);

/* The URL of the remote NAME in .git/config; NULL: there is none. libgit2's own git_remote_lookup
 * and git_remote_create leak some kilobytes with each call (1.5.1 with PCRE2). Owns: returns the
 * text. */
char *repo_remote_url(git_repository *git, const char *name);
/* Make a remote NAME of URL, as git-remote(1) add does. */
int repo_remote_write(git_repository *git, const char *name, const char *url, struct err *err);

/* "cherry-pick", "merge", "rebase" …: what somebody has begun and not ended; NULL: nothing. */
const char *repo_head_under_way(git_repository *git);

/* Set KEY to the id's hexadecimal text. */
void repo_json_oid(struct json *object, const char *key, const git_oid *id);
/* Set KEY to the time in UTC. */
void repo_json_time(struct json *object, const char *key, git_time_t seconds);
/* The commit as {"id","parents":[],"author":{"name","email"},"at","committer":{…},"committed_at",
 * "subject","body"?}. Owns: returns the object. */
struct json *repo_json_commit(const git_commit *commit);

#endif

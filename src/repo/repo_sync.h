/* repo_sync: the repository and its remote: clone, pull, push, and whom to trust. Everything that
 * touches a network is done by a child (repo_child.h) beside the repository (repo_aside.h); here is
 * what happens before and after. */
#ifndef PIRUN_REPO_REPO_SYNC_H
#define PIRUN_REPO_REPO_SYNC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "repo/repo_child.h"
#include "repo/repo_open.h"

/* How to reach a remote. All texts are borrowed; "" or NULL: not set. */
struct repo_access {
    const char *state_path;       /* a directory of ours, made when needed: holds known_hosts */
    const char *user_state_path;  /* a second one, only read: what this user trusts everywhere */
    const char *known_hosts_path; /* a third list, in full */
    const char *ssh_key_path;     /* NULL: the agent of SSH_AUTH_SOCK */
    const char *token_path;
    const char *ca_path;
    const char *token_host_path; /* remembers to whom the token goes; NULL: nothing does */
    int64_t timeout_ms, idle_timeout_ms;
    int cancel_fd; /* as repo_child.h; -1: none */
    repo_progress_cb on_progress;
    void *ctx;
};

/* A token goes to one host: the first that it was of use for is written to TOKEN_HOST_PATH. The
 * project's config says where the remote is and is itself in the repository, so whoever may push
 * there could send the token elsewhere. Another host is ERR_FORBIDDEN and says what to do.
 *
 * All of these: *RESULT is what happened. It may be set beside a failure too, where a function says
 * so. Owns: the caller frees *RESULT. Thread: any that may block. Common errors: those of
 * repo_child_run; ERR_INVALID a URL that is refused (repo_url.h); ERR_NO_SPACE. After any failure
 * the work tree, the index and the local branches are as they were. */

/* Where a pull comes from. */
struct repo_source {
    const char *url;          /* NULL or "": the one of .git/config */
    const char *first_branch; /* what a repository without a commit takes; NULL or "": HEAD's */
};

/* Fetch and fast-forward the current branch. Answers
 * {"branch","upstream","before"?,"after","commits":N,"up_to_date":bool}. Errors: ERR_CONFLICT
 * the branches have diverged: RESULT has "ahead" and "behind"; or changes are in the way: RESULT
 * has "in_the_way":[path…]; or HEAD is on no branch, or a merge is under way. ERR_NOT_FOUND no
 * remote, or it has no such branch. */
int repo_pull(struct repo *repo, const struct repo_source *source, const struct repo_access *access,
              struct json **result, struct err *err);

/* Send the current branch to URL (NULL: the one of .git/config), and follow it from now on when
 * it followed nothing. Never forces. Answers
 * {"branch","remote","ref","before"?,"after","up_to_date":bool,"refs":[{"ref","status"?}]}.
 * Errors: ERR_CONFLICT the remote has what is not here, or its hook said no: RESULT has "refs". */
int repo_push(struct repo *repo, const char *url, const struct repo_access *access,
              struct json **result, struct err *err);

/* Make PATH, an existing directory without .git, a clone of URL with its branch BRANCH (NULL:
 * the remote's own choice) checked out. Files that are there and that the remote has too are
 * ERR_CONFLICT with "in_the_way". Answers {"branch","commit"?,"empty":bool}. After a failure
 * .git is gone again. */
int repo_clone(const char *path, const char *url, const char *branch,
               const struct repo_access *access, struct json **result, struct err *err);

/* Ask the SSH server of HOST (HOST, [HOST]:PORT, HOST:PORT or an ssh URL) for its key. Answers
 * {"host","fingerprint","key","trusted":bool}; "trusted" when it is known already. */
int repo_hostkey(const char *host, const struct repo_access *access, struct json **result,
                 struct err *err);
/* Trust the key TEXT (base64) that repo_hostkey answered for HOST from now on: written into
 * ACCESS->state_path. */
int repo_trust(const char *host, const char *text, const struct repo_access *access,
               struct err *err);

#endif

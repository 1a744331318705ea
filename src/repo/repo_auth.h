/* repo_auth: who we are and whom we talk to, in the git child. A token goes to the host of the
 * URL and to no other, over TLS (or to this very machine); a host key that nobody trusted ends the
 * connection before anything is said. Only for files of repo/. */
#ifndef PIRUN_REPO_REPO_AUTH_H
#define PIRUN_REPO_REPO_AUTH_H

#include <stdbool.h>

#include "repo/repo_hosts.h"
#include "repo/repo_lib.h"
#include "repo/repo_plan.h"
#include "repo/repo_url.h"

struct repo_auth {
    const struct repo_plan *plan;
    struct repo_url url;
    int attempts;        /* libgit2 asks again after each refusal, without end */
    struct err refusal;  /* why one of these functions said no; code ERR_NONE: it did not */
    struct repo_key key; /* the SSH server's; size 0: not seen */
    bool is_bad_certificate;
};

/* Append the header that carries the token, when there is one for the plan's http or https URL.
 * The token is sent with the first request, not when the server asks: libgit2 1.5 trips over a
 * 401 whose short body comes together with its head. Redirects to other hosts are not followed
 * (repo_net.c), so no other host sees it. Errors: ERR_INVALID it would go without TLS; by the
 * file. */
int repo_auth_header(const struct repo_auth *auth, struct buf *out, struct err *err);
/* libgit2 asks for what ALLOWED (enum git_credential_t) lists. */
int repo_auth_credential(struct repo_auth *auth, const char *user, unsigned allowed,
                         git_credential **out);
/* libgit2 shows the server's key or certificate, and what itself thinks of it. */
int repo_auth_certificate(struct repo_auth *auth, const git_cert *certificate, bool is_valid,
                          const char *host);
/* Put libgit2's last failure RESULT into words for people. */
int repo_auth_explain(const struct repo_auth *auth, int result, struct err *err);

#endif

/* repo_url: the URL of a remote repository, taken apart and judged before anything is done with it.
 * Known forms: https://HOST[:PORT]/PATH, http:// the same, ssh://[USER@]HOST[:PORT]/PATH,
 * [USER@]HOST:PATH, file:///PATH, /PATH. Source: git-clone(1), "GIT URLS". */
#ifndef PIRUN_REPO_REPO_URL_H
#define PIRUN_REPO_REPO_URL_H

#include <stdbool.h>

#include "base/err.h"

#define REPO_URL_MAX  2048
#define REPO_HOST_MAX 254 /* RFC 1035: 253 and a NUL */
#define REPO_USER_MAX 64

enum repo_scheme {
    REPO_SCHEME_FILE,
    REPO_SCHEME_SSH,
    REPO_SCHEME_HTTP,
    REPO_SCHEME_HTTPS
};

struct repo_url {
    enum repo_scheme scheme;
    char user[REPO_USER_MAX]; /* "": not given */
    char host[REPO_HOST_MAX]; /* lower case, without brackets; "" for files */
    int port;                 /* the scheme's own when not given; 0 for files */
};

/* Errors: ERR_INVALID it is none of the forms, or holds a secret: http and https URLs with a user
 * name or password are refused, because a URL is kept in .git/config and shown in messages; so are
 * ssh URLs with a password. The text never repeats what stands before an '@'. */
int repo_url_parse(const char *text, struct repo_url *out, struct err *err);
/* True for the names and addresses of this machine alone. */
bool repo_url_is_loopback(const char *host);

#endif

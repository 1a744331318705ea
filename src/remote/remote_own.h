/* remote_own: what the files of this room share. */
#ifndef PIRUN_REMOTE_REMOTE_OWN_H
#define PIRUN_REMOTE_REMOTE_OWN_H

#include <stdbool.h>

#include <curl/curl.h>

#include "remote/remote.h"

struct remote {
    char *url;         /* as given, for messages */
    char *base;        /* what paths are put behind: scheme, host, prefix; no slash at the end */
    char *socket_path; /* NULL: TCP */
    char *token;       /* NULL: none */
    char *ca_file;     /* NULL: the system's */
    bool is_here;      /* loopback or a socket: no proxy between */
    CURL *easy;        /* for requests, one after the other, over one connection */
};

/* Set what every exchange needs: URL of PATH (with its query), token, protocols, TLS, proxy.
 * HEADERS is grown; the caller frees it with curl_slist_free_all after the exchange. ERROR has
 * CURL_ERROR_SIZE bytes and lives as long as the exchange. */
void remote_prepare(const struct remote *remote, CURL *easy, const char *path,
                    struct curl_slist **headers, char *error);

/* Fill ERR for an exchange that got no answer: what failed, with the URL and the way out. ERROR is
 * curl's own sentence, may be "". Answers -1. Errors: ERR_REMOTE. */
int remote_fail(const struct remote *remote, CURLcode code, const char *error, struct err *err);

#endif

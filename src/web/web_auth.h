/* web_auth: who asks, and whether that one may. ADR 0018.
 *
 * In this order: a token in a header; the cookie of a session; the user at the other end of a Unix
 * socket. Nobody is let in by an address, nor by what a proxy says. */
#ifndef PIRUN_WEB_WEB_AUTH_H
#define PIRUN_WEB_WEB_AUTH_H

#include <stdbool.h>
#include <sys/types.h>

#include "access/access.h"
#include "web/web_call.h"

#define WEB_COOKIE_NAME_MAX 24

struct web_auth {
    struct access access;
    char cookie[WEB_COOKIE_NAME_MAX]; /* its name: of the project, as cookies know no ports */
    bool is_keeping;                  /* the files are being written on a lane */
    bool has_failed;                  /* to write them; was logged */
    int64_t rest_until_ms;            /* after a failure, clock_boot_ms */
};

/* Fill call->who and decide. call->route is NULL when there is nothing at the path: then anybody
 * may hear that. Answers 0, or the HTTP status of the refusal with its sentence in ERR; the headers
 * that go with it have been added. */
int web_auth_check(struct web_call *call, struct err *err);
/* A secret was wrong: ERR says how. Count it, and answer as web_auth_check does: 401, 429 with
 * Retry-After, or 500. */
int web_auth_failed(struct web_call *call, struct err *err);

/* For answers that go on for long: may who asked still have it? Ask with each heartbeat. False: the
 * token was revoked or has expired, or the browser was signed out. */
bool web_auth_still_holds(struct web_call *call);

/* Is this the connection of a Unix socket? Then UID (may be NULL) is whose process is at its other
 * end. Source: unix(7), SO_PEERCRED. */
bool web_auth_peer(const h2o_req_t *req, uid_t *uid);
/* Does anything speak for this request changing something, be it only by opening a WebSocket? */
bool web_auth_is_change(const struct web_call *call);

/* Sign the browser in: the session is open, and SET_COOKIE says so to it. Answers the session,
 * valid until the set changes next. */
#define WEB_SET_COOKIE_MAX 200
struct access_session *web_auth_open_session(struct web_call *call, const struct access_who *who,
                                             char set_cookie[WEB_SET_COOKIE_MAX]);
/* What makes the browser forget its cookie. */
void web_auth_clear_cookie(struct web_call *call);
/* Read var/tokens.json again when it has changed, and log when it has become unreadable; looks at
 * most once a second, or now with IS_URGENT. */
void web_auth_refresh(struct web_auth *auth, bool is_urgent);
/* Write on a lane, some time soon, what should be in the files and is not. */
void web_auth_keep(struct web *web);

/* web.c. Without a spool there is nothing to open. Errors: as access_open. Thread: blocks. */
int web_auth_open(struct web *web, struct err *err);
/* Write what is left. After the lanes. Thread: blocks. */
void web_auth_close(struct web *web);

#endif

/* access: who may, as the server holds it: tokens as the file says them now, sessions, sign-in
 * links, and who failed too often. Thread: loop; opening blocks, everything else reads a small file
 * at most. What has to be written is handed out, for a lane. */
#ifndef PIRUN_ACCESS_ACCESS_H
#define PIRUN_ACCESS_ACCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "access/access_header.h"
#include "access/access_link.h"
#include "access/access_role.h"
#include "access/access_session.h"
#include "access/access_throttle.h"
#include "access/access_token.h"

/* By what somebody is known. */
enum access_how {
    ACCESS_HOW_NONE,
    ACCESS_HOW_TOKEN,   /* a header of the request */
    ACCESS_HOW_SESSION, /* a cookie: the browser adds it to whatever page asks */
    ACCESS_HOW_PEER,    /* the user at the other end of a Unix socket */
    ACCESS_HOW_OPEN,    /* server.auth is none: everybody */
};
const char *access_how_name(enum access_how how); /* "token" …; "" for none */

struct access_who {
    enum access_role role;
    enum access_how how;
    char name[ACCESS_NAME_MAX + 1]; /* of the token, also for a session; "": nobody's */
    char token_id[ACCESS_ID_SIZE], session_id[ACCESS_ID_SIZE]; /* "" where there is none */
};

struct access {
    int var; /* borrowed */
    struct access_tokens tokens;
    struct access_sessions sessions;
    struct access_links links;
    struct access_throttle throttle;
    struct err broken; /* why tokens.json cannot be read now; ERR_NONE: it can */
    int64_t looked_ms; /* when its stamp was looked at */
};

/* Read both files and make the local token when there is none (*WAS_MADE). VAR is borrowed.
 * NOTE: as access_sessions_load. Owns: access_close, also after a failure.
 * Errors: ERR_INTERNAL tokens.json is damaged: names the way out; by errno. */
int access_open(struct access *access, int var, bool *was_made, struct err *note, struct err *err);
void access_close(struct access *access);

/* Read tokens.json again when it has changed; looks at most once a second, or now with
 * IS_URGENT. Sessions of tokens that are gone end. While the file is damaged nobody gets in by a
 * token or a session: it is not known who was revoked. True when something became of it that is to
 * be logged: BROKEN tells. Units: NOW_MS of clock_boot_ms. */
bool access_refresh(struct access *access, int64_t now_ms, bool is_urgent);

/* Who has this secret? Units: NOW_US wall clock.
 * Errors: ERR_FORBIDDEN it is unknown, or over; ERR_INTERNAL tokens.json is damaged. */
int access_by_token(struct access *access, struct access_span secret, int64_t now_us,
                    struct access_who *who, struct err *err);
int access_by_cookie(struct access *access, struct access_span secret, int64_t now_us,
                     struct access_who *who, struct err *err);
/* Use up a sign-in link; WHO becomes what the local token is. Errors: ERR_FORBIDDEN. */
int access_by_link(struct access *access, struct access_span secret, int64_t now_ms,
                   struct access_who *who, struct err *err);

/* Should the times of use be written to tokens.json (access_token_note_use)? They may lag some
 * minutes behind; IS_LAST: nothing may be left. True: the caller does so with a copy in *OUT, which
 * it releases. */
bool access_take_use(struct access *access, bool is_last, struct access_tokens *out);

#endif

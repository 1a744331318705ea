/* access_session: browsers that signed in. The cookie is a random secret of which we keep the
 * digest; what it may is what the token may by which it was opened, and it ends with that token.
 * In memory; access_session_file keeps it over restarts. Thread: one at a time. */
#ifndef PIRUN_ACCESS_ACCESS_SESSION_H
#define PIRUN_ACCESS_ACCESS_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "access/access_secret.h"
#include "access/access_token.h"
#include "base/json.h"

/* One more, of all or of one token, ends the one of them that was used least lately. */
#define ACCESS_SESSIONS_MAX   1000
#define ACCESS_SESSIONS_TOKEN 50
#define ACCESS_FROM_MAX       64  /* an address as text */
#define ACCESS_AGENT_MAX      160 /* bytes of a User-Agent that are kept */
#define ACCESS_IDLE_US        ((int64_t)7 * 24 * 3600 * 1000000)
#define ACCESS_AGE_US         ((int64_t)30 * 24 * 3600 * 1000000)
/* How far the file may lag behind when a session was used: little against ACCESS_IDLE_US. */
#define ACCESS_LAG_US         ((int64_t)3600 * 1000000)

/* Units: microseconds, wall clock. */
struct access_session {
    char id[ACCESS_ID_SIZE];
    char token_id[ACCESS_ID_SIZE];
    struct access_digest digest;
    char from[ACCESS_FROM_MAX + 1];   /* where it was opened */
    char agent[ACCESS_AGENT_MAX + 1]; /* by what, as it said itself */
    int64_t created_us, used_us;
    int64_t noted_us; /* used_us as the file has it */
};

struct access_sessions {
    struct access_session *items; /* in the order of their making */
    size_t count, room;
    bool is_dirty; /* the file should be written */
};

void access_sessions_release(struct access_sessions *sessions);

struct access_session_order {
    const char *token_id;
    const char *from, *agent; /* cut, and freed of control bytes; NULL: unknown */
};
/* Open one; SECRET gets the cookie's value. The answer is valid until the set changes next. */
struct access_session *access_session_open(struct access_sessions *sessions,
                                           const struct access_session_order *order, int64_t now_us,
                                           char secret[ACCESS_SECRET_SIZE]);
/* The session whose cookie TEXT is, or NULL; it counts as used now. One that is over is removed.
 * Looks at every session, as access_tokens_find. */
struct access_session *access_session_use(struct access_sessions *sessions, const char *text,
                                          size_t size, int64_t now_us);
struct access_session *access_session_by_id(const struct access_sessions *sessions, const char *id);
void access_session_end(struct access_sessions *sessions, struct access_session *session);
/* End those that are over, and those whose token is not in TOKENS or has expired. */
void access_sessions_sweep(struct access_sessions *sessions, const struct access_tokens *tokens,
                           int64_t now_us);
/* When it ends if it is not used again. */
int64_t access_session_ends_us(const struct access_session *session);

/* Owns: returns what may be seen: id, created, last_used, expires, from, agent. */
struct json *access_session_json(const struct access_session *session);

#endif

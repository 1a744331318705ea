#include "access/access_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

void access_sessions_release(struct access_sessions *sessions)
{
    free(sessions->items);
    *sessions = (struct access_sessions){0};
}

static void remove_at(struct access_sessions *sessions, size_t at)
{
    memmove(&sessions->items[at], &sessions->items[at + 1],
            (sessions->count - at - 1) * sizeof(*sessions->items));
    sessions->count--;
    sessions->is_dirty = true;
}

/* End the session that was used least lately if MOST are there: of TOKEN_ID, NULL: of all. */
static void make_room(struct access_sessions *sessions, const char *token_id, size_t most)
{
    size_t count = 0;
    size_t oldest = 0;
    for (size_t i = 0; i < sessions->count; i++) {
        const struct access_session *session = &sessions->items[i];
        if (token_id && strcmp(session->token_id, token_id) != 0)
            continue;
        if (count++ == 0 || session->used_us < sessions->items[oldest].used_us)
            oldest = i;
    }
    if (count >= most)
        remove_at(sessions, oldest);
}

/* Who has one token must not be able to sign all others out by signing in often. */
static struct access_session *add(struct access_sessions *sessions, const char *token_id)
{
    make_room(sessions, token_id, ACCESS_SESSIONS_TOKEN);
    make_room(sessions, NULL, ACCESS_SESSIONS_MAX);
    if (sessions->count == sessions->room) {
        sessions->room = sessions->room ? 2 * sessions->room : 8;
        sessions->items = xrealloc(sessions->items, sessions->room * sizeof(*sessions->items));
    }
    return &sessions->items[sessions->count++];
}

static void copy_text(const char *text, char *out, size_t size)
{
    (void)snprintf(out, size, "%s", text ? text : ""); /* may be cut */
    for (char *at = out; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = '?';
    }
}

struct access_session *access_session_open(struct access_sessions *sessions,
                                           const struct access_session_order *order, int64_t now_us,
                                           char secret[ACCESS_SECRET_SIZE])
{
    struct access_session *session = add(sessions, order->token_id);
    *session = (struct access_session){.created_us = now_us, .used_us = now_us, .noted_us = now_us};
    access_secret_new(secret);
    access_secret_new_id(session->id);
    session->digest = access_digest_of(secret, ACCESS_SECRET_SIZE - 1);
    (void)snprintf(session->token_id, sizeof(session->token_id), "%s", order->token_id); /* an id */
    copy_text(order->from, session->from, sizeof(session->from));
    copy_text(order->agent, session->agent, sizeof(session->agent));
    sessions->is_dirty = true;
    return session;
}

int64_t access_session_ends_us(const struct access_session *session)
{
    int64_t idle = session->used_us + ACCESS_IDLE_US;
    int64_t old = session->created_us + ACCESS_AGE_US;
    return idle < old ? idle : old;
}

struct access_session *access_session_use(struct access_sessions *sessions, const char *text,
                                          size_t size, int64_t now_us)
{
    size_t found = sessions->count;
    struct access_digest digest = access_digest_of(text, size);
    for (size_t i = 0; i < sessions->count; i++) {
        if (access_digest_equal(&digest, &sessions->items[i].digest))
            found = i;
    }
    if (found == sessions->count)
        return NULL;
    struct access_session *session = &sessions->items[found];
    if (access_session_ends_us(session) <= now_us) {
        remove_at(sessions, found);
        return NULL;
    }
    if (now_us > session->used_us) /* the clock may have been set back */
        session->used_us = now_us;
    if (session->used_us - session->noted_us > ACCESS_LAG_US)
        sessions->is_dirty = true;
    return session;
}

struct access_session *access_session_by_id(const struct access_sessions *sessions, const char *id)
{
    for (size_t i = 0; i < sessions->count; i++) {
        if (strcmp(sessions->items[i].id, id) == 0)
            return &sessions->items[i];
    }
    return NULL;
}

void access_session_end(struct access_sessions *sessions, struct access_session *session)
{
    remove_at(sessions, (size_t)(session - sessions->items));
}

void access_sessions_sweep(struct access_sessions *sessions, const struct access_tokens *tokens,
                           int64_t now_us)
{
    for (size_t i = sessions->count; i > 0; i--) {
        const struct access_session *session = &sessions->items[i - 1];
        const struct access_token *token = access_tokens_by_id(tokens, session->token_id);
        if (!token || access_token_is_over(token, now_us) ||
            access_session_ends_us(session) <= now_us)
            remove_at(sessions, i - 1);
    }
}

struct json *access_session_json(const struct access_session *session)
{
    struct json *object = json_object();
    json_set_string(object, "id", session->id);
    access_file_set_time(object, "created", session->created_us);
    access_file_set_time(object, "last_used", session->used_us);
    access_file_set_time(object, "expires", access_session_ends_us(session));
    json_set_string(object, "from", session->from);
    json_set_string(object, "agent", session->agent);
    return object;
}

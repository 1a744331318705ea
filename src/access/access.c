#include "access/access.h"

#include <stdio.h>
#include <string.h>

#include "access/access_local.h"
#include "access/access_session_file.h"
#include "access/access_token_file.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"

#define LOOK_MS    1000
#define USE_LAG_US ((int64_t)10 * 60 * 1000000)

static const char *const how_names[] = {
    [ACCESS_HOW_NONE] = "",     [ACCESS_HOW_TOKEN] = "token", [ACCESS_HOW_SESSION] = "session",
    [ACCESS_HOW_PEER] = "peer", [ACCESS_HOW_OPEN] = "open",
};

const char *access_how_name(enum access_how how)
{
    return how_names[how];
}

int access_open(struct access *access, int var, bool *was_made, struct err *note, struct err *err)
{
    *access = (struct access){.var = var};
    if (access_local_ensure(var, was_made, err) < 0 ||
        access_tokens_load(var, &access->tokens, err) < 0 ||
        access_sessions_load(var, &access->sessions, note, err) < 0)
        return -1;
    access_sessions_sweep(&access->sessions, &access->tokens, clock_wall_us());
    return 0;
}

void access_close(struct access *access)
{
    access_tokens_release(&access->tokens);
    access_sessions_release(&access->sessions);
    explicit_bzero(&access->links, sizeof(access->links));
}

/* What we know of the use of tokens is newer than what the file says. */
static void keep_use(const struct access_tokens *old, struct access_tokens *now)
{
    for (size_t i = 0; i < now->count; i++) {
        struct access_token *token = &now->items[i];
        const struct access_token *before = access_tokens_by_id(old, token->id);
        if (before && before->used_us > token->used_us)
            token->used_us = before->used_us;
    }
}

bool access_refresh(struct access *access, int64_t now_ms, bool is_urgent)
{
    if (!is_urgent && now_ms - access->looked_ms < LOOK_MS)
        return false;
    access->looked_ms = now_ms;
    if (!access_tokens_are_stale(&access->tokens, access->var))
        return false;
    struct access_tokens tokens = {0};
    struct err err = {0};
    if (access_tokens_load(access->var, &tokens, &err) < 0) {
        bool is_news = access->broken.code == ERR_NONE;
        access->broken = err;
        return is_news; /* the stamp stays the old one, so each look reads it again */
    }
    bool was_broken = access->broken.code != ERR_NONE;
    access->broken = (struct err){.code = ERR_NONE};
    keep_use(&access->tokens, &tokens);
    access_tokens_release(&access->tokens);
    access->tokens = tokens;
    access_sessions_sweep(&access->sessions, &access->tokens, clock_wall_us());
    return was_broken;
}

/* No secret of ours is as long: then there is nothing to hash. */
static bool is_possible(struct access_span secret)
{
    return secret.size > 0 && secret.size < ACCESS_TOKEN_TEXT_MAX;
}

static int admit(struct access_token *token, enum access_how how, int64_t now_us,
                 struct access_who *who, struct err *err)
{
    if (access_token_is_over(token, now_us))
        return err_set(err, ERR_FORBIDDEN, "the token '%s' has expired", token->name);
    if (now_us > token->used_us)
        token->used_us = now_us;
    *who = (struct access_who){.role = token->role, .how = how};
    memcpy(who->name, token->name, sizeof(who->name));
    memcpy(who->token_id, token->id, sizeof(who->token_id));
    return 0;
}

int access_by_token(struct access *access, struct access_span secret, int64_t now_us,
                    struct access_who *who, struct err *err)
{
    if (access->broken.code != ERR_NONE)
        return err_set(err, ERR_INTERNAL, "%s", access->broken.text);
    struct access_token *token =
        is_possible(secret) ? access_tokens_find(&access->tokens, secret.text, secret.size) : NULL;
    if (!token)
        return err_set(err, ERR_FORBIDDEN, "this token is not known here");
    return admit(token, ACCESS_HOW_TOKEN, now_us, who, err);
}

int access_by_cookie(struct access *access, struct access_span secret, int64_t now_us,
                     struct access_who *who, struct err *err)
{
    if (access->broken.code != ERR_NONE)
        return err_set(err, ERR_INTERNAL, "%s", access->broken.text);
    struct access_session *session =
        is_possible(secret)
            ? access_session_use(&access->sessions, secret.text, secret.size, now_us)
            : NULL;
    struct access_token *token =
        session ? access_tokens_by_id(&access->tokens, session->token_id) : NULL;
    if (!token)
        return err_set(err, ERR_FORBIDDEN, "this session is over: sign in again");
    if (admit(token, ACCESS_HOW_SESSION, now_us, who, err) < 0)
        return -1;
    memcpy(who->session_id, session->id, sizeof(who->session_id));
    return 0;
}

static struct access_token *local_token(const struct access_tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        if (tokens->items[i].is_local)
            return &tokens->items[i];
    }
    return NULL;
}

int access_by_link(struct access *access, struct access_span secret, int64_t now_ms,
                   struct access_who *who, struct err *err)
{
    if (access->broken.code != ERR_NONE)
        return err_set(err, ERR_INTERNAL, "%s", access->broken.text);
    struct access_token *token = local_token(&access->tokens);
    if (!is_possible(secret) || !access_link_take(&access->links, secret.text, secret.size, now_ms))
        return err_set(err, ERR_FORBIDDEN,
                       "this link was used already, or is older than ten minutes: sign in with a "
                       "token");
    if (!token)
        return err_set(err, ERR_FORBIDDEN, "the local token, which this link stood for, is gone");
    return admit(token, ACCESS_HOW_SESSION, clock_wall_us(), who, err);
}

bool access_take_use(struct access *access, bool is_last, struct access_tokens *out)
{
    bool is_due = false;
    for (size_t i = 0; i < access->tokens.count; i++) {
        const struct access_token *token = &access->tokens.items[i];
        int64_t lag_us = token->used_us - token->noted_us;
        is_due |= lag_us > USE_LAG_US || (is_last && lag_us > 0);
    }
    if (!is_due)
        return false;
    *out = (struct access_tokens){.stamp = access->tokens.stamp};
    for (size_t i = 0; i < access->tokens.count; i++) {
        struct access_token *token = &access->tokens.items[i];
        token->noted_us = token->used_us;
        (void)access_tokens_add(out, token, NULL); /* there were no more before */
    }
    return true;
}

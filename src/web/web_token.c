#include "web/web_token.h"

#include <stdlib.h>
#include <string.h>

#include "access/access_token_file.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "web/web_audit.h"
#include "web/web_auth.h"
#include "web/web_own.h"

#define TOKEN_BODY_MAX 4096

/* One change of var/tokens.json, on a lane. */
struct change {
    int var;
    char *name; /* to make: NULL is none given; to revoke: the id */
    struct access_token_order order;
    struct access_token token;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    struct err err; /* ERR_NONE: it was done */
};

static void free_change(struct change *change)
{
    explicit_bzero(change->secret, sizeof(change->secret));
    free(change->name);
    free(change);
}

/* NULL: was answered. */
static struct change *new_change(struct web_call *call)
{
    struct err err = {0};
    if (call->web->auth) {
        struct change *change = xcalloc(1, sizeof(*change));
        change->var = call->web->auth->access.var;
        return change;
    }
    (void)err_set(&err, ERR_BUSY, "there is no project yet");
    web_call_error(call, &err);
    return NULL;
}

static void get_tokens(struct web_call *call)
{
    auto_json struct json *answer = json_object();
    struct json *array = json_array();
    struct web_auth *auth = call->web->auth;
    for (size_t i = 0; auth && i < auth->access.tokens.count; i++)
        json_push(array, access_token_json(&auth->access.tokens.items[i]));
    json_set(answer, "tokens", array);
    web_call_json(call, 200, answer);
}

static void make_token(void *at)
{
    struct change *change = at;
    (void)access_token_create(change->var, &change->order, &change->token, change->secret,
                              &change->err);
}

static void token_made(struct web_call *call, void *at)
{
    struct change *change = at;
    web_auth_refresh(call->web->auth, true);
    if (change->err.code != ERR_NONE) {
        web_call_error(call, &change->err);
    } else {
        auto_json struct json *answer = access_token_json(&change->token);
        json_set_string(answer, "token", change->secret);
        web_audit_say(call, change->token.id);
        web_call_json(call, 201, answer);
    }
    free_change(change);
}

static int read_order(const struct json *body, struct change *change, struct err *err)
{
    const char *name = json_get_string(body, "name");
    const char *role = json_get_string(body, "role");
    const char *expires = json_get_string(body, "expires");
    change->order.role = ACCESS_VIEWER;
    if (role && !access_role_parse(role, &change->order.role))
        return err_set(err, ERR_INVALID,
                       "'%.40s' is no role: there are viewer, runner, editor and admin", role);
    if (expires && clock_parse(expires, &change->order.expires_us, err) < 0)
        return err_prefix(err, "'expires'");
    change->name = xstrdup(name);
    change->order.name = change->name;
    return 0;
}

static void post_token(struct web_call *call)
{
    struct err err = {0};
    struct change *change = new_change(call);
    if (!change)
        return;
    auto_json struct json *body = web_call_fields(call, &err);
    if (!body || read_order(body, change, &err) < 0) {
        web_call_error(call, &err);
        free_change(change);
        return;
    }
    if (!web_work(call, WEB_LANE_SUBMIT, make_token, token_made, change))
        free_change(change);
}

static void revoke_token(void *at)
{
    struct change *change = at;
    (void)access_token_revoke(change->var, change->name, &change->token, &change->err);
}

static void token_revoked(struct web_call *call, void *at)
{
    struct change *change = at;
    web_auth_refresh(call->web->auth, true);
    web_auth_keep(call->web);
    if (change->err.code != ERR_NONE)
        web_call_error(call, &change->err);
    else
        web_call_empty(call, 204);
    free_change(change);
}

static void delete_token(struct web_call *call)
{
    struct err err = {0};
    const char *id = web_query_text(&call->query, "id");
    if (!id)
        (void)err_set(&err, ERR_INVALID, "the query lacks 'id': GET /api/tokens has the ids");
    else if (!access_secret_is_id(id)) /* a beginning or a name could mean another one tomorrow */
        (void)err_set(&err, ERR_NOT_FOUND, "no token '%.40s'", id);
    if (err.code != ERR_NONE) {
        web_call_error(call, &err);
        return;
    }
    struct change *change = new_change(call);
    if (!change)
        return;
    change->name = xstrdup(id);
    if (!web_work(call, WEB_LANE_SUBMIT, revoke_token, token_revoked, change))
        free_change(change);
}

static const struct web_param post_fields[] = {
    {"name", "string", false, "for people: who or what it is for"},
    {"role", "string", false, "viewer (when it is left out), runner, editor or admin"},
    {"expires", "string", false, "when it ends, as RFC 3339; never when it is left out"},
    {0}};
static const struct web_param delete_params[] = {
    {"id", "string", true, "of the token, from the list"}, {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/tokens",
     .role = ACCESS_ADMIN,
     .handler = get_tokens,
     .answer = "application/json",
     .statuses = "200",
     .help = "Lists the tokens, without their secrets, which nobody has"},
    {.method = "POST",
     .path = "/api/tokens",
     .role = ACCESS_ADMIN,
     .handler = post_token,
     .body = WEB_BODY_JSON,
     .body_max = TOKEN_BODY_MAX,
     .fields = post_fields,
     .answer = "application/json",
     .statuses = "201 413 503",
     .help = "Makes a token: this answer is the only one that holds its secret"},
    {.method = "DELETE",
     .path = "/api/tokens",
     .role = ACCESS_ADMIN,
     .handler = delete_token,
     .params = delete_params,
     .statuses = "204 404 503",
     .help = "Revokes a token, and ends the sessions that it opened"},
};

WEB_ROUTES(web_token_routes, routes)

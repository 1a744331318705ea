#include "web/web_session.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "web/web_auth.h"
#include "web/web_own.h"

static bool is_mine(const struct web_call *call, const struct access_session *session)
{
    return call->who.role >= ACCESS_ADMIN ||
           (call->who.token_id[0] && strcmp(session->token_id, call->who.token_id) == 0);
}

static struct json *session_json(const struct web_call *call, const struct access_session *session)
{
    const struct access_token *token =
        access_tokens_by_id(&call->web->auth->access.tokens, session->token_id);
    struct json *object = access_session_json(session);
    json_set_string(object, "token", session->token_id);
    json_set_string(object, "name", token ? token->name : "");
    json_set_string(object, "role", access_role_name(token ? token->role : ACCESS_NOBODY));
    json_set_bool(object, "current", strcmp(session->id, call->who.session_id) == 0);
    return object;
}

static void get_sessions(struct web_call *call)
{
    auto_json struct json *answer = json_object();
    struct json *array = json_array();
    struct web_auth *auth = call->web->auth;
    if (auth)
        access_sessions_sweep(&auth->access.sessions, &auth->access.tokens, clock_wall_us());
    for (size_t i = 0; auth && i < auth->access.sessions.count; i++) {
        const struct access_session *session = &auth->access.sessions.items[i];
        if (is_mine(call, session))
            json_push(array, session_json(call, session));
    }
    json_set(answer, "sessions", array);
    web_call_json(call, 200, answer);
}

static void delete_session(struct web_call *call)
{
    struct err err = {0};
    const char *id = web_query_text(&call->query, "id");
    struct access_sessions *sessions = call->web->auth ? &call->web->auth->access.sessions : NULL;
    struct access_session *session = id && sessions ? access_session_by_id(sessions, id) : NULL;
    if (!id)
        (void)err_set(&err, ERR_INVALID, "the query lacks 'id': GET /api/sessions has the ids");
    else if (!session || !is_mine(call, session)) /* those of others are none of one's business */
        (void)err_set(&err, ERR_NOT_FOUND, "no session '%.40s'", id);
    if (err.code != ERR_NONE) {
        web_call_error(call, &err);
        return;
    }
    access_session_end(sessions, session);
    web_auth_keep(call->web);
    web_call_empty(call, 204);
}

static const struct web_param delete_params[] = {
    {"id", "string", true, "of the session, from the list"}, {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/sessions",
     .role = ACCESS_VIEWER,
     .handler = get_sessions,
     .answer = "application/json",
     .statuses = "200",
     .help = "Lists the browsers that are signed in by one's own token, for an admin all"},
    {.method = "DELETE",
     .path = "/api/sessions",
     .role = ACCESS_VIEWER,
     .handler = delete_session,
     .params = delete_params,
     .statuses = "204 404",
     .help = "Signs such a browser out"},
};

WEB_ROUTES(web_session_routes, routes)

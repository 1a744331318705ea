#include "web/web_signin.h"

#include <stdlib.h>
#include <string.h>

#include "access/access_session_file.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "ui/ui.h"
#include "web/web_audit.h"
#include "web/web_auth.h"
#include "web/web_own.h"
#include "web/web_ui.h"
#include "web/web_whoami.h"

#define SIGNIN_BODY_MAX 4096

/* A session that waits until it is on disk: the browser's cookie is to outlive a restart. */
struct signin {
    int var;
    struct json *sessions;
    struct err err;
    char set_cookie[WEB_SET_COOKIE_MAX];
    struct json *answer; /* NULL: go to the page */
};

static void free_signin(struct signin *signin)
{
    explicit_bzero(signin->set_cookie, sizeof(signin->set_cookie));
    json_free(signin->sessions);
    json_free(signin->answer);
    free(signin);
}

static void write_sessions(void *at)
{
    struct signin *signin = at;
    (void)access_sessions_save(signin->var, signin->sessions, &signin->err);
}

static void sessions_written(struct web_call *call, void *at)
{
    struct signin *signin = at;
    if (signin->err.code != ERR_NONE) { /* who cannot get in cannot mend it */
        call->web->auth->access.sessions.is_dirty = true;
        log_warning("a session will not outlive a restart: %s", signin->err.text);
    }
    web_call_add(call, "set-cookie", signin->set_cookie);
    if (signin->answer) {
        web_call_json(call, 200, signin->answer);
    } else {
        web_call_add(call, "location", "/");
        web_call_add(call, "referrer-policy", "no-referrer");
        web_call_empty(call, 303);
    }
    free_signin(signin);
}

static struct json *who_json(const char *name, enum access_role role, enum access_how how)
{
    struct json *object = json_object();
    json_set_string(object, "name", name);
    json_set_string(object, "role", access_role_name(role));
    json_set_string(object, "how", access_how_name(how));
    return object;
}

/* The record should say who it was, and not that nobody was it. */
static void become(struct web_call *call, const struct access_who *who)
{
    call->who.role = who->role;
    call->who.how = ACCESS_HOW_SESSION;
    memcpy(call->who.name, who->name, sizeof(call->who.name));
    memcpy(call->who.token_id, who->token_id, sizeof(call->who.token_id));
}

/* ANSWER is taken; NULL: go to the page. */
static void open_session(struct web_call *call, const struct access_who *who, struct json *answer)
{
    struct access *access = &call->web->auth->access;
    struct signin *signin = xcalloc(1, sizeof(*signin));
    struct access_session *session = web_auth_open_session(call, who, signin->set_cookie);
    become(call, who);
    memcpy(call->who.session_id, session->id, sizeof(call->who.session_id));
    if (answer)
        access_file_set_time(answer, "expires", access_session_ends_us(session));
    signin->answer = answer;
    signin->var = access->var;
    signin->sessions = access_sessions_json(&access->sessions);
    if (!web_work(call, WEB_LANE_SUBMIT, write_sessions, sessions_written, signin)) {
        access_session_end(&access->sessions, session); /* nobody has got its cookie */
        free_signin(signin);
    }
}

/* Without a project, or where everybody may everything, there is nobody to become. */
static bool can_sign_in(struct web_call *call)
{
    struct err err = {0};
    if (call->web->auth && !call->web->is_open)
        return true;
    (void)err_set(&err, ERR_CONFLICT, "server.auth is 'none': nobody has to sign in");
    web_call_error(call, &err);
    return false;
}

static void refuse(struct web_call *call, struct err *err)
{
    int status = web_auth_failed(call, err);
    web_call_refuse(call, status, err);
}

static void post_signin(struct web_call *call)
{
    struct err err = {0};
    struct access_who who;
    auto_json struct json *body = web_call_fields(call, &err);
    const char *token = json_get_string(body, "token");
    if (!token) {
        web_call_error(call, &err);
        return;
    }
    if (!can_sign_in(call))
        return;
    struct access *access = &call->web->auth->access;
    const struct access_span secret = {.text = token, .size = strlen(token)};
    web_auth_refresh(call->web->auth, true);
    if (access_by_token(access, secret, clock_wall_us(), &who, &err) < 0) {
        refuse(call, &err);
        return;
    }
    access_throttle_succeeded(&access->throttle, call->who.address);
    open_session(call, &who, who_json(who.name, who.role, ACCESS_HOW_SESSION));
}

static bool is_prefetch(const struct web_call *call)
{
    const char *purpose = web_call_header(call, "sec-purpose");
    return purpose && strstr(purpose, "prefetch");
}

static void go_to_page(struct web_call *call)
{
    web_call_add(call, "location", "/");
    web_call_empty(call, 303);
}

/* Who follows a link reads on the page why it does not work, and how to get in all the same. */
static void refuse_link(struct web_call *call, struct err *err)
{
    int status = web_auth_failed(call, err);
    if (status == err_http(ERR_UNAUTHORIZED) && web_ui_is_wanted(call)) {
        web_call_add(call, "location", "/login?link=over");
        web_call_empty(call, 303);
    } else {
        web_call_refuse(call, status, err);
    }
}

static void get_signin(struct web_call *call)
{
    struct err err = {0};
    struct access_who who;
    const char *link = web_query_text(&call->query, "link");
    if (!link) {
        (void)err_set(&err, ERR_INVALID, "the query lacks 'link'");
        web_call_error(call, &err);
        return;
    }
    if (!can_sign_in(call))
        return;
    if (web_call_is_head(call) || is_prefetch(call)) {
        (void)err_set(&err, ERR_INVALID, "a link that works once is not for looking ahead");
        web_call_error(call, &err);
        return;
    }
    const struct access_span secret = {.text = link, .size = strlen(link)};
    web_auth_refresh(call->web->auth, true);
    if (access_by_link(&call->web->auth->access, secret, clock_boot_ms(), &who, &err) == 0) {
        web_audit_say(call, "signed in by a link");
        open_session(call, &who, NULL);
    } else if (call->who.how == ACCESS_HOW_SESSION) {
        go_to_page(call); /* the page was loaded again, or gone back to */
    } else {
        refuse_link(call, &err);
    }
}

static void post_signout(struct web_call *call)
{
    if (!can_sign_in(call))
        return;
    struct access_sessions *sessions = &call->web->auth->access.sessions;
    struct access_session *session = access_session_by_id(sessions, call->who.session_id);
    if (session)
        access_session_end(sessions, session);
    web_auth_keep(call->web);
    web_auth_clear_cookie(call);
    web_call_empty(call, 204);
}

static void get_whoami(struct web_call *call)
{
    auto_json struct json *answer = who_json(call->who.name, call->who.role, call->who.how);
    web_whoami_add(call, answer);
    if (call->who.token_id[0])
        json_set_string(answer, "token", call->who.token_id);
    if (call->who.session_id[0])
        json_set_string(answer, "session", call->who.session_id);
    if (call->web->rooms.conf) {
        struct json *project = json_object();
        json_set_string(project, "name", call->web->rooms.conf->name);
        json_set_string(project, "path", call->web->rooms.project_path); /* as tracebacks have it */
        json_set(answer, "project", project);
    }
    json_set_string(answer, "version", PIRUN_VERSION);
    json_set_string(answer, "build", ui_build());
    web_call_json(call, 200, answer);
}

static const struct web_param signin_fields[] = {
    {"token", "string", true, "what 'pirun token create' printed, or var/token"}, {0}};
static const struct web_param signin_params[] = {
    {"link", "string", true, "the secret of a link that 'pirun serve' printed"}, {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/whoami",
     .role = ACCESS_VIEWER,
     .handler = get_whoami,
     .answer = "application/json",
     .statuses = "200",
     .help = "Tells who asks: name, role, and by what that is known; and what answers: the "
             "project, the version, and the build of the page"},
    {.method = "POST",
     .path = "/api/signin",
     .handler = post_signin,
     .body = WEB_BODY_JSON,
     .body_max = SIGNIN_BODY_MAX,
     .fields = signin_fields,
     .answer = "application/json",
     .statuses = "200 401 409 429 503",
     .help = "Opens a session for a browser: the answer sets its cookie"},
    {.method = "GET",
     .path = "/api/signin",
     .handler = get_signin,
     .params = signin_params,
     .statuses = "303 401 409 429 503",
     .help =
         "Opens a session by a link that works once, and leads to the page; a browser with a link "
         "that is over is led to the page that signs in"},
    {.method = "POST",
     .path = "/api/signout",
     .handler = post_signout,
     .statuses = "204 409",
     .help = "Ends the session of the cookie, if there is one"},
};

WEB_ROUTES(web_signin_routes, routes)

#include "web/web_preview.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "conf/conf_addr.h"
#include "web/web_audit.h"
#include "web/web_events.h"
#include "web/web_fault.h"
#include "web/web_live.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_preview_own.h"
#include "web/web_submit.h"
#include "web/web_wait.h"

#define YEAR_MS ((int64_t)365 * 24 * 3600 * 1000) /* the most that a job may ask for */

static const char *script_of(const struct web_preview *preview)
{
    const struct conf *conf = preview->web->rooms.conf;
    return conf && conf->preview.script[0] ? conf->preview.script : NULL;
}

/* What everybody may know who may look. */
static struct json *describe(const struct web_preview *preview)
{
    char id[IDENT_TEXT_SIZE];
    const struct web_preview_app *app = &preview->app;
    const char *script = script_of(preview);
    struct json *json = json_object();
    json_set_bool(json, "is_configured", script != NULL);
    json_set_string(json, "state", web_preview_state_name(app->state));
    json_set_string(json, "text",
                    !script                 ? "preview.script in .pirun.yaml names no script"
                    : preview->relay        ? app->text
                    : preview->why_not.code ? preview->why_not.text
                                            : "nothing listens");
    if (script)
        json_set_string(json, "script", script);
    if (app->has_run) {
        ident_format(&app->run, id);
        json_set_string(json, "run_id", id);
        json_set_string(json, "network", app->has_network ? "full" : "none");
    }
    if (preview->relay)
        json_set_integer(json, "port", preview_relay_port(preview->relay));
    return json;
}

static void tell(void *ctx)
{
    struct web_preview *preview = ctx;
    if (!preview->web->live || preview->web->live->is_stopping)
        return;
    auto_json struct json *json = describe(preview);
    web_events_preview(preview->web->live->events, json);
}

static void sockets_came(void *ctx)
{
    struct web_preview *preview = ctx;
    if (preview->relay)
        preview_relay_retry(preview->relay);
}

/* ---- life ---- */

struct web_preview *web_preview_create(struct web *web, const char *addr)
{
    struct web_preview *preview = xcalloc(1, sizeof(*preview));
    preview->web = web;
    preview->addr = xstrdup(addr);
    preview->app.ctx = preview;
    preview->app.on_change = tell;
    preview->app.on_sockets = sockets_came;
    web_preview_app_init(&preview->app, web);
    web_preview_keys_init(&preview->keys);
    return preview;
}

/* Where the API is, so that who reaches one reaches the other. */
static int listen_beside(struct web_preview *preview, struct err *err)
{
    struct conf_addr addr;
    const struct conf *conf = preview->web->rooms.conf;
    struct preview_relay_host door = web_preview_door;
    door.ctx = preview;
    if (conf_addr_parse(preview->addr, &addr, err) < 0)
        return -1;
    const char *host = addr.is_off ? "127.0.0.1" : addr.host;
    preview->relay =
        preview_relay_open(preview->web->loop, host, (int)conf->preview.port, &door, err);
    return preview->relay ? 0 : -1;
}

void web_preview_listen(struct web_preview *preview)
{
    if (preview->relay || !script_of(preview))
        return;
    preview->why_not = (struct err){0};
    if (listen_beside(preview, &preview->why_not) < 0)
        log_error("no preview: %s", preview->why_not.text);
    else
        log_info("showing '%s' at port %d", script_of(preview), preview_relay_port(preview->relay));
}

void web_preview_recall(struct web_preview *preview)
{
    if (script_of(preview))
        web_preview_app_recall(&preview->app);
}

void web_preview_happened(struct web_preview *preview, const struct runner_event *event)
{
    web_preview_app_happened(&preview->app, event);
}

void web_preview_close(struct web_preview *preview)
{
    preview_relay_close(take(preview->relay));
}

void web_preview_free(struct web_preview *preview)
{
    if (!preview)
        return;
    web_preview_close(preview);
    web_preview_app_release(&preview->app);
    explicit_bzero(&preview->keys, sizeof(preview->keys));
    free(preview->addr);
    free(preview);
}

int web_preview_port(const struct web_preview *preview)
{
    return preview->relay ? preview_relay_port(preview->relay) : 0;
}

/* ---- the API ---- */

/* By the name by which the API was called. */
static void add_url(const struct web_call *call, struct json *json)
{
    const struct web_preview *preview = call->web->preview;
    h2o_iovec_t host = call->req->input.authority;
    char name[PREVIEW_NAME_MAX];
    char key[WEB_PREVIEW_KEY_SIZE];
    struct web_preview_who who;
    if (strcmp(call->who.address, "unix") == 0 || !web_preview_host_name(host.base, host.len, name))
        (void)snprintf(name, sizeof(name), "127.0.0.1"); /* fits */
    auto_free char *origin = xasprintf("http%s://%s:%d", web_preview_has_tls(preview) ? "s" : "",
                                       name, preview_relay_port(preview->relay));
    memcpy(who.token_id, call->who.token_id, sizeof(who.token_id));
    memcpy(who.session_id, call->who.session_id, sizeof(who.session_id));
    web_preview_key_make(&preview->keys, WEB_PREVIEW_KEY, &who, clock_boot_ms(), key);
    auto_free char *url = call->web->is_open ? xasprintf("%s/", origin)
                                             : xasprintf("%s" WEB_PREVIEW_ENTER "%s", origin, key);
    json_set_string(json, "origin", origin);
    json_set_string(json, "url", url);
}

static void answer(struct web_call *call, int status)
{
    if (web_wait_is_over(call))
        return;
    auto_json struct json *json = describe(call->web->preview);
    if (call->web->preview->relay)
        add_url(call, json);
    web_call_json(call, status, json);
}

static void get_preview(struct web_call *call)
{
    answer(call, 200);
}

static void add_pair(struct job_pair **pairs, size_t *count, const char *key, const char *value)
{
    *pairs = xrealloc(*pairs, (*count + 1) * sizeof(**pairs));
    (*pairs)[(*count)++] = (struct job_pair){.key = xstrdup(key), .value = xstrdup(value)};
}

/* On the machine's network others may have the usual port; somebody could take this one too before
 * the app does, which then says so in its log. */
static int free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);
    auto_fd int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) < 0 ||
        getsockname(fd, (struct sockaddr *)&address, &size) < 0)
        return WEB_PREVIEW_PORT;
    return ntohs(address.sin_port);
}

static void fill_job(const struct web_call *call, struct job *job, int port)
{
    const struct conf *conf = call->web->rooms.conf;
    char text[16];
    (void)snprintf(text, sizeof(text), "%d", port); /* fits */
    job_init(job);
    job->id = ident_new();
    job->kind = JOB_SCRIPT;
    job->source = JOB_FROM_HTTP;
    job->submitted_by = call->who.name[0] ? xstrdup(call->who.name) : NULL;
    job->script = xstrdup(conf->preview.script);
    while (conf->preview.args[job->arg_count]) {
        job->args = xrealloc(job->args, (job->arg_count + 1) * sizeof(*job->args));
        job->args[job->arg_count] = xstrdup(conf->preview.args[job->arg_count]);
        job->arg_count++;
    }
    add_pair(&job->env, &job->env_count, "HOST", "127.0.0.1");
    add_pair(&job->env, &job->env_count, "PORT", text);
    add_pair(&job->labels, &job->label_count, WEB_PREVIEW_NAME, text);
    job->key = xstrdup(WEB_PREVIEW_NAME); /* one at a time: a restart waits for the old one */
    job->timeout_ms = YEAR_MS;
    job->network = conf->preview.network == CONF_NETWORK_FULL ? JOB_NETWORK_FULL : JOB_NETWORK_NONE;
}

struct start {
    struct web_call *call; /* held */
    struct ident id;
    int port;
    bool has_network;
};

/* It may have begun already: the runner sees a file as soon as it is there. */
static void submitted(void *ctx, const struct web_submitted *outcome)
{
    struct start *start = ctx;
    struct web_call *call = start->call;
    struct web_preview_app *app = &call->web->preview->app;
    if (!outcome->fault && !outcome->why_not) {
        if (!app->has_run || !ident_equal(&app->run, &start->id))
            web_preview_app_began(app, &start->id, start->port, start->has_network);
        answer(call, 202);
    } else if (!web_wait_is_over(call) && outcome->fault) {
        web_fault_refuse(call, outcome->fault);
    } else if (!web_wait_is_over(call)) {
        web_call_error(call, outcome->why_not);
    }
    web_call_let_go(call);
    free(start);
}

static void start_app(struct web_call *call)
{
    struct err err = {0};
    auto_job struct job job;
    struct start *start = xcalloc(1, sizeof(*start));
    const struct conf *conf = call->web->rooms.conf;
    start->has_network = conf->preview.network == CONF_NETWORK_FULL;
    start->port = start->has_network ? free_port() : WEB_PREVIEW_PORT;
    fill_job(call, &job, start->port);
    start->call = call;
    start->id = job.id;
    web_call_hold(call);
    web_audit_say(call, conf->preview.script);
    if (web_submit(call->web, &job, (struct web_submit_text){0}, submitted, start))
        return;
    (void)err_set(&err, ERR_BUSY, "too many submissions wait for the disk");
    web_call_error(call, &err);
    web_call_let_go(call);
    free(start);
}

/* False: the call has its answer. */
static bool can_be_asked(struct web_call *call)
{
    struct err err = {0};
    const struct web_preview *preview = call->web->preview;
    if (!web_order_has_runner(call))
        return false;
    auto_json struct json *body = web_call_fields(call, &err);
    if (body && !script_of(preview))
        (void)err_set(&err, ERR_CONFLICT, "preview.script in .pirun.yaml names no script");
    else if (body && !preview->relay)
        err = preview->why_not.code ? preview->why_not
                                    : (struct err){ERR_CONFLICT, "the preview has no port"};
    if (err.code == ERR_NONE)
        return true;
    web_call_error(call, &err);
    return false;
}

static void post_start(struct web_call *call)
{
    struct web_preview_app *app = &call->web->preview->app;
    if (!can_be_asked(call))
        return;
    if (web_preview_app_is_active(app) && app->state != WEB_PREVIEW_STOPPING)
        answer(call, 200);
    else
        start_app(call);
}

static void cancelled(struct web_call *call, enum job_op op, const struct ident *order,
                      const struct ident *target)
{
    struct web_preview_app *app = &call->web->preview->app;
    (void)op;
    (void)order;
    if (ident_equal(target, &app->run))
        web_preview_app_stops(app);
    answer(call, 200);
}

static void cancelled_to_restart(struct web_call *call, enum job_op op, const struct ident *order,
                                 const struct ident *target)
{
    (void)op;
    (void)order;
    (void)target;
    if (call->web->rooms.conf && !web_wait_is_over(call))
        start_app(call);
}

static void post_stop(struct web_call *call)
{
    struct web_preview_app *app = &call->web->preview->app;
    if (!can_be_asked(call))
        return;
    if (web_preview_app_is_active(app))
        web_order_give(call, &(struct web_order){.op = JOB_OP_CANCEL, .target = &app->run},
                       cancelled);
    else
        answer(call, 200);
}

static void post_restart(struct web_call *call)
{
    struct web_preview_app *app = &call->web->preview->app;
    if (!can_be_asked(call))
        return;
    if (web_preview_app_is_active(app) && app->state != WEB_PREVIEW_STOPPING)
        web_order_give(call, &(struct web_order){.op = JOB_OP_CANCEL, .target = &app->run},
                       cancelled_to_restart);
    else
        start_app(call);
}

static const struct web_param no_fields[] = {{0}};

#define ORDER(name, call, status, what)                                                           \
    {                                                                                             \
        .method = "POST", .path = "/api/preview/" name, .role = ACCESS_EDITOR, .handler = (call), \
        .body = WEB_BODY_JSON, .body_max = 4096, .fields = no_fields,                             \
        .answer = "application/json", .statuses = status " 400 409 503 507", .help = (what)       \
    }

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/preview",
     .role = ACCESS_VIEWER,
     .handler = get_preview,
     .answer = "application/json",
     .statuses = "200",
     .help = "The project's own app, and an address that opens it, once, within a minute"},
    ORDER("start", post_start, "200 202", "Runs preview.script; nothing when it runs already"),
    ORDER("stop", post_stop, "200 202", "Ends the app"),
    ORDER("restart", post_restart, "200 202", "Ends the app, if it runs, and starts it again"),
};

WEB_ROUTES(web_preview_routes, routes)

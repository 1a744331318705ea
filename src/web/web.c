#include "web/web.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "web/web_auth.h"
#include "web/web_call.h"
#include "web/web_csp.h"
#include "web/web_doctor.h"
#include "web/web_error.h"
#include "web/web_git_job.h"
#include "web/web_id.h"
#include "web/web_live.h"
#include "web/web_log.h"
#include "web/web_lsp.h"
#include "web/web_machine.h"
#include "web/web_metrics.h"
#include "web/web_own.h"
#include "web/web_preview.h"
#include "web/web_records.h"
#include "web/web_route.h"
#include "web/web_script_job.h"
#include "web/web_submit.h"
#include "web/web_term.h"
#include "web/web_tls.h"
#include "web/web_trash.h"
#include "web/web_wait.h"

#define MAX_CONNECTIONS  1024
#define REQ_TIMEOUT_MS   30000
#define WRITE_TIMEOUT_MS 15000
#define MAX_BODY_BYTES   5000000
#define ANY_PORT         65535 /* as libh2o writes it */
/* Turns of libh2o's loop until cut connections are gone: two are enough. */
#define STOP_ROUNDS      64
/* … and until the last words are sent, where that needs no waiting: a frame takes two or three. */
#define BYE_ROUNDS       8

#define HEAD_BYTES_MAX     32768
#define BODY_IN_MEMORY_MAX 524288 /* of a buffer, which has up to twice what is in it */

struct door {
    h2o_handler_t super;
    struct web *web;
};

struct way_out {
    h2o_logger_t super;
    struct web *web;
};

/* libh2o's own limit is 400 KiB. */
static bool is_head_too_large(const h2o_req_t *req)
{
    size_t size = req->input.method.len + req->input.path.len;
    for (size_t i = 0; i < req->headers.size; i++)
        size += req->headers.entries[i].name->len + req->headers.entries[i].value.len + 4;
    return size > HEAD_BYTES_MAX;
}

static void refuse_head(struct web_call *call)
{
    struct err err;
    (void)err_set(&err, ERR_TOO_LARGE, "the head of the request has more than %d bytes",
                  HEAD_BYTES_MAX);
    web_call_refuse(call, 431, &err);
}

static int request_came(h2o_handler_t *self, h2o_req_t *req)
{
    struct web *web = ((struct door *)self)->web;
    struct web_call *call = web_call_create(web, req);
    (void)web_id_of(req); /* every answer has it */
    web_conn_began(req, call);
    if (web->is_stopping) /* came with others in one piece: nobody will hear the answer */
        web_call_empty(call, 503);
    else if (is_head_too_large(req))
        refuse_head(call);
    else
        web_route_call(call);
    return 0; /* answered, or will be */
}

/* Called for each request that is over, also for those that libh2o has answered by itself. */
static void request_went(h2o_logger_t *self, h2o_req_t *req)
{
    struct web *web = ((struct way_out *)self)->web;
    const struct web_conn *conn = web_conn_of(req);
    web_metrics_request(web, req, conn);
    web_log_request(web, req, conn);
    web_conn_ended(req);
}

static void add_exit(struct web *web, h2o_pathconf_t *path)
{
    struct way_out *way_out = (struct way_out *)h2o_create_logger(path, sizeof(*way_out));
    way_out->super.log_access = request_went;
    way_out->web = web;
}

/* One host and one path: our own table decides (web_route.c). */
static void configure(struct web *web)
{
    h2o_globalconf_t *config = &web->config;
    h2o_config_init(config);
    config->server_name = h2o_iovec_init(H2O_STRLIT("pirun"));
    config->http1.upgrade_to_http2 = 0; /* holes without a cure in this version of libh2o */
    config->max_request_entity_size = web->max_body_bytes;
    h2o_hostconf_t *host =
        h2o_config_register_host(config, h2o_iovec_init(H2O_STRLIT("pirun")), ANY_PORT);
    h2o_pathconf_t *path = h2o_config_register_path(host, "/", 0);
    struct door *door = (struct door *)h2o_create_handler(path, sizeof(*door));
    door->super.on_req = request_came;
    door->web = web;
    web_error_register(path);
    web_error_register(&host->fallback_path);
    add_exit(web, path);
    add_exit(web, &host->fallback_path);
    path->error_log.emit_request_errors = 0;
    host->fallback_path.error_log.emit_request_errors = 0;
}

static void destroy(void *ctx)
{
    struct web *web = ctx;
    loop_timer_free(web->grace);
    web_work_close(web);
    web_git_free(web->git);
    web_machine_free(web->machine);
    web_doctor_free(web->doctor);
    web_trash_free(web->trash);
    web_script_free(web->script);
    web_lsp_free(web->lsp);
    web_terms_free(web->terms);
    web_preview_free(web->preview);
    web_live_free(web->live);
    web_audit_close(web);
    web_auth_close(web);
    web_log_close(web);
    web_conns_release(web);
    web_waits_free(web->waits);
    web_submits_free(web->submits);
    web_records_free(web->records);
    h2o_context_dispose(&web->context);
    h2o_config_dispose(&web->config);
    if (web->accept_tls.ssl_ctx)
        SSL_CTX_free(web->accept_tls.ssl_ctx);
    web_host_release(&web->host);
    web_metrics_close(web);
    web_csp_free(web->csp);
    free(web);
}

/* libh2o has the whole body before it calls us. So that many of them at once do not fill the
 * memory, it keeps larger ones in files that have no name any more; on the project's disk, for /tmp
 * often is memory. */
static void keep_bodies_on_disk(const char *project_path)
{
    h2o_buffer_mmap_settings_t *settings = &h2o_socket_buffer_mmap_settings;
    settings->threshold = BODY_IN_MEMORY_MAX;
    if (project_path && strlen(project_path) < sizeof(settings->fn_template) - 32)
        (void)snprintf(settings->fn_template, sizeof(settings->fn_template), "%s/var/http.XXXXXX",
                       project_path); /* fits */
}

static int or_default(int value, int fallback)
{
    return value ? value : fallback;
}

static void take_options(struct web *web, const struct web_options *options)
{
    web->source = options->source;
    web->rooms = options->rooms;
    web->is_open = options->is_open;
    web->max_body_bytes = options->max_body_bytes ? options->max_body_bytes : MAX_BODY_BYTES;
    web->max_connections = or_default(options->max_connections, MAX_CONNECTIONS);
    web->conns.read_timeout_ms = or_default(options->req_timeout_ms, REQ_TIMEOUT_MS);
    web->conns.write_timeout_ms = or_default(options->write_timeout_ms, WRITE_TIMEOUT_MS);
    web->conns.max_per_address = options->max_per_address;
}

static int load_tls(struct web *web, const char *cert, const char *key, struct err *err)
{
    if (!cert || !*cert)
        return 0;
    SSL_CTX *ctx = web_tls_load(web->rooms.project_path, cert, key, err);
    if (!ctx)
        return -1;
    if (web->accept_tls.ssl_ctx)
        SSL_CTX_free(web->accept_tls.ssl_ctx); /* connections that began with it hold it */
    web->accept_tls.ssl_ctx = ctx;
    return 0;
}

static void grace_over(void *ctx)
{
    struct web *web = ctx;
    loop_cb on_drained = take(web->on_drained);
    if (on_drained)
        on_drained(web->drained_ctx);
}

/* What serves a group of paths each and needs the rooms, behind configure(). */
static void create_parts(struct web *web, const char *addr)
{
    web->live = web_live_create(web);
    web_script_open(web);
    web_lsp_open(web);
    web->machine = web_machine_create(web);
    web->doctor = web_doctor_create(web->rooms.project_path);
    web->trash = web_trash_create(web);
    web->terms = web_terms_create(web);
    web->preview = web_preview_create(web, addr);
}

struct web *web_start(struct loop *loop, const struct web_options *options, struct err *err)
{
    struct conf_addr addr;
    if (conf_addr_parse(options->addr, &addr, err))
        return NULL;
    assert(options->source.health);
    (void)signal(SIGPIPE, SIG_IGN); /* a peer that is gone is an error of its write, no more */
    struct web *web = xcalloc(1, sizeof(*web));
    web->loop = loop;
    list_init(&web->calls);
    take_options(web, options);
    keep_bodies_on_disk(web->rooms.project_path);
    web_audit_open(web);
    web_metrics_open(web);
    web_host_init(&web->host, &addr, options->host_names);
    if (options->given)
        web_host_add_given(&web->host, options->given);
    web->csp = web_csp_create();
    web->records = web_records_create(&web->rooms);
    web->submits = web_submits_create(web);
    web->waits = web_waits_create(web);
    configure(web);
    create_parts(web, options->addr);
    h2o_context_init(&web->context, loop_h2o(loop), &web->config);
    web->accept = (h2o_accept_ctx_t){.ctx = &web->context, .hosts = web->config.hosts};
    web->accept_tls = web->accept;
    web_conns_init(web);
    web->grace = loop_timer_create(loop, grace_over, web);
    if (load_tls(web, options->tls_cert, options->tls_key, err) || web_auth_open(web, err) ||
        web_work_open(web, err) || web_git_open(web, err) ||
        web_log_open(web, web->rooms.project_path, options->access_log, err) ||
        web_listen_open(web, options, err)) {
        destroy(web);
        return NULL;
    }
    web_preview_listen(web->preview);
    return web;
}

/* libh2o still uses the context after it told us, so the end comes with a later turn. */
void web_conns_ended(struct web *web)
{
    if (web->ends_with_loop)
        loop_post(web->loop, destroy, web);
    else if (web->on_drained)
        loop_timer_arm(web->grace, 0);
}

void web_drain(struct web *web, int64_t grace_ms, loop_cb on_drained, void *ctx)
{
    web->conns.is_draining = true;
    web->on_drained = on_drained;
    web->drained_ctx = ctx;
    web->context.shutdown_requested = 1; /* libh2o then says "connection: close" */
    web_listen_close(web);
    web_waits_end(web->waits);
    web_git_cancel(web->git);
    web_lsp_stop(web->lsp);
    web_live_stop(web->live);
    web_conns_drain(web);
    loop_timer_arm(web->grace, web->conns.count ? grace_ms : 0);
}

/* A request is over when its connection is; whose request is being worked on or waits does not look
 * at its connection before it answers. */
static void end_calls(struct web *web)
{
    web_work_finish(web);
    web_calls_end(web);
}

static void end_with_loop(void *ctx)
{
    struct web *web = ctx;
    web->ends_with_loop = true;
    end_calls(web);
    if (!web->conns.count)
        web_conns_ended(web);
}

static void say_last_words(struct web *web)
{
    bool is_free = web_live_count(web->live) > 0;
    for (int i = 0; i < BYE_ROUNDS && is_free; i++)
        is_free = loop_h2o_step(web->loop) && web_live_count(web->live) > 0;
}

void web_stop(struct web *web)
{
    if (!web)
        return;
    web->is_stopping = true;
    web->on_drained = NULL;
    web_set_runner(web, NULL);
    web_waits_end(web->waits);
    web_git_cancel(web->git);
    web_lsp_stop(web->lsp);
    loop_timer_disarm(web->grace);
    web_live_stop(web->live);
    say_last_words(web);
    web_live_close(web->live);
    say_last_words(web);
    web_listen_close(web);
    web_preview_close(web->preview);
    web_conns_cut(web);
    if (!loop_h2o_step(web->loop)) { /* within a callback, perhaps one of a lane */
        loop_post(web->loop, end_with_loop, web);
        return;
    }
    for (int i = 0; i < STOP_ROUNDS && web->conns.count; i++) {
        end_calls(web);
        (void)loop_h2o_step(web->loop); /* not within a callback, as just seen */
    }
    assert(!web->conns.count);
    (void)loop_h2o_step(web->loop);
    destroy(web);
}

void web_set_runner(struct web *web, struct runner *runner)
{
    web->runner = runner;
    web_live_observe(web->live, runner);
    web_metrics_observe(web, runner);
    web_waits_observe(web->waits, runner);
    web_machine_observe(web->machine, runner);
    if (runner)
        web_terms_find(web->terms);
    if (runner)
        web_preview_recall(web->preview);
}

void web_reload(struct web *web, const struct conf *conf)
{
    struct err err;
    web->rooms.conf = conf;
    if (conf->server.auth == CONF_AUTH_TOKEN) /* the other way needs a look at the address */
        web->is_open = false;
    bool has_tls = web->accept_tls.ssl_ctx != NULL;
    if (has_tls != (conf->server.tls.cert[0] != '\0'))
        log_warning("server.tls is switched on or off by the next start of the server");
    else if (load_tls(web, conf->server.tls.cert, conf->server.tls.key, &err) < 0)
        log_error("the old certificate stays in use: %s", err.text);
    web_log_reopen(web);
    web_preview_listen(web->preview);
}

int web_port(const struct web *web)
{
    return web->listen.port;
}

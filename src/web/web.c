#include "web/web.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>

#include "base/buf.h"
#include "conf/conf.h"
#include "web/web_auth.h"
#include "web/web_call.h"
#include "web/web_error.h"
#include "web/web_own.h"
#include "web/web_route.h"

#define MAX_CONNECTIONS 1024
#define REQ_TIMEOUT_MS  30000
#define MAX_BODY_BYTES  5000000
#define ANY_PORT        65535 /* as libh2o writes it */
/* Turns of libh2o's loop until cut connections are gone: two are enough. */
#define STOP_ROUNDS     64

struct door {
    h2o_handler_t super;
    struct web *web;
};

static int request_came(h2o_handler_t *self, h2o_req_t *req)
{
    struct web *web = ((struct door *)self)->web;
    struct web_call *call = web_call_create(web, req);
    if (web->is_stopping) /* came with others in one piece: nobody will hear the answer */
        web_call_empty(call, 503);
    else
        web_route_call(call);
    return 0; /* answered, or will be */
}

/* One host and one path: our own table decides (web_route.c). */
static void configure(struct web *web, const struct web_options *options)
{
    h2o_globalconf_t *config = &web->config;
    h2o_config_init(config);
    config->server_name = h2o_iovec_init(H2O_STRLIT("pirun"));
    config->http1.upgrade_to_http2 = 0; /* holes without a cure in this version of libh2o */
    config->http1.req_timeout =
        (uint64_t)(options->req_timeout_ms ? options->req_timeout_ms : REQ_TIMEOUT_MS);
    config->max_request_entity_size = web->max_body_bytes;
    h2o_hostconf_t *host =
        h2o_config_register_host(config, h2o_iovec_init(H2O_STRLIT("pirun")), ANY_PORT);
    h2o_pathconf_t *path = h2o_config_register_path(host, "/", 0);
    struct door *door = (struct door *)h2o_create_handler(path, sizeof(*door));
    door->super.on_req = request_came;
    door->web = web;
    web_error_register(path);
    web_error_register(&host->fallback_path);
    path->error_log.emit_request_errors = 0;
    host->fallback_path.error_log.emit_request_errors = 0;
}

static void destroy(void *ctx)
{
    struct web *web = ctx;
    web_work_close(web);
    web_audit_close(web);
    web_auth_close(web);
    h2o_context_dispose(&web->context);
    h2o_config_dispose(&web->config);
    web_host_release(&web->host);
    free(web);
}

struct web *web_start(struct loop *loop, const struct web_options *options, struct err *err)
{
    struct conf_addr addr;
    if (conf_addr_parse(options->addr, &addr, err))
        return NULL;
    if (addr.is_off) {
        (void)err_set(err, ERR_INVALID, "address 'off' cannot be served");
        return NULL;
    }
    assert(options->source.health);
    (void)signal(SIGPIPE, SIG_IGN); /* a peer that is gone is an error of its write, no more */
    struct web *web = xcalloc(1, sizeof(*web));
    web->loop = loop;
    list_init(&web->calls);
    web->source = options->source;
    web->rooms = options->rooms;
    web->is_open = options->is_open;
    web->max_body_bytes = options->max_body_bytes ? options->max_body_bytes : MAX_BODY_BYTES;
    web->max_connections = options->max_connections ? options->max_connections : MAX_CONNECTIONS;
    web_audit_open(web);
    web_host_init(&web->host, &addr, options->host_names);
    configure(web, options);
    h2o_context_init(&web->context, loop_h2o(loop), &web->config);
    web->accept = (h2o_accept_ctx_t){.ctx = &web->context, .hosts = web->config.hosts};
    if (web_auth_open(web, err) || web_work_open(web, err) ||
        web_listen_open(web, options->addr, err)) {
        destroy(web);
        return NULL;
    }
    return web;
}

/* libh2o still uses the context after it told us, so the end comes with a later turn. */
void web_conns_ended(struct web *web)
{
    if (web->ends_with_loop)
        loop_post(web->loop, destroy, web);
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
    if (!web->listen.conn_count)
        web_conns_ended(web);
}

void web_stop(struct web *web)
{
    if (!web)
        return;
    web->is_stopping = true;
    web_listen_close(web);
    if (!loop_h2o_step(web->loop)) { /* within a callback, perhaps one of a lane */
        loop_post(web->loop, end_with_loop, web);
        return;
    }
    for (int i = 0; i < STOP_ROUNDS && web->listen.conn_count; i++) {
        end_calls(web);
        (void)loop_h2o_step(web->loop); /* not within a callback, as just seen */
    }
    assert(!web->listen.conn_count);
    (void)loop_h2o_step(web->loop);
    destroy(web);
}

void web_set_runner(struct web *web, struct runner *runner)
{
    web->runner = runner;
}

void web_reload(struct web *web, const struct conf *conf)
{
    web->rooms.conf = conf;
    if (conf->server.auth == CONF_AUTH_TOKEN) /* the other way needs a look at the address */
        web->is_open = false;
}

int web_port(const struct web *web)
{
    return web->listen.port;
}

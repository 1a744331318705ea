#include "server/server.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "conf/conf_addr.h"
#include "server/server_core.h"
#include "server/server_notify.h"
#include "web/web.h"
#include "web/web_given.h"

#define ANSWER_GRACE_MS 1000

#define HOST_NAME_SIZE 256 /* HOST_NAME_MAX and more */
#define URL_MAX        1024

struct server {
    struct server_core core; /* first: callbacks get it and reach the server through it */
    struct web *web;
    struct web_given given; /* not taken yet */
    struct loop_timer *watchdog;
    int64_t watchdog_ms;
    int64_t started_ms;
    bool is_stopping;
};

static void drained(void *ctx)
{
    struct server *server = ctx;
    loop_stop(server->core.loop);
}

/* Who asked gets his answer; who follows a stream is cut after the grace. */
static void stopped(void *ctx)
{
    struct server *server = ctx;
    if (server->web)
        web_drain(server->web, ANSWER_GRACE_MS, drained, server);
    else
        drained(server);
}

static void begin_stop(struct server *server)
{
    server_notify("STOPPING=1");
    log_info(
        server->core.options->is_killing
            ? "stopping: no new jobs are taken, runs are cancelled"
            : "stopping: no new jobs are taken, runs go on and are recorded by the next server");
    server->is_stopping = true;
    runner_stop(server->core.runner, server->core.options->is_killing, stopped, server);
}

static void reload(struct server *server)
{
    struct err err;
    server_notify_reloading();
    if (server_core_reload(&server->core, &err) < 0)
        log_error("the configuration stays as it was: %s", err.text);
    else
        log_info("configuration reloaded");
    if (server->web)
        web_reload(server->web, server->core.conf);
    server_notify("READY=1");
}

static void signalled(void *ctx, int signal_number)
{
    struct server *server = ctx;
    if (signal_number == SIGHUP && !server->is_stopping)
        reload(server);
    else if (signal_number != SIGHUP && !server->is_stopping)
        begin_stop(server);
    else if (signal_number != SIGHUP)
        loop_stop(server->core.loop); /* asked twice: leave at once; files are the truth */
}

static void watchdog_fired(void *ctx)
{
    struct server *server = ctx;
    server_notify("WATCHDOG=1");
    loop_timer_arm(server->watchdog, server->watchdog_ms);
}

/* A level that the config names and that the machine does not give. `auto` asks for none. */
static void add_sandbox(const struct server_core *core, struct json *degraded)
{
    enum sandbox_level wanted = server_rules_level(core->conf);
    enum sandbox_level given = sandbox_level_of(core->rules.probe.parts);
    if (core->conf->run.sandbox == CONF_SANDBOX_AUTO || given >= wanted)
        return;
    char text[240];
    (void)snprintf(text, sizeof(text), "run.sandbox is '%s', and this machine gives '%s'%s",
                   sandbox_level_name(wanted), sandbox_level_name(given),
                   wanted == SANDBOX_LEVEL_FULL ? ": no job is run" : ""); /* fits */
    struct json *trouble = json_object();
    json_set_string(trouble, "code", "sandbox");
    json_set_string(trouble, "text", text);
    json_push(degraded, trouble);
}

/* GET /health. Before the runner is there the server only starts. */
static struct json *health(void *ctx, bool *is_ok)
{
    struct server *server = ctx;
    struct json *object = json_object();
    bool can_accept = server->core.runner != NULL;
    json_set_bool(object, "ok", can_accept); /* first in the reply; corrected below */
    json_set_string(object, "version", PIRUN_VERSION);
    json_set_string(object, "project", server->core.conf->name);
    json_set_integer(object, "pid", getpid());
    json_set_integer(object, "uptime_s", (clock_boot_ms() - server->started_ms) / 1000);
    if (can_accept)
        can_accept = runner_health(server->core.runner, object);
    struct json *degraded = json_array();
    for (const struct json *one = json_first(json_get(object, "degraded")); one;
         one = json_next(one))
        json_push(degraded, json_copy(one));
    add_sandbox(&server->core, degraded);
    json_set(object, "degraded", degraded);
    json_set_bool(object, "ok", can_accept);
    *is_ok = can_accept;
    return object;
}

static int start_web(struct server *server, struct err *err)
{
    const struct conf *conf = server->core.conf;
    const char *text = server->core.options->addr ? server->core.options->addr : conf->server.addr;
    struct conf_addr addr;
    if (conf_addr_parse(text, &addr, err) < 0)
        return err_prefix(err, "--addr");
    bool is_given = server->given.count > 0;
    if (addr.is_off && !is_given && !conf->server.socket[0])
        return 0;
    bool is_open = is_given ? server->given.is_open : !addr.is_off && !addr.is_loopback;
    if (conf->server.auth == CONF_AUTH_NONE && is_open)
        return err_set(
            err, ERR_INVALID,
            "server.auth is 'none', and '%s' is not only for this machine: use a loopback "
            "address, or set server.auth to 'token'",
            is_given ? "the socket unit of systemd" : text);
    struct web_options options = {.addr = text,
                                  .socket_path = conf->server.socket,
                                  .given = &server->given,
                                  .tls_cert = conf->server.tls.cert,
                                  .tls_key = conf->server.tls.key,
                                  .host_names = (const char *const *)conf->server.hosts,
                                  .access_log = conf->server.access_log,
                                  .max_per_address = (int)conf->server.max_connections_per_address,
                                  .write_timeout_ms = (int)conf->server.write_timeout_ms,
                                  .max_connections = (int)conf->server.max_connections,
                                  .max_body_bytes = (size_t)conf->server.max_upload_bytes,
                                  .req_timeout_ms = (int)conf->server.read_timeout_ms,
                                  .is_open = conf->server.auth == CONF_AUTH_NONE,
                                  .source = {.health = health, .ctx = server},
                                  .rooms = {.project_path = server->core.options->project_path,
                                            .spool = &server->core.spool,
                                            .conf = conf,
                                            .check = server_rules_check_web,
                                            .check_ctx = &server->core.rules}};
    server->web = web_start(server->core.loop, &options, err);
    return server->web ? 0 : -1;
}

static void start_watchdog(struct server *server)
{
    server->watchdog_ms = server_notify_watchdog_ms();
    if (server->watchdog_ms <= 0)
        return;
    server->watchdog = loop_timer_create(server->core.loop, watchdog_fired, server);
    loop_timer_arm(server->watchdog, server->watchdog_ms);
}

/* What a person at this machine, or at another one in its network, types into a browser. */
static void add_host(const struct conf_addr *addr, struct buf *out)
{
    char name[HOST_NAME_SIZE] = "";
    bool is_any = strcmp(addr->host, "0.0.0.0") == 0 || strcmp(addr->host, "::") == 0;
    if (is_any && gethostname(name, sizeof(name) - 1) == 0)
        buf_add(out, name);
    else
        buf_addf(out, addr->is_ipv6 ? "[%s]" : "%s", addr->host);
}

/* The first way in. Whoever reads this log may be the admin, for ten minutes and once. */
static void say_link(const struct server *server)
{
    struct err err;
    struct conf_addr addr;
    char secret[WEB_LINK_SIZE];
    const struct conf *conf = server->core.conf;
    const char *text = server->core.options->addr ? server->core.options->addr : conf->server.addr;
    auto_buf struct buf url;
    buf_init(&url, URL_MAX);
    if (conf_addr_parse(text, &addr, &err) < 0 || web_make_link(server->web, secret) < 0)
        return;
    buf_addf(&url, "http%s://", conf->server.tls.cert[0] ? "s" : "");
    add_host(&addr, &url);
    buf_addf(&url, ":%d/api/signin?link=%s", web_port(server->web), secret);
    log_info("to sign in, open within ten minutes, once: %s", buf_text(&url));
    explicit_bzero(secret, sizeof(secret));
    explicit_bzero(url.data, url.size);
}

static void say_ready(const struct server *server)
{
    char state[200];
    const char *name = server->core.conf->name;
    int jobs = server_rules_settings(server->core.conf, server->core.options->jobs).jobs;
    int port = server->web ? web_port(server->web) : 0;
    if (port)
        log_info("serving '%s' on port %d, %d runs at a time", name, port, jobs);
    else if (server->web)
        log_info("serving '%s' on a Unix-domain socket, %d runs at a time", name, jobs);
    else
        log_info("serving '%s' without HTTP", name);
    if (port)
        say_link(server);
    (void)snprintf(state, sizeof(state), "READY=1\nSTATUS=Serving %.120s", name); /* may be cut */
    server_notify(state);
}

static int run(struct server *server, struct err *err)
{
    if (web_given_take(&server->given, err) < 0 ||
        server_core_open(&server->core, signalled, err) < 0 || start_web(server, err) < 0 ||
        server_core_start(&server->core, NULL, NULL, err) < 0)
        return -1;
    if (server->web)
        web_set_runner(server->web, server->core.runner);
    start_watchdog(server);
    say_ready(server);
    return loop_run(server->core.loop, err);
}

int server_run(const struct server_options *options, struct err *err)
{
    struct server server = {.core = {.options = options, .kind = "serve"},
                            .started_ms = clock_boot_ms()};
    int result = run(&server, err);
    web_stop(take(server.web));
    web_given_close(&server.given);
    loop_timer_free(take(server.watchdog));
    server_core_close(&server.core);
    if (result == 0)
        log_info("stopped");
    return result;
}

#include "web/web_preview_app.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "runner/runner_queue.h"
#include "web/web_own.h"
#include "web/web_records.h"

#define LOOK_MS      100
#define LOOK_LATE_MS 1000 /* when it takes long anyway */
#define LATE_MS      10000
#define SLOW_MS      5000 /* then the text says what it waits for */

static const char *const names[] = {
    [WEB_PREVIEW_STOPPED] = "stopped", [WEB_PREVIEW_STARTING] = "starting",
    [WEB_PREVIEW_READY] = "ready",     [WEB_PREVIEW_STOPPING] = "stopping",
    [WEB_PREVIEW_FAILED] = "failed",
};

const char *web_preview_state_name(enum web_preview_state state)
{
    return names[state];
}

static void set_state(struct web_preview_app *app, enum web_preview_state state, const char *text)
{
    bool is_same = app->state == state && strcmp(app->text, text) == 0;
    app->state = state;
    (void)snprintf(app->text, sizeof(app->text), "%s", text); /* may be cut */
    if (!is_same)
        app->on_change(app->ctx);
}

/* ---- its network ---- */

static void let_go(struct web_preview_app *app)
{
    loop_timer_disarm(app->timer);
    if (app->probe >= 0)
        (void)close(take_fd(&app->probe));
    preview_reach_close(take(app->reach));
    app->is_running = false;
    app->on_sockets(app->ctx); /* who waits is told */
}

static void sockets_came(void *ctx)
{
    struct web_preview_app *app = ctx;
    app->on_sockets(app->ctx);
    if (preview_reach_broken(app->reach) && !loop_timer_is_armed(app->timer))
        loop_timer_arm(app->timer, LOOK_LATE_MS);
}

static void open_reach(struct web_preview_app *app)
{
    struct err err; /* the next look tries again */
    char id[IDENT_TEXT_SIZE];
    ident_format(&app->run, id);
    auto_free char *path = xasprintf("%s/var/runs/%s", app->web->rooms.project_path, id);
    preview_reach_close(take(app->reach));
    app->reach = preview_reach_open(app->web->loop, path, sockets_came, app, &err);
}

static bool is_broken(const struct web_preview_app *app)
{
    return !app->has_network && (!app->reach || preview_reach_broken(app->reach));
}

enum preview_socket web_preview_app_connect(struct web_preview_app *app, int *fd)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)app->port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (!app->is_running || is_broken(app))
        return PREVIEW_SOCKET_NONE;
    auto_fd int taken = app->has_network
                            ? socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)
                            : preview_reach_take(app->reach);
    if (taken < 0)
        return app->has_network ? PREVIEW_SOCKET_NONE : PREVIEW_SOCKET_LATER;
    if (connect(taken, (struct sockaddr *)&address, sizeof(address)) < 0 && errno != EINPROGRESS)
        return PREVIEW_SOCKET_NONE;
    *fd = take_fd(&taken);
    return PREVIEW_SOCKET_HERE;
}

/* Does it listen? Nothing is sent: an app sees a connection that ends at once. */
static bool is_listening(struct web_preview_app *app)
{
    int fault = 0;
    socklen_t size = sizeof(fault);
    if (app->probe < 0 && web_preview_app_connect(app, &app->probe) != PREVIEW_SOCKET_HERE)
        return false;
    struct pollfd poll_it = {.fd = app->probe, .events = POLLOUT};
    if (poll(&poll_it, 1, 0) != 1)
        return false; /* the next look sees more */
    bool is_good = getsockopt(app->probe, SOL_SOCKET, SO_ERROR, &fault, &size) == 0 && fault == 0;
    (void)close(take_fd(&app->probe));
    return is_good;
}

static void say_waiting(struct web_preview_app *app)
{
    char text[WEB_PREVIEW_TEXT];
    int64_t waited_ms = clock_boot_ms() - app->started_ms;
    const char *why = app->reach && preview_reach_broken(app->reach)
                          ? preview_reach_broken(app->reach)->text
                          : "nobody listens there";
    if (waited_ms < SLOW_MS)
        return;
    (void)snprintf(text, sizeof(text),
                   "the script runs, but does not listen on 127.0.0.1, port %d, which $HOST and "
                   "$PORT tell it: %s",
                   app->port, why); /* may be cut */
    set_state(app, WEB_PREVIEW_STARTING, text);
}

/* Once it was there, it is looked at by those who want something of it; only the way is kept. */
static void look(void *ctx)
{
    struct web_preview_app *app = ctx;
    bool is_late = clock_boot_ms() - app->started_ms > LATE_MS;
    if (!app->is_running)
        return;
    if (app->state == WEB_PREVIEW_STARTING && is_listening(app))
        set_state(app, WEB_PREVIEW_READY, "the app listens");
    if (is_broken(app))
        open_reach(app);
    bool is_starting = app->state == WEB_PREVIEW_STARTING;
    if (is_starting)
        say_waiting(app);
    if (is_starting || is_broken(app))
        loop_timer_arm(app->timer, is_late || !is_starting ? LOOK_LATE_MS : LOOK_MS);
}

/* ---- its run ---- */

void web_preview_app_init(struct web_preview_app *app, struct web *web)
{
    app->web = web;
    app->probe = -1;
    app->timer = loop_timer_create(web->loop, look, app);
    (void)snprintf(app->text, sizeof(app->text), "it was not started"); /* fits */
}

void web_preview_app_release(struct web_preview_app *app)
{
    let_go(app);
    loop_timer_free(take(app->timer));
}

bool web_preview_app_is_active(const struct web_preview_app *app)
{
    return app->state == WEB_PREVIEW_STARTING || app->state == WEB_PREVIEW_READY ||
           app->state == WEB_PREVIEW_STOPPING;
}

void web_preview_app_began(struct web_preview_app *app, const struct ident *run, int port,
                           bool has_network)
{
    let_go(app);
    app->run = *run;
    app->has_run = true;
    app->port = port;
    app->has_network = has_network;
    set_state(app, WEB_PREVIEW_STARTING, "it waits for its turn");
}

void web_preview_app_stops(struct web_preview_app *app)
{
    if (web_preview_app_is_active(app))
        set_state(app, WEB_PREVIEW_STOPPING, "it was told to end");
}

/* The port of a run that is the preview's; 0: it is none. */
static int port_of(const struct web *web, const struct job *job)
{
    const struct conf *conf = web->rooms.conf;
    bool is_ours = conf && job->key && strcmp(job->key, WEB_PREVIEW_NAME) == 0 && job->script &&
                   strcmp(job->script, conf->preview.script) == 0;
    for (size_t i = 0; is_ours && i < job->label_count; i++) {
        if (strcmp(job->labels[i].key, WEB_PREVIEW_NAME) != 0)
            continue;
        long port = strtol(job->labels[i].value, NULL, 10);
        return port > 0 && port <= UINT16_MAX ? (int)port : 0;
    }
    return 0;
}

static void run_started(struct web_preview_app *app)
{
    if (app->is_running)
        return;
    app->is_running = true;
    app->started_ms = clock_boot_ms();
    set_state(app, WEB_PREVIEW_STARTING, "the script runs and does not listen yet");
    if (!app->has_network)
        open_reach(app);
    loop_timer_arm(app->timer, LOOK_MS);
}

static void run_ended(struct web_preview_app *app, const struct run *run)
{
    char text[WEB_PREVIEW_TEXT];
    run_describe(run, text, sizeof(text));
    let_go(app);
    bool is_wanted = run->result.reason == RUN_CANCELLED || run->result.reason == RUN_SUPERSEDED;
    bool is_good = is_wanted || run->state == RUN_SUCCEEDED;
    set_state(app, is_good ? WEB_PREVIEW_STOPPED : WEB_PREVIEW_FAILED,
              is_wanted ? "it was stopped" : text);
}

static void run_waits(struct web_preview_app *app)
{
    char text[WEB_PREVIEW_TEXT] = "";
    if (app->web->runner)
        (void)runner_queue_why(app->web->runner, &app->run, text, sizeof(text));
    let_go(app);
    set_state(app, WEB_PREVIEW_STARTING, *text ? text : "it waits for its turn");
}

static void take_up(struct web_preview_app *app, const struct run *run)
{
    int port = port_of(app->web, &run->job);
    bool is_same = app->has_run && ident_equal(&run->job.id, &app->run);
    if (!is_same && port > 0 && !run_has_ended(run->state))
        web_preview_app_began(app, &run->job.id, port, run->job.network == JOB_NETWORK_FULL);
}

void web_preview_app_happened(struct web_preview_app *app, const struct runner_event *event)
{
    if (event->run && event->kind == RUNNER_RUN_QUEUED)
        take_up(app, event->run);
    if (!event->id || !app->has_run || !ident_equal(event->id, &app->run))
        return;
    switch (event->kind) {
    case RUNNER_RUN_QUEUED:
        run_waits(app);
        break;
    case RUNNER_RUN_STARTED:
        run_started(app);
        break;
    case RUNNER_RUN_ENDED:
        if (event->run) /* as promised */
            run_ended(app, event->run);
        break;
    case RUNNER_RUN_REFUSED:
        set_state(app, WEB_PREVIEW_FAILED, "its run was refused");
        break;
    case RUNNER_RUN_RECORDED:
    case RUNNER_BAD_CHANGED:
    case RUNNER_ORDER_DONE:
    case RUNNER_QUEUE_CHANGED:
        break;
    }
}

/* ---- after a restart of the server ---- */

struct recall {
    struct web_preview_app *app;
    struct web_records *records;
    struct run run;
    bool is_found;
};

static bool note_row(void *ctx, const struct store_row *row)
{
    struct ident *id = ctx;
    (void)ident_parse(row->id, strlen(row->id), id); /* the index has only such */
    return false;
}

/* On the read lane. */
static void find_latest(void *ctx)
{
    struct recall *recall = ctx;
    struct err err; /* then none is found */
    struct ident id = {0};
    static const struct ident none;
    struct store_query query = {.label_key = WEB_PREVIEW_NAME, .limit = 1};
    struct store_index *index = web_records_index(recall->records, &err);
    if (!index || store_index_query(index, &query, note_row, &id, &err) < 0 ||
        ident_equal(&id, &none))
        return;
    recall->is_found = web_records_load(recall->records, &id, &recall->run, &err) == 0;
}

/* What has happened since was told already: then there is a run. */
static void latest_found(void *ctx)
{
    struct recall *recall = ctx;
    struct web_preview_app *app = recall->app;
    const struct run *run = &recall->run;
    bool is_ours = recall->is_found && !app->has_run && port_of(app->web, &run->job) > 0;
    if (is_ours && run_has_ended(run->state)) {
        app->run = run->job.id;
        app->has_run = true;
        run_ended(app, run);
    } else if (is_ours) {
        take_up(app, run);
        if (run->state == RUN_RUNNING)
            run_started(app);
    }
    run_release(&recall->run);
    free(recall);
}

void web_preview_app_recall(struct web_preview_app *app)
{
    struct recall *recall = xcalloc(1, sizeof(*recall));
    *recall = (struct recall){.app = app, .records = app->web->records};
    run_init(&recall->run);
    lane_post(app->web->lanes[WEB_LANE_READ], find_latest, latest_found, recall);
}

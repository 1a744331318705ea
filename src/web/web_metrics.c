#include "web/web_metrics.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "job/run.h"
#include "runner/runner.h"
#include "runner/runner_observe.h"
#include "spool/spool.h"
#include "spool/spool_bad.h"
#include "web/web_expo.h"
#include "web/web_log.h"
#include "web/web_own.h"
#include "web/web_tls.h"

#define TEXT_MAX    1048576
#define LABELS_MAX  512
#define CLASSES     6 /* 1xx to 5xx, and [0] for what was never answered */
#define REASONS     (RUN_DEPENDENCY + 1)
#define STATES      (RUN_KILLED + 1)
#define ROLLUP_MAX  4096
#define STREAM_TYPE "text/event-stream"

struct route_counts {
    uint64_t by_class[CLASSES];
    struct web_histogram durations; /* without streams */
};

struct web_metrics {
    struct runner_observer *observer;
    uint64_t ended[STATES][REASONS];
    uint64_t builds[STATES];
    uint64_t started;
    int64_t output_bytes;
    struct web_histogram durations;
    struct route_counts *routes; /* by number; the last one: of no route */
    size_t route_count;
    uint64_t received_bytes, sent_bytes;
};

/* ---- counting ---- */

void web_metrics_open(struct web *web)
{
    struct web_metrics *metrics = xcalloc(1, sizeof(*metrics));
    while (web_route_at(metrics->route_count))
        metrics->route_count++;
    metrics->routes = xcalloc(metrics->route_count + 1, sizeof(*metrics->routes));
    web->metrics = metrics;
}

void web_metrics_close(struct web *web)
{
    web_metrics_observe(web, NULL);
    free(web->metrics->routes);
    free(take(web->metrics));
}

static void run_told(void *ctx, const struct runner_event *event)
{
    struct web_metrics *metrics = ctx;
    const struct run *run = event->run;
    if (event->kind == RUNNER_RUN_STARTED)
        metrics->started++;
    if (event->kind != RUNNER_RUN_ENDED || !run)
        return;
    metrics->ended[run->state][run->result.reason]++;
    metrics->output_bytes += run->result.output.bytes;
    if (run->job.build)
        metrics->builds[run->state]++;
    if (run->started_at_us)
        web_histogram_add(&metrics->durations, run->result.duration_ms * 1000);
}

void web_metrics_observe(struct web *web, struct runner *runner)
{
    struct web_metrics *metrics = web->metrics;
    runner_unobserve(take(metrics->observer));
    if (runner)
        metrics->observer = runner_observe(runner, run_told, metrics);
}

static size_t number_of(const struct web_metrics *metrics, const struct web_route *route)
{
    size_t number = 0;
    while (number < metrics->route_count && web_route_at(number) != route)
        number++;
    return number;
}

static bool is_stream(const h2o_req_t *req)
{
    ssize_t at = h2o_find_header(&req->res.headers, H2O_TOKEN_CONTENT_TYPE, -1);
    if (at < 0)
        return req->res.status == 101;
    h2o_iovec_t type = req->res.headers.entries[at].value;
    size_t size = strlen(STREAM_TYPE);
    return type.len >= size && memcmp(type.base, STREAM_TYPE, size) == 0;
}

void web_metrics_request(struct web *web, const h2o_req_t *req, const struct web_conn *conn)
{
    struct web_metrics *metrics = web->metrics;
    const struct web_call *call = conn ? conn->call : NULL;
    struct route_counts *counts =
        &metrics->routes[call ? number_of(metrics, call->route) : metrics->route_count];
    int class = req->res.status / 100;
    counts->by_class[class > 0 && class < CLASSES ? class : 0]++;
    metrics->received_bytes += req->entity.len;
    metrics->sent_bytes += req->bytes_sent;
    if (call && !is_stream(req))
        web_histogram_add(&counts->durations, clock_boot_us() - conn->began_us);
}

/* ---- telling ---- */

struct scrape {
    struct web_call *call;
    const struct spool *spool;
    int64_t posted_us, lag_us;
    struct buf text;
};

static void add_runs(const struct web_metrics *metrics, struct buf *out)
{
    web_expo_family(out, "pirun_runs_ended_total", "counter",
                    "Runs that ended, also those that never began, since the server was started");
    for (int state = 0; state < STATES; state++) {
        for (int reason = 0; reason < REASONS; reason++) {
            if (metrics->ended[state][reason] == 0)
                continue;
            auto_buf struct buf labels;
            buf_init(&labels, LABELS_MAX);
            web_expo_label(&labels, "state", run_state_name((enum run_state)state));
            web_expo_label(&labels, "reason", run_reason_name((enum run_reason)reason));
            web_expo_integer(out, "pirun_runs_ended_total", &labels,
                             (int64_t)metrics->ended[state][reason]);
        }
    }
    web_expo_one(out, "pirun_runs_started_total", "counter", "Attempts that began",
                 (int64_t)metrics->started);
    web_expo_family(out, "pirun_run_duration_seconds", "histogram",
                    "Time from start to end of the last attempt of runs that ended");
    web_expo_histogram(out, "pirun_run_duration_seconds", NULL, &metrics->durations);
    web_expo_one(out, "pirun_run_output_bytes_total", "counter",
                 "Output that ended runs wrote, dropped bytes included", metrics->output_bytes);
    web_expo_family(out, "pirun_env_builds_total", "counter", "Builds of environments that ended");
    for (int state = RUN_SUCCEEDED; state < STATES; state++) {
        auto_buf struct buf labels;
        buf_init(&labels, LABELS_MAX);
        web_expo_label(&labels, "state", run_state_name((enum run_state)state));
        web_expo_integer(out, "pirun_env_builds_total", &labels, (int64_t)metrics->builds[state]);
    }
}

static void add_queue(const struct runner *runner, struct buf *out)
{
    struct runner_counts counts;
    runner_count(runner, &counts);
    const struct {
        const char *name, *type, *help;
        int64_t value;
    } rows[] = {
        {"pirun_queue_waiting", "gauge", "Jobs that wait", counts.waiting},
        {"pirun_queue_oldest_seconds", "gauge", "How long the oldest of them has waited",
         counts.oldest_us > 0 ? (clock_wall_us() - counts.oldest_us) / 1000000 : 0},
        {"pirun_queue_paused", "gauge", "1 while nothing is started by order", counts.is_paused},
        {"pirun_runs_running", "gauge", "Runs under way", counts.running},
        {"pirun_runs_slots", "gauge", "Runs that may be under way at the same time", counts.slots},
        {"pirun_spool_accepted_total", "counter", "Files of the spool that were accepted",
         counts.accepted},
        {"pirun_spool_refused_total", "counter", "Files of the spool that went to bad/",
         counts.refused},
        {"pirun_spool_duplicates_total", "counter",
         "Files of the spool that were there already, by their id or idempotency key",
         counts.duplicates},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        web_expo_one(out, rows[i].name, rows[i].type, rows[i].help, rows[i].value);
}

static void label_route(const struct web_metrics *metrics, size_t number, struct buf *labels)
{
    const struct web_route *route = number < metrics->route_count ? web_route_at(number) : NULL;
    web_expo_label(labels, "method", route ? route->method : "any");
    web_expo_label(labels, "route", route ? route->path : "none");
}

static void add_classes(const struct web_metrics *metrics, size_t number, struct buf *out)
{
    for (int class = 0; class < CLASSES; class ++) {
        uint64_t count = metrics->routes[number].by_class[class];
        if (count == 0)
            continue;
        char name[8];
        auto_buf struct buf labels;
        buf_init(&labels, LABELS_MAX);
        (void)snprintf(name, sizeof(name), class ? "%dxx" : "none", class); /* fits */
        label_route(metrics, number, &labels);
        web_expo_label(&labels, "class", name);
        web_expo_integer(out, "pirun_http_requests_total", &labels, (int64_t)count);
    }
}

static void add_durations(const struct web_metrics *metrics, size_t number, struct buf *out)
{
    static const struct web_histogram none;
    const struct web_histogram *durations = &metrics->routes[number].durations;
    if (memcmp(durations->buckets, none.buckets, sizeof(none.buckets)) == 0)
        return;
    auto_buf struct buf labels;
    buf_init(&labels, LABELS_MAX);
    label_route(metrics, number, &labels);
    web_expo_histogram(out, "pirun_http_request_duration_seconds", &labels, durations);
}

static void add_requests(const struct web_metrics *metrics, struct buf *out)
{
    web_expo_family(out, "pirun_http_requests_total", "counter",
                    "Requests that are over, by route; 'none' where nothing is at the path");
    for (size_t i = 0; i <= metrics->route_count; i++)
        add_classes(metrics, i, out);
    web_expo_family(out, "pirun_http_request_duration_seconds", "histogram",
                    "From the whole request to the last byte of its answer, without streams");
    for (size_t i = 0; i <= metrics->route_count; i++)
        add_durations(metrics, i, out);
    web_expo_one(out, "pirun_http_received_bytes_total", "counter", "Bodies of requests",
                 (int64_t)metrics->received_bytes);
    web_expo_one(out, "pirun_http_sent_bytes_total", "counter", "Bodies of answers that are over",
                 (int64_t)metrics->sent_bytes);
}

static void add_followers(const struct web_conns *conns, struct buf *out)
{
    int64_t sse = 0;
    int64_t websockets = 0;
    list_for_each (node, &conns->all) {
        const struct web_conn *conn = list_entry(node, struct web_conn, link);
        websockets += conn->phase == WEB_CONN_STREAMS;
        sse += conn->call && conn->call->req && is_stream(conn->call->req);
    }
    const struct {
        const char *kind;
        int64_t count;
    } rows[] = {{"sse", sse}, {"websocket", websockets}};
    web_expo_family(out, "pirun_http_followers", "gauge", "Streams of events and output");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        auto_buf struct buf labels;
        buf_init(&labels, LABELS_MAX);
        web_expo_label(&labels, "kind", rows[i].kind);
        web_expo_integer(out, "pirun_http_followers", &labels, rows[i].count);
    }
}

static void add_connections(const struct web *web, struct buf *out)
{
    const struct web_conns *conns = &web->conns;
    web_expo_one(out, "pirun_http_connections", "gauge", "Open connections", conns->count);
    web_expo_one(out, "pirun_http_connections_accepted_total", "counter",
                 "Connections that were served", (int64_t)conns->accepted);
    web_expo_one(out, "pirun_http_connections_refused_total", "counter",
                 "Connections beyond the limit of their address", (int64_t)conns->refused);
    web_expo_one(out, "pirun_http_connections_timed_out_total", "counter",
                 "Connections that were ended because their peer was too slow or idle",
                 (int64_t)conns->timed_out);
    web_expo_one(out, "pirun_access_log_dropped_total", "counter",
                 "Lines of the access log that the disk was too slow for",
                 (int64_t)web_log_dropped(web));
    add_followers(conns, out);
    if (web->accept_tls.ssl_ctx)
        web_expo_one(out, "pirun_tls_certificate_left_seconds", "gauge",
                     "Until the certificate expires; below 0 since then",
                     web_tls_left_s(web->accept_tls.ssl_ctx));
}

/* The number behind NAME in the text of a file of /proc. Units: kB there, bytes here. */
static int64_t proc_bytes(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at ? strtoll(at + strlen(name), NULL, 10) * 1024 : 0;
}

/* Source: proc(5), smaps_rollup: PSS shares the pages of libraries among those who use them. */
static void add_memory(struct buf *out)
{
    auto_buf struct buf rollup;
    buf_init(&rollup, ROLLUP_MAX);
    if (fd_read_file(AT_FDCWD, "/proc/self/smaps_rollup", &rollup, NULL) < 0)
        return;
    web_expo_one(out, "process_resident_memory_bytes", "gauge", "Memory that is in RAM",
                 proc_bytes(buf_text(&rollup), "\nRss:"));
    web_expo_one(out, "pirun_memory_pss_bytes", "gauge",
                 "The same, with pages that several processes share counted by parts",
                 proc_bytes(buf_text(&rollup), "\nPss:"));
}

static void add_disk(const struct spool *spool, struct buf *out)
{
    struct statvfs fs;
    if (!spool || fstatvfs(spool->dirs.var, &fs) < 0)
        return;
    web_expo_one(out, "pirun_disk_free_bytes", "gauge", "Room for the server on the disk of var/",
                 (int64_t)(fs.f_bavail * fs.f_frsize));
    web_expo_one(out, "pirun_disk_size_bytes", "gauge", "Size of the file system of var/",
                 (int64_t)(fs.f_blocks * fs.f_frsize));
    web_expo_one(out, "pirun_bad_letters", "gauge", "Files in bad/ that wait for a decision",
                 (int64_t)spool_bad_count(spool));
}

static void ask_machine(void *ctx)
{
    struct scrape *scrape = ctx;
    struct timespec cpu = {0};
    struct buf *out = &scrape->text;
    add_memory(out);
    add_disk(scrape->spool, out);
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu); /* cannot fail */
    web_expo_family(out, "process_cpu_seconds_total", "counter", "Processor time of the server");
    web_expo_number(out, "process_cpu_seconds_total", NULL,
                    (double)cpu.tv_sec + (double)cpu.tv_nsec / 1e9);
}

static void free_scrape(struct scrape *scrape)
{
    buf_release(&scrape->text);
    web_call_let_go(scrape->call);
    free(scrape);
}

static void asked(struct web_call *call, void *ctx)
{
    struct scrape *scrape = ctx;
    struct buf *out = &scrape->text;
    const struct web *web = call->web;
    auto_buf struct buf labels;
    buf_init(&labels, LABELS_MAX);
    web_expo_label(&labels, "version", PIRUN_VERSION);
    web_expo_family(out, "pirun_info", "gauge", "The version of this server, always 1");
    web_expo_integer(out, "pirun_info", &labels, 1);
    web_expo_family(out, "pirun_loop_lag_seconds", "gauge",
                    "What a message to the event loop had to wait for its turn just now");
    web_expo_number(out, "pirun_loop_lag_seconds", NULL, (double)scrape->lag_us / 1e6);
    add_runs(web->metrics, out);
    if (web->runner)
        add_queue(web->runner, out);
    add_connections(web, out);
    add_requests(web->metrics, out);
    web_call_bytes(call, 200, WEB_EXPO_TYPE, out->data, out->size);
    free_scrape(scrape);
}

static void turn_came(void *ctx)
{
    struct scrape *scrape = ctx;
    scrape->lag_us = clock_boot_us() - scrape->posted_us;
    if (!scrape->call->req || !web_work(scrape->call, WEB_LANE_READ, ask_machine, asked, scrape))
        free_scrape(scrape);
}

static void get_metrics(struct web_call *call)
{
    struct scrape *scrape = xcalloc(1, sizeof(*scrape));
    *scrape = (struct scrape){
        .call = call, .spool = call->web->rooms.spool, .posted_us = clock_boot_us()};
    buf_init(&scrape->text, TEXT_MAX);
    web_call_hold(call);
    loop_post(call->web->loop, turn_came, scrape);
}

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/metrics",
     .role = ACCESS_VIEWER,
     .handler = get_metrics,
     .answer = "text/plain",
     .statuses = "200 503",
     .help = "Counters and gauges in the text format of Prometheus"},
};

WEB_ROUTES(web_metrics_routes, routes)

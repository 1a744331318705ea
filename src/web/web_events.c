#include "web/web_events.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "runner/runner.h"
#include "spool/spool_bad.h"
#include "ui/ui.h"
#include "web/web_events_row.h"
#include "web/web_live.h"
#include "web/web_machine.h"
#include "web/web_own.h"
#include "web/web_push.h"
#include "web/web_socket.h"
#include "web/web_stats.h"
#include "web/web_topics.h"
#include "web/web_watch.h"
#include "web/web_ws.h"

#define KEPT_EVENTS    1000 /* design: 06-ui 4.8 */
#define KEPT_BYTES     1048576
#define QUEUE_PACE_MS  200 /* between two `queue` */
#define STATS_MS       5000
#define BAD_SHOWN      20 /* refusals that are told at once; more are read with GET /api/bad */
#define BYE_RETRY_MS   1000
#define BOOT_SIZE      9
#define GIT_STATUS_MAX 1048576 /* bytes: a hundred paths at their longest fit */

enum slot {
    SLOT_QUEUE,
    SLOT_STATS,
    SLOT_GIT
};

struct web_events {
    struct web *web;
    struct web_feed feed; /* positions: the number of the event before */
    char boot[BOOT_SIZE];
    struct loop_timer *queue_timer, *stats_timer;
    int64_t queued_ms; /* when `queue` was told last */
    char *git_status;  /* as it was told last */
    bool is_reading_stats;
    bool is_reading_bad, is_bad_old;
    char bad_seen[CLOCK_TEXT_SIZE]; /* the time of the latest refusal that was told */
};

static void publish(struct web_events *events, const char *name, enum web_topic topic,
                    const struct json *json)
{
    char id[WEB_EVENT_ID_MAX];
    int64_t next = events->feed.head + 1;
    (void)snprintf(id, sizeof(id), "%s-%" PRId64, events->boot, next); /* fits */
    struct web_event *event = web_event_json(name, id, json);
    event->topic = topic;
    web_feed_add(&events->feed, next, event);
    web_feed_pump_all(&events->feed);
}

static void set(struct web_events *events, enum slot slot, const char *name, enum web_topic topic,
                const struct json *json)
{
    struct web_event *event = web_event_json(name, "", json);
    event->topic = topic;
    web_feed_set(&events->feed, slot, event);
}

bool web_events_is_heard(const struct web_events *events, unsigned topics)
{
    const struct list *readers = &events->feed.readers;
    for (struct list *node = readers->next; node != readers; node = node->next) {
        if (list_entry(node, struct web_feed_reader, in_feed)->topics & topics)
            return true;
    }
    return false;
}

static void tell_queue(void *ctx)
{
    struct web_events *events = ctx;
    const struct runner *runner = events->web->live->runner;
    if (!runner || !web_events_is_heard(events, WEB_TOPIC_QUEUE))
        return;
    auto_json struct json *queue = json_object();
    (void)runner_health(runner, queue); /* whether it accepts is in there as well */
    events->queued_ms = clock_boot_ms();
    set(events, SLOT_QUEUE, "queue", WEB_TOPIC_QUEUE, queue);
    web_feed_pump_all(&events->feed);
}

static void queue_changed(struct web_events *events)
{
    if (loop_timer_is_armed(events->queue_timer) || !web_events_is_heard(events, WEB_TOPIC_QUEUE))
        return;
    loop_timer_arm(events->queue_timer, events->queued_ms + QUEUE_PACE_MS - clock_boot_ms());
}

void web_events_file(struct web_events *events, const struct json *json)
{
    publish(events, "file", WEB_TOPIC_FILE, json);
}

static char *text_of(const struct json *json)
{
    struct buf text;
    buf_init(&text, GIT_STATUS_MAX);
    json_print(json, false, &text);
    return buf_take(&text);
}

void web_events_git(struct web_events *events, const struct json *status)
{
    free(events->git_status);
    events->git_status = text_of(status);
    publish(events, "git", WEB_TOPIC_GIT, status);
}

void web_events_git_seen(struct web_events *events, const struct json *status)
{
    auto_free char *text = text_of(status);
    if (!events->git_status || strcmp(events->git_status, text) != 0)
        web_events_git(events, status);
}

void web_events_term(struct web_events *events, const struct json *row)
{
    publish(events, "term", WEB_TOPIC_TERM, row);
}

void web_events_preview(struct web_events *events, const struct json *status)
{
    publish(events, "preview", WEB_TOPIC_PREVIEW, status);
}

void web_events_git_progress(struct web_events *events, const struct json *progress)
{
    set(events, SLOT_GIT, "git", WEB_TOPIC_GIT, progress);
    web_feed_pump_all(&events->feed);
}

/* Refusals: the reasons are read on a lane. */
struct bad {
    struct web_events *events;
    const struct spool *spool;
    struct json *letters; /* newest first */
};

static void read_bad(void *ctx)
{
    struct bad *bad = ctx;
    struct err err;
    bad->letters = spool_bad_list(bad->spool, BAD_SHOWN, &err); /* NULL: the next change tells */
}

static void tell_bad(struct web_events *events, const struct json *letter)
{
    auto_json struct json *told = json_copy(letter);
    json_set_string(told, "verdict", "refused");
    publish(events, "spool", WEB_TOPIC_SPOOL, told);
}

/* Oldest first. */
static void tell_letters(struct web_events *events, const struct json *letter)
{
    const char *time = json_get_string(letter, "time");
    if (!letter || !time || strcmp(time, events->bad_seen) <= 0)
        return;
    tell_letters(events, json_next(letter));
    (void)snprintf(events->bad_seen, sizeof(events->bad_seen), "%s", time); /* one of ours */
    tell_bad(events, letter);
}

static void look_at_bad(struct web_events *events);

static void bad_read(void *ctx)
{
    auto_free struct bad *bad = ctx;
    struct web_events *events = bad->events;
    events->is_reading_bad = false;
    tell_letters(events, json_first(bad->letters));
    json_free(bad->letters);
    if (events->is_bad_old)
        look_at_bad(events);
}

static void look_at_bad(struct web_events *events)
{
    events->is_bad_old = events->is_reading_bad;
    if (events->is_reading_bad)
        return;
    events->is_reading_bad = true;
    struct bad *bad = xcalloc(1, sizeof(*bad));
    *bad = (struct bad){.events = events, .spool = events->web->rooms.spool};
    lane_post(events->web->lanes[WEB_LANE_LIVE], read_bad, bad_read, bad);
}

static void tell_accepted(struct web_events *events, const struct run *run)
{
    char id[IDENT_TEXT_SIZE];
    auto_json struct json *told = json_object();
    ident_format(&run->job.id, id);
    json_set_string(told, "verdict", "accepted");
    json_set_string(told, "run_id", id);
    json_set_string(told, "source", job_source_name(run->job.source));
    publish(events, "spool", WEB_TOPIC_SPOOL, told);
}

static void tell_run(struct web_events *events, const struct runner_event *event)
{
    bool is_new = event->run && event->kind == RUNNER_RUN_QUEUED && event->run->attempt == 0;
    if (is_new)
        tell_accepted(events, event->run);
    auto_json struct json *row = web_events_row(event->run, event->id);
    publish(events, "run", WEB_TOPIC_RUN, row);
    queue_changed(events);
}

void web_events_happened(struct web_events *events, const struct runner_event *event)
{
    switch (event->kind) {
    case RUNNER_RUN_QUEUED:
    case RUNNER_RUN_STARTED:
    case RUNNER_RUN_ENDED:
        tell_run(events, event);
        break;
    case RUNNER_RUN_RECORDED:
    case RUNNER_QUEUE_CHANGED:
        queue_changed(events);
        break;
    case RUNNER_BAD_CHANGED:
        look_at_bad(events);
        break;
    case RUNNER_RUN_REFUSED: /* its letter is told with the others */
    case RUNNER_ORDER_DONE:  /* what it did is told as that */
        break;
    }
}

/* The machine. */
struct stats {
    struct web_events *events;
    const char *path;
    struct json *json;
};

static void read_stats(void *ctx)
{
    struct stats *stats = ctx;
    stats->json = web_stats_read(stats->path);
}

static void stats_read(void *ctx)
{
    auto_free struct stats *stats = ctx;
    struct web_events *events = stats->events;
    events->is_reading_stats = false;
    web_machine_add_cpu(events->web->machine, stats->json);
    set(events, SLOT_STATS, "stats", WEB_TOPIC_STATS, stats->json);
    json_free(stats->json);
    web_feed_pump_all(&events->feed);
    if (web_events_is_heard(events, WEB_TOPIC_STATS))
        loop_timer_arm(events->stats_timer, STATS_MS);
}

static void want_stats(void *ctx)
{
    struct web_events *events = ctx;
    if (events->is_reading_stats || events->web->live->is_stopping ||
        !web_events_is_heard(events, WEB_TOPIC_STATS))
        return;
    events->is_reading_stats = true;
    struct stats *stats = xcalloc(1, sizeof(*stats));
    *stats = (struct stats){.events = events, .path = events->web->rooms.project_path};
    lane_post(events->web->lanes[WEB_LANE_LIVE], read_stats, stats_read, stats);
}

/* Readers. */

static struct web_event *say_hello(const struct web_events *events, int64_t at, bool has_missed,
                                   const struct web_who *who)
{
    char time[CLOCK_TEXT_SIZE];
    char id[WEB_EVENT_ID_MAX];
    auto_json struct json *hello = json_object();
    clock_format(clock_wall_us(), time);
    (void)snprintf(id, sizeof(id), "%s-%" PRId64, events->boot, at); /* fits */
    json_set_string(hello, "boot", events->boot);
    json_set_integer(hello, "seq", at);
    json_set_string(hello, "time", time);
    json_set_string(hello, "version", PIRUN_VERSION);
    json_set_string(hello, "build", ui_build());
    if (events->web->rooms.conf)
        json_set_string(hello, "project", events->web->rooms.conf->name);
    if (who) {
        json_set_string(hello, "role", access_role_name(who->role));
        if (*who->name)
            json_set_string(hello, "name", who->name);
    }
    if (has_missed)
        json_set_bool(hello, "missed", true);
    return web_event_json("hello", id, hello);
}

/* So slow that its next event is gone: it begins anew. */
static void reader_behind(void *ctx, struct web_feed_reader *reader)
{
    struct web_events *events = ctx;
    int64_t head = events->feed.head;
    web_feed_give(reader, head, say_hello(events, head, true, NULL));
}

/* Who listens to what has changed: what is done for listeners alone begins or ends. */
static void listeners_changed(struct web_events *events)
{
    if (web_events_is_heard(events, WEB_TOPIC_STATS) && !loop_timer_is_armed(events->stats_timer))
        want_stats(events);
    web_watch_listen(events->web->live->watch,
                     web_events_is_heard(events, WEB_TOPIC_FILE | WEB_TOPIC_GIT));
}

static void reader_left(void *ctx, struct web_feed_reader *reader)
{
    (void)reader; /* in no list any more */
    listeners_changed(ctx);
}

/* Where LAST_ID leads on; the head and false when that is not kept any more. */
static bool find_place(const struct web_events *events, const char *last_id, int64_t *at)
{
    size_t size = strlen(events->boot);
    char *end = NULL;
    *at = events->feed.head;
    if (strncmp(last_id, events->boot, size) != 0 || last_id[size] != '-' ||
        last_id[size + 1] < '0' || last_id[size + 1] > '9')
        return false;
    long long seq = strtoll(last_id + size + 1, &end, 10);
    if (*end || seq < web_feed_oldest(&events->feed) || seq > events->feed.head)
        return false;
    *at = seq;
    return true;
}

void web_events_join(struct web_events *events, struct web_sink *sink, unsigned topics,
                     const char *last_id, const struct web_who *who)
{
    int64_t at = events->feed.head;
    bool has_missed = last_id && !find_place(events, last_id, &at);
    struct web_feed_reader *reader = web_feed_join(&events->feed, sink, at, topics, NULL);
    web_feed_give(reader, at, say_hello(events, at, has_missed, who));
    tell_queue(events);
    web_feed_pump(reader);
    listeners_changed(events);
}

void web_events_choose(struct web_events *events, struct web_sink *sink, unsigned topics)
{
    list_for_each (node, &sink->readers) {
        struct web_feed_reader *reader = list_entry(node, struct web_feed_reader, in_sink);
        if (reader->feed == &events->feed)
            reader->topics = topics;
    }
    listeners_changed(events);
}

struct web_event *web_events_bye(void)
{
    auto_json struct json *bye = json_object();
    json_set_integer(bye, "retry_ms", BYE_RETRY_MS);
    return web_event_json("bye", "", bye);
}

struct web_events *web_events_create(struct web *web)
{
    struct web_events *events = xcalloc(1, sizeof(*events));
    const struct ident random = ident_new();
    const uint8_t *bits = &random.bytes[sizeof(random.bytes) - 4];
    events->web = web;
    (void)snprintf(events->boot, sizeof(events->boot), "%02x%02x%02x%02x", bits[0], bits[1],
                   bits[2], bits[3]); /* fits */
    clock_format(clock_wall_us(), events->bad_seen);
    events->queue_timer = loop_timer_create(web->loop, tell_queue, events);
    events->stats_timer = loop_timer_create(web->loop, want_stats, events);
    web_feed_init(&events->feed, KEPT_EVENTS, KEPT_BYTES, 0);
    events->feed.on_behind = reader_behind;
    events->feed.on_left = reader_left;
    events->feed.ctx = events;
    return events;
}

void web_events_free(struct web_events *events)
{
    loop_timer_free(events->queue_timer);
    loop_timer_free(events->stats_timer);
    web_feed_release(&events->feed);
    free(events->git_status);
    free(events);
}

/* GET /api/events */

static void get_events(struct web_call *call)
{
    struct err err;
    unsigned topics = 0;
    if (web_topics_parse(&call->query, &topics, &err) < 0) {
        web_call_error(call, &err);
        return;
    }
    const char *last_id = web_call_header(call, "last-event-id");
    if (!last_id)
        last_id = web_query_text(&call->query, "last_id"); /* a WebSocket cannot send headers */
    if (web_ws_is_asked(call)) {
        web_socket_start(call, topics, last_id);
        return;
    }
    struct web_push *push = web_push_start(call);
    if (push)
        web_events_join(call->web->live->events, web_push_sink(push), topics, last_id, &call->who);
}

static const struct web_param params[] = {
    {"topics", "string", false,
     "only these, with commas: run, queue, spool, file, git, term, preview [all]"},
    {"stats", "boolean", false, "also how busy the machine is, every 5 s"},
    {"last_id", "string", false, "go on after this event, as with the header Last-Event-ID"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/events",
     .role = ACCESS_VIEWER,
     .handler = get_events,
     .params = params,
     .answer = "text/event-stream",
     .statuses = "101 200 426",
     .help = "Tells what happens in the project, as Server-Sent Events or as a WebSocket"},
};

WEB_ROUTES(web_events_routes, routes)

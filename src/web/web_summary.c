#include "web/web_summary.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "runner/runner_queue.h"
#include "spool/spool_bad.h"
#include "store/store_index_figures.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_records.h"

#define HOURS_MAX    168 /* a week: as far as the sums go */
#define DAY_HOURS    24
#define FAILING_MAX  20
#define LETTERS_MAX  10
#define SENTENCE_MAX 200
#define DAY_US       (INT64_C(24) * 3600 * 1000000)
#define LONG_AGO_US  (7 * DAY_US)

/* A script that fails, in the order of their last failures. */
struct failing {
    char *title;
    struct ident last, first;
    int64_t ended_at_us;
};

struct summary {
    struct web_records *records;
    struct runner_queue queue;
    int64_t hours;
    struct store_hour week[HOURS_MAX];
    struct failing failing[FAILING_MAX]; /* newest first */
    size_t failing_count;
    struct json *attention;
    bool has_failed;
    struct err err;
};

static void free_summary(struct summary *summary)
{
    for (size_t i = 0; i < summary->failing_count; i++)
        free(summary->failing[i].title);
    json_free(summary->attention);
    free(summary);
}

static void set_id(struct json *object, const char *key, const struct ident *id)
{
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    json_set_string(object, key, text);
}

static void set_time(struct json *object, const char *key, int64_t wall_us)
{
    char text[CLOCK_TEXT_SIZE];
    clock_format(wall_us, text);
    json_set_string(object, key, text);
}

/* The newest FAILING_MAX of all. */
static bool keep_failing(void *ctx, const struct store_failing *failing)
{
    struct summary *summary = ctx;
    struct failing *list = summary->failing;
    size_t at = summary->failing_count;
    if (at == FAILING_MAX && failing->ended_at_us <= list[FAILING_MAX - 1].ended_at_us)
        return true;
    if (at == FAILING_MAX)
        free(list[--at].title);
    summary->failing_count = at + 1;
    for (; at > 0 && list[at - 1].ended_at_us < failing->ended_at_us; at--)
        list[at] = list[at - 1];
    list[at] = (struct failing){.title = xstrdup(failing->title),
                                .last = failing->last,
                                .first = failing->first,
                                .ended_at_us = failing->ended_at_us};
    return true;
}

/* NULL: it was removed a moment ago. */
static struct json *describe_failing(const struct web_records *records,
                                     const struct failing *failing)
{
    struct err gone;
    char why[SENTENCE_MAX];
    auto_run struct run run;
    if (web_records_load(records, &failing->last, &run, &gone) < 0)
        return NULL;
    struct json *item = json_object();
    run_describe(&run, why, sizeof(why));
    json_set_string(item, "kind", "failing");
    json_set_string(item, "script", failing->title);
    set_id(item, "run_id", &failing->last);
    set_id(item, "since_run_id", &failing->first);
    json_set_string(item, "reason_text", why);
    set_time(item, "ended_at", failing->ended_at_us);
    return item;
}

static void copy(const struct json *from, const char *key, struct json *to, const char *as)
{
    const struct json *value = json_get(from, key);
    if (value)
        json_set(to, as, json_copy(value));
}

static void add_letters(const struct spool *spool, struct json *attention)
{
    struct err ignored; /* GET /api/bad tells */
    auto_json struct json *letters = spool_bad_list(spool, LETTERS_MAX, &ignored);
    for (const struct json *letter = json_first(letters); letter; letter = json_next(letter)) {
        struct json *item = json_object();
        json_set_string(item, "kind", "bad");
        copy(letter, "id", item, "id");
        copy(letter, "name", item, "name");
        copy(letter, "text", item, "error");
        copy(letter, "line", item, "line");
        copy(letter, "column", item, "column");
        copy(letter, "time", item, "at");
        json_push(attention, item);
    }
}

static void read_summary(void *ctx)
{
    struct summary *summary = ctx;
    int64_t now_us = clock_wall_us();
    struct store_index *index = web_records_index(summary->records, &summary->err);
    summary->has_failed =
        !index || store_index_hours(index, now_us, HOURS_MAX, summary->week, &summary->err) < 0 ||
        store_index_failing(index, now_us - LONG_AGO_US, keep_failing, summary, &summary->err) < 0;
    if (summary->has_failed)
        return;
    summary->attention = json_array();
    for (size_t i = 0; i < summary->failing_count; i++) {
        struct json *item = describe_failing(summary->records, &summary->failing[i]);
        if (item)
            json_push(summary->attention, item);
    }
    add_letters(web_records_spool(summary->records), summary->attention);
}

static void set_known(struct json *object, const char *key, int64_t value)
{
    if (value >= 0)
        json_set_integer(object, key, value);
}

static struct json *describe_hour(const struct store_hour *hour)
{
    struct json *item = json_object();
    set_time(item, "at", hour->began_at_us);
    json_set_integer(item, "succeeded", hour->succeeded);
    json_set_integer(item, "failed", hour->failed);
    set_known(item, "p50_ms", hour->took_p50_ms);
    set_known(item, "p95_ms", hour->took_p95_ms);
    set_known(item, "wait_p95_ms", hour->waited_p95_ms);
    return item;
}

static void add_sums(const struct summary *summary, struct json *json)
{
    int64_t failed = 0;
    int64_t succeeded = 0;
    int64_t ended = 0;
    for (size_t i = 0; i < HOURS_MAX; i++) {
        const struct store_hour *hour = &summary->week[i];
        failed += i >= HOURS_MAX - DAY_HOURS ? hour->failed : 0;
        succeeded += hour->succeeded;
        ended += hour->succeeded + hour->failed;
    }
    json_set_integer(json, "failed_24h", failed);
    json_set_integer(json, "succeeded_7d", succeeded);
    json_set_integer(json, "ended_7d", ended);
}

static void answer_summary(struct web_call *call, void *ctx)
{
    struct summary *summary = ctx;
    const struct runner_queue *queue = &summary->queue;
    if (summary->has_failed) {
        web_call_error(call, &summary->err);
        free_summary(summary);
        return;
    }
    auto_json struct json *json = json_object();
    struct json *hours = json_array();
    json_set_integer(json, "running", (int64_t)queue->running);
    json_set_integer(json, "waiting", (int64_t)queue->waiting);
    json_set_integer(json, "slots", queue->slots);
    json_set_bool(json, "is_paused", queue->is_paused);
    json_set_bool(json, "is_draining", queue->is_draining);
    add_sums(summary, json);
    for (size_t i = (size_t)(HOURS_MAX - summary->hours); i < HOURS_MAX; i++)
        json_push(hours, describe_hour(&summary->week[i]));
    json_set(json, "hours", hours);
    json_set(json, "attention", take(summary->attention));
    web_call_json(call, 200, json);
    free_summary(summary);
}

static void get_summary(struct web_call *call)
{
    static const struct web_range range = {1, HOURS_MAX, DAY_HOURS};
    struct err err = {0};
    int64_t hours = 0;
    if (!web_order_has_runner(call))
        return;
    if (web_query_integer(&call->query, "hours", &range, &hours, &err)) {
        web_call_error(call, &err);
        return;
    }
    struct summary *summary = xcalloc(1, sizeof(*summary));
    summary->records = call->web->records;
    summary->hours = hours;
    runner_queue_look(call->web->runner, &summary->queue);
    if (!web_work(call, WEB_LANE_READ, read_summary, answer_summary, summary))
        free_summary(summary);
}

static const struct web_param params[] = {
    {"hours", "integer", false, "hours of the clock that are told, 1 to 168; without it 24"}, {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/summary",
     .role = ACCESS_VIEWER,
     .handler = get_summary,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 503",
     .help = "What runs and waits, how the hours went (the last one is the present one; times to a "
             "thirty-second), and what needs attention: scripts whose newest run of the last 7 "
             "days failed, and files that were refused. Cancelled runs count as neither"},
};

WEB_ROUTES(web_summary_routes, routes)

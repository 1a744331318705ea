#include "web/web_queue.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "job/run_json.h"
#include "runner/runner_queue.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_records.h"

#define LIMIT_MAX     1000
#define LIMIT_DEFAULT 200

struct waiting {
    struct ident id;
    enum run_wait wait;
    char text[200];
};

/* The answer in the making: the loop knows the order, the files know the rest. */
struct view {
    struct web_records *records;
    struct runner_queue queue;
    size_t count;
    struct waiting *waiting;
    struct json *items;
};

static void free_view(struct view *view)
{
    json_free(view->items);
    free(view->waiting);
    free(view);
}

static void set_time(struct json *object, const char *key, int64_t wall_us)
{
    char text[CLOCK_TEXT_SIZE];
    if (wall_us <= 0)
        return;
    clock_format(wall_us, text);
    json_set_string(object, key, text);
}

static void describe_job(const struct job *job, struct json *item)
{
    json_set_string(item, "title", job_title(job));
    json_set_string(item, "source", job_source_name(job->source));
    json_set_string(item, "submitted_by", job->submitted_by);
    json_set_string(item, "key", job->key);
    json_set_integer(item, "priority", job->priority);
    json_set_integer(item, "seq", job->seq);
    set_time(item, "submitted_at", job->submitted_at_us);
    set_time(item, "queued_at", job->queued_at_us);
    set_time(item, "not_before", job->not_before_us);
    set_time(item, "expires", job->expires_us);
}

static struct json *describe(struct web_records *records, const struct waiting *waiting)
{
    char id[IDENT_TEXT_SIZE];
    struct err gone; /* it may start at any moment: then its id and reason are all there is */
    auto_run struct run run;
    struct json *item = json_object();
    ident_format(&waiting->id, id);
    json_set_string(item, "id", id);
    if (web_records_load(records, &waiting->id, &run, &gone) == 0)
        describe_job(&run.job, item);
    struct json *why = json_object();
    json_set_string(why, "code", run_wait_name(waiting->wait));
    json_set_string(why, "text", waiting->text);
    json_set(item, "waiting", why);
    return item;
}

static void read_files(void *ctx)
{
    struct view *view = ctx;
    for (size_t i = 0; i < view->count; i++)
        json_push(view->items, describe(view->records, &view->waiting[i]));
}

static void answer_queue(struct web_call *call, void *ctx)
{
    struct view *view = ctx;
    const struct runner_queue *queue = &view->queue;
    auto_json struct json *json = json_object();
    json_set(json, "waiting", take(view->items));
    json_set_integer(json, "total", (int64_t)queue->waiting);
    json_set_integer(json, "running", (int64_t)queue->running);
    json_set_integer(json, "slots", queue->slots);
    json_set_bool(json, "is_paused", queue->is_paused);
    json_set_bool(json, "is_draining", queue->is_draining);
    web_call_json(call, 200, json);
    free_view(view);
}

static void fill(const struct runner *runner, size_t skip, size_t limit, struct view *view)
{
    auto_free struct ident *ids = xcalloc(limit, sizeof(*ids));
    runner_queue_look(runner, &view->queue);
    view->count = runner_queue_list(runner, skip, ids, limit);
    view->waiting = xcalloc(view->count + 1, sizeof(*view->waiting));
    for (size_t i = 0; i < view->count; i++) {
        struct waiting *waiting = &view->waiting[i];
        waiting->id = ids[i];
        waiting->wait = runner_queue_why(runner, &ids[i], waiting->text, sizeof(waiting->text));
    }
}

static void get_queue(struct web_call *call)
{
    static const struct web_range limits = {1, LIMIT_MAX, LIMIT_DEFAULT};
    static const struct web_range skips = {0, INT32_MAX, 0};
    struct err err = {0};
    int64_t limit = 0;
    int64_t skip = 0;
    if (!web_order_has_runner(call))
        return;
    if (web_query_integer(&call->query, "limit", &limits, &limit, &err) ||
        web_query_integer(&call->query, "skip", &skips, &skip, &err)) {
        web_call_error(call, &err);
        return;
    }
    struct view *view = xcalloc(1, sizeof(*view));
    view->records = call->web->records;
    view->items = json_array();
    fill(call->web->runner, (size_t)skip, (size_t)limit, view);
    if (!web_work(call, WEB_LANE_READ, read_files, answer_queue, view))
        free_view(view);
}

static void answer_order(struct web_call *call, enum job_op op, const struct ident *order,
                         const struct ident *target)
{
    (void)order;
    (void)target;
    auto_json struct json *json = json_object();
    json_set_string(json, "op", job_op_name(op));
    json_set_bool(json, "done", true);
    web_call_json(call, 200, json);
}

static void give(struct web_call *call, enum job_op op)
{
    struct err err = {0};
    if (!web_order_has_runner(call))
        return;
    auto_json struct json *body = web_call_fields(call, &err);
    if (body)
        web_order_give(call, &(struct web_order){.op = op}, answer_order);
    else
        web_call_error(call, &err);
}

static void post_pause(struct web_call *call)
{
    give(call, JOB_OP_PAUSE);
}

static void post_resume(struct web_call *call)
{
    give(call, JOB_OP_RESUME);
}

static void post_drain(struct web_call *call)
{
    give(call, JOB_OP_DRAIN);
}

static const struct web_param params[] = {
    {"limit", "integer", false, "jobs that are listed, 1 to 1000; without it 200"},
    {"skip", "integer", false, "jobs that are left out before"},
    {0}};

static const struct web_param no_fields[] = {{0}};

#define ORDER(name, call, what)                                                                 \
    {                                                                                           \
        .method = "POST", .path = "/api/queue/" name, .role = ACCESS_RUNNER, .handler = (call), \
        .body = WEB_BODY_JSON, .body_max = 4096, .fields = no_fields,                           \
        .answer = "application/json", .statuses = "200 202 400 503 507", .help = (what)         \
    }

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/queue",
     .role = ACCESS_VIEWER,
     .handler = get_queue,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 503",
     .help = "What waits, in the order in which it would start, and why"},
    ORDER("pause", post_pause, "Starts nothing any more; what runs goes on"),
    ORDER("resume", post_resume, "Lets jobs start again after pause or drain"),
    ORDER("drain", post_drain, "Lets what runs end and starts nothing more in this server"),
};

WEB_ROUTES(web_queue_routes, routes)

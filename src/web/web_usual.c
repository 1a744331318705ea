#include "web/web_usual.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "store/store_index_figures.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_records.h"

#define TITLE_MAX 4095
#define LAST_MAX  20
#define ARGS_MAX  10
#define ARGS_LOOK 100 /* newest runs whose arguments are looked at */

#define GOOD (1U << STORE_SUCCEEDED)
#define OVER (1U << STORE_SUCCEEDED | 1U << STORE_FAILED | 1U << STORE_OTHER)
#define ANY  (OVER | 1U << STORE_NOT_ENDED)

struct look {
    struct web_records *records;
    char *script;
    struct json *answer; /* NULL: it failed */
    struct err err;
};

static void free_look(struct look *look)
{
    json_free(look->answer);
    free(look->script);
    free(look);
}

static void set_id(struct json *object, const struct ident *id)
{
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    json_set_string(object, "run_id", text);
}

static int compare_ms(const void *a, const void *b)
{
    const struct store_took *one = a;
    const struct store_took *other = b;
    return (one->took_ms > other->took_ms) - (one->took_ms < other->took_ms);
}

/* Of COUNT runs, in the order of their times. */
static void set_percentile(struct json *json, const char *key, const struct store_took *took,
                           size_t count, size_t percent)
{
    if (count > 0)
        json_set_integer(json, key, took[(count * percent + 99) / 100 - 1].took_ms);
}

static void add_last(struct json *json, const struct store_took *took, size_t count)
{
    struct json *last = json_array();
    for (size_t i = 0; i < count; i++) {
        struct json *item = json_object();
        set_id(item, &took[i].id);
        json_set_string(item, "state", run_state_name(took[i].state));
        json_set_integer(item, "took_ms", took[i].took_ms);
        json_push(last, item);
    }
    json_set(json, "last", last);
}

static void read_usual(void *ctx)
{
    struct look *look = ctx;
    size_t count = 0;
    auto_free struct store_took *took = xcalloc(STORE_TOOK_MAX, sizeof(*took));
    struct store_index *index = web_records_index(look->records, &look->err);
    struct store_took_query query = {
        .title = look->script, .outcomes = GOOD, .limit = STORE_TOOK_MAX};
    if (!index || store_index_took(index, &query, took, &count, &look->err) < 0)
        return;
    auto_json struct json *json = json_object();
    if (count > 0)
        qsort(took, count, sizeof(*took), compare_ms);
    set_percentile(json, "p50_ms", took, count, 50);
    set_percentile(json, "p95_ms", took, count, 95);
    json_set_integer(json, "count", (int64_t)count);
    query.outcomes = OVER;
    query.limit = LAST_MAX;
    if (store_index_took(index, &query, took, &count, &look->err) < 0)
        return;
    add_last(json, took, count);
    look->answer = take(json);
}

static struct json *args_of(const struct job *job)
{
    struct json *args = json_array();
    for (size_t i = 0; i < job->arg_count; i++)
        json_push(args, json_new_string(job->args[i]));
    return args;
}

static bool has_args(const struct json *item, const struct job *job)
{
    const struct json *args = json_get(item, "args");
    const struct json *arg = json_first(args);
    if (json_count(args) != job->arg_count)
        return false;
    for (size_t i = 0; i < job->arg_count; i++, arg = json_next(arg)) {
        if (strcmp(json_string(arg), job->args[i]) != 0)
            return false;
    }
    return true;
}

static bool is_listed(const struct json *sets, const struct job *job)
{
    for (const struct json *item = json_first(sets); item; item = json_next(item)) {
        if (has_args(item, job))
            return true;
    }
    return false;
}

static void add_args(const struct look *look, const struct store_took *took, struct json *sets)
{
    char at[CLOCK_TEXT_SIZE];
    struct err gone;
    auto_run struct run run;
    if (web_records_load(look->records, &took->id, &run, &gone) < 0 || is_listed(sets, &run.job))
        return;
    struct json *item = json_object();
    json_set(item, "args", args_of(&run.job));
    set_id(item, &took->id);
    json_set_string(item, "state", run_state_name(run.state));
    clock_format(took->queued_at_us, at);
    json_set_string(item, "at", at);
    json_push(sets, item);
}

static void read_args(void *ctx)
{
    struct look *look = ctx;
    size_t count = 0;
    struct store_took took[ARGS_LOOK];
    struct store_index *index = web_records_index(look->records, &look->err);
    const struct store_took_query query = {
        .title = look->script, .outcomes = ANY, .limit = ARGS_LOOK};
    if (!index || store_index_took(index, &query, took, &count, &look->err) < 0)
        return;
    struct json *sets = json_array();
    for (size_t i = 0; i < count && json_count(sets) < ARGS_MAX; i++)
        add_args(look, &took[i], sets);
    look->answer = json_object();
    json_set(look->answer, "sets", sets);
}

static void answer(struct web_call *call, void *ctx)
{
    struct look *look = ctx;
    if (look->answer)
        web_call_json(call, 200, look->answer);
    else
        web_call_error(call, &look->err);
    free_look(look);
}

static void ask(struct web_call *call, web_work_cb work)
{
    struct err err = {0};
    const char *script = web_query_text(&call->query, "script");
    if (!web_order_has_runner(call))
        return;
    if (!script || !*script || strlen(script) > TITLE_MAX) {
        (void)err_set(&err, ERR_INVALID, "which script? Give 'script', as its runs show it");
        web_call_error(call, &err);
        return;
    }
    struct look *look = xcalloc(1, sizeof(*look));
    look->records = call->web->records;
    look->script = xstrdup(script);
    if (!web_work(call, WEB_LANE_READ, work, answer, look))
        free_look(look);
}

static void get_usual(struct web_call *call)
{
    ask(call, read_usual);
}

static void get_args(struct web_call *call)
{
    ask(call, read_args);
}

static const struct web_param params[] = {
    {"script", "string", true, "path of the script, or name of the module, as its runs show it"},
    {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/run/usual",
     .role = ACCESS_VIEWER,
     .handler = get_usual,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 503",
     .help = "How long a script usually takes: of its last successes, 200 at most ('count'), and "
             "how its last 20 runs ended"},
    {.method = "GET",
     .path = "/api/run/args",
     .role = ACCESS_VIEWER,
     .handler = get_args,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 503",
     .help = "The last 10 different lists of arguments of a script, of its 100 newest runs"},
};

WEB_ROUTES(web_usual_routes, routes)

#include "web/web_runs.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "store/store_row.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_records.h"

#define LIMIT_MAX     200
#define LIMIT_DEFAULT 50
#define TEXT_MAX      200 /* bytes of what is searched for */

struct page {
    struct web_records *records;
    struct store_query query; /* its strings are the ones below */
    char *state, *source, *text, *label_key, *label_value;
    struct json *runs;
    int64_t last_seq;
    bool has_failed;
    struct err err;
};

static void free_page(struct page *page)
{
    free(page->state);
    free(page->source);
    free(page->text);
    free(page->label_key);
    free(page->label_value);
    json_free(page->runs);
    free(page);
}

static bool add_row(void *ctx, const struct store_row *row)
{
    struct page *page = ctx;
    page->last_seq = row->seq;
    json_push(page->runs, store_row_json(row));
    return true;
}

static void read_page(void *ctx)
{
    struct page *page = ctx;
    struct store_index *index = web_records_index(page->records, &page->err);
    page->has_failed =
        !index || store_index_query(index, &page->query, add_row, page, &page->err) < 0;
}

static void answer_page(struct web_call *call, void *ctx)
{
    struct page *page = ctx;
    if (page->has_failed) {
        web_call_error(call, &page->err);
    } else {
        auto_json struct json *json = json_object();
        bool is_full = json_count(page->runs) == (size_t)page->query.limit;
        json_set(json, "runs", take(page->runs));
        if (is_full && page->last_seq > 1)
            json_set_integer(json, "next", page->last_seq);
        web_call_json(call, 200, json);
    }
    free_page(page);
}

static int check_name(bool is_known, const char *name, const char *value, const char *words,
                      struct err *err)
{
    if (is_known)
        return 0;
    return err_set(err, ERR_INVALID, "the parameter '%s' is '%.40s': it can be %s", name, value,
                   words);
}

static char *copy(const struct web_query *query, const char *name)
{
    const char *text = web_query_text(query, name);
    return text && *text ? xstrdup(text) : NULL; /* a form sends what was left empty, too */
}

static int read_names(const struct web_query *query, struct page *page, struct err *err)
{
    enum run_state state = RUN_QUEUED;
    enum job_source source = JOB_FROM_FILE;
    page->state = copy(query, "state");
    page->source = copy(query, "source");
    page->text = copy(query, "q");
    if (page->state && check_name(run_state_parse(page->state, &state), "state", page->state,
                                  "queued, running, succeeded, failed or killed", err))
        return -1;
    if (page->source && check_name(job_source_parse(page->source, &source), "source", page->source,
                                   "cli, cron, git, http or file", err))
        return -1;
    if (page->text && strlen(page->text) > TEXT_MAX)
        return err_set(err, ERR_INVALID, "the parameter 'q' is longer than %d bytes", TEXT_MAX);
    return 0;
}

static void read_label(const struct web_query *query, struct page *page)
{
    page->label_key = copy(query, "label");
    char *equals = page->label_key ? strchr(page->label_key, '=') : NULL;
    if (!equals)
        return;
    page->label_value = xstrdup(equals + 1);
    *equals = '\0';
}

static int read_numbers(const struct web_query *query, struct page *page, struct err *err)
{
    static const struct web_range limits = {1, LIMIT_MAX, LIMIT_DEFAULT};
    static const struct web_range cursors = {1, JSON_INTEGER_MAX, 0};
    int64_t limit = 0;
    auto_free char *since = copy(query, "since");
    if (web_query_integer(query, "limit", &limits, &limit, err) ||
        web_query_integer(query, "before", &cursors, &page->query.before_seq, err))
        return -1;
    page->query.limit = (int)limit;
    if (since && clock_parse(since, &page->query.since_us, err) < 0)
        return err_prefix(err, "the parameter 'since'");
    return 0;
}

static void get_runs(struct web_call *call)
{
    struct err err = {0};
    if (!web_order_has_runner(call))
        return;
    struct page *page = xcalloc(1, sizeof(*page));
    page->records = call->web->records;
    page->runs = json_array();
    read_label(&call->query, page);
    if (read_names(&call->query, page, &err) || read_numbers(&call->query, page, &err)) {
        web_call_error(call, &err);
        free_page(page);
        return;
    }
    page->query.state = page->state;
    page->query.source = page->source;
    page->query.text = page->text;
    page->query.label_key = page->label_key;
    page->query.label_value = page->label_value;
    if (!web_work(call, WEB_LANE_READ, read_page, answer_page, page))
        free_page(page);
}

static const struct web_param params[] = {
    {"state", "string", false, "queued, running, succeeded, failed or killed"},
    {"source", "string", false, "cli, cron, git, http or file"},
    {"label", "string", false, "a label's KEY, or KEY=VALUE"},
    {"q", "string", false, "a part of the script's name, the key or a label"},
    {"since", "string", false, "accepted at or after this time, RFC 3339"},
    {"before", "integer", false, "the page before this accept number: 'next' of the page before"},
    {"limit", "integer", false, "runs of a page, 1 to 200; without it 50"},
    {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/runs",
     .role = ACCESS_VIEWER,
     .handler = get_runs,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 503",
     .help = "A page of runs, newest first; 'next' is there when there may be older ones"},
};

WEB_ROUTES(web_runs_routes, routes)

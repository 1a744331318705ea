/* Lists there: pages of /api/runs until there are as many as were asked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_there.h"
#include "remote/remote_request.h"

#define LABELS_CAP ((size_t)64 * 1024)
#define PAGE_MAX   200 /* rows that a server gives at once */

/* The texts of a query. */
struct page {
    const struct store_query *query;
    char since[CLOCK_TEXT_SIZE];
    char limit[24];
    char *label;
    char *before; /* NULL: from the newest */
};

static void page_release(struct page *page)
{
    free(page->label);
    free(page->before);
}

static void page_init(struct page *page, const struct store_query *query)
{
    *page = (struct page){.query = query};
    if (query->since_us)
        clock_format(query->since_us, page->since);
    if (query->label_key)
        page->label = xasprintf("%s%s%s", query->label_key, query->label_value ? "=" : "",
                                query->label_value ? query->label_value : "");
    if (query->before_seq)
        page->before = xasprintf("%lld", (long long)query->before_seq);
}

static struct json *ask_page(struct cli_place *place, struct page *page, size_t count,
                             struct err *err)
{
    const struct store_query *query = page->query;
    (void)snprintf(page->limit, sizeof(page->limit), "%zu", count); /* fits */
    const struct remote_pair pairs[] = {
        {"state", query->state},
        {"source", query->source},
        {"label", page->label},
        {"q", query->text},
        {"since", page->since[0] ? page->since : NULL},
        {"before", page->before},
        {"limit", page->limit},
    };
    const struct remote_request request = {
        .method = "GET", .path = "/api/runs", .query = pairs, .query_count = ARRAY_LEN(pairs)};
    return remote_ask(place->remote, &request, err);
}

static int64_t read_time(const struct json *record, const char *key)
{
    int64_t wall_us = 0;
    const char *text = json_get_string(record, key);
    return text && clock_parse(text, &wall_us, NULL) == 0 ? wall_us : 0;
}

static char *read_labels(const struct json *record)
{
    const struct json *labels = json_get(record, "labels");
    auto_buf struct buf text;
    buf_init(&text, LABELS_CAP);
    if (!labels)
        return NULL;
    json_print(labels, false, &text);
    return buf_ok(&text) ? buf_take(&text) : NULL;
}

/* What a list shows of a run, under the names of the record. Errors: ERR_REMOTE. */
static int add_row(const struct cli_place *place, const struct json *record, struct cli_rows *rows,
                   struct err *err)
{
    struct ident id;
    struct cli_row row = {.state = RUN_QUEUED};
    const char *title = json_get_string(record, "title");
    const char *state = json_get_string(record, "state");
    const char *reason = json_get_string(record, "reason");
    const char *source = json_get_string(record, "source");
    if (cli_there_id(place, record, "id", &id, err) < 0)
        return -1;
    if (!state || !run_state_parse(state, &row.state))
        return cli_there_fail(place, "state of a run", err);
    (void)run_reason_parse(reason ? reason : "", &row.reason); /* else there is none */
    (void)job_source_parse(source ? source : "", &row.source); /* else the first one */
    ident_format(&id, row.id);
    row.seq = json_get_integer(record, "seq", 0);
    row.exit_code = (int)json_get_integer(record, "exit_code", 0);
    row.signal = (int)json_get_integer(record, "signal", 0);
    row.attempt = (int)json_get_integer(record, "attempt", 0);
    row.duration_ms = json_get_integer(record, "duration_ms", 0);
    row.output_bytes = json_get_integer(json_get(record, "output"), "bytes", 0);
    row.submitted_at_us = read_time(record, "submitted_at");
    row.queued_at_us = read_time(record, "queued_at");
    row.started_at_us = read_time(record, "started_at");
    row.ended_at_us = read_time(record, "ended_at");
    row.title = xstrdup(title ? title : "");
    row.key = xstrdup(json_get_string(record, "key"));
    row.submitted_by = xstrdup(json_get_string(record, "submitted_by"));
    row.labels_json = read_labels(record);
    *cli_rows_add(rows) = row;
    return 0;
}

/* A full record, or as much of it as a list shows. */
static int add_record(struct cli_place *place, const struct json *record, struct cli_rows *rows,
                      struct err *err)
{
    auto_run struct run run;
    run_init(&run);
    if (!json_get(record, "job"))
        return add_row(place, record, rows, err);
    if (cli_there_record(place, record, &run, err) < 0)
        return -1;
    cli_row_fill(cli_rows_add(rows), &run);
    return 0;
}

/* A cursor is a number or a text, ours to give back. */
static char *read_cursor(const struct json *answer)
{
    int64_t number = 0;
    const struct json *next = json_get(answer, "next");
    if (next && json_integer(next, &number))
        return xasprintf("%lld", (long long)number);
    return xstrdup(json_string(next));
}

static int add_page(struct cli_place *place, struct page *page, struct cli_rows *rows,
                    struct err *err)
{
    size_t wanted = (size_t)page->query->limit;
    size_t left = wanted - rows->count;
    auto_json struct json *answer = ask_page(place, page, left < PAGE_MAX ? left : PAGE_MAX, err);
    const struct json *runs = json_get(answer, "runs");
    if (!answer)
        return -1;
    if (!runs || json_type(runs) != JSON_ARRAY)
        return cli_there_fail(place, "runs", err);
    for (const struct json *record = json_first(runs); record && rows->count < wanted;
         record = json_next(record)) {
        if (add_record(place, record, rows, err) < 0)
            return -1;
    }
    free(page->before);
    page->before = json_first(runs) ? read_cursor(answer) : NULL;
    return 0;
}

int cli_there_rows(struct cli_place *place, const struct store_query *query, struct cli_rows *out,
                   struct err *err)
{
    auto_rows struct cli_rows rows = {0};
    __attribute__((cleanup(page_release))) struct page page;
    page_init(&page, query);
    do {
        if (add_page(place, &page, &rows, err) < 0)
            return -1;
    } while (page.before && rows.count < (size_t)query->limit);
    *out = rows;
    rows = (struct cli_rows){0};
    return 0;
}

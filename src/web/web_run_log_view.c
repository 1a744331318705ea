#include "web/web_run_log_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "web/web_byterange.h"
#include "web/web_output.h"
#include "web/web_run_log_search.h"
#include "web/web_run_log_times.h"

#define TAIL_KB_DEFAULT 64
#define TAIL_KB_MAX     1048576 /* 1 GiB */
#define KB              1024

/* The parameters that say where to begin: one of them at most. */
static const struct place {
    const char *name;
    enum web_run_log_from how;
    struct web_range range;
} places[] = {
    {"tail_kb", WEB_RUN_LOG_TAIL_BYTES, {0, TAIL_KB_MAX, 0}},
    {"tail", WEB_RUN_LOG_TAIL_LINES, {0, INT64_MAX, 0}},
    {"offset", WEB_RUN_LOG_OFFSET, {0, INT64_MAX, 0}},
    {"line", WEB_RUN_LOG_LINE, {1, INT64_MAX, 1}},
    {"since", WEB_RUN_LOG_TIME, {0, 0, 0}},
};

static int read_place(struct web_run_log_view *view, const struct web_query *query, struct err *err)
{
    const struct place *chosen = NULL;
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        if (!web_query_text(query, places[i].name))
            continue;
        if (chosen)
            return err_set(err, ERR_INVALID, "'%s' and '%s' cannot be given together", chosen->name,
                           places[i].name);
        chosen = &places[i];
    }
    bool is_whole = view->is_download || view->range || web_run_log_view_is_about(view);
    if (!chosen) {
        view->how = is_whole ? WEB_RUN_LOG_OFFSET : WEB_RUN_LOG_TAIL_BYTES;
        view->number = is_whole ? 0 : (int64_t)TAIL_KB_DEFAULT * KB;
        return 0;
    }
    free(view->range); /* a part of a part is no part of what a Range header means */
    view->range = NULL;
    view->how = chosen->how;
    if (chosen->how == WEB_RUN_LOG_TIME)
        return clock_parse(web_query_text(query, chosen->name), &view->number, err)
                   ? err_prefix(err, "parameter 'since'")
                   : 0;
    if (web_query_integer(query, chosen->name, &chosen->range, &view->number, err))
        return -1;
    if (chosen->how == WEB_RUN_LOG_TAIL_BYTES)
        view->number *= KB;
    return 0;
}

static int read_stream(struct web_run_log_view *view, const struct web_query *query,
                       struct err *err)
{
    const char *text = web_query_text(query, "stream");
    if (!text)
        return 0;
    for (int stream = OUTPUT_STDOUT; stream <= OUTPUT_STDERR; stream++) {
        if (strcmp(text, web_output_stream_name((enum output_stream)stream)) == 0)
            view->stream = stream;
    }
    if (!view->stream)
        return err_set(err, ERR_INVALID, "parameter 'stream' is '%.40s': use stdout or stderr",
                       text);
    if (web_run_log_view_is_about(view))
        return err_set(err, ERR_INVALID, "this looks at both streams: leave out 'stream'");
    free(view->range);
    view->range = NULL;
    return 0;
}

static int read_search(struct web_run_log_view *view, const struct web_query *query,
                       struct err *err)
{
    const char *text = web_query_text(query, "search");
    if (web_query_flag(query, "find_error", &view->finds_error, err) < 0 ||
        web_query_flag(query, "times", &view->tells_times, err) < 0)
        return -1;
    if ((text != NULL) + view->finds_error + view->tells_times > 1)
        return err_set(err, ERR_INVALID,
                       "'search', 'find_error' and 'times' cannot be given together");
    if (!text)
        return 0;
    if (!*text || strlen(text) > OUTPUT_SEARCH_MAX)
        return err_set(err, ERR_INVALID, "parameter 'search' must have 1 to %d bytes",
                       OUTPUT_SEARCH_MAX);
    view->text = xstrdup(text);
    return 0;
}

int web_run_log_view_parse(struct web_run_log_view *view, const struct web_query *query,
                           const char *range, struct err *err)
{
    static const struct web_range any = {1, INT64_MAX, 0};
    static const struct web_range attempts = {1, INT32_MAX, 0};
    const char *run = web_query_text(query, "run_id");
    int64_t attempt = 0;
    if (!run || !*run)
        return err_set(err, ERR_INVALID, "parameter 'run_id' is missing: which run?");
    (void)snprintf(view->run, sizeof(view->run), "%s", run); /* what is longer is no id either */
    view->range = xstrdup(range);
    if (web_query_flag(query, "download", &view->is_download, err) ||
        read_search(view, query, err) || read_stream(view, query, err) ||
        read_place(view, query, err) ||
        web_query_integer(query, "limit", &any, &view->limit, err) ||
        web_query_integer(query, "lines", &any, &view->lines, err) ||
        web_query_integer(query, "attempt", &attempts, &attempt, err))
        return -1;
    view->attempt = (int)attempt;
    return 0;
}

bool web_run_log_view_is_about(const struct web_run_log_view *view)
{
    return view->text || view->finds_error || view->tells_times;
}

void web_run_log_view_release(struct web_run_log_view *view)
{
    if (view->reader)
        output_reader_close(take(view->reader));
    free(take(view->text));
    free(take(view->range));
    json_free(take(view->found));
}

static int64_t begin_of(struct web_run_log_view *view)
{
    struct output_reader *reader = view->reader;
    switch (view->how) {
    case WEB_RUN_LOG_TAIL_BYTES:
        return view->size > view->number ? view->size - view->number : 0;
    case WEB_RUN_LOG_TAIL_LINES:
        return output_tail_offset(reader, view->number);
    case WEB_RUN_LOG_OFFSET:
        return view->number;
    case WEB_RUN_LOG_LINE:
        return output_line_offset(reader, view->number);
    case WEB_RUN_LOG_TIME:
        return output_time_offset(reader, view->number);
    }
    return 0;
}

/* A 206 is one stretch of bytes, so it ends where the hole begins, or begins where it ends: a
 * server may answer with less than it was asked for. Source: RFC 9110 15.3.7. */
static void apply_range(struct web_run_log_view *view)
{
    int64_t from = view->size;
    int64_t length = 0;
    enum web_byterange_verdict verdict =
        web_byterange_parse(view->range, view->size, &from, &length);
    if (verdict == WEB_BYTERANGE_ALL)
        return;
    int64_t to = from + length;
    if (view->has_hole && from < view->hole_to && to > view->hole_from) {
        if (from < view->hole_from)
            to = view->hole_from;
        else
            from = view->hole_to;
    }
    view->is_part = verdict == WEB_BYTERANGE_PART && from < to;
    view->is_out_of_range = !view->is_part;
    view->from = from;
    view->to = view->is_part ? to : from;
}

static void find_place(struct web_run_log_view *view)
{
    struct output_reader *reader = view->reader;
    view->size = output_size(reader);
    view->has_hole = output_hole(reader, &view->hole_from, &view->hole_to);
    int64_t from = begin_of(view);
    view->from = from < view->size ? from : view->size;
    view->to = view->size;
    if (view->lines) {
        int64_t line = output_offset_line(reader, view->from);
        int64_t most = INT64_MAX - line;
        view->to = output_line_offset(reader, line + (view->lines < most ? view->lines : most));
    }
    if (view->limit && view->limit < view->to - view->from)
        view->to = view->from + view->limit;
    apply_range(view);
    view->line = output_offset_line(reader, view->from);
}

/* A run that has written nothing has an empty output; one whose output is gone has none. */
static int explain_none(struct web_run_log_view *view, const struct run *run)
{
    if (view->err.code != ERR_NOT_FOUND)
        return -1;
    if (run_has_ended(run->state) && run->result.output.bytes > 0)
        return err_set(&view->err, ERR_NOT_FOUND, "the output of this run is no longer kept");
    view->err = (struct err){0};
    return 0;
}

static int open_output(struct web_run_log_view *view)
{
    auto_run struct run run;
    if (web_records_read(view->records, view->run, &view->id, &run, &view->err) < 0)
        return -1;
    if (view->attempt > run.attempt)
        return err_set(&view->err, ERR_NOT_FOUND, "no attempt %d: there were %d", view->attempt,
                       run.attempt);
    if (view->attempt == run.attempt && run.state != RUN_QUEUED)
        view->attempt = 0;
    view->is_final = view->attempt > 0 || run_has_ended(run.state);
    const struct store store = web_records_store(view->records);
    view->reader = web_output_open(&store, &view->id, view->attempt, &view->err);
    return view->reader ? 0 : explain_none(view, &run);
}

void web_run_log_view_open(struct web_run_log_view *view)
{
    if (open_output(view) == 0 && view->reader)
        find_place(view);
    if (view->range && !view->reader)
        view->is_out_of_range = true;
}

int64_t web_run_log_view_body(const struct web_run_log_view *view)
{
    int64_t size = view->to - view->from;
    if (size == 0 || !view->reader)
        return 0;
    if (view->stream || !view->is_final) /* then the hole may still grow into it */
        return -1;
    int64_t from = view->from > view->hole_from ? view->from : view->hole_from;
    int64_t to = view->to < view->hole_to ? view->to : view->hole_to;
    return view->has_hole && from < to ? size - (to - from) : size;
}

struct piece {
    char *data;
    size_t used;
};

static bool add_piece(void *ctx, int64_t offset, const char *data, size_t size,
                      enum output_stream stream)
{
    struct piece *piece = ctx;
    (void)offset;
    (void)stream;
    if (data) /* else a hole: the body goes on behind it */
        memcpy(piece->data + piece->used, data, size);
    piece->used += data ? size : 0;
    return true;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the sink writes to it */
ssize_t web_run_log_view_fill(struct web_run_log_view *view, char *data, size_t size)
{
    struct piece piece = {.data = data};
    while (piece.used == 0 && view->from < view->to) {
        int64_t from = view->from;
        if (view->has_hole && from >= view->hole_from && from < view->hole_to)
            from = view->hole_to < view->to ? view->hole_to : view->to;
        int64_t left = view->to - from;
        struct output_range range = {.from = from,
                                     .to = left > (int64_t)size ? from + (int64_t)size : view->to,
                                     .stream = view->stream};
        if (output_copy(view->reader, &range, add_piece, &piece, &view->from, &view->err) < 0)
            return -1;
        view->has_hole = output_hole(view->reader, &view->hole_from, &view->hole_to);
        if (view->from == from) /* one stream, and the index reaches no further */
            break;
    }
    return (ssize_t)piece.used;
}

void web_run_log_view_search(struct web_run_log_view *view)
{
    if (view->finds_error) {
        view->found = web_run_log_error(view->reader, view->from, &view->err);
        return;
    }
    if (view->tells_times) {
        view->found = web_run_log_times(view->reader, view->from, view->to);
        return;
    }
    view->found = web_run_log_search(view->reader, view->text, view->from, view->limit, &view->err);
    if (view->found)
        json_set_integer(view->found, "size", view->size);
}

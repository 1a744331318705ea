#include "web/web_run_log.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_own.h"
#include "web/web_pull.h"
#include "web/web_run_log_view.h"
#include "web/web_work.h"

static void free_view(void *ctx)
{
    struct web_run_log_view *view = ctx;
    web_run_log_view_release(view);
    free(view);
}

static ssize_t fill(void *ctx, char *data, size_t size)
{
    return web_run_log_view_fill(ctx, data, size);
}

static void add_number(struct web_call *call, const char *name, int64_t number)
{
    char text[24];
    (void)snprintf(text, sizeof(text), "%" PRId64, number); /* fits */
    web_call_add(call, name, text);
}

static void add_headers(struct web_call *call, const struct web_run_log_view *view)
{
    char text[80];
    add_number(call, "x-output-offset", view->from);
    add_number(call, "x-output-size", view->size);
    add_number(call, "x-output-line", view->line);
    if (!view->stream)
        add_number(call, "x-output-next", view->to);
    if (view->has_hole) {
        (void)snprintf(text, sizeof(text), "%" PRId64 "-%" PRId64, view->hole_from,
                       view->hole_to); /* fits */
        web_call_add(call, "x-output-hole", text);
    }
    if (view->is_part) {
        (void)snprintf(text, sizeof(text), "bytes %" PRId64 "-%" PRId64 "/%" PRId64, view->from,
                       view->to - 1, view->size); /* fits */
        web_call_add(call, "content-range", text);
    }
}

static void add_file_name(struct web_call *call, const struct web_run_log_view *view)
{
    char id[IDENT_TEXT_SIZE];
    char text[96];
    ident_format(&view->id, id);
    (void)snprintf(text, sizeof(text), "attachment; filename=\"%s.log\"", id); /* fits */
    web_call_add(call, "content-disposition", text);
}

static void refuse_range(struct web_call *call, const struct web_run_log_view *view)
{
    struct err err;
    char text[40];
    (void)snprintf(text, sizeof(text), "bytes */%" PRId64, view->size); /* fits */
    web_call_add(call, "content-range", text);
    (void)err_set(&err, ERR_INVALID, "the output has %lld bytes, none of them in '%.80s'",
                  (long long)view->size, view->range);
    web_call_refuse(call, 416, &err);
}

static void answer_bytes(struct web_call *call, struct web_run_log_view *view)
{
    if (!call->req) {
        free_view(view);
        return;
    }
    web_call_add(call, "accept-ranges", "bytes");
    if (view->is_out_of_range) {
        refuse_range(call, view);
        free_view(view);
        return;
    }
    add_headers(call, view);
    if (view->is_download)
        add_file_name(call, view);
    const char *type = view->is_download ? "application/octet-stream" : "text/plain; charset=utf-8";
    struct web_pull pull = {.lane = WEB_LANE_READ,
                            .size = web_run_log_view_body(view),
                            .fill = fill,
                            .free = free_view,
                            .ctx = view};
    web_pull(call, view->is_part ? 206 : 200, type, &pull);
}

static void searched(struct web_call *call, void *ctx)
{
    struct web_run_log_view *view = ctx;
    if (view->found)
        web_call_json(call, 200, view->found);
    else
        web_call_error(call, &view->err);
    free_view(view);
}

static void search(void *ctx)
{
    web_run_log_view_search(ctx);
}

static void opened(struct web_call *call, void *ctx)
{
    struct web_run_log_view *view = ctx;
    if (view->err.code != ERR_NONE) {
        web_call_error(call, &view->err);
        free_view(view);
    } else if (!web_run_log_view_is_about(view)) {
        answer_bytes(call, view);
    } else if (!web_work(call, WEB_LANE_SEARCH, search, searched, view)) {
        free_view(view);
    }
}

static void open_view(void *ctx)
{
    web_run_log_view_open(ctx);
}

static void get_log(struct web_call *call)
{
    struct err err;
    struct web_run_log_view *view = xcalloc(1, sizeof(*view));
    view->records = call->web->records;
    if (web_run_log_view_parse(view, &call->query, web_call_header(call, "range"), &err) < 0) {
        web_call_error(call, &err);
        free_view(view);
    } else if (!web_work(call, WEB_LANE_READ, open_view, opened, view)) {
        free_view(view);
    }
}

static const struct web_param params[] = {
    {"run_id", "string", true, "the run: its id, a unique beginning of it, or @1 for the newest"},
    {"tail_kb", "integer", false, "the last KiB; 64 when nothing else is given"},
    {"tail", "integer", false, "the last lines"},
    {"offset", "integer", false, "from this byte on"},
    {"line", "integer", false, "from this line on, counted from 1"},
    {"since", "string", false, "from the first byte at this time (RFC 3339) on"},
    {"limit", "integer", false, "at most so many bytes, or matches of a search"},
    {"lines", "integer", false, "at most so many lines"},
    {"stream", "string", false, "only stdout or stderr"},
    {"attempt", "integer", false, "the output of this attempt, counted from 1 [the last one]"},
    {"search", "string", false,
     "answer as JSON the lines that contain this text: their number, and the first ones"},
    {"find_error", "boolean", false,
     "answer as JSON the 'line' of the first traceback, else of the first error; null: none"},
    {"times", "boolean", false,
     "answer as JSON when these lines were written; what is told of a line holds up to the next"},
    {"download", "boolean", false, "all bytes, as a file to be saved"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/run/log",
     .role = ACCESS_VIEWER,
     .handler = get_log,
     .params = params,
     .answer = "application/json application/octet-stream text/plain",
     .statuses = "200 206 404 416 503",
     .help = "Gives a part of a run's output, or searches it"},
};

WEB_ROUTES(web_run_log_routes, routes)

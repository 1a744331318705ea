#include "web/web_stream.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_live.h"
#include "web/web_output.h"
#include "web/web_own.h"
#include "web/web_push.h"
#include "web/web_records.h"
#include "web/web_work.h"

/* A client that has seen more than there is has seen it before a loss of power. */
static void clip(struct web_stream_ask *ask, int current)
{
    struct err none;
    const struct store store = web_records_store(ask->records);
    int attempt = ask->place.attempt < current ? ask->place.attempt : 0;
    struct output_reader *reader = web_output_open(&store, &ask->id, attempt, &none);
    int64_t size = reader ? output_size(reader) : 0;
    if (ask->place.offset > size)
        ask->place.offset = size;
    output_reader_close(reader);
}

void web_stream_find(struct web_stream_ask *ask)
{
    auto_run struct run run;
    if (web_records_read(ask->records, ask->run, &ask->id, &run, &ask->err) < 0)
        return;
    int current = run.attempt > 1 ? run.attempt : 1;
    if (!ask->has_attempt || ask->place.attempt > current)
        ask->place.attempt = current;
    if (ask->place.offset > 0)
        clip(ask, current);
}

static void find(void *ctx)
{
    web_stream_find(ctx);
}

static void found(struct web_call *call, void *ctx)
{
    auto_free struct web_stream_ask *ask = ctx;
    if (ask->err.code != ERR_NONE) {
        web_call_error(call, &ask->err);
        return;
    }
    struct web_push *push = web_push_start(call);
    if (push)
        web_follow_join(call->web->live->follows, &ask->id, &ask->place, web_push_sink(push),
                        false);
}

static int parse(struct web_call *call, struct web_stream_ask *ask, struct err *err)
{
    static const struct web_range offsets = {0, WEB_PLACE_OFFSET_MAX, 0};
    static const struct web_range attempts = {1, WEB_PLACE_ATTEMPT_MAX, 0};
    const struct web_query *query = &call->query;
    const char *run = web_query_text(query, "run_id");
    const char *seen = web_call_header(call, "last-event-id");
    int64_t attempt = 0;
    if (!run || !*run)
        return err_set(err, ERR_INVALID, "parameter 'run_id' is missing: which run?");
    (void)snprintf(ask->run, sizeof(ask->run), "%s", run); /* what is longer is no id either */
    if (web_query_integer(query, "offset", &offsets, &ask->place.offset, err) ||
        web_query_integer(query, "attempt", &attempts, &attempt, err))
        return -1;
    ask->has_attempt = attempt > 0;
    ask->place.attempt = (int)attempt;
    if (!seen || !*seen)
        return 0;
    ask->has_attempt = true;
    if (web_place_parse(seen, &ask->place))
        return 0;
    return err_set(err, ERR_INVALID, "the header 'Last-Event-ID' is '%.40s': no id of this stream",
                   seen);
}

static void get_stream(struct web_call *call)
{
    struct err err;
    struct web_stream_ask *ask = xcalloc(1, sizeof(*ask));
    ask->records = call->web->records;
    if (parse(call, ask, &err) < 0) {
        web_call_error(call, &err);
        free(ask);
    } else if (!web_work(call, WEB_LANE_READ, find, found, ask)) {
        free(ask);
    }
}

static const struct web_param params[] = {
    {"run_id", "string", true, "the run: its id, a unique beginning of it, or @1 for the newest"},
    {"offset", "integer", false, "from this byte of the output on [0]"},
    {"attempt", "integer", false, "of this attempt, counted from 1 [the last one]"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/run/stream",
     .role = ACCESS_VIEWER,
     .handler = get_stream,
     .params = params,
     .answer = "text/event-stream",
     .statuses = "200 404 503",
     .help = "Follows a run to its end, as Server-Sent Events: output, state, end; the header "
             "Last-Event-ID goes on where a connection broke"},
};

WEB_ROUTES(web_stream_routes, routes)

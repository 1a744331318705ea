#include "web/web_inbox.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_inbox.h"
#include "web/web_order.h"
#include "web/web_own.h"

#define LIMIT_MAX     200
#define LIMIT_DEFAULT 50

struct look {
    const struct spool *spool;
    int64_t limit;
    struct json *files; /* NULL: it failed */
    struct err err;
};

static void read_inbox(void *ctx)
{
    struct look *look = ctx;
    look->files = spool_inbox_list(look->spool, (size_t)look->limit, &look->err);
}

static void answer_inbox(struct web_call *call, void *ctx)
{
    struct look *look = ctx;
    if (look->files) {
        auto_json struct json *json = json_object();
        json_set(json, "files", take(look->files));
        web_call_json(call, 200, json);
    } else {
        web_call_error(call, &look->err);
    }
    free(look);
}

static void get_inbox(struct web_call *call)
{
    static const struct web_range limits = {1, LIMIT_MAX, LIMIT_DEFAULT};
    struct err err = {0};
    int64_t limit = 0;
    if (!web_order_has_runner(call))
        return;
    if (web_query_integer(&call->query, "limit", &limits, &limit, &err)) {
        web_call_error(call, &err);
        return;
    }
    struct look *look = xcalloc(1, sizeof(*look));
    look->spool = call->web->rooms.spool;
    look->limit = limit;
    if (!web_work(call, WEB_LANE_READ, read_inbox, answer_inbox, look))
        free(look);
}

static const struct web_param params[] = {
    {"limit", "integer", false, "files that are listed, 1 to 200; without it 50"}, {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/inbox",
     .role = ACCESS_VIEWER,
     .handler = get_inbox,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 503",
     .help = "Files that were dropped in the last 7 days, newest first: accepted, refused and why, "
             "duplicate, or an order that was done"},
};

WEB_ROUTES(web_inbox_routes, routes)

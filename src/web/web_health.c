#include "web/web_health.h"

#include "base/scope.h"
#include "web/web_own.h"

static void get_health(struct web_call *call)
{
    const struct web_source *source = &call->web->source;
    bool is_ok = false;
    auto_json struct json *health = source->health(source->ctx, &is_ok);
    web_call_json(call, is_ok ? 200 : err_http(ERR_BUSY), health);
}

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/health",
     .handler = get_health,
     .answer = "application/json",
     .statuses = "200 503",
     .help = "Tells whether the server accepts jobs, and how it is"},
};

WEB_ROUTES(web_health_routes, routes)

#include "web/web_cors.h"

#include "access/access_origin.h"
#include "conf/conf.h"
#include "web/web_own.h"

bool web_cors_came(struct web_call *call)
{
    const struct conf *conf = call->web->rooms.conf;
    if (!conf || !conf->server.cors_origins || !conf->server.cors_origins[0])
        return false;
    web_call_add(call, "vary", "origin");
    const char *origin = web_call_header(call, "origin");
    if (!origin ||
        !access_origin_is_allowed(origin, (const char *const *)conf->server.cors_origins))
        return false;
    web_call_add(call, "access-control-allow-origin", origin);
    web_call_add(call, "access-control-expose-headers",
                 "content-range, etag, retry-after, x-output-offset, x-output-size, x-request-id");
    if (!h2o_memis(call->req->method.base, call->req->method.len, H2O_STRLIT("OPTIONS")) ||
        !web_call_header(call, "access-control-request-method"))
        return false;
    web_call_add(call, "access-control-allow-methods", "GET, HEAD, POST, PUT, DELETE");
    web_call_add(call, "access-control-allow-headers",
                 "authorization, x-api-key, content-type, idempotency-key, if-match, "
                 "if-none-match, last-event-id, range");
    web_call_add(call, "access-control-max-age", "600");
    web_call_empty(call, 204);
    return true;
}

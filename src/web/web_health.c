#include "web/web_health.h"

#include "web/web_own.h"

void web_health_get(struct web_call *call)
{
    const struct web_source *source = &call->web->source;
    bool is_ok = false;
    auto_json struct json *health = source->health(source->ctx, &is_ok);
    web_call_json(call, is_ok ? 200 : err_http(ERR_BUSY), health);
}

#include "web/web_health.h"

#include "base/scope.h"
#include "web/web_own.h"
#include "web/web_tls.h"

#define CERTIFICATE_LEFT_S ((int64_t)14 * 86400)

/* Adds {"code":…,"text":…} to what is degraded. */
static void add_trouble(struct json *health, const char *code, const char *text)
{
    const struct json *before = json_get(health, "degraded");
    struct json *degraded = before ? json_copy(before) : json_array();
    struct json *trouble = json_object();
    json_set_string(trouble, "code", code);
    json_set_string(trouble, "text", text);
    json_push(degraded, trouble);
    json_set(health, "degraded", degraded);
}

static void add_certificate(const struct web *web, struct json *health)
{
    char text[80];
    if (!web->accept_tls.ssl_ctx)
        return;
    int64_t left_s = web_tls_left_s(web->accept_tls.ssl_ctx);
    if (left_s >= CERTIFICATE_LEFT_S)
        return;
    if (left_s < 0)
        (void)snprintf(text, sizeof(text), "the certificate of server.tls has expired"); /* fits */
    else
        (void)snprintf(text, sizeof(text), "the certificate of server.tls expires in %d days",
                       (int)(left_s / 86400)); /* fits */
    add_trouble(health, "certificate", text);
}

static void get_health(struct web_call *call)
{
    const struct web_source *source = &call->web->source;
    bool is_ok = false;
    auto_json struct json *health = source->health(source->ctx, &is_ok);
    add_certificate(call->web, health);
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

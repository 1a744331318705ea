#include "web/web_link.h"

#include <stdio.h>
#include <string.h>

#include "access/access_link.h"
#include "base/clock.h"
#include "base/scope.h"
#include "web/web_audit.h"
#include "web/web_own.h"

#define URL_MAX (sizeof("/api/signin?link=") + WEB_LINK_SIZE)

/* The path alone: only the caller knows under which name the server is reached from there. */
static void post_link(struct web_call *call)
{
    struct err err = {0};
    char secret[WEB_LINK_SIZE];
    char url[URL_MAX];
    char expires[CLOCK_TEXT_SIZE];
    auto_json struct json *body = web_call_fields(call, &err);
    if (body && web_make_link(call->web, secret) < 0)
        (void)err_set(&err, ERR_CONFLICT, "server.auth is 'none': nobody has to sign in");
    if (err.code != ERR_NONE) {
        web_call_error(call, &err);
        return;
    }
    auto_json struct json *json = json_object();
    (void)snprintf(url, sizeof(url), "/api/signin?link=%s", secret); /* fits */
    clock_format(clock_wall_us() + ACCESS_LINK_MS * 1000, expires);
    json_set_string(json, "url", url);
    json_set_string(json, "expires_at", expires);
    web_audit_say(call, "made a link that signs in");
    web_call_json(call, 201, json);
    explicit_bzero(secret, sizeof(secret));
    explicit_bzero(url, sizeof(url));
}

static const struct web_param no_fields[] = {{0}};

static const struct web_route routes[] = {
    {.method = "POST",
     .path = "/api/signin/link",
     .role = ACCESS_ADMIN,
     .handler = post_link,
     .body = WEB_BODY_JSON,
     .body_max = 4096,
     .fields = no_fields,
     .answer = "application/json",
     .statuses = "201 400 409",
     .help =
         "Makes a link, a path of this server, that signs a browser in as the local admin: once, "
         "within ten minutes. Of eight links at a time the oldest goes"},
};

WEB_ROUTES(web_link_routes, routes)

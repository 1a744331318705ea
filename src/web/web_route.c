#include "web/web_route.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_health.h"
#include "web/web_own.h"

static const struct web_route routes[] = {
    {"GET", "/health", web_health_get, "whether the server accepts jobs, and how it is"},
};

const struct web_route *web_route_table(size_t *count)
{
    *count = ARRAY_LEN(routes);
    return routes;
}

static bool is_text(h2o_iovec_t value, const char *text)
{
    return value.len == strlen(text) && memcmp(value.base, text, value.len) == 0;
}

static bool has_method(const struct web_route *route, h2o_iovec_t method)
{
    return is_text(method, route->method) ||
           (strcmp(route->method, "GET") == 0 && is_text(method, "HEAD"));
}

/* The methods of PATH as Allow wants them; empty when the path is unknown. */
static void list_methods(h2o_iovec_t path, struct buf *allow)
{
    for (size_t i = 0; i < ARRAY_LEN(routes); i++) {
        if (!is_text(path, routes[i].path))
            continue;
        const char *comma = allow->size ? ", " : "";
        bool is_get = strcmp(routes[i].method, "GET") == 0;
        buf_addf(allow, "%s%s%s", comma, routes[i].method, is_get ? ", HEAD" : "");
    }
}

/* Bytes of a request for a sentence: cut, and with dots for what is not plain text. */
static void quote(h2o_iovec_t value, char *text, size_t size)
{
    size_t length = value.len < size - 1 ? value.len : size - 1;
    for (size_t i = 0; i < length; i++)
        text[i] = (char)(value.base[i] >= ' ' && value.base[i] <= '~' ? value.base[i] : '.');
    text[length] = '\0';
}

static void answer_without_handler(struct web_call *call)
{
    h2o_req_t *req = call->req;
    struct err err = {0};
    char path[128];
    auto_buf struct buf allow;
    buf_init(&allow, 256);
    list_methods(req->path_normalized, &allow);
    quote(req->path_normalized, path, sizeof(path));
    if (!allow.size) {
        (void)err_set(&err, ERR_NOT_FOUND, "there is nothing at '%s'", path);
        web_call_error(call, &err);
        return;
    }
    char method[32];
    quote(req->method, method, sizeof(method));
    (void)err_set(&err, ERR_INVALID, "'%s' allows %s, not '%s'", path, buf_text(&allow), method);
    h2o_iovec_t methods = h2o_strdup(&req->pool, buf_text(&allow), allow.size);
    h2o_add_header(&req->pool, &req->res.headers, H2O_TOKEN_ALLOW, NULL, methods.base, methods.len);
    web_call_refuse(call, 405, &err);
}

/* libh2o fills in its own name for the host when the header is missing: an HTTP/1.1 request must
 * have one, an HTTP/1.0 request may go without. Source: RFC 9112 3.2. */
static int check_host(const struct web *web, const h2o_req_t *req, struct err *err)
{
    h2o_iovec_t ours = req->conn->hosts[0]->authority.hostport;
    if (req->input.authority.base == ours.base) {
        if (req->version < 0x101)
            return 0;
        return err_set(err, ERR_INVALID, "the request has no Host header");
    }
    char text[128];
    quote(req->input.authority, text, sizeof(text));
    switch (web_host_check(&web->host, req->input.authority.base, req->input.authority.len)) {
    case WEB_HOST_OK:
        return 0;
    case WEB_HOST_MALFORMED:
        return err_set(err, ERR_INVALID, "the Host header '%s' is malformed", text);
    case WEB_HOST_UNKNOWN:
        break;
    }
    return err_set(err, ERR_FORBIDDEN,
                   "this server does not answer to the name '%s': use the one of server.addr",
                   text);
}

void web_route_call(struct web_call *call)
{
    struct err err = {0};
    h2o_iovec_t method = call->req->method;
    h2o_iovec_t path = call->req->path_normalized;
    if (check_host(call->web, call->req, &err)) {
        web_call_error(call, &err);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(routes); i++) {
        if (is_text(path, routes[i].path) && has_method(&routes[i], method)) {
            routes[i].handler(call);
            return;
        }
    }
    answer_without_handler(call);
}

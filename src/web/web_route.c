#include "web/web_route.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_auth.h"
#include "web/web_bad.h"
#include "web/web_blob.h"
#include "web/web_config.h"
#include "web/web_cors.h"
#include "web/web_csp.h"
#include "web/web_diff.h"
#include "web/web_doctor.h"
#include "web/web_events.h"
#include "web/web_file.h"
#include "web/web_files.h"
#include "web/web_git.h"
#include "web/web_git_change.h"
#include "web/web_health.h"
#include "web/web_hook.h"
#include "web/web_inbox.h"
#include "web/web_link.h"
#include "web/web_lsp.h"
#include "web/web_machine.h"
#include "web/web_metrics.h"
#include "web/web_openapi.h"
#include "web/web_own.h"
#include "web/web_preview.h"
#include "web/web_queue.h"
#include "web/web_run.h"
#include "web/web_run_log.h"
#include "web/web_runs.h"
#include "web/web_script.h"
#include "web/web_session.h"
#include "web/web_signin.h"
#include "web/web_status.h"
#include "web/web_stream.h"
#include "web/web_summary.h"
#include "web/web_term.h"
#include "web/web_token.h"
#include "web/web_ui.h"
#include "web/web_upload.h"
#include "web/web_usual.h"

static struct web_routes (*const tables[])(void) = {
    web_health_routes,      web_metrics_routes, web_openapi_routes,    web_session_routes,
    web_signin_routes,      web_token_routes,   web_run_routes,        web_status_routes,
    web_script_routes,      web_runs_routes,    web_queue_routes,      web_bad_routes,
    web_hook_routes,        web_blob_routes,    web_files_routes,      web_file_routes,
    web_file_change_routes, web_upload_routes,  web_run_log_routes,    web_stream_routes,
    web_events_routes,      web_git_routes,     web_git_change_routes, web_csp_routes,
    web_summary_routes,     web_inbox_routes,   web_usual_routes,      web_machine_routes,
    web_config_routes,      web_doctor_routes,  web_link_routes,       web_lsp_routes,
    web_diff_routes,        web_term_routes,    web_preview_routes,
};

const struct web_route *web_route_at(size_t number)
{
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        struct web_routes table = tables[i]();
        if (number < table.count)
            return &table.rows[number];
        number -= table.count;
    }
    return NULL;
}

static bool is_text(h2o_iovec_t value, const char *text)
{
    return value.len == strlen(text) && memcmp(value.base, text, value.len) == 0;
}

/* Whether PATH is that of ROUTE. */
static bool has_path(const struct web_route *route, h2o_iovec_t path)
{
    const char *brace = strchr(route->path, '{');
    if (!brace)
        return is_text(path, route->path);
    size_t head = (size_t)(brace - route->path);
    return path.len > head && path.len - head < WEB_TAIL_MAX &&
           memcmp(path.base, route->path, head) == 0 &&
           !memchr(path.base + head, '/', path.len - head) &&
           !memchr(path.base + head, '\0', path.len - head);
}

static bool has_method(const struct web_route *route, h2o_iovec_t method)
{
    return is_text(method, route->method) ||
           (strcmp(route->method, "GET") == 0 && is_text(method, "HEAD"));
}

static const struct web_route *find_route(h2o_iovec_t path, h2o_iovec_t method)
{
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        struct web_routes table = tables[i]();
        for (size_t row = 0; row < table.count; row++) {
            if (has_path(&table.rows[row], path) && has_method(&table.rows[row], method))
                return &table.rows[row];
        }
    }
    return NULL;
}

/* The methods of PATH as Allow wants them, in one order for all paths; empty when the path is
 * unknown. */
static void list_methods(h2o_iovec_t path, struct buf *allow)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
        h2o_iovec_t method = h2o_iovec_init(methods[i], strlen(methods[i]));
        if (find_route(path, method))
            buf_addf(allow, "%s%s", allow->size ? ", " : "", methods[i]);
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
    web_call_add(call, "allow", buf_text(&allow));
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
                   "this server does not answer to the name '%s': use the one of server.addr, or "
                   "add it to server.hosts",
                   text);
}

static void set_tail(struct web_call *call)
{
    const char *brace = strchr(call->route->path, '{');
    if (!brace)
        return;
    size_t head = (size_t)(brace - call->route->path);
    h2o_iovec_t path = call->req->path_normalized;
    memcpy(call->tail, path.base + head, path.len - head); /* has_path saw that it fits */
    call->tail[path.len - head] = '\0';
}

static bool is_json(const struct web_call *call)
{
    const char *type = web_call_header(call, "content-type");
    size_t size = strlen("application/json");
    return type && strncasecmp(type, "application/json", size) == 0 &&
           (type[size] == '\0' || type[size] == ';' || type[size] == ' ');
}

/* Answers the HTTP status of what is wrong with the body, 0 when nothing is. */
static int check_body(const struct web_call *call, struct err *err)
{
    const struct web_route *route = call->route;
    size_t size = call->req->entity.len;
    size_t most = route->body_max ? route->body_max : call->web->max_body_bytes;
    if (route->body == WEB_BODY_NONE)
        return 0;
    if (size > most) {
        (void)err_set(err, ERR_TOO_LARGE, "the body has %zu bytes, %zu are allowed", size, most);
        return err_http(ERR_TOO_LARGE);
    }
    if (route->body == WEB_BODY_JSON && size && !is_json(call)) {
        (void)err_set(err, ERR_INVALID,
                      "the body must be JSON, with the header 'Content-Type: application/json'");
        return 415;
    }
    return 0;
}

static int read_query(struct web_call *call, struct err *err)
{
    const h2o_req_t *req = call->req;
    if (req->query_at == SIZE_MAX)
        return 0;
    return web_query_parse(&call->query, req->path.base + req->query_at + 1,
                           req->path.len - req->query_at - 1, err);
}

static void call_handler(struct web_call *call)
{
    struct err err = {0};
    int status = check_body(call, &err);
    set_tail(call);
    if (status)
        web_call_refuse(call, status, &err);
    else if (read_query(call, &err))
        web_call_error(call, &err);
    else
        call->route->handler(call);
}

void web_route_call(struct web_call *call)
{
    struct err err = {0};
    if (check_host(call->web, call->req, &err)) {
        web_call_error(call, &err);
        return;
    }
    if (web_cors_came(call))
        return;
    call->route = find_route(call->req->path_normalized, call->req->method);
    int status = web_auth_check(call, &err);
    if (status)
        web_call_refuse(call, status, &err);
    else if (!call->route && web_ui_came(call))
        return;
    else if (!call->route)
        answer_without_handler(call);
    else
        call_handler(call);
}

#include "web/web_call.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_audit.h"
#include "web/web_own.h"

#define ANSWER_BYTES_MAX 33554432 /* lists are bounded far below; a guard, not a limit */

static void call_over(void *at)
{
    struct web_call *call = at;
    call->req = NULL;
    web_query_release(&call->query);
}

/* The request's share of the call: tells the others when the request is over. */
struct share {
    struct web_call *call;
};

static void request_over(void *at)
{
    struct share *share = at;
    share->call->req = NULL;
    list_remove(&share->call->link);
    h2o_mem_release_shared(share->call);
}

struct web_call *web_call_create(struct web *web, h2o_req_t *req)
{
    struct web_call *call = h2o_mem_alloc_shared(NULL, sizeof(*call), call_over);
    *call = (struct web_call){.web = web, .req = req};
    list_append(&web->calls, &call->link);
    struct share *share = h2o_mem_alloc_shared(&req->pool, sizeof(*share), request_over);
    share->call = call;
    return call;
}

/* Within h2o_send's rules: nothing is on its way, and the last piece was not sent. */
static bool may_send(const h2o_req_t *req)
{
    h2o_socket_t *socket = req->conn->callbacks->get_socket(req->conn);
    return req->_generator && !h2o_socket_is_writing(socket);
}

/* Who had the call finds the request over from now on: it must not send anything more. */
static void end_call(struct web_call *call, const struct err *err)
{
    h2o_req_t *req = call->req;
    if (!call->is_answered)
        web_call_error(call, err);
    else if (may_send(req))
        h2o_send(req, NULL, 0, H2O_SEND_STATE_ERROR);
    else
        return;
    call->req = NULL;
}

void web_calls_end(struct web *web)
{
    struct err err = {0};
    (void)err_set(&err, ERR_BUSY, "the server stops");
    list_for_each (node, &web->calls) {
        struct web_call *call = list_entry(node, struct web_call, link);
        web_call_hold(
            call); /* without chunks libh2o closes at once, and the request's share is gone */
        if (call->req)
            end_call(call, &err);
        web_call_let_go(call);
    }
}

void web_call_hold(struct web_call *call)
{
    h2o_mem_addref_shared(call);
}

void web_call_let_go(struct web_call *call)
{
    h2o_mem_release_shared(call);
}

const char *web_call_header(const struct web_call *call, const char *name)
{
    if (!call->req)
        return NULL;
    const h2o_headers_t *headers = &call->req->headers;
    ssize_t at = h2o_find_header_by_str(headers, name, strlen(name), -1);
    if (at < 0)
        return NULL;
    h2o_iovec_t value = headers->entries[at].value;
    return h2o_strdup(&call->req->pool, value.base, value.len).base;
}

bool web_call_is_head(const struct web_call *call)
{
    return call->req && h2o_memis(call->req->method.base, call->req->method.len, "HEAD", 4);
}

void web_call_add(struct web_call *call, const char *name, const char *value)
{
    if (!call->req)
        return;
    h2o_req_t *req = call->req;
    h2o_iovec_t copy = h2o_strdup(&req->pool, value, strlen(value));
    h2o_add_header_by_str(&req->pool, &req->res.headers, name, strlen(name), 1, NULL, copy.base,
                          copy.len);
}

/* Source: RFC 9110 15, RFC 4918 11.5, RFC 6585. */
static const struct {
    int status;
    const char *reason;
} reasons[] = {
    {101, "Switching Protocols"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {507, "Insufficient Storage"},
};

const char *web_call_reason(int status)
{
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
        if (reasons[i].status == status)
            return reasons[i].reason;
    }
    return "Unknown";
}

static bool has_header(const h2o_req_t *req, const char *name)
{
    return h2o_find_header_by_str(&req->res.headers, name, strlen(name), -1) >= 0;
}

void web_call_head(struct web_call *call, int status, const char *type)
{
    h2o_req_t *req = call->req;
    call->is_answered = true;
    web_audit_answered(call, status);
    req->res.status = status;
    req->res.reason = web_call_reason(status);
    if (type && !has_header(req, "content-type"))
        web_call_add(call, "content-type", type);
    if (!has_header(req, "cache-control"))
        web_call_add(call, "cache-control", "no-store");
    if (!has_header(req, "x-content-type-options"))
        web_call_add(call, "x-content-type-options", "nosniff");
}

void web_call_bytes(struct web_call *call, int status, const char *type, const void *data,
                    size_t size)
{
    if (!call->req)
        return;
    web_call_head(call, status, type);
    call->req->res.content_length = size; /* libh2o would otherwise close the connection */
    h2o_send_inline(call->req, data, size);
}

void web_call_empty(struct web_call *call, int status)
{
    if (!call->req)
        return;
    web_call_head(call, status, NULL);
    if (status != 304 && status != 204) /* which must not have one. Source: RFC 9110 8.6 */
        call->req->res.content_length = 0;
    h2o_send_inline(call->req, NULL, 0);
}

void web_call_json(struct web_call *call, int status, const struct json *json)
{
    auto_buf struct buf text;
    buf_init(&text, ANSWER_BYTES_MAX);
    json_print(json, false, &text);
    buf_add(&text, "\n");
    if (!buf_ok(&text)) {
        status = err_http(ERR_INTERNAL);
        buf_clear(&text);
        buf_add(&text, "{\"error\":\"the answer is too large\",\"code\":\"internal\"}\n");
    }
    web_call_bytes(call, status, "application/json", buf_text(&text), text.size);
}

/* Source: RFC 9110 10.2.3: a busy server says when to ask again. */
static void add_retry_after(struct web_call *call, int status)
{
    if (status == 503 && call->req && !has_header(call->req, "retry-after"))
        web_call_add(call, "retry-after", "2");
}

void web_call_refuse_with(struct web_call *call, int status, const struct err *err,
                          struct json *extra)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "error", err->text);
    json_set_string(json, "code", err_name(err->code));
    for (const struct json *key = json_first(extra); key; key = json_next(key))
        json_set(json, json_key(key), json_copy(key));
    json_free(extra);
    add_retry_after(call, status);
    web_call_json(call, status, json);
}

void web_call_refuse(struct web_call *call, int status, const struct err *err)
{
    web_call_refuse_with(call, status, err, NULL);
}

void web_call_error(struct web_call *call, const struct err *err)
{
    web_call_refuse(call, err_http(err->code), err);
}

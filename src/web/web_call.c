#include "web/web_call.h"

#include "base/buf.h"
#include "base/scope.h"

#define ANSWER_BYTES_MAX 16777216 /* lists are bounded far below; a guard, not a limit */

static void request_over(void *at)
{
    struct web_call *call = at;
    call->req = NULL;
}

struct web_call *web_call_create(struct web *web, h2o_req_t *req)
{
    struct web_call *call = h2o_mem_alloc_shared(&req->pool, sizeof(*call), request_over);
    *call = (struct web_call){.web = web, .req = req};
    return call;
}

/* Source: RFC 9110 15, RFC 4918 11.5. */
static const struct {
    int status;
    const char *reason;
} reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
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
    {417, "Expectation Failed"},
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

static void send_text(h2o_req_t *req, int status, const struct buf *text)
{
    h2o_headers_t *headers = &req->res.headers;
    req->res.status = status;
    req->res.reason = web_call_reason(status);
    req->res.content_length = text->size; /* libh2o would otherwise close the connection */
    h2o_add_header(&req->pool, headers, H2O_TOKEN_CONTENT_TYPE, NULL,
                   H2O_STRLIT("application/json"));
    h2o_add_header(&req->pool, headers, H2O_TOKEN_CACHE_CONTROL, NULL, H2O_STRLIT("no-store"));
    h2o_add_header_by_str(&req->pool, headers, H2O_STRLIT("x-content-type-options"), 0, NULL,
                          H2O_STRLIT("nosniff"));
    h2o_send_inline(req, buf_text(text), text->size);
}

static struct json *error_json(const struct err *err)
{
    struct json *json = json_object();
    json_set_string(json, "error", err->text);
    json_set_string(json, "code", err_name(err->code));
    return json;
}

void web_call_json(struct web_call *call, int status, const struct json *json)
{
    if (!call->req)
        return;
    h2o_req_t *req = call->req;
    auto_buf struct buf text;
    buf_init(&text, ANSWER_BYTES_MAX);
    json_print(json, false, &text);
    buf_add(&text, "\n");
    if (!buf_ok(&text)) {
        status = err_http(ERR_INTERNAL);
        buf_clear(&text);
        buf_add(&text, "{\"error\":\"the answer is too large\",\"code\":\"internal\"}\n");
    }
    send_text(req, status, &text);
}

void web_call_refuse(struct web_call *call, int status, const struct err *err)
{
    auto_json struct json *json = error_json(err);
    web_call_json(call, status, json);
}

void web_call_error(struct web_call *call, const struct err *err)
{
    web_call_refuse(call, err_http(err->code), err);
}

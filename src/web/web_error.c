#include "web/web_error.h"

#include <stdio.h>

#include "base/err.h"
#include "base/scope.h"
#include "web/web_call.h"
#include "web/web_id.h"

/* libh2o's text is not known yet when the head is made, so the sentence follows from the status. */
static const struct {
    int status;
    const char *json;
} answers[] = {
    {400, "{\"error\":\"the request is malformed\",\"code\":\"invalid\"}\n"},
    {417, "{\"error\":\"the header 'Expect' asks for more than 100-continue\","
          "\"code\":\"invalid\"}\n"},
    {0, "{\"error\":\"the server failed\",\"code\":\"internal\"}\n"}, /* any other */
};

struct rewriter {
    h2o_ostream_t super;
    h2o_iovec_t body;
};

/* What is too large says what is not. */
static h2o_iovec_t answer_too_large(h2o_req_t *req)
{
    static const char format[] =
        "{\"error\":\"the body is too large: %zu bytes are allowed, and files are sent in parts "
        "(PUT /api/file with upload=ID&offset=N)\",\"code\":\"too_large\"}\n";
    size_t room = sizeof(format) + 24;
    char *text = h2o_mem_alloc_pool(&req->pool, room);
    int size = snprintf(text, room, format, req->conn->ctx->globalconf->max_request_entity_size);
    return h2o_iovec_init(text, (size_t)size); /* fits: a size has at most 20 digits */
}

static h2o_iovec_t answer_of(h2o_req_t *req)
{
    int status = req->res.status;
    size_t i = 0;
    if (status == 413)
        return answer_too_large(req);
    while (answers[i].status && answers[i].status != status)
        i++;
    const char *json = answers[i].json;
    return h2o_iovec_init(json, strlen(json));
}

static void send_json(h2o_ostream_t *self, h2o_req_t *req, h2o_iovec_t *bufs, size_t count,
                      h2o_send_state_t state)
{
    (void)bufs; /* libh2o's own text */
    struct rewriter *rewriter = (struct rewriter *)self;
    h2o_iovec_t body = rewriter->body;
    bool has_body = count > 0 && body.len > 0; /* HEAD has none */
    rewriter->body.len = 0;
    h2o_ostream_send_next(self, req, &body, has_body ? 1 : 0, state);
}

static bool is_own_error(const h2o_req_t *req)
{
    ssize_t at = h2o_find_header(&req->res.headers, H2O_TOKEN_CONTENT_TYPE, -1);
    if (req->res.status < 400 || at < 0)
        return false;
    h2o_iovec_t type = req->res.headers.entries[at].value;
    return h2o_memis(type.base, type.len, H2O_STRLIT("text/plain; charset=utf-8"));
}

static void set_up_ostream(h2o_filter_t *filter, h2o_req_t *req, h2o_ostream_t **slot)
{
    (void)filter;
    if (is_own_error(req)) {
        struct rewriter *rewriter = (void *)h2o_add_ostream(req, sizeof(*rewriter), slot);
        rewriter->super.do_send = send_json;
        rewriter->body = answer_of(req);
        slot = &rewriter->super.next;
        h2o_set_header(&req->pool, &req->res.headers, H2O_TOKEN_CONTENT_TYPE,
                       H2O_STRLIT("application/json"), 1);
        (void)web_id_of(req);
        req->res.reason = web_call_reason(req->res.status);
        req->res.content_length = rewriter->body.len;
    }
    h2o_setup_next_ostream(req, slot);
}

void web_error_register(h2o_pathconf_t *pathconf)
{
    h2o_filter_t *filter = h2o_create_filter(pathconf, sizeof(*filter));
    filter->on_setup_ostream = set_up_ostream;
}

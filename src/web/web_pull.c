#include "web/web_pull.h"

#include <stdlib.h>
#include <sys/uio.h>

#include "base/buf.h"
#include "web/web_own.h"

struct pulling {
    h2o_generator_t super; /* first: libh2o hands it back */
    struct web_call *call;
    struct web_pull pull;
    int64_t sent;
    ssize_t filled;   /* of the latest piece */
    int made_at_once; /* pieces, since the lane was last asked */
    bool is_over;     /* the request wants no more */
    char piece[WEB_PULL_PIECE];
};

/* Nobody has it any more: neither the request nor the lane. */
static void pulling_over(void *at)
{
    struct pulling *pulling = at;
    pulling->pull.free(pulling->pull.ctx);
    web_call_let_go(pulling->call);
}

static void fill(void *at)
{
    struct pulling *pulling = at;
    pulling->filled = pulling->pull.fill(pulling->pull.ctx, pulling->piece, sizeof(pulling->piece));
}

static bool is_last(const struct pulling *pulling)
{
    return pulling->pull.size >= 0 && pulling->sent == pulling->pull.size;
}

/* The latest piece, or the end. */
static void send_filled(struct pulling *pulling)
{
    h2o_req_t *req = pulling->call->req;
    int64_t left = pulling->pull.size - pulling->sent;
    if (pulling->pull.size >= 0 && pulling->filled > left)
        pulling->filled = left;
    if (pulling->filled > 0) {
        h2o_iovec_t piece = h2o_iovec_init(pulling->piece, (size_t)pulling->filled);
        pulling->sent += pulling->filled;
        bool is_end = is_last(pulling);
        h2o_send(req, &piece, 1, is_end ? H2O_SEND_STATE_FINAL : H2O_SEND_STATE_IN_PROGRESS);
    } else {
        bool is_whole = pulling->filled == 0 && pulling->pull.size < 0;
        h2o_send(req, NULL, 0, is_whole ? H2O_SEND_STATE_FINAL : H2O_SEND_STATE_ERROR);
    }
}

static void filled(void *at)
{
    struct pulling *pulling = at;
    pulling->made_at_once = 0;
    if (!pulling->is_over && pulling->call->req)
        send_filled(pulling);
    h2o_mem_release_shared(pulling);
}

static bool fill_now(struct pulling *pulling)
{
    const struct web_pull *pull = &pulling->pull;
    if (!pull->fill_now || pulling->made_at_once == WEB_PULL_AT_ONCE)
        return false;
    pulling->made_at_once++;
    pulling->filled = pull->fill_now(pull->ctx, pulling->piece, sizeof(pulling->piece));
    return pulling->filled != WEB_PULL_WAITS;
}

static void go_on(struct pulling *pulling)
{
    if (fill_now(pulling)) {
        send_filled(pulling);
        return;
    }
    h2o_mem_addref_shared(pulling);
    lane_post(pulling->call->web->lanes[pulling->pull.lane], fill, filled, pulling);
}

static void sent(h2o_generator_t *super, h2o_req_t *req)
{
    (void)req;
    go_on((struct pulling *)super);
}

static void stopped(h2o_generator_t *super, h2o_req_t *req)
{
    (void)req;
    ((struct pulling *)super)->is_over = true;
}

ssize_t web_pull_read_now(int fd, void *data, size_t size, int64_t offset)
{
    struct iovec part = {data, size};
    ssize_t got = preadv2(fd, &part, 1, offset, RWF_NOWAIT);
    return got < 0 ? WEB_PULL_WAITS : got; /* also when it failed: the lane meets that again */
}

static void send_head_alone(h2o_req_t *req)
{
    static h2o_generator_t nothing;
    h2o_start_response(req, &nothing);
    h2o_send(req, NULL, 0, H2O_SEND_STATE_FINAL);
}

void web_pull(struct web_call *call, int status, const char *type, const struct web_pull *pull)
{
    h2o_req_t *req = call->req;
    if (!req) {
        pull->free(pull->ctx);
        return;
    }
    web_call_head(call, status, type);
    if (pull->size >= 0)
        req->res.content_length = (size_t)pull->size;
    else if (req->version < 0x101) /* has no chunks: the end of the connection is the end */
        req->http1_is_persistent = 0;
    if (web_call_is_head(call) || pull->size == 0) {
        pull->free(pull->ctx);
        send_head_alone(req);
        return;
    }
    struct pulling *pulling = h2o_mem_alloc_shared(&req->pool, sizeof(*pulling), pulling_over);
    pulling->super = (h2o_generator_t){.proceed = sent, .stop = stopped};
    pulling->call = call;
    web_call_hold(call);
    pulling->pull = *pull;
    pulling->sent = 0;
    pulling->made_at_once = 0;
    pulling->is_over = false;
    h2o_start_response(req, &pulling->super);
    go_on(pulling);
}

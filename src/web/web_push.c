/* One piece is on its way at a time, as libh2o wants it: what comes meanwhile is queued, and sent
 * together. Nothing is copied: events are shared, and held until libh2o has let go of them.
 *
 * While an answer goes on, libh2o does not read from the connection, so it would never notice that
 * the client has left. We watch the socket ourselves: without reading, because the request points
 * into the socket's buffer, which reading may move. */
#include "web/web_push.h"

#include <assert.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "web/web_auth.h"
#include "web/web_live.h"
#include "web/web_own.h"

#define QUEUE_MAX     32    /* events */
#define QUEUE_ENOUGH  16    /* beyond that there is no room: what is put at once must fit */
#define QUEUE_BYTES   16384 /* beyond that neither: design, 20 KiB per follower */
/* Bytes that the kernel takes beyond what the network can carry: without it a reader that stopped
 * would be sent megabytes, and be late by as much when it goes on. Source: tcp(7). */
#define NOTSENT_LOWAT 16384

struct web_push {
    struct web_sink sink;
    h2o_generator_t generator;
    struct list in_live;
    struct web_call *call;
    h2o_socket_t *socket;
    bool is_watching, is_last, is_over;
    int64_t moved_ms; /* when something was sent or taken last */
    size_t count, size, flying;
    struct web_event *queue[QUEUE_MAX];     /* COUNT, of SIZE bytes */
    struct web_event *in_flight[QUEUE_MAX]; /* FLYING: libh2o has them */
};

static struct web_push *of_sink(struct web_sink *sink)
{
    return list_entry(sink, struct web_push, sink);
}

struct web_push *web_push_of(struct list *in_live)
{
    return list_entry(in_live, struct web_push, in_live);
}

struct web_sink *web_push_sink(struct web_push *push)
{
    return &push->sink;
}

static void stop_watching(struct web_push *push)
{
    if (!push->is_watching)
        return;
    push->is_watching = false;
    h2o_socket_read_stop(push->socket);
    h2o_socket_dont_read(push->socket, 0);
}

static void let_fly(struct web_push *push, h2o_send_state_t state)
{
    h2o_iovec_t pieces[QUEUE_MAX];
    for (size_t i = 0; i < push->count; i++) {
        push->in_flight[i] = push->queue[i];
        pieces[i] = h2o_iovec_init(push->queue[i]->text, push->queue[i]->size);
    }
    push->flying = push->count;
    push->count = 0;
    push->size = 0;
    push->moved_ms = clock_boot_ms();
    h2o_send(push->call->req, pieces, push->flying, state);
}

static void send_queued(struct web_push *push)
{
    if (push->is_over || push->flying || (!push->count && !push->is_last))
        return;
    if (push->call->req->_generator != &push->generator) { /* web_calls_end was quicker */
        push->is_over = true;
        return;
    }
    if (!push->is_last) {
        let_fly(push, H2O_SEND_STATE_IN_PROGRESS);
        return;
    }
    push->is_over = true;
    stop_watching(push);
    push->call->req->http1_is_persistent = 0;
    let_fly(push, H2O_SEND_STATE_FINAL);
}

void web_push_flush(struct web_push *push, bool is_last)
{
    push->is_last |= is_last;
    send_queued(push);
}

static bool has_room(struct web_sink *sink)
{
    const struct web_push *push = of_sink(sink);
    return !push->is_over && !push->is_last && push->count < QUEUE_ENOUGH &&
           push->size < QUEUE_BYTES;
}

static void put(struct web_sink *sink, struct web_event *event, const char *run_id)
{
    struct web_push *push = of_sink(sink);
    (void)run_id; /* the stream is about one run */
    if (push->is_over)
        return;
    assert(push->count < QUEUE_MAX);
    push->queue[push->count++] = web_event_hold(event);
    push->size += event->size;
}

static void reader_over(struct web_sink *sink, struct web_feed_reader *reader)
{
    (void)reader; /* it leaves with the sink */
    of_sink(sink)->is_last = true;
}

static void flush(struct web_sink *sink)
{
    send_queued(of_sink(sink));
}

static const struct web_sink_ops ops = {
    .has_room = has_room, .put = put, .over = reader_over, .flush = flush};

void web_push_event(struct web_push *push, struct web_event *event)
{
    put(&push->sink, event, NULL);
    web_event_let_go(event);
}

static void land(struct web_push *push)
{
    for (size_t i = 0; i < push->flying; i++)
        web_event_let_go(push->in_flight[i]);
    push->flying = 0;
}

static void proceed(h2o_generator_t *generator, h2o_req_t *req)
{
    struct web_push *push = list_entry(generator, struct web_push, generator);
    (void)req;
    land(push);
    push->moved_ms = clock_boot_ms();
    web_sink_pump(&push->sink);
    send_queued(push);
}

static void stopped(h2o_generator_t *generator, h2o_req_t *req)
{
    struct web_push *push = list_entry(generator, struct web_push, generator);
    (void)req;
    push->is_over = true;
    stop_watching(push);
}

/* The request is over. */
static void push_over(void *at)
{
    struct web_push *push = at;
    push->is_over = true;
    web_sink_release(&push->sink);
    land(push);
    for (size_t i = 0; i < push->count; i++)
        web_event_let_go(push->queue[i]);
    list_remove(&push->in_live);
    web_call_let_go(push->call);
}

static bool has_left(int fd)
{
    char byte;
    struct tcp_info info = {0};
    socklen_t size = sizeof(info);
    ssize_t got = recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        return true;
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) < 0)
        return false; /* a Unix-domain socket */
    return info.tcpi_state == TCP_CLOSE_WAIT || info.tcpi_state == TCP_CLOSE;
}

static void cut(struct web_push *push)
{
    stop_watching(push);
    (void)shutdown(h2o_socket_get_fd(push->socket), SHUT_RDWR); /* what is on its way fails then */
    if (push->is_over || push->flying)
        return;
    push->is_over = true;
    h2o_send(push->call->req, NULL, 0, H2O_SEND_STATE_ERROR);
}

/* The stream of SOCKET, whose data is libh2o's connection while a request lives. */
static struct web_push *find(const h2o_socket_t *socket)
{
    const h2o_conn_t *conn = socket->data;
    struct web_live *live = list_entry(conn->ctx, struct web, context)->live;
    for (struct list *node = live->pushes.next; node != &live->pushes; node = node->next) {
        if (web_push_of(node)->socket == socket)
            return web_push_of(node);
    }
    return NULL;
}

/* Something can be read: the end, or bytes that nobody asked for. Then only time tells. */
static void peer_stirred(h2o_socket_t *socket, const char *error)
{
    struct web_push *push = find(socket);
    if (!push)
        return;
    if (error || has_left(h2o_socket_get_fd(socket)))
        cut(push);
    else
        stop_watching(push);
}

static void watch(struct web_push *push)
{
    int lowat = NOTSENT_LOWAT;
    push->socket = push->call->req->conn->callbacks->get_socket(push->call->req->conn);
    /* refused by Unix-domain sockets, which have little room anyway */
    (void)setsockopt(h2o_socket_get_fd(push->socket), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &lowat,
                     sizeof(lowat));
    push->is_watching = true;
    h2o_socket_dont_read(push->socket, 1);
    h2o_socket_read_start(push->socket, peer_stirred);
}

struct web_push *web_push_start(struct web_call *call)
{
    h2o_req_t *req = call->req;
    if (!req)
        return NULL;
    if (call->web->live->is_stopping) {
        struct err err;
        (void)err_set(&err, ERR_BUSY, "the server stops");
        web_call_error(call, &err);
        return NULL;
    }
    if (web_call_is_head(call)) {
        web_call_bytes(call, 200, "text/event-stream", NULL, 0);
        return NULL;
    }
    struct web_push *push = h2o_mem_alloc_shared(&req->pool, sizeof(*push), push_over);
    *push = (struct web_push){.generator = {.proceed = proceed, .stop = stopped}, .call = call};
    web_sink_init(&push->sink, &ops);
    web_call_hold(call);
    list_append(&call->web->live->pushes, &push->in_live);
    web_call_add(call, "x-accel-buffering", "no"); /* a proxy before us must not collect it */
    web_call_head(call, 200, "text/event-stream");
    watch(push);
    h2o_start_response(req, &push->generator);
    web_push_event(push, web_event_comment()); /* an empty body would not even send the head */
    send_queued(push);
    web_live_watch(call->web->live);
    return push;
}

void web_push_tick(struct web_push *push, int64_t now_ms)
{
    if (push->is_over)
        return;
    int64_t still_ms = now_ms - push->moved_ms;
    if (!web_auth_still_holds(push->call))
        web_push_flush(push, true);
    else if (push->flying && still_ms >= web_live_patience_ms(push->call->web->live))
        cut(push);
    else if (!push->flying && !push->count && still_ms >= WEB_LIVE_ALIVE_MS) {
        web_push_event(push, web_event_comment());
        send_queued(push);
    }
}

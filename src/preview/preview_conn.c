/* One connection, with one request:
 *
 *   tls       hands are shaken, where there is TLS
 *   request   its head is read, and decided about
 *   socket    a socket into the app's network is awaited
 *   connect   … is being connected
 *   answer    the request's body goes to the app; the head of the answer is awaited
 *   flow      the answer goes to the client, until the app ends it; with a WebSocket, both ways
 *   last      what is left goes to the client, and what it still sends is read and dropped: closed
 *             over unread bytes, the kernel would take back what was sent
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "preview/preview_own.h"
#include "preview/preview_tls.h"

#define REQUEST_MS 15000          /* for a handshake and a head */
#define CONNECT_MS 10000          /* for a socket, and for its connection */
#define LAST_MS    3000           /* after the last byte, until the client closes too */
#define HEAD_ROOM  ((size_t)1024) /* of lines that are added to a head */

enum phase {
    PHASE_TLS,
    PHASE_REQUEST,
    PHASE_SOCKET,
    PHASE_CONNECT,
    PHASE_ANSWER,
    PHASE_FLOW,
    PHASE_LAST,
    PHASE_COUNT
};

struct preview_conn {
    struct list link;
    struct preview_relay *relay;
    enum phase phase;
    struct preview_side client, app;
    struct preview_pipe up, down; /* to the app, to the client */
    struct preview_body body;
    bool wants_write;    /* PHASE_TLS: it waits until it may write, not read */
    bool is_tunnel;      /* a WebSocket: bytes go both ways until either ends */
    bool is_up_shut;     /* nothing goes to the app any more */
    bool is_down_shut;   /* nothing goes to the client any more */
    int64_t deadline_ms; /* clock_boot_ms; 0: none */
    struct preview_pass pass;
};

struct list *preview_conn_link(struct preview_conn *conn)
{
    return &conn->link;
}

struct preview_conn *preview_conn_of(struct list *link)
{
    return list_entry(link, struct preview_conn, link);
}

void preview_conn_cut(struct preview_conn *conn)
{
    preview_side_close(conn->relay, &conn->client);
    preview_side_close(conn->relay, &conn->app);
    preview_relay_bury(conn->relay, conn);
}

void preview_conn_free(struct preview_conn *conn)
{
    preview_pipe_release(&conn->up);
    preview_pipe_release(&conn->down);
    free(conn);
}

static void set_deadline(struct preview_conn *conn, int64_t patience_ms)
{
    conn->deadline_ms = patience_ms ? clock_boot_ms() + patience_ms : 0;
    if (patience_ms)
        preview_relay_tick(conn->relay);
}

/* Each of these answers false when the connection is over. */

static bool turn_last(struct preview_conn *conn)
{
    if (preview_pipe_write(&conn->down, &conn->client.wire) == PREVIEW_FLOW_BROKEN)
        return false;
    if (preview_pipe_size(&conn->down))
        return true;
    if (!conn->is_down_shut) {
        if (conn->client.wire.tls)
            preview_tls_end(conn->client.wire.tls);
        (void)shutdown(conn->client.wire.fd, SHUT_WR); /* fails only when it is gone */
        conn->is_down_shut = true;
        set_deadline(conn, LAST_MS);
    }
    preview_pipe_release(&conn->up);
    enum preview_flow flow = preview_pipe_read(&conn->up, &conn->client.wire, PREVIEW_PIPE_SIZE);
    return flow == PREVIEW_FLOW_SOME || flow == PREVIEW_FLOW_NONE;
}

static bool end_well(struct preview_conn *conn)
{
    preview_side_close(conn->relay, &conn->app);
    conn->phase = PHASE_LAST;
    set_deadline(conn, 0);
    return turn_last(conn);
}

/* The answer is ours. */
static bool give(struct preview_conn *conn, const struct buf *answer)
{
    preview_pipe_replace(&conn->down, preview_pipe_size(&conn->down), answer->data, answer->size,
                         0);
    return end_well(conn);
}

static bool refuse_malformed(struct preview_conn *conn)
{
    auto_buf struct buf answer;
    buf_init(&answer, PREVIEW_ANSWER_MAX);
    buf_add(&answer, "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n"
                     "Connection: close\r\n\r\nthis is no request of HTTP/1.1\n");
    return give(conn, &answer);
}

static bool fail(struct preview_conn *conn, const char *why)
{
    auto_buf struct buf answer;
    buf_init(&answer, PREVIEW_ANSWER_MAX);
    conn->relay->host.fail(conn->relay->host.ctx, &conn->pass, why, &answer);
    return give(conn, &answer);
}

/* tls, request */

static bool turn_tls(struct preview_conn *conn)
{
    int result = preview_tls_shake(conn->client.wire.tls, &conn->wants_write);
    if (result > 0)
        conn->phase = PHASE_REQUEST;
    return result >= 0;
}

static bool ask_for_socket(struct preview_conn *conn)
{
    const struct preview_relay_host *host = &conn->relay->host;
    switch (host->connect(host->ctx, &conn->app.wire.fd)) {
    case PREVIEW_SOCKET_HERE:
        conn->phase = PHASE_CONNECT;
        return true;
    case PREVIEW_SOCKET_LATER:
        conn->phase = PHASE_SOCKET;
        return true;
    case PREVIEW_SOCKET_NONE:
        break;
    }
    return fail(conn, "");
}

/* Asked for, the body only comes after it. The first bytes that are sent: they fit. */
static void let_body_come(const struct preview_conn *conn, const struct preview_head *head)
{
    char word[] = "HTTP/1.1 100 Continue\r\n\r\n";
    struct preview_pipe pipe = {.data = word, .to = sizeof(word) - 1};
    size_t at = 0;
    const struct preview_span *expected = preview_head_find(head, "expect", &at);
    if (expected && expected->size == strlen("100-continue"))
        (void)preview_pipe_write(&pipe, &conn->client.wire);
}

/* What came behind the head is body; what is behind that is nothing that anybody asked for. */
static bool take_request(struct preview_conn *conn, const struct preview_head *head)
{
    auto_buf struct buf text;
    buf_init(&text, PREVIEW_HEAD_MAX + HEAD_ROOM);
    conn->body = preview_body_of(head);
    size_t behind = preview_pipe_size(&conn->up) - head->size;
    size_t rest = preview_body_take(&conn->body, conn->up.data + head->size, behind);
    if (conn->body.is_bad || (head->is_websocket && behind))
        return refuse_malformed(conn);
    if (!conn->body.is_over)
        let_body_come(conn, head);
    preview_head_write_request(head, &text);
    preview_pipe_replace(&conn->up, head->size, text.data, text.size, rest); /* HEAD points there */
    set_deadline(conn, CONNECT_MS);
    return ask_for_socket(conn);
}

static bool decide(struct preview_conn *conn, const struct preview_head *head)
{
    const struct preview_relay_host *host = &conn->relay->host;
    auto_buf struct buf answer;
    buf_init(&answer, PREVIEW_ANSWER_MAX);
    if (host->admit(host->ctx, head, &conn->pass, &answer))
        return take_request(conn, head);
    return give(conn, &answer);
}

static bool turn_request(struct preview_conn *conn)
{
    struct preview_head head;
    enum preview_flow flow = preview_pipe_read(&conn->up, &conn->client.wire, PREVIEW_HEAD_MAX);
    if (flow == PREVIEW_FLOW_ENDED || flow == PREVIEW_FLOW_BROKEN)
        return false;
    if (flow == PREVIEW_FLOW_NONE)
        return true;
    switch (preview_head_request(conn->up.data, conn->up.to, &head)) {
    case PREVIEW_HEAD_MORE:
        return true;
    case PREVIEW_HEAD_BAD:
        return refuse_malformed(conn);
    case PREVIEW_HEAD_OK:
        break;
    }
    return decide(conn, &head);
}

/* socket, connect */

static bool turn_socket(struct preview_conn *conn)
{
    (void)conn; /* preview_conn_retry goes on; only the client's end comes here */
    return true;
}

static bool turn_connect(struct preview_conn *conn)
{
    int fault = 0;
    socklen_t size = sizeof(fault);
    if (getsockopt(conn->app.wire.fd, SOL_SOCKET, SO_ERROR, &fault, &size) < 0 || fault)
        return fail(conn, "it does not listen");
    conn->phase = PHASE_ANSWER;
    set_deadline(conn, 0);
    return true;
}

/* answer, flow */

static void shut_up(struct preview_conn *conn)
{
    preview_pipe_release(&conn->up);
    conn->up.has_ended = true;
    conn->is_up_shut = true;
}

static bool wants_from_client(const struct preview_conn *conn)
{
    if (conn->is_up_shut || conn->up.has_ended || !preview_pipe_has_room(&conn->up))
        return false;
    return conn->is_tunnel || !conn->body.is_over;
}

static bool read_client(struct preview_conn *conn)
{
    size_t before = preview_pipe_size(&conn->up);
    enum preview_flow flow = preview_pipe_read(&conn->up, &conn->client.wire, PREVIEW_PIPE_SIZE);
    if (flow == PREVIEW_FLOW_ENDED && conn->is_tunnel)
        conn->up.has_ended = true;
    else if (flow == PREVIEW_FLOW_ENDED || flow == PREVIEW_FLOW_BROKEN)
        return false;
    if (flow != PREVIEW_FLOW_SOME || conn->is_tunnel)
        return true;
    size_t came = preview_pipe_size(&conn->up) - before;
    const char *data = conn->up.data + conn->up.from + before;
    conn->up.to -= came - preview_body_take(&conn->body, data, came);
    return !conn->body.is_bad;
}

/* An app that answers before it has read all, and closes, still has said something. */
static bool pump_up(struct preview_conn *conn)
{
    const struct preview_tls *tls = conn->client.wire.tls;
    do {
        if (wants_from_client(conn) && !read_client(conn))
            return false;
        if (preview_pipe_write(&conn->up, &conn->app.wire) == PREVIEW_FLOW_BROKEN)
            shut_up(conn);
    } while (tls && preview_tls_has_more(tls) && wants_from_client(conn));
    if (conn->is_tunnel && conn->up.has_ended && !conn->is_up_shut &&
        preview_pipe_size(&conn->up) == 0) {
        (void)shutdown(conn->app.wire.fd, SHUT_WR); /* fails only when it is gone */
        conn->is_up_shut = true;
    }
    return true;
}

static bool begin_flow(struct preview_conn *conn, const struct preview_head *head)
{
    auto_buf struct buf text;
    buf_init(&text, PREVIEW_HEAD_MAX + HEAD_ROOM);
    preview_head_write_answer(head, conn->pass.ancestors, &text);
    preview_pipe_replace(&conn->down, head->size, text.data, text.size, PREVIEW_PIPE_SIZE);
    conn->is_tunnel = head->is_websocket;
    conn->phase = PHASE_FLOW;
    return true;
}

/* Interim answers are dropped: the only one that clients wait for was given (let_body_come). */
static bool read_answer(struct preview_conn *conn)
{
    struct preview_head head;
    for (;;) {
        const char *text = conn->down.data + conn->down.from;
        switch (preview_head_answer(text, preview_pipe_size(&conn->down), &head)) {
        case PREVIEW_HEAD_MORE:
            return true;
        case PREVIEW_HEAD_BAD:
            return fail(conn, "its answer is none of HTTP/1.1");
        case PREVIEW_HEAD_OK:
            break;
        }
        if (head.status >= 200 || head.is_websocket)
            return begin_flow(conn, &head);
        preview_pipe_replace(&conn->down, head.size, "", 0, PREVIEW_PIPE_SIZE);
    }
}

static bool turn_answer(struct preview_conn *conn)
{
    if (!pump_up(conn))
        return false;
    switch (preview_pipe_read(&conn->down, &conn->app.wire, PREVIEW_HEAD_MAX)) {
    case PREVIEW_FLOW_NONE:
        return true;
    case PREVIEW_FLOW_ENDED:
    case PREVIEW_FLOW_BROKEN:
        return fail(conn, "it ended the connection without an answer");
    case PREVIEW_FLOW_SOME:
        break;
    }
    return read_answer(conn);
}

static bool turn_flow(struct preview_conn *conn)
{
    if (!pump_up(conn))
        return false;
    enum preview_flow flow = preview_pipe_read(&conn->down, &conn->app.wire, PREVIEW_PIPE_SIZE);
    conn->down.has_ended |= flow == PREVIEW_FLOW_ENDED || flow == PREVIEW_FLOW_BROKEN;
    if (preview_pipe_write(&conn->down, &conn->client.wire) == PREVIEW_FLOW_BROKEN)
        return false;
    return conn->down.has_ended ? end_well(conn) : true;
}

/* events */

static bool (*const turns[PHASE_COUNT])(struct preview_conn *conn) = {
    [PHASE_TLS] = turn_tls,         [PHASE_REQUEST] = turn_request, [PHASE_SOCKET] = turn_socket,
    [PHASE_CONNECT] = turn_connect, [PHASE_ANSWER] = turn_answer,   [PHASE_FLOW] = turn_flow,
    [PHASE_LAST] = turn_last,
};

/* Its end is asked for where its bytes are not: those come first, then read(2) tells the end. */
static uint32_t client_events(const struct preview_conn *conn)
{
    bool is_flowing = conn->phase == PHASE_ANSWER || conn->phase == PHASE_FLOW;
    bool is_last = conn->phase == PHASE_LAST;
    bool has_down = preview_pipe_size(&conn->down) > 0;
    uint32_t events = 0;
    if (conn->phase == PHASE_TLS)
        return conn->wants_write ? EPOLLOUT : EPOLLIN;
    if (conn->phase == PHASE_REQUEST || (is_flowing && wants_from_client(conn)) ||
        (is_last && !has_down))
        events |= EPOLLIN;
    else if (!conn->is_tunnel && conn->body.is_over && !is_last)
        events |= EPOLLRDHUP;
    if (has_down && (is_last || conn->phase == PHASE_FLOW))
        events |= EPOLLOUT;
    return events;
}

static uint32_t app_events(const struct preview_conn *conn)
{
    bool is_flowing = conn->phase == PHASE_ANSWER || conn->phase == PHASE_FLOW;
    if (conn->phase == PHASE_CONNECT)
        return EPOLLOUT;
    if (!is_flowing)
        return 0;
    bool has_up = preview_pipe_size(&conn->up) > 0 && !conn->is_up_shut;
    bool has_room = preview_pipe_has_room(&conn->down) && !conn->down.has_ended;
    return (has_up ? (uint32_t)EPOLLOUT : 0) | (has_room ? (uint32_t)EPOLLIN : 0);
}

static void go_on(struct preview_conn *conn, bool is_alive)
{
    if (!is_alive) {
        preview_conn_cut(conn);
        return;
    }
    preview_side_want(conn->relay, &conn->client, client_events(conn));
    preview_side_want(conn->relay, &conn->app, app_events(conn));
}

void preview_conn_turn(struct preview_side *side, uint32_t events)
{
    struct preview_conn *conn = side->conn;
    bool is_client = side == &conn->client;
    bool has_gone =
        is_client && (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) && !(events & EPOLLIN);
    go_on(conn, !has_gone && turns[conn->phase](conn));
}

void preview_conn_begin(struct preview_relay *relay, int fd)
{
    struct preview_conn *conn = xcalloc(1, sizeof(*conn));
    conn->relay = relay;
    conn->phase = PHASE_REQUEST;
    conn->client = (struct preview_side){.wire.fd = fd, .conn = conn};
    conn->app = (struct preview_side){.wire.fd = -1, .conn = conn};
    list_append(&relay->conns, &conn->link);
    set_deadline(conn, REQUEST_MS);
    struct ssl_ctx_st *tls = relay->host.tls(relay->host.ctx);
    if (tls) {
        conn->phase = PHASE_TLS;
        conn->client.wire.tls = preview_tls_create(tls, fd);
    }
    go_on(conn, !tls || conn->client.wire.tls);
}

void preview_conn_retry(struct preview_conn *conn)
{
    if (conn->phase == PHASE_SOCKET)
        go_on(conn, ask_for_socket(conn));
}

bool preview_conn_is_timed(struct preview_conn *conn, int64_t now_ms)
{
    if (conn->deadline_ms == 0)
        return false;
    if (now_ms < conn->deadline_ms)
        return true;
    bool is_waiting = conn->phase == PHASE_SOCKET || conn->phase == PHASE_CONNECT;
    go_on(conn, is_waiting && fail(conn, "it does not answer"));
    return conn->deadline_ms != 0; /* of one that is over too: then the clock ticks in vain once */
}

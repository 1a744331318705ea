/* libh2o moves the bytes, libwslay the frames. Two things they do not tell, so we listen in:
 * - when there is room again: our send callback stands before libh2o's;
 * - they may end the connection within h2o_websocket_proceed. So that is called last of all, from a
 *   timer of no delay (stir), and never from within the walks over readers. */
#include "web/web_socket.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include <h2o/websocket.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "web/web_auth.h"
#include "web/web_events.h"
#include "web/web_follow.h"
#include "web/web_live.h"
#include "web/web_own.h"
#include "web/web_stream.h"
#include "web/web_topics.h"

#define MESSAGE_MAX 65536 /* bytes of a client's message */
#define QUEUE_BYTES 16384 /* beyond that there is no room */
#define QUEUE_COUNT 64
#define ANSWERS_MAX 256 /* frames that wait; a client that only sends pings gets no more */
#define FRAME_MAX   ((size_t)8 * 1024 * 1024)
#define FOLLOWS_MAX 16 /* runs at a time */
#define PING_MS     20000
#define DEAD_MS     60000 /* without any frame of the peer */

struct socket_ask;

struct web_socket {
    struct web_sink sink;
    struct list in_live;
    struct web *web;
    struct web_call *call; /* who asked; the request is over */
    h2o_websocket_conn_t *conn;
    struct loop_timer *stir;
    struct list asks; /* struct socket_ask: under way on the read lane */
    int ask_count;
    bool is_full; /* something may have been left for want of room */
    bool is_closing;
    int64_t moved_ms, heard_ms, pinged_ms;
    int64_t closed_ms; /* when it was seen that we have closed; 0: not */
};

/* A run that is to be followed: found on the lane. */
struct socket_ask {
    struct list link;
    struct web_socket *socket; /* NULL: it is closed */
    struct web_stream_ask run;
};

static struct web_socket *of_sink(struct web_sink *sink)
{
    return list_entry(sink, struct web_socket, sink);
}

static void soon(struct web_socket *socket)
{
    if (!loop_timer_is_armed(socket->stir))
        loop_timer_arm(socket->stir, 0);
}

static bool has_room(struct web_sink *sink)
{
    struct web_socket *socket = of_sink(sink);
    bool is_free = wslay_event_get_queued_msg_length(socket->conn->ws_ctx) < QUEUE_BYTES &&
                   wslay_event_get_queued_msg_count(socket->conn->ws_ctx) < QUEUE_COUNT;
    socket->is_full |= !is_free;
    return is_free && !socket->is_closing;
}

static void put(struct web_sink *sink, struct web_event *event, const char *run_id)
{
    struct web_socket *socket = of_sink(sink);
    auto_buf struct buf text;
    if (!*event->name) /* a comment */
        return;
    buf_init(&text, FRAME_MAX);
    web_event_frame(event, run_id, &text);
    const struct wslay_event_msg message = {.opcode = WSLAY_TEXT_FRAME,
                                            .msg = (const uint8_t *)buf_text(&text),
                                            .msg_length = text.size};
    (void)wslay_event_queue_msg(socket->conn->ws_ctx,
                                &message); /* refused after a close: as well */
}

static void reader_over(struct web_sink *sink, struct web_feed_reader *reader)
{
    (void)sink;
    web_feed_leave(reader);
}

static void flush(struct web_sink *sink)
{
    soon(of_sink(sink));
}

static const struct web_sink_ops ops = {
    .has_room = has_room, .put = put, .over = reader_over, .flush = flush};

/* Everything that may end the connection happens here, or within libh2o. */
static void stir(void *ctx)
{
    struct web_socket *socket = ctx;
    if (socket->is_full) {
        socket->is_full = false;
        web_sink_pump(&socket->sink);
        loop_timer_disarm(socket->stir); /* what that put goes out at once */
    }
    if (socket->conn->sock)
        h2o_websocket_proceed(socket->conn);
}

static void close_with(struct web_socket *socket, enum wslay_status_code code)
{
    if (socket->is_closing)
        return;
    socket->is_closing = true;
    (void)wslay_event_queue_close(socket->conn->ws_ctx, (uint16_t)code, NULL,
                                  0); /* the first one */
    soon(socket);
}

static void cut(const struct web_socket *socket)
{
    if (socket->conn->sock) /* libh2o sees the end */
        (void)shutdown(h2o_socket_get_fd(socket->conn->sock), SHUT_RDWR);
}

static void tell_error(struct web_socket *socket, const struct err *err)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "error", err->text);
    json_set_string(json, "code", err_name(err->code));
    struct web_event *event = web_event_json("error", "", json);
    put(&socket->sink, event, NULL);
    web_event_let_go(event);
    soon(socket);
}

static void find(void *ctx)
{
    struct socket_ask *ask = ctx;
    web_stream_find(&ask->run);
}

static void found(void *ctx)
{
    auto_free struct socket_ask *ask = ctx;
    struct web_socket *socket = ask->socket;
    char id[IDENT_TEXT_SIZE];
    if (!socket)
        return;
    list_remove(&ask->link);
    socket->ask_count--;
    if (ask->run.err.code != ERR_NONE) {
        tell_error(socket, &ask->run.err);
        return;
    }
    ident_format(&ask->run.id, id);
    (void)web_follow_leave(&socket->sink, id); /* asked again: from another place */
    web_follow_join(socket->web->live->follows, &ask->run.id, &ask->run.place, &socket->sink, true);
}

static int count_readers(const struct web_socket *socket)
{
    int count = 0;
    const struct list *readers = &socket->sink.readers;
    for (const struct list *node = readers->next; node != readers; node = node->next)
        count++;
    return count;
}

static int follow(struct web_socket *socket, const struct web_message *message, struct err *err)
{
    if (socket->ask_count + count_readers(socket) > FOLLOWS_MAX) /* one reads the events */
        return err_set(err, ERR_INVALID, "a connection follows at most %d runs", FOLLOWS_MAX);
    struct socket_ask *ask = xcalloc(1, sizeof(*ask));
    ask->socket = socket;
    ask->run.records = socket->web->records;
    ask->run.has_attempt = message->has_attempt;
    ask->run.place = message->place;
    memcpy(ask->run.run, message->run, sizeof(ask->run.run));
    list_append(&socket->asks, &ask->link);
    socket->ask_count++;
    lane_post(socket->web->lanes[WEB_LANE_READ], find, found, ask);
    return 0;
}

static int obey(struct web_socket *socket, const struct web_message *message, struct err *err)
{
    switch (message->kind) {
    case WEB_MESSAGE_SUBSCRIBE:
        web_events_choose(socket->web->live->events, &socket->sink, message->topics);
        return 0;
    case WEB_MESSAGE_FOLLOW:
        return follow(socket, message, err);
    case WEB_MESSAGE_UNFOLLOW:
        break;
    }
    if (web_follow_leave(&socket->sink, message->run))
        return 0;
    return err_set(err, ERR_NOT_FOUND, "run '%.40s' is not followed here", message->run);
}

static void text_came(struct web_socket *socket, const struct wslay_event_on_msg_recv_arg *arg)
{
    struct web_message message;
    struct err err;
    if (web_message_parse((const char *)arg->msg, arg->msg_length, &message, &err) < 0 ||
        obey(socket, &message, &err) < 0)
        tell_error(socket, &err);
}

static void release(struct web_socket *socket)
{
    list_for_each (node, &socket->asks)
        list_entry(node, struct socket_ask, link)->socket = NULL;
    web_sink_release(&socket->sink);
    loop_timer_free(socket->stir);
    list_remove(&socket->in_live);
    h2o_websocket_close(socket->conn);
    web_call_let_go(socket->call);
    free(socket);
}

/* A message came; ARG NULL: the connection is over. */
static void message_came(h2o_websocket_conn_t *conn, const struct wslay_event_on_msg_recv_arg *arg)
{
    struct web_socket *socket = conn->data;
    if (!arg) {
        release(socket);
        return;
    }
    socket->heard_ms = clock_boot_ms();
    if (wslay_event_get_queued_msg_count(conn->ws_ctx) > ANSWERS_MAX)
        cut(socket); /* it asks and asks, and does not read */
    else if (arg->opcode == WSLAY_CONNECTION_CLOSE)
        socket->is_closing = true; /* answered by itself */
    else if (arg->opcode == WSLAY_TEXT_FRAME)
        text_came(socket, arg);
    else if (!wslay_is_ctrl_frame(arg->opcode))
        close_with(socket, WSLAY_CODE_UNSUPPORTED_DATA);
}

static ssize_t bytes_leave(wslay_event_context_ptr ctx, const uint8_t *data, size_t size, int flags,
                           void *at)
{
    h2o_websocket_conn_t *conn = at;
    struct web_socket *socket = conn->data;
    ssize_t sent = conn->ws_callbacks.send_callback(ctx, data, size, flags, conn);
    if (sent > 0)
        socket->moved_ms = clock_boot_ms();
    if (sent > 0 && socket->is_full)
        soon(socket);
    return sent;
}

bool web_socket_is_asked(const struct web_call *call)
{
    h2o_iovec_t upgrade = call->req->upgrade;
    return upgrade.base && h2o_lcstris(upgrade.base, upgrade.len, H2O_STRLIT("websocket"));
}

/* The key of the handshake; NULL: the call has been refused. */
static const char *shake_hands(struct web_call *call)
{
    struct err err;
    const char *key = NULL;
    if (call->web->live->is_stopping) {
        (void)err_set(&err, ERR_BUSY, "the server stops");
        web_call_error(call, &err);
        return NULL;
    }
    const char *version = web_call_header(call, "sec-websocket-version");
    if (!version || strcmp(version, "13") != 0) {
        (void)err_set(&err, ERR_INVALID, "only version 13 of WebSocket is spoken here");
        web_call_add(call, "sec-websocket-version", "13");
        web_call_refuse(call, 426, &err);
        return NULL;
    }
    if (h2o_is_websocket_handshake(call->req, &key) != 0 || !key) {
        (void)err_set(&err, ERR_INVALID, "the header 'Sec-WebSocket-Key' is missing or malformed");
        web_call_error(call, &err);
        return NULL;
    }
    return key;
}

void web_socket_start(struct web_call *call, unsigned topics, const char *last_id)
{
    const char *key = shake_hands(call);
    if (!key)
        return;
    struct web *web = call->web;
    struct web_socket *socket = xcalloc(1, sizeof(*socket));
    web_sink_init(&socket->sink, &ops);
    list_init(&socket->asks);
    list_append(&web->live->sockets, &socket->in_live);
    socket->web = web;
    socket->call = call;
    web_call_hold(call);
    socket->stir = loop_timer_create(web->loop, stir, socket);
    socket->moved_ms = socket->heard_ms = socket->pinged_ms = clock_boot_ms();
    call->is_answered = true;
    socket->conn = h2o_upgrade_to_websocket(call->req, key, socket, message_came);
    struct wslay_event_callbacks callbacks = socket->conn->ws_callbacks;
    callbacks.send_callback = bytes_leave;
    wslay_event_config_set_callbacks(socket->conn->ws_ctx, &callbacks);
    wslay_event_config_set_max_recv_msg_length(socket->conn->ws_ctx, MESSAGE_MAX);
    web_events_join(web->live->events, &socket->sink, topics, last_id, &call->who);
    web_live_watch(web->live);
}

static void tick(struct web_socket *socket, int64_t now_ms, int64_t patience_ms)
{
    bool is_waiting = wslay_event_get_queued_msg_count(socket->conn->ws_ctx) > 0;
    if (!socket->closed_ms && wslay_event_get_close_sent(socket->conn->ws_ctx))
        socket->closed_ms = now_ms; /* the peer has to answer that */
    if (now_ms - socket->heard_ms >= DEAD_MS ||
        (socket->closed_ms && now_ms - socket->closed_ms >= patience_ms) ||
        (is_waiting && now_ms - socket->moved_ms >= patience_ms)) {
        cut(socket);
        return;
    }
    if (!web_auth_still_holds(socket->call))
        close_with(socket, WSLAY_CODE_POLICY_VIOLATION);
    if (now_ms - socket->pinged_ms < PING_MS || socket->is_closing)
        return;
    const struct wslay_event_msg ping = {.opcode = WSLAY_PING};
    socket->pinged_ms = now_ms;
    if (!is_waiting)
        socket->moved_ms = now_ms;
    (void)wslay_event_queue_msg(socket->conn->ws_ctx, &ping); /* refused after a close: as well */
    soon(socket);
}

void web_sockets_tick(struct web_live *live, int64_t now_ms)
{
    int64_t patience_ms = web_live_patience_ms(live);
    list_for_each (node, &live->sockets)
        tick(list_entry(node, struct web_socket, in_live), now_ms, patience_ms);
}

void web_sockets_tell(struct web_live *live, struct web_event *event)
{
    list_for_each (node, &live->sockets) {
        struct web_socket *socket = list_entry(node, struct web_socket, in_live);
        put(&socket->sink, event, NULL);
        stir(socket); /* it may be gone now */
    }
}

void web_sockets_close(struct web_live *live)
{
    list_for_each (node, &live->sockets) {
        struct web_socket *socket = list_entry(node, struct web_socket, in_live);
        close_with(socket, WSLAY_CODE_GOING_AWAY);
        stir(socket); /* it may be gone now */
    }
}

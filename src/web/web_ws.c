/* libh2o moves the bytes, libwslay the frames. Three things they do not tell or do:
 * - when there is room again: our send callback stands before libh2o's;
 * - they may end the connection within h2o_websocket_proceed. So that is called last of all, from a
 *   timer of no delay (stir), and never from within the walks over readers;
 * - they always read on. So after each of their turns, which a finished write is too, reading is
 *   stopped again while it is not wanted; the kernel then makes the peer wait. */
#include "web/web_ws.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "web/web_auth.h"
#include "web/web_live.h"
#include "web/web_own.h"

#define QUEUE_BYTES 16384 /* beyond that there is no room */
#define QUEUE_COUNT 64
#define ANSWERS_MAX 256 /* frames that wait; a client that only sends pings gets no more */
#define PING_MS     20000
#define DEAD_MS     60000 /* without any frame of the peer */
#define REASON_MAX  123   /* bytes. Source: RFC 6455 5.5 */

void web_ws_soon(struct web_ws *ws)
{
    if (!loop_timer_is_armed(ws->stir))
        loop_timer_arm(ws->stir, 0);
}

bool web_ws_has_room(struct web_ws *ws)
{
    bool is_free = wslay_event_get_queued_msg_length(ws->conn->ws_ctx) < QUEUE_BYTES &&
                   wslay_event_get_queued_msg_count(ws->conn->ws_ctx) < QUEUE_COUNT;
    ws->is_full |= !is_free;
    return is_free && !ws->is_closing;
}

void web_ws_put(struct web_ws *ws, bool is_text, const char *data, size_t size)
{
    const struct wslay_event_msg message = {.opcode =
                                                is_text ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME,
                                            .msg = (const uint8_t *)data,
                                            .msg_length = size};
    (void)wslay_event_queue_msg(ws->conn->ws_ctx, &message); /* refused after a close: as well */
}

/* Everything that may end the connection happens here, or within libh2o. */
static void stir(void *ctx)
{
    struct web_ws *ws = ctx;
    bool is_gone = false;
    if (ws->is_full) {
        ws->is_full = false;
        if (ws->ops->pump)
            ws->ops->pump(ws);
        loop_timer_disarm(ws->stir); /* what that put goes out at once */
    }
    if (ws->close_after && wslay_event_get_queued_msg_count(ws->conn->ws_ctx) == 0)
        web_ws_close(ws, ws->close_after, NULL);
    if (!ws->conn->sock)
        return;
    ws->is_gone = &is_gone;
    h2o_websocket_proceed(ws->conn);
    if (is_gone)
        return;
    ws->is_gone = NULL;
    if (ws->is_paused)
        h2o_socket_read_stop(ws->conn->sock);
}

void web_ws_pause(struct web_ws *ws, bool is_paused)
{
    if (ws->is_paused == is_paused)
        return;
    ws->is_paused = is_paused;
    ws->heard_ms = clock_boot_ms();
    web_ws_soon(ws);
}

void web_ws_close(struct web_ws *ws, unsigned code, const char *reason)
{
    size_t size = reason ? strnlen(reason, REASON_MAX) : 0;
    if (ws->is_closing)
        return;
    ws->is_closing = true;
    (void)wslay_event_queue_close(ws->conn->ws_ctx, (uint16_t)code, (const uint8_t *)reason,
                                  size); /* the first one */
    ws->is_paused = false;               /* the answer to it is wanted */
    web_ws_soon(ws);
}

void web_ws_close_after(struct web_ws *ws, unsigned code)
{
    ws->close_after = code;
    web_ws_soon(ws);
}

static void cut(const struct web_ws *ws)
{
    if (ws->conn->sock) /* libh2o sees the end */
        (void)shutdown(h2o_socket_get_fd(ws->conn->sock), SHUT_RDWR);
}

static void release(struct web_ws *ws)
{
    if (ws->is_gone)
        *ws->is_gone = true;
    ws->ops->over(ws);
    loop_timer_free(ws->stir);
    list_remove(&ws->in_live);
    h2o_websocket_close(ws->conn);
    web_call_let_go(ws->call);
    free(ws);
}

/* A message came; ARG NULL: the connection is over. */
static void message_came(h2o_websocket_conn_t *conn, const struct wslay_event_on_msg_recv_arg *arg)
{
    struct web_ws *ws = conn->data;
    if (!arg) {
        release(ws);
        return;
    }
    ws->heard_ms = clock_boot_ms();
    if (wslay_event_get_queued_msg_count(conn->ws_ctx) > ANSWERS_MAX)
        cut(ws); /* it asks and asks, and does not read */
    else if (arg->opcode == WSLAY_CONNECTION_CLOSE)
        ws->is_closing = true; /* answered by itself */
    else if (arg->opcode == WSLAY_TEXT_FRAME)
        ws->ops->text(ws, (const char *)arg->msg, arg->msg_length);
    else if (arg->opcode == WSLAY_BINARY_FRAME && ws->ops->binary)
        ws->ops->binary(ws, (const char *)arg->msg, arg->msg_length);
    else if (!wslay_is_ctrl_frame(arg->opcode))
        web_ws_close(ws, WSLAY_CODE_UNSUPPORTED_DATA, NULL);
    if (ws->is_paused)
        web_ws_soon(ws);
}

static ssize_t bytes_leave(wslay_event_context_ptr ctx, const uint8_t *data, size_t size, int flags,
                           void *at)
{
    h2o_websocket_conn_t *conn = at;
    struct web_ws *ws = conn->data;
    ssize_t sent = conn->ws_callbacks.send_callback(ctx, data, size, flags, conn);
    if (sent > 0)
        ws->moved_ms = clock_boot_ms();
    if (sent > 0 && (ws->is_full || ws->is_paused || ws->close_after))
        web_ws_soon(ws);
    return sent;
}

bool web_ws_is_asked(const struct web_call *call)
{
    h2o_iovec_t upgrade = call->req->upgrade;
    return upgrade.base && h2o_lcstris(upgrade.base, upgrade.len, H2O_STRLIT("websocket"));
}

const char *web_ws_shake_hands(struct web_call *call)
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

void web_ws_start(struct web_ws *ws, struct web_call *call, const char *key,
                  const struct web_ws_ops *ops)
{
    struct web *web = call->web;
    ws->ops = ops;
    list_append(&web->live->sockets, &ws->in_live);
    ws->web = web;
    ws->call = call;
    web_call_hold(call);
    ws->stir = loop_timer_create(web->loop, stir, ws);
    ws->moved_ms = ws->heard_ms = ws->pinged_ms = clock_boot_ms();
    call->is_answered = true;
    ws->conn = h2o_upgrade_to_websocket(call->req, key, ws, message_came);
    struct wslay_event_callbacks callbacks = ws->conn->ws_callbacks;
    callbacks.send_callback = bytes_leave;
    wslay_event_config_set_callbacks(ws->conn->ws_ctx, &callbacks);
    wslay_event_config_set_max_recv_msg_length(ws->conn->ws_ctx, ops->message_max);
    web_live_watch(web->live);
}

/* Who is not listened to cannot be heard. */
static bool is_silent(const struct web_ws *ws, int64_t now_ms)
{
    return !ws->is_paused && now_ms - ws->heard_ms >= DEAD_MS;
}

static void tick(struct web_ws *ws, int64_t now_ms, int64_t patience_ms)
{
    bool is_waiting = wslay_event_get_queued_msg_count(ws->conn->ws_ctx) > 0;
    if (!ws->closed_ms && wslay_event_get_close_sent(ws->conn->ws_ctx))
        ws->closed_ms = now_ms; /* the peer has to answer that */
    if (is_silent(ws, now_ms) || (ws->closed_ms && now_ms - ws->closed_ms >= patience_ms) ||
        (is_waiting && now_ms - ws->moved_ms >= patience_ms)) {
        cut(ws);
        return;
    }
    if (!web_auth_still_holds(ws->call))
        web_ws_close(ws, WSLAY_CODE_POLICY_VIOLATION, NULL);
    if (ws->is_paused)
        web_ws_soon(ws);
    if (now_ms - ws->pinged_ms < PING_MS || ws->is_closing)
        return;
    const struct wslay_event_msg ping = {.opcode = WSLAY_PING};
    ws->pinged_ms = now_ms;
    if (!is_waiting)
        ws->moved_ms = now_ms;
    (void)wslay_event_queue_msg(ws->conn->ws_ctx, &ping); /* refused after a close: as well */
    web_ws_soon(ws);
}

void web_ws_all_tick(struct web_live *live, int64_t now_ms)
{
    int64_t patience_ms = web_live_patience_ms(live);
    list_for_each (node, &live->sockets)
        tick(list_entry(node, struct web_ws, in_live), now_ms, patience_ms);
}

void web_ws_all_tell(struct web_live *live, struct web_event *event)
{
    list_for_each (node, &live->sockets) {
        struct web_ws *ws = list_entry(node, struct web_ws, in_live);
        if (!ws->ops->tell)
            continue;
        ws->ops->tell(ws, event);
        stir(ws); /* it may be gone now */
    }
}

void web_ws_all_close(struct web_live *live)
{
    list_for_each (node, &live->sockets) {
        struct web_ws *ws = list_entry(node, struct web_ws, in_live);
        web_ws_close(ws, WSLAY_CODE_GOING_AWAY, NULL);
        stir(ws); /* it may be gone now */
    }
}

#include "web/web_socket.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_events.h"
#include "web/web_follow.h"
#include "web/web_live.h"
#include "web/web_own.h"
#include "web/web_stream.h"
#include "web/web_topics.h"
#include "web/web_ws.h"

#define MESSAGE_MAX 65536 /* bytes of a client's message */
#define FRAME_MAX   ((size_t)8 * 1024 * 1024)
#define FOLLOWS_MAX 16 /* runs at a time */

struct socket_ask;

struct web_socket {
    struct web_ws ws;
    struct web_sink sink;
    struct list asks; /* struct socket_ask: under way on the read lane */
    int ask_count;
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

static struct web_socket *of_ws(struct web_ws *ws)
{
    return list_entry(ws, struct web_socket, ws);
}

static bool has_room(struct web_sink *sink)
{
    return web_ws_has_room(&of_sink(sink)->ws);
}

static void put(struct web_sink *sink, struct web_event *event, const char *run_id)
{
    struct web_socket *socket = of_sink(sink);
    auto_buf struct buf text;
    buf_init(&text, FRAME_MAX);
    if (!*event->name) /* a comment */
        return;
    web_event_frame(event, run_id, &text);
    web_ws_put(&socket->ws, true, buf_text(&text), text.size);
}

static void reader_over(struct web_sink *sink, struct web_feed_reader *reader)
{
    (void)sink;
    web_feed_leave(reader);
}

static void flush(struct web_sink *sink)
{
    web_ws_soon(&of_sink(sink)->ws);
}

static const struct web_sink_ops sink_ops = {
    .has_room = has_room, .put = put, .over = reader_over, .flush = flush};

static void tell_error(struct web_socket *socket, const struct err *err)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "error", err->text);
    json_set_string(json, "code", err_name(err->code));
    struct web_event *event = web_event_json("error", "", json);
    put(&socket->sink, event, NULL);
    web_event_let_go(event);
    web_ws_soon(&socket->ws);
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
    web_follow_join(socket->ws.web->live->follows, &ask->run.id, &ask->run.place, &socket->sink,
                    true);
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
    ask->run.records = socket->ws.web->records;
    ask->run.has_attempt = message->has_attempt;
    ask->run.place = message->place;
    memcpy(ask->run.run, message->run, sizeof(ask->run.run));
    list_append(&socket->asks, &ask->link);
    socket->ask_count++;
    lane_post(socket->ws.web->lanes[WEB_LANE_READ], find, found, ask);
    return 0;
}

static int obey(struct web_socket *socket, const struct web_message *message, struct err *err)
{
    switch (message->kind) {
    case WEB_MESSAGE_SUBSCRIBE:
        web_events_choose(socket->ws.web->live->events, &socket->sink, message->topics);
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

static void text_came(struct web_ws *ws, const char *text, size_t size)
{
    struct web_socket *socket = of_ws(ws);
    struct web_message message;
    struct err err;
    if (web_message_parse(text, size, &message, &err) < 0 || obey(socket, &message, &err) < 0)
        tell_error(socket, &err);
}

static void pump(struct web_ws *ws)
{
    web_sink_pump(&of_ws(ws)->sink);
}

static void tell(struct web_ws *ws, struct web_event *event)
{
    put(&of_ws(ws)->sink, event, NULL);
}

static void over(struct web_ws *ws)
{
    struct web_socket *socket = of_ws(ws);
    list_for_each (node, &socket->asks)
        list_entry(node, struct socket_ask, link)->socket = NULL;
    web_sink_release(&socket->sink);
}

static const struct web_ws_ops ws_ops = {
    .text = text_came, .pump = pump, .tell = tell, .over = over, .message_max = MESSAGE_MAX};

void web_socket_start(struct web_call *call, unsigned topics, const char *last_id)
{
    const char *key = web_ws_shake_hands(call);
    if (!key)
        return;
    struct web_socket *socket = xcalloc(1, sizeof(*socket));
    web_sink_init(&socket->sink, &sink_ops);
    list_init(&socket->asks);
    web_ws_start(&socket->ws, call, key, &ws_ops);
    web_events_join(call->web->live->events, &socket->sink, topics, last_id, &call->who);
}

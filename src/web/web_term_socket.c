/* Flow control is end to end: the client's acks go on to the supervisor, which sends no more than a
 * window ahead of them; and the supervisor tells what of the input was taken, of which we send no
 * more than a window ahead, and read no more from the client meanwhile. So what waits here is
 * bounded in both directions, and nothing is ever dropped. */
#include "web/web_term_socket.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "term/term_link.h"
#include "term/term_message.h"
#include "web/web_own.h"
#include "web/web_ws.h"

#define MESSAGE_MAX ((size_t)2 * 1024 * 1024) /* bytes: a large paste in one piece */
#define PIECE_MAX   32768                     /* bytes of output in one message */
/* Typed and not yet sent on: beyond MANY the client is read no more, until there are FEW. What
 * libh2o has read by then still comes; so much more than that as to be beyond MOST is no person. */
#define TYPED_MANY  ((size_t)128 * 1024)
#define TYPED_FEW   ((size_t)32 * 1024)
#define TYPED_MOST  ((size_t)16 * 1024 * 1024)
#define PRINTED_MAX ((size_t)2 * TERM_OUTPUT_WINDOW)
#define KEPT_MAX    65536 /* bytes that an empty buffer may hold on to */
#define AGAIN_MS    20    /* when the supervisor's socket is full, which it is not for long */

enum close_code {
    CODE_NORMAL = 1000,
    CODE_TOO_BIG = 1009,
    CODE_INTERNAL = 1011,
    CODE_TRY_AGAIN = 1013,
    CODE_NOT_FOUND = 4404,
};

/* Bytes that wait in order. */
struct waiting {
    struct buf bytes;
    size_t at; /* before it they are gone */
};

struct term_socket {
    struct web_ws ws;
    struct term_link *link;    /* NULL: over */
    struct waiting printed;    /* for the client */
    struct waiting typed;      /* for the supervisor */
    uint64_t sent, taken;      /* bytes of input */
    struct term_frame owed[2]; /* KIND 0: nothing: the newest resize and ack that must be sent */
    struct loop_timer *again;
    char *last_words; /* JSON that is told once all is printed; then the end */
};

static struct term_socket *of_ws(struct web_ws *ws)
{
    return list_entry(ws, struct term_socket, ws);
}

static size_t left_of(const struct waiting *waiting)
{
    return waiting->bytes.size - waiting->at;
}

static void forget(struct waiting *waiting, size_t size)
{
    size_t cap = waiting->bytes.cap;
    waiting->at += size;
    if (left_of(waiting) > 0)
        return;
    waiting->at = 0;
    if (waiting->bytes.capacity <= KEPT_MAX) {
        buf_clear(&waiting->bytes);
        return;
    }
    buf_release(&waiting->bytes);
    buf_init(&waiting->bytes, cap);
}

/* False: more than there may be. */
static bool keep(struct waiting *waiting, const char *data, size_t size)
{
    struct buf *bytes = &waiting->bytes;
    if (waiting->at > bytes->size / 2) { /* else the head would grow for ever */
        struct buf rest;
        buf_init(&rest, bytes->cap);
        buf_append(&rest, bytes->data + waiting->at, left_of(waiting));
        buf_release(bytes);
        *bytes = rest;
        waiting->at = 0;
    }
    buf_append(bytes, data, size);
    return buf_ok(bytes);
}

/* To the client */

static void put_json(struct term_socket *socket, const struct json *json)
{
    auto_buf struct buf text;
    buf_init(&text, 4096);
    json_print(json, false, &text);
    web_ws_put(&socket->ws, true, buf_text(&text), text.size);
    web_ws_soon(&socket->ws);
}

static void put_printed(struct term_socket *socket)
{
    struct waiting *printed = &socket->printed;
    bool has_put = false;
    while (left_of(printed) > 0 && web_ws_has_room(&socket->ws)) {
        size_t size = left_of(printed) < PIECE_MAX ? left_of(printed) : PIECE_MAX;
        web_ws_put(&socket->ws, false, printed->bytes.data + printed->at, size);
        forget(printed, size);
        has_put = true;
    }
    if (left_of(printed) == 0 && socket->last_words) {
        auto_free char *words = take(socket->last_words);
        web_ws_put(&socket->ws, true, words, strlen(words));
        web_ws_close_after(&socket->ws, CODE_NORMAL);
    }
    if (has_put)
        web_ws_soon(&socket->ws);
}

static void pump(struct web_ws *ws)
{
    put_printed(of_ws(ws));
}

static void begin(struct term_socket *socket, const struct term_frame *frame)
{
    auto_json struct json *json = json_object();
    json_set_integer(json, "at", (int64_t)frame->offset);
    json_set_integer(json, "cols", frame->columns);
    json_set_integer(json, "rows", frame->rows);
    put_json(socket, json);
}

static void tell_size(struct term_socket *socket, const struct term_frame *frame)
{
    auto_json struct json *json = json_object();
    struct json *size = json_array();
    json_push(size, json_new_integer(frame->columns));
    json_push(size, json_new_integer(frame->rows));
    json_set(json, "size", size);
    put_json(socket, json);
}

static void tell_exit(struct term_socket *socket, const struct term_frame *frame)
{
    auto_free char *reason = xstrndup(frame->data, frame->size);
    auto_json struct json *json = json_object();
    struct buf text;
    json_set_integer(json, "exit", (int64_t)frame->offset);
    if (*reason)
        json_set_string(json, "reason", reason);
    buf_init(&text, 4096);
    json_print(json, false, &text);
    free(take(socket->last_words));
    socket->last_words = buf_take(&text);
    put_printed(socket);
}

static void detach(struct term_socket *socket, const struct term_frame *frame)
{
    auto_free char *reason = xstrndup(frame->data, frame->size);
    web_ws_close(&socket->ws, CODE_TRY_AGAIN, reason);
}

/* To the supervisor */

static bool send_owed(struct term_socket *socket)
{
    for (size_t i = 0; i < ARRAY_LEN(socket->owed); i++) {
        struct term_frame *frame = &socket->owed[i];
        if (frame->kind != 0 && !term_link_send(socket->link, frame))
            return false;
        *frame = (struct term_frame){0};
    }
    return true;
}

static bool send_typed(struct term_socket *socket)
{
    struct waiting *typed = &socket->typed;
    for (;;) {
        size_t size = TERM_INPUT_WINDOW - (size_t)(socket->sent - socket->taken);
        size = size < left_of(typed) ? size : left_of(typed);
        size = size < TERM_WIRE_DATA ? size : TERM_WIRE_DATA;
        if (size == 0)
            return true;
        const struct term_frame frame = {
            .kind = TERM_KIND_INPUT, .data = typed->bytes.data + typed->at, .size = size};
        if (!term_link_send(socket->link, &frame))
            return false;
        socket->sent += size;
        forget(typed, size);
    }
}

static void send_all(void *ctx)
{
    struct term_socket *socket = ctx;
    if (!socket->link)
        return;
    if (!send_owed(socket) || !send_typed(socket))
        loop_timer_arm(socket->again, AGAIN_MS);
    size_t left = left_of(&socket->typed);
    if (left > TYPED_MANY && !socket->ws.is_closing)
        web_ws_pause(&socket->ws, true);
    else if (left <= TYPED_FEW)
        web_ws_pause(&socket->ws, false);
}

static void take_note(struct term_socket *socket, uint64_t taken)
{
    if (taken > socket->taken && taken <= socket->sent)
        socket->taken = taken;
    send_all(socket);
}

static void supervisor_ended(struct term_socket *socket)
{
    socket->link = NULL; /* freed by itself */
    if (!socket->last_words && !socket->ws.close_after)
        web_ws_close(&socket->ws, CODE_INTERNAL, "the terminal's supervisor is gone");
}

static void frame_came(void *ctx, const struct term_frame *frame)
{
    struct term_socket *socket = ctx;
    if (!frame) {
        supervisor_ended(socket);
        return;
    }
    if (frame->kind == TERM_KIND_OUTPUT) {
        if (!keep(&socket->printed, frame->data, frame->size))
            web_ws_close(&socket->ws, CODE_INTERNAL, "the terminal printed more than was asked");
        put_printed(socket);
    } else if (frame->kind == TERM_KIND_BEGIN) {
        begin(socket, frame);
    } else if (frame->kind == TERM_KIND_SIZE) {
        tell_size(socket, frame);
    } else if (frame->kind == TERM_KIND_TAKEN) {
        take_note(socket, frame->offset);
    } else if (frame->kind == TERM_KIND_EXIT) {
        tell_exit(socket, frame);
    } else if (frame->kind == TERM_KIND_DETACH) {
        detach(socket, frame);
    }
}

/* From the client */

static void text_came(struct web_ws *ws, const char *text, size_t size)
{
    struct term_socket *socket = of_ws(ws);
    struct term_message message;
    struct err err;
    if (term_message_parse(text, size, &message, &err) < 0) {
        auto_json struct json *json = json_object();
        json_set_string(json, "error", err.text);
        json_set_string(json, "code", err_name(err.code));
        put_json(socket, json);
        return;
    }
    bool is_ack = message.kind == TERM_MESSAGE_ACK;
    socket->owed[is_ack] = (struct term_frame){.kind = is_ack ? TERM_KIND_ACK : TERM_KIND_RESIZE,
                                               .offset = message.offset,
                                               .columns = message.columns,
                                               .rows = message.rows};
    send_all(socket);
}

static void bytes_came(struct web_ws *ws, const char *data, size_t size)
{
    struct term_socket *socket = of_ws(ws);
    if (!socket->link)
        return;
    if (!keep(&socket->typed, data, size))
        web_ws_close(ws, CODE_TOO_BIG, "more was typed than the terminal takes");
    else
        send_all(socket);
}

static void over(struct web_ws *ws)
{
    struct term_socket *socket = of_ws(ws);
    term_link_close(socket->link);
    loop_timer_free(socket->again);
    buf_release(&socket->printed.bytes);
    buf_release(&socket->typed.bytes);
    free(socket->last_words);
}

static const struct web_ws_ops ops = {.text = text_came,
                                      .binary = bytes_came,
                                      .pump = pump,
                                      .over = over,
                                      .message_max = MESSAGE_MAX};

/* With 101; NULL: CALL was refused. */
static struct term_socket *open_socket(struct web_call *call)
{
    const char *key = web_ws_shake_hands(call);
    if (!key)
        return NULL;
    struct term_socket *socket = xcalloc(1, sizeof(*socket));
    buf_init(&socket->printed.bytes, PRINTED_MAX);
    buf_init(&socket->typed.bytes, TYPED_MOST);
    socket->again = loop_timer_create(call->web->loop, send_all, socket);
    web_ws_start(&socket->ws, call, key, &ops);
    return socket;
}

void web_term_socket_miss(struct web_call *call, const char *reason)
{
    struct term_socket *socket = open_socket(call);
    if (socket)
        web_ws_close(&socket->ws, CODE_NOT_FOUND, reason);
}

void web_term_socket_start(struct web_call *call, int fd, const struct web_term_view *view)
{
    auto_fd int connection = fd;
    const struct term_frame ask = {
        .kind = TERM_KIND_VIEW, .offset = view->from, .columns = view->columns, .rows = view->rows};
    struct term_socket *socket = open_socket(call);
    if (!socket)
        return;
    socket->link = term_link_create(call->web->loop, take_fd(&connection), frame_came, socket);
    (void)term_link_send(socket->link, &ask); /* a new socket takes it */
}

/* web_ws: one WebSocket: handshake, frames, pings, and the end of who does not answer. What is said
 * over it is its owner's business (web_socket, web_term_socket), who embeds this struct. Thread:
 * loop. Source: RFC 6455. */
#ifndef PIRUN_WEB_WEB_WS_H
#define PIRUN_WEB_WEB_WS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <h2o/websocket.h>

#include "base/list.h"
#include "web/web_call.h"
#include "web/web_event.h"

struct web_live;
struct web_ws;

struct web_ws_ops {
    void (*text)(struct web_ws *ws, const char *text, size_t size);
    /* NULL: whoever sends bytes is closed with 1003. */
    void (*binary)(struct web_ws *ws, const char *data, size_t size);
    /* There may be room again. May put, but nothing that may end the connection. NULL: nothing. */
    void (*pump)(struct web_ws *ws);
    /* An event for everybody (bye). NULL: not for this one. */
    void (*tell)(struct web_ws *ws, struct web_event *event);
    /* The connection is over: let go of all that is yours, but do not free what embeds WS. */
    void (*over)(struct web_ws *ws);
    size_t message_max; /* bytes of a client's message; more is a 1009 */
};

struct web_ws {
    const struct web_ws_ops *ops;
    struct list in_live;
    struct web *web;
    struct web_call *call; /* who asked; the request is over */
    h2o_websocket_conn_t *conn;
    struct loop_timer *stir;
    bool *is_gone;  /* during a stir: set when the connection has ended in it */
    bool is_full;   /* something may have been left for want of room */
    bool is_paused; /* nothing more of the peer's is wanted now */
    bool is_closing;
    unsigned close_after; /* code of a close that waits for the messages before it; 0: none */
    int64_t moved_ms, heard_ms, pinged_ms;
    int64_t closed_ms; /* when it was seen that we have closed; 0: not */
};

bool web_ws_is_asked(const struct web_call *call);
/* The key of the handshake; NULL: the call has been refused: 400, 426 for another version than
 * 13, 503. */
const char *web_ws_shake_hands(struct web_call *call);
/* Answer CALL with 101. Takes what embeds WS as its first member: of xcalloc, and freed with the
 * connection. OPS are a static table. */
void web_ws_start(struct web_ws *ws, struct web_call *call, const char *key,
                  const struct web_ws_ops *ops);

/* Is there room for a further message? If not, pump is called when there is. */
bool web_ws_has_room(struct web_ws *ws);
/* Send a message, some time soon (web_ws_soon): nothing is after a close. */
void web_ws_put(struct web_ws *ws, bool is_text, const char *data, size_t size);
void web_ws_soon(struct web_ws *ws);
/* Read nothing from the peer for a while. What has come already may still be told. */
void web_ws_pause(struct web_ws *ws, bool is_paused);
/* Messages that wait are overtaken by it. REASON NULL: none. Codes as enum wslay_status_code. */
void web_ws_close(struct web_ws *ws, unsigned code, const char *reason);
/* The same once all that waits has been sent. */
void web_ws_close_after(struct web_ws *ws, unsigned code);

/* web_live.c: pings, and the end of who does not answer. */
void web_ws_all_tick(struct web_live *live, int64_t now_ms);
/* Send EVENT to all that want it. */
void web_ws_all_tell(struct web_live *live, struct web_event *event);
/* Close all, with 1001. */
void web_ws_all_close(struct web_live *live);

#endif

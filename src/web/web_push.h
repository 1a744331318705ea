/* web_push: an answer that goes on: Server-Sent Events, sent as they come. A slow reader is left
 * alone while there is no room (see web_sink), and cut when nothing moves for
 * server.write_timeout_ms. A comment every 15 s keeps connections alive; a client that leaves is
 * noticed at once; a right that is lost ends the stream.
 * Source: WHATWG HTML 9.2. */
#ifndef PIRUN_WEB_WEB_PUSH_H
#define PIRUN_WEB_WEB_PUSH_H

#include "web/web_call.h"
#include "web/web_feed.h"

struct web_push;

/* Answer CALL with a stream. Owns: returns it; it ends with the request: then all readers of its
 * sink leave. NULL: the request is over, or it has been answered: HEAD, or the
 * server stops. */
struct web_push *web_push_start(struct web_call *call);
struct web_sink *web_push_sink(struct web_push *push);
/* Queue an event beside those of the readers; takes it. */
void web_push_event(struct web_push *push, struct web_event *event);
/* Send what is queued; with IS_LAST the answer ends then. */
void web_push_flush(struct web_push *push, bool is_last);

/* web_live.c: once in a while: comments, and the end of who does not read. */
void web_push_tick(struct web_push *push, int64_t now_ms);
struct web_push *web_push_of(struct list *in_live);

#endif

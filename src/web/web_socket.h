/* web_socket: GET /api/events as a WebSocket: the events of the project and the output of followed
 * runs over one connection, because a browser opens only a few to one server. Each message of ours
 * is one event (web_event_frame); messages of the client are those of web_topics.h, and what is
 * wrong with one is answered by an `error` event. Who does not read is left alone while there is no
 * room, and cut when nothing moves for server.write_timeout_ms. Source: RFC 6455. */
#ifndef PIRUN_WEB_WEB_SOCKET_H
#define PIRUN_WEB_WEB_SOCKET_H

#include <stdbool.h>

#include "web/web_call.h"
#include "web/web_event.h"

struct web_live;

bool web_socket_is_asked(const struct web_call *call);
/* Answer CALL with 101 and listen to TOPICS, after LAST_ID as in web_events_join; or refuse: 400,
 * 426 for another version than 13. */
void web_socket_start(struct web_call *call, unsigned topics, const char *last_id);

/* web_live.c: pings, and the end of who does not answer. */
void web_sockets_tick(struct web_live *live, int64_t now_ms);
/* Send EVENT to all. */
void web_sockets_tell(struct web_live *live, struct web_event *event);
/* Close all, with 1001. */
void web_sockets_close(struct web_live *live);

#endif

/* web_socket: GET /api/events as a WebSocket: the events of the project and the output of followed
 * runs over one connection, because a browser opens only a few to one server. Each message of ours
 * is one event (web_event_frame); messages of the client are those of web_topics.h, and what is
 * wrong with one is answered by an `error` event. Who does not read is left alone while there is no
 * room, and cut when nothing moves for server.write_timeout_ms. Source: RFC 6455. */
#ifndef PIRUN_WEB_WEB_SOCKET_H
#define PIRUN_WEB_WEB_SOCKET_H

#include "web/web_call.h"

/* Answer CALL with 101 and listen to TOPICS, after LAST_ID as in web_events_join; or refuse:
 * web_ws_shake_hands. */
void web_socket_start(struct web_call *call, unsigned topics, const char *last_id);

#endif

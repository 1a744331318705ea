/* web_term_socket: GET /api/term as a WebSocket: one viewer of one terminal. Messages of bytes are
 * what it prints, and what is typed; those of text are JSON.
 *
 *   from the server   {"at":OFFSET,"cols":N,"rows":N}   first: OFFSET of the first byte that
 *                     follows; more than was asked for: what lies between is no longer kept
 *                     {"size":[COLS,ROWS]}   the terminal's size has changed
 *                     {"exit":STATUS,"reason":…}   last; then 1000
 *                     {"error":…,"code":…}   about a message of the client
 *   from the client   {"resize":[COLS,ROWS]}   the size of its window: the smallest one counts
 *                     {"ack":OFFSET}   shown up to there: at most 512 KiB are sent ahead of that
 *
 * Closed with 1013 who holds up others for 10 s: it may come again, from the offset it has seen.
 * With 4404: there is no such session (any more); a page of a browser could not see a status. */
#ifndef PIRUN_WEB_WEB_TERM_SOCKET_H
#define PIRUN_WEB_WEB_TERM_SOCKET_H

#include <stdint.h>

#include "web/web_call.h"

struct web_term_view {
    uint64_t from;
    uint16_t columns, rows; /* 0: not told */
};

/* Answer CALL with 101, or refuse it as web_ws_shake_hands does. FD is a connection to the
 * session's supervisor; taken. */
void web_term_socket_start(struct web_call *call, int fd, const struct web_term_view *view);
/* Answer CALL with 101 and close it with 4404 and REASON; or refuse it as above. */
void web_term_socket_miss(struct web_call *call, const char *reason);

#endif

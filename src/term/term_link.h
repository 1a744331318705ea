/* term_link: a server's connection to the supervisor of one terminal, on the loop. Sends are never
 * waited for: what the socket does not take now is the caller's to send again. Thread: loop, but
 * for term_link_ask and term_link_tell. */
#ifndef PIRUN_TERM_TERM_LINK_H
#define PIRUN_TERM_TERM_LINK_H

#include <stdbool.h>

#include "loop/loop.h"
#include "term/term_wire.h"

struct term_link;

/* A frame of the supervisor came; NULL: the connection is over, and the link is freed when the call
 * returns. May close the link. */
typedef void (*term_link_cb)(void *ctx, const struct term_frame *frame);

/* Takes FD (of term_place_connect). */
struct term_link *term_link_create(struct loop *loop, int fd, term_link_cb on_frame, void *ctx);
/* NULL is fine; allowed within on_frame. */
void term_link_close(struct term_link *link);
/* Answers false when the socket takes nothing now. A broken one takes all: its end is told. */
bool term_link_send(struct term_link *link, const struct term_frame *frame);

/* On a connection that is new: send FRAME and wait for the first answer into BYTES.
 * Blocks, for WAIT_MS at most. Thread: lane. Errors: ERR_TIMEOUT, ERR_NOT_FOUND it ended,
 * ERR_INVALID as term_wire_read. */
int term_link_ask(int fd, const struct term_frame *frame, int wait_ms, char bytes[TERM_WIRE_MAX],
                  struct term_frame *answer, struct err *err);
/* The same, but send COUNT frames and wait for nothing. */
void term_link_tell(int fd, const struct term_frame *frames, size_t count);

#endif

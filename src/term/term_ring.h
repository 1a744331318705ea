/* term_ring: the last bytes that a terminal has printed, each at its offset from the session's
 * start: what a viewer that comes or comes back is shown. Pure. */
#ifndef PIRUN_TERM_TERM_RING_H
#define PIRUN_TERM_TERM_RING_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that are kept: all that viewers have not acknowledged, and as much again, so that one that
 * was cut can go on where it was. */
#define TERM_RING_SIZE   ((size_t)1048576)
#define TERM_RING_REPLAY ((size_t)262144) /* that a viewer is shown who comes for the first time */

struct term_ring {
    char *data;
    uint64_t end; /* offset of the next byte */
};

void term_ring_init(struct term_ring *ring);
void term_ring_release(struct term_ring *ring);
/* The offset of the oldest byte that is kept. */
uint64_t term_ring_begin(const struct term_ring *ring);
/* Where the next bytes go; *SIZE: in: how many are wanted, out: how many fit in one piece. Then
 * term_ring_grew: they are there now, over the oldest ones. */
char *term_ring_room(struct term_ring *ring, size_t *size);
void term_ring_grew(struct term_ring *ring, size_t size);
/* Bytes from FROM on, in one piece, at most MOST. Answers how many; 0: none, or not kept. */
size_t term_ring_look(const struct term_ring *ring, uint64_t from, size_t most, const char **data);

#endif

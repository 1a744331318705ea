#include "term/term_ring.h"

#include <stdlib.h>

#include "base/buf.h"

void term_ring_init(struct term_ring *ring)
{
    *ring = (struct term_ring){.data = xmalloc(TERM_RING_SIZE)};
}

void term_ring_release(struct term_ring *ring)
{
    free(ring->data);
    ring->data = NULL;
}

uint64_t term_ring_begin(const struct term_ring *ring)
{
    return ring->end > TERM_RING_SIZE ? ring->end - TERM_RING_SIZE : 0;
}

char *term_ring_room(struct term_ring *ring, size_t *size)
{
    size_t at = (size_t)(ring->end % TERM_RING_SIZE);
    if (*size > TERM_RING_SIZE - at)
        *size = TERM_RING_SIZE - at;
    return ring->data + at;
}

void term_ring_grew(struct term_ring *ring, size_t size)
{
    ring->end += size;
}

size_t term_ring_look(const struct term_ring *ring, uint64_t from, size_t most, const char **data)
{
    if (from < term_ring_begin(ring) || from >= ring->end)
        return 0;
    size_t at = (size_t)(from % TERM_RING_SIZE);
    uint64_t left = ring->end - from;
    size_t size = left < most ? (size_t)left : most;
    *data = ring->data + at;
    return size < TERM_RING_SIZE - at ? size : TERM_RING_SIZE - at;
}

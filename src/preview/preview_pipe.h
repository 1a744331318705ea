/* preview_pipe: bytes on their way from one socket to another: a buffer of one size. Full, its
 * source is not read; so the slower side sets the pace, and the kernel tells the faster one. Inner
 * part of the room. */
#ifndef PIRUN_PREVIEW_PREVIEW_PIPE_H
#define PIRUN_PREVIEW_PREVIEW_PIPE_H

#include <stdbool.h>
#include <stddef.h>

#define PREVIEW_PIPE_SIZE ((size_t)32768)

struct preview_tls;

/* One end of a pipe. */
struct preview_wire {
    int fd;
    struct preview_tls *tls; /* NULL: none */
};

/* Zero is a valid empty one. */
struct preview_pipe {
    char *data; /* NULL: nothing came yet */
    size_t from, to;
    bool has_ended; /* nothing comes any more */
};

enum preview_flow {
    PREVIEW_FLOW_SOME,  /* bytes came, or went */
    PREVIEW_FLOW_NONE,  /* not now: the socket would block, or there is no room */
    PREVIEW_FLOW_ENDED, /* its end came */
    PREVIEW_FLOW_BROKEN
};

void preview_pipe_release(struct preview_pipe *pipe);
size_t preview_pipe_size(const struct preview_pipe *pipe);
bool preview_pipe_has_room(const struct preview_pipe *pipe);
/* Read once from WIRE, at most until MOST bytes are in it. */
enum preview_flow preview_pipe_read(struct preview_pipe *pipe, const struct preview_wire *wire,
                                    size_t most);
/* Write once to WIRE. */
enum preview_flow preview_pipe_write(struct preview_pipe *pipe, const struct preview_wire *wire);
/* Put HEAD in the place of the first CUT bytes, and keep at most REST of those behind them. It must
 * fit. */
void preview_pipe_replace(struct preview_pipe *pipe, size_t cut, const char *head, size_t size,
                          size_t rest);

#endif

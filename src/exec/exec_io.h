/* exec_io: the script's pipes: read without blocking, given to the room output as they come.
 * Inner part of the supervisor. */
#ifndef PIRUN_EXEC_EXEC_IO_H
#define PIRUN_EXEC_EXEC_IO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "exec/exec_limit.h"
#include "output/output.h"

struct exec_io {
    struct output *output; /* borrowed; NULL: bytes are dropped */
    int64_t start_us;      /* CLOCK_BOOTTIME, time zero */
    char *buffer;
    bool is_used; /* the buffer has pages that could be given back */
    bool is_wide[2];
    struct exec_tail tail; /* of stderr */
    struct err err;        /* the first failure of the output; ERR_NONE: none */
};

/* Errors: ERR_INTERNAL no memory. */
int exec_io_init(struct exec_io *io, struct output *output, int64_t start_us, struct err *err);
void exec_io_release(struct exec_io *io);
/* Read once from *FD and append what came. At end of file *FD is closed and becomes -1. */
void exec_io_read(struct exec_io *io, int *fd, enum output_stream stream);
/* Read all that is there now. */
void exec_io_drain(struct exec_io *io, int *fd, enum output_stream stream);
/* Let readers see what came so far. */
void exec_io_flush(struct exec_io *io);
/* Nothing came for a while: give the buffer's pages back to the system. */
void exec_io_rest(struct exec_io *io);

#endif

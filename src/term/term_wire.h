/* term_wire: what a server and the supervisor of a terminal tell each other over its socket
 * (SOCK_SEQPACKET: one message is one frame). A head of fixed size, then bytes. Each side treats
 * what comes as bytes from outside: after an update they are not of one version. Pure. */
#ifndef PIRUN_TERM_TERM_WIRE_H
#define PIRUN_TERM_TERM_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define TERM_WIRE_VERSION 1
#define TERM_WIRE_HEAD    16
#define TERM_WIRE_DATA    16384 /* bytes behind the head, at most */
#define TERM_WIRE_MAX     (TERM_WIRE_HEAD + TERM_WIRE_DATA)

/* A server sends at most so many bytes of INPUT that are not yet TAKEN. */
#define TERM_INPUT_WINDOW  65536
/* A supervisor sends at most so many bytes of OUTPUT that are not acknowledged. */
#define TERM_OUTPUT_WINDOW 524288

enum term_kind {
    /* from the server */
    TERM_KIND_VIEW = 'V',   /* offset: from where; size of the window, 0: none is told. First */
    TERM_KIND_WATCH = 'W',  /* wants STATE and no output. First */
    TERM_KIND_INPUT = 'I',  /* bytes that were typed */
    TERM_KIND_ACK = 'K',    /* offset */
    TERM_KIND_RESIZE = 'R', /* columns, rows */
    TERM_KIND_CLOSE = 'C',  /* end the session */
    /* from the supervisor */
    TERM_KIND_STATE = 'S',  /* JSON of the session, after each change */
    TERM_KIND_BEGIN = 'B',  /* to a viewer, first: offset of the first byte that follows; size */
    TERM_KIND_OUTPUT = 'O', /* offset of the first byte; bytes */
    TERM_KIND_TAKEN = 'T',  /* offset: so many bytes of INPUT were taken */
    TERM_KIND_SIZE = 'Z',   /* columns, rows in force */
    TERM_KIND_EXIT = 'X',   /* offset: exit status; reason as text */
    TERM_KIND_DETACH = 'D', /* this viewer is left: reason as text */
};

struct term_frame {
    enum term_kind kind;
    uint16_t columns, rows;
    uint64_t offset;
    const char *data; /* of a frame that was read: borrowed from its bytes */
    size_t size;
};

/* Write FRAME, whose data fits, to OUT. Answers its size. */
size_t term_wire_write(const struct term_frame *frame, char out[TERM_WIRE_MAX]);
/* Errors: ERR_INVALID of another version, unknown, torn, or with data that its kind has not. */
int term_wire_read(const char *bytes, size_t size, struct term_frame *frame, struct err *err);
/* Who sends such frames. The other side refuses them from elsewhere. */
bool term_wire_is_from_server(enum term_kind kind);

#endif

/* term_message: what a client says beside the bytes that are typed: {"resize":[COLUMNS,ROWS]} how
 * large its window is, {"ack":OFFSET} it has shown all bytes before OFFSET. Pure. */
#ifndef PIRUN_TERM_TERM_MESSAGE_H
#define PIRUN_TERM_TERM_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"

#define TERM_SIDE_MAX 1000 /* columns or rows: programs allocate by them */

enum term_message_kind {
    TERM_MESSAGE_RESIZE,
    TERM_MESSAGE_ACK
};

struct term_message {
    enum term_message_kind kind;
    uint16_t columns, rows; /* of RESIZE */
    uint64_t offset;        /* of ACK */
};

/* Errors: ERR_INVALID it is no such message. */
int term_message_parse(const char *text, size_t size, struct term_message *out, struct err *err);

#endif

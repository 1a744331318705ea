/* script_frame: messages of the Language Server Protocol as a stream of bytes has them: headers,
 * of which Content-Length counts, an empty line, and so many bytes. Pure.
 * Source: Language Server Protocol 3.17, "Base Protocol". */
#ifndef PIRUN_SCRIPT_SCRIPT_FRAME_H
#define PIRUN_SCRIPT_SCRIPT_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

#define SCRIPT_FRAME_HEAD_MAX 4096 /* bytes of all headers of a message */
#define SCRIPT_FRAME_HEAD     48   /* bytes of a head that script_frame_head writes */

struct script_frame {
    size_t most;     /* bytes of a message */
    bool has_head;   /* SIZE is known */
    size_t size;     /* of the message that comes */
    struct buf text; /* what has come of the head, and then of the message */
};

typedef void (*script_frame_cb)(void *ctx, const char *text, size_t size);

/* MOST: bytes of a message that are taken. Owns: release with script_frame_release. */
void script_frame_init(struct script_frame *frame, size_t most);
void script_frame_release(struct script_frame *frame);
/* Take SIZE bytes of the stream, and tell each message that is whole now; the text is borrowed
 * during the call, which must not touch FRAME.
 * Errors: ERR_INVALID a head that is none, ERR_TOO_LARGE: nothing behind it can be found. */
int script_frame_feed(struct script_frame *frame, const char *data, size_t size,
                      script_frame_cb on_message, void *ctx, struct err *err);

/* What stands before a message of SIZE bytes. Answers its length. */
size_t script_frame_head(size_t size, char head[SCRIPT_FRAME_HEAD]);

#endif

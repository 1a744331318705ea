/* preview_head: heads of HTTP/1.1 messages on their way between a browser and the app of the
 * project: read strictly, and written again without what the other side must not have. Outside
 * bytes from both sides. Pure.
 *
 * Every connection carries one request: "connection: close" goes both ways. So no second request
 * can hide behind the first one, and what follows an answer's head needs no understanding. */
#ifndef PIRUN_PREVIEW_PREVIEW_HEAD_H
#define PIRUN_PREVIEW_PREVIEW_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define PREVIEW_HEAD_MAX    16384 /* bytes of a head, the empty line included */
#define PREVIEW_HEADERS_MAX 100

/* Part of the head: borrowed, not NUL-terminated. */
struct preview_span {
    const char *text;
    size_t size;
};

struct preview_header {
    struct preview_span name, value;
};

enum preview_body_kind {
    PREVIEW_BODY_NONE,
    PREVIEW_BODY_SIZED,
    PREVIEW_BODY_CHUNKED
};

struct preview_head {
    struct preview_span method, target; /* of a request; TARGET begins with a slash */
    int status;                         /* of an answer */
    struct preview_span reason;         /* may be empty */
    struct preview_header headers[PREVIEW_HEADERS_MAX];
    size_t count;
    struct preview_span host;    /* of a request */
    bool is_websocket;           /* it asks for one, or the answer (101) grants it */
    enum preview_body_kind body; /* of a request */
    int64_t body_size;           /* PREVIEW_BODY_SIZED */
    size_t size;                 /* of the whole head in bytes */
};

enum preview_head_state {
    PREVIEW_HEAD_MORE, /* it has not ended */
    PREVIEW_HEAD_OK,
    PREVIEW_HEAD_BAD /* this is no such head, or it is too large, or it says its size twice */
};

/* Source: RFC 9112. Of what it allows, left out: line ends without CR, folded lines, requests
 * without Host, requests with both sizes, targets that are no path. */
enum preview_head_state preview_head_request(const char *text, size_t size,
                                             struct preview_head *out);
enum preview_head_state preview_head_answer(const char *text, size_t size,
                                            struct preview_head *out);

/* The next header of NAME (in any case), from *AT on, which begins at 0; NULL: no more. */
const struct preview_span *preview_head_find(const struct preview_head *head, const char *name,
                                             size_t *at);

/* As the app gets it: without cookies and tokens, which are none of its business, and without what
 * is about this connection alone. */
void preview_head_write_request(const struct preview_head *head, struct buf *out);
/* As the browser gets it: nothing of it sets a cookie that is PiRun's, or changes the whole host.
 * ANCESTORS: who may show it in a frame, as the directive frame-ancestors of a Content-Security-
 * Policy wants it. */
void preview_head_write_answer(const struct preview_head *head, const char *ancestors,
                               struct buf *out);

/* How much of what follows a request's head is its body. */
struct preview_body {
    enum preview_body_kind kind;
    int64_t left; /* bytes of the body, or of the chunk */
    int step;     /* within chunks */
    int digits;
    bool is_over, is_bad;
};
struct preview_body preview_body_of(const struct preview_head *head);
/* Of the SIZE bytes at DATA, which follow those of the last call: how many belong to the body.
 * Fewer than SIZE: it is over, or bad. */
size_t preview_body_take(struct preview_body *body, const char *data, size_t size);

#endif

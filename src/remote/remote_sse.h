/* remote_sse: the bytes of an event stream become events, however they are cut. Pure: no network.
 * Source: HTML Living Standard 9.2.5 "Parsing an event stream" and 9.2.6 "Interpreting". */
#ifndef PIRUN_REMOTE_REMOTE_SSE_H
#define PIRUN_REMOTE_REMOTE_SSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define REMOTE_SSE_MAX ((size_t)4 * 1024 * 1024) /* bytes of a line, and of an event's data */

/* Valid during the call. */
struct remote_event {
    const char *name; /* "message" when the server gave none */
    const char *data; /* NUL behind the last byte */
    size_t size;
    const char *id; /* the last one given so far; "" before */
};

/* Answer false to stop: the rest of the bytes is not looked at. */
typedef bool (*remote_event_cb)(void *ctx, const struct remote_event *event);

struct remote_sse {
    struct buf line, data, name, id;
    bool has_data; /* a line "data" came, maybe an empty one */
    bool was_cr;   /* a line feed that comes now belongs to the line that ended */
    bool has_begun;
    bool is_stopped;  /* by the callback */
    int64_t retry_ms; /* what the server asks to wait before the next try; -1: nothing */
};

void remote_sse_init(struct remote_sse *sse);
/* Forget what is half there: a new connection begins. The last id stays. */
void remote_sse_restart(struct remote_sse *sse);
void remote_sse_release(struct remote_sse *sse);
/* Take SIZE bytes and call ON_EVENT for every event that they complete. Errors: ERR_TOO_LARGE a
 * line or an event beyond REMOTE_SSE_MAX; nothing can be fed after that. */
int remote_sse_feed(struct remote_sse *sse, const char *bytes, size_t size,
                    remote_event_cb on_event, void *ctx, struct err *err);

#endif

/* remote_stream: the live events of one run, to their end: its output, byte by byte in order, its
 * states, its end. A connection that breaks, or a server that starts again, is met by another
 * connection at the byte where the last one stopped: nothing is lost and nothing comes twice.
 *
 * What the server sends (GET /api/run/stream, Server-Sent Events):
 *   output  {"offset":N,"stream":"stdout","text":"…"}   bytes N… as text, or as "base64" when they
 *           are no UTF-8, or {"offset":N,"missing":BYTES} for output that was not kept. "attempt":
 *           whose output it is, from the second one on; "line": the number of the line that the
 *           first byte is in; "time": when it was written; "times" [[BYTES,MS],…]: byte N+BYTES and
 *           those behind it so much later
 *   state   the record, as often as it changes
 *   end     it is over: nothing comes after this
 * Events of other names are passed over. */
#ifndef PIRUN_REMOTE_REMOTE_STREAM_H
#define PIRUN_REMOTE_REMOTE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "remote/remote.h"

#define REMOTE_PATIENCE_MS ((int64_t)300 * 1000) /* a server that does not come back is given up */

/* A stretch of output; valid during the call. */
struct remote_piece {
    int64_t attempt; /* whose output it is, from 1 */
    int64_t offset;
    const char *data; /* NULL: SIZE bytes that were not kept */
    size_t size;
    const char *stream;       /* "stdout" "stderr"; NULL: not known */
    int64_t line;             /* from 1; 0: not known */
    int64_t base;             /* what TIMES are counted from */
    int64_t time_us;          /* of the byte at BASE, wall clock; 0: not known */
    const struct json *times; /* NULL: all of it was written then; remote_piece_time reads them */
};

/* Answer false to stop: the stream is over then. */
struct remote_handlers {
    /* Of another attempt than the one before: its output begins at offset 0. */
    bool (*on_output)(void *ctx, const struct remote_piece *piece);
    bool (*on_state)(void *ctx, const struct json *record);
    /* The connection is lost and will be tried again: once per loss. May be NULL. */
    void (*on_lost)(void *ctx, const char *why);
};

struct remote_stream_options {
    const char *run_id;  /* as the server knows it */
    int64_t attempt;     /* whose output comes first; 0: of the current one */
    int64_t offset;      /* where that begins */
    int64_t patience_ms; /* 0: REMOTE_PATIENCE_MS */
};

struct remote_stream;

/* Nothing is sent yet. Owns: borrows REMOTE, HANDLERS and CTX until remote_stream_close; returns a
 * stream. */
struct remote_stream *remote_stream_open(struct remote *remote,
                                         const struct remote_stream_options *options,
                                         const struct remote_handlers *handlers, void *ctx);
void remote_stream_close(struct remote_stream *stream); /* NULL is fine */

/* Wait up to TIMEOUT_MS (-1: for ever) until something happens, at FD too (-1: none), and handle
 * what came. Errors: what the server answers instead of a stream (remote_error.h); ERR_REMOTE it
 * was never reached, or is gone for longer than the patience. */
int remote_stream_step(struct remote_stream *stream, int fd, int timeout_ms, struct err *err);
/* The end came, or a handler stopped. */
bool remote_stream_is_over(const struct remote_stream *stream);
/* The first byte that was not handed out yet. */
int64_t remote_stream_offset(const struct remote_stream *stream);

#endif

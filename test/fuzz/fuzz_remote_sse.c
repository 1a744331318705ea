/* However an event stream is cut, the same events come out of it, and a piece of output is either
 * sound or none. The first byte is the size of the cuts. */
#include <string.h>

#include "base/scope.h"
#include "remote/remote_piece.h"
#include "remote/remote_sse.h"

#include "fuzz.h"

static void look_at_piece(const char *data, size_t size)
{
    struct err err;
    struct remote_piece piece;
    auto_json struct json *json = json_parse(data, size, &err);
    auto_buf struct buf bytes;
    buf_init(&bytes, REMOTE_SSE_MAX);
    if (!json || !remote_piece_read(json, &bytes, &piece))
        return;
    int64_t end = piece.offset + (int64_t)piece.size;
    fuzz_require(piece.offset >= 0 && end >= piece.offset);
    (void)remote_piece_time(&piece, end - 1); /* any answer, within bounds */
    if (remote_piece_cut(&piece, piece.offset + 1))
        fuzz_require(piece.offset + (int64_t)piece.size == end && piece.size > 0);
}

static bool note(void *ctx, const struct remote_event *event)
{
    struct buf *seen = ctx;
    fuzz_require(event->data[event->size] == '\0' && *event->name);
    buf_addf(seen, "%zu %s ", event->size, event->name);
    buf_append(seen, event->data, event->size);
    look_at_piece(event->data, event->size);
    return true;
}

static void feed(const char *text, size_t size, size_t step, struct buf *seen)
{
    struct remote_sse sse;
    struct err err;
    remote_sse_init(&sse);
    for (size_t at = 0; at < size; at += step) {
        size_t part = size - at < step ? size - at : step;
        if (remote_sse_feed(&sse, text + at, part, note, seen, &err) < 0)
            break;
    }
    remote_sse_release(&sse);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_buf struct buf whole;
    auto_buf struct buf cut;
    buf_init(&whole, 2 * REMOTE_SSE_MAX);
    buf_init(&cut, 2 * REMOTE_SSE_MAX);
    if (size < 2)
        return 0;
    feed((const char *)data + 1, size - 1, size, &whole);
    feed((const char *)data + 1, size - 1, 1 + data[0] % 17, &cut);
    fuzz_require(whole.size == cut.size &&
                 memcmp(buf_text(&whole), buf_text(&cut), whole.size) == 0);
    return 0;
}

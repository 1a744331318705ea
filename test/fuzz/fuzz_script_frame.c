/* However a stream of a language server is cut, the same messages come out of it. The first byte is
 * the size of the cuts. */
#include <string.h>

#include "script/script_frame.h"

#include "fuzz.h"

#define MOST 1024
#define SEEN 1048576

static void note(void *ctx, const char *text, size_t size)
{
    struct buf *seen = ctx;
    fuzz_require(size <= MOST && text[size] == '\0');
    buf_addf(seen, "%zu ", size);
    buf_append(seen, text, size);
}

static void feed(const char *text, size_t size, size_t step, struct buf *seen)
{
    struct script_frame frame;
    struct err err = {0};
    script_frame_init(&frame, MOST);
    for (size_t at = 0; at < size; at += step) {
        size_t part = size - at < step ? size - at : step;
        if (script_frame_feed(&frame, text + at, part, note, seen, &err) < 0) {
            buf_addf(seen, "! %s", err.text);
            break;
        }
    }
    script_frame_release(&frame);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_buf struct buf whole;
    auto_buf struct buf cut;
    buf_init(&whole, SEEN);
    buf_init(&cut, SEEN);
    if (size < 2)
        return 0;
    feed((const char *)data + 1, size - 1, size, &whole);
    feed((const char *)data + 1, size - 1, 1 + data[0] % 17, &cut);
    fuzz_require(whole.size == cut.size &&
                 memcmp(buf_text(&whole), buf_text(&cut), whole.size) == 0);
    return 0;
}

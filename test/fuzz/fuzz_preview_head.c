/* Heads as browsers and apps send them: what is written again holds no secret and no second head,
 * and reads as what it was; a body that comes in two pieces ends where it does in one. The bytes
 * are copied to a block of their exact size, so that reading beyond it is seen. */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/scope.h"
#include "preview/preview_head.h"

#include "fuzz.h"

#define ROOM ((size_t)PREVIEW_HEAD_MAX + 1024)

static void require_without(const struct preview_head *head, const char *name)
{
    size_t at = 0;
    fuzz_require(!preview_head_find(head, name, &at));
}

static void try_request(const char *text, size_t size)
{
    struct preview_head head;
    struct preview_head again;
    auto_buf struct buf out;
    buf_init(&out, ROOM);
    if (preview_head_request(text, size, &head) != PREVIEW_HEAD_OK)
        return;
    fuzz_require(head.size <= size && head.size <= PREVIEW_HEAD_MAX);
    preview_head_write_request(&head, &out);
    fuzz_require(buf_ok(&out) && out.size <= head.size + 64);
    if (out.size > PREVIEW_HEAD_MAX)
        return;
    fuzz_require(preview_head_request(out.data, out.size, &again) == PREVIEW_HEAD_OK);
    fuzz_require(again.size == out.size && again.body == head.body &&
                 again.body_size == head.body_size && again.is_websocket == head.is_websocket);
    require_without(&again, "cookie");
    require_without(&again, "authorization");
    require_without(&again, "x-api-key");
}

static void try_answer(const char *text, size_t size)
{
    struct preview_head head;
    struct preview_head again;
    auto_buf struct buf out;
    size_t at = 0;
    buf_init(&out, ROOM);
    if (preview_head_answer(text, size, &head) != PREVIEW_HEAD_OK || head.count > 90)
        return;
    preview_head_write_answer(&head, "'self'", &out);
    fuzz_require(buf_ok(&out));
    if (out.size > PREVIEW_HEAD_MAX)
        return;
    fuzz_require(preview_head_answer(out.data, out.size, &again) == PREVIEW_HEAD_OK);
    fuzz_require(again.size == out.size && again.status == head.status);
    const struct preview_span *cookie;
    while ((cookie = preview_head_find(&again, "set-cookie", &at)))
        fuzz_require(cookie->size < 5 || strncasecmp(cookie->text, "pirun", 5) != 0);
}

static void try_body(const char *text, size_t size)
{
    const struct preview_head head = {.body = PREVIEW_BODY_CHUNKED};
    struct preview_body whole = preview_body_of(&head);
    size_t taken = preview_body_take(&whole, text, size);
    fuzz_require(taken <= size && (taken == size || whole.is_over || whole.is_bad));
    for (size_t cut = 0; cut <= size && size < 256; cut++) {
        struct preview_body parts = preview_body_of(&head);
        size_t first = preview_body_take(&parts, text, cut);
        if (first == cut)
            first += preview_body_take(&parts, text + cut, size - cut);
        fuzz_require(first == taken && parts.is_over == whole.is_over &&
                     parts.is_bad == whole.is_bad);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_free char *text = xmalloc(size ? size : 1);
    if (size)
        memcpy(text, data, size);
    try_request(text, size);
    try_answer(text, size);
    try_body(text, size);
    return 0;
}

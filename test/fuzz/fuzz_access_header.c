/* Authorization, Cookie and Origin as strangers send them: what is found lies within the header,
 * and is made of bytes that a secret may have. The bytes are copied to a block of their exact size,
 * so that reading beyond it is seen. */
#include <string.h>

#include "access/access_header.h"
#include "access/access_origin.h"
#include "access/access_throttle.h"
#include "base/buf.h"
#include "base/scope.h"

#include "fuzz.h"

static void require_within(const struct access_span *span, const char *text, size_t size)
{
    fuzz_require(span->text >= text && span->text + span->size <= text + size);
}

static void try_bearer(const char *text, size_t size)
{
    struct access_span span;
    if (!access_header_bearer(text, size, &span))
        return;
    fuzz_require(access_header_is_bearer(text, size));
    require_within(&span, text, size);
    fuzz_require(span.size > 0 && !memchr(span.text, ' ', span.size) &&
                 !memchr(span.text, '\0', span.size));
}

static void try_cookies(const char *text, size_t size)
{
    size_t at = 0;
    size_t before = 0;
    struct access_span span;
    while (access_header_cookie(text, size, "s", &at, &span)) {
        require_within(&span, text, size);
        fuzz_require(!memchr(span.text, ';', span.size) && at > before);
        before = at;
    }
}

static void try_texts(const char *text, size_t size)
{
    static const char *const allowed[] = {"https://ui.example", NULL};
    auto_free char *copy = xstrndup(text, size);
    const struct access_origin asked = {.origin = copy, .host = "pi:8080", .allowed = allowed};
    bool is_own = access_origin_is_own(copy, "pi:8080");
    fuzz_require(!is_own || strlen(copy) <= strlen("https://pi:8080"));
    fuzz_require(access_origin_may_change(&asked) ==
                 (is_own || access_origin_is_allowed(copy, allowed)));
    struct access_throttle throttle = {.count = 0};
    for (int i = 0; i < ACCESS_THROTTLE_FREE; i++)
        access_throttle_failed(&throttle, copy, 0);
    fuzz_require(access_throttle_wait_ms(&throttle, copy, 0) == (throttle.count ? 1000 : 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_free char *text = xmalloc(size ? size : 1);
    if (size)
        memcpy(text, data, size);
    try_bearer(text, size);
    try_cookies(text, size);
    try_texts(text, size);
    return 0;
}

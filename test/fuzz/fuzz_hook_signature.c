/* The header of a webhook: whatever text it is, it is either read to 32 bytes that say the same, or
 * refused; and no text but the right one is right. The first byte chooses the kind of sender. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/hmac.h"
#include "base/scope.h"
#include "web/web_signature.h"

#include "fuzz.h"

static void try_kind(enum conf_signature kind, const char *text)
{
    static const char secret[] = "secret";
    static const char body[] = "body";
    uint8_t digest[SHA256_SIZE] = {0};
    uint8_t right[SHA256_SIZE];
    hmac_sha256(secret, strlen(secret), body, strlen(body), right);
    bool is_read = web_signature_parse(kind, text, digest);
    bool is_right =
        web_signature_is_right(kind, text, (struct web_signature_bytes){secret, strlen(secret)},
                               (struct web_signature_bytes){body, strlen(body)});
    fuzz_require(is_right == (is_read && memcmp(digest, right, sizeof(right)) == 0));
    if (!is_read)
        return;
    char again[SHA256_TEXT_SIZE];
    for (size_t i = 0; i < SHA256_SIZE; i++)
        (void)snprintf(again + 2 * i, 3, "%02x", digest[i]);
    fuzz_require(strcasecmp(text + strlen(text) - strlen(again), again) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    auto_free char *text = xstrndup((const char *)data + 1, size - 1);
    try_kind((enum conf_signature)(data[0] % 3), text);
    return 0;
}

#include "web/web_signature.h"

#include <string.h>

#include "base/hmac.h"

#define PREFIX "sha256="

static const struct web_signature_kind kinds[] = {
    [CONF_SIGNATURE_GITHUB] = {"x-hub-signature-256", "x-github-event", "x-github-delivery"},
    [CONF_SIGNATURE_GITEA] = {"x-gitea-signature", "x-gitea-event", "x-gitea-delivery"},
    [CONF_SIGNATURE_PLAIN] = {"x-signature", "x-event", "x-delivery"},
};

const struct web_signature_kind *web_signature_kind(enum conf_signature kind)
{
    return &kinds[kind];
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool web_signature_parse(enum conf_signature kind, const char *text, uint8_t digest[SHA256_SIZE])
{
    bool has_prefix = strncmp(text, PREFIX, strlen(PREFIX)) == 0;
    if (kind == CONF_SIGNATURE_GITHUB && !has_prefix)
        return false;
    text += has_prefix ? strlen(PREFIX) : 0;
    if (strlen(text) != (size_t)2 * SHA256_SIZE)
        return false;
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        int high = digit(text[2 * i]);
        int low = digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        digest[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

bool web_signature_is_right(enum conf_signature kind, const char *text,
                            struct web_signature_bytes secret, struct web_signature_bytes body)
{
    uint8_t said[SHA256_SIZE];
    uint8_t right[SHA256_SIZE];
    if (!web_signature_parse(kind, text, said))
        return false;
    hmac_sha256(secret.data, secret.size, body.data, body.size, right);
    return hmac_equal(said, right);
}

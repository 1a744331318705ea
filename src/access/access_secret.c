#include "access/access_secret.h"

#include <assert.h>
#include <string.h>
#include <sys/random.h>

#define SECRET_BYTES ((size_t)(ACCESS_SECRET_SIZE - 1) / 2)
#define ID_BYTES     ((size_t)(ACCESS_ID_SIZE - 1) / 2)

static const char digits[] = "0123456789abcdef";

static void write_hex(const uint8_t *bytes, size_t size, char *text)
{
    for (size_t i = 0; i < size; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    text[2 * size] = '\0';
}

/* Up to 256 bytes are never cut and never interrupted. Source: getrandom(2). */
static void fill(uint8_t *bytes, size_t size)
{
    ssize_t got = getrandom(bytes, size, 0);
    assert(got == (ssize_t)size);
}

void access_secret_new(char text[ACCESS_SECRET_SIZE])
{
    uint8_t bytes[SECRET_BYTES];
    fill(bytes, sizeof(bytes));
    write_hex(bytes, sizeof(bytes), text);
    explicit_bzero(bytes, sizeof(bytes));
}

void access_secret_new_id(char id[ACCESS_ID_SIZE])
{
    uint8_t bytes[ID_BYTES];
    fill(bytes, sizeof(bytes));
    write_hex(bytes, sizeof(bytes), id);
}

bool access_secret_is_id(const char *text)
{
    return text && strlen(text) == ACCESS_ID_SIZE - 1 && strspn(text, digits) == ACCESS_ID_SIZE - 1;
}

struct access_digest access_digest_of(const char *text, size_t size)
{
    struct access_digest digest;
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, text, size);
    sha256_finish(&hash, digest.bytes);
    return digest;
}

bool access_digest_equal(const struct access_digest *a, const struct access_digest *b)
{
    /* volatile: a compiler that sees that one difference decides must not leave early */
    volatile uint64_t difference = 0;
    for (size_t i = 0; i < SHA256_SIZE; i += sizeof(uint64_t)) {
        uint64_t x;
        uint64_t y;
        memcpy(&x, a->bytes + i, sizeof(x));
        memcpy(&y, b->bytes + i, sizeof(y));
        difference = difference | (x ^ y);
    }
    return difference == 0;
}

void access_digest_format(const struct access_digest *digest, char text[SHA256_TEXT_SIZE])
{
    write_hex(digest->bytes, SHA256_SIZE, text);
}

bool access_digest_parse(const char *text, struct access_digest *out)
{
    if (!text || strlen(text) != SHA256_TEXT_SIZE - 1 ||
        strspn(text, digits) != SHA256_TEXT_SIZE - 1)
        return false;
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        size_t high = (size_t)(strchr(digits, text[2 * i]) - digits);
        size_t low = (size_t)(strchr(digits, text[2 * i + 1]) - digits);
        out->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

#include "base/ident.h"

#include <string.h>
#include <sys/random.h>

#include "base/clock.h"

static const char digits[] = "0123456789abcdef";

struct ident ident_new(void)
{
    struct ident ident;
    size_t have = 0;
    while (have < sizeof(ident.bytes)) {
        ssize_t got = getrandom(ident.bytes + have, sizeof(ident.bytes) - have, 0);
        have += got > 0 ? (size_t)got : 0; /* only EINTR is possible here */
    }
    uint64_t ms = (uint64_t)(clock_wall_us() / 1000);
    for (int i = 0; i < 6; i++)
        ident.bytes[i] = (uint8_t)(ms >> (8 * (5 - i)));
    ident.bytes[6] = (uint8_t)(0x70 | (ident.bytes[6] & 0x0f));
    ident.bytes[8] = (uint8_t)(0x80 | (ident.bytes[8] & 0x3f));
    return ident;
}

static bool is_dash_place(size_t at)
{
    return at == 8 || at == 13 || at == 18 || at == 23;
}

void ident_format(const struct ident *ident, char text[IDENT_TEXT_SIZE])
{
    size_t nibble = 0;
    for (size_t at = 0; at < IDENT_TEXT_SIZE - 1; at++) {
        if (is_dash_place(at)) {
            text[at] = '-';
            continue;
        }
        uint8_t byte = ident->bytes[nibble / 2];
        text[at] = digits[nibble % 2 ? byte & 0x0f : byte >> 4];
        nibble++;
    }
    text[IDENT_TEXT_SIZE - 1] = '\0';
}

bool ident_parse(const char *text, size_t size, struct ident *out)
{
    struct ident ident = {{0}};
    if (size != IDENT_TEXT_SIZE - 1)
        return false;
    size_t nibble = 0;
    for (size_t at = 0; at < size; at++) {
        if (is_dash_place(at)) {
            if (text[at] != '-')
                return false;
            continue;
        }
        const char *digit = text[at] ? strchr(digits, text[at]) : NULL;
        if (!digit)
            return false;
        uint8_t value = (uint8_t)(digit - digits);
        ident.bytes[nibble / 2] |= (uint8_t)(nibble % 2 ? value : value << 4);
        nibble++;
    }
    if (ident.bytes[6] >> 4 != 7 || ident.bytes[8] >> 6 != 2)
        return false;
    if (out)
        *out = ident;
    return true;
}

bool ident_equal(const struct ident *a, const struct ident *b)
{
    return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

int64_t ident_time_ms(const struct ident *ident)
{
    int64_t ms = 0;
    for (int i = 0; i < 6; i++)
        ms = ms << 8 | ident->bytes[i];
    return ms;
}

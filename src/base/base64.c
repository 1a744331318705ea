#include "base/base64.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(const uint8_t *bytes, size_t size, bool is_padded, struct buf *out)
{
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        uint32_t word = (uint32_t)bytes[i] << 16 | (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) |
                        (left > 2 ? bytes[i + 2] : 0);
        char four[4] = {alphabet[word >> 18], alphabet[word >> 12 & 63], alphabet[word >> 6 & 63],
                        alphabet[word & 63]};
        size_t used = left > 2 ? 4 : left + 1;
        buf_append(out, four, used);
        for (; is_padded && used < 4; used++)
            buf_add(out, "=");
    }
}

bool base64_decode(const char *text, size_t size, uint8_t *out, size_t room, size_t *used)
{
    uint32_t word = 0;
    unsigned bits = 0;
    size_t count = 0;
    while (size > 0 && text[size - 1] == '=')
        size--;
    for (size_t i = 0; i < size; i++) {
        const char *at = text[i] ? strchr(alphabet, text[i]) : NULL;
        if (!at || count == room)
            return false;
        word = word << 6 | (uint32_t)(at - alphabet);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[count++] = (uint8_t)(word >> bits);
        }
    }
    *used = count;
    return true;
}

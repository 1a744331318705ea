#include "remote/remote_piece.h"

#include <string.h>

#include "base/clock.h"

#define LATER_MAX_MS (JSON_INTEGER_MAX / 1000) /* what follows does not overflow */

static int digit_of(char letter)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = letter ? strchr(digits, letter) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Source: RFC 4648 4, with its padding. False for anything else. */
static bool decode(const char *text, struct buf *out)
{
    size_t size = strlen(text);
    size_t digits = size;
    uint32_t bits = 0;
    if (size % 4 != 0)
        return false;
    while (digits > 0 && size - digits < 2 && text[digits - 1] == '=')
        digits--;
    for (size_t i = 0; i < digits; i++) {
        int digit = digit_of(text[i]);
        if (digit < 0)
            return false;
        bits = bits << 6 | (uint32_t)digit;
        if (i % 4 != 0) { /* the digits of a group complete bytes at 12, 18 and 24 bits */
            char byte = (char)(bits >> (4 - 2 * (i % 4 - 1)) & 0xFF);
            buf_append(out, &byte, 1);
        }
    }
    return buf_ok(out);
}

static bool read_bytes(const struct json *event, struct buf *bytes, struct remote_piece *out)
{
    const char *text = json_get_string(event, "text");
    const char *base64 = json_get_string(event, "base64");
    int64_t missing = json_get_integer(event, "missing", 0);
    buf_clear(bytes);
    if (text) {
        out->data = text;
        out->size = strlen(text);
    } else if (base64 && decode(base64, bytes)) {
        out->data = buf_text(bytes);
        out->size = bytes->size;
    } else if (!base64 && missing > 0) {
        out->data = NULL;
        out->size = (size_t)missing;
    } else {
        return false;
    }
    return true;
}

bool remote_piece_read(const struct json *event, struct buf *bytes, struct remote_piece *out)
{
    const char *time = json_get_string(event, "time");
    *out = (struct remote_piece){.attempt = json_get_integer(event, "attempt", 1),
                                 .offset = json_get_integer(event, "offset", -1),
                                 .line = json_get_integer(event, "line", 0),
                                 .stream = json_get_string(event, "stream")};
    out->base = out->offset;
    out->times = json_get(event, "times");
    if (time && clock_parse(time, &out->time_us, NULL) < 0)
        out->time_us = 0;
    if (out->offset < 0 || out->attempt < 1 || out->line < 0 || !read_bytes(event, bytes, out))
        return false;
    return (uint64_t)out->size <= (uint64_t)(JSON_INTEGER_MAX - out->offset);
}

bool remote_piece_cut(struct remote_piece *piece, int64_t next)
{
    int64_t gone = next - piece->offset;
    if (gone <= 0)
        return piece->size > 0;
    if ((uint64_t)gone >= piece->size)
        return false;
    for (int64_t i = 0; piece->data && piece->line > 0 && i < gone; i++)
        piece->line += piece->data[i] == '\n';
    piece->data = piece->data ? piece->data + gone : NULL;
    piece->size -= (size_t)gone;
    piece->offset = next;
    return true;
}

int64_t remote_piece_time(const struct remote_piece *piece, int64_t offset)
{
    int64_t later_ms = 0;
    for (const struct json *pair = json_first(piece->times); pair; pair = json_next(pair)) {
        int64_t bytes = 0;
        const struct json *first = json_first(pair);
        if (!first || !json_integer(first, &bytes) || bytes > offset - piece->base)
            break;
        if (!json_next(first) || !json_integer(json_next(first), &later_ms))
            return 0;
    }
    bool is_sound = later_ms >= 0 && later_ms <= LATER_MAX_MS;
    return piece->time_us && is_sound ? piece->time_us + later_ms * 1000 : 0;
}

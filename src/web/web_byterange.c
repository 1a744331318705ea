#include "web/web_byterange.h"

#include <stdbool.h>
#include <string.h>

#define DIGITS_MAX 18 /* of what fits into 63 bits in any case */

/* Read digits at *TEXT and go behind them. False when there are none or too many. */
static bool read_number(const char **text, int64_t *number)
{
    size_t digits = strspn(*text, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX)
        return false;
    *number = 0;
    for (; digits > 0; digits--, (*text)++)
        *number = *number * 10 + (**text - '0');
    return true;
}

static bool ends(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

enum web_byterange_verdict web_byterange_parse(const char *text, int64_t size, int64_t *offset,
                                               int64_t *length)
{
    int64_t first = 0;
    int64_t last = size - 1;
    if (!text || strncasecmp(text, "bytes=", 6) != 0)
        return WEB_BYTERANGE_ALL;
    text += 6;
    text += strspn(text, " \t");
    if (*text == '-') { /* the last so many */
        int64_t count;
        text++;
        if (!read_number(&text, &count) || !ends(text))
            return WEB_BYTERANGE_ALL;
        if (count == 0)
            return WEB_BYTERANGE_NONE;
        first = count < size ? size - count : 0;
    } else {
        if (!read_number(&text, &first) || *text != '-')
            return WEB_BYTERANGE_ALL;
        text++;
        if (!ends(text) && (!read_number(&text, &last) || !ends(text) || last < first))
            return WEB_BYTERANGE_ALL;
    }
    if (first >= size)
        return WEB_BYTERANGE_NONE;
    if (last >= size)
        last = size - 1;
    *offset = first;
    *length = last - first + 1;
    return WEB_BYTERANGE_PART;
}

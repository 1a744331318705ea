#include "web/web_query.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/rel.h"
#include "base/scope.h"

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

/* Decode SIZE bytes to OUT, which has room for SIZE + 1. Answers the bytes written, -1 for a broken
 * percent code. */
static ssize_t decode(const char *text, size_t size, char *out)
{
    size_t used = 0;
    for (size_t i = 0; i < size; i++) {
        int byte = text[i] == '+' ? ' ' : (unsigned char)text[i];
        if (byte == '%') {
            int high = i + 2 < size ? hex_digit(text[i + 1]) : -1;
            int low = i + 2 < size ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return -1;
            byte = high * 16 + low;
            i += 2;
        }
        out[used++] = (char)byte;
    }
    out[used] = '\0';
    return (ssize_t)used;
}

/* Decode one name or value at *FREE and move *FREE behind it. */
static const char *take_part(const char *text, size_t size, char **free_at, struct err *err)
{
    char *part = *free_at;
    ssize_t used = decode(text, size, part);
    if (used < 0) {
        (void)err_set(err, ERR_INVALID, "a parameter of the query has a broken percent code");
        return NULL;
    }
    if (strlen(part) != (size_t)used || !rel_is_utf8(part, (size_t)used)) {
        (void)err_set(err, ERR_INVALID, "a parameter of the query is not UTF-8 text");
        return NULL;
    }
    *free_at += used + 1;
    return part;
}

static int add_pair(struct web_query *query, const char *text, size_t size, char **free_at,
                    struct err *err)
{
    const char *equals = memchr(text, '=', size);
    size_t name_size = equals ? (size_t)(equals - text) : size;
    const char *name = take_part(text, name_size, free_at, err);
    if (!name)
        return -1;
    const char *value = "";
    if (equals)
        value = take_part(equals + 1, size - name_size - 1, free_at, err);
    if (!value)
        return err_prefix(err, "'%.40s'", name);
    if (web_query_text(query, name))
        return err_set(err, ERR_INVALID, "parameter '%.40s' is given twice", name);
    if (query->count == WEB_QUERY_PAIRS_MAX)
        return err_set(err, ERR_INVALID, "the query has more than %d parameters",
                       WEB_QUERY_PAIRS_MAX);
    query->pairs[query->count].name = name;
    query->pairs[query->count++].value = value;
    return 0;
}

int web_query_parse(struct web_query *query, const char *text, size_t size, struct err *err)
{
    *query = (struct web_query){0};
    if (size > WEB_QUERY_BYTES_MAX)
        return err_set(err, ERR_INVALID, "the query is longer than %d bytes", WEB_QUERY_BYTES_MAX);
    query->bytes = xmalloc(size + WEB_QUERY_PAIRS_MAX + 2); /* a NUL each; '=' and '&' go */
    char *free_at = query->bytes;
    for (size_t at = 0; at < size;) {
        const char *next = memchr(text + at, '&', size - at);
        size_t length = next ? (size_t)(next - text) - at : size - at;
        if (length && add_pair(query, text + at, length, &free_at, err))
            return -1;
        at += length + 1;
    }
    return 0;
}

void web_query_release(struct web_query *query)
{
    free(take(query->bytes));
    query->count = 0;
}

const char *web_query_text(const struct web_query *query, const char *name)
{
    for (size_t i = 0; i < query->count; i++) {
        if (strcmp(query->pairs[i].name, name) == 0)
            return query->pairs[i].value;
    }
    return NULL;
}

int web_query_flag(const struct web_query *query, const char *name, bool *out, struct err *err)
{
    static const struct {
        const char *text;
        bool value;
    } words[] = {{"1", true},  {"true", true},   {"yes", true}, {"", true},
                 {"0", false}, {"false", false}, {"no", false}};
    const char *text = web_query_text(query, name);
    if (!text) {
        *out = false;
        return 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(text, words[i].text) == 0) {
            *out = words[i].value;
            return 0;
        }
    }
    return err_set(err, ERR_INVALID, "parameter '%s' is '%.40s': use 1 or 0", name, text);
}

int web_query_integer(const struct web_query *query, const char *name,
                      const struct web_range *range, int64_t *out, struct err *err)
{
    const char *text = web_query_text(query, name);
    if (!text) {
        *out = range->fallback;
        return 0;
    }
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    bool is_number = (*text == '-' || (*text >= '0' && *text <= '9')) && *end == '\0';
    if (!is_number || errno || value < range->min || value > range->max)
        return err_set(err, ERR_INVALID,
                       "parameter '%s' is '%.40s': use a number from %lld to %lld", name, text,
                       (long long)range->min, (long long)range->max);
    *out = value;
    return 0;
}

#include "access/access_header.h"

#include <string.h>
#include <strings.h>

static const char scheme[] = "bearer";

#define SCHEME_SIZE (sizeof(scheme) - 1)

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct access_span trim(const char *text, size_t size)
{
    while (size > 0 && is_blank(*text)) {
        text++;
        size--;
    }
    while (size > 0 && is_blank(text[size - 1]))
        size--;
    return (struct access_span){.text = text, .size = size};
}

/* Source: RFC 9110 11.2, token68. */
static bool is_token_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~+/=", c));
}

bool access_header_is_bearer(const char *text, size_t size)
{
    struct access_span all = trim(text, size);
    return all.size >= SCHEME_SIZE && strncasecmp(all.text, scheme, SCHEME_SIZE) == 0 &&
           (all.size == SCHEME_SIZE || is_blank(all.text[SCHEME_SIZE]));
}

bool access_header_bearer(const char *text, size_t size, struct access_span *out)
{
    if (!access_header_is_bearer(text, size))
        return false;
    struct access_span all = trim(text, size);
    struct access_span token = trim(all.text + SCHEME_SIZE, all.size - SCHEME_SIZE);
    for (size_t i = 0; i < token.size; i++) {
        if (!is_token_byte(token.text[i]))
            return false;
    }
    if (token.size == 0)
        return false;
    *out = token;
    return true;
}

/* PAIR is "name=value": the value, perhaps in quotes. */
static bool read_pair(struct access_span pair, const char *name, struct access_span *out)
{
    size_t size = strlen(name);
    if (pair.size <= size || memcmp(pair.text, name, size) != 0 || pair.text[size] != '=')
        return false;
    struct access_span value = trim(pair.text + size + 1, pair.size - size - 1);
    if (value.size >= 2 && value.text[0] == '"' && value.text[value.size - 1] == '"') {
        value.text++;
        value.size -= 2;
    }
    *out = value;
    return true;
}

bool access_header_cookie(const char *text, size_t size, const char *name, size_t *at,
                          struct access_span *out)
{
    while (*at < size) {
        const char *end = memchr(text + *at, ';', size - *at);
        size_t length = end ? (size_t)(end - text) - *at : size - *at;
        struct access_span pair = trim(text + *at, length);
        *at += length + 1;
        if (read_pair(pair, name, out))
            return true;
    }
    return false;
}

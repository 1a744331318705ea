/* access_header: the secrets in a request's headers. Pure; the bytes are a stranger's. */
#ifndef PIRUN_ACCESS_ACCESS_HEADER_H
#define PIRUN_ACCESS_ACCESS_HEADER_H

#include <stdbool.h>
#include <stddef.h>

/* Part of a header: borrowed, not NUL-terminated. */
struct access_span {
    const char *text;
    size_t size;
};

/* The token of "Authorization: Bearer TOKEN". False for another scheme, and for what is no token:
 * empty, or with other bytes than tokens have. Source: RFC 6750 2.1, RFC 9110 11.4 (the scheme in
 * any case). */
bool access_header_bearer(const char *text, size_t size, struct access_span *out);
/* Whether the scheme is Bearer at all. Another one may be a proxy's own. */
bool access_header_is_bearer(const char *text, size_t size);

/* The next value of the cookie NAME in "Cookie: a=b; c=d", from *AT on, which begins at 0: another
 * server on another port of this host can set one of the same name. False at the end. Source: RFC
 * 6265 5.4. */
bool access_header_cookie(const char *text, size_t size, const char *name, size_t *at,
                          struct access_span *out);

#endif

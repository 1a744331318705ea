/* access_origin: may the page that sent a request have sent it? A browser adds its cookies to what
 * any page asks of us, and reaches servers of its own machine for any page; it also says which page
 * that was. Pure. Source: Fetch standard, "Origin header"; W3C Fetch Metadata, "Sec-Fetch-Site". */
#ifndef PIRUN_ACCESS_ACCESS_ORIGIN_H
#define PIRUN_ACCESS_ACCESS_ORIGIN_H

#include <stdbool.h>

/* NULL: the request has no such header. */
struct access_origin {
    const char *origin;
    const char *fetch_site;
    const char *host;           /* of the request: was checked before */
    const char *const *allowed; /* server.cors_origins, NULL-terminated; NULL: none */
    bool is_token;              /* the right came by a header that no browser adds by itself */
};

/* True for an origin of this server itself, over HTTP or HTTPS (a proxy may add that). */
bool access_origin_is_own(const char *origin, const char *host);
/* True for one that server.cors_origins names. */
bool access_origin_is_allowed(const char *origin, const char *const *allowed);
/* May this request change something, or open a WebSocket? No origin at all is a program, unless
 * Sec-Fetch-Site tells of another site. Another port of this host is another site here, though
 * browsers call it the same. */
bool access_origin_may_change(const struct access_origin *asked);

#endif

#include "access/access_origin.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *prefix;
    const char *port; /* may be left out */
} schemes[] = {{"http://", ":80"}, {"https://", ":443"}};

/* How long HOST is without PORT at its end. */
static size_t size_without(const char *host, const char *port)
{
    size_t size = strlen(host);
    size_t less = strlen(port);
    return size > less && strcmp(host + size - less, port) == 0 ? size - less : size;
}

bool access_origin_is_own(const char *origin, const char *host)
{
    for (size_t i = 0; host && i < sizeof(schemes) / sizeof(*schemes); i++) {
        size_t prefix = strlen(schemes[i].prefix);
        if (strncasecmp(origin, schemes[i].prefix, prefix) != 0)
            continue;
        size_t size = size_without(origin + prefix, schemes[i].port);
        return size == size_without(host, schemes[i].port) && size > 0 &&
               strncasecmp(origin + prefix, host, size) == 0;
    }
    return false;
}

bool access_origin_is_allowed(const char *origin, const char *const *allowed)
{
    for (size_t i = 0; allowed && allowed[i]; i++) {
        if (strcasecmp(origin, allowed[i]) == 0)
            return true;
    }
    return false;
}

bool access_origin_may_change(const struct access_origin *asked)
{
    bool is_allowed = asked->origin && access_origin_is_allowed(asked->origin, asked->allowed);
    if (is_allowed)
        return true;
    if (asked->origin && !access_origin_is_own(asked->origin, asked->host))
        return false;
    return asked->is_token || !asked->fetch_site || strcmp(asked->fetch_site, "same-origin") == 0 ||
           strcmp(asked->fetch_site, "none") == 0;
}

#include "web/web_place.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define OFFSET_BITS 48

/* Read digits and step behind them. */
static bool read_number(const char **text, int64_t *out)
{
    char *end = NULL;
    errno = 0;
    if (**text < '0' || **text > '9')
        return false;
    *out = strtoll(*text, &end, 10);
    *text = end;
    return errno == 0;
}

bool web_place_parse(const char *text, struct web_place *out)
{
    int64_t attempt = 1;
    int64_t offset = 0;
    if (!read_number(&text, &offset))
        return false;
    if (*text == '.') {
        attempt = offset;
        text++;
        if (!read_number(&text, &offset))
            return false;
    }
    if (*text || attempt < 1 || attempt > WEB_PLACE_ATTEMPT_MAX || offset > WEB_PLACE_OFFSET_MAX)
        return false;
    *out = (struct web_place){(int)attempt, offset};
    return true;
}

void web_place_format(const struct web_place *place, char id[WEB_EVENT_ID_MAX])
{
    if (place->attempt > 1)
        (void)snprintf(id, WEB_EVENT_ID_MAX, "%d.%" PRId64, place->attempt, place->offset);
    else
        (void)snprintf(id, WEB_EVENT_ID_MAX, "%" PRId64, place->offset); /* fit */
}

int64_t web_place_position(const struct web_place *place)
{
    return (int64_t)place->attempt << OFFSET_BITS | place->offset;
}

struct web_place web_place_at(int64_t position)
{
    int64_t mask = (INT64_C(1) << OFFSET_BITS) - 1;
    return (struct web_place){(int)(position >> OFFSET_BITS), position & mask};
}

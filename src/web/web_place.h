/* web_place: a place in the output of a run, as the ids of its events tell it: N of the first
 * attempt, A.N of the Ath one. Pure. */
#ifndef PIRUN_WEB_WEB_PLACE_H
#define PIRUN_WEB_WEB_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "web/web_event.h"

#define WEB_PLACE_OFFSET_MAX  (INT64_C(1) << 47) /* 128 TiB of output */
#define WEB_PLACE_ATTEMPT_MAX 32767

struct web_place {
    int attempt;    /* from 1 */
    int64_t offset; /* of the next byte */
};

/* False: TEXT is no id of a place. */
bool web_place_parse(const char *text, struct web_place *out);
void web_place_format(const struct web_place *place, char id[WEB_EVENT_ID_MAX]);
/* All places of a run in one order, as the positions of a feed. */
int64_t web_place_position(const struct web_place *place);
struct web_place web_place_at(int64_t position);

#endif

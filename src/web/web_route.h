/* web_route: the one table of what this server answers, and the decision for one request. An
 * unknown path is 404, a known one with another method 405 with Allow: both follow from the table.
 */
#ifndef PIRUN_WEB_WEB_ROUTE_H
#define PIRUN_WEB_WEB_ROUTE_H

#include <stddef.h>

#include "web/web_call.h"

/* Answers the call, now or later. Thread: loop; must not block. */
typedef void (*web_handler)(struct web_call *call);

struct web_route {
    const char *method; /* "GET" also serves HEAD */
    const char *path;
    web_handler handler;
    const char *help; /* one sentence, for documentation */
};

/* All rows, for documentation and its test. */
const struct web_route *web_route_table(size_t *count);
/* Check the Host header, find the row, call its handler or answer why not. */
void web_route_call(struct web_call *call);

#endif

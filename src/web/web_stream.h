/* web_stream: GET /api/run/stream: one run, followed to its end, as Server-Sent Events. See
 * web_follow.h for the events. */
#ifndef PIRUN_WEB_WEB_STREAM_H
#define PIRUN_WEB_WEB_STREAM_H

#include "web/web_follow.h"
#include "web/web_route.h"

struct web_routes web_stream_routes(void);

/* A run that is to be followed, from where. */
struct web_stream_ask {
    struct web_records *records;
    char run[64];     /* as the client names it */
    bool has_attempt; /* in PLACE; else the current one is meant */
    struct web_place place;

    struct ident id; /* found */
    struct err err;
};
/* Find the run. What lies behind the end of its output counts as the end. Thread: the read lane. */
void web_stream_find(struct web_stream_ask *ask);

#endif

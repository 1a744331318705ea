/* web_topics: what a listener asks for: topics in the query, and messages on a WebSocket. Outside
 * bytes. Pure. */
#ifndef PIRUN_WEB_WEB_TOPICS_H
#define PIRUN_WEB_WEB_TOPICS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "web/web_event.h"
#include "web/web_place.h"
#include "web/web_query.h"

/* ?topics=run,queue,spool,git and ?stats=1; without topics all but stats. Errors: ERR_INVALID. */
int web_topics_parse(const struct web_query *query, unsigned *topics, struct err *err);

enum web_message_kind {
    WEB_MESSAGE_SUBSCRIBE, /* {"subscribe":["run","queue"]}: these and no others */
    WEB_MESSAGE_FOLLOW,    /* {"follow":RUN,"offset":N,"attempt":A} or {"follow":RUN,"id":ID} */
    WEB_MESSAGE_UNFOLLOW   /* {"unfollow":RUN} */
};

struct web_message {
    enum web_message_kind kind;
    unsigned topics;
    char run[64]; /* as the client names it */
    bool has_attempt;
    struct web_place place;
};

/* One text message of a client. Errors: ERR_INVALID tells what is wrong with it. */
int web_message_parse(const char *text, size_t size, struct web_message *out, struct err *err);

#endif

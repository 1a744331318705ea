/* web_event: one event as it goes out to everybody who listens: made once, shared by all. Its data
 * is JSON on one line. Thread: made on any; then the loop. */
#ifndef PIRUN_WEB_WEB_EVENT_H
#define PIRUN_WEB_WEB_EVENT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/json.h"

#define WEB_EVENT_ID_MAX 48

/* Who listens may leave out what is of another topic. */
enum web_topic {
    WEB_TOPIC_RUN = 1,
    WEB_TOPIC_QUEUE = 2,
    WEB_TOPIC_SPOOL = 4,
    WEB_TOPIC_STATS = 8,
    WEB_TOPIC_GIT = 16,
    WEB_TOPIC_FILE = 32,
    WEB_TOPIC_TERM = 64,
    WEB_TOPIC_PREVIEW = 128,
    WEB_TOPIC_ALL = 255
};

struct web_event {
    unsigned refs;
    unsigned topic;   /* one of enum web_topic; 0: nobody leaves it out */
    const char *name; /* a literal */
    char id[WEB_EVENT_ID_MAX];
    size_t data_at, data_size; /* in TEXT */
    size_t size;
    char text[]; /* as Server-Sent Events have it. Source: WHATWG HTML 9.2 */
};

/* ID "" when it has none. DATA must be JSON without a line break. Owns: returns an event with one
 * reference. */
struct web_event *web_event_create(const char *name, const char *id, const char *data, size_t size);
struct web_event *web_event_json(const char *name, const char *id, const struct json *json);
/* A comment, which keeps a connection alive. */
struct web_event *web_event_comment(void);
struct web_event *web_event_hold(struct web_event *event);
void web_event_let_go(struct web_event *event); /* NULL is fine */
/* Append EVENT as one message of a WebSocket: {"event":…,"id":…,"run_id":…,"data":…}. RUN_ID NULL:
 * it is about no single run. */
void web_event_frame(const struct web_event *event, const char *run_id, struct buf *out);

#endif

/* web_live: what of this room goes on beyond one answer: streams, followed runs, the events of the
 * project. One per web. Thread: loop. */
#ifndef PIRUN_WEB_WEB_LIVE_H
#define PIRUN_WEB_WEB_LIVE_H

#include "base/list.h"
#include "loop/loop.h"

#define WEB_LIVE_ALIVE_MS 15000 /* design: a comment line every 15 s */

struct web;
struct runner;
struct web_events;
struct web_follows;
struct runner_observer;
struct web_watch;

struct web_live {
    struct web *web;
    struct list pushes;  /* struct web_push */
    struct list sockets; /* struct web_ws */
    struct loop_timer *tick;
    struct web_follows *follows;
    struct web_events *events;
    struct web_watch *watch;
    struct runner *runner; /* who is observed; NULL: nobody */
    struct runner_observer *observer;
    bool is_stopping;
};

struct web_live *web_live_create(struct web *web);
/* RUNNER tells from now on; NULL: nobody does. */
void web_live_observe(struct web_live *live, struct runner *runner);
/* Say `bye` to everybody, end the streams, and soon afterwards the sockets; nothing begins any
 * more. Again: nothing. */
void web_live_stop(struct web_live *live);
/* For who cannot wait: turn libh2o's loop, so that the bye is sent, and then close the sockets:
 * their close would overtake it. */
void web_live_close(struct web_live *live);
/* When no connection is left, and the lanes are at rest. NULL is fine. */
void web_live_free(struct web_live *live);

/* A connection that goes on has begun: it is looked after from now on. */
void web_live_watch(struct web_live *live);
/* How many streams and sockets there are. */
int web_live_count(const struct web_live *live);
/* server.write_timeout_ms in force. */
int64_t web_live_patience_ms(const struct web_live *live);

#endif

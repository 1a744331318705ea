#include "web/web_live.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "runner/runner_observe.h"
#include "web/web_events.h"
#include "web/web_follow.h"
#include "web/web_own.h"
#include "web/web_preview.h"
#include "web/web_push.h"
#include "web/web_socket.h"
#include "web/web_watch.h"
#include "web/web_ws.h"

#define PATIENCE_MS 15000 /* of conf_table, for tests without a configuration */
#define TICK_LEAST  100
#define BYE_MS      50 /* for the bye, before the close that would overtake it */

int64_t web_live_patience_ms(const struct web_live *live)
{
    const struct conf *conf = live->web->rooms.conf;
    return conf ? conf->server.write_timeout_ms : PATIENCE_MS;
}

/* Often enough for the shorter of both times. */
static int64_t tick_ms(const struct web_live *live)
{
    int64_t patience = web_live_patience_ms(live);
    int64_t least = patience < WEB_LIVE_ALIVE_MS ? patience : WEB_LIVE_ALIVE_MS;
    return least / 2 > TICK_LEAST ? least / 2 : TICK_LEAST;
}

void web_live_watch(struct web_live *live)
{
    if (!loop_timer_is_armed(live->tick))
        loop_timer_arm(live->tick, tick_ms(live));
}

static void tick(void *ctx)
{
    struct web_live *live = ctx;
    int64_t now_ms = clock_boot_ms();
    if (live->is_stopping)
        web_live_close(live);
    list_for_each (node, &live->pushes)
        web_push_tick(web_push_of(node), now_ms);
    web_ws_all_tick(live, now_ms);
    if (!list_is_empty(&live->pushes) || !list_is_empty(&live->sockets))
        web_live_watch(live);
}

struct web_live *web_live_create(struct web *web)
{
    struct web_live *live = xcalloc(1, sizeof(*live));
    live->web = web;
    list_init(&live->pushes);
    list_init(&live->sockets);
    live->tick = loop_timer_create(web->loop, tick, live);
    live->follows = web_follows_create(web);
    live->events = web_events_create(web);
    live->watch = web_watch_create(web);
    return live;
}

static void happened(void *ctx, const struct runner_event *event)
{
    struct web_live *live = ctx;
    if (event->id)
        web_follows_changed(live->follows, event->id);
    web_events_happened(live->events, event);
    web_preview_happened(live->web->preview, event);
}

void web_live_observe(struct web_live *live, struct runner *runner)
{
    runner_unobserve(take(live->observer));
    live->runner = runner;
    if (!runner)
        return;
    live->observer = runner_observe(runner, happened, live);
    web_follows_changed(live->follows, NULL); /* what happened before is not told */
}

void web_live_stop(struct web_live *live)
{
    if (live->is_stopping)
        return;
    live->is_stopping = true;
    web_watch_stop(live->watch);
    web_live_observe(live, NULL);
    struct web_event *bye = web_events_bye();
    list_for_each (node, &live->pushes) {
        struct web_push *push = web_push_of(node);
        web_push_event(push, web_event_hold(bye));
        web_push_flush(push, true);
    }
    web_ws_all_tell(live, bye);
    web_event_let_go(bye);
    if (!list_is_empty(&live->sockets))
        loop_timer_arm(live->tick, BYE_MS);
}

void web_live_close(struct web_live *live)
{
    web_ws_all_close(live);
}

void web_live_free(struct web_live *live)
{
    if (!live)
        return;
    web_watch_free(live->watch);
    loop_timer_free(live->tick);
    web_follows_free(live->follows);
    web_events_free(live->events);
    free(live);
}

int web_live_count(const struct web_live *live)
{
    int count = 0;
    for (const struct list *node = live->pushes.next; node != &live->pushes; node = node->next)
        count++;
    for (const struct list *node = live->sockets.next; node != &live->sockets; node = node->next)
        count++;
    return count;
}

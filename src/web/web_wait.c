#include "web/web_wait.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/buf.h"
#include "base/list.h"
#include "web/web_own.h"
#include "web/web_records.h"

struct web_waits {
    struct web *web;
    struct runner_observer *observer;
    struct list waiters;
    size_t count;
};

struct web_waiter {
    struct list node;
    struct web_waits *waits;
    struct web_call *call;
    struct web_wait_for what;
    struct loop_timer *timer;
    web_wait_cb on_event;
    void *ctx;
};

void web_wait_cancel(struct web_waiter *waiter)
{
    if (!waiter)
        return;
    list_remove(&waiter->node);
    waiter->waits->count--;
    loop_timer_free(waiter->timer);
    free(waiter);
}

static void end(struct web_waiter *waiter, const struct runner_event *event)
{
    web_wait_cb on_event = waiter->on_event;
    void *ctx = waiter->ctx;
    web_wait_cancel(waiter);
    on_event(ctx, event);
}

static void time_is_over(void *ctx)
{
    end(ctx, NULL);
}

struct web_waiter *web_wait_add(struct web_call *call, const struct web_wait_for *what,
                                web_wait_cb on_event, void *ctx)
{
    struct web_waits *waits = call->web->waits;
    struct web_waiter *waiter = xmalloc(sizeof(*waiter));
    *waiter = (struct web_waiter){
        .waits = waits, .call = call, .what = *what, .on_event = on_event, .ctx = ctx};
    waiter->timer = loop_timer_create(call->web->loop, time_is_over, waiter);
    loop_timer_arm(waiter->timer, what->timeout_ms);
    list_append(&waits->waiters, &waiter->node);
    waits->count++;
    return waiter;
}

static bool is_meant(const struct web_waiter *waiter, const struct runner_event *event)
{
    return (waiter->what.kinds & WEB_WAIT_BIT(event->kind)) &&
           ident_equal(&waiter->what.id, event->id);
}

/* Those that are told go aside first: their callbacks may add and cancel others. */
static void end_all(struct list *told, const struct runner_event *event)
{
    while (!list_is_empty(told))
        end(list_entry(told->next, struct web_waiter, node), event);
}

static void remember(struct web_records *records, const struct runner_event *event)
{
    if (event->kind == RUNNER_RUN_QUEUED && event->run && event->run->attempt == 0)
        web_records_note(records, event->id, event->run->job.seq);
    else if (event->kind == RUNNER_RUN_REFUSED)
        web_records_drop(records, event->id);
}

static void happened(void *ctx, const struct runner_event *event)
{
    struct web_waits *waits = ctx;
    struct list told;
    remember(waits->web->records, event);
    if (!event->id || waits->count == 0)
        return;
    list_init(&told);
    list_for_each (node, &waits->waiters) {
        if (!is_meant(list_entry(node, struct web_waiter, node), event))
            continue;
        list_remove(node);
        list_append(&told, node);
    }
    end_all(&told, event);
}

size_t web_wait_count(const struct web *web)
{
    return web->waits->count;
}

/* libh2o does not read while an answer is due, so it does not notice that a client has gone. One
 * that only stopped sending counts as gone, too: it is asked for when others need its place.
 * Source: recv(2), tcp(7). */
static bool has_gone(const struct web_call *call)
{
    if (!call->req)
        return true;
    h2o_socket_t *socket = call->req->conn->callbacks->get_socket(call->req->conn);
    int fd = h2o_socket_get_fd(socket);
    char byte = 0;
    struct tcp_info info = {0};
    socklen_t size = sizeof(info);
    if (recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0)
        return true;
    return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
           (info.tcpi_state == TCP_CLOSE_WAIT || info.tcpi_state == TCP_CLOSE);
}

void web_wait_sweep(struct web *web)
{
    struct list gone;
    list_init(&gone);
    list_for_each (node, &web->waits->waiters) {
        if (!has_gone(list_entry(node, struct web_waiter, node)->call))
            continue;
        list_remove(node);
        list_append(&gone, node);
    }
    end_all(&gone, NULL);
}

struct web_waits *web_waits_create(struct web *web)
{
    struct web_waits *waits = xcalloc(1, sizeof(*waits));
    waits->web = web;
    list_init(&waits->waiters);
    return waits;
}

void web_waits_observe(struct web_waits *waits, struct runner *runner)
{
    runner_unobserve(waits->observer);
    waits->observer = runner ? runner_observe(runner, happened, waits) : NULL;
}

void web_waits_end(struct web_waits *waits)
{
    struct err err = {0};
    struct list told;
    list_init(&told);
    (void)err_set(&err, ERR_BUSY, "the server stops: what was submitted goes on with the next one");
    list_for_each (node, &waits->waiters) {
        struct web_call *call = list_entry(node, struct web_waiter, node)->call;
        if (!web_wait_is_over(call))
            web_call_error(call, &err);
        list_remove(node);
        list_append(&told, node);
    }
    end_all(&told, NULL);
}

void web_waits_free(struct web_waits *waits)
{
    if (!waits)
        return;
    web_waits_observe(waits, NULL);
    web_waits_end(waits);
    free(waits);
}

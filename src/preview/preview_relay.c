/* All connections are in an epoll of the relay's own, which the loop sees as one descriptor: the
 * loop watches for reading only. A connection that ends while a batch of events is handled may have
 * one later in the same batch: it is freed after it. */
#include "preview/preview_relay.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "preview/preview_own.h"
#include "preview/preview_tls.h"

#define BATCH            64
#define ACCEPTS_PER_TURN 16
#define CONNS_MAX        256 /* 64 KiB each; more wait in the kernel's queue */
#define TICK_MS          1000
#define ALIVE_S          60 /* a silent client is asked by its kernel whether it is there */

void preview_side_want(struct preview_relay *relay, struct preview_side *side, uint32_t events)
{
    if (side->wire.fd < 0 || side->events == events)
        return;
    struct epoll_event event = {.events = events, .data.ptr = side};
    int how = side->events == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    side->events = epoll_ctl(relay->epoll, how, side->wire.fd, &event) == 0 ? events : 0;
}

void preview_side_close(struct preview_relay *relay, struct preview_side *side)
{
    preview_side_want(relay, side, 0);
    preview_tls_free(take(side->wire.tls));
    if (side->wire.fd >= 0)
        (void)close(take_fd(&side->wire.fd));
}

void preview_relay_tick(struct preview_relay *relay)
{
    if (!loop_timer_is_armed(relay->timer))
        loop_timer_arm(relay->timer, TICK_MS);
}

static void listen_as_may(struct preview_relay *relay, bool has_descriptors)
{
    bool may = has_descriptors && relay->conn_count < CONNS_MAX;
    for (int i = 0; i < relay->listener_count; i++)
        preview_side_want(relay, &relay->listeners[i], may ? EPOLLIN : 0);
    if (!has_descriptors)
        preview_relay_tick(relay);
}

void preview_relay_bury(struct preview_relay *relay, struct preview_conn *conn)
{
    list_remove(preview_conn_link(conn));
    list_append(&relay->dead, preview_conn_link(conn));
    relay->conn_count--;
    listen_as_may(relay, true);
}

static void free_dead(struct preview_relay *relay)
{
    list_for_each (node, &relay->dead) {
        list_remove(node);
        preview_conn_free(preview_conn_of(node));
    }
}

static void tune(int fd)
{
    int one = 1;
    int alive_s = ALIVE_S;
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)); /* all known to kernels */
    (void)setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof(one));
    (void)setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &alive_s, sizeof(alive_s));
}

static void accept_some(struct preview_relay *relay, const struct preview_side *listener)
{
    bool has_descriptors = true;
    for (int i = 0; i < ACCEPTS_PER_TURN && relay->conn_count < CONNS_MAX; i++) {
        int fd = accept4(listener->wire.fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd < 0) {
            has_descriptors = errno != EMFILE && errno != ENFILE && errno != ENOBUFS;
            break;
        }
        tune(fd);
        relay->conn_count++;
        preview_conn_begin(relay, fd);
    }
    listen_as_may(relay, has_descriptors);
}

static void ready(void *ctx)
{
    struct preview_relay *relay = ctx;
    struct epoll_event events[BATCH];
    int count = epoll_wait(relay->epoll, events, BATCH, 0);
    for (int i = 0; i < count; i++) {
        struct preview_side *side = events[i].data.ptr;
        if (!side->conn)
            accept_some(relay, side);
        else if (side->wire.fd >= 0) /* else it ended in this batch */
            preview_conn_turn(side, events[i].events);
    }
    free_dead(relay);
}

static void tick(void *ctx)
{
    struct preview_relay *relay = ctx;
    bool is_timed = false;
    int64_t now_ms = clock_boot_ms();
    list_for_each (node, &relay->conns)
        is_timed |= preview_conn_is_timed(preview_conn_of(node), now_ms);
    free_dead(relay);
    listen_as_may(relay, true);
    if (is_timed)
        preview_relay_tick(relay);
}

struct preview_relay *preview_relay_open(struct loop *loop, const char *host, int port,
                                         const struct preview_relay_host *deciding, struct err *err)
{
    struct preview_relay *relay = xcalloc(1, sizeof(*relay));
    *relay = (struct preview_relay){.loop = loop, .host = *deciding, .epoll = -1};
    list_init(&relay->conns);
    list_init(&relay->dead);
    relay->timer = loop_timer_create(loop, tick, relay);
    if (preview_listen(relay, host, port, err) < 0) {
        preview_relay_close(relay);
        return NULL;
    }
    relay->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (relay->epoll < 0) {
        (void)err_errno(err, "cannot make an epoll");
        preview_relay_close(relay);
        return NULL;
    }
    relay->watch = loop_fd_watch(loop, relay->epoll, ready, relay);
    listen_as_may(relay, true);
    return relay;
}

void preview_relay_close(struct preview_relay *relay)
{
    if (!relay)
        return;
    list_for_each (node, &relay->conns)
        preview_conn_cut(preview_conn_of(node));
    free_dead(relay);
    for (int i = 0; i < relay->listener_count; i++)
        preview_side_close(relay, &relay->listeners[i]);
    loop_fd_close(relay->watch);
    loop_timer_free(relay->timer);
    free(relay);
}

int preview_relay_port(const struct preview_relay *relay)
{
    return relay->port;
}

void preview_relay_retry(struct preview_relay *relay)
{
    list_for_each (node, &relay->conns)
        preview_conn_retry(preview_conn_of(node));
    free_dead(relay);
}

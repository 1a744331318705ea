/* web_conn: the connections of a server, and who of them is ended.
 *
 * libh2o's own time limits follow the wall clock: a clock that is set ends everybody or nobody.
 * They are taken off its loop, and one timer of ours looks after all connections instead (ADR
 * 0020):
 * - a request has to come within the read timeout; a body that keeps coming with WEB_CONN_BODY_RATE
 *   may take longer; a connection may be idle between two requests for WEB_CONN_IDLE_MS;
 * - an answer that is under way has to move on within the write timeout.
 * Without connections the timer is not armed. */
#ifndef PIRUN_WEB_WEB_CONN_H
#define PIRUN_WEB_WEB_CONN_H

#include <stdbool.h>
#include <stdint.h>

#include <h2o.h>

#include "base/list.h"
#include "loop/loop.h"

#define WEB_CONN_IDLE_MS   30000
#define WEB_CONN_HURRY_MS  1000 /* … while others wait for a place */
#define WEB_CONN_BODY_RATE 4096 /* bytes per second */
#define WEB_CONN_BUCKETS   64

struct web;
struct web_call;

enum web_conn_phase {
    WEB_CONN_READS,  /* waits for a request or reads one */
    WEB_CONN_SERVES, /* a handler has it, or its answer is being sent */
    WEB_CONN_STREAMS /* no HTTP any more: a WebSocket */
};

/* Who connects: an IPv4 address, or the network part of an IPv6 address. */
struct web_address {
    uint8_t bytes[16];
    bool is_limited; /* false: of this machine, where proxies and tunnels are */
};

struct web_conn {
    struct list link;   /* in web_conns.all */
    struct list bucket; /* in web_conns.buckets, or alone */
    struct web *web;
    h2o_socket_t *socket;
    struct web_address address;
    bool is_unix;
    SSL_CTX *tls; /* NULL: without. Held: libh2o takes its own hold with the peer's first bytes */
    enum web_conn_phase phase;
    struct web_call *call; /* of the request that is served; NULL: none */
    int64_t began_us;      /* when its handler was called */
    bool is_ending;        /* was cut; libh2o closes it when it sees that */
    bool has_served;       /* at least one request: it may be idle now */
    int64_t deadline_ms;   /* WEB_CONN_READS: of the request, or of idling */
    size_t seen_input;     /* bytes of the request at the last look */
    int64_t moved_ms;      /* when the answer last moved on, as far as was seen */
    size_t seen_written;   /* bytes that libh2o was given to send, at the last look */
    int seen_unread;       /* bytes that the peer had not taken, at the last look */
};

struct web_conns {
    struct list all;
    int count;
    struct list buckets[WEB_CONN_BUCKETS]; /* by address, those that are limited */
    struct loop_timer *watch;
    int64_t watch_ms;      /* when it fires; INT64_MAX: not armed */
    h2o_linklist_t asleep; /* libh2o's limits that are off its loop */
    int64_t read_timeout_ms, write_timeout_ms;
    int max_per_address; /* 0: no limit */
    uint64_t accepted, refused, timed_out;
    bool is_draining;
};

/* After h2o_context_init. */
void web_conns_init(struct web *web);
/* Before h2o_context_dispose, when no connection is left. */
void web_conns_release(struct web *web);
/* Serve SOCKET, or refuse it when its address has enough of them. IS_TLS: by TLS. */
void web_conn_accept(struct web *web, h2o_socket_t *socket, bool is_unix, bool is_tls);
/* Others wait for a place: who is idle now is ended soon. */
void web_conns_hurry(struct web *web);
/* Cut all connections; or those that are idle, and the others when they become so. */
void web_conns_cut(struct web *web);
void web_conns_drain(struct web *web);

/* The connection of a request; NULL for none of ours. */
struct web_conn *web_conn_of(const h2o_req_t *req);
/* A handler begins; a request is over (also one that libh2o has answered by itself). */
void web_conn_began(const h2o_req_t *req, struct web_call *call);
void web_conn_ended(const h2o_req_t *req);

/* For tests: what SOCKADDR counts as. */
struct web_address web_address_of(const struct sockaddr *sockaddr);

#endif

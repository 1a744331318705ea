/* preview_own: what the files of this room share. Not for other rooms. */
#ifndef PIRUN_PREVIEW_PREVIEW_OWN_H
#define PIRUN_PREVIEW_PREVIEW_OWN_H

#include <stdint.h>

#include "base/list.h"
#include "preview/preview_pipe.h"
#include "preview/preview_relay.h"

#define PREVIEW_LISTENERS_MAX 4 /* addresses of one name (localhost has two) */

struct preview_conn;

/* A descriptor in the relay's epoll. */
struct preview_side {
    struct preview_wire wire;  /* fd -1: none */
    uint32_t events;           /* that are asked for; 0: it is not in there */
    struct preview_conn *conn; /* NULL: a listener */
};

struct preview_relay {
    struct loop *loop;
    struct loop_fd *watch; /* of EPOLL */
    int epoll;             /* borrowed from WATCH */
    struct preview_relay_host host;
    struct preview_side listeners[PREVIEW_LISTENERS_MAX];
    int listener_count;
    int port;
    struct list conns, dead; /* struct preview_conn */
    int conn_count;
    struct loop_timer *timer; /* armed: somebody has a deadline, or no descriptors are left */
};

/* preview_listen.c: fills the listeners. Errors: as preview_relay_open. */
int preview_listen(struct preview_relay *relay, const char *host, int port, struct err *err);

/* preview_relay.c */
/* Ask for EVENTS of SIDE from now on. None: it leaves the epoll, which always tells of broken
 * connections otherwise, over and over. */
void preview_side_want(struct preview_relay *relay, struct preview_side *side, uint32_t events);
void preview_side_close(struct preview_relay *relay, struct preview_side *side);
/* Somebody has a deadline from now on. */
void preview_relay_tick(struct preview_relay *relay);
/* CONN is over: it leaves the list, and is freed a little later. */
void preview_relay_bury(struct preview_relay *relay, struct preview_conn *conn);

/* preview_conn.c: one connection, with one request. */
struct list *preview_conn_link(struct preview_conn *conn);
struct preview_conn *preview_conn_of(struct list *link);
/* Takes FD. */
void preview_conn_begin(struct preview_relay *relay, int fd);
/* EVENTS came on SIDE. */
void preview_conn_turn(struct preview_side *side, uint32_t events);
/* Ask for a socket again. */
void preview_conn_retry(struct preview_conn *conn);
/* False: it has no deadline. Ends what is late. */
bool preview_conn_is_timed(struct preview_conn *conn, int64_t now_ms);
void preview_conn_cut(struct preview_conn *conn);
void preview_conn_free(struct preview_conn *conn);

#endif

/* web_own: what the files of this room share. Not for other rooms. */
#ifndef PIRUN_WEB_WEB_OWN_H
#define PIRUN_WEB_WEB_OWN_H

#include <h2o.h>

#include "base/list.h"
#include "loop/lane.h"
#include "web/web.h"
#include "web/web_audit.h"
#include "web/web_host.h"
#include "web/web_work.h"

#define WEB_LISTENERS_MAX 4 /* addresses of one name: localhost has two */

struct web_listen {
    h2o_socket_t *sockets[WEB_LISTENERS_MAX];
    int count;
    int port;
    bool is_listening;        /* wants to hear of new connections */
    struct loop_timer *retry; /* armed: no descriptors are left, look again later */
    struct list conns;
    int conn_count;
};

struct web {
    struct loop *loop;
    struct web_source source;
    struct web_rooms rooms;
    struct runner *runner; /* NULL: not there yet */
    bool is_open;          /* server.auth is none: everybody may do everything */
    struct web_host host;
    struct web_auth *auth; /* NULL: no project, in tests: nobody can be known */
    struct web_audit audit;
    struct lane *lanes[WEB_LANE_COUNT];
    struct web_listen listen;
    struct list calls; /* whose requests are not over */
    int max_connections;
    size_t max_body_bytes;
    bool is_stopping;
    bool ends_with_loop; /* web_stop has left the rest to the loop */
    h2o_globalconf_t config;
    h2o_context_t context;
    h2o_accept_ctx_t accept;
};

/* web_listen.c */
/* Errors: as web_start. On failure nothing stays open. */
int web_listen_open(struct web *web, const char *addr_text, struct err *err);
/* Close the listeners and cut every connection; each is gone when the loop has seen it end. */
void web_listen_close(struct web *web);

/* web_call.c: answer the calls that nobody would answer any more, and end the streams that have
 * nothing under way: libh2o does not look at the connection of a request that it has handed out, so
 * it would not see that it was cut. Not while a lane works for one of them. */
void web_calls_end(struct web *web);

/* web.c: the last connection of a web that stops has ended. Called within libh2o. */
void web_conns_ended(struct web *web);

#endif

/* web_own: what the files of this room share. Not for other rooms. */
#ifndef PIRUN_WEB_WEB_OWN_H
#define PIRUN_WEB_WEB_OWN_H

#include <h2o.h>

#include "base/list.h"
#include "files/files.h"
#include "loop/lane.h"
#include "web/web.h"
#include "web/web_audit.h"
#include "web/web_conn.h"
#include "web/web_host.h"
#include "web/web_work.h"

/* Addresses of one name (localhost has two), one of the Unix domain, and what systemd gave. */
#define WEB_LISTENERS_MAX 13

struct web_listener {
    struct web *web;
    h2o_socket_t *socket;
    bool is_unix;
};

struct web_listen {
    struct web_listener listeners[WEB_LISTENERS_MAX];
    int count;
    int port;                 /* of the first one that has a port; 0: none has */
    char *unix_path;          /* of the one that we made; NULL: none */
    bool is_listening;        /* wants to hear of new connections */
    struct loop_timer *retry; /* armed: no descriptors are left, look again later */
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
    struct files *files; /* of WEB_LANE_FILES alone; NULL until they are asked for */
    struct files_options files_options;
    struct web_records *records; /* of the read lane */
    struct web_submits *submits;
    struct web_waits *waits;
    struct web_live *live;
    struct web_git *git;
    struct web_csp *csp;
    struct web_machine *machine;
    struct web_doctor *doctor;
    struct web_trash *trash;
    struct web_script *script;
    struct web_lsp *lsp;
    struct web_terms *terms;
    struct web_preview *preview;
    struct web_listen listen;
    struct list calls; /* whose requests are not over */
    struct web_conns conns;
    struct web_log *log; /* NULL: off */
    struct web_metrics *metrics;
    int max_connections;
    size_t max_body_bytes;
    bool is_stopping;
    bool ends_with_loop; /* web_stop has left the rest to the loop */
    h2o_globalconf_t config;
    h2o_context_t context;
    h2o_accept_ctx_t accept;
    h2o_accept_ctx_t accept_tls; /* ssl_ctx NULL: there is no TLS */
    struct loop_timer *grace;    /* armed: of web_drain */
    loop_cb on_drained;
    void *drained_ctx;
};

/* web_listen.c */
/* Open all that OPTIONS ask for. Errors: as web_start. On failure nothing stays open. */
int web_listen_open(struct web *web, const struct web_options *options, struct err *err);
/* Watch the listeners or not, as the moment wants it. */
void web_listen_update(struct web *web);
void web_listen_close(struct web *web);

/* web_call.c: answer the calls that nobody would answer any more, and end the streams that have
 * nothing under way: libh2o does not look at the connection of a request that it has handed out, so
 * it would not see that it was cut. Not while a lane works for one of them. */
void web_calls_end(struct web *web);

/* web.c: no connection is left. Called within libh2o. */
void web_conns_ended(struct web *web);

#endif

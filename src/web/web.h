/* web: PiRun over HTTP/1.1, served on the loop. Answers are JSON, errors too. Knows how to ask the
 * rooms that it shows (struct web_source); never decides anything about jobs itself.
 *
 * A further noun is one file with handlers and their rows (web_health.c is the smallest), joined in
 * web_route.c.
 */
#ifndef PIRUN_WEB_WEB_H
#define PIRUN_WEB_WEB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "loop/loop.h"

struct web;
struct conf;
struct runner;
struct spool;

/* Where the answers come from. Thread: loop. */
struct web_source {
    /* Owns: returns the answer to GET /health. *IS_OK false makes it a 503. */
    struct json *(*health)(void *ctx, bool *is_ok);
    void *ctx;
};

/* What the answers are about. All borrowed, and outliving the web; NULL in tests of what needs none
 * of them. */
struct web_rooms {
    const char *project_path;  /* absolute */
    const struct spool *spool; /* open; may be opened after web_start and before the first turn */
    const struct conf *conf;   /* in force; another one comes with web_reload */
};

/* 0 and NULL mean the default in brackets. */
struct web_options {
    const char *addr;              /* as conf_addr_parse reads it; not "off" */
    const char *const *host_names; /* further names for the Host header, NULL-terminated [none] */
    struct web_source source;
    struct web_rooms rooms;
    bool is_open;          /* whoever connects may do everything [false: by token] */
    int max_connections;   /* more wait in the kernel's queue [1024] */
    int req_timeout_ms;    /* for head and body of a request, and between two requests [30000] */
    size_t max_body_bytes; /* more is a 413 [5000000] */
};

/* Listen and serve from now on. Makes the process ignore SIGPIPE. Not within a callback of the
 * loop. Time limits are libh2o's and follow the wall clock: setting it may end or prolong a wait.
 * Owns: borrows OPTIONS; source.ctx must outlive the web.
 * Errors: ERR_CONFLICT the address is in use; ERR_INVALID it is none of this machine or malformed;
 *         ERR_FORBIDDEN the port is not for this user. The text names the address. */
struct web *web_start(struct loop *loop, const struct web_options *options, struct err *err);
/* Close the listeners and all connections; answers that were not sent are lost. NULL is fine.
 * Elsewhere than within a callback of the loop, everything is gone when it returns; within one,
 * the end comes with the loop's next turns. */
void web_stop(struct web *web);
/* From now on runs can be asked for; NULL: no longer. Until then such calls get a 503. */
void web_set_runner(struct web *web, struct runner *runner);
/* CONF is in force now. Thread: loop. */
void web_reload(struct web *web, const struct conf *conf);
/* Make a secret that signs a browser in, once, within ten minutes, as the local admin:
 * GET /api/signin?link=SECRET. Answers -1 where nobody has to sign in. */
#define WEB_LINK_SIZE 65 /* with its NUL */
int web_make_link(struct web *web, char secret[WEB_LINK_SIZE]);
/* The port of the first listener, also for an address with port 0. */
int web_port(const struct web *web);

#endif

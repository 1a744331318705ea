/* web_preview_app: the run that is the preview's app: which one it is, whether it listens yet, and
 * how it is reached. The run itself is one like all others; it is known by its key, its script and
 * its label, which tells the port. So a server that starts finds it again. One per web, part of
 * struct web_preview. Thread: loop. ADR 0031. */
#ifndef PIRUN_WEB_WEB_PREVIEW_APP_H
#define PIRUN_WEB_WEB_PREVIEW_APP_H

#include "base/ident.h"
#include "preview/preview_reach.h"
#include "preview/preview_relay.h"
#include "runner/runner_observe.h"
#include "web/web.h"

#define WEB_PREVIEW_NAME "preview" /* of the key and the label of its runs */
#define WEB_PREVIEW_PORT 8000      /* in a network of its own, where it is always free */
#define WEB_PREVIEW_TEXT 400

enum web_preview_state {
    WEB_PREVIEW_STOPPED,
    WEB_PREVIEW_STARTING, /* it waits, or runs and does not listen yet */
    WEB_PREVIEW_READY,    /* it listens */
    WEB_PREVIEW_STOPPING,
    WEB_PREVIEW_FAILED
};
const char *web_preview_state_name(enum web_preview_state state);

struct web_preview_app {
    struct web *web;
    enum web_preview_state state;
    char text[WEB_PREVIEW_TEXT]; /* one sentence */
    struct ident run;            /* the latest; valid with HAS_RUN */
    bool has_run, is_running;    /* IS_RUNNING: its script may listen */
    bool has_network;            /* the machine's */
    int port;
    struct preview_reach *reach;   /* NULL: not needed, or not there */
    int probe;                     /* a connection that is tried; -1: none */
    struct loop_timer *timer;      /* armed: look again whether it listens */
    int64_t started_ms;            /* clock_boot_ms */
    loop_cb on_change, on_sockets; /* STATE or TEXT; sockets have come, or will not */
    void *ctx;
};

void web_preview_app_init(struct web_preview_app *app, struct web *web);
void web_preview_app_release(struct web_preview_app *app);
/* Look for a run of an earlier server; RUNNER has begun to tell. */
void web_preview_app_recall(struct web_preview_app *app);
void web_preview_app_happened(struct web_preview_app *app, const struct runner_event *event);
/* It was submitted as RUN, and will listen on PORT. */
void web_preview_app_began(struct web_preview_app *app, const struct ident *run, int port,
                           bool has_network);
void web_preview_app_stops(struct web_preview_app *app);
/* Whether a run waits or goes on. */
bool web_preview_app_is_active(const struct web_preview_app *app);
/* As preview_relay_host wants it. */
enum preview_socket web_preview_app_connect(struct web_preview_app *app, int *fd);

#endif

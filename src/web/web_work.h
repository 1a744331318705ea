/* web_work: blocking work for a call, on a thread of its own (loop/lane.h): the loop goes on. */
#ifndef PIRUN_WEB_WEB_WORK_H
#define PIRUN_WEB_WEB_WORK_H

#include <stdbool.h>

#include "web/web_call.h"

enum web_lane {
    WEB_LANE_READ,   /* records, output, the index */
    WEB_LANE_SUBMIT, /* the door: waits for the disk */
    WEB_LANE_FILES,  /* files of the project */
    WEB_LANE_SEARCH, /* through whole outputs: a second and more */
    WEB_LANE_LIVE,   /* output that is followed */
    WEB_LANE_GIT,    /* changes of the repository, and the remote: minutes */
    WEB_LANE_LOOK,   /* at the repository, meanwhile */
    WEB_LANE_SCRIPT, /* the reader of scripts: up to seconds */
    WEB_LANE_COUNT
};

typedef void (*web_work_cb)(void *ctx); /* on the lane: knows nothing of the call */
/* On the loop. CALL->req is NULL when the client has gone meanwhile. Frees CTX. */
typedef void (*web_done_cb)(struct web_call *call, void *ctx);

/* Do WORK on LANE, then DONE on the loop; calls of one lane in the order of asking. CTX belongs to
 * WORK and then to DONE. False when too much waits for the lane: the call has been answered with
 * 503, and CTX is still the caller's. Thread: loop. */
bool web_work(struct web_call *call, enum web_lane lane, web_work_cb work, web_done_cb done,
              void *ctx);

/* web.c: the lanes live as long as the web. */
struct web;
int web_work_open(struct web *web, struct err *err);
/* Finish what is under way, also what its dones post. Not within a done. */
void web_work_finish(struct web *web);
/* The same, and end the lanes. */
void web_work_close(struct web *web);

#endif

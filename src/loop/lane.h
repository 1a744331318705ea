/* lane: one worker thread with a FIFO. Blocking work goes there and comes back on the loop. A ctx
 * has one owner at a time: the poster, then the lane, then the loop; so it needs no lock. */
#ifndef PIRUN_LOOP_LANE_H
#define PIRUN_LOOP_LANE_H

#include "loop/loop.h"

struct lane;
typedef void (*lane_cb)(void *ctx);

/* NAME (at most 15 bytes) is the thread's name in ps. All signals are blocked in it; its stack is
 * 256 KiB. Errors: by errno (no threads or descriptors left). Thread: all of these, the loop's. */
struct lane *lane_create(struct loop *loop, const char *name, struct err *err);
/* Finish all posted work and call every `done` that is due, also of work that those post here.
 * Blocks for as long as the work does. Not within a `done` of this lane. */
void lane_finish(struct lane *lane);
/* lane_finish, and end the thread. A `done` that posts to another lane needs that one to be there:
 * finish all such lanes before the first is freed. Blocks for as long as the work does. Not within
 * a `done` of this lane. NULL is fine. */
void lane_free(struct lane *lane);
/* WORK runs on the lane, then DONE (may be NULL) on the loop, both in the order of posting. */
void lane_post(struct lane *lane, lane_cb work, lane_cb done, void *ctx);
/* Posted and not yet done. Within a `done` its own work no longer counts. */
int lane_pending(const struct lane *lane);

#endif

/* lane: one worker thread with a FIFO. Blocking work goes there and comes back on the loop. A ctx has one owner at a time:
 * the poster, then the lane, then the loop; so it needs no lock. */
#ifndef PIRUN_LOOP_LANE_H
#define PIRUN_LOOP_LANE_H

#include "loop/loop.h"

struct lane;
typedef void (*lane_cb)(void *ctx);

/* NAME (at most 15 bytes) is the thread's name in ps. All signals are blocked in it; its stack is 256 KiB. */
struct lane *lane_create(struct loop *loop, const char *name, struct err *err);
/* Finish all posted work, deliver no more `done` of it than the loop still runs, end the thread. */
void lane_free(struct lane *lane);
/* Thread: the loop's. WORK runs on the lane, then DONE (may be NULL) on the loop. */
void lane_post(struct lane *lane, lane_cb work, lane_cb done, void *ctx);
/* Posted and not yet done. */
int lane_pending(const struct lane *lane);

#endif

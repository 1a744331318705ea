/* loop: one thread that owns all state: timers, descriptors, signals, messages from other threads. Built on h2o's evloop,
 * so that web/ serves HTTP on the same loop. Its timers are one timerfd on CLOCK_BOOTTIME: h2o's own follow the wall clock.
 * Knows nothing of jobs. */
#ifndef PIRUN_LOOP_LOOP_H
#define PIRUN_LOOP_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct loop;       /* the loop */
struct loop_timer; /* one timer */
struct loop_fd;    /* one watched descriptor */

/* Owns: returns the loop, freed with loop_free after every timer, watcher and lane is gone. */
struct loop *loop_create(struct err *err);
void loop_free(struct loop *loop);
/* Run until loop_stop. Thread: the one that created the loop. Errors: when the kernel refuses to wait. */
int loop_run(struct loop *loop, struct err *err);
/* Handle what is ready, waiting at most MAX_WAIT_MS. For tests and short drains. */
int loop_step(struct loop *loop, int max_wait_ms, struct err *err);
void loop_stop(struct loop *loop);

/* Call CALLBACK(CTX) on the loop's thread soon, in order. Thread: any, but no signal handler. */
typedef void (*loop_cb)(void *ctx);
void loop_post(struct loop *loop, loop_cb callback, void *ctx);

/* A timer that is not armed. Fires once per arming, never before its time. */
struct loop_timer *loop_timer_create(struct loop *loop, loop_cb on_fire, void *ctx);
void loop_timer_free(struct loop_timer *timer); /* NULL is fine; allowed within its own callback */
/* Units: milliseconds from now on CLOCK_BOOTTIME; arming again moves it. */
void loop_timer_arm(struct loop_timer *timer, int64_t delay_ms);
void loop_timer_disarm(struct loop_timer *timer);
bool loop_timer_is_armed(const struct loop_timer *timer);

/* A timer on the wall clock, for `not_before` and `expires` only: also fires (early) whenever the clock is set, so that
 * its owner looks again. Source: timerfd_create(2), TFD_TIMER_CANCEL_ON_SET. One per loop. */
void loop_wall_timer_set(struct loop *loop, int64_t wall_us, loop_cb on_fire, void *ctx); /* 0: off */

/* Watch FD for reading (level-triggered: on_ready is called again while it is readable and must read or stop).
 * Takes FD: it is closed by loop_fd_close. Regular files cannot be watched. */
struct loop_fd *loop_fd_watch(struct loop *loop, int fd, loop_cb on_ready, void *ctx);
void loop_fd_close(struct loop_fd *watch); /* NULL is fine; allowed within its own callback */

/* Block SIGNALS (0-terminated list) in this thread and its later threads and call on_signal(ctx, number) for each.
 * Call before any thread is started. Source: signalfd(2). */
typedef void (*loop_signal_cb)(void *ctx, int signal_number);
int loop_on_signals(struct loop *loop, const int *signals, loop_signal_cb on_signal, void *ctx, struct err *err);

/* The h2o loop below (a h2o_loop_t), for web/ alone. */
void *loop_h2o(struct loop *loop);

#endif

/* loop: one thread that owns all state: timers, descriptors, signals, messages from other
 * threads. web/ serves HTTP on the same loop (loop_h2o). Its timers are one timerfd on
 * CLOCK_BOOTTIME: libh2o's own follow the wall clock. When nothing happens it does not wake at
 * all. Knows nothing of jobs. */
#ifndef PIRUN_LOOP_LOOP_H
#define PIRUN_LOOP_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct loop;       /* the loop */
struct loop_timer; /* one timer */
struct loop_fd;    /* one watched descriptor */

/* Owns: returns the loop, freed with loop_free after every timer, watcher and lane is gone.
 * Errors: by errno (no descriptors left). Thread: everything here belongs to the creating thread,
 * except loop_post. */
struct loop *loop_create(struct err *err);
/* Messages that were posted and not delivered are dropped. NULL is fine. */
void loop_free(struct loop *loop);
/* Run until loop_stop; a stop that came before the run ends it at once. Not within a callback.
 * Thread: the one that created the loop. Errors: when the kernel refuses to wait. */
int loop_run(struct loop *loop, struct err *err);
/* Handle what is ready, waiting at most MAX_WAIT_MS (negative: without limit). For tests and
 * short drains. Not within a callback. */
int loop_step(struct loop *loop, int max_wait_ms, struct err *err);
void loop_stop(struct loop *loop);

/* Call CALLBACK(CTX) on the loop's thread soon, in order. Unbounded: the poster sees to it that
 * there is an end. What a callback posts runs in the next turn, after other work.
 * Thread: any, but no signal handler. */
typedef void (*loop_cb)(void *ctx);
void loop_post(struct loop *loop, loop_cb callback, void *ctx);

/* A timer that is not armed. Fires once per arming, never before its time; timers of one time
 * fire in the order of their arming. It is disarmed when its callback is called. */
struct loop_timer *loop_timer_create(struct loop *loop, loop_cb on_fire, void *ctx);
void loop_timer_free(struct loop_timer *timer); /* NULL is fine; allowed within its own callback */
/* Units: milliseconds from now on CLOCK_BOOTTIME; below 0 counts as 0; arming again moves it. */
void loop_timer_arm(struct loop_timer *timer, int64_t delay_ms);
void loop_timer_disarm(struct loop_timer *timer);
bool loop_timer_is_armed(const struct loop_timer *timer);

/* A timer on the wall clock, for `not_before` and `expires` only: also fires (early) whenever the
 * clock is set, so that its owner looks again. Fires once per setting. One per loop.
 * Source: timerfd_create(2), TFD_TIMER_CANCEL_ON_SET. */
void loop_wall_timer_set(struct loop *loop, int64_t wall_us, loop_cb on_fire,
                         void *ctx); /* WALL_US 0: off */

/* Watch FD for reading (level-triggered: on_ready is called again while it is readable, at end of
 * file or broken, and must read or stop). FD is made non-blocking. Regular files cannot be watched.
 * Takes FD: it is closed by loop_fd_close. */
struct loop_fd *loop_fd_watch(struct loop *loop, int fd, loop_cb on_ready, void *ctx);
void loop_fd_close(struct loop_fd *watch); /* NULL is fine; allowed within its own callback */

/* Block SIGNALS (0-terminated list) in this thread and its later threads and call
 * on_signal(ctx, number) for each. Once per loop. Call before any thread is started.
 * Source: signalfd(2). */
typedef void (*loop_signal_cb)(void *ctx, int signal_number);
int loop_on_signals(struct loop *loop, const int *signals, loop_signal_cb on_signal, void *ctx,
                    struct err *err);

/* For web/ alone.
 * The libh2o loop (a h2o_loop_t) that turns together with this one: made by the first call, so
 * that a command that serves no HTTP needs no libh2o. Not within a callback. */
void *loop_h2o(struct loop *loop);
/* Let libh2o alone handle what is ready for it, without waiting and without any callback of this
 * loop's own. Answers false within a callback, where that cannot be done. */
bool loop_h2o_step(struct loop *loop);

#endif

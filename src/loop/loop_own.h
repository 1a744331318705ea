/* loop_own: what the files of this room share. Not for other rooms. */
#ifndef PIRUN_LOOP_LOOP_OWN_H
#define PIRUN_LOOP_LOOP_OWN_H

#include <pthread.h>
#include <stddef.h>

#include "base/list.h"
#include "loop/loop.h"

struct loop_h2o; /* libh2o's side, see loop_h2o.c */

struct loop_timers {
    struct loop_timer **heap; /* heap[0] fires first */
    size_t count;
    size_t capacity;
    uint64_t last_order;  /* of the latest arming */
    int64_t set_for_us;   /* what the timerfd waits for; 0: nothing */
    struct loop_fd *boot; /* the timerfd on CLOCK_BOOTTIME */
    struct loop_fd *wall; /* the timerfd on CLOCK_REALTIME */
    loop_cb on_wall;      /* NULL: off */
    void *wall_ctx;
};

struct loop {
    int epoll_fd;
    bool is_stepping;    /* within loop_step */
    bool is_dispatching; /* within a batch of events: a closed watch must outlive it */
    bool is_stopped;
    int watch_count;
    struct list closed; /* watches to free after the batch */
    struct loop_timers timers;
    pthread_mutex_t post_lock;
    struct list posts; /* under post_lock */
    struct loop_fd *bell;
    struct loop_fd *signals;
    loop_signal_cb on_signal;
    void *signal_ctx;
    struct loop_h2o *h2o;
};

/* loop_fd.c */
int loop_fd_number(const struct loop_fd *watch);
/* Wait for events and call their watchers. -1 with errno when the kernel refused. */
int loop_fd_dispatch(struct loop *loop, int max_wait_ms);

/* loop_timer.c */
int loop_timers_init(struct loop *loop, struct err *err);
void loop_timers_release(struct loop *loop);
/* Tell the kernel the earliest timer, if that has changed. */
void loop_timers_sync(struct loop *loop);

/* loop_h2o.c */
int loop_h2o_wait(struct loop *loop, int max_wait_ms); /* as loop_fd_dispatch, for both loops */
void loop_h2o_free(struct loop *loop);

#endif

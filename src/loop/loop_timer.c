/* Timers: a binary heap and one timerfd, which is told about a change once per turn, just before
 * the loop waits. So arming a thousand timers costs one system call, and a timer that was
 * disarmed wakes nobody. */
#include "loop/loop_own.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"

#define NOT_ARMED      SIZE_MAX
#define DELAY_MAX_MS   (INT64_C(100) * 366 * 24 * 3600 * 1000) /* a hundred years, lest sums wrap */
#define FIRST_CAPACITY 16

struct loop_timer {
    struct loop *loop;
    loop_cb on_fire;
    void *ctx;
    int64_t deadline_us; /* CLOCK_BOOTTIME */
    uint64_t order;      /* of arming: decides between equal deadlines */
    size_t index;        /* in the heap, or NOT_ARMED */
};

static bool is_before(const struct loop_timer *a, const struct loop_timer *b)
{
    if (a->deadline_us != b->deadline_us)
        return a->deadline_us < b->deadline_us;
    return a->order < b->order;
}

static void place(struct loop_timers *timers, size_t index, struct loop_timer *timer)
{
    timers->heap[index] = timer;
    timer->index = index;
}

static void sift_up(struct loop_timers *timers, struct loop_timer *timer)
{
    size_t index = timer->index;
    while (index > 0) {
        struct loop_timer *parent = timers->heap[(index - 1) / 2];
        if (!is_before(timer, parent))
            break;
        place(timers, index, parent);
        index = (index - 1) / 2;
    }
    place(timers, index, timer);
}

static void sift_down(struct loop_timers *timers, struct loop_timer *timer)
{
    size_t index = timer->index;
    for (;;) {
        size_t child = index * 2 + 1;
        if (child >= timers->count)
            break;
        if (child + 1 < timers->count && is_before(timers->heap[child + 1], timers->heap[child]))
            child++;
        if (!is_before(timers->heap[child], timer))
            break;
        place(timers, index, timers->heap[child]);
        index = child;
    }
    place(timers, index, timer);
}

struct loop_timer *loop_timer_create(struct loop *loop, loop_cb on_fire, void *ctx)
{
    struct loop_timer *timer = xcalloc(1, sizeof(*timer));
    *timer = (struct loop_timer){.loop = loop, .on_fire = on_fire, .ctx = ctx, .index = NOT_ARMED};
    return timer;
}

void loop_timer_free(struct loop_timer *timer)
{
    if (!timer)
        return;
    loop_timer_disarm(timer);
    free(timer);
}

void loop_timer_disarm(struct loop_timer *timer)
{
    if (timer->index == NOT_ARMED)
        return;
    struct loop_timers *timers = &timer->loop->timers;
    size_t hole = timer->index;
    struct loop_timer *last = timers->heap[--timers->count];
    timer->index = NOT_ARMED;
    if (last == timer)
        return;
    place(timers, hole, last);
    sift_up(timers, last);
    sift_down(timers, last);
}

void loop_timer_arm(struct loop_timer *timer, int64_t delay_ms)
{
    struct loop_timers *timers = &timer->loop->timers;
    loop_timer_disarm(timer);
    if (delay_ms < 0)
        delay_ms = 0;
    if (delay_ms > DELAY_MAX_MS)
        delay_ms = DELAY_MAX_MS;
    timer->deadline_us = clock_boot_us() + delay_ms * 1000;
    timer->order = ++timers->last_order;
    if (timers->count == timers->capacity) {
        timers->capacity = timers->capacity ? timers->capacity * 2 : FIRST_CAPACITY;
        timers->heap = xrealloc(timers->heap, timers->capacity * sizeof(struct loop_timer *));
    }
    place(timers, timers->count++, timer);
    sift_up(timers, timer);
}

bool loop_timer_is_armed(const struct loop_timer *timer)
{
    return timer->index != NOT_ARMED;
}

static struct itimerspec at_us(int64_t time_us)
{
    return (struct itimerspec){
        .it_value = {.tv_sec = time_us / 1000000, .tv_nsec = time_us % 1000000 * 1000}};
}

void loop_timers_sync(struct loop *loop)
{
    struct loop_timers *timers = &loop->timers;
    int64_t wanted_us = timers->count ? timers->heap[0]->deadline_us : 0;
    if (wanted_us == timers->set_for_us)
        return;
    const struct itimerspec at_once = {.it_value = {.tv_nsec = 1}};
    struct itimerspec when = at_us(wanted_us);
    int status = timerfd_settime(loop_fd_number(timers->boot), TFD_TIMER_ABSTIME, &when, NULL);
    if (status < 0) /* it lies before the boot, by a clock that somebody moves */
        status = timerfd_settime(loop_fd_number(timers->boot), 0, &at_once, NULL);
    assert(status == 0);
    (void)status; /* a valid time on a valid descriptor */
    timers->set_for_us = wanted_us;
}

/* Timers that a callback arms wait for the next turn, even with a delay of 0: other work comes
 * first. */
static void fire_due(void *ctx)
{
    struct loop *loop = ctx;
    struct loop_timers *timers = &loop->timers;
    uint64_t expirations;
    (void)!read(loop_fd_number(timers->boot), &expirations, sizeof(expirations)); /* only resets */
    timers->set_for_us = 0;
    int64_t now_us = clock_boot_us();
    uint64_t last_order = timers->last_order;
    while (timers->count) {
        struct loop_timer *first = timers->heap[0];
        if (first->deadline_us > now_us || first->order > last_order)
            break;
        loop_timer_disarm(first);
        first->on_fire(first->ctx); /* may free it */
    }
}

/* The timerfd has expired, or reading it says ECANCELED: the clock was set. Either way the owner
 * looks again. */
static void wall_fired(void *ctx)
{
    struct loop *loop = ctx;
    uint64_t expirations;
    ssize_t size = read(loop_fd_number(loop->timers.wall), &expirations, sizeof(expirations));
    loop_cb on_wall = loop->timers.on_wall;
    if ((size < 0 && errno != ECANCELED) || !on_wall)
        return;
    void *wall_ctx = loop->timers.wall_ctx;
    loop_wall_timer_set(loop, 0, NULL, NULL);
    on_wall(wall_ctx);
}

void loop_wall_timer_set(struct loop *loop, int64_t wall_us, loop_cb on_fire, void *ctx)
{
    bool is_on = wall_us != 0;
    struct itimerspec when = at_us(wall_us < 0 ? 1 : wall_us);
    int flags = is_on ? TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET : 0;
    int status = timerfd_settime(loop_fd_number(loop->timers.wall), flags, &when, NULL);
    /* ECANCELED: the clock was set since the last setting; the timer is armed all the same. */
    assert(status == 0 || errno == ECANCELED);
    (void)status;
    loop->timers.on_wall = is_on ? on_fire : NULL;
    loop->timers.wall_ctx = ctx;
}

static struct loop_fd *watch_timerfd(struct loop *loop, clockid_t clock, loop_cb on_ready)
{
    int fd = timerfd_create(clock, TFD_CLOEXEC | TFD_NONBLOCK);
    return fd < 0 ? NULL : loop_fd_watch(loop, fd, on_ready, loop);
}

int loop_timers_init(struct loop *loop, struct err *err)
{
    loop->timers.boot = watch_timerfd(loop, CLOCK_BOOTTIME, fire_due);
    if (!loop->timers.boot)
        return err_errno(err, "cannot make a timer");
    loop->timers.wall = watch_timerfd(loop, CLOCK_REALTIME, wall_fired);
    if (!loop->timers.wall)
        return err_errno(err, "cannot make a timer");
    return 0;
}

void loop_timers_release(struct loop *loop)
{
    assert(loop->timers.count == 0);
    loop_fd_close(loop->timers.boot);
    loop_fd_close(loop->timers.wall);
    free(loop->timers.heap);
    loop->timers = (struct loop_timers){0};
}

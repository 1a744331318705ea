#include "loop/lane.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/list.h"

#ifndef LANE_STACK_BYTES
#    define LANE_STACK_BYTES 262144 /* enough for SQLite and libc; design: memory of lanes */
#endif
#define NAME_SIZE 16 /* with the NUL. Source: pthread_setname_np(3) */

struct task {
    struct list link;
    lane_cb work;
    lane_cb done;
    void *ctx;
};

struct lane {
    struct loop_fd *bell; /* rung when `finished` is no longer empty; its own, so that it can end */
    int bell_fd;          /* the same, for the thread */
    int pending;          /* loop thread only */
    bool is_delivering;   /* loop thread only */
    pthread_t thread;
    char name[NAME_SIZE];
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct list waiting;  /* under lock */
    struct list finished; /* under lock */
    bool is_ending;       /* under lock */
};

static void move_all(struct list *from, struct list *to)
{
    list_init(to);
    if (list_is_empty(from))
        return;
    list_insert_before(from, to); /* TO joins the ring, FROM leaves it */
    list_remove(from);
}

/* Answers the next task, or NULL when the lane ends. */
static struct task *next_task(struct lane *lane)
{
    struct task *task = NULL;
    (void)pthread_mutex_lock(&lane->lock);
    while (list_is_empty(&lane->waiting) && !lane->is_ending)
        (void)pthread_cond_wait(&lane->changed, &lane->lock);
    if (!list_is_empty(&lane->waiting)) {
        task = list_entry(lane->waiting.next, struct task, link);
        list_remove(&task->link);
    }
    (void)pthread_mutex_unlock(&lane->lock);
    return task;
}

static void hand_back(struct lane *lane, struct task *task)
{
    (void)pthread_mutex_lock(&lane->lock);
    if (list_is_empty(&lane->finished))
        (void)eventfd_write(lane->bell_fd, 1); /* its counter cannot overflow */
    list_append(&lane->finished, &task->link);
    (void)pthread_cond_broadcast(&lane->changed); /* lane_free may wait for it */
    (void)pthread_mutex_unlock(&lane->lock);
}

static void *lane_main(void *ctx)
{
    struct lane *lane = ctx;
    (void)pthread_setname_np(pthread_self(), lane->name); /* a name is only for people */
    struct task *task;
    while ((task = next_task(lane))) {
        task->work(task->ctx);
        hand_back(lane, task);
    }
    return NULL;
}

static void deliver(struct lane *lane)
{
    struct list finished;
    (void)pthread_mutex_lock(&lane->lock);
    move_all(&lane->finished, &finished);
    (void)pthread_mutex_unlock(&lane->lock);
    lane->is_delivering = true;
    list_for_each (node, &finished) {
        struct task *task = list_entry(node, struct task, link);
        lane->pending--;
        if (task->done)
            task->done(task->ctx);
        free(task);
    }
    lane->is_delivering = false;
}

static void bell_rang(void *ctx)
{
    struct lane *lane = ctx;
    eventfd_t rings;
    (void)eventfd_read(lane->bell_fd, &rings); /* only resets it */
    deliver(lane);
}

static int start_thread(struct lane *lane)
{
    sigset_t all;
    sigset_t before;
    pthread_attr_t attr;
    (void)pthread_attr_init(&attr);
    (void)pthread_attr_setstacksize(&attr, LANE_STACK_BYTES); /* above PTHREAD_STACK_MIN */
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before); /* the thread inherits it */
    int status = pthread_create(&lane->thread, &attr, lane_main, lane);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    (void)pthread_attr_destroy(&attr);
    return status;
}

static void release(struct lane *lane)
{
    loop_fd_close(lane->bell);
    (void)pthread_cond_destroy(&lane->changed);
    (void)pthread_mutex_destroy(&lane->lock);
    free(lane);
}

struct lane *lane_create(struct loop *loop, const char *name, struct err *err)
{
    int bell_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (bell_fd < 0) {
        (void)err_errno(err, "cannot make an eventfd for lane '%s'", name);
        return NULL;
    }
    struct lane *lane = xcalloc(1, sizeof(*lane));
    int length = snprintf(lane->name, sizeof(lane->name), "%s", name);
    assert(length > 0 && length < NAME_SIZE);
    (void)length;
    list_init(&lane->waiting);
    list_init(&lane->finished);
    (void)pthread_mutex_init(&lane->lock, NULL); /* default attributes: cannot fail */
    (void)pthread_cond_init(&lane->changed, NULL);
    lane->bell_fd = bell_fd;
    lane->bell = loop_fd_watch(loop, bell_fd, bell_rang, lane);
    errno = start_thread(lane);
    if (errno) {
        (void)err_errno(err, "cannot start the thread of lane '%s'", name);
        release(lane);
        return NULL;
    }
    return lane;
}

static void wait_for_finished(struct lane *lane)
{
    (void)pthread_mutex_lock(&lane->lock);
    while (list_is_empty(&lane->finished))
        (void)pthread_cond_wait(&lane->changed, &lane->lock);
    (void)pthread_mutex_unlock(&lane->lock);
}

void lane_finish(struct lane *lane)
{
    assert(!lane->is_delivering);
    while (lane->pending) {
        wait_for_finished(lane);
        deliver(lane);
    }
}

void lane_free(struct lane *lane)
{
    if (!lane)
        return;
    lane_finish(lane);
    (void)pthread_mutex_lock(&lane->lock);
    lane->is_ending = true;
    (void)pthread_cond_broadcast(&lane->changed);
    (void)pthread_mutex_unlock(&lane->lock);
    (void)pthread_join(lane->thread, NULL); /* ours, and joined once */
    release(lane);
}

void lane_post(struct lane *lane, lane_cb work, lane_cb done, void *ctx)
{
    struct task *task = xmalloc(sizeof(*task));
    *task = (struct task){.work = work, .done = done, .ctx = ctx};
    lane->pending++;
    (void)pthread_mutex_lock(&lane->lock);
    list_append(&lane->waiting, &task->link);
    (void)pthread_cond_broadcast(&lane->changed);
    (void)pthread_mutex_unlock(&lane->lock);
}

int lane_pending(const struct lane *lane)
{
    return lane->pending;
}

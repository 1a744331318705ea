#include "loop/loop.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/buf.h"
#include "loop/loop_own.h"

struct post {
    struct list link;
    loop_cb callback;
    void *ctx;
};

/* The bell is rung by the post that finds no other one waiting, so a burst costs one write. */
void loop_post(struct loop *loop, loop_cb callback, void *ctx)
{
    struct post *post = xmalloc(sizeof(*post));
    *post = (struct post){.callback = callback, .ctx = ctx};
    (void)pthread_mutex_lock(&loop->post_lock); /* a plain mutex of ours: cannot fail */
    bool is_first = list_is_empty(&loop->posts);
    list_append(&loop->posts, &post->link);
    if (is_first)
        (void)eventfd_write(loop_fd_number(loop->bell), 1); /* within the lock: the bell is there */
    (void)pthread_mutex_unlock(&loop->post_lock);
}

static void take_posts(struct loop *loop, struct list *taken)
{
    list_init(taken);
    (void)pthread_mutex_lock(&loop->post_lock);
    if (!list_is_empty(&loop->posts)) {
        list_insert_before(&loop->posts, taken); /* TAKEN joins the ring, the old head leaves */
        list_remove(&loop->posts);
    }
    (void)pthread_mutex_unlock(&loop->post_lock);
}

static void bell_rang(void *ctx)
{
    struct loop *loop = ctx;
    eventfd_t rings;
    (void)eventfd_read(loop_fd_number(loop->bell), &rings); /* only resets it */
    struct list taken;
    take_posts(loop, &taken);
    list_for_each (node, &taken) {
        struct post *post = list_entry(node, struct post, link);
        post->callback(post->ctx);
        free(post);
    }
}

static void drop_posts(struct loop *loop)
{
    struct list taken;
    take_posts(loop, &taken);
    list_for_each (node, &taken)
        free(list_entry(node, struct post, link));
}

static int init(struct loop *loop, struct err *err)
{
    loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (loop->epoll_fd < 0)
        return err_errno(err, "cannot make an epoll");
    int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (bell < 0)
        return err_errno(err, "cannot make an eventfd");
    loop->bell = loop_fd_watch(loop, bell, bell_rang, loop);
    return loop_timers_init(loop, err);
}

struct loop *loop_create(struct err *err)
{
    struct loop *loop = xcalloc(1, sizeof(*loop));
    loop->epoll_fd = -1;
    list_init(&loop->closed);
    list_init(&loop->posts);
    (void)pthread_mutex_init(&loop->post_lock, NULL); /* default attributes: cannot fail */
    if (init(loop, err)) {
        loop_free(loop);
        return NULL;
    }
    return loop;
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    assert(!loop->is_stepping);
    loop_h2o_free(loop);
    loop_timers_release(loop);
    loop_fd_close(loop->signals);
    loop_fd_close(loop->bell);
    assert(loop->watch_count == 0);
    drop_posts(loop);
    (void)pthread_mutex_destroy(&loop->post_lock);
    if (loop->epoll_fd >= 0)
        (void)close(loop->epoll_fd);
    free(loop);
}

int loop_step(struct loop *loop, int max_wait_ms, struct err *err)
{
    assert(!loop->is_stepping);
    loop_timers_sync(loop);
    loop->is_stepping = true;
    int status = loop->h2o ? loop_h2o_wait(loop, max_wait_ms)
                           : loop_fd_dispatch(loop, max_wait_ms < 0 ? -1 : max_wait_ms);
    loop->is_stepping = false;
    if (status && errno != EINTR)
        return err_errno(err, "the loop cannot wait");
    return 0;
}

int loop_run(struct loop *loop, struct err *err)
{
    int status = 0;
    while (!loop->is_stopped && status == 0)
        status = loop_step(loop, -1, err);
    loop->is_stopped = false;
    return status;
}

void loop_stop(struct loop *loop)
{
    loop->is_stopped = true;
}

static void signals_came(void *ctx)
{
    struct loop *loop = ctx;
    struct signalfd_siginfo info;
    while (read(loop_fd_number(loop->signals), &info, sizeof(info)) == (ssize_t)sizeof(info))
        loop->on_signal(loop->signal_ctx, (int)info.ssi_signo);
}

int loop_on_signals(struct loop *loop, const int *signals, loop_signal_cb on_signal, void *ctx,
                    struct err *err)
{
    assert(!loop->signals);
    sigset_t set;
    (void)sigemptyset(&set);
    for (; *signals; signals++) {
        if (sigaddset(&set, *signals))
            return err_errno(err, "cannot watch signal %d", *signals);
    }
    int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd < 0)
        return err_errno(err, "cannot make a signalfd");
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL); /* fails only for another HOW */
    loop->on_signal = on_signal;
    loop->signal_ctx = ctx;
    loop->signals = loop_fd_watch(loop, fd, signals_came, loop);
    return 0;
}

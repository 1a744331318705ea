/* Watched descriptors, on an epoll of our own.
 *
 * Why not directly on libh2o's epoll: it forgets a descriptor by closing it. The kernel, however,
 * goes on reporting an open file description for as long as any process holds a copy (epoll(7),
 * question 6), and PiRun passes pidfds and sockets between processes. So a watch is removed with
 * EPOLL_CTL_DEL here, and libh2o sees this epoll as one descriptor (loop_h2o.c).
 *
 * A watch that is closed while a batch of events is handled may have an event later in the same
 * batch: it is marked, and freed after the batch. */
#include "loop/loop_own.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/buf.h"

#define BATCH 64 /* events per turn; more of them come with the next turn, in the kernel's order */

struct loop_fd {
    struct list link; /* in loop->closed, or alone */
    struct loop *loop;
    int fd; /* -1: closed */
    loop_cb on_ready;
    void *ctx;
};

struct loop_fd *loop_fd_watch(struct loop *loop, int fd, loop_cb on_ready, void *ctx)
{
    struct loop_fd *watch = xcalloc(1, sizeof(*watch));
    *watch = (struct loop_fd){.loop = loop, .fd = fd, .on_ready = on_ready, .ctx = ctx};
    list_init(&watch->link);
    int flags = fcntl(fd, F_GETFL);
    assert(flags >= 0);
    if (!(flags & O_NONBLOCK))
        (void)fcntl(fd, F_SETFL, flags | O_NONBLOCK); /* cannot fail on a descriptor that is open */
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP, .data.ptr = watch};
    if (epoll_ctl(loop->epoll_fd, EPOLL_CTL_ADD, fd, &event)) {
        assert(errno == ENOMEM || errno == ENOSPC); /* anything else is the caller's mistake */
        abort();                                    /* as with any memory that is out */
    }
    loop->watch_count++;
    return watch;
}

void loop_fd_close(struct loop_fd *watch)
{
    if (!watch)
        return;
    struct loop *loop = watch->loop;
    assert(watch->fd >= 0);
    (void)epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, watch->fd, NULL); /* it was added */
    (void)close(watch->fd);
    watch->fd = -1;
    loop->watch_count--;
    if (loop->is_dispatching)
        list_append(&loop->closed, &watch->link);
    else
        free(watch);
}

int loop_fd_number(const struct loop_fd *watch)
{
    return watch->fd;
}

static void free_closed(struct loop *loop)
{
    list_for_each (node, &loop->closed) {
        list_remove(node);
        free(list_entry(node, struct loop_fd, link));
    }
}

int loop_fd_dispatch(struct loop *loop, int max_wait_ms)
{
    struct epoll_event events[BATCH];
    int count = epoll_wait(loop->epoll_fd, events, BATCH, max_wait_ms);
    if (count < 0)
        return -1;
    loop->is_dispatching = true;
    for (int i = 0; i < count; i++) {
        const struct loop_fd *watch = events[i].data.ptr;
        if (watch->fd >= 0)
            watch->on_ready(watch->ctx);
    }
    loop->is_dispatching = false;
    free_closed(loop);
    return 0;
}

/* The marriage with libh2o's loop, for a process that serves HTTP. libh2o waits; this loop's epoll
 * is one of the descriptors that it waits for. */
#include "loop/loop_own.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>

#include <h2o.h>

#include "base/buf.h"

struct loop_h2o {
    h2o_evloop_t *evloop;
    h2o_socket_t *door; /* our epoll; closes it */
};

static void door_ready(h2o_socket_t *door, const char *error)
{
    (void)error; /* with DONT_READ libh2o only tells that it is readable */
    struct loop *loop = door->data;
    (void)loop_fd_dispatch(loop, 0); /* does not wait, so it cannot be interrupted */
}

static int32_t wait_of(int max_wait_ms)
{
    return max_wait_ms < 0 ? INT32_MAX : max_wait_ms;
}

void *loop_h2o(struct loop *loop)
{
    if (loop->h2o)
        return loop->h2o->evloop;
    assert(!loop->is_stepping);
    struct loop_h2o *h2o = xcalloc(1, sizeof(*h2o));
    h2o->evloop = h2o_evloop_create();
    h2o->door = h2o_evloop_socket_create(h2o->evloop, loop->epoll_fd, H2O_SOCKET_FLAG_DONT_READ);
    h2o->door->data = loop;
    h2o_socket_read_start(h2o->door, door_ready);
    loop->h2o = h2o;
    return h2o->evloop;
}

int loop_h2o_wait(struct loop *loop, int max_wait_ms)
{
    return h2o_evloop_run(loop->h2o->evloop, wait_of(max_wait_ms));
}

bool loop_h2o_step(struct loop *loop)
{
    if (loop->is_stepping)
        return false;
    if (!loop->h2o)
        return true;
    loop->is_stepping = true;
    h2o_socket_read_stop(loop->h2o->door);
    (void)h2o_evloop_run(loop->h2o->evloop, 0); /* does not wait, so nothing to report */
    h2o_socket_read_start(loop->h2o->door, door_ready);
    loop->is_stepping = false;
    return true;
}

void loop_h2o_free(struct loop *loop)
{
    if (!loop->h2o)
        return;
    loop->epoll_fd = fcntl(loop->epoll_fd, F_DUPFD_CLOEXEC, 3); /* the door closes the original */
    h2o_socket_close(loop->h2o->door);
    /* A web that was stopped within a callback and never got its turn: libh2o would abort. */
    if (h2o_linklist_is_empty(&loop->h2o->evloop->_timeouts))
        h2o_evloop_destroy(loop->h2o->evloop);
    free(loop->h2o);
    loop->h2o = NULL;
}

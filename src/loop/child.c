#include "loop/child.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/pidfd.h>

#include "base/buf.h"

struct child {
    struct loop_fd *watch; /* NULL: it has ended */
    int pidfd;             /* the watch's */
    loop_cb on_exit;
    void *ctx;
};

/* A pidfd is readable when all threads of its process have ended. */
static void child_ended(void *ctx)
{
    struct child *child = ctx;
    loop_fd_close(child->watch);
    child->watch = NULL;
    child->on_exit(child->ctx); /* may free it */
}

struct child *child_watch(struct loop *loop, int pidfd, loop_cb on_exit, void *ctx)
{
    struct child *child = xcalloc(1, sizeof(*child));
    *child = (struct child){.pidfd = pidfd, .on_exit = on_exit, .ctx = ctx};
    child->watch = loop_fd_watch(loop, pidfd, child_ended, child);
    return child;
}

void child_free(struct child *child)
{
    if (!child)
        return;
    loop_fd_close(child->watch);
    free(child);
}

int child_signal(const struct child *child, int signal_number, struct err *err)
{
    if (!child->watch)
        return err_set(err, ERR_NOT_FOUND, "the process has ended");
    if (pidfd_send_signal(child->pidfd, signal_number, NULL, 0) == 0)
        return 0;
    if (errno == ESRCH)
        return err_set(err, ERR_NOT_FOUND, "the process has ended");
    return err_errno(err, "cannot send signal %d", signal_number);
}

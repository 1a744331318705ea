#include "preview/preview_reach.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "base/spawn.h"

#define STOCK 16 /* sockets that are kept at hand: a page asks for several things at once */

struct preview_reach {
    struct loop *loop;
    struct loop_fd *watch; /* NULL: the child is gone */
    int socket;            /* borrowed from WATCH */
    pid_t pid;
    int stock[STOCK];
    int count, asked; /* at hand; on their way */
    struct err broken;
    loop_cb on_change;
    void *ctx;
};

/* One message asks for one socket. */
static void ask(struct preview_reach *reach)
{
    while (reach->watch && reach->count + reach->asked < STOCK &&
           send(reach->socket, "s", 1, MSG_DONTWAIT | MSG_NOSIGNAL) == 1)
        reach->asked++;
}

static void break_off(struct preview_reach *reach, const char *why)
{
    (void)err_set(&reach->broken, ERR_NOT_FOUND, "%s", why);
    loop_fd_close(take(reach->watch));
}

/* A message with a descriptor is a socket; one without is why there are none. */
static void came(void *ctx)
{
    struct preview_reach *reach = ctx;
    char text[sizeof(reach->broken.text)] = "";
    int fd = -1;
    size_t count = 1;
    ssize_t size = fd_receive(reach->socket, text, sizeof(text) - 1, &fd, &count, MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (size <= 0) {
        break_off(reach, "the run cannot be reached any more");
    } else if (count == 0) {
        text[size] = '\0';
        break_off(reach, text);
    } else {
        reach->asked--;
        if (reach->count < STOCK)
            reach->stock[reach->count++] = fd;
        else
            (void)close(fd); /* more than were asked for: not one of ours */
    }
    reach->on_change(reach->ctx);
}

struct preview_reach *preview_reach_open(struct loop *loop, const char *run_path, loop_cb on_change,
                                         void *ctx, struct err *err)
{
    int ends[2];
    pid_t pid = -1;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) {
        (void)err_errno(err, "cannot make a pair of sockets");
        return NULL;
    }
    auto_fd int ours = ends[0];
    auto_fd int its = ends[1];
    auto_free char *path = xstrdup(run_path);
    char *argv[] = {(char[]){"pirun"}, (char[]){PREVIEW_REACH_COMMAND}, path, NULL};
    if (spawn_self_on(argv, its, STDOUT_FILENO, &pid, err) < 0) {
        (void)err_prefix(err, PREVIEW_REACH_COMMAND);
        return NULL;
    }
    struct preview_reach *reach = xcalloc(1, sizeof(*reach));
    *reach = (struct preview_reach){
        .loop = loop, .pid = pid, .socket = ours, .on_change = on_change, .ctx = ctx};
    reach->watch = loop_fd_watch(loop, take_fd(&ours), came, reach);
    ask(reach);
    return reach;
}

/* The child has nothing to lose: killed, it is gone at once, so that waiting takes no time. */
void preview_reach_close(struct preview_reach *reach)
{
    if (!reach)
        return;
    loop_fd_close(reach->watch);
    (void)kill(reach->pid, SIGKILL); /* it is ours until it is waited for */
    while (waitpid(reach->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    for (int i = 0; i < reach->count; i++)
        (void)close(reach->stock[i]);
    free(reach);
}

int preview_reach_take(struct preview_reach *reach)
{
    if (reach->count == 0)
        return -1;
    int fd = reach->stock[--reach->count];
    ask(reach);
    return fd;
}

const struct err *preview_reach_broken(const struct preview_reach *reach)
{
    return reach->broken.code == ERR_NONE ? NULL : &reach->broken;
}

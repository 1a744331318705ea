#include "term/term_link.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/buf.h"

#define FRAMES_A_TURN 32 /* so that others have their turn */

struct term_link {
    struct loop_fd *watch;
    int fd; /* the number that WATCH owns */
    term_link_cb on_frame;
    void *ctx;
    bool is_reading, is_closed;
};

void term_link_close(struct term_link *link)
{
    if (!link || link->is_closed)
        return;
    link->is_closed = true;
    loop_fd_close(link->watch);
    if (!link->is_reading)
        free(link);
}

/* Answers false when there is nothing more now. A peer that closes with something unread leaves an
 * error before its last words. Source: unix_release_sock in the kernel. */
static bool read_one(struct term_link *link)
{
    char bytes[TERM_WIRE_MAX + 1];
    struct term_frame frame;
    struct err err;
    ssize_t size = recv(link->fd, bytes, sizeof(bytes), MSG_DONTWAIT);
    if (size < 0 && (errno == EINTR || errno == ECONNRESET))
        return true;
    if (size < 0 && errno == EAGAIN)
        return false;
    bool is_good = size > 0 && term_wire_read(bytes, (size_t)size, &frame, &err) == 0 &&
                   !term_wire_is_from_server(frame.kind);
    link->on_frame(link->ctx, is_good ? &frame : NULL);
    if (!is_good)
        term_link_close(link);
    return is_good;
}

static void link_ready(void *ctx)
{
    struct term_link *link = ctx;
    link->is_reading = true;
    for (int i = 0; i < FRAMES_A_TURN && !link->is_closed && read_one(link); i++) {
    }
    link->is_reading = false;
    if (link->is_closed)
        free(link);
}

struct term_link *term_link_create(struct loop *loop, int fd, term_link_cb on_frame, void *ctx)
{
    struct term_link *link = xcalloc(1, sizeof(*link));
    *link = (struct term_link){.fd = fd, .on_frame = on_frame, .ctx = ctx};
    link->watch = loop_fd_watch(loop, fd, link_ready, link);
    return link;
}

static bool send_frame(int fd, const struct term_frame *frame)
{
    char bytes[TERM_WIRE_MAX];
    size_t size = term_wire_write(frame, bytes);
    ssize_t sent;
    do {
        sent = send(fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent >= 0 || errno != EAGAIN;
}

bool term_link_send(struct term_link *link, const struct term_frame *frame)
{
    return link->is_closed || send_frame(link->fd, frame);
}

void term_link_tell(int fd, const struct term_frame *frames, size_t count)
{
    for (size_t i = 0; i < count; i++)
        (void)send_frame(fd, &frames[i]); /* a new socket takes them */
}

int term_link_ask(int fd, const struct term_frame *frame, int wait_ms, char bytes[TERM_WIRE_MAX],
                  struct term_frame *answer, struct err *err)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    (void)send_frame(fd, frame); /* a new socket takes it */
    int count;
    do {
        count = poll(&ready, 1, wait_ms);
    } while (count < 0 && errno == EINTR);
    if (count == 0)
        return err_set(err, ERR_TIMEOUT, "the terminal's supervisor does not answer");
    ssize_t size = recv(fd, bytes, TERM_WIRE_MAX, MSG_DONTWAIT);
    if (size <= 0)
        return err_set(err, ERR_NOT_FOUND, "the terminal has ended");
    return term_wire_read(bytes, (size_t)size, answer, err);
}

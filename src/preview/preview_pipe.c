#include "preview/preview_pipe.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/buf.h"
#include "preview/preview_tls.h"

void preview_pipe_release(struct preview_pipe *pipe)
{
    free(pipe->data);
    *pipe = (struct preview_pipe){0};
}

size_t preview_pipe_size(const struct preview_pipe *pipe)
{
    return pipe->to - pipe->from;
}

bool preview_pipe_has_room(const struct preview_pipe *pipe)
{
    return preview_pipe_size(pipe) < PREVIEW_PIPE_SIZE;
}

static void move_to_front(struct preview_pipe *pipe)
{
    if (!pipe->data)
        pipe->data = xmalloc(PREVIEW_PIPE_SIZE);
    if (pipe->from == 0)
        return;
    memmove(pipe->data, pipe->data + pipe->from, pipe->to - pipe->from);
    pipe->to -= pipe->from;
    pipe->from = 0;
}

static enum preview_flow flow_of(ssize_t size)
{
    if (size < 0)
        return errno == EAGAIN || errno == EINTR ? PREVIEW_FLOW_NONE : PREVIEW_FLOW_BROKEN;
    return size ? PREVIEW_FLOW_SOME : PREVIEW_FLOW_ENDED;
}

enum preview_flow preview_pipe_read(struct preview_pipe *pipe, const struct preview_wire *wire,
                                    size_t most)
{
    if (preview_pipe_size(pipe) >= most)
        return PREVIEW_FLOW_NONE;
    move_to_front(pipe);
    char *room = pipe->data + pipe->to;
    ssize_t size = wire->tls ? preview_tls_read(wire->tls, room, most - pipe->to)
                             : recv(wire->fd, room, most - pipe->to, MSG_DONTWAIT);
    pipe->to += size > 0 ? (size_t)size : 0;
    return flow_of(size);
}

enum preview_flow preview_pipe_write(struct preview_pipe *pipe, const struct preview_wire *wire)
{
    if (pipe->from == pipe->to)
        return PREVIEW_FLOW_NONE;
    const char *data = pipe->data + pipe->from;
    size_t left = pipe->to - pipe->from;
    ssize_t size = wire->tls ? preview_tls_write(wire->tls, data, left)
                             : send(wire->fd, data, left, MSG_DONTWAIT | MSG_NOSIGNAL);
    pipe->from += size > 0 ? (size_t)size : 0;
    if (pipe->from == pipe->to)
        pipe->from = pipe->to = 0;
    return flow_of(size);
}

void preview_pipe_replace(struct preview_pipe *pipe, size_t cut, const char *head, size_t size,
                          size_t rest)
{
    size_t behind = preview_pipe_size(pipe) - cut;
    move_to_front(pipe);
    if (behind > rest)
        behind = rest;
    assert(size + behind <= PREVIEW_PIPE_SIZE);
    memmove(pipe->data + size, pipe->data + cut, behind);
    if (size)
        memcpy(pipe->data, head, size);
    pipe->to = size + behind;
}

#include "preview/preview_pipe.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/buf.h"

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

static bool is_temporary(void)
{
    return errno == EAGAIN || errno == EINTR;
}

enum preview_flow preview_pipe_read(struct preview_pipe *pipe, int fd, size_t most)
{
    if (preview_pipe_size(pipe) >= most)
        return PREVIEW_FLOW_NONE;
    move_to_front(pipe);
    ssize_t size = recv(fd, pipe->data + pipe->to, most - pipe->to, MSG_DONTWAIT);
    if (size < 0)
        return is_temporary() ? PREVIEW_FLOW_NONE : PREVIEW_FLOW_BROKEN;
    pipe->to += (size_t)size;
    return size ? PREVIEW_FLOW_SOME : PREVIEW_FLOW_ENDED;
}

enum preview_flow preview_pipe_write(struct preview_pipe *pipe, int fd)
{
    if (pipe->from == pipe->to)
        return PREVIEW_FLOW_NONE;
    ssize_t size =
        send(fd, pipe->data + pipe->from, pipe->to - pipe->from, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (size < 0)
        return is_temporary() ? PREVIEW_FLOW_NONE : PREVIEW_FLOW_BROKEN;
    pipe->from += (size_t)size;
    if (pipe->from == pipe->to)
        pipe->from = pipe->to = 0;
    return PREVIEW_FLOW_SOME;
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

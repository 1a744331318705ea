#include "term/term_viewer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/scope.h"

#define FRAMES_A_TURN 16 /* of one peer, before the others are looked at */

struct term_viewer *term_viewer_create(int fd)
{
    struct term_viewer *viewer = xcalloc(1, sizeof(*viewer));
    viewer->fd = fd;
    list_init(&viewer->link);
    return viewer;
}

void term_viewer_free(struct term_viewer *viewer)
{
    list_remove(&viewer->link);
    scope_close(&viewer->fd);
    free(viewer->input);
    free(viewer);
}

void term_viewer_leave(struct term_viewer *viewer)
{
    (void)close(take_fd(&viewer->fd));
    viewer->role = TERM_ROLE_NONE;
    viewer->columns = viewer->rows = 0;
    viewer->is_gone = viewer->wants_close = false;
    viewer->held_ms = 0;
    viewer->owes_state = false;
}

/* From there */

static void begin_view(struct term_viewer *viewer, const struct term_frame *frame,
                       const struct term_scene *scene)
{
    uint64_t end = scene->ring->end;
    bool is_new = frame->offset == 0 && end > TERM_RING_REPLAY;
    uint64_t begin = is_new ? end - TERM_RING_REPLAY : term_ring_begin(scene->ring);
    viewer->role = TERM_ROLE_VIEWER;
    viewer->next = frame->offset < begin ? begin : frame->offset > end ? end : frame->offset;
    viewer->acked = viewer->next;
    viewer->owes_begin = true;
    viewer->owes_exit = scene->is_over;
    viewer->columns = frame->columns;
    viewer->rows = frame->rows;
}

/* False: more than there may be. */
static bool keep_input(struct term_viewer *viewer, const struct term_frame *frame)
{
    if (frame->size > TERM_INPUT_WINDOW - viewer->input_size)
        return false;
    if (!viewer->input)
        viewer->input = xmalloc(TERM_INPUT_WINDOW);
    if (viewer->input_at + viewer->input_size + frame->size > TERM_INPUT_WINDOW) {
        memmove(viewer->input, viewer->input + viewer->input_at, viewer->input_size);
        viewer->input_at = 0;
    }
    memcpy(viewer->input + viewer->input_at + viewer->input_size, frame->data, frame->size);
    viewer->input_size += frame->size;
    return true;
}

static void take_ack(struct term_viewer *viewer, uint64_t offset)
{
    if (offset <= viewer->acked || offset > viewer->next)
        return;
    viewer->acked = offset;
    viewer->held_ms = 0;
}

/* False: against the rules. */
static bool obey(struct term_viewer *viewer, const struct term_frame *frame,
                 const struct term_scene *scene)
{
    bool is_first = frame->kind == TERM_KIND_VIEW || frame->kind == TERM_KIND_WATCH;
    bool is_control = frame->kind == TERM_KIND_CLOSE;
    if (!term_wire_is_from_server(frame->kind) || is_first != (viewer->role == TERM_ROLE_NONE) ||
        (!is_first && !is_control && viewer->role != TERM_ROLE_VIEWER))
        return false;
    if (frame->kind == TERM_KIND_VIEW) {
        begin_view(viewer, frame, scene);
    } else if (frame->kind == TERM_KIND_WATCH) {
        viewer->role = TERM_ROLE_WATCHER;
        viewer->owes_state = true;
    } else if (frame->kind == TERM_KIND_INPUT) {
        return keep_input(viewer, frame);
    } else if (frame->kind == TERM_KIND_ACK) {
        take_ack(viewer, frame->offset);
    } else if (frame->kind == TERM_KIND_RESIZE) {
        viewer->columns = frame->columns;
        viewer->rows = frame->rows;
    } else {
        viewer->wants_close = true;
    }
    return true;
}

void term_viewer_receive(struct term_viewer *viewer, const struct term_scene *scene)
{
    char bytes[TERM_WIRE_MAX + 1];
    struct term_frame frame;
    struct err err; /* a peer of another version is only left */
    for (int i = 0; i < FRAMES_A_TURN && viewer->fd >= 0 && !viewer->is_gone; i++) {
        ssize_t size = recv(viewer->fd, bytes, sizeof(bytes), MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        viewer->is_gone = size <= 0 || term_wire_read(bytes, (size_t)size, &frame, &err) < 0 ||
                          !obey(viewer, &frame, scene);
    }
}

/* To there */

/* False: not now, or never more. */
static bool send_frame(struct term_viewer *viewer, const struct term_frame *frame)
{
    char bytes[TERM_WIRE_MAX];
    size_t size = term_wire_write(frame, bytes);
    ssize_t sent = send(viewer->fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0)
        return true;
    if (errno == EAGAIN || errno == EINTR)
        viewer->is_full = true;
    else
        viewer->is_gone = true;
    return false;
}

static void settle(struct term_viewer *viewer, bool *owes, const struct term_frame *frame)
{
    if (*owes && !viewer->is_full && !viewer->is_gone && send_frame(viewer, frame))
        *owes = false;
}

static void send_output(struct term_viewer *viewer, const struct term_ring *ring)
{
    while (!viewer->is_full && !viewer->is_gone) {
        const char *data = NULL;
        size_t window = TERM_OUTPUT_WINDOW - (size_t)(viewer->next - viewer->acked);
        size_t most = window < TERM_WIRE_DATA ? window : TERM_WIRE_DATA;
        size_t size = term_ring_look(ring, viewer->next, most, &data);
        const struct term_frame frame = {
            .kind = TERM_KIND_OUTPUT, .offset = viewer->next, .data = data, .size = size};
        if (size == 0 || !send_frame(viewer, &frame))
            return;
        viewer->next += size;
    }
}

static void send_end(struct term_viewer *viewer, const struct term_scene *scene)
{
    const struct term_frame frame = {.kind = TERM_KIND_EXIT,
                                     .offset = (uint64_t)scene->exit_code,
                                     .data = scene->reason,
                                     .size = strlen(scene->reason)};
    if (viewer->next < scene->ring->end)
        return;
    settle(viewer, &viewer->owes_exit, &frame);
    viewer->has_exit = !viewer->owes_exit;
}

void term_viewer_send(struct term_viewer *viewer, const struct term_scene *scene)
{
    const struct term_frame begin = {.kind = TERM_KIND_BEGIN,
                                     .offset = viewer->next,
                                     .columns = scene->columns,
                                     .rows = scene->rows};
    const struct term_frame size = {
        .kind = TERM_KIND_SIZE, .columns = scene->columns, .rows = scene->rows};
    const struct term_frame taken = {.kind = TERM_KIND_TAKEN, .offset = viewer->taken};
    const struct term_frame state = {
        .kind = TERM_KIND_STATE, .data = scene->state, .size = strlen(scene->state)};
    viewer->is_full = false;
    if (viewer->fd < 0)
        return;
    if (viewer->role == TERM_ROLE_WATCHER)
        settle(viewer, &viewer->owes_state, &state);
    if (viewer->role != TERM_ROLE_VIEWER)
        return;
    if (viewer->owes_begin)
        viewer->owes_size = false; /* it is in there */
    settle(viewer, &viewer->owes_begin, &begin);
    settle(viewer, &viewer->owes_size, &size);
    settle(viewer, &viewer->owes_taken, &taken);
    send_output(viewer, scene->ring);
    if (scene->is_over)
        send_end(viewer, scene);
}

void term_viewer_detach(struct term_viewer *viewer, const char *reason)
{
    const struct term_frame frame = {
        .kind = TERM_KIND_DETACH, .data = reason, .size = strlen(reason)};
    (void)send_frame(viewer, &frame); /* who takes nothing more sees the end of the connection */
    viewer->is_gone = true;
}

size_t term_viewer_room(const struct term_viewer *viewer, const struct term_ring *ring)
{
    if (viewer->role != TERM_ROLE_VIEWER)
        return TERM_RING_SIZE;
    if (ring->end - viewer->acked > TERM_OUTPUT_WINDOW)
        return 0;
    return TERM_RING_SIZE - (size_t)(ring->end - viewer->acked);
}

size_t term_viewer_typed(const struct term_viewer *viewer, const char **data)
{
    *data = viewer->input ? viewer->input + viewer->input_at : NULL;
    return viewer->input_size;
}

void term_viewer_took(struct term_viewer *viewer, size_t size)
{
    viewer->input_size -= size;
    viewer->input_at = viewer->input_size > 0 ? viewer->input_at + size : 0;
    viewer->taken += size;
    viewer->owes_taken = true;
}

bool term_viewer_is_done(const struct term_viewer *viewer)
{
    if (viewer->fd < 0)
        return true;
    return viewer->role == TERM_ROLE_VIEWER ? viewer->has_exit : !viewer->owes_state;
}

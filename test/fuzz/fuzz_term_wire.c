/* Whatever comes over a terminal's socket is a frame that would be written the same again, or
 * refused; and a supervisor that gets it as input stays within its bounds. */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "term/term_viewer.h"
#include "term/term_wire.h"

#include "fuzz.h"

static void check_frame(const char *bytes, size_t size)
{
    char again[TERM_WIRE_MAX];
    struct term_frame frame;
    struct err err = {.code = ERR_NONE};
    if (term_wire_read(bytes, size, &frame, &err) < 0) {
        fuzz_require(err.code == ERR_INVALID && *err.text);
        return;
    }
    fuzz_require(frame.size <= TERM_WIRE_DATA && term_wire_write(&frame, again) == size);
    fuzz_require(memcmp(again, bytes, 6) == 0 && memcmp(again + 8, bytes + 8, size - 8) == 0);
}

/* The input as a row of messages, each of which begins with its length. */
static void feed(int fd, struct term_viewer *viewer, const struct term_scene *scene,
                 const uint8_t *data, size_t size)
{
    while (size > 0 && !viewer->is_gone) {
        size_t piece = data[0] < size - 1 ? data[0] : size - 1;
        if (piece > 0 && send(fd, data + 1, piece, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
            return;
        term_viewer_receive(viewer, scene);
        term_viewer_send(viewer, scene);
        fuzz_require(viewer->next >= viewer->acked && viewer->next <= scene->ring->end);
        fuzz_require(viewer->input_at + viewer->input_size <= TERM_INPUT_WINDOW);
        data += piece + 1;
        size -= piece + 1;
    }
}

static void check_viewer(const uint8_t *data, size_t size)
{
    int ends[2];
    struct term_ring ring;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return;
    term_ring_init(&ring);
    size_t printed = 1000;
    (void)memset(term_ring_room(&ring, &printed), 'x', printed);
    term_ring_grew(&ring, printed);
    const struct term_scene scene = {
        .ring = &ring, .columns = 80, .rows = 24, .state = "{}", .reason = ""};
    struct term_viewer *viewer = term_viewer_create(ends[0]);
    feed(ends[1], viewer, &scene, data, size);
    term_viewer_free(viewer);
    term_ring_release(&ring);
    (void)close(ends[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_frame((const char *)data, size);
    check_viewer(data, size);
    return 0;
}

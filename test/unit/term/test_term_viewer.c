/* Goal: a viewer is shown each byte once and in order, no more than it has room for, and never more
 * than one byte of input is lost or taken twice; one that breaks the rules is left. */
#include "term/term_viewer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"

struct fixture {
    struct term_ring ring;
    struct term_scene scene;
    struct term_viewer *viewer;
    int peer;
};

static int set_up(void **state)
{
    int ends[2];
    struct fixture *fixture = xcalloc(1, sizeof(*fixture));
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    term_ring_init(&fixture->ring);
    fixture->scene = (struct term_scene){
        .ring = &fixture->ring, .columns = 80, .rows = 24, .state = "{}", .reason = ""};
    fixture->viewer = term_viewer_create(ends[0]);
    fixture->peer = ends[1];
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    term_viewer_free(fixture->viewer);
    term_ring_release(&fixture->ring);
    (void)close(fixture->peer);
    free(fixture);
    return 0;
}

static void print(struct fixture *fixture, size_t size)
{
    while (size > 0) {
        size_t piece = size;
        char *room = term_ring_room(&fixture->ring, &piece);
        for (size_t i = 0; i < piece; i++)
            room[i] = (char)((fixture->ring.end + i) % 251);
        term_ring_grew(&fixture->ring, piece);
        size -= piece;
    }
}

static void tell(struct fixture *fixture, struct term_frame frame)
{
    char bytes[TERM_WIRE_MAX];
    size_t size = term_wire_write(&frame, bytes);
    assert_int_equal(send(fixture->peer, bytes, size, 0), size);
    term_viewer_receive(fixture->viewer, &fixture->scene);
}

/* What came next; KIND 0: nothing. Its data is valid until the next call. */
static struct term_frame hear(struct fixture *fixture)
{
    static char bytes[TERM_WIRE_MAX];
    struct term_frame frame = {0};
    struct err err;
    ssize_t size = recv(fixture->peer, bytes, sizeof(bytes), MSG_DONTWAIT);
    if (size > 0)
        assert_int_equal(term_wire_read(bytes, (size_t)size, &frame, &err), 0);
    return frame;
}

/* Hear output from OFFSET on, as much as comes; answer where it ends. */
static uint64_t hear_output(struct fixture *fixture, uint64_t offset)
{
    for (;;) {
        term_viewer_send(fixture->viewer, &fixture->scene);
        struct term_frame frame = hear(fixture);
        if (frame.kind != TERM_KIND_OUTPUT)
            return offset;
        assert_int_equal(frame.offset, offset);
        for (size_t i = 0; i < frame.size; i++)
            assert_int_equal(frame.data[i], (char)((offset + i) % 251));
        offset += frame.size;
    }
}

static uint64_t view(struct fixture *fixture, uint64_t from)
{
    tell(fixture, (struct term_frame){.kind = TERM_KIND_VIEW, .offset = from});
    term_viewer_send(fixture->viewer, &fixture->scene);
    struct term_frame begin = hear(fixture);
    assert_int_equal(begin.kind, TERM_KIND_BEGIN);
    assert_int_equal(begin.columns, 80);
    return begin.offset;
}

static void it_is_shown_all_from_its_offset(void **state)
{
    struct fixture *fixture = *state;
    print(fixture, 100000);
    assert_int_equal(view(fixture, 1234), 1234);
    assert_int_equal(hear_output(fixture, 1234), 100000);
    print(fixture, 50000);
    assert_int_equal(hear_output(fixture, 100000), 150000);
    assert_int_equal(term_viewer_room(fixture->viewer, &fixture->ring),
                     TERM_RING_SIZE - (150000 - 1234));
}

static void a_new_one_is_shown_the_last_part_and_one_that_returns_all_that_is_kept(void **state)
{
    struct fixture *fixture = *state;
    print(fixture, TERM_RING_SIZE + 5000);
    assert_int_equal(view(fixture, 0), TERM_RING_SIZE + 5000 - TERM_RING_REPLAY);
    term_viewer_free(fixture->viewer);
    (void)close(fixture->peer);
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    fixture->viewer = term_viewer_create(ends[0]);
    fixture->peer = ends[1];
    assert_int_equal(view(fixture, 6000), 6000);
}

static void no_more_is_sent_than_its_window_takes(void **state)
{
    struct fixture *fixture = *state;
    (void)view(fixture, 0);
    print(fixture, TERM_OUTPUT_WINDOW + 20000);
    assert_int_equal(hear_output(fixture, 0), TERM_OUTPUT_WINDOW);
    assert_int_equal(term_viewer_room(fixture->viewer, &fixture->ring), 0);
    tell(fixture, (struct term_frame){.kind = TERM_KIND_ACK, .offset = TERM_OUTPUT_WINDOW + 1});
    assert_int_equal(term_viewer_room(fixture->viewer, &fixture->ring), 0); /* never sent: a lie */
    tell(fixture, (struct term_frame){.kind = TERM_KIND_ACK, .offset = 20000});
    assert_int_equal(term_viewer_room(fixture->viewer, &fixture->ring),
                     TERM_RING_SIZE - TERM_OUTPUT_WINDOW);
    assert_int_equal(hear_output(fixture, TERM_OUTPUT_WINDOW), TERM_OUTPUT_WINDOW + 20000);
    tell(fixture, (struct term_frame){.kind = TERM_KIND_ACK, .offset = 10000}); /* backwards */
    assert_int_equal(fixture->viewer->acked, 20000);
}

static void a_full_socket_loses_nothing(void **state)
{
    struct fixture *fixture = *state;
    (void)view(fixture, 0);
    print(fixture, TERM_OUTPUT_WINDOW);
    for (int i = 0; i < 3; i++)
        term_viewer_send(fixture->viewer, &fixture->scene);
    assert_true(fixture->viewer->is_full);
    assert_int_equal(hear_output(fixture, 0), TERM_OUTPUT_WINDOW);
}

static void what_is_typed_is_kept_in_order_until_it_is_taken(void **state)
{
    struct fixture *fixture = *state;
    static char data[TERM_WIRE_DATA];
    const char *typed = NULL;
    uint64_t taken = 0;
    (void)view(fixture, 0);
    for (uint64_t sent = 0; sent < 1000000; sent += sizeof(data)) {
        for (size_t i = 0; i < sizeof(data); i++)
            data[i] = (char)((sent + i) % 251);
        tell(fixture,
             (struct term_frame){.kind = TERM_KIND_INPUT, .data = data, .size = sizeof(data)});
        size_t size = term_viewer_typed(fixture->viewer, &typed);
        size_t some = size > 40000 ? 30001 : 7;
        for (size_t i = 0; i < some; i++)
            assert_int_equal(typed[i], (char)((taken + i) % 251));
        term_viewer_took(fixture->viewer, some);
        taken += some;
        assert_false(fixture->viewer->is_gone);
    }
    term_viewer_send(fixture->viewer, &fixture->scene);
    struct term_frame note = hear(fixture);
    assert_int_equal(note.kind, TERM_KIND_TAKEN);
    assert_int_equal(note.offset, taken);
}

static void one_that_types_beyond_its_window_is_left(void **state)
{
    struct fixture *fixture = *state;
    static char data[TERM_WIRE_DATA];
    (void)view(fixture, 0);
    for (size_t i = 0; i < TERM_INPUT_WINDOW / sizeof(data); i++)
        tell(fixture,
             (struct term_frame){.kind = TERM_KIND_INPUT, .data = data, .size = sizeof(data)});
    assert_false(fixture->viewer->is_gone);
    tell(fixture, (struct term_frame){.kind = TERM_KIND_INPUT, .data = data, .size = 1});
    assert_true(fixture->viewer->is_gone);
}

static void one_that_does_not_say_first_what_it_is_is_left(void **state)
{
    struct fixture *fixture = *state;
    tell(fixture, (struct term_frame){.kind = TERM_KIND_INPUT, .data = "x", .size = 1});
    assert_true(fixture->viewer->is_gone);
}

static void a_watcher_may_not_type(void **state)
{
    struct fixture *fixture = *state;
    tell(fixture, (struct term_frame){.kind = TERM_KIND_WATCH});
    term_viewer_send(fixture->viewer, &fixture->scene);
    struct term_frame frame = hear(fixture);
    assert_int_equal(frame.kind, TERM_KIND_STATE);
    assert_int_equal(frame.size, 2);
    tell(fixture, (struct term_frame){.kind = TERM_KIND_INPUT, .data = "x", .size = 1});
    assert_true(fixture->viewer->is_gone);
}

static void a_supervisors_frame_from_a_server_is_refused(void **state)
{
    struct fixture *fixture = *state;
    (void)view(fixture, 0);
    tell(fixture, (struct term_frame){.kind = TERM_KIND_EXIT});
    assert_true(fixture->viewer->is_gone);
}

static void the_end_comes_after_the_last_byte(void **state)
{
    struct fixture *fixture = *state;
    (void)view(fixture, 0);
    print(fixture, 30000);
    fixture->scene.is_over = true;
    fixture->scene.exit_code = 3;
    fixture->scene.reason = "closed";
    fixture->viewer->owes_exit = true;
    term_viewer_send(fixture->viewer, &fixture->scene);
    assert_int_equal(hear(fixture).size, TERM_WIRE_DATA);
    assert_int_equal(hear(fixture).size, 30000 - TERM_WIRE_DATA);
    struct term_frame end = hear(fixture);
    assert_int_equal(end.kind, TERM_KIND_EXIT);
    assert_int_equal(end.offset, 3);
    assert_memory_equal(end.data, "closed", 6);
    assert_true(term_viewer_is_done(fixture->viewer));
}

static void one_that_has_left_leaves_what_it_typed(void **state)
{
    struct fixture *fixture = *state;
    const char *typed = NULL;
    (void)view(fixture, 0);
    tell(fixture, (struct term_frame){.kind = TERM_KIND_INPUT, .data = "last", .size = 4});
    term_viewer_leave(fixture->viewer);
    assert_int_equal(term_viewer_typed(fixture->viewer, &typed), 4);
    assert_memory_equal(typed, "last", 4);
    assert_int_equal(term_viewer_room(fixture->viewer, &fixture->ring), TERM_RING_SIZE);
    term_viewer_receive(fixture->viewer, &fixture->scene);
    term_viewer_send(fixture->viewer, &fixture->scene);
    assert_true(term_viewer_is_done(fixture->viewer));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_is_shown_all_from_its_offset),
        TEST(a_new_one_is_shown_the_last_part_and_one_that_returns_all_that_is_kept),
        TEST(no_more_is_sent_than_its_window_takes),
        TEST(a_full_socket_loses_nothing),
        TEST(what_is_typed_is_kept_in_order_until_it_is_taken),
        TEST(one_that_types_beyond_its_window_is_left),
        TEST(one_that_does_not_say_first_what_it_is_is_left),
        TEST(a_watcher_may_not_type),
        TEST(a_supervisors_frame_from_a_server_is_refused),
        TEST(the_end_comes_after_the_last_byte),
        TEST(one_that_has_left_leaves_what_it_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

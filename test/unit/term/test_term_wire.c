/* Goal: a frame is read as it was written; torn, foreign and newer ones are refused. */
#include "term/term_wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char all_kinds[] = "VWIKRCSBOTZXD";

static void each_kind_is_read_as_it_was_written(void **state)
{
    char bytes[TERM_WIRE_MAX];
    (void)state;
    for (size_t i = 0; i < strlen(all_kinds); i++) {
        struct term_frame read;
        struct err err;
        bool has_data = strchr("ISOXD", all_kinds[i]) != NULL;
        const struct term_frame frame = {.kind = (enum term_kind)all_kinds[i],
                                         .columns = 123,
                                         .rows = 45,
                                         .offset = 1ULL << 60,
                                         .data = "text",
                                         .size = has_data ? 4 : 0};
        size_t size = term_wire_write(&frame, bytes);
        assert_int_equal(term_wire_read(bytes, size, &read, &err), 0);
        assert_int_equal(read.kind, frame.kind);
        assert_int_equal(read.columns, 123);
        assert_int_equal(read.rows, 45);
        assert_true(read.offset == 1ULL << 60);
        assert_int_equal(read.size, frame.size);
        assert_memory_equal(read.data, "text", frame.size);
        assert_int_equal(term_wire_is_from_server(read.kind), i < 6);
    }
}

static void the_largest_frame_fits(void **state)
{
    static char data[TERM_WIRE_DATA];
    char bytes[TERM_WIRE_MAX];
    struct term_frame read;
    struct err err;
    (void)state;
    const struct term_frame frame = {.kind = TERM_KIND_OUTPUT, .data = data, .size = sizeof(data)};
    assert_int_equal(term_wire_write(&frame, bytes), TERM_WIRE_MAX);
    assert_int_equal(term_wire_read(bytes, TERM_WIRE_MAX, &read, &err), 0);
    assert_int_equal(read.size, TERM_WIRE_DATA);
}

static void assert_refused(const char *bytes, size_t size)
{
    struct term_frame read;
    struct err err = {0};
    assert_int_equal(term_wire_read(bytes, size, &read, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
}

static void torn_and_foreign_frames_are_refused(void **state)
{
    char bytes[TERM_WIRE_MAX + 1] = {0};
    const struct term_frame frame = {.kind = TERM_KIND_ACK};
    (void)state;
    size_t size = term_wire_write(&frame, bytes);
    for (size_t cut = 0; cut < size; cut++)
        assert_refused(bytes, cut);
    assert_refused(bytes, size + 1); /* an ack has no data */
    assert_refused(bytes, sizeof(bytes));
    bytes[0] = '?';
    assert_refused(bytes, size);
    bytes[0] = 'K';
    bytes[1] = TERM_WIRE_VERSION + 1;
    assert_refused(bytes, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_read_as_it_was_written),
        cmocka_unit_test(the_largest_frame_fits),
        cmocka_unit_test(torn_and_foreign_frames_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

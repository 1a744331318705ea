#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "remote/remote_piece.h"

static struct buf bytes;
static struct json *event;

static int set_up(void **state)
{
    (void)state;
    buf_init(&bytes, (size_t)65536);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buf_release(&bytes);
    json_free(take(event));
    return 0;
}

static bool read_text(const char *text, struct remote_piece *out)
{
    struct err err;
    json_free(event);
    event = json_parse(text, strlen(text), &err);
    assert_non_null(event);
    return remote_piece_read(event, &bytes, out);
}

static void text_and_its_place_are_read(void **state)
{
    (void)state;
    struct remote_piece piece;
    assert_true(read_text("{\"offset\":7,\"stream\":\"stderr\",\"line\":3,\"text\":\"ab\\n\","
                          "\"time\":\"1970-01-01T00:00:01.000000Z\"}",
                          &piece));
    assert_int_equal(piece.offset, 7);
    assert_int_equal(piece.line, 3);
    assert_int_equal(piece.size, 3);
    assert_memory_equal(piece.data, "ab\n", 3);
    assert_string_equal(piece.stream, "stderr");
    assert_int_equal(piece.time_us, 1000000);
}

static void bytes_that_are_no_text_come_in_base64(void **state)
{
    (void)state;
    static const struct {
        const char *text, *bytes;
        size_t size;
    } rows[] = {{"", "", 0},
                {"Zg==", "f", 1},
                {"Zm8=", "fo", 2},
                {"Zm9v", "foo", 3},
                {"Zm9vYg==", "foob", 4},
                {"AP+A", "\0\xFF\x80", 3},
                {"++//", "\xFB\xEF\xFF", 3}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct remote_piece piece;
        char text[100];
        (void)snprintf(text, sizeof(text), "{\"offset\":0,\"base64\":\"%s\"}", rows[i].text);
        assert_true(read_text(text, &piece));
        assert_int_equal(piece.size, rows[i].size);
        assert_memory_equal(piece.data, rows[i].bytes, rows[i].size);
    }
}

static void what_makes_no_sense_is_no_piece(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "{}",
        "[]",
        "{\"text\":\"a\"}",
        "{\"offset\":-1,\"text\":\"a\"}",
        "{\"offset\":1.5,\"text\":\"a\"}",
        "{\"offset\":0,\"text\":7}",
        "{\"offset\":0,\"base64\":\"Zg=\"}",
        "{\"offset\":0,\"base64\":\"Zg\"}",
        "{\"offset\":0,\"base64\":\"Z===\"}",
        "{\"offset\":0,\"base64\":\"Z*==\"}",
        "{\"offset\":0,\"base64\":\"Zg==Zg==\"}",
        "{\"offset\":0,\"missing\":-4}",
        "{\"offset\":9007199254740991,\"text\":\"a\"}",
        "{\"offset\":5,\"missing\":9007199254740991}",
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct remote_piece piece;
        if (read_text(wrong[i], &piece))
            fail_msg("taken: %s", wrong[i]);
    }
}

static void what_was_handed_out_before_is_cut_off(void **state)
{
    (void)state;
    struct remote_piece piece;
    assert_true(read_text("{\"offset\":10,\"line\":1,\"text\":\"a\\nb\\nc\"}", &piece));
    assert_true(remote_piece_cut(&piece, 10));
    assert_int_equal(piece.size, 5);
    assert_true(remote_piece_cut(&piece, 13));
    assert_int_equal(piece.offset, 13);
    assert_int_equal(piece.line, 2);
    assert_memory_equal(piece.data, "\nc", 2);
    assert_int_equal(piece.size, 2);
    assert_false(remote_piece_cut(&piece, 15));
    assert_false(remote_piece_cut(&piece, 400));
}

static void a_part_that_was_not_kept_is_cut_as_well(void **state)
{
    (void)state;
    struct remote_piece piece;
    assert_true(read_text("{\"offset\":0,\"missing\":1000}", &piece));
    assert_null(piece.data);
    assert_true(remote_piece_cut(&piece, 400));
    assert_null(piece.data);
    assert_int_equal(piece.size, 600);
}

static void each_byte_has_its_time(void **state)
{
    (void)state;
    struct remote_piece piece;
    assert_true(read_text("{\"offset\":10,\"text\":\"abcdefgh\",\"time\":\"1970-01-01T00:00:01Z\","
                          "\"times\":[[2,5],[4,7]]}",
                          &piece));
    static const int64_t expected_us[] = {1000000, 1000000, 1005000, 1005000, 1007000, 1007000};
    for (size_t i = 0; i < ARRAY_LEN(expected_us); i++)
        assert_int_equal(remote_piece_time(&piece, 10 + (int64_t)i), expected_us[i]);
    assert_true(remote_piece_cut(&piece, 13));
    assert_int_equal(remote_piece_time(&piece, 13), 1005000);
    assert_int_equal(remote_piece_time(&piece, 17), 1007000);
}

static void times_that_make_no_sense_are_none(void **state)
{
    (void)state;
    static const char *const times[] = {"7",     "{}",          "[7]",        "[[]]",
                                        "[[0]]", "[[0,\"a\"]]", "[[\"a\",0]]"};
    for (size_t i = 0; i < ARRAY_LEN(times); i++) {
        struct remote_piece piece;
        char text[200];
        (void)snprintf(
            text, sizeof(text),
            "{\"offset\":0,\"text\":\"a\",\"time\":\"1970-01-01T00:00:01Z\",\"times\":%s}",
            times[i]);
        assert_true(read_text(text, &piece));
        int64_t time_us = remote_piece_time(&piece, 0);
        assert_true(time_us == 0 || time_us == 1000000);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_and_its_place_are_read),
        TEST(bytes_that_are_no_text_come_in_base64),
        TEST(what_makes_no_sense_is_no_piece),
        TEST(each_byte_has_its_time),
        TEST(times_that_make_no_sense_are_none),
        TEST(what_was_handed_out_before_is_cut_off),
        TEST(a_part_that_was_not_kept_is_cut_as_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Goal: pieces of an output told as events lose, repeat and invent no byte, whatever the bytes are
 * and however the output is cut. */
#include "web/web_follow_piece.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/scope.h"
#include "web/web_output.h"

static struct json *data_of(const struct web_event *event)
{
    struct err err;
    struct json *json = json_parse(event->text + event->data_at, event->data_size, &err);
    assert_non_null(json);
    return json;
}

static void check(const struct web_place *place, const char *bytes, size_t size,
                  enum output_stream stream, const char *expected)
{
    struct web_event *event = web_piece_event(place, bytes, size, stream, NULL);
    auto_json struct json *json = data_of(event);
    assert_string_equal(event->name, "output");
    assert_int_equal(event->data_size, strlen(expected));
    assert_memory_equal(event->text + event->data_at, expected, event->data_size);
    assert_int_equal(json_get_integer(json, "offset", -1), place->offset);
    web_event_let_go(event);
}

static void text_is_told_as_text_and_other_bytes_as_base64(void **state)
{
    (void)state;
    const struct web_place first = {1, 7};
    const struct web_place later = {3, 0};
    check(&first, "a\"\n\xc3\xa4", 5, OUTPUT_STDOUT,
          "{\"offset\":7,\"stream\":\"stdout\",\"text\":\"a\\\"\\n\xc3\xa4\"}");
    check(&first, "\xff", 1, OUTPUT_STDERR,
          "{\"offset\":7,\"stream\":\"stderr\",\"base64\":\"/w==\"}");
    check(&first, "\xff\xfe", 2, OUTPUT_UNKNOWN, "{\"offset\":7,\"base64\":\"//4=\"}");
    check(&later, "\xff\xfe\xfd", 3, OUTPUT_STDOUT,
          "{\"offset\":0,\"attempt\":3,\"stream\":\"stdout\",\"base64\":\"//79\"}");
    check(&first, "a\0", 2, OUTPUT_STDOUT, /* strict readers of JSON take no \u0000 */
          "{\"offset\":7,\"stream\":\"stdout\",\"base64\":\"YQA=\"}");
    check(&first, NULL, 12, OUTPUT_UNKNOWN, "{\"offset\":7,\"missing\":12}");
}

static void the_id_is_the_place_behind_the_bytes(void **state)
{
    (void)state;
    const struct web_place first = {1, 7};
    const struct web_place later = {3, 0};
    struct web_event *event = web_piece_event(&first, "abc", 3, OUTPUT_STDOUT, NULL);
    assert_string_equal(event->id, "10");
    web_event_let_go(event);
    event = web_piece_event(&later, "abc", 3, OUTPUT_STDOUT, NULL);
    assert_string_equal(event->id, "3.3");
    web_event_let_go(event);
}

static void the_largest_piece_of_the_worst_bytes_is_whole(void **state)
{
    (void)state;
    const struct web_place place = {1, 0};
    char bytes[WEB_PIECE_BYTES];
    memset(bytes, 1, sizeof(bytes)); /* six bytes of JSON each */
    struct web_event *event = web_piece_event(&place, bytes, sizeof(bytes), OUTPUT_STDOUT, NULL);
    auto_json struct json *json = data_of(event);
    assert_int_equal(strlen(json_get_string(json, "text")), sizeof(bytes));
    web_event_let_go(event);
}

static void a_character_that_may_go_on_is_left_for_later(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size, whole;
    } cases[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"a\xc3", 2, 1},
        {"a\xc3\xa4", 3, 3},
        {"a\xe2\x82", 3, 1},
        {"a\xe2\x82\xac", 4, 4},
        {"a\xf0\x9f\x98", 4, 1},
        {"a\xf0\x9f\x98\x80", 5, 5},
        {"\xf0", 1, 0},
        {"a\xff", 2, 2},         /* begins no character */
        {"a\x80\x80\x80", 4, 4}, /* goes on none */
        {"a\xc0", 2, 2},         /* never right */
        {"\xe2\x82\xac\xe2", 4, 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(web_output_whole(cases[i].text, cases[i].size), cases[i].whole);
}

static void places_are_read_strictly(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "x",
                                      "-1",
                                      "1.",
                                      ".1",
                                      "1.2.3",
                                      "0.5",
                                      "32768.0",
                                      "1 ",
                                      "99999999999999999999",
                                      "140737488355329",
                                      "+1"};
    struct web_place place;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(web_place_parse(bad[i], &place));
    assert_true(web_place_parse("12", &place));
    assert_true(place.attempt == 1 && place.offset == 12);
    assert_true(web_place_parse("2.0", &place));
    assert_true(place.attempt == 2 && place.offset == 0);
    assert_true(web_place_position(&(struct web_place){2, 0}) >
                web_place_position(&(struct web_place){1, WEB_PLACE_OFFSET_MAX}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_told_as_text_and_other_bytes_as_base64),
        cmocka_unit_test(the_id_is_the_place_behind_the_bytes),
        cmocka_unit_test(the_largest_piece_of_the_worst_bytes_is_whole),
        cmocka_unit_test(a_character_that_may_go_on_is_left_for_later),
        cmocka_unit_test(places_are_read_strictly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

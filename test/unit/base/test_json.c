#include "base/json.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

static struct json *parse(const char *text)
{
    struct err err;
    struct json *root = json_parse(text, strlen(text), &err);
    if (!root)
        fail_msg("'%s' was refused: %s", text, err.text);
    return root;
}

static void assert_refused(const char *text, size_t size, const char *why)
{
    struct err err = {.code = ERR_NONE};
    if (json_parse(text, size, &err))
        fail_msg("'%s' was taken", text);
    assert_int_equal(err.code, ERR_INVALID);
    assert_string_equal(err.text, why);
}

static void assert_prints(const struct json *root, bool is_pretty, const char *wanted)
{
    auto_buf struct buf out;
    buf_init(&out, 10000);
    json_print(root, is_pretty, &out);
    assert_string_equal(buf_text(&out), wanted);
}

static void assert_printed_again(const char *text)
{
    auto_json struct json *root = parse(text);
    assert_prints(root, false, text);
}

static void values_are_read_by_their_type(void **state)
{
    (void)state;
    auto_json struct json *root =
        parse(" {\"s\":\"x\",\"n\":1.5,\"i\":-7,\"b\":true,\"z\":null,\"a\":[1,2]}\n");
    assert_int_equal(json_type(root), JSON_OBJECT);
    assert_string_equal(json_get_string(root, "s"), "x");
    assert_true(json_number(json_get(root, "n"), 0) == 1.5);
    assert_int_equal(json_get_integer(root, "i", 0), -7);
    assert_true(json_get_bool(root, "b", false));
    assert_int_equal(json_type(json_get(root, "z")), JSON_NULL);
    assert_int_equal(json_count(json_get(root, "a")), 2);
    assert_string_equal(json_key(json_first(root)), "s");
}

static void a_missing_or_foreign_value_is_the_fallback(void **state)
{
    (void)state;
    auto_json struct json *root = parse("{\"s\":\"x\",\"n\":1.5}");
    assert_null(json_get_string(root, "n"));
    assert_null(json_get_string(root, "S"));
    assert_int_equal(json_get_integer(root, "n", 42), 42); /* it has a fraction */
    assert_int_equal(json_get_integer(NULL, "n", 42), 42);
    assert_true(json_get_bool(root, "s", true));
    assert_null(json_get(json_get(root, "s"), "x"));
    assert_null(json_first(NULL));
}

static void what_is_not_json_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } rows[] = {
        {"", "1:1: the text is empty"},
        {"{\n \"a\" 1}", "2:6: ':' is missing behind a key"},
        {"[1,", "1:4: the text ends too early"},
        {"[1]x", "1:4: something follows the end of the value"},
        {"[1,]", "1:4: a comma stands before the closing bracket"},
        {"{\"a\":1 \"b\":2}", "1:8: ',' or '}' is missing"},
        {"{a:1}", "1:2: a key in double quotes is missing"},
        {"['a']", "1:2: a string is in single quotes; JSON wants double quotes"},
        {"[1 // x\n]", "1:4: ',' or ']' is missing"},
        {"[01]", "1:2: a number begins with a zero that means nothing"},
        {"[1.]", "1:4: a digit is missing in a number"},
        {"[-]", "1:3: a digit is missing in a number"},
        {"[True]", "1:2: a word is neither true, false or null nor in double quotes"},
        {"\"a\nb\"", "1:3: a string has a raw control character; write it with a backslash"},
        {"\"\\x\"", "1:3: a backslash is followed by something that JSON does not know"},
        {"\"\\u00g0\"", "1:6: '\\u' needs four hexadecimal digits"},
        {"\"\\u0000\"", "1:2: a string has the character NUL (\\u0000)"},
        {"\"\\ud800\"", "1:2: half of a surrogate pair stands alone"},
        {"\"\\udc00\\ud800\"", "1:2: half of a surrogate pair stands alone"},
        {"\"\xff\"", "1:2: a string is not valid UTF-8"},
        {"\xef\xbb\xbf{}",
         "1:1: the text begins with a byte order mark; save it as UTF-8 without one"},
        {"{\"a\":1,\n\"b\":{\"c\":1,\"c\":2}}", "2:12: a key stands twice in one object"},
        {"{\"a\":1,\"\\u0061\":2}", "1:8: a key stands twice in one object"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_refused(rows[i].text, strlen(rows[i].text), rows[i].why);
    assert_refused("[1\0]", 4, "1:3: ',' or ']' is missing");
    assert_refused("\"a\0b\"", 5,
                   "1:3: a string has a raw control character; write it with a backslash");
}

static void numbers_that_are_not_exact_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"9007199254740992", "-9007199254740993", "1e16", "1e400",
                                        "-1e999"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_refused(
            texts[i], strlen(texts[i]),
            "1:1: a number is beyond 9007199254740991, which is as far as JSON is exact");
    char digits[100];
    (void)snprintf(digits, sizeof(digits), "0.%090d", 1);
    assert_refused(digits, strlen(digits), "1:1: a number has more than 60 characters");
}

static void nesting_ends_at_32(void **state)
{
    (void)state;
    char text[70];
    memset(text, '[', 33);
    memset(text + 33, ']', 33);
    assert_refused(text, 66, "1:33: nested more than 32 deep");
    auto_json struct json *root = json_parse(text + 1, 64, NULL);
    assert_non_null(root);
}

static void text_need_not_end_in_nul(void **state)
{
    (void)state;
    auto_json struct json *root = json_parse("{\"a\":12}garbage", 8, NULL);
    assert_int_equal(json_get_integer(root, "a", 0), 12);
}

static void a_cut_text_can_still_become_json(void **state)
{
    (void)state;
    static const char whole[] = "{\"a\":[tru\\";
    static const char good[] = "{\"k\\u00e4\\ud83d\\ude00\":[-1.5e+7,true,null,\"\xe2\x82\xac\"]}";
    for (size_t size = 0; size + 1 < sizeof(good); size++)
        assert_true(json_is_cut(good, size));
    assert_false(json_is_cut(good, sizeof(good) - 1));
    assert_false(json_is_cut(whole, sizeof(whole) - 1));
    assert_true(json_is_cut("{\"a\":1\0\0\0", 9)); /* space that is not written yet */
    assert_false(json_is_cut("{\"a\":1,}", 8));
    assert_false(json_is_cut("{\"a\":1,\"a\":1}", 13));
    assert_false(json_is_cut("{a", 2));
}

static void what_is_printed_is_what_was_read(void **state)
{
    (void)state;
    assert_printed_again("{}");
    assert_printed_again("[[],{},\"\",0,-1,true,false,null]");
    assert_printed_again("[9007199254740991,-9007199254740991,0.1,1.5e-07,1.25e-300]");
    assert_printed_again("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001 \xc3\xa4\x7f\"");
}

static void doubles_come_back_exactly(void **state)
{
    (void)state;
    double value = 1.0 / 3;
    for (int i = 0; i < 2000; i++) {
        value = fmod(value * 7919.000001 + 0.1, 4e15);
        auto_json struct json *number = json_new_number(i % 2 ? value : 1 / (value + 1));
        auto_buf struct buf out;
        buf_init(&out, 100);
        json_print(number, false, &out);
        auto_json struct json *again = parse(buf_text(&out));
        assert_true(json_number(again, 0) == json_number(number, 1));
    }
}

static void a_pretty_text_has_two_spaces_and_ends_in_a_newline(void **state)
{
    (void)state;
    auto_json struct json *root = parse("{\"a\":[1,{}],\"b\":{\"c\":2}}");
    assert_prints(root, true,
                  "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": 2\n  }\n}\n");
}

static void trees_are_built_and_changed(void **state)
{
    (void)state;
    auto_json struct json *root = json_object();
    json_set_string(root, "s", "old");
    json_set_string(root, "s", "new");
    json_set_string(root, "none", NULL);
    json_set(root, "nothing", NULL);
    json_set_integer(root, "i", INT64_C(9007199254740991));
    json_set_bool(root, "b", true);
    struct json *list = json_array();
    json_push(list, json_new_number(0.5));
    json_push(list, json_new_bool(false));
    json_set(root, "l", list);
    assert_prints(root, false,
                  "{\"s\":\"new\",\"i\":9007199254740991,\"b\":true,\"l\":[0.5,false]}");
    auto_json struct json *copy = json_copy(root);
    json_set_integer(root, "i", 1);
    assert_int_equal(json_get_integer(copy, "i", 0), INT64_C(9007199254740991));
}

static void what_json_cannot_say_is_made_sayable(void **state)
{
    (void)state;
    auto_json struct json *root = json_array();
    json_push(root, json_new_string("a\xff\xc3z\xe2\x82"));
    json_push(root, json_new_number((double)INFINITY));
    assert_prints(root, false, "[\"a\xef\xbf\xbd\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\",null]");
    auto_buf struct buf out;
    buf_init(&out, 100);
    json_quote("a\0b", 3, &out);
    assert_string_equal(buf_text(&out), "\"a\\u0000b\"");
}

static void a_pointer_leads_to_line_and_column(void **state)
{
    (void)state;
    static const char text[] = "{\n  \"a/b\": [1, {\"~\": \"x\"}],\n  \"\": {\"c\": null}\n}";
    static const struct {
        const char *pointer;
        bool is_key;
        int line, column;
    } rows[] = {
        {"", false, 1, 1},           {"/a~1b", false, 2, 10},   {"/a~1b", true, 2, 3},
        {"/a~1b/0", false, 2, 11},   {"/a~1b/1", false, 2, 14}, {"/a~1b/1/~0", false, 2, 20},
        {"/a~1b/1/~0", true, 2, 15}, {"/", false, 3, 7},        {"//c", true, 3, 8},
    };
    int line;
    int column;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_true(
            json_where(text, sizeof(text) - 1, rows[i].pointer, rows[i].is_key, &line, &column));
        assert_int_equal(line, rows[i].line);
        assert_int_equal(column, rows[i].column);
    }
    static const char *const nowhere[] = {"/x", "/a~1b/2", "/a~1b/00", "/a~1b/-", "a", "/a~1b/0/0"};
    for (size_t i = 0; i < ARRAY_LEN(nowhere); i++)
        assert_false(json_where(text, sizeof(text) - 1, nowhere[i], false, &line, &column));
}

static void a_value_knows_its_pointer(void **state)
{
    (void)state;
    auto_json struct json *root = parse("{\"a/b\":[1,{\"~\":true}],\"z\":2}");
    auto_buf struct buf pointer;
    buf_init(&pointer, 100);
    const struct json *inner = json_next(json_first(json_get(root, "a/b")));
    json_pointer(root, json_get(inner, "~"), &pointer);
    assert_string_equal(buf_text(&pointer), "/a~1b/1/~0");
    buf_clear(&pointer);
    json_pointer(root, root, &pointer);
    assert_string_equal(buf_text(&pointer), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_by_their_type),
        cmocka_unit_test(a_missing_or_foreign_value_is_the_fallback),
        cmocka_unit_test(what_is_not_json_is_refused_with_its_place),
        cmocka_unit_test(numbers_that_are_not_exact_are_refused),
        cmocka_unit_test(nesting_ends_at_32),
        cmocka_unit_test(text_need_not_end_in_nul),
        cmocka_unit_test(a_cut_text_can_still_become_json),
        cmocka_unit_test(what_is_printed_is_what_was_read),
        cmocka_unit_test(doubles_come_back_exactly),
        cmocka_unit_test(a_pretty_text_has_two_spaces_and_ends_in_a_newline),
        cmocka_unit_test(trees_are_built_and_changed),
        cmocka_unit_test(what_json_cannot_say_is_made_sayable),
        cmocka_unit_test(a_pointer_leads_to_line_and_column),
        cmocka_unit_test(a_value_knows_its_pointer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "script/script_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

#define FIELD(more) \
    "{\"name\":\"x\",\"type\":\"string\",\"flag\":\"--x\",\"flags\":[\"--x\"]" more "}"

static struct script_form form_of(const char *fields)
{
    struct script_form form = {0};
    struct err err;
    auto_free char *text = xasprintf("{\"kind\":\"argparse\",\"fields\":[%s]}", fields);
    struct json *root = json_parse(text, strlen(text), &err);
    if (!root || script_form_init(&form, root, &err) < 0)
        fail_msg("%s", err.text);
    return form;
}

/* The words with '|' between them, or "! " and the complaint. */
static void assert_words(const char *fields, const char *values, const char *wanted)
{
    struct err err = {0};
    char **argv = NULL;
    auto_form struct script_form form = form_of(fields);
    auto_json struct json *json = json_parse(values, strlen(values), &err);
    auto_buf struct buf line;
    buf_init(&line, 65536);
    assert_non_null(json);
    if (script_values_argv(&form, json, &argv, &err) < 0)
        buf_addf(&line, "! %s", err.text);
    for (char **at = argv; at && *at; at++)
        buf_addf(&line, "%s%s", at > argv ? "|" : "", *at);
    script_words_free(argv);
    assert_string_equal(buf_text(&line), wanted);
}

static void a_value_stands_behind_its_flag(void **state)
{
    (void)state;
    assert_words(FIELD(""), "{\"x\":\"a b\"}", "--x|a b");
    assert_words(FIELD(""), "{\"x\":\"\"}", "--x|");
    assert_words(FIELD(""), "{\"x\":3}", "--x|3");
}

static void a_value_that_begins_with_a_dash_is_joined(void **state)
{
    (void)state;
    assert_words(FIELD(""), "{\"x\":\"-5\"}", "--x=-5");
    assert_words("{\"name\":\"n\",\"type\":\"integer\",\"flag\":\"-n\",\"flags\":[\"-n\"]}",
                 "{\"n\":-5}", "-n-5");
}

static void what_is_not_given_writes_nothing(void **state)
{
    (void)state;
    assert_words(FIELD(""), "{}", "");
    assert_words(FIELD(""), "{\"x\":null}", "");
    assert_words(FIELD(",\"is_required\":true"), "{\"x\":null}", "! 'x' is required");
    assert_words(FIELD(""), "{\"y\":1}", "! the script has no argument 'y'");
}

static void a_boolean_writes_what_differs_from_its_default(void **state)
{
    (void)state;
    const char *plain = "{\"name\":\"b\",\"type\":\"boolean\",\"flag\":\"-b\",\"default\":false}";
    const char *off =
        "{\"name\":\"b\",\"type\":\"boolean\",\"flag_off\":\"--no-b\",\"default\":true}";
    const char *both =
        "{\"name\":\"b\",\"type\":\"boolean\",\"flag\":\"--b\",\"flag_off\":\"--no-b\"}";
    assert_words(plain, "{\"b\":true}", "-b");
    assert_words(plain, "{\"b\":false}", "");
    assert_words(off, "{\"b\":true}", "");
    assert_words(off, "{\"b\":false}", "--no-b");
    assert_words(both, "{\"b\":true}", "--b");
    assert_words(both, "{\"b\":false}", "--no-b");
    assert_words(plain, "{\"b\":\"yes\"}", "! 'b' must be true or false");
}

static void a_count_writes_its_flag_as_often(void **state)
{
    (void)state;
    const char *field = "{\"name\":\"v\",\"type\":\"integer\",\"flag\":\"-v\",\"is_count\":true,"
                        "\"default\":1}";
    assert_words(field, "{\"v\":3}", "-v|-v");
    assert_words(field, "{\"v\":\"2\"}", "-v");
    assert_words(field, "{\"v\":1}", "");
    assert_words(field, "{\"v\":0}", "! 'v' must be a whole number from 1 to 101");
    assert_words(field, "{\"v\":1000000}", "! 'v' must be a whole number from 1 to 101");
}

static void a_list_writes_its_flag_once_or_each_time(void **state)
{
    (void)state;
    assert_words(FIELD(",\"is_list\":true"), "{\"x\":[\"a\",\"b\"]}", "--x|a|b");
    assert_words(FIELD(",\"is_list\":true,\"is_repeated\":true"), "{\"x\":[\"a\",\"-b\"]}",
                 "--x|a|--x=-b");
    assert_words(FIELD(",\"is_list\":true"), "{\"x\":[]}", "");
    assert_words(FIELD(",\"is_list\":true,\"min_count\":2,\"max_count\":2"), "{\"x\":[\"a\"]}",
                 "! 'x' takes at least 2 values");
    assert_words(FIELD(",\"is_list\":true,\"min_count\":2,\"max_count\":2"),
                 "{\"x\":[\"a\",\"b\",\"c\"]}", "! 'x' takes at most 2 values");
    assert_words(FIELD(",\"is_list\":true"), "{\"x\":\"a\"}", "! 'x' must be a list");
}

#define FILES "{\"name\":\"f\",\"type\":\"string\",\"is_positional\":true,\"is_required\":true}"
#define MORE \
    "{\"name\":\"m\",\"type\":\"string\",\"is_positional\":true,\"is_list\":true,\"min_count\":0}"

static void positional_values_come_last(void **state)
{
    (void)state;
    assert_words(FILES "," FIELD(""), "{\"f\":\"a\",\"x\":\"b\"}", "--x|b|a");
    assert_words(FILES "," MORE, "{\"f\":\"a\",\"m\":[\"b\",\"c\"]}", "a|b|c");
    assert_words(FILES, "{\"f\":\"-a\"}", "--|-a");
    assert_words(FILES "," FIELD(",\"is_list\":true"), "{\"f\":\"a\",\"x\":[\"b\"]}", "--x|b|--|a");
    assert_words(FILES "," FIELD(",\"is_list\":true,\"min_count\":2,\"max_count\":2"),
                 "{\"f\":\"a\",\"x\":[\"b\",\"c\"]}", "--x|b|c|a");
}

static void a_positional_value_left_out_stands_with_its_default(void **state)
{
    (void)state;
    const char *usual =
        "{\"name\":\"p\",\"type\":\"integer\",\"is_positional\":true,\"default\":7},"
        "{\"name\":\"q\",\"type\":\"string\",\"is_positional\":true}";
    const char *none = "{\"name\":\"p\",\"type\":\"integer\",\"is_positional\":true},"
                       "{\"name\":\"q\",\"type\":\"string\",\"is_positional\":true}";
    assert_words(usual, "{\"q\":\"a\"}", "7|a");
    assert_words(none, "{\"q\":\"a\"}", "! 'q' cannot be given without 'p'");
    assert_words(usual, "{\"p\":1}", "1");
}

static void a_wrong_value_is_refused_by_name(void **state)
{
    (void)state;
    const char *number = "{\"name\":\"n\",\"type\":\"integer\",\"flag\":\"--n\"}";
    assert_words(number, "{\"n\":\"many\"}", "! 'n' is 'many': it must be a whole number");
    assert_words(number, "{\"n\":1.5}", "! 'n' is '1.5': it must be a whole number");
    assert_words(number, "{\"n\":{}}", "! 'n' cannot be an object");
    assert_words(FIELD(",\"enum\":[\"a\",\"b\"]"), "{\"x\":\"c\"}", "! 'x' is 'c': it can be a, b");
    assert_words(FIELD(",\"enum\":[\"a\"],\"is_loose\":true"), "{\"x\":\"c\"}", "--x|c");
    assert_words("{\"name\":\"n\",\"type\":\"integer\",\"flag\":\"--n\",\"enum\":[1,2]}",
                 "{\"n\":\"02\"}", "--n|02");
}

static void numbers_are_told_as_python_tells_them(void **state)
{
    (void)state;
    const char *const whole[] = {"0", "-1", "+7", " 12 ", "1_000", "٣"};
    const char *const no_whole[] = {"", "-", "1.0", "1e3", "0x10", "_1", "ten", "1 2"};
    const char *const numbers[] = {"1", "-1.5", ".5", "5.", "1e-3", "nan", "-Infinity", "1_0.2"};
    const char *const no_numbers[] = {"", ".", "1e", "e5", "0x1p3", "nano", "1,5"};
    for (size_t i = 0; i < ARRAY_LEN(whole); i++)
        assert_true(script_is_integer(whole[i]));
    for (size_t i = 0; i < ARRAY_LEN(no_whole); i++)
        assert_false(script_is_integer(no_whole[i]));
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        assert_true(script_is_number(numbers[i]));
    for (size_t i = 0; i < ARRAY_LEN(no_numbers); i++)
        assert_false(script_is_number(no_numbers[i]));
}

static void values_without_names_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"[1]", "[]", "\"x\"", "7"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_words(FIELD(""), wrong[i], "! the values must be an object: {\"name\": value}");
}

static void a_malformed_form_is_refused(void **state)
{
    (void)state;
    const char *const texts[] = {
        "{}",
        "{\"kind\":\"what\"}",
        "{\"kind\":\"main\",\"fields\":[{}]}",
        "{\"kind\":\"main\",\"fields\":[{\"name\":\"a\",\"type\":\"text\",\"flag\":\"--a\"}]}",
        "{\"kind\":\"main\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}",
        ("{\"kind\":\"main\",\"fields\":[{\"name\":\"a\",\"type\":\"string\",\"flag\":\"-a\","
         "\"flags\":[1]}]}"),
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct script_form form;
        struct err err = {0};
        struct json *root = json_parse(texts[i], strlen(texts[i]), &err);
        assert_int_equal(script_form_init(&form, root, &err), -1);
        assert_int_equal(err.code, ERR_INTERNAL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_stands_behind_its_flag),
        cmocka_unit_test(a_value_that_begins_with_a_dash_is_joined),
        cmocka_unit_test(what_is_not_given_writes_nothing),
        cmocka_unit_test(a_boolean_writes_what_differs_from_its_default),
        cmocka_unit_test(a_count_writes_its_flag_as_often),
        cmocka_unit_test(a_list_writes_its_flag_once_or_each_time),
        cmocka_unit_test(positional_values_come_last),
        cmocka_unit_test(a_positional_value_left_out_stands_with_its_default),
        cmocka_unit_test(a_wrong_value_is_refused_by_name),
        cmocka_unit_test(numbers_are_told_as_python_tells_them),
        cmocka_unit_test(values_without_names_are_refused),
        cmocka_unit_test(a_malformed_form_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

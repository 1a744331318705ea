/* Goal: the query is read as written, or refused; never understood in two ways. */
#include "web/web_query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

/* TEXT in memory of its own size, so that a sanitizer sees a step beyond it. */
static int parse(struct web_query *query, const char *text, struct err *err)
{
    size_t size = strlen(text);
    auto_free char *copy = xmalloc(size + 1);
    memcpy(copy, text, size);
    return web_query_parse(query, copy, size, err);
}

static void assert_value(const char *text, const char *name, const char *value)
{
    struct web_query query;
    struct err err = {0};
    if (parse(&query, text, &err))
        fail_msg("'%s': %s", text, err.text);
    const char *found = web_query_text(&query, name);
    if (value)
        assert_string_equal(found, value);
    else
        assert_null(found);
    web_query_release(&query);
}

static void assert_refused(const char *text, const char *sentence)
{
    struct web_query query;
    struct err err = {0};
    assert_int_equal(parse(&query, text, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    if (!strstr(err.text, sentence))
        fail_msg("'%s' is not in: %s", sentence, err.text);
    web_query_release(&query);
}

static void values_are_decoded_once(void **state)
{
    (void)state;
    assert_value("path=a%2Fb", "path", "a/b");
    assert_value("path=a%252Fb", "path", "a%2Fb");
    assert_value("q=a+b%20c%2Bd", "q", "a b c+d");
    assert_value("q=%C3%A4", "q", "ä");
    assert_value("%70ath=x", "path", "x");
    assert_value("a=1&b=2&c=3", "b", "2");
    assert_value("q=a=b", "q", "a=b");
}

static void a_name_without_value_is_there_and_empty(void **state)
{
    (void)state;
    assert_value("recursive", "recursive", "");
    assert_value("recursive=", "recursive", "");
    assert_value("&&a=1&", "a", "1");
    assert_value("", "a", NULL);
    assert_value("&", "a", NULL);
    assert_value("a=1", "A", NULL);
}

static void a_name_given_twice_is_refused(void **state)
{
    (void)state;
    assert_refused("a=1&b=2&a=1", "'a' is given twice");
    assert_refused("a&a", "'a' is given twice");
    assert_refused("path=x&%70ath=y", "'path' is given twice");
}

static void broken_percent_codes_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"a=%", "a=%4", "a=%zz", "a=%4g", "%", "a=x%2", "%2=x"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_refused(texts[i], "broken percent code");
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a=%00",          /* NUL */
        "a=x%00y",        /* NUL inside */
        "%00=x",          /* NUL in a name */
        "a=%ff",          /* no UTF-8 */
        "a=%C0%AF",       /* an overlong '/' */
        "a=%ED%A0%80",    /* a surrogate */
        "a=%F4%90%80%80", /* beyond U+10FFFF */
        "a=\xc3",         /* cut, and not encoded */
        "a=%C3",          /* cut */
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_refused(texts[i], "not UTF-8");
}

static void as_many_parameters_as_fit_and_no_more(void **state)
{
    (void)state;
    auto_buf struct buf text;
    buf_init(&text, WEB_QUERY_BYTES_MAX);
    for (int i = 0; i < WEB_QUERY_PAIRS_MAX; i++)
        buf_addf(&text, "%sp%d", i ? "&" : "", i);
    assert_value(buf_text(&text), "p31", "");
    buf_add(&text, "&more");
    assert_refused(buf_text(&text), "more than 32 parameters");
}

static void a_query_too_long_is_refused(void **state)
{
    (void)state;
    auto_buf struct buf text;
    buf_init(&text, WEB_QUERY_BYTES_MAX + 1);
    buf_add(&text, "a=");
    while (text.size < WEB_QUERY_BYTES_MAX)
        buf_add(&text, "x");
    assert_value(buf_text(&text), "b", NULL);
    buf_add(&text, "x");
    assert_refused(buf_text(&text), "longer than 16384 bytes");
}

static void flags_have_a_few_words(void **state)
{
    (void)state;
    struct web_query query;
    assert_int_equal(parse(&query, "a=1&b=0&c&d=true&e=no&f=maybe", NULL), 0);
    bool flag = false;
    assert_int_equal(web_query_flag(&query, "a", &flag, NULL), 0);
    assert_true(flag);
    assert_int_equal(web_query_flag(&query, "b", &flag, NULL), 0);
    assert_false(flag);
    assert_int_equal(web_query_flag(&query, "c", &flag, NULL), 0);
    assert_true(flag);
    assert_int_equal(web_query_flag(&query, "d", &flag, NULL), 0);
    assert_true(flag);
    assert_int_equal(web_query_flag(&query, "e", &flag, NULL), 0);
    assert_false(flag);
    assert_int_equal(web_query_flag(&query, "f", &flag, NULL), -1);
    assert_int_equal(web_query_flag(&query, "not-there", &flag, NULL), 0);
    assert_false(flag);
    web_query_release(&query);
}

static bool is_integer(const char *value, int64_t expected)
{
    struct web_query query;
    const struct web_range range = {-5, 1000, 7};
    auto_free char *text = xasprintf("n=%s", value);
    assert_int_equal(parse(&query, text, NULL), 0);
    int64_t number = 0;
    int status = web_query_integer(&query, "n", &range, &number, NULL);
    web_query_release(&query);
    return status == 0 && number == expected;
}

static void integers_are_whole_and_in_range(void **state)
{
    (void)state;
    assert_true(is_integer("0", 0));
    assert_true(is_integer("-5", -5));
    assert_true(is_integer("1000", 1000));
    assert_true(is_integer("010", 10));
    static const char *const texts[] = {"",
                                        "-",
                                        "-6",
                                        "1001",
                                        "1.0",
                                        "1e2",
                                        "0x1",
                                        "+1",
                                        "%2B1",
                                        "%201",
                                        "1%20",
                                        "one",
                                        "1one",
                                        "--1",
                                        "9223372036854775808",
                                        "-9223372036854775809"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct web_query query;
        const struct web_range range = {-5, 1000, 7};
        auto_free char *text = xasprintf("n=%s", texts[i]);
        struct err err = {0};
        int64_t number = 0;
        assert_int_equal(parse(&query, text, NULL), 0);
        if (web_query_integer(&query, "n", &range, &number, &err) == 0)
            fail_msg("'%s' was read as %lld", texts[i], (long long)number);
        assert_non_null(strstr(err.text, "from -5 to 1000"));
        web_query_release(&query);
    }
}

static void an_integer_that_is_not_given_has_its_fallback(void **state)
{
    (void)state;
    struct web_query query;
    const struct web_range range = {0, 10, 7};
    int64_t number = 0;
    assert_int_equal(parse(&query, "", NULL), 0);
    assert_int_equal(web_query_integer(&query, "n", &range, &number, NULL), 0);
    assert_int_equal(number, 7);
    web_query_release(&query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_decoded_once),
        cmocka_unit_test(a_name_without_value_is_there_and_empty),
        cmocka_unit_test(a_name_given_twice_is_refused),
        cmocka_unit_test(broken_percent_codes_are_refused),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(as_many_parameters_as_fit_and_no_more),
        cmocka_unit_test(a_query_too_long_is_refused),
        cmocka_unit_test(flags_have_a_few_words),
        cmocka_unit_test(integers_are_whole_and_in_range),
        cmocka_unit_test(an_integer_that_is_not_given_has_its_fallback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

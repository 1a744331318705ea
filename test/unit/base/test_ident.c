#include "base/ident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"

#define GOOD "019312d0-7c3a-7b2e-8f00-0123456789ab"

static void a_new_one_is_a_uuid_of_version_7(void **state)
{
    (void)state;
    char text[IDENT_TEXT_SIZE];
    struct ident ident = ident_new();
    ident_format(&ident, text);
    assert_int_equal(strlen(text), 36);
    assert_int_equal(text[14], '7');
    assert_non_null(strchr("89ab", text[19]));
    assert_true(ident_parse(text, 36, NULL));
}

static void many_are_all_different(void **state)
{
    (void)state;
    static struct ident idents[2000];
    for (size_t i = 0; i < 2000; i++) {
        idents[i] = ident_new();
        for (size_t j = 0; j < i; j++)
            assert_false(ident_equal(&idents[i], &idents[j]));
    }
}

static void its_time_is_that_of_the_wall_clock(void **state)
{
    (void)state;
    int64_t before_ms = clock_wall_us() / 1000;
    struct ident ident = ident_new();
    int64_t after_ms = clock_wall_us() / 1000;
    assert_true(ident_time_ms(&ident) >= before_ms && ident_time_ms(&ident) <= after_ms);
}

static void text_and_bytes_say_the_same(void **state)
{
    (void)state;
    struct ident ident;
    char text[IDENT_TEXT_SIZE];
    assert_true(ident_parse(GOOD, 36, &ident));
    assert_int_equal(ident.bytes[0], 0x01);
    assert_int_equal(ident.bytes[15], 0xab);
    assert_int_equal(ident_time_ms(&ident), 0x019312d07c3a);
    ident_format(&ident, text);
    assert_string_equal(text, GOOD);
}

static void other_texts_are_refused_and_change_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "019312d0-7c3a-7b2e-8f00-0123456789a",
        "019312d0-7c3a-7b2e-8f00-0123456789abc",
        "019312D0-7C3A-7B2E-8F00-0123456789AB", /* upper case */
        "019312d0-7c3a-4b2e-8f00-0123456789ab", /* version 4 */
        "019312d0-7c3a-7b2e-0f00-0123456789ab", /* another variant */
        "019312d0x7c3a-7b2e-8f00-0123456789ab",
        "019312d0-7c3a-7b2e-8f00-0123456789ag",
        "0193-2d0-7c3a-7b2e-8f00-0123456789ab",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct ident ident = {{9}};
        assert_false(ident_parse(texts[i], strlen(texts[i]), &ident));
        assert_int_equal(ident.bytes[0], 9);
    }
    char with_nul[] = GOOD;
    with_nul[35] = '\0';
    assert_false(ident_parse(with_nul, 36, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_one_is_a_uuid_of_version_7),
        cmocka_unit_test(many_are_all_different),
        cmocka_unit_test(its_time_is_that_of_the_wall_clock),
        cmocka_unit_test(text_and_bytes_say_the_same),
        cmocka_unit_test(other_texts_are_refused_and_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

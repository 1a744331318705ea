#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DAY_US (24LL * 3600 * 1000000)

static int64_t parse(const char *text)
{
    struct err err;
    int64_t wall_us;
    if (clock_parse(text, &wall_us, &err) < 0)
        fail_msg("'%s' was refused: %s", text, err.text);
    return wall_us;
}

static void assert_refused(const char *text)
{
    struct err err = {.code = ERR_NONE};
    int64_t wall_us = -7;
    if (clock_parse(text, &wall_us, &err) == 0)
        fail_msg("'%s' was taken", text);
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(wall_us, -7);
}

static void time_is_written_in_utc_with_six_digits(void **state)
{
    (void)state;
    char text[CLOCK_TEXT_SIZE];
    clock_format(0, text);
    assert_string_equal(text, "1970-01-01T00:00:00.000000Z");
    clock_format(951782400000042, text);
    assert_string_equal(text, "2000-02-29T00:00:00.000042Z");
}

static void times_outside_the_years_are_clamped(void **state)
{
    (void)state;
    char text[CLOCK_TEXT_SIZE];
    clock_format(-1, text);
    assert_string_equal(text, "1970-01-01T00:00:00.000000Z");
    clock_format(INT64_MAX, text);
    assert_string_equal(text, "9999-12-31T23:59:59.999999Z");
}

static void what_was_written_is_read_back(void **state)
{
    (void)state;
    for (int64_t us = 1; us < 250000000000000000; us = us * 3 + 1) {
        char text[CLOCK_TEXT_SIZE];
        clock_format(us, text);
        assert_int_equal(parse(text), us);
    }
}

static void any_offset_and_fraction_is_read(void **state)
{
    (void)state;
    assert_int_equal(parse("1970-01-02T00:00:00Z"), DAY_US);
    assert_int_equal(parse("1970-01-02T01:30:00+01:30"), DAY_US);
    assert_int_equal(parse("1970-01-01T23:00:00-01:00"), DAY_US);
    assert_int_equal(parse("1970-01-02t00:00:00.5z"), DAY_US + 500000);
    assert_int_equal(parse("1970-01-02 00:00:00.123456789Z"), DAY_US + 123456);
    assert_int_equal(parse("2016-12-31T23:59:60Z"), parse("2017-01-01T00:00:00Z"));
}

static void what_is_no_time_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "tomorrow",
        "2026-11-21",
        "2026-11-21T08:30Z",
        "2026-11-21T08:30:00",
        "2026-11-21T08:30:00Zx",
        "2026-11-21T24:00:00Z",
        "2026-11-21T08:60:00Z",
        "2026-11-21T08:30:61Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-11-00T00:00:00Z",
        "2026-11-31T00:00:00Z",
        "2025-02-29T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2026-11-21T08:30:00.Z",
        "2026-11-21T08:30:00.1234567890Z",
        "2026-11-21T08:30:00+24:00",
        "2026-11-21T08:30:00+0100",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_refused(texts[i]);
}

static void the_boot_clock_never_goes_back(void **state)
{
    (void)state;
    int64_t last = clock_boot_us();
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock_boot_us();
        assert_true(now >= last);
        last = now;
    }
    assert_true(clock_boot_ms() >= last / 1000);
}

static void the_boot_id_stays_the_same(void **state)
{
    (void)state;
    char first[CLOCK_BOOT_ID_SIZE];
    char second[CLOCK_BOOT_ID_SIZE];
    clock_boot_id(first);
    clock_boot_id(second);
    assert_int_equal(strlen(first), CLOCK_BOOT_ID_SIZE - 1);
    assert_string_equal(first, second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_is_written_in_utc_with_six_digits),
        cmocka_unit_test(times_outside_the_years_are_clamped),
        cmocka_unit_test(what_was_written_is_read_back),
        cmocka_unit_test(any_offset_and_fraction_is_read),
        cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(the_boot_clock_never_goes_back),
        cmocka_unit_test(the_boot_id_stays_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/scope.h"
#include "cli/cli_value.h"

#define NOW_US INT64_C(1795241580000000) /* 2026-11-21T06:13:00Z */

static int64_t duration(const char *text)
{
    int64_t ms = -1;
    struct err err;
    return cli_read_duration_ms(text, &ms, &err) < 0 ? -1 : ms;
}

static void durations_have_units_and_a_bare_number_is_seconds(void **state)
{
    (void)state;
    assert_int_equal(duration("30"), 30000);
    assert_int_equal(duration("0"), 0);
    assert_int_equal(duration("500ms"), 500);
    assert_int_equal(duration("1.5s"), 1500);
    assert_int_equal(duration("0.5"), 500);
    assert_int_equal(duration("10m"), 600000);
    assert_int_equal(duration("10min"), 600000);
    assert_int_equal(duration("1h30m"), 5400000);
    assert_int_equal(duration("2d"), 172800000);
    assert_int_equal(duration("1w"), 604800000);
    assert_int_equal(duration("5S"), 5000);
}

static void what_is_no_duration_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",      "s",     "-1s",  "+1s", "1x",  "1 s", "0x10s", "1e3s", "ms",
        "1..5",  ".5s",   "1h30", "nan", "11y", "inf", "1s ",   " 1",   "99999999999999999999s",
        "4000d", "1h-30m"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct err err = {0};
        int64_t ms = -7;
        assert_int_equal(cli_read_duration_ms(wrong[i], &ms, &err), -1);
        assert_int_equal(err.code, ERR_INVALID);
        assert_int_equal(ms, -7);
    }
}

static int64_t size(const char *text)
{
    int64_t mb = -1;
    struct err err;
    return cli_read_size_mb(text, &mb, &err) < 0 ? -1 : mb;
}

static void sizes_are_whole_mebibytes(void **state)
{
    (void)state;
    assert_int_equal(size("256"), 256);
    assert_int_equal(size("256M"), 256);
    assert_int_equal(size("256MiB"), 256);
    assert_int_equal(size("1.5G"), 1536);
    assert_int_equal(size("2t"), 2 * 1024 * 1024);
    assert_int_equal(size("2048k"), 2);
    assert_int_equal(size("1000k"), -1);
    assert_int_equal(size("0"), -1);
    assert_int_equal(size("-1M"), -1);
    assert_int_equal(size("1Q"), -1);
    assert_int_equal(size("1M1"), -1);
    assert_int_equal(size("99999999999999999T"), -1);
    assert_int_equal(size(""), -1);
}

static void integers_keep_to_their_range(void **state)
{
    (void)state;
    int64_t value = 7;
    struct err err = {0};
    assert_int_equal(cli_read_integer("n", "-5", -10, 10, &value, &err), 0);
    assert_int_equal(value, -5);
    assert_int_equal(cli_read_integer("n", "11", -10, 10, &value, &err), -1);
    assert_non_null(strstr(err.text, "--n"));
    assert_int_equal(cli_read_integer("n", "99999999999999999999", 0, INT64_MAX, &value, &err), -1);
    assert_int_equal(cli_read_integer("n", " 5", 0, 10, &value, &err), -1);
    assert_int_equal(cli_read_integer("n", "5x", 0, 10, &value, &err), -1);
    assert_int_equal(cli_read_integer("n", "", 0, 10, &value, &err), -1);
    assert_int_equal(cli_read_integer("n", "-", -9, 10, &value, &err), -1);
    assert_int_equal(value, -5);
}

static void numbers_have_a_fraction_but_no_exponent(void **state)
{
    (void)state;
    double value = 0;
    struct err err;
    assert_int_equal(cli_read_number("n", "0.25", 0, 1, &value, &err), 0);
    assert_true(value == 0.25);
    assert_int_equal(cli_read_number("n", "1e-1", 0, 1, &value, &err), -1);
    assert_int_equal(cli_read_number("n", "2", 0, 1, &value, &err), -1);
    assert_int_equal(cli_read_number("n", "-0.5", -1, 1, &value, &err), -1);
}

static void times_are_absolute_or_counted_from_now(void **state)
{
    (void)state;
    int64_t at_us = 0;
    struct err err;
    assert_int_equal(cli_read_time_us("2h", NOW_US, -1, &at_us, &err), 0);
    assert_int_equal(at_us, NOW_US - INT64_C(7200000000));
    assert_int_equal(cli_read_time_us("+10m", NOW_US, +1, &at_us, &err), 0);
    assert_int_equal(at_us, NOW_US + INT64_C(600000000));
    assert_int_equal(cli_read_time_us("2026-11-21T06:13:00Z", 0, +1, &at_us, &err), 0);
    assert_int_equal(at_us, NOW_US);
    assert_int_equal(cli_read_time_us("2026-11-21", 0, +1, &at_us, &err), -1);
    assert_int_equal(cli_read_time_us("tomorrow", 0, +1, &at_us, &err), -1);
    assert_int_equal(cli_read_time_us("9y", 5, -1, &at_us, &err), -1);
}

static void a_time_before_1970_is_1970(void **state)
{
    (void)state;
    int64_t at_us = 7;
    struct err err;
    assert_int_equal(cli_read_time_us("1w", 5, -1, &at_us, &err), 0);
    assert_int_equal(at_us, 0);
}

static void pairs_are_cut_at_the_first_equals_sign(void **state)
{
    (void)state;
    char *key = NULL;
    char *value = NULL;
    struct err err;
    assert_int_equal(cli_read_pair("env", "A=b=c", &key, &value, &err), 0);
    assert_string_equal(key, "A");
    assert_string_equal(value, "b=c");
    free(key);
    free(value);
    assert_int_equal(cli_read_pair("env", "A=", &key, &value, &err), 0);
    assert_string_equal(value, "");
    free(key);
    free(value);
    assert_int_equal(cli_read_pair("env", "A", &key, &value, &err), -1);
    assert_int_equal(cli_read_pair("env", "=b", &key, &value, &err), -1);
}

static void durations_are_written_as_people_say_them(void **state)
{
    (void)state;
    static const struct {
        int64_t ms;
        const char *text;
    } rows[] = {{0, "0ms"},      {999, "999ms"},     {1000, "1.0s"},     {59949, "59.9s"},
                {59950, "1m"},   {60000, "1m"},      {200000, "3m 20s"}, {3599499, "59m 59s"},
                {3599500, "1h"}, {7500000, "2h 5m"}, {86400000, "1d"},   {90000000, "1d 1h"}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char text[CLI_TEXT_SIZE];
        cli_write_duration(rows[i].ms, text);
        assert_string_equal(text, rows[i].text);
    }
}

static void ages_look_back_and_ahead(void **state)
{
    (void)state;
    char text[CLI_TEXT_SIZE];
    cli_write_age(NOW_US, NOW_US, text);
    assert_string_equal(text, "now");
    cli_write_age(NOW_US - INT64_C(59000000), NOW_US, text);
    assert_string_equal(text, "59s ago");
    cli_write_age(NOW_US - INT64_C(7300000000), NOW_US, text);
    assert_string_equal(text, "2h ago");
    cli_write_age(NOW_US + INT64_C(300000000), NOW_US, text);
    assert_string_equal(text, "in 5m");
}

static void bytes_are_written_with_units_of_1024(void **state)
{
    (void)state;
    char text[CLI_TEXT_SIZE];
    cli_write_bytes(1023, text);
    assert_string_equal(text, "1023 B");
    cli_write_bytes(1024, text);
    assert_string_equal(text, "1.0 KiB");
    cli_write_bytes(INT64_C(1610612736), text);
    assert_string_equal(text, "1.5 GiB");
    cli_write_bytes(INT64_C(1) << 60, text);
    assert_string_equal(text, "1048576.0 TiB");
}

static void local_times_follow_the_zone(void **state)
{
    (void)state;
    char text[CLI_TEXT_SIZE];
    assert_int_equal(setenv("TZ", "UTC-2", 1), 0); /* NOLINT(concurrency-mt-unsafe): one thread */
    tzset();
    cli_write_time(NOW_US, text);
    assert_string_equal(text, "2026-11-21 08:13:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_have_units_and_a_bare_number_is_seconds),
        cmocka_unit_test(what_is_no_duration_is_refused),
        cmocka_unit_test(sizes_are_whole_mebibytes),
        cmocka_unit_test(integers_keep_to_their_range),
        cmocka_unit_test(numbers_have_a_fraction_but_no_exponent),
        cmocka_unit_test(times_are_absolute_or_counted_from_now),
        cmocka_unit_test(a_time_before_1970_is_1970),
        cmocka_unit_test(pairs_are_cut_at_the_first_equals_sign),
        cmocka_unit_test(durations_are_written_as_people_say_them),
        cmocka_unit_test(ages_look_back_and_ahead),
        cmocka_unit_test(bytes_are_written_with_units_of_1024),
        cmocka_unit_test(local_times_follow_the_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "web/web_ring.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "web/web_machine.h"

#define NOW_MS  INT64_C(100000000)
#define STEP_MS 5000

static void add(struct web_ring *ring, int64_t from_ms, int64_t to_ms, float cpu)
{
    struct web_sample sample = {.from_ms = from_ms, .to_ms = to_ms, .values = {cpu, 50, NAN}};
    web_ring_add(ring, &sample);
}

static double value_at(const struct json *json, const char *key, size_t at)
{
    const struct json *value = json_first(json_get(json, key));
    while (value && at--)
        value = json_next(value);
    return json_number(value, -1);
}

static void samples_become_points_and_gaps_become_null(void **state)
{
    (void)state;
    struct web_ring *ring = xcalloc(1, sizeof(*ring));
    assert_null(web_ring_last(ring));
    add(ring, NOW_MS - 3 * STEP_MS, NOW_MS - 2 * STEP_MS, 10);
    add(ring, NOW_MS - STEP_MS, NOW_MS, 30);
    auto_json struct json *json = web_ring_json(ring, NOW_MS, 1);
    assert_int_equal(json_get_integer(json, "step_s", 0), 5);
    assert_int_equal(json_count(json_get(json, "cpu_percent")), 12);
    assert_true(fabs(value_at(json, "cpu_percent", 9) - 10) < 0.01);
    assert_true(fabs(value_at(json, "cpu_percent", 11) - 30) < 0.01);
    assert_true(value_at(json, "cpu_percent", 10) < 0 && value_at(json, "cpu_percent", 0) < 0);
    assert_true(value_at(json, "temperature_c", 11) < 0);
    assert_true(fabs(value_at(json, "memory_percent", 9) - 50) < 0.01);
    free(ring);
}

static void a_long_look_covers_many_points_and_short_ones_are_a_mean(void **state)
{
    (void)state;
    struct web_ring *ring = xcalloc(1, sizeof(*ring));
    add(ring, NOW_MS - 120000, NOW_MS - 15000, 20);
    add(ring, NOW_MS - 15000, NOW_MS - 10000, 10);
    add(ring, NOW_MS - 10000, NOW_MS, 40);
    auto_json struct json *json = web_ring_json(ring, NOW_MS, 60);
    assert_int_equal(json_get_integer(json, "step_s", 0), 15);
    assert_int_equal(json_count(json_get(json, "cpu_percent")), WEB_RING_POINTS);
    assert_true(fabs(value_at(json, "cpu_percent", WEB_RING_POINTS - 1) - 30) < 0.01);
    for (size_t i = 2; i <= 8; i++)
        assert_true(fabs(value_at(json, "cpu_percent", WEB_RING_POINTS - i) - 20) < 0.01);
    assert_true(value_at(json, "cpu_percent", WEB_RING_POINTS - 9) < 0);
    free(ring);
}

static void the_oldest_samples_make_room(void **state)
{
    (void)state;
    struct web_ring *ring = xcalloc(1, sizeof(*ring));
    int64_t begin_ms = NOW_MS - 1000 * (int64_t)STEP_MS;
    for (int i = 0; i < 1000; i++)
        add(ring, begin_ms + i * (int64_t)STEP_MS, begin_ms + (i + 1) * (int64_t)STEP_MS,
            (float)(i % 100));
    assert_int_equal(ring->count, WEB_RING_ROWS);
    assert_true(fabs((double)web_ring_last(ring)->values[WEB_RING_CPU] - 99) < 0.01);
    auto_json struct json *json = web_ring_json(ring, NOW_MS, 60);
    assert_true(fabs(value_at(json, "cpu_percent", 0) - 81) < 0.01); /* of 80, 81 and 82 */
    free(ring);
}

static void ticks_are_those_that_proc_stat_tells(void **state)
{
    (void)state;
    int64_t busy = 0;
    int64_t all = 0;
    assert_true(web_machine_ticks("cpu  10 1 20 100 7 2 3 4 5 6\ncpu0 1 1\n", &busy, &all));
    assert_int_equal(all, 147);
    assert_int_equal(busy, 40);
    assert_false(web_machine_ticks("cpu  10 1\n", &busy, &all));
    assert_false(web_machine_ticks("intr 5", &busy, &all));
    assert_false(web_machine_ticks("", &busy, &all));
}

static void the_firmwares_bits_become_words(void **state)
{
    (void)state;
    auto_json struct json *json = web_machine_throttled(0x50005);
    assert_string_equal(json_string(json_first(json_get(json, "now"))), "under-voltage");
    assert_int_equal(json_count(json_get(json, "now")), 2);
    assert_int_equal(json_count(json_get(json, "since_start")), 2);
    auto_json struct json *cool = web_machine_throttled(0);
    assert_int_equal(json_count(json_get(cool, "now")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_become_points_and_gaps_become_null),
        cmocka_unit_test(a_long_look_covers_many_points_and_short_ones_are_a_mean),
        cmocka_unit_test(the_oldest_samples_make_room),
        cmocka_unit_test(ticks_are_those_that_proc_stat_tells),
        cmocka_unit_test(the_firmwares_bits_become_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

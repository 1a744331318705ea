/* Goal: the bytes of the exposition format. */
#include "web/web_expo.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    struct buf *out = xcalloc(1, sizeof(*out));
    buf_init(out, 65536);
    *state = out;
    return 0;
}

static int tear_down(void **state)
{
    struct buf *out = *state;
    buf_release(out);
    free(out);
    return 0;
}

static void a_family_of_one_sample(void **state)
{
    struct buf *out = *state;
    web_expo_one(out, "a_total", "counter", "What it is", 7);
    assert_string_equal(buf_text(out),
                        "# HELP a_total What it is\n# TYPE a_total counter\na_total 7\n");
}

static void label_values_are_escaped(void **state)
{
    struct buf *out = *state;
    web_expo_label(out, "a", "1\\2\"3\n4");
    web_expo_label(out, "b", "");
    assert_string_equal(buf_text(out), "a=\"1\\\\2\\\"3\\n4\",b=\"\"");
}

static void numbers_are_finite(void **state)
{
    struct buf *out = *state;
    web_expo_number(out, "a", NULL, 0.25);
    web_expo_number(out, "a", NULL, (double)INFINITY);
    assert_string_equal(buf_text(out), "a 0.25\na 0\n");
}

static void buckets_are_cumulative_and_a_bound_belongs_to_its_bucket(void **state)
{
    struct buf *out = *state;
    struct web_histogram histogram = {0};
    struct buf labels;
    buf_init(&labels, 64);
    web_expo_label(&labels, "k", "v");
    web_histogram_add(&histogram, 5000);       /* just 5 ms */
    web_histogram_add(&histogram, 5001);       /* just above */
    web_histogram_add(&histogram, 4000000000); /* beyond all bounds */
    web_histogram_add(&histogram, 0);
    web_expo_histogram(out, "h", &labels, &histogram);
    assert_non_null(strstr(out->data, "h_bucket{k=\"v\",le=\"0.005\"} 2\n"));
    assert_non_null(strstr(out->data, "h_bucket{k=\"v\",le=\"0.01\"} 3\n"));
    assert_non_null(strstr(out->data, "h_bucket{k=\"v\",le=\"300\"} 3\n"));
    assert_non_null(strstr(out->data, "h_bucket{k=\"v\",le=\"+Inf\"} 4\n"));
    assert_non_null(strstr(out->data, "h_sum{k=\"v\"} 4000.010"));
    assert_non_null(strstr(out->data, "h_count{k=\"v\"} 4\n"));
    buf_release(&labels);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_family_of_one_sample),
        TEST(label_values_are_escaped),
        TEST(numbers_are_finite),
        TEST(buckets_are_cumulative_and_a_bound_belongs_to_its_bucket),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

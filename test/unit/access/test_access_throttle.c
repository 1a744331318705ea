#include "access/access_throttle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <stdio.h>

static void fail_times(struct access_throttle *throttle, const char *address, int times,
                       int64_t now)
{
    for (int i = 0; i < times; i++)
        access_throttle_failed(throttle, address, now);
}

static void the_first_failures_cost_nothing(void **state)
{
    (void)state;
    struct access_throttle throttle = {0};
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", 0), 0);
    fail_times(&throttle, "192.0.2.1", 4, 1000);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", 1000), 0);
    fail_times(&throttle, "192.0.2.1", 1, 1000);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", 1000), 1000);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", 1999), 1);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", 2000), 0);
}

static void each_further_failure_doubles_the_wait_up_to_a_minute(void **state)
{
    (void)state;
    static const int64_t waits[] = {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000};
    struct access_throttle throttle = {0};
    int64_t now = 0;
    fail_times(&throttle, "192.0.2.1", 4, now);
    for (size_t i = 0; i < sizeof(waits) / sizeof(*waits); i++) {
        access_throttle_failed(&throttle, "192.0.2.1", now);
        assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", now), waits[i]);
        now += waits[i];
    }
    fail_times(&throttle, "192.0.2.1", 100000, now);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", now), 60000);
}

static void a_success_and_a_quarter_of_an_hour_forgive(void **state)
{
    (void)state;
    struct access_throttle throttle = {0};
    fail_times(&throttle, "192.0.2.1", 9, 0);
    access_throttle_succeeded(&throttle, "192.0.2.1");
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", 0), 0);
    assert_int_equal(throttle.count, 0);
    fail_times(&throttle, "192.0.2.1", 9, 0);
    access_throttle_failed(&throttle, "192.0.2.1", ACCESS_THROTTLE_FORGET_MS + 1);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", ACCESS_THROTTLE_FORGET_MS + 1),
                     0);
}

static void addresses_are_told_apart_as_clients_are(void **state)
{
    (void)state;
    struct access_throttle throttle = {0};
    fail_times(&throttle, "2001:db8:1:2::1", 5, 0);
    fail_times(&throttle, "192.0.2.1", 5, 0);
    assert_int_equal(access_throttle_wait_ms(&throttle, "2001:db8:1:2:ffff::9", 0), 1000);
    assert_int_equal(access_throttle_wait_ms(&throttle, "2001:db8:1:3::1", 0), 0);
    assert_int_equal(access_throttle_wait_ms(&throttle, "::ffff:192.0.2.1", 0), 1000);
    assert_int_equal(access_throttle_wait_ms(&throttle, "::ffff:192.0.2.2", 0), 0);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.2", 0), 0);
    fail_times(&throttle, "unix", 50, 0);
    assert_int_equal(access_throttle_wait_ms(&throttle, "unix", 0), 0);
    assert_int_equal(throttle.count, 2);
}

static void the_table_is_bounded_and_forgets_who_failed_longest_ago(void **state)
{
    (void)state;
    char address[32];
    struct access_throttle throttle = {0};
    fail_times(&throttle, "192.0.2.1", 5, 0);
    fail_times(&throttle, "192.0.2.2", 5, 1);
    for (int i = 0; i < ACCESS_THROTTLE_MAX - 1; i++) {
        (void)snprintf(address, sizeof(address), "10.0.%d.%d", i / 256, i % 256);
        access_throttle_failed(&throttle, address, 2);
    }
    assert_int_equal(throttle.count, ACCESS_THROTTLE_MAX);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.1", 2), 0);
    assert_int_equal(access_throttle_wait_ms(&throttle, "192.0.2.2", 2), 999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failures_cost_nothing),
        cmocka_unit_test(each_further_failure_doubles_the_wait_up_to_a_minute),
        cmocka_unit_test(a_success_and_a_quarter_of_an_hour_forgive),
        cmocka_unit_test(addresses_are_told_apart_as_clients_are),
        cmocka_unit_test(the_table_is_bounded_and_forgets_who_failed_longest_ago),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

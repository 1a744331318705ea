/* Goal: a terminal ends when nobody has looked at it for so long, and never while somebody does. */
#include "term/term_idle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define MINUTE ((int64_t)60000)

static void one_that_nobody_comes_to_is_over_in_time(void **state)
{
    struct term_idle idle;
    (void)state;
    term_idle_init(&idle, 30, 1000);
    assert_int_equal(term_idle_due_ms(&idle), 1000 + 30 * MINUTE);
    assert_false(term_idle_is_over(&idle, 1000 + 30 * MINUTE - 1));
    assert_true(term_idle_is_over(&idle, 1000 + 30 * MINUTE));
}

static void one_that_is_looked_at_is_never_over(void **state)
{
    struct term_idle idle;
    (void)state;
    term_idle_init(&idle, 30, 1000);
    term_idle_note(&idle, true, 2000);
    assert_int_equal(term_idle_due_ms(&idle), 0);
    assert_false(term_idle_is_over(&idle, 1000 * MINUTE));
}

static void the_time_begins_anew_when_the_last_one_leaves(void **state)
{
    struct term_idle idle;
    (void)state;
    term_idle_init(&idle, 1, 0);
    term_idle_note(&idle, true, 10);
    term_idle_note(&idle, true, 5 * MINUTE);
    term_idle_note(&idle, false, 6 * MINUTE);
    term_idle_note(&idle, false, 6 * MINUTE + 500); /* only the first one counts */
    assert_false(term_idle_is_over(&idle, 7 * MINUTE - 1));
    assert_true(term_idle_is_over(&idle, 7 * MINUTE));
}

static void zero_minutes_are_for_ever(void **state)
{
    struct term_idle idle;
    (void)state;
    term_idle_init(&idle, 0, 0);
    assert_int_equal(term_idle_due_ms(&idle), 0);
    assert_false(term_idle_is_over(&idle, INT64_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_nobody_comes_to_is_over_in_time),
        cmocka_unit_test(one_that_is_looked_at_is_never_over),
        cmocka_unit_test(the_time_begins_anew_when_the_last_one_leaves),
        cmocka_unit_test(zero_minutes_are_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

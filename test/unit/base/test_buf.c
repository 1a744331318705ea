#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

static void an_empty_buffer_has_a_text(void **state)
{
    (void)state;
    auto_buf struct buf buf;
    buf_init(&buf, 10);
    assert_string_equal(buf_text(&buf), "");
    assert_true(buf_ok(&buf));
}

static void what_is_appended_stands_in_order_and_ends_in_nul(void **state)
{
    (void)state;
    auto_buf struct buf buf;
    buf_init(&buf, 100);
    buf_add(&buf, "a");
    buf_append(&buf, "b\0c", 3);
    buf_addf(&buf, "%d", 42);
    assert_int_equal(buf.size, 6);
    assert_memory_equal(buf_text(&buf), "ab\0c42", 7);
}

static void the_cap_is_reached_but_not_passed(void **state)
{
    (void)state;
    auto_buf struct buf buf;
    buf_init(&buf, 4);
    buf_add(&buf, "1234");
    assert_true(buf_ok(&buf));
    buf_add(&buf, "5");
    assert_false(buf_ok(&buf));
    assert_string_equal(buf_text(&buf), "1234");
}

static void a_failed_buffer_stays_failed_until_it_is_cleared(void **state)
{
    (void)state;
    auto_buf struct buf buf;
    buf_init(&buf, 4);
    buf_addf(&buf, "%s", "12345");
    buf_add(&buf, "1");
    assert_false(buf_ok(&buf));
    assert_string_equal(buf_text(&buf), "");
    buf_clear(&buf);
    buf_add(&buf, "1");
    assert_true(buf_ok(&buf));
    assert_string_equal(buf_text(&buf), "1");
}

static void a_size_that_would_wrap_around_does_not_fit(void **state)
{
    (void)state;
    auto_buf struct buf buf;
    buf_init(&buf, SIZE_MAX);
    buf_add(&buf, "x");
    assert_null(buf_room(&buf, SIZE_MAX));
    assert_false(buf_ok(&buf));
}

static void growing_keeps_what_was_there(void **state)
{
    (void)state;
    auto_buf struct buf buf;
    buf_init(&buf, 100000);
    for (int i = 0; i < 10000; i++)
        buf_addf(&buf, "%c", 'a' + i % 26);
    assert_int_equal(buf.size, 10000);
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(buf.data[i], 'a' + (int)(i % 26));
}

static void a_taken_text_belongs_to_the_caller(void **state)
{
    (void)state;
    auto_buf struct buf buf;
    buf_init(&buf, 10);
    auto_free char *empty = buf_take(&buf);
    buf_add(&buf, "x");
    auto_free char *text = buf_take(&buf);
    assert_string_equal(empty, "");
    assert_string_equal(text, "x");
    assert_string_equal(buf_text(&buf), "");
}

static void room_is_counted_when_it_was_used(void **state)
{
    (void)state;
    auto_buf struct buf buf;
    buf_init(&buf, 10);
    char *room = buf_room(&buf, 8);
    assert_non_null(room);
    memset(room, 'a', 3);
    buf_grew(&buf, 3);
    assert_string_equal(buf_text(&buf), "aaa");
}

static void copies_of_nothing_are_nothing(void **state)
{
    (void)state;
    auto_free char *none = xstrdup(NULL);
    auto_free char *part = xstrndup("abcdef", 3);
    auto_free char *made = xasprintf("%s-%d", "a", 7);
    auto_free void *zero = xcalloc(0, 8);
    assert_null(none);
    assert_string_equal(part, "abc");
    assert_string_equal(made, "a-7");
    assert_non_null(zero);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_has_a_text),
        cmocka_unit_test(what_is_appended_stands_in_order_and_ends_in_nul),
        cmocka_unit_test(the_cap_is_reached_but_not_passed),
        cmocka_unit_test(a_failed_buffer_stays_failed_until_it_is_cleared),
        cmocka_unit_test(a_size_that_would_wrap_around_does_not_fit),
        cmocka_unit_test(growing_keeps_what_was_there),
        cmocka_unit_test(a_taken_text_belongs_to_the_caller),
        cmocka_unit_test(room_is_counted_when_it_was_used),
        cmocka_unit_test(copies_of_nothing_are_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

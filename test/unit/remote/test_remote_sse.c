#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "remote/remote_sse.h"

/* All events so far, as "name|id|data;". */
static struct buf seen;
static struct err err;

static int set_up(void **state)
{
    (void)state;
    buf_init(&seen, (size_t)8 * 1024 * 1024);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buf_release(&seen);
    return 0;
}

static bool note(void *ctx, const struct remote_event *event)
{
    const int *most = ctx;
    assert_int_equal(event->data[event->size], '\0');
    buf_addf(&seen, "%s|%s|", event->name, event->id);
    buf_append(&seen, event->data, event->size);
    buf_add(&seen, ";");
    return !most || --*(int *)ctx > 0;
}

/* Feed TEXT in pieces of STEP bytes. */
static void feed(struct remote_sse *sse, const char *text, size_t step)
{
    size_t size = strlen(text);
    for (size_t at = 0; at < size; at += step) {
        size_t part = size - at < step ? size - at : step;
        assert_int_equal(remote_sse_feed(sse, text + at, part, note, NULL, &err), 0);
    }
}

static void expect(const char *text, const char *expected)
{
    for (size_t step = 1; step <= strlen(text) + 1; step++) {
        struct remote_sse sse;
        remote_sse_init(&sse);
        buf_clear(&seen);
        feed(&sse, text, step);
        if (strcmp(buf_text(&seen), expected) != 0)
            fail_msg("in steps of %zu: %s", step, buf_text(&seen));
        remote_sse_release(&sse);
    }
}

static void events_come_whole_however_they_are_cut(void **state)
{
    (void)state;
    expect("event: output\nid: 12\ndata: {\"a\":1}\n\nevent: end\ndata: x\n\n",
           "output|12|{\"a\":1};end|12|x;");
}

static void lines_may_end_in_each_of_the_three_ways(void **state)
{
    (void)state;
    expect("data: a\r\n\r\ndata: b\r\rdata: c\n\n", "message||a;message||b;message||c;");
    expect("data: a\r\ndata: b\n\r\n", "message||a\nb;");
}

static void a_comment_is_nothing_and_an_event_without_data_neither(void **state)
{
    (void)state;
    expect(": ping\n\n:\n\nevent: state\n\ndata: a\n\n", "message||a;");
}

static void data_of_several_lines_are_joined(void **state)
{
    (void)state;
    expect("data: a\ndata\ndata:b\ndata:  c\n\n", "message||a\n\nb\n c;");
    expect("data\n\n", "message||;");
}

static void unknown_fields_and_a_byte_order_mark_are_passed_over(void **state)
{
    (void)state;
    expect("\xEF\xBB\xBF"
           "data: a\nnonsense\nDATA: b\nx: y\n\n",
           "message||a;");
}

static void an_event_that_is_not_ended_is_forgotten_with_its_connection(void **state)
{
    (void)state;
    struct remote_sse sse;
    remote_sse_init(&sse);
    feed(&sse, "id: 7\ndata: whole\n\nevent: output\nid: 9\ndata: ha", 5);
    remote_sse_restart(&sse);
    feed(&sse, "data: again\n\n", 5);
    assert_string_equal(buf_text(&seen), "message|7|whole;message|9|again;");
    remote_sse_release(&sse);
}

static void the_wait_that_is_asked_for_is_a_number_or_nothing(void **state)
{
    (void)state;
    struct remote_sse sse;
    remote_sse_init(&sse);
    feed(&sse, "retry: soon\nretry: 12345678901234567890\nretry:\n\n", 3);
    assert_int_equal(sse.retry_ms, -1);
    feed(&sse, "retry: 2500\n\n", 3);
    assert_int_equal(sse.retry_ms, 2500);
    remote_sse_release(&sse);
}

static void whoever_stops_hears_no_more(void **state)
{
    (void)state;
    static const char text[] = "data: a\n\ndata: b\n\n";
    struct remote_sse sse;
    int most = 1;
    remote_sse_init(&sse);
    assert_int_equal(remote_sse_feed(&sse, text, strlen(text), note, &most, &err), 0);
    assert_string_equal(buf_text(&seen), "message||a;");
    remote_sse_release(&sse);
}

static void an_endless_line_is_refused_within_bounds(void **state)
{
    (void)state;
    static char block[65536];
    struct remote_sse sse;
    int result = 0;
    remote_sse_init(&sse);
    memset(block, 'x', sizeof(block));
    for (size_t fed = 0; result == 0 && fed < 2 * REMOTE_SSE_MAX; fed += sizeof(block))
        result = remote_sse_feed(&sse, block, sizeof(block), note, NULL, &err);
    assert_int_equal(result, -1);
    assert_int_equal(err.code, ERR_TOO_LARGE);
    assert_true(sse.line.capacity <= 2 * REMOTE_SSE_MAX);
    remote_sse_release(&sse);
}

static void endless_data_are_refused_within_bounds(void **state)
{
    (void)state;
    struct remote_sse sse;
    int result = 0;
    char block[1024];
    remote_sse_init(&sse);
    memset(block, 'x', sizeof(block));
    (void)snprintf(block, sizeof(block), "data:"); /* fits */
    block[5] = 'x';
    block[sizeof(block) - 1] = '\n';
    for (size_t fed = 0; result == 0 && fed < 2 * REMOTE_SSE_MAX; fed += sizeof(block))
        result = remote_sse_feed(&sse, block, sizeof(block), note, NULL, &err);
    assert_int_equal(result, -1);
    assert_string_equal(buf_text(&seen), "");
    remote_sse_release(&sse);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(events_come_whole_however_they_are_cut),
        TEST(lines_may_end_in_each_of_the_three_ways),
        TEST(a_comment_is_nothing_and_an_event_without_data_neither),
        TEST(data_of_several_lines_are_joined),
        TEST(unknown_fields_and_a_byte_order_mark_are_passed_over),
        TEST(an_event_that_is_not_ended_is_forgotten_with_its_connection),
        TEST(the_wait_that_is_asked_for_is_a_number_or_nothing),
        TEST(whoever_stops_hears_no_more),
        TEST(an_endless_line_is_refused_within_bounds),
        TEST(endless_data_are_refused_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

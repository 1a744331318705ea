#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "output/output_index.h"
#include "output_fixture.h"

static int64_t index_entries(const struct fixture *fixture)
{
    struct stat status;
    assert_int_equal(fstatat(fixture->dirfd, OUTPUT_INDEX_NAME, &status, 0), 0);
    return (status.st_size - output_index_at(0)) / (int64_t)sizeof(struct output_index_entry);
}

static void assert_output(const struct fixture *fixture, int stream, const char *expected)
{
    struct output_reader *reader = fixture_open(fixture);
    auto_free char *text = fixture_copy(reader, 0, stream);
    assert_string_equal(text, expected);
    output_reader_close(reader);
}

static void assert_totals(const struct output *output, int64_t bytes, int64_t lines,
                          int64_t dropped)
{
    struct output_totals totals;
    output_totals(output, &totals);
    assert_int_equal(totals.bytes, bytes);
    assert_int_equal(totals.lines, lines);
    assert_int_equal(totals.dropped, dropped);
}

static void close_output(struct output *output)
{
    assert_int_equal(output_close(output, NULL, NULL), 0);
}

static void both_streams_together_and_alone_are_exact(void **state)
{
    struct output *output = fixture_create(*state, 0);
    fixture_write(output, OUTPUT_STDOUT, "one\ntw", 1);
    fixture_write(output, OUTPUT_STDERR, "warning\n", 1);
    fixture_write(output, OUTPUT_STDOUT, "o\n", 2);
    close_output(output);
    assert_output(*state, 0, "one\ntwwarning\no\n");
    assert_output(*state, OUTPUT_STDOUT, "one\ntwo\n");
    assert_output(*state, OUTPUT_STDERR, "warning\n");
}

static void a_last_line_without_newline_is_counted(void **state)
{
    struct output *output = fixture_create(*state, 0);
    assert_totals(output, 0, 0, 0);
    fixture_write(output, OUTPUT_STDOUT, "a\n\nb", 1);
    assert_totals(output, 4, 3, 0);
    fixture_write(output, OUTPUT_STDOUT, "\n", 1);
    assert_totals(output, 5, 3, 0);
    close_output(output);
}

static void neighbours_of_one_stream_in_one_millisecond_are_one_entry(void **state)
{
    struct output *output = fixture_create(*state, 0);
    fixture_write(output, OUTPUT_STDOUT, "a", 5);
    fixture_write(output, OUTPUT_STDOUT, "b", 5);
    fixture_write(output, OUTPUT_STDERR, "c", 5);
    fixture_write(output, OUTPUT_STDERR, "d", 6);
    close_output(output);
    assert_int_equal(index_entries(*state), 3);
}

static void the_index_is_written_when_four_kib_are_full_or_when_told(void **state)
{
    struct output *output = fixture_create(*state, 0);
    for (int i = 0; i <= 128; i++)
        fixture_write(output, i % 2 ? OUTPUT_STDERR : OUTPUT_STDOUT, "x", i);
    assert_int_equal(index_entries(*state), 128);
    assert_int_equal(output_flush(output, NULL), 0);
    assert_int_equal(index_entries(*state), 129);
    close_output(output);
}

static void time_that_runs_backwards_stands_still(void **state)
{
    struct output *output = fixture_create(*state, 0);
    fixture_write(output, OUTPUT_STDOUT, "early", 50);
    fixture_write(output, OUTPUT_STDERR, "late", 20);
    close_output(output);
    struct output_reader *reader = fixture_open(*state);
    assert_int_equal(output_time_offset(reader, START_US + 50000), 0);
    assert_int_equal(output_time_offset(reader, START_US + 51000), 9);
    output_reader_close(reader);
}

/* NUMBER in 15 digits and a newline: 16 bytes whose offset is in them. */
static void write_numbers(struct output *output, int64_t from, int64_t to)
{
    for (int64_t number = from; number < to; number++) {
        char line[24];
        (void)snprintf(line, sizeof(line), "%015lld\n", (long long)number);
        fixture_write(output, OUTPUT_STDOUT, line, number / 64);
    }
}

static void beyond_the_cap_head_and_tail_stay_where_they_were(void **state)
{
    const int64_t cap = 1024 * KIB;
    const int64_t count = 600000;
    struct output *output = fixture_create(*state, cap);
    write_numbers(output, 0, count);
    struct output_totals totals;
    output_totals(output, &totals);
    close_output(output);
    assert_true(fixture_disk_size(*state, LOG_NAME) <= cap + cap / 16 + 8 * KIB);

    int64_t from;
    int64_t to;
    struct output_reader *reader = fixture_open(*state);
    assert_true(output_hole(reader, &from, &to));
    assert_int_equal(from, cap / 2);
    assert_int_equal(totals.dropped, to - from);
    assert_int_equal(totals.lines, count);
    assert_true(output_size(reader) - to >= cap / 2 - OUTPUT_ENTRY_MAX);
    auto_free char *tail = fixture_copy(reader, output_tail_offset(reader, 1), 0);
    assert_string_equal(tail, "000000000599999\n");
    assert_int_equal(output_line_offset(reader, count - 9), (count - 10) * 16);
    assert_int_equal(output_offset_line(reader, (count - 10) * 16), count - 9);
    output_reader_close(reader);
}

static void disk_use_stays_within_the_cap_and_a_step_at_all_times(void **state)
{
    const int64_t cap = 256 * KIB;
    struct output *output = fixture_create(*state, cap);
    for (int64_t number = 0; number < 100000; number += 1000) {
        write_numbers(output, number, number + 1000);
        assert_true(fixture_disk_size(*state, LOG_NAME) <= cap + cap / 16 + 8 * KIB);
    }
    close_output(output);
}

static void the_index_of_what_was_dropped_is_given_back(void **state)
{
    const int64_t cap = 64 * KIB;
    const int64_t count = 400000;
    struct output *output = fixture_create(*state, cap);
    for (int64_t i = 0; i < count; i++)
        fixture_write(output, i % 2 ? OUTPUT_STDERR : OUTPUT_STDOUT, i % 2 ? "e" : "o", i);
    struct output_totals totals;
    output_totals(output, &totals);
    close_output(output);
    int64_t kept = count - totals.dropped; /* each byte costs an entry of 32 bytes */
    assert_in_range(kept, cap / 8, cap / 6);
    assert_true(fixture_disk_size(*state, OUTPUT_INDEX_NAME) <= 5 * cap);
    struct output_reader *reader = fixture_open(*state);
    auto_free char *text = fixture_copy(reader, count - 6, OUTPUT_STDERR);
    assert_string_equal(text, "eee");
    assert_int_equal(output_time_offset(reader, START_US + (count - 1) * 1000), count - 1);
    output_reader_close(reader);
}

static void where_holes_cannot_be_punched_the_head_is_kept(void **state)
{
    struct output *output = fixture_create(*state, 16 * KIB);
    fixture_fail_fallocate(EOPNOTSUPP);
    write_numbers(output, 0, 4096);
    assert_totals(output, 65536, 4096, 49152);
    close_output(output);
    struct output_reader *reader = fixture_open(*state);
    auto_free char *text = fixture_copy(reader, 16 * KIB - 16, 0);
    assert_string_equal(text, "000000000001023\n[49152]");
    assert_int_equal(output_line_count(reader), 4096);
    output_reader_close(reader);
}

static void what_a_full_disk_takes_is_counted_and_the_rest_goes_on(void **state)
{
    struct err err = {.code = ERR_NONE};
    struct output *output = fixture_create(*state, 0);
    fixture_write(output, OUTPUT_STDOUT, "before\n", 1);
    fixture_fail_pwrite(ENOSPC, 0);
    assert_int_equal(output_append(output, OUTPUT_STDERR, "lost\n", 5, 2, &err), -1);
    assert_int_equal(err.code, ERR_NO_SPACE);
    fixture_fail_pwrite(0, 0);
    fixture_write(output, OUTPUT_STDERR, "behind\n", 3);
    assert_totals(output, 19, 3, 5);
    assert_output(*state, 0, "before\n[5]behind\n"); /* a live reader sees no zeros either */
    close_output(output);
    assert_output(*state, 0, "before\n[5]behind\n");
}

static void of_several_failures_the_first_one_is_told(void **state)
{
    struct err err = {.code = ERR_NONE};
    struct output *output = fixture_create(*state, 0);
    fixture_fail_pwrite(ENOSPC, 0);
    assert_int_equal(output_append(output, OUTPUT_STDOUT, "a", 1, 1, &err), -1);
    fixture_fail_pwrite(EIO, 0);
    assert_int_equal(output_append(output, OUTPUT_STDOUT, "b", 1, 1, &err), -1);
    assert_int_equal(err.code, ERR_NO_SPACE);
    assert_totals(output, 2, 1, 2);
    fixture_fail_pwrite(0, 0);
    close_output(output);
}

static void when_the_index_cannot_grow_the_log_does_not_either(void **state)
{
    struct err err = {.code = ERR_NONE};
    struct output *output = fixture_create(*state, 0);
    for (int i = 0; i < 128; i++)
        fixture_write(output, i % 2 ? OUTPUT_STDERR : OUTPUT_STDOUT, "x", i);
    fixture_fail_pwrite(ENOSPC, 0);
    assert_int_equal(output_append(output, OUTPUT_STDOUT, "lost", 4, 200, &err), -1);
    assert_totals(output, 132, 1, 4);
    fixture_fail_pwrite(0, 0);
    close_output(output);
    assert_int_equal(index_entries(*state), 128);
}

static void a_later_attempt_empties_the_output(void **state)
{
    struct output *output = fixture_create(*state, 0);
    fixture_write(output, OUTPUT_STDOUT, "first attempt\n", 1);
    close_output(output);
    output = fixture_create(*state, 0);
    fixture_write(output, OUTPUT_STDOUT, "2nd\n", 1);
    close_output(output);
    assert_output(*state, 0, "2nd\n");
    assert_int_equal(index_entries(*state), 1);
}

static void a_symbolic_link_is_not_followed(void **state)
{
    const struct fixture *fixture = *state;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(symlinkat("elsewhere", fixture->dirfd, LOG_NAME), 0);
    assert_null(output_create(fixture->dirfd, LOG_NAME, fixture->dirfd, 0, START_US, &err));
    assert_int_equal(faccessat(fixture->dirfd, "elsewhere", F_OK, 0), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(both_streams_together_and_alone_are_exact),
        TEST(a_last_line_without_newline_is_counted),
        TEST(neighbours_of_one_stream_in_one_millisecond_are_one_entry),
        TEST(the_index_is_written_when_four_kib_are_full_or_when_told),
        TEST(time_that_runs_backwards_stands_still),
        TEST(beyond_the_cap_head_and_tail_stay_where_they_were),
        TEST(disk_use_stays_within_the_cap_and_a_step_at_all_times),
        TEST(the_index_of_what_was_dropped_is_given_back),
        TEST(where_holes_cannot_be_punched_the_head_is_kept),
        TEST(what_a_full_disk_takes_is_counted_and_the_rest_goes_on),
        TEST(of_several_failures_the_first_one_is_told),
        TEST(when_the_index_cannot_grow_the_log_does_not_either),
        TEST(a_later_attempt_empties_the_output),
        TEST(a_symbolic_link_is_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

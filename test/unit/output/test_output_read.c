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

static void write_three_lines(const struct fixture *fixture)
{
    struct output *output = fixture_create(fixture, 0);
    fixture_write(output, OUTPUT_STDOUT, "one\n", 10);
    fixture_write(output, OUTPUT_STDERR, "two\n", 20);
    fixture_write(output, OUTPUT_STDOUT, "three", 30);
    assert_int_equal(output_close(output, NULL, NULL), 0);
}

static int open_index(const struct fixture *fixture)
{
    int fd = openat(fixture->dirfd, OUTPUT_INDEX_NAME, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    return fd;
}

/* What is true of write_three_lines() with or without index. */
static void assert_three_lines(struct output_reader *reader)
{
    auto_free char *text = fixture_copy(reader, 0, 0);
    assert_string_equal(text, "one\ntwo\nthree");
    assert_int_equal(output_line_count(reader), 3);
    assert_int_equal(output_line_offset(reader, 3), 8);
    assert_int_equal(output_line_offset(reader, 4), 13);
    assert_int_equal(output_offset_line(reader, 4), 2);
    assert_int_equal(output_tail_offset(reader, 2), 4);
}

static void an_output_that_does_not_exist_is_not_found(void **state)
{
    const struct fixture *fixture = *state;
    struct err err = {.code = ERR_NONE};
    assert_null(output_open(fixture->dirfd, LOG_NAME, fixture->dirfd, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_directory_is_no_output(void **state)
{
    const struct fixture *fixture = *state;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(mkdirat(fixture->dirfd, LOG_NAME, 0700), 0);
    assert_null(output_open(fixture->dirfd, LOG_NAME, fixture->dirfd, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(unlinkat(fixture->dirfd, LOG_NAME, AT_REMOVEDIR), 0);
}

static void lines_and_times_have_places(void **state)
{
    write_three_lines(*state);
    struct output_reader *reader = fixture_open(*state);
    assert_three_lines(reader);
    assert_int_equal(output_time_offset(reader, 0), 0);
    assert_int_equal(output_time_offset(reader, START_US + 10999), 0);
    assert_int_equal(output_time_offset(reader, START_US + 11000), 4);
    assert_int_equal(output_time_offset(reader, START_US + 30000), 8);
    assert_int_equal(output_time_offset(reader, START_US + 31000), 13);
    output_reader_close(reader);
}

static void each_byte_has_the_time_of_its_writing(void **state)
{
    write_three_lines(*state);
    struct output_reader *reader = fixture_open(*state);
    int64_t until = 0;
    assert_int_equal(output_offset_time(reader, 0, &until), START_US + 10000);
    assert_int_equal(until, 4);
    assert_int_equal(output_offset_time(reader, 3, &until), START_US + 10000);
    assert_int_equal(output_offset_time(reader, 4, &until), START_US + 20000);
    assert_int_equal(until, 8);
    assert_int_equal(output_offset_time(reader, 8, &until), START_US + 30000);
    assert_int_equal(until, 13);
    assert_int_equal(output_offset_time(reader, 13, &until), 0); /* behind the end */
    output_reader_close(reader);
}

static void without_an_index_lines_and_search_still_work(void **state)
{
    const struct fixture *fixture = *state;
    write_three_lines(fixture);
    assert_int_equal(unlinkat(fixture->dirfd, OUTPUT_INDEX_NAME, 0), 0);
    struct output_reader *reader = fixture_open(fixture);
    assert_false(output_is_indexed(reader));
    assert_three_lines(reader);
    struct output_match match;
    struct output_search search = {.text = "ree", .size = 3, .matches = &match, .room = 1};
    assert_int_equal(output_search(reader, &search, NULL), 0);
    assert_int_equal(search.total, 1);
    assert_int_equal(match.line, 3);
    output_reader_close(reader);
}

static void an_index_of_another_version_is_not_used(void **state)
{
    write_three_lines(*state);
    auto_fd int fd = open_index(*state);
    assert_int_equal(pwrite(fd, "\x63", 1, offsetof(struct output_index_header, version)), 1);
    struct output_reader *reader = fixture_open(*state);
    assert_false(output_is_indexed(reader));
    assert_three_lines(reader);
    output_reader_close(reader);
}

static void a_torn_last_entry_is_ignored(void **state)
{
    write_three_lines(*state);
    auto_fd int fd = open_index(*state);
    assert_int_equal(ftruncate(fd, output_index_at(2) + 17), 0);
    struct output_reader *reader = fixture_open(*state);
    assert_true(output_is_indexed(reader));
    assert_three_lines(reader);
    auto_free char *out = fixture_copy(reader, 0, OUTPUT_STDOUT);
    assert_string_equal(out, "one\n");
    output_reader_close(reader);
}

static void entries_of_zeros_after_a_loss_of_power_end_the_index(void **state)
{
    write_three_lines(*state);
    auto_fd int fd = open_index(*state);
    assert_int_equal(ftruncate(fd, output_index_at(1)), 0);
    assert_int_equal(ftruncate(fd, output_index_at(500)), 0);
    struct output_reader *reader = fixture_open(*state);
    assert_three_lines(reader);
    auto_free char *out = fixture_copy(reader, 0, OUTPUT_STDOUT);
    assert_string_equal(out, "one\n");
    assert_false(output_is_indexed(reader));
    output_reader_close(reader);
}

struct last {
    enum output_stream stream;
    int64_t end;
    int calls;
    int stop_after;
};

static bool keep_last(void *ctx, int64_t offset, const char *data, size_t size,
                      enum output_stream stream)
{
    struct last *last = ctx;
    (void)data;
    last->stream = stream;
    last->end = offset + (int64_t)size;
    return ++last->calls != last->stop_after;
}

static void what_a_killed_writer_did_not_index_is_of_unknown_stream(void **state)
{
    struct output *output = fixture_create(*state, 0);
    fixture_write(output, OUTPUT_STDOUT, "known\n", 1);
    assert_int_equal(output_flush(output, NULL), 0);
    fixture_write(output, OUTPUT_STDERR, "unknown\n", 2);

    struct output_reader *reader = fixture_open(*state);
    struct output_range all = {.to = INT64_MAX};
    struct output_range errors = {.to = INT64_MAX, .stream = OUTPUT_STDERR};
    struct last last = {.calls = 0};
    int64_t next = -1;
    assert_int_equal(output_copy(reader, &all, keep_last, &last, &next, NULL), 0);
    assert_int_equal(last.stream, OUTPUT_UNKNOWN);
    assert_int_equal(next, 14);
    last.calls = 0;
    assert_int_equal(output_copy(reader, &errors, keep_last, &last, &next, NULL), 0);
    assert_int_equal(last.calls, 0);
    assert_int_equal(next, 6);

    assert_int_equal(output_flush(output, NULL), 0);
    assert_int_equal(output_refresh(reader, NULL), 0);
    errors.from = next;
    assert_int_equal(output_copy(reader, &errors, keep_last, &last, &next, NULL), 0);
    assert_int_equal(last.stream, OUTPUT_STDERR);
    assert_int_equal(next, 14);
    output_reader_close(reader);
    assert_int_equal(output_close(output, NULL, NULL), 0);
}

static void a_growing_output_is_seen_after_a_refresh(void **state)
{
    struct output *output = fixture_create(*state, 0);
    struct output_reader *reader = fixture_open(*state);
    assert_int_equal(output_size(reader), 0);
    assert_int_equal(output_line_count(reader), 0);
    for (int64_t i = 1; i <= 300; i++) {
        fixture_write(output, i % 2 ? OUTPUT_STDERR : OUTPUT_STDOUT, "line\n", i);
        assert_int_equal(output_flush(output, NULL), 0);
        assert_int_equal(output_refresh(reader, NULL), 0);
        assert_int_equal(output_size(reader), 5 * i);
        assert_int_equal(output_line_count(reader), i);
        assert_int_equal(output_line_offset(reader, i), 5 * (i - 1));
    }
    output_reader_close(reader);
    assert_int_equal(output_close(output, NULL, NULL), 0);
}

static void a_sink_that_has_enough_stops_the_copy(void **state)
{
    write_three_lines(*state);
    struct output_reader *reader = fixture_open(*state);
    struct output_range all = {.to = INT64_MAX};
    struct last last = {.stop_after = 2};
    int64_t next = -1;
    assert_int_equal(output_copy(reader, &all, keep_last, &last, &next, NULL), 0);
    assert_int_equal(last.calls, 2);
    assert_int_equal(next, 8);
    output_reader_close(reader);
}

#define HEAD (8 * KIB)

struct race {
    struct output *output;
    bool has_written;
};

static bool write_meanwhile(void *ctx, int64_t offset, const char *data, size_t size,
                            enum output_stream stream)
{
    struct race *race = ctx;
    (void)stream;
    assert_null(data ? memchr(data, '\0', size) : NULL);
    if (race->has_written || offset + (int64_t)size < HEAD)
        return true; /* the hole must come between this stretch and the next */
    for (int i = 0; i < 4000; i++)
        fixture_write(race->output, OUTPUT_STDOUT, "more and more and more and more\n", 20 + i);
    race->has_written = true;
    return true;
}

static void a_hole_that_grows_while_it_is_read_is_never_shown_as_zeros(void **state)
{
    struct output *output = fixture_create(*state, 2 * HEAD);
    for (int i = 0; i < 500; i++)
        fixture_write(output, i % 2 ? OUTPUT_STDERR : OUTPUT_STDOUT, "some text that is kept\n",
                      i / 20);
    assert_int_equal(output_flush(output, NULL), 0);
    struct output_reader *reader = fixture_open(*state);
    struct output_range all = {.to = INT64_MAX};
    struct race race = {.output = output};
    int64_t next = -1;
    assert_int_equal(output_copy(reader, &all, write_meanwhile, &race, &next, NULL), 0);
    assert_int_equal(next, 500 * 23);
    int64_t from;
    int64_t to;
    assert_true(output_hole(reader, &from, &to));
    assert_true(to > next);
    output_reader_close(reader);
    assert_int_equal(output_close(output, NULL, NULL), 0);
}

static void a_match_across_two_parts_of_a_large_output_is_found(void **state)
{
    const int64_t mib = 1024 * KIB;
    struct output *output = fixture_create(*state, 0);
    auto_free char *filler = xmalloc((size_t)mib);
    memset(filler, '.', (size_t)mib);
    assert_int_equal(output_append(output, OUTPUT_STDOUT, filler, (size_t)mib - 3, 1, NULL), 0);
    fixture_write(output, OUTPUT_STDOUT, "needle needle\nneedle\n", 2);
    assert_int_equal(output_close(output, NULL, NULL), 0);

    struct output_reader *reader = fixture_open(*state);
    struct output_match matches[1];
    struct output_search search = {.text = "needle", .size = 6, .matches = matches, .room = 1};
    assert_int_equal(output_search(reader, &search, NULL), 0);
    assert_int_equal(search.total, 2);
    assert_int_equal(search.found, 1);
    assert_int_equal(matches[0].offset, mib - 3);
    search.from = mib - 2;
    assert_int_equal(output_search(reader, &search, NULL), 0);
    assert_int_equal(matches[0].offset, mib + 4);
    output_reader_close(reader);
}

static void a_search_without_text_is_refused(void **state)
{
    write_three_lines(*state);
    struct output_reader *reader = fixture_open(*state);
    struct err err = {.code = ERR_NONE};
    struct output_search search = {.text = "", .size = 0};
    assert_int_equal(output_search(reader, &search, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    output_reader_close(reader);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_output_that_does_not_exist_is_not_found),
        TEST(a_directory_is_no_output),
        TEST(lines_and_times_have_places),
        TEST(each_byte_has_the_time_of_its_writing),
        TEST(without_an_index_lines_and_search_still_work),
        TEST(an_index_of_another_version_is_not_used),
        TEST(a_torn_last_entry_is_ignored),
        TEST(entries_of_zeros_after_a_loss_of_power_end_the_index),
        TEST(what_a_killed_writer_did_not_index_is_of_unknown_stream),
        TEST(a_growing_output_is_seen_after_a_refresh),
        TEST(a_sink_that_has_enough_stops_the_copy),
        TEST(a_hole_that_grows_while_it_is_read_is_never_shown_as_zeros),
        TEST(a_match_across_two_parts_of_a_large_output_is_found),
        TEST(a_search_without_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

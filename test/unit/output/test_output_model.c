/* Random outputs are written and read back; every answer of the reader is compared with what a
 * plain array of bytes says. Disk failures come at random places. A failure names its seed: put it
 * into FIRST_SEED to see it again. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "output_fixture.h"

#define FIRST_SEED 1
#define SEEDS      100
#define APPENDS    120
#define PIECE_MAX  (80 * KIB)
#define BYTES_MAX  (APPENDS * PIECE_MAX)
#define STEP_MIN   4096
#define MATCHES    8 /* room for what a search finds */

static const char letters[] = "abcd";

struct model {
    struct fixture *fixture;
    struct output *output;
    struct output_reader *reader;
    unsigned seed;
    uint64_t random;
    int64_t cap;
    bool has_failures;
    int64_t size;
    int64_t ms;
    int64_t from, to; /* hole, as the reader tells it */
    char *data;
    unsigned char *stream;
    uint32_t *at_ms;
};

static void check(const struct model *model, bool is_true, const char *what)
{
    if (!is_true)
        fail_msg("seed %u size %lld: not so: %s", model->seed, (long long)model->size, what);
}

#define CHECK(model, is_true) check(model, is_true, #is_true)

/* xorshift64*. Source: S. Vigna, "An experimental exploration of Marsaglia's xorshift generators",
 * 2014. */
static int64_t pick(struct model *model, int64_t count)
{
    model->random ^= model->random >> 12;
    model->random ^= model->random << 25;
    model->random ^= model->random >> 27;
    return (int64_t)((model->random * 0x2545f4914f6cdd1dU >> 33) % (uint64_t)count);
}

static bool chance(struct model *model, int percent)
{
    return pick(model, 100) < percent;
}

static bool is_dropped(const struct model *model, int64_t offset)
{
    return offset >= model->from && offset < model->to;
}

static void write_some(struct model *model)
{
    int64_t most = chance(model, 70) ? 200 : chance(model, 70) ? 5000 : PIECE_MAX;
    int64_t size = 1 + pick(model, most);
    int newline_percent = (int)pick(model, 30);
    unsigned char stream = chance(model, 60) ? OUTPUT_STDOUT : OUTPUT_STDERR;
    model->ms += chance(model, 50) ? 0 : pick(model, 30);
    for (int64_t i = model->size; i < model->size + size; i++) {
        model->data[i] = letters[pick(model, 4)];
        if (chance(model, newline_percent))
            model->data[i] = '\n';
        model->stream[i] = stream;
        model->at_ms[i] = (uint32_t)model->ms;
    }
    struct err err = {.code = ERR_NONE};
    (void)output_append(model->output, stream, model->data + model->size, (size_t)size, model->ms,
                        &err); /* failures are wanted here */
    model->size += size;
}

struct seen {
    struct model *model;
    int64_t at;
    int stream; /* filter */
};

/* Go over bytes of another stream, which the filter left out. */
static void pass_others(struct seen *seen, int64_t to)
{
    const struct model *model = seen->model;
    for (; seen->at < to; seen->at++) {
        CHECK(model, seen->stream != 0);
        CHECK(model, !is_dropped(model, seen->at));
        CHECK(model, model->stream[seen->at] != seen->stream);
    }
}

static void see_byte(const struct seen *seen, const char *byte, enum output_stream stream)
{
    const struct model *model = seen->model;
    CHECK(model, is_dropped(model, seen->at) == (byte == NULL));
    if (!byte)
        return;
    CHECK(model, *byte == model->data[seen->at]);
    CHECK(model, stream == (enum output_stream)model->stream[seen->at]);
    CHECK(model, !seen->stream || (int)stream == seen->stream);
}

static bool see(void *ctx, int64_t offset, const char *data, size_t size, enum output_stream stream)
{
    struct seen *seen = ctx;
    pass_others(seen, offset);
    for (size_t i = 0; i < size; i++, seen->at++)
        see_byte(seen, data ? data + i : NULL, stream);
    return true;
}

static void check_copy(struct model *model)
{
    struct output_range range = {.to = INT64_MAX, .stream = (int)pick(model, 3)};
    range.from = chance(model, 50) ? 0 : pick(model, model->size + 1);
    if (chance(model, 50))
        range.to = range.from + pick(model, model->size + 1);
    struct seen seen = {model, range.from, range.stream};
    int64_t next = -1;
    CHECK(model, output_copy(model->reader, &range, see, &seen, &next, NULL) == 0);
    int64_t end = range.to < model->size ? range.to : model->size;
    CHECK(model, next == end);
    pass_others(&seen, end);
    CHECK(model, seen.at == end);
}

static int64_t count_newlines(const struct model *model, int64_t offset)
{
    int64_t count = 0;
    for (int64_t i = 0; i < offset; i++)
        count += model->data[i] == '\n';
    return count;
}

static int64_t line_offset(const struct model *model, int64_t line)
{
    int64_t left = line - 1;
    for (int64_t i = 0; i < model->size && left > 0; i++) {
        if (model->data[i] == '\n' && --left == 0)
            return is_dropped(model, i) ? model->from : i + 1;
    }
    return line <= 1 ? 0 : model->size;
}

static void check_lines(struct model *model)
{
    int64_t lines = count_newlines(model, model->size);
    if (model->size > 0 && !is_dropped(model, model->size - 1))
        lines += model->data[model->size - 1] != '\n';
    CHECK(model, output_line_count(model->reader) == lines);

    int64_t line = pick(model, lines + 3);
    CHECK(model, output_line_offset(model->reader, line) == line_offset(model, line));

    int64_t offset = pick(model, model->size + 1);
    int64_t counted = is_dropped(model, offset) ? model->from : offset;
    CHECK(model, output_offset_line(model->reader, offset) == count_newlines(model, counted) + 1);

    int64_t tail = pick(model, 20);
    int64_t expected = tail >= lines ? 0 : line_offset(model, lines - tail + 1);
    CHECK(model, output_tail_offset(model->reader, tail) == (tail ? expected : model->size));
}

static void check_time(struct model *model)
{
    int64_t ms = pick(model, model->ms + 3);
    int64_t expected = 0;
    while (ms > 0 && expected < model->size &&
           (is_dropped(model, expected) || model->at_ms[expected] < ms))
        expected++;
    int64_t wall_us = START_US + ms * 1000 + pick(model, 1000);
    CHECK(model, output_time_offset(model->reader, wall_us) == expected);
}

static bool is_match(const struct model *model, int64_t offset, const char *text, int64_t size)
{
    if (offset + size > model->size || memcmp(model->data + offset, text, (size_t)size) != 0)
        return false;
    return model->from == model->to || offset + size <= model->from || offset >= model->to;
}

/* Where the rest of the line at OFFSET ends, for a search: at its newline, or before the hole. */
static int64_t line_end(const struct model *model, int64_t offset)
{
    while (offset < model->size && model->data[offset] != '\n' && offset + 1 != model->from)
        offset++;
    return offset;
}

static void check_matches(const struct model *model, const struct output_search *search)
{
    int64_t total = 0;
    for (int64_t i = search->from; i < model->size; i++) {
        if (!is_match(model, i, search->text, (int64_t)search->size))
            continue;
        if (total < (int64_t)search->found) {
            CHECK(model, search->matches[total].offset == i);
            CHECK(model, search->matches[total].line == count_newlines(model, i) + 1);
        }
        total++;
        i = line_end(model, i);
    }
    CHECK(model, search->total == total);
    CHECK(model, (int64_t)search->found == (total < MATCHES ? total : MATCHES));
}

static void check_search(struct model *model)
{
    char text[12];
    struct output_match matches[MATCHES];
    int64_t size = 1 + pick(model, (int64_t)sizeof(text));
    for (int64_t i = 0; i < size; i++)
        text[i] = letters[pick(model, 4)];
    if (chance(model, 30))
        text[pick(model, size)] = '\n';
    struct output_search search = {
        .text = text, .size = (size_t)size, .matches = matches, .room = MATCHES};
    search.from = chance(model, 50) ? 0 : pick(model, model->size + 1);
    CHECK(model, output_search(model->reader, &search, NULL) == 0);
    check_matches(model, &search);
}

static void check_hole(struct model *model)
{
    struct output_totals totals;
    output_totals(model->output, &totals);
    if (!output_hole(model->reader, &model->from, &model->to))
        model->from = model->to = 0;
    CHECK(model, output_size(model->reader) == model->size);
    CHECK(model, totals.bytes == model->size);
    CHECK(model, totals.dropped == model->to - model->from);
    int64_t lines = count_newlines(model, model->size);
    CHECK(model, totals.lines == lines + (model->size && model->data[model->size - 1] != '\n'));
    int64_t step = model->cap / 16 > STEP_MIN ? model->cap / 16 : STEP_MIN;
    int64_t kept = model->size - totals.dropped;
    CHECK(model, !model->cap || model->has_failures || kept <= model->cap + step);
}

/* After a flush the reader must know everything. */
static void check_all(struct model *model)
{
    fixture_fail_pwrite(0, 0);
    CHECK(model, output_flush(model->output, NULL) == 0);
    CHECK(model, output_refresh(model->reader, NULL) == 0);
    check_hole(model);
    CHECK(model, output_is_indexed(model->reader));
    check_copy(model);
    check_lines(model);
    check_time(model);
    check_search(model);
    CHECK(model, output_is_indexed(model->reader));
}

static void play(struct model *model)
{
    static const int64_t caps[] = {0, 1000, 20 * KIB, 64 * KIB, 300 * KIB, 4096 * KIB};
    model->cap = caps[pick(model, (int64_t)ARRAY_LEN(caps))];
    fixture_fail_fallocate(chance(model, 15) ? EOPNOTSUPP : 0);
    model->has_failures = chance(model, 30);
    model->output = fixture_create(model->fixture, model->cap);
    model->reader = fixture_open(model->fixture);
    for (int i = 0; i < APPENDS; i++) {
        if (model->has_failures && chance(model, 10))
            fixture_fail_pwrite(ENOSPC, (int)pick(model, 4));
        if (model->has_failures && chance(model, 20))
            fixture_fail_pwrite(0, 0);
        write_some(model);
        if (chance(model, 10))
            check_all(model);
    }
    check_all(model);
    CHECK(model, output_close(model->output, NULL, NULL) == 0);
    output_reader_close(model->reader);
}

static void random_outputs_are_read_as_they_were_written(void **state)
{
    auto_free char *data = xmalloc(BYTES_MAX);
    auto_free unsigned char *stream = xmalloc(BYTES_MAX);
    auto_free uint32_t *at_ms = xmalloc(BYTES_MAX * sizeof(*at_ms));
    for (unsigned seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
        struct model model = {
            .fixture = *state,
            .seed = seed,
            .random = seed * 0x9e3779b97f4a7c15U,
            .data = data,
            .stream = stream,
            .at_ms = at_ms,
        };
        play(&model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(random_outputs_are_read_as_they_were_written, fixture_make,
                                        fixture_unmake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

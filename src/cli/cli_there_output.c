#include "cli/cli_there_output.h"

#include <stdio.h>
#include <string.h>

#include "base/scope.h"
#include "remote/remote_piece.h"

static int64_t count_lines(const char *data, size_t size)
{
    int64_t count = 0;
    for (const char *at = data; at && (at = memchr(at, '\n', size - (size_t)(at - data))); at++)
        count++;
    return count;
}

static int64_t time_of(void *ctx, int64_t offset)
{
    const struct cli_there_output *output = ctx;
    return output->piece ? remote_piece_time(output->piece, offset) : output->last_us;
}

static int64_t line_of(void *ctx, int64_t offset)
{
    const struct cli_there_output *output = ctx;
    const struct remote_piece *piece = output->piece;
    if (!piece || !piece->data || offset <= piece->offset)
        return output->line;
    size_t size = (size_t)(offset - piece->offset);
    return output->line + count_lines(piece->data, size < piece->size ? size : piece->size);
}

static const struct cli_lookup lookup = {.time_us = time_of, .line = line_of};

void cli_there_output_init(struct cli_there_output *output, struct cli_place *place, const char *id,
                           const struct cli_print_options *options)
{
    *output = (struct cli_there_output){.place = place, .id = id, .line = 1};
    cli_lines_init(&output->lines, options, &lookup, output);
    cli_lines_begin(&output->lines, 0);
}

void cli_there_output_release(struct cli_there_output *output)
{
    cli_lines_release(&output->lines);
}

/* Where NAME ("offset", "line", "tail") NUMBER is. */
static int ask_extent(const struct cli_there_output *output, const char *name, int64_t number,
                      struct remote_extent *out, struct err *err)
{
    char value[24];
    char attempt[24];
    (void)snprintf(value, sizeof(value), "%lld", (long long)number);              /* fits */
    (void)snprintf(attempt, sizeof(attempt), "%lld", (long long)output->attempt); /* as well */
    const struct remote_pair pairs[] = {{"run_id", output->id},
                                        {name, value},
                                        {"attempt", output->attempt ? attempt : NULL},
                                        {"limit", "1"}};
    const struct remote_request request = {
        .method = "GET", .path = "/api/run/log", .query = pairs, .query_count = ARRAY_LEN(pairs)};
    return remote_ask_extent(output->place->remote, &request, out, err);
}

int cli_there_output_begin(struct cli_there_output *output, const struct cli_print_options *options,
                           struct remote_extent *out, struct err *err)
{
    struct remote_extent extent;
    struct remote_extent tail = {.offset = 0};
    bool has_line = options->since_line > 1;
    if (ask_extent(output, has_line ? "line" : "offset", has_line ? options->since_line : 0,
                   &extent, err) < 0 ||
        (options->tail > 0 && ask_extent(output, "tail", options->tail, &tail, err) < 0))
        return -1;
    *out = tail.offset > extent.offset ? tail : extent;
    output->next = out->offset;
    output->line = out->line > 0 ? out->line : 1;
    cli_lines_begin(&output->lines, out->offset);
    return 0;
}

/* Lines in a hole cannot be counted here: the server knows. */
static void pass_hole(struct cli_there_output *output, const struct remote_piece *piece)
{
    struct remote_extent extent;
    struct err ignored; /* then the numbers go on as if it had none */
    if (output->lines.is_json &&
        ask_extent(output, "offset", piece->offset + (int64_t)piece->size, &extent, &ignored) == 0)
        output->line = extent.line;
}

static bool fail_times(struct cli_lines *lines)
{
    lines->has_failed = true;
    (void)err_set(&lines->err, ERR_INVALID,
                  "the server does not tell when lines were written, as --time asks");
    return false;
}

static bool is_wanted(const struct cli_there_output *output, enum output_stream stream)
{
    return !output->lines.stream || output->lines.stream == (int)stream;
}

bool cli_there_output_put(struct cli_there_output *output, const struct remote_piece *piece)
{
    struct cli_lines *lines = &output->lines;
    bool is_stderr = piece->stream && strcmp(piece->stream, "stderr") == 0;
    bool is_stdout = piece->stream && strcmp(piece->stream, "stdout") == 0;
    enum output_stream stream = is_stderr   ? OUTPUT_STDERR
                                : is_stdout ? OUTPUT_STDOUT
                                            : OUTPUT_UNKNOWN;
    bool is_good = true;
    if (piece->line > 0)
        output->line = piece->line;
    if (lines->has_time && piece->data && piece->time_us == 0)
        return fail_times(lines);
    if (!piece->data)
        pass_hole(output, piece);
    output->piece = piece;
    lines->line = output->line;
    if (!piece->data || is_wanted(output, stream))
        is_good = cli_lines_put(lines, piece->offset, piece->data, piece->size, stream);
    output->line += piece->data ? count_lines(piece->data, piece->size) : 0;
    output->next = piece->offset + (int64_t)piece->size;
    if (piece->data)
        output->last_us = remote_piece_time(piece, output->next - 1);
    output->piece = NULL;
    return is_good;
}

int cli_there_output_fail(const struct cli_there_output *output, struct err *err)
{
    *err = output->lines.err;
    return err->code == ERR_INVALID ? -1 : err_prefix(err, "output");
}

int cli_there_output_finish(struct cli_there_output *output, struct err *err)
{
    if (!cli_lines_finish(&output->lines, output->next))
        return cli_there_output_fail(output, err);
    output->line = 1;
    output->next = 0;
    return 0;
}

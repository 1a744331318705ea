#include "cli/cli_lines.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/json.h"
#include "base/scope.h"

#define JSON_LINE_CAP ((size_t)1024 * 1024) /* a longer line is given in pieces */
#define BATCH_SIZE    8192

void cli_lines_init(struct cli_lines *lines, const struct cli_print_options *options,
                    const struct cli_lookup *lookup, void *ctx)
{
    *lines = (struct cli_lines){.stream = options->stream,
                                .has_time = options->has_time,
                                .is_json = options->is_json,
                                .lookup = lookup,
                                .ctx = ctx};
    buf_init(&lines->parts[0], JSON_LINE_CAP);
    buf_init(&lines->parts[1], JSON_LINE_CAP);
}

void cli_lines_release(struct cli_lines *lines)
{
    buf_release(&lines->parts[0]);
    buf_release(&lines->parts[1]);
}

void cli_lines_begin(struct cli_lines *lines, int64_t offset)
{
    lines->line = lines->is_json ? lines->lookup->line(lines->ctx, offset) : 0;
}

static bool put(struct cli_lines *lines, int fd, const char *data, size_t size)
{
    if (fd_write_all(fd, data, size, &lines->err) == 0)
        return true;
    lines->has_failed = true;
    return false;
}

static bool print_hole(struct cli_lines *lines, int64_t offset, size_t size)
{
    char text[100];
    int length = snprintf(text, sizeof(text), "… %zu bytes not kept …\n", size); /* fits */
    if (lines->is_json)
        lines->line = lines->lookup->line(lines->ctx, offset + (int64_t)size);
    return put(lines, STDERR_FILENO, text, (size_t)length);
}

static void format_time(struct cli_lines *lines, int64_t offset, char text[CLOCK_TEXT_SIZE])
{
    clock_format(lines->lookup->time_us(lines->ctx, offset), text);
}

static size_t line_size(const char *data, size_t size)
{
    const char *end = memchr(data, '\n', size);
    return end ? (size_t)(end - data) + 1 : size;
}

/* Lines with their times. A line that two stretches of its stream make up has the time of its
 * first byte. */
static bool print_timed(struct cli_lines *lines, int64_t offset, const char *data, size_t size,
                        enum output_stream stream)
{
    int fd = stream == OUTPUT_STDERR ? STDERR_FILENO : STDOUT_FILENO;
    bool *is_inside = &lines->is_inside[stream == OUTPUT_STDERR];
    auto_buf struct buf out;
    buf_init(&out, (size_t)4 * BATCH_SIZE + size);
    while (size > 0) {
        size_t part = line_size(data, size);
        char time[CLOCK_TEXT_SIZE];
        if (!*is_inside) {
            format_time(lines, offset, time);
            buf_addf(&out, "%s ", time);
        }
        buf_append(&out, data, part);
        *is_inside = data[part - 1] != '\n';
        data += part;
        size -= part;
        offset += (int64_t)part;
        if (out.size > BATCH_SIZE || size == 0) {
            if (!put(lines, fd, buf_text(&out), out.size))
                return false;
            buf_clear(&out);
        }
    }
    return true;
}

/* The time is left out when it is not known. */
static bool print_json_line(struct cli_lines *lines, enum output_stream stream, int64_t offset)
{
    struct buf *part = &lines->parts[stream == OUTPUT_STDERR];
    char time[CLOCK_TEXT_SIZE];
    auto_buf struct buf out;
    buf_init(&out, 8 * JSON_LINE_CAP);
    size_t size = part->size;
    bool has_end = size > 0 && part->data[size - 1] == '\n';
    buf_addf(&out, "{\"line\":%lld", (long long)lines->line);
    if (lines->lookup->time_us(lines->ctx, offset) > 0) {
        format_time(lines, offset, time);
        buf_addf(&out, ",\"time\":\"%s\"", time);
    }
    buf_addf(&out, ",\"stream\":\"%s\",\"text\":", stream == OUTPUT_STDERR ? "stderr" : "stdout");
    json_quote(buf_text(part), has_end ? size - 1 : size, &out);
    buf_add(&out, "}\n");
    buf_clear(part);
    lines->line += has_end;
    return put(lines, STDOUT_FILENO, buf_text(&out), out.size);
}

/* Lines by the count of newlines, as everywhere; a line's number is that of its end. Counted
 * while both streams pass by; looked up when one of them is left out. */
static bool print_json(struct cli_lines *lines, int64_t offset, const char *data, size_t size,
                       enum output_stream stream)
{
    struct buf *part = &lines->parts[stream == OUTPUT_STDERR];
    while (size > 0) {
        size_t piece = line_size(data, size);
        piece = piece > JSON_LINE_CAP - part->size ? JSON_LINE_CAP - part->size : piece;
        buf_append(part, data, piece);
        bool has_end = piece > 0 && data[piece - 1] == '\n';
        if (lines->stream)
            lines->line = lines->lookup->line(lines->ctx, offset);
        if ((has_end || part->size == JSON_LINE_CAP) && !print_json_line(lines, stream, offset))
            return false;
        data += piece;
        size -= piece;
        offset += (int64_t)piece;
    }
    return true;
}

bool cli_lines_put(struct cli_lines *lines, int64_t offset, const char *data, size_t size,
                   enum output_stream stream)
{
    if (!data)
        return print_hole(lines, offset, size);
    if (lines->is_json)
        return print_json(lines, offset, data, size, stream);
    if (lines->has_time)
        return print_timed(lines, offset, data, size, stream);
    return put(lines, stream == OUTPUT_STDERR ? STDERR_FILENO : STDOUT_FILENO, data, size);
}

bool cli_lines_finish(struct cli_lines *lines, int64_t next)
{
    static const enum output_stream streams[] = {OUTPUT_STDOUT, OUTPUT_STDERR};
    for (size_t i = 0; i < ARRAY_LEN(streams); i++) {
        if (lines->parts[i].size > 0 && !print_json_line(lines, streams[i], next))
            return false;
    }
    return true;
}

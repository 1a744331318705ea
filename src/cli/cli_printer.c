#include "cli/cli_printer.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/json.h"
#include "base/scope.h"
#include "output/output_index.h"

#define JSON_LINE_CAP ((size_t)1024 * 1024) /* a longer line is given in pieces */
#define BATCH_SIZE    8192

void cli_printer_init(struct cli_printer *printer, const struct cli_print_options *options)
{
    *printer = (struct cli_printer){.options = *options};
    output_index_open(&printer->index, -1, 0);
    buf_init(&printer->parts[0], JSON_LINE_CAP);
    buf_init(&printer->parts[1], JSON_LINE_CAP);
}

static void close_reader(struct cli_printer *printer)
{
    if (printer->reader)
        output_reader_close(printer->reader);
    printer->reader = NULL;
    output_index_close(&printer->index);
}

void cli_printer_release(struct cli_printer *printer)
{
    close_reader(printer);
    buf_release(&printer->parts[0]);
    buf_release(&printer->parts[1]);
}

static void go_to_begin(struct cli_printer *printer)
{
    const struct cli_print_options *options = &printer->options;
    printer->next = 0;
    if (options->since_line > 1)
        printer->next = output_line_offset(printer->reader, options->since_line);
    if (options->tail > 0) {
        int64_t tail = output_tail_offset(printer->reader, options->tail);
        printer->next = tail > printer->next ? tail : printer->next;
    }
    printer->line = options->is_json ? output_offset_line(printer->reader, printer->next) : 0;
}

/* runs/ID, or of an earlier attempt runs/ID/attempt-N. */
static int open_run(struct cli_project *project, const char *id, int attempt, struct err *err)
{
    if (attempt == 0)
        return fd_open_dir(project->spool.dirs.runs, id, err);
    auto_free char *name = xasprintf("attempt-%d", attempt);
    auto_fd int run = fd_open_dir(project->spool.dirs.runs, id, err);
    return run < 0 ? -1 : fd_open_dir(run, name, err);
}

int cli_printer_open(struct cli_printer *printer, struct cli_project *project,
                     const struct ident *id, int attempt, struct err *err)
{
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    auto_free char *name =
        attempt ? xasprintf("%s.%d.log", text, attempt) : xasprintf("%s.log", text);
    auto_fd int run = open_run(project, text, attempt, err);
    if (run < 0)
        return -1;
    struct output_reader *reader = output_open(project->spool.dirs.logs, name, run, err);
    if (!reader)
        return -1;
    close_reader(printer);
    printer->reader = reader;
    int index = openat(run, "output.idx", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    output_index_open(&printer->index, index, output_size(reader));
    go_to_begin(printer);
    return 0;
}

/* When the byte at OFFSET was written. */
static int64_t time_of(struct cli_printer *printer, int64_t offset)
{
    uint64_t number = 0;
    struct output_index_entry entry;
    if (!output_index_find(&printer->index, OUTPUT_BY_OFFSET, (uint64_t)offset, &number, &entry))
        return printer->index.header.start_us;
    return printer->index.header.start_us + (int64_t)entry.elapsed_ms * 1000;
}

static bool put(struct cli_printer *printer, int fd, const char *data, size_t size)
{
    if (fd_write_all(fd, data, size, &printer->err) == 0)
        return true;
    printer->has_failed = true;
    return false;
}

static bool print_hole(struct cli_printer *printer, int64_t offset, size_t size)
{
    char text[100];
    int length = snprintf(text, sizeof(text), "… %zu bytes not kept …\n", size); /* fits */
    if (printer->options.is_json)
        printer->line = output_offset_line(printer->reader, offset + (int64_t)size);
    return put(printer, STDERR_FILENO, text, (size_t)length);
}

static void format_time(struct cli_printer *printer, int64_t offset, char text[CLOCK_TEXT_SIZE])
{
    clock_format(time_of(printer, offset), text);
}

static size_t line_size(const char *data, size_t size)
{
    const char *end = memchr(data, '\n', size);
    return end ? (size_t)(end - data) + 1 : size;
}

/* Lines with their times. A line that two stretches of its stream make up has the time of its
 * first byte. */
static bool print_timed(struct cli_printer *printer, int64_t offset, const char *data, size_t size,
                        enum output_stream stream)
{
    int fd = stream == OUTPUT_STDERR ? STDERR_FILENO : STDOUT_FILENO;
    bool *is_inside = &printer->is_inside[stream == OUTPUT_STDERR];
    auto_buf struct buf out;
    buf_init(&out, (size_t)4 * BATCH_SIZE + size);
    while (size > 0) {
        size_t part = line_size(data, size);
        char time[CLOCK_TEXT_SIZE];
        if (!*is_inside) {
            format_time(printer, offset, time);
            buf_addf(&out, "%s ", time);
        }
        buf_append(&out, data, part);
        *is_inside = data[part - 1] != '\n';
        data += part;
        size -= part;
        offset += (int64_t)part;
        if (out.size > BATCH_SIZE || size == 0) {
            if (!put(printer, fd, buf_text(&out), out.size))
                return false;
            buf_clear(&out);
        }
    }
    return true;
}

static bool print_json_line(struct cli_printer *printer, enum output_stream stream, int64_t offset)
{
    struct buf *part = &printer->parts[stream == OUTPUT_STDERR];
    char time[CLOCK_TEXT_SIZE];
    auto_buf struct buf out;
    buf_init(&out, 8 * JSON_LINE_CAP);
    format_time(printer, offset, time);
    size_t size = part->size;
    bool has_end = size > 0 && part->data[size - 1] == '\n';
    buf_addf(&out,
             "{\"line\":%lld,\"time\":\"%s\",\"stream\":\"%s\",\"text\":", (long long)printer->line,
             time, stream == OUTPUT_STDERR ? "stderr" : "stdout");
    json_quote(buf_text(part), has_end ? size - 1 : size, &out);
    buf_add(&out, "}\n");
    buf_clear(part);
    printer->line += has_end;
    return put(printer, STDOUT_FILENO, buf_text(&out), out.size);
}

/* Lines by the count of newlines, as everywhere; a line's number is that of its end. Counted
 * while both streams pass by; looked up when one of them is left out. */
static bool print_json(struct cli_printer *printer, int64_t offset, const char *data, size_t size,
                       enum output_stream stream)
{
    struct buf *part = &printer->parts[stream == OUTPUT_STDERR];
    while (size > 0) {
        size_t piece = line_size(data, size);
        piece = piece > JSON_LINE_CAP - part->size ? JSON_LINE_CAP - part->size : piece;
        buf_append(part, data, piece);
        bool has_end = piece > 0 && data[piece - 1] == '\n';
        if (printer->options.stream)
            printer->line = output_offset_line(printer->reader, offset);
        if ((has_end || part->size == JSON_LINE_CAP) && !print_json_line(printer, stream, offset))
            return false;
        data += piece;
        size -= piece;
        offset += (int64_t)piece;
    }
    return true;
}

static bool print_stretch(void *ctx, int64_t offset, const char *data, size_t size,
                          enum output_stream stream)
{
    struct cli_printer *printer = ctx;
    if (data && stream == OUTPUT_UNKNOWN && printer->options.is_live &&
        output_is_indexed(printer->reader)) {
        printer->held_at = offset;
        return false;
    }
    if (!data)
        return print_hole(printer, offset, size);
    if (printer->options.is_json)
        return print_json(printer, offset, data, size, stream);
    if (printer->options.has_time)
        return print_timed(printer, offset, data, size, stream);
    return put(printer, stream == OUTPUT_STDERR ? STDERR_FILENO : STDOUT_FILENO, data, size);
}

int cli_printer_copy(struct cli_printer *printer, struct err *err)
{
    if (!printer->reader)
        return 0;
    if (output_refresh(printer->reader, err) < 0)
        return -1;
    if (printer->options.has_time || printer->options.is_json)
        output_index_refresh(&printer->index, output_size(printer->reader));
    struct output_range range = {.from = printer->next,
                                 .to = output_size(printer->reader),
                                 .stream = printer->options.stream};
    if (range.to <= range.from)
        return 0;
    printer->held_at = -1;
    if (output_copy(printer->reader, &range, print_stretch, printer, &printer->next, err) < 0)
        return -1;
    if (printer->held_at >= 0)
        printer->next = printer->held_at;
    if (printer->has_failed) {
        *err = printer->err;
        return err_prefix(err, "output");
    }
    return 0;
}

static int finish(struct cli_printer *printer, struct err *err)
{
    static const enum output_stream streams[] = {OUTPUT_STDOUT, OUTPUT_STDERR};
    printer->options.is_live = false;
    if (cli_printer_copy(printer, err) < 0)
        return -1;
    for (size_t i = 0; i < ARRAY_LEN(streams); i++) {
        if (printer->parts[i].size > 0 && !print_json_line(printer, streams[i], printer->next)) {
            *err = printer->err;
            return err_prefix(err, "output");
        }
    }
    return 0;
}

int cli_printer_finish(struct cli_printer *printer, struct err *err)
{
    bool is_live = printer->options.is_live;
    int result = finish(printer, err);
    close_reader(printer);
    printer->options.is_live = is_live;
    printer->options.since_line = 0;
    printer->options.tail = 0;
    return result;
}

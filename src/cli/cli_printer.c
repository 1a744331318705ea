#include "cli/cli_printer.h"

#include <fcntl.h>

#include "base/fd.h"
#include "base/scope.h"
#include "output/output_index.h"

/* When the byte at OFFSET was written. */
static int64_t time_of(void *ctx, int64_t offset)
{
    struct cli_printer *printer = ctx;
    uint64_t number = 0;
    struct output_index_entry entry;
    if (!output_index_find(&printer->index, OUTPUT_BY_OFFSET, (uint64_t)offset, &number, &entry))
        return printer->index.header.start_us;
    return printer->index.header.start_us + (int64_t)entry.elapsed_ms * 1000;
}

static int64_t line_of(void *ctx, int64_t offset)
{
    struct cli_printer *printer = ctx;
    return output_offset_line(printer->reader, offset);
}

static const struct cli_lookup lookup = {.time_us = time_of, .line = line_of};

void cli_printer_init(struct cli_printer *printer, const struct cli_print_options *options)
{
    *printer = (struct cli_printer){.options = *options};
    output_index_open(&printer->index, -1, 0);
    cli_lines_init(&printer->lines, options, &lookup, printer);
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
    cli_lines_release(&printer->lines);
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
    cli_lines_begin(&printer->lines, printer->next);
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

static bool print_stretch(void *ctx, int64_t offset, const char *data, size_t size,
                          enum output_stream stream)
{
    struct cli_printer *printer = ctx;
    if (data && stream == OUTPUT_UNKNOWN && printer->options.is_live &&
        output_is_indexed(printer->reader)) {
        printer->held_at = offset;
        return false;
    }
    return cli_lines_put(&printer->lines, offset, data, size, stream);
}

static int fail_lines(const struct cli_printer *printer, struct err *err)
{
    *err = printer->lines.err;
    return err_prefix(err, "output");
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
    return printer->lines.has_failed ? fail_lines(printer, err) : 0;
}

static int finish(struct cli_printer *printer, struct err *err)
{
    printer->options.is_live = false;
    if (cli_printer_copy(printer, err) < 0)
        return -1;
    return cli_lines_finish(&printer->lines, printer->next) ? 0 : fail_lines(printer, err);
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

/* cli_lines: stretches of a run's output to our own stdout and stderr: what the script wrote to
 * stdout goes to stdout and what it wrote to stderr to stderr, byte for byte; or one stream of it,
 * or with times, or as JSON lines. Where the stretches come from is the caller's business. */
#ifndef PIRUN_CLI_CLI_LINES_H
#define PIRUN_CLI_CLI_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "output/output.h"

struct cli_print_options {
    int stream;         /* enum output_stream, 0: both */
    bool has_time;      /* each line begins with its time */
    bool is_json;       /* one object per line, all on stdout */
    int64_t since_line; /* from 1; 0: from the beginning */
    int64_t tail;       /* the last N lines; 0: all. Of the whole output, also with one STREAM */
    bool is_live;       /* bytes whose stream is not known yet are held back until it is */
};

/* What is looked up while printing: when the byte at OFFSET was written (0: not known), and which
 * line it is in. */
struct cli_lookup {
    int64_t (*time_us)(void *ctx, int64_t offset);
    int64_t (*line)(void *ctx, int64_t offset);
};

struct cli_lines {
    int stream;
    bool has_time, is_json;
    const struct cli_lookup *lookup;
    void *ctx;
    int64_t line;        /* JSON: number of the line that is being put together */
    struct buf parts[2]; /* JSON: lines that have not ended, by stream */
    bool is_inside[2];   /* times: the line has begun, by stream */
    bool has_failed;
    struct err err;
};

/* Owns: borrows LOOKUP and CTX. */
void cli_lines_init(struct cli_lines *lines, const struct cli_print_options *options,
                    const struct cli_lookup *lookup, void *ctx);
void cli_lines_release(struct cli_lines *lines);
/* Printing begins at OFFSET. */
void cli_lines_begin(struct cli_lines *lines, int64_t offset);
/* DATA NULL: a hole of SIZE bytes. False: stdout or stderr cannot be written (LINES->err). */
bool cli_lines_put(struct cli_lines *lines, int64_t offset, const char *data, size_t size,
                   enum output_stream stream);
/* Print last lines that have no end (JSON); they end before NEXT. */
bool cli_lines_finish(struct cli_lines *lines, int64_t next);

#endif

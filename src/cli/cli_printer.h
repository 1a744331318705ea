/* cli_printer: a run's output to our own stdout and stderr: what the script wrote to stdout goes
 * to stdout and what it wrote to stderr to stderr, byte for byte; or one stream of it, or with
 * times, or as JSON lines. */
#ifndef PIRUN_CLI_CLI_PRINTER_H
#define PIRUN_CLI_CLI_PRINTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/ident.h"
#include "cli/cli_project.h"
#include "output/output_index.h"
#include "output/output_read.h"

struct cli_print_options {
    int stream;         /* enum output_stream, 0: both */
    bool has_time;      /* each line begins with its time */
    bool is_json;       /* one object per line, all on stdout */
    int64_t since_line; /* from 1; 0: from the beginning */
    int64_t tail;       /* the last N lines; 0: all. Of the whole output, also with one STREAM */
    bool is_live;       /* bytes whose stream is not known yet are held back until it is */
};

struct cli_printer {
    struct cli_print_options options;
    struct output_reader *reader; /* NULL: not opened yet */
    struct output_index index;    /* for the times */
    int64_t next;                 /* first byte not printed yet */
    int64_t line;                 /* JSON: number of the line that is being put together */
    struct buf parts[2];          /* JSON: lines that have not ended, by stream */
    bool is_inside[2];            /* times: the line has begun, by stream */
    int64_t held_at; /* where bytes of an unknown stream begin; -1: none are held back */
    bool has_failed;
    struct err err;
};

void cli_printer_init(struct cli_printer *printer, const struct cli_print_options *options);
void cli_printer_release(struct cli_printer *printer);
/* Open the output of ID and go to where printing begins. ATTEMPT 0: the current one; else an
 * earlier one that was tried again. Errors: ERR_NOT_FOUND there is none (yet). */
int cli_printer_open(struct cli_printer *printer, struct cli_project *project,
                     const struct ident *id, int attempt, struct err *err);
/* Print everything that is there and was not printed. Errors: as output_copy; when stdout or
 * stderr cannot be written. */
int cli_printer_copy(struct cli_printer *printer, struct err *err);
/* This output is over: print what was held back, and last lines that have no end (JSON). Then it
 * is closed; the next one that is opened, of another attempt, is printed from its beginning. */
int cli_printer_finish(struct cli_printer *printer, struct err *err);

#endif

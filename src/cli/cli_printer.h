/* cli_printer: the output of a run of this machine, read from its files and printed by
 * cli_lines. */
#ifndef PIRUN_CLI_CLI_PRINTER_H
#define PIRUN_CLI_CLI_PRINTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/ident.h"
#include "cli/cli_lines.h"
#include "cli/cli_project.h"
#include "output/output_index.h"
#include "output/output_read.h"

struct cli_printer {
    struct cli_print_options options;
    struct output_reader *reader; /* NULL: not opened yet */
    struct output_index index;    /* for the times */
    int64_t next;                 /* first byte not printed yet */
    struct cli_lines lines;
    int64_t held_at; /* where bytes of an unknown stream begin; -1: none are held back */
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

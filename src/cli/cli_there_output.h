/* cli_there_output: the output of a run behind PIRUN_URL, as its stream brings it, to cli_lines. */
#ifndef PIRUN_CLI_CLI_THERE_OUTPUT_H
#define PIRUN_CLI_CLI_THERE_OUTPUT_H

#include "cli/cli_lines.h"
#include "cli/cli_place.h"
#include "remote/remote_request.h"
#include "remote/remote_stream.h"

struct cli_there_output {
    struct cli_place *place;
    const char *id;
    struct cli_lines lines;
    int64_t attempt;                  /* whose output this is; 0: the current one's */
    const struct remote_piece *piece; /* that is being printed */
    int64_t line;                     /* that the next byte is in */
    int64_t next;                     /* behind the last byte that came */
    int64_t last_us;                  /* when that was written; 0: not known */
};

/* Owns: borrows PLACE and ID. */
void cli_there_output_init(struct cli_there_output *output, struct cli_place *place, const char *id,
                           const struct cli_print_options *options);
void cli_there_output_release(struct cli_there_output *output);
/* Where the output begins by OPTIONS, and how much there is now. Errors: ERR_NOT_FOUND there is
 * none (yet); as remote_ask. */
int cli_there_output_begin(struct cli_there_output *output, const struct cli_print_options *options,
                           struct remote_extent *out, struct err *err);
/* False: stdout or stderr cannot be written, or times are wanted and the server tells none
 * (cli_there_output_fail). */
bool cli_there_output_put(struct cli_there_output *output, const struct remote_piece *piece);
/* This output is over; what comes now is of another attempt. Errors: stdout cannot be written. */
int cli_there_output_finish(struct cli_there_output *output, struct err *err);
int cli_there_output_fail(const struct cli_there_output *output, struct err *err);

#endif

/* cli_rows: pages of runs for people: the index's answer, corrected by the files where they know
 * better, so that nothing is invisible: what no server has accepted yet, what the index has not
 * heard of, what ended while no server ran. Without an index the files alone answer. */
#ifndef PIRUN_CLI_CLI_ROWS_H
#define PIRUN_CLI_CLI_ROWS_H

#include "base/ident.h"
#include "base/json.h"
#include "cli/cli_project.h"
#include "job/run.h"

#define CLI_ROWS_MAX 1000

/* One run, as much as a list shows. Strings are owned; KEY and SUBMITTED_BY may be NULL. */
struct cli_row {
    char id[IDENT_TEXT_SIZE];
    char *title, *key, *submitted_by, *labels_json;
    enum run_state state;
    enum run_reason reason;
    enum job_source source;
    int64_t seq; /* 0: not accepted yet */
    int exit_code, signal, attempt;
    int64_t submitted_at_us, queued_at_us, started_at_us, ended_at_us, duration_ms, output_bytes;
};

struct cli_rows {
    struct cli_row *rows;
    size_t count, room;
};

void cli_rows_release(struct cli_rows *rows);
#define auto_rows __attribute__((cleanup(cli_rows_release)))

/* An empty row at the end, to be filled. */
struct cli_row *cli_rows_add(struct cli_rows *rows);
void cli_row_fill(struct cli_row *row, const struct run *run);

/* The page that QUERY asks for, newest first: not accepted ones, then by falling accept number.
 * Errors: ERR_INVALID a limit outside 1…CLI_ROWS_MAX; what store_index_query says. */
int cli_rows_collect(struct cli_project *project, const struct store_query *query,
                     struct cli_rows *out, struct err *err);

/* Names in directory DIRFD that are ids and begin with PREFIX ("" for all), with or without
 * ".json".
 * Owns: *OUT belongs to the caller. Answers how many. */
size_t cli_rows_names(int dirfd, const char *prefix, char (**out)[IDENT_TEXT_SIZE]);

/* Owns: returns the row as the run record names its fields. */
struct json *cli_row_json(const struct cli_row *row);

#endif

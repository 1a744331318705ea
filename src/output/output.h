/* output: the bytes of one attempt, stdout and stderr together exactly as written, with an index beside them. The supervisor is the
 * only writer. Every byte keeps its offset for ever: beyond the cap, the middle of the file becomes a hole
 * (FALLOC_FL_PUNCH_HOLE), so head and tail stay at their true offsets and a live reader never loses its place.
 * Where the file system cannot punch holes, the head is kept and the rest is counted as dropped. */
#ifndef PIRUN_OUTPUT_OUTPUT_H
#define PIRUN_OUTPUT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum output_stream { OUTPUT_STDOUT = 1, OUTPUT_STDERR = 2 };

struct output; /* writer */

/* Create (or, for a later attempt, empty) NAME in LOGS_DIRFD and output.idx in RUN_DIRFD. CAP_BYTES: most bytes kept, half as head, half as
 * tail; 0: no cap. START_US: wall clock, time zero of the index. Owns: returns a writer. */
struct output *output_create(int logs_dirfd, const char *name, int run_dirfd, int64_t cap_bytes, int64_t start_us, struct err *err);
/* Append SIZE bytes of STREAM that were read at ELAPSED_MS (since the start). Errors: ERR_NO_SPACE and others: the bytes are counted as
 * dropped and the writer goes on; the first failure is kept in *ERR. */
int output_append(struct output *output, enum output_stream stream, const void *data, size_t size, int64_t elapsed_ms, struct err *err);
struct output_totals {
    int64_t bytes;   /* all that was written by the script */
    int64_t lines;   /* newlines, and one for a last line without */
    int64_t dropped; /* bytes of them that are not in the file */
};
void output_totals(const struct output *output, struct output_totals *out);
/* Write what is pending of the index and close. */
int output_close(struct output *output, struct output_totals *out, struct err *err);

#endif

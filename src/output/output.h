/* output: the bytes of one attempt, stdout and stderr together exactly as written, with an index
 * beside them. The supervisor is the only writer. Every byte keeps its offset for ever: beyond the
 * cap, the middle of the file becomes a hole (FALLOC_FL_PUNCH_HOLE), so head and tail stay at their
 * true offsets and a live reader never loses its place. There is one hole at most; it grows at its
 * end. Where the file system cannot punch holes, the head is kept and the rest is counted as
 * dropped. Writes nothing durably: after a loss of power the end may be missing. Thread: one
 * writer, one thread. */
#ifndef PIRUN_OUTPUT_OUTPUT_H
#define PIRUN_OUTPUT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* OUTPUT_UNKNOWN is only read: bytes that the index does not cover (yet), because the writer was
 * killed or will write the entry in a moment. */
enum output_stream {
    OUTPUT_UNKNOWN = 0,
    OUTPUT_STDOUT = 1,
    OUTPUT_STDERR = 2
};

#define OUTPUT_INDEX_NAME "output.idx"

struct output; /* writer */

/* Create (or, for a later attempt, empty) NAME in LOGS_DIRFD and output.idx in RUN_DIRFD.
 * Units: CAP_BYTES: most bytes kept, half as head, half as tail; 0: no cap. On disk it may be more
 * by a step: a sixteenth of the cap, at least 4 KiB, at most 4 MiB. The index is kept below four
 * times the cap in the same way. START_US: wall clock, time zero of the index.
 * Owns: borrows the descriptors; returns a writer. Errors: by errno. */
struct output *output_create(int logs_dirfd, const char *name, int run_dirfd, int64_t cap_bytes,
                             int64_t start_us, struct err *err);
/* Append SIZE bytes of STREAM that were read at ELAPSED_MS (since the start; an earlier time than
 * the last one counts as that). One write(2) for up to 240 KiB (3.75 MiB when the cap is 1 MiB or
 * more).
 * Errors: ERR_NO_SPACE and others: bytes that could not be written are counted as dropped and the
 * writer goes on. Answers -1 then, and fills ERR only if it is still ERR_NONE: so the first failure
 * is kept. */
int output_append(struct output *output, enum output_stream stream, const void *data, size_t size,
                  int64_t elapsed_ms, struct err *err);
/* Write what is pending of the index, so that readers see it. Call it when there is nothing to read
 * for the moment. Errors: by errno; what is pending stays so. */
int output_flush(struct output *output, struct err *err);

struct output_totals {
    int64_t bytes;   /* all that was written by the script */
    int64_t lines;   /* newlines, and one for a last line without */
    int64_t dropped; /* bytes of them that are not in the file */
};
void output_totals(const struct output *output, struct output_totals *out);
/* Write what is pending of the index and close. OUT may be NULL. Frees OUTPUT also on failure. */
int output_close(struct output *output, struct output_totals *out, struct err *err);

#endif

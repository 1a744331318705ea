/* web_output: a run's output as this room shows it: opened by run and attempt, and as text where it
 * is text. Thread: a lane. */
#ifndef PIRUN_WEB_WEB_OUTPUT_H
#define PIRUN_WEB_WEB_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/ident.h"
#include "output/output_read.h"
#include "store/store.h"

/* The output of ATTEMPT, kept under a name of its own; 0: of the current one. Owns: returns a
 * reader. Errors: as output_open. */
struct output_reader *web_output_open(const struct store *store, const struct ident *id,
                                      int attempt, struct err *err);
/* "stdout", "stderr"; NULL for OUTPUT_UNKNOWN. */
const char *web_output_stream_name(enum output_stream stream);

/* SIZE without the bytes at the end that may be the beginning of a character that goes on. */
size_t web_output_whole(const char *text, size_t size);

#endif

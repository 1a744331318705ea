/* output_reader: the inside of struct output_reader. Internal to the room. */
#ifndef PIRUN_OUTPUT_OUTPUT_READER_H
#define PIRUN_OUTPUT_OUTPUT_READER_H

#include "output/output_index.h"
#include "output/output_read.h"

struct output_reader {
    int log_fd;
    struct output_index index;
    /* A place whose line was counted before: makes a walk over an output without index linear. */
    int64_t known_offset;
    int64_t known_newlines;
};

/* Read at most SIZE bytes at OFFSET to DATA, none of them from the hole, also when it grows just
 * now. Answers how many; 0 at the end, or when OFFSET is in the hole (look again with output_hole);
 * -1 and ERR on failure. */
int64_t output_reader_load(struct output_reader *reader, int64_t offset, char *data, size_t size,
                           struct err *err);
/* Newlines before OFFSET; those before the hole, when it is in the hole. */
int64_t output_reader_newlines(struct output_reader *reader, int64_t offset);
/* The first byte behind the last entry: from there on nothing is known but the bytes. */
int64_t output_reader_indexed_end(struct output_reader *reader);

#endif

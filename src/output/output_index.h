/* output_index: the file output.idx: where each stretch of output came from, when, and its line number. Binary, little-endian,
 * versioned: a header of 64 bytes, then entries of 32 bytes, appended. Read by pread(2) and binary search: opening and seeking cost the
 * same for 1 KiB and for 1 GiB. Neighbours of one stream within one millisecond are one entry.
 * Outside bytes: every field is checked; a torn last entry is ignored. */
#ifndef PIRUN_OUTPUT_OUTPUT_INDEX_H
#define PIRUN_OUTPUT_OUTPUT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define OUTPUT_INDEX_MAGIC   "PIRUNIDX"
#define OUTPUT_INDEX_VERSION 1

struct output_index_header {
    char magic[8];
    uint32_t version;
    uint32_t entry_size;
    int64_t start_us;     /* wall clock of time zero */
    int64_t dropped_from; /* hole: first missing byte … */
    int64_t dropped_to;   /* … and the first one behind it; equal: nothing is missing */
    uint8_t reserved[24];
};

struct output_index_entry {
    uint64_t offset;     /* of its first byte */
    uint64_t line;       /* newlines before its first byte */
    uint32_t size;       /* bytes */
    uint32_t stream;     /* enum output_stream */
    uint64_t elapsed_ms; /* since start_us */
};

#endif

/* output_index: the file output.idx: where each stretch of output came from, when, and its line
 * number. Binary, little-endian, versioned: a header of 64 bytes, then entries of 32 bytes,
 * appended. Read by pread(2) and binary search: opening and seeking cost the same for 1 KiB and for
 * 1 GiB. Neighbours of one stream within one millisecond are one entry, of OUTPUT_ENTRY_MAX bytes
 * at most. Outside bytes: every field is checked; a torn last entry is ignored. From the first
 * entry that cannot be right, the index counts as ended. */
#ifndef PIRUN_OUTPUT_OUTPUT_INDEX_H
#define PIRUN_OUTPUT_OUTPUT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define OUTPUT_INDEX_MAGIC   "PIRUNIDX"
#define OUTPUT_INDEX_VERSION 1
#define OUTPUT_ENTRY_MAX     65536 /* bytes: what a reader looks through to find a line */

struct output_index_header {
    char magic[8];
    uint32_t version;
    uint32_t entry_size;
    int64_t start_us;      /* wall clock of time zero */
    int64_t dropped_from;  /* hole: first missing byte … */
    int64_t dropped_to;    /* … and the first one behind it; equal: nothing is missing */
    uint64_t entries_from; /* entries of the hole are missing too: first one … */
    uint64_t entries_to;   /* … and the first one behind them */
    int64_t dropped_lines; /* newlines in the hole */
};

struct output_index_entry {
    uint64_t offset;     /* of its first byte */
    uint64_t line;       /* newlines before its first byte */
    uint32_t size;       /* bytes */
    uint32_t stream;     /* enum output_stream */
    uint64_t elapsed_ms; /* since start_us */
};

_Static_assert(sizeof(struct output_index_header) == 64, "as written to the file");
_Static_assert(sizeof(struct output_index_entry) == 32, "as written to the file");

/* Where entry NUMBER of the file begins. */
static inline int64_t output_index_at(uint64_t number)
{
    return (int64_t)(sizeof(struct output_index_header) +
                     number * sizeof(struct output_index_entry));
}

/* The entries as a reader sees them: numbered from 0 without the missing ones. */
struct output_index {
    int fd; /* -1: there is no index */
    struct output_index_header header;
    uint64_t count;
    int64_t log_size; /* logical: entries end at or before it */
    bool has_header;
    bool is_damaged;
    uint64_t hint; /* the entry found last: the next one is mostly that or the one behind it */
    uint64_t cached_from; /* number of cache[0] in the file */
    size_t cached_count;
    struct output_index_entry cache[128];
};

/* Takes FD, which may be -1. Reads the header; LOG_SIZE is the size of the log's file. */
void output_index_open(struct output_index *index, int fd, int64_t log_size);
void output_index_close(struct output_index *index);
void output_index_refresh(struct output_index *index, int64_t log_size);
/* Read the header again; true when it changed. Then the numbers of entries have changed as well. */
bool output_index_has_changed(struct output_index *index);
/* False when there is no entry NUMBER, or none that can be right (then the index ends there). */
bool output_index_get(struct output_index *index, uint64_t number, struct output_index_entry *out);
/* The number of the last entry whose KEY is at most LIMIT. False when there is none. */
enum output_index_key {
    OUTPUT_BY_OFFSET,
    OUTPUT_BY_LINE,
    OUTPUT_BY_TIME
};
bool output_index_find(struct output_index *index, enum output_index_key key, uint64_t limit,
                       uint64_t *number, struct output_index_entry *out);
/* The index ends before entry NUMBER: somebody found that the entry cannot be right. */
void output_index_cut(struct output_index *index, uint64_t number);
bool output_index_hole(const struct output_index *index, int64_t *from, int64_t *to);

#endif

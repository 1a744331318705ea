/* output_writer: the inside of struct output, shared by output.c and output_hole.c. Internal to the
 * room. */
#ifndef PIRUN_OUTPUT_OUTPUT_WRITER_H
#define PIRUN_OUTPUT_OUTPUT_WRITER_H

#include "output/output.h"
#include "output/output_index.h"

#define OUTPUT_PENDING_FLUSH 128 /* entries: 4 KiB */
#define OUTPUT_SLICE_ENTRIES \
    60 /* full entries that one write may make, beside a few smaller ones */
#define OUTPUT_PENDING_ROOM (OUTPUT_PENDING_FLUSH + OUTPUT_SLICE_ENTRIES + 4)

/*      0            head_end                dropped_to          size
 *      |    head    |         hole          |       tail        |
 * The head is closed when half of the cap is reached, or where the first byte is lost. From then on
 * the hole, once there is one, begins there. */
struct output {
    int log_fd;
    int index_fd;
    int64_t head_max, tail_max, step; /* bytes; head_max INT64_MAX: no cap */
    uint64_t entries_max;             /* of head and of tail */
    uint32_t entry_max;               /* bytes of one entry */
    int64_t size;                     /* logical: all that was appended */
    int64_t newlines;
    bool is_line_open; /* the last byte is not a newline */
    uint64_t last_ms;

    bool is_head_closed;
    int64_t head_end;
    uint64_t head_entries;
    int64_t head_newlines;

    struct output_index_header header;
    bool is_header_dirty; /* the hole grew since the header was written */
    bool is_probed;       /* it was found out whether holes can be punched */
    bool is_solid;        /* they cannot: the head is all that is kept */
    int64_t log_punched;  /* offsets up to which holes have been punched */
    int64_t index_punched;

    uint64_t entry_count; /* in the file */
    size_t pending_count;
    struct output_index_entry pending[OUTPUT_PENDING_ROOM];
};

void output_hole_close_head(struct output *output);
/* The next SIZE bytes cannot be kept. Everything between the head and their end is lost with them,
 * because there is only one hole; the space of it is given back. */
void output_hole_drop(struct output *output, const char *data, size_t size);
/* When the tail has outgrown its share by a step: drop its beginning. */
void output_hole_advance(struct output *output);
/* How many of the next SIZE bytes may be kept: all, unless holes cannot be punched. */
size_t output_hole_room(struct output *output, size_t size);
/* Write the header if the hole grew. Must succeed before a byte is written behind the hole. */
int output_hole_publish(struct output *output, struct err *err);

#endif

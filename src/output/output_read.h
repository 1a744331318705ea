/* output_read: any part of a run's output: by offset, from the end, by line, by time, one stream or
 * both, or by a search. Works while the run is still writing. A reader is 5 KiB; while it copies,
 * OUTPUT_COPY_MAX more at most; while it searches, 1 MiB. Thread: any; one reader, one thread. */
#ifndef PIRUN_OUTPUT_OUTPUT_READ_H
#define PIRUN_OUTPUT_OUTPUT_READ_H

#include "output/output.h"

#define OUTPUT_COPY_MAX   262144 /* bytes that a sink gets at once */
#define OUTPUT_SEARCH_MAX 4096   /* bytes of a text to search for */

struct output_reader;

/* Owns: borrows the descriptors; returns a reader. A missing or damaged index is no failure: then
 * everything is found by looking through the log, streams and times are unknown, and
 * output_is_indexed says so.
 * Errors: ERR_NOT_FOUND no output file (the run has not started, or it was removed); ERR_INVALID it
 * is not a regular file; by errno. */
struct output_reader *output_open(int logs_dirfd, const char *name, int run_dirfd, struct err *err);
void output_reader_close(struct output_reader *reader);
/* False when the index is missing, or a part of it that was needed so far cannot be right. */
bool output_is_indexed(const struct output_reader *reader);
/* Look again at a file that grows. Until then size and index are those of the last look; but a hole
 * that grows is noticed by every read. */
int output_refresh(struct output_reader *reader, struct err *err);
int64_t output_size(const struct output_reader *reader); /* logical bytes, hole included */
/* Newlines, and one for a last line without. */
int64_t output_line_count(struct output_reader *reader);
/* The hole: false when nothing is missing. */
bool output_hole(const struct output_reader *reader, int64_t *from, int64_t *to);

/* Offsets. Line numbers from 1; a line past the end answers the size; a line whose beginning was
 * dropped answers the beginning of the hole. TIME: wall clock microseconds: the first byte that
 * came at that millisecond or later. */
int64_t output_line_offset(struct output_reader *reader, int64_t line);
/* The line that OFFSET is in; for a byte of the hole, that of the beginning of the hole. */
int64_t output_offset_line(struct output_reader *reader, int64_t offset);
int64_t output_time_offset(struct output_reader *reader, int64_t wall_us);
/* When the byte at OFFSET was written: wall clock microseconds; 0: the index does not tell. *UNTIL:
 * the first byte behind it of which that may not be true. */
int64_t output_offset_time(struct output_reader *reader, int64_t offset, int64_t *until);
/* Where the last COUNT lines begin. */
int64_t output_tail_offset(struct output_reader *reader, int64_t count);

/* Called for each stretch; DATA NULL: a hole of SIZE bytes at OFFSET. Bytes that the index does not
 * cover (yet) are OUTPUT_UNKNOWN. Answer false to stop. */
typedef bool (*output_sink_cb)(void *ctx, int64_t offset, const char *data, size_t size,
                               enum output_stream stream);
/* Feed RANGE to SINK. *NEXT: where to go on (first byte not looked at). One stream alone is fed
 * only as far as the index reaches, so that nothing is told of the wrong stream; NEXT stays there.
 */
struct output_range {
    int64_t from, to;
    int stream; /* enum output_stream, 0: both */
};
int output_copy(struct output_reader *reader, const struct output_range *range, output_sink_cb sink,
                void *ctx, int64_t *next, struct err *err);

/* Lines that contain TEXT (SIZE bytes, as they are), from offset FROM on. The first ROOM matches
 * are stored in MATCHES; TOTAL counts all. Errors: ERR_INVALID no text, or more than
 * OUTPUT_SEARCH_MAX. */
struct output_match {
    int64_t offset; /* of the first match in the line */
    int64_t line;
};
struct output_search {
    const char *text;
    size_t size;
    int64_t from;
    struct output_match *matches; /* the caller's, ROOM of them */
    size_t room;
    size_t found;  /* out: stored */
    int64_t total; /* out: lines that match */
};
int output_search(struct output_reader *reader, struct output_search *search, struct err *err);

#endif

/* Search streams through the output: 1 MiB at a time, memmem(3) over it. What could be the
 * beginning of a match at the end of a part is carried to the front of the next. A line counts
 * once, so behind a match the rest of its line is skipped. */
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "output/output_read.h"
#include "output/output_reader.h"

#define PART_SIZE (1 << 20)

struct scan {
    struct output_reader *reader;
    struct output_search *search;
    char *data;       /* PART_SIZE bytes of room */
    size_t size;      /* bytes in DATA */
    int64_t offset;   /* of DATA[0] */
    bool is_skipping; /* to the end of a line that has been counted */
};

/* output_offset_line needs the buffer of the reader, which holds our part: note the offset, count
 * the lines later. */
static void note_match(struct scan *scan, int64_t offset)
{
    struct output_search *search = scan->search;
    search->total++;
    if (search->found < search->room)
        search->matches[search->found++] = (struct output_match){
            .offset = offset,
            .line = output_offset_line(scan->reader, offset),
        };
}

/* Where the search goes on in DATA from AT; SIZE when the line does not end here. */
static size_t skip_line(struct scan *scan, size_t at)
{
    const char *newline = memchr(scan->data + at, '\n', scan->size - at);
    scan->is_skipping = newline == NULL;
    return newline ? (size_t)(newline - scan->data) + 1 : scan->size;
}

/* Look through what is in DATA; answers up to where it needs not be seen again. */
static size_t scan_part(struct scan *scan)
{
    const struct output_search *search = scan->search;
    size_t at = scan->is_skipping ? skip_line(scan, 0) : 0;
    while (!scan->is_skipping) {
        const char *found = memmem(scan->data + at, scan->size - at, search->text, search->size);
        if (!found)
            break;
        at = (size_t)(found - scan->data);
        note_match(scan, scan->offset + (int64_t)at);
        at = skip_line(scan, at);
    }
    size_t carry = scan->is_skipping ? 0 : search->size - 1;
    return scan->size - at > carry ? scan->size - carry : at;
}

/* Read on behind what is carried. 1: there is more to look at; 0: the end, or the hole. */
static int fill(struct scan *scan, struct err *err)
{
    int64_t got = output_reader_load(scan->reader, scan->offset + (int64_t)scan->size,
                                     scan->data + scan->size, PART_SIZE - scan->size, err);
    if (got < 0)
        return -1;
    scan->size += (size_t)got;
    return got > 0;
}

/* From the hole on, nothing of what was before it counts. False: there is no hole, this is the end.
 */
static bool skip_hole(struct scan *scan)
{
    int64_t from;
    int64_t to;
    int64_t at = scan->offset + (int64_t)scan->size;
    if (!output_hole(scan->reader, &from, &to) || at < from || at >= to)
        return false;
    scan->offset = to;
    scan->size = 0;
    scan->is_skipping = false;
    return true;
}

static int scan_all(struct scan *scan, struct err *err)
{
    for (;;) {
        int more = fill(scan, err);
        if (more < 0)
            return -1;
        if (!more && !skip_hole(scan))
            return 0;
        size_t done = scan_part(scan);
        memmove(scan->data, scan->data + done, scan->size - done);
        scan->size -= done;
        scan->offset += (int64_t)done;
    }
}

int output_search(struct output_reader *reader, struct output_search *search, struct err *err)
{
    search->found = 0;
    search->total = 0;
    if (search->size == 0 || search->size > OUTPUT_SEARCH_MAX)
        return err_set(err, ERR_INVALID, "the text to search for must have 1 to %d bytes",
                       OUTPUT_SEARCH_MAX);
    auto_free char *data = xmalloc(PART_SIZE);
    struct scan scan = {
        .reader = reader,
        .search = search,
        .data = data,
        .offset = search->from < 0 ? 0 : search->from,
    };
    return scan_all(&scan, err);
}

/* The hole in the middle of an output that outgrew its cap.
 *
 * Order matters for live readers: the header says that a range is missing before it is punched, and
 * a reader looks at the header after it has read. So zeros of a hole are never taken for output.
 *
 * The hole begins and ends at borders of entries: so line numbers behind it are exact (the entry
 * knows its own), and the entries of the hole can be punched out of the index too. Otherwise a
 * script that prints one byte per millisecond would fill the disk by its index alone. Only whole
 * pages are punched; the header has the exact range. */
#include "output/output_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/falloc.h>
#include <unistd.h>

#include "output/output_count.h"

#define PAGE 4096

static int64_t round_up(int64_t offset)
{
    return (offset + PAGE - 1) / PAGE * PAGE;
}

static int64_t round_down(int64_t offset)
{
    return offset / PAGE * PAGE;
}

static int punch(int fd, int64_t from, int64_t to)
{
    if (from >= to)
        return 0;
    return fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, from, to - from);
}

/* Behind the end there is nothing to lose. Other failures are of the moment. Source: fallocate(2).
 */
static bool can_punch(const struct output *output)
{
    int64_t behind = round_up(output->size) + PAGE;
    return punch(output->log_fd, behind, behind + PAGE) == 0 ||
           (errno != EOPNOTSUPP && errno != ENOSYS);
}

/* Give back the space of the hole as far as the header tells it. A failure costs space, nothing
 * else. */
static void punch_all(struct output *output)
{
    const struct output_index_header *header = &output->header;
    int64_t from = round_up(header->dropped_from);
    int64_t to = round_down(header->dropped_to);
    from = output->log_punched > from ? output->log_punched : from;
    if (from < to && punch(output->log_fd, from, to) == 0)
        output->log_punched = to;
    from = round_up(output_index_at(header->entries_from));
    to = round_down(output_index_at(header->entries_to));
    from = output->index_punched > from ? output->index_punched : from;
    if (from < to && punch(output->index_fd, from, to) == 0)
        output->index_punched = to;
}

int output_hole_publish(struct output *output, struct err *err)
{
    if (!output->is_header_dirty)
        return 0;
    ssize_t wrote = pwrite(output->index_fd, &output->header, sizeof(output->header), 0);
    if (wrote != (ssize_t)sizeof(output->header))
        return err_errno(err, "cannot write '%s'", OUTPUT_INDEX_NAME);
    output->is_header_dirty = false;
    punch_all(output);
    return 0;
}

void output_hole_close_head(struct output *output)
{
    output->is_head_closed = true;
    output->head_end = output->size;
    output->head_entries = output->entry_count + output->pending_count;
    output->head_newlines = output->newlines;
}

static void set_hole(struct output *output, int64_t to, uint64_t entries_to, int64_t newlines)
{
    output->header.dropped_from = output->head_end;
    output->header.dropped_to = to;
    output->header.entries_from = output->head_entries;
    output->header.entries_to = entries_to;
    output->header.dropped_lines = newlines - output->head_newlines;
    output->is_header_dirty = true;
}

/* Pending entries of what is now in the hole are not written at all. */
static void forget_pending(struct output *output)
{
    uint64_t keep = 0;
    if (output->head_entries > output->entry_count)
        keep = output->head_entries - output->entry_count;
    if (output->pending_count > keep)
        output->pending_count = (size_t)keep;
}

void output_hole_drop(struct output *output, const char *data, size_t size)
{
    if (size == 0)
        return;
    bool has_hole = output->header.dropped_to > 0;
    if (!output->is_head_closed || (output->is_solid && !has_hole))
        output_hole_close_head(output);
    bool is_first = output->header.dropped_to != output->size;
    forget_pending(output);
    output->size += (int64_t)size;
    output->newlines += output_count_newlines(data, size);
    output->is_line_open = data[size - 1] != '\n';
    set_hole(output, output->size, output->entry_count + output->pending_count, output->newlines);
    if (is_first)
        (void)output_hole_publish(output,
                                  NULL); /* gives space back; repeated before the next write */
}

/* Asked when the cap is reached first: before that, nobody needs to know. */
size_t output_hole_room(struct output *output, size_t size)
{
    if (output->head_max == INT64_MAX)
        return size;
    int64_t left = output->head_max + output->tail_max - output->size;
    if (!output->is_probed && (int64_t)size > left) {
        output->is_probed = true;
        output->is_solid = !can_punch(output);
    }
    if (!output->is_solid)
        return size;
    if (output->header.dropped_to > 0 || left < 0)
        return 0;
    return (int64_t)size < left ? size : (size_t)left;
}

static int read_entry(const struct output *output, uint64_t number, struct output_index_entry *out)
{
    ssize_t got = pread(output->index_fd, out, sizeof(*out), output_index_at(number));
    return got == (ssize_t)sizeof(*out) ? 0 : -1;
}

/* The first entry, of those from FIRST on, that begins at or behind OFFSET; entry_count when there
 * is none. */
static int find_entry(const struct output *output, uint64_t first, int64_t offset, uint64_t *found)
{
    uint64_t last = output->entry_count;
    while (first < last) {
        struct output_index_entry entry;
        uint64_t middle = first + (last - first) / 2;
        if (read_entry(output, middle, &entry) < 0)
            return -1;
        if ((int64_t)entry.offset < offset)
            first = middle + 1;
        else
            last = middle;
    }
    *found = first;
    return 0;
}

static bool is_outgrown(const struct output *output)
{
    if (!output->is_head_closed || output->head_max == INT64_MAX || output->is_solid)
        return false;
    bool has_hole = output->header.dropped_to > 0;
    int64_t from = has_hole ? output->header.dropped_to : output->head_end;
    uint64_t first = has_hole ? output->header.entries_to : output->head_entries;
    uint64_t count = output->entry_count + output->pending_count - first;
    return output->size - from > output->tail_max + output->step ||
           count > output->entries_max + output->entries_max / 8 + OUTPUT_PENDING_ROOM;
}

void output_hole_advance(struct output *output)
{
    if (!is_outgrown(output) || output_flush(output, NULL) < 0)
        return;
    bool has_hole = output->header.dropped_to > 0;
    uint64_t first = has_hole ? output->header.entries_to : output->head_entries;
    uint64_t found = 0;
    if (find_entry(output, first, output->size - output->tail_max, &found) < 0)
        return;
    if (output->entry_count - found > output->entries_max)
        found = output->entry_count - output->entries_max;
    struct output_index_entry entry = {.offset = (uint64_t)output->size,
                                       .line = (uint64_t)output->newlines};
    if (found < output->entry_count && read_entry(output, found, &entry) < 0)
        return;
    set_hole(output, (int64_t)entry.offset, found, (int64_t)entry.line);
    (void)output_hole_publish(output, NULL); /* repeated before the next write */
}

/* Places in an output by line and by time. An entry knows how many newlines are before it, so at
 * most one entry (OUTPUT_ENTRY_MAX) has to be looked through. Where there is no index, everything
 * from the last known place. */
#include "output/output_read.h"

#include "base/buf.h"
#include "base/scope.h"
#include "output/output_count.h"
#include "output/output_reader.h"

#define COUNT_MAX 262144 /* bytes that are read at once where there is no index */

/* A place whose number of newlines before it is known. */
struct anchor {
    int64_t offset;
    int64_t newlines;
};

static void prefer(struct anchor *best, int64_t offset, int64_t newlines)
{
    if (offset > best->offset)
        *best = (struct anchor){offset, newlines};
}

/* Count on from FROM to OFFSET; there is no hole in between. */
static int64_t count_on(struct output_reader *reader, struct anchor from, int64_t offset)
{
    int64_t room = offset - from.offset < COUNT_MAX ? offset - from.offset : COUNT_MAX;
    if (room <= 0)
        return from.newlines;
    auto_free char *buffer = xmalloc((size_t)room);
    while (from.offset < offset) {
        int64_t size = offset - from.offset < room ? offset - from.offset : room;
        int64_t got = output_reader_load(reader, from.offset, buffer, (size_t)size, NULL);
        if (got <= 0)
            break;
        from.newlines += output_count_newlines(buffer, (size_t)got);
        from.offset += got;
    }
    return from.newlines;
}

/* The nearest place before or at OFFSET that is not before LEAST. */
static struct anchor find_anchor(struct output_reader *reader, struct anchor least, int64_t offset)
{
    struct anchor best = least;
    struct output_index_entry entry;
    uint64_t number;
    if (output_index_find(&reader->index, OUTPUT_BY_OFFSET, (uint64_t)offset, &number, &entry))
        prefer(&best, (int64_t)entry.offset, (int64_t)entry.line);
    if (reader->known_offset <= offset)
        prefer(&best, reader->known_offset, reader->known_newlines);
    return best;
}

/* Newlines before the hole begins and before it ends. */
static bool find_hole(struct output_reader *reader, struct anchor *before, struct anchor *behind)
{
    if (!output_hole(reader, &before->offset, &behind->offset))
        return false;
    struct anchor start = {0, 0};
    before->newlines = count_on(reader, find_anchor(reader, start, before->offset), before->offset);
    behind->newlines = before->newlines + reader->index.header.dropped_lines;
    return true;
}

int64_t output_reader_newlines(struct output_reader *reader, int64_t offset)
{
    struct anchor start = {0, 0};
    struct anchor before;
    struct anchor behind;
    if (offset > output_size(reader))
        offset = output_size(reader);
    if (output_hole(reader, &before.offset, &behind.offset) && offset >= before.offset) {
        (void)find_hole(reader, &before, &behind); /* there is one */
        if (offset < behind.offset)
            return before.newlines;
        start = behind;
    }
    int64_t newlines = count_on(reader, find_anchor(reader, start, offset), offset);
    reader->known_offset = offset;
    reader->known_newlines = newlines;
    return newlines;
}

int64_t output_offset_line(struct output_reader *reader, int64_t offset)
{
    return output_reader_newlines(reader, offset < 0 ? 0 : offset) + 1;
}

/* Behind the NUMBERth newline of the file, looked for from FROM on. */
static int64_t seek_on(struct output_reader *reader, struct anchor from, int64_t number)
{
    auto_free char *buffer = xmalloc(OUTPUT_ENTRY_MAX);
    while (from.newlines < number) {
        int64_t got = output_reader_load(reader, from.offset, buffer, OUTPUT_ENTRY_MAX, NULL);
        if (got <= 0)
            return output_size(reader);
        const char *found = output_count_find(buffer, (size_t)got, number - from.newlines);
        if (found)
            return from.offset + (found - buffer) + 1;
        from.newlines += output_count_newlines(buffer, (size_t)got);
        from.offset += got;
    }
    return from.offset;
}

int64_t output_line_offset(struct output_reader *reader, int64_t line)
{
    int64_t number = line - 1; /* the newline before it */
    struct anchor start = {0, 0};
    struct anchor before;
    struct anchor behind;
    struct output_index_entry entry;
    uint64_t entry_number;
    if (number <= 0)
        return 0;
    if (find_hole(reader, &before, &behind)) {
        if (number > before.newlines && number <= behind.newlines)
            return before.offset;
        if (number > behind.newlines)
            start = behind;
    }
    if (output_index_find(&reader->index, OUTPUT_BY_LINE, (uint64_t)number - 1, &entry_number,
                          &entry))
        prefer(&start, (int64_t)entry.offset, (int64_t)entry.line);
    return seek_on(reader, start, number);
}

int64_t output_line_count(struct output_reader *reader)
{
    int64_t size = output_size(reader);
    char last = '\n';
    if (size == 0)
        return 0;
    if (output_reader_load(reader, size - 1, &last, 1, NULL) != 1)
        last = '\n'; /* it was dropped */
    return output_reader_newlines(reader, size) + (last != '\n');
}

int64_t output_tail_offset(struct output_reader *reader, int64_t count)
{
    int64_t lines = output_line_count(reader);
    if (count <= 0)
        return output_size(reader);
    return count >= lines ? 0 : output_line_offset(reader, lines - count + 1);
}

int64_t output_reader_indexed_end(struct output_reader *reader)
{
    int64_t from;
    int64_t to;
    struct output_index_entry entry;
    int64_t end = 0;
    bool has_entry = false;
    while (reader->index.count > 0 && !has_entry)
        has_entry = output_index_get(&reader->index, reader->index.count - 1, &entry);
    if (has_entry)
        end = (int64_t)(entry.offset + entry.size);
    if (output_hole(reader, &from, &to) && end >= from && end < to)
        end = to;
    return end;
}

int64_t output_time_offset(struct output_reader *reader, int64_t wall_us)
{
    struct output_index *index = &reader->index;
    struct output_index_entry entry;
    uint64_t number = 0;
    int64_t elapsed_us;
    if (__builtin_sub_overflow(wall_us, index->header.start_us, &elapsed_us) || elapsed_us < 1000)
        return 0;
    uint64_t before_ms = (uint64_t)elapsed_us / 1000 - 1;
    if (output_index_find(index, OUTPUT_BY_TIME, before_ms, &number, &entry))
        number++;
    if (output_index_get(index, number, &entry))
        return (int64_t)entry.offset;
    return output_reader_indexed_end(reader);
}

int64_t output_offset_time(struct output_reader *reader, int64_t offset, int64_t *until)
{
    struct output_index *index = &reader->index;
    struct output_index_entry entry;
    struct output_index_entry next;
    uint64_t number = 0;
    *until = INT64_MAX;
    if (!output_index_find(index, OUTPUT_BY_OFFSET, (uint64_t)offset, &number, &entry) ||
        offset >= output_reader_indexed_end(reader))
        return 0;
    if (output_index_get(index, number + 1, &next))
        *until = (int64_t)next.offset;
    else
        *until = output_reader_indexed_end(reader);
    return index->header.start_us + (int64_t)entry.elapsed_ms * 1000;
}

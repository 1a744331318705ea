#include "output/output_index.h"

#include <string.h>
#include <unistd.h>

#include "base/scope.h"
#include "output/output.h"

#define HEADER_TRIES 100

static bool is_header_right(const struct output_index_header *header)
{
    return memcmp(header->magic, OUTPUT_INDEX_MAGIC, sizeof(header->magic)) == 0 &&
           header->version == OUTPUT_INDEX_VERSION &&
           header->entry_size == sizeof(struct output_index_entry) && header->dropped_from >= 0 &&
           header->dropped_to >= header->dropped_from &&
           header->entries_from <= header->entries_to && header->dropped_lines >= 0 &&
           header->dropped_lines <= header->dropped_to - header->dropped_from;
}

static bool read_once(int fd, struct output_index_header *header)
{
    return pread(fd, header, sizeof(*header), 0) == (ssize_t)sizeof(*header);
}

/* The writer changes the header in place: what was read twice alike is not half old and half new.
 */
static bool read_header(int fd, struct output_index_header *header)
{
    struct output_index_header again;
    if (fd < 0 || !read_once(fd, header))
        return false;
    for (int i = 0; i < HEADER_TRIES; i++) {
        if (!read_once(fd, &again))
            return false;
        if (memcmp(header, &again, sizeof(again)) == 0)
            return is_header_right(header);
        *header = again;
    }
    return false;
}

static void count_entries(struct output_index *index)
{
    const struct output_index_header *header = &index->header;
    int64_t size = lseek(index->fd, 0, SEEK_END) - output_index_at(0);
    uint64_t in_file = size > 0 ? (uint64_t)size / sizeof(struct output_index_entry) : 0;
    if (in_file > header->entries_to)
        index->count = in_file - (header->entries_to - header->entries_from);
    else
        index->count = in_file < header->entries_from ? in_file : header->entries_from;
}

void output_index_refresh(struct output_index *index, int64_t log_size)
{
    struct output_index_header header;
    index->cached_count = 0;
    index->count = 0;
    index->has_header = read_header(index->fd, &header);
    index->is_damaged = !index->has_header;
    if (!index->has_header)
        memset(&header, 0, sizeof(header));
    index->header = header;
    index->log_size = log_size > header.dropped_to ? log_size : header.dropped_to;
    if (index->has_header)
        count_entries(index);
}

void output_index_open(struct output_index *index, int fd, int64_t log_size)
{
    memset(index, 0, sizeof(*index));
    index->fd = fd;
    output_index_refresh(index, log_size);
}

void output_index_close(struct output_index *index)
{
    if (index->fd >= 0)
        (void)close(index->fd); /* only read */
    index->fd = -1;
}

bool output_index_has_changed(struct output_index *index)
{
    struct output_index_header header;
    return index->has_header && read_once(index->fd, &header) &&
           memcmp(&header, &index->header, sizeof(header)) != 0;
}

bool output_index_hole(const struct output_index *index, int64_t *from, int64_t *to)
{
    *from = index->header.dropped_from;
    *to = index->header.dropped_to;
    return *from < *to;
}

void output_index_cut(struct output_index *index, uint64_t number)
{
    if (index->count > number)
        index->count = number;
    index->is_damaged = true;
}

static bool is_entry_right(const struct output_index *index, const struct output_index_entry *entry)
{
    int64_t from;
    int64_t to;
    uint64_t log_size = (uint64_t)index->log_size;
    if ((entry->stream != OUTPUT_STDOUT && entry->stream != OUTPUT_STDERR) || entry->size == 0 ||
        entry->size > OUTPUT_ENTRY_MAX || entry->offset >= log_size ||
        entry->size > log_size - entry->offset || entry->line > entry->offset)
        return false;
    return !output_index_hole(index, &from, &to) || entry->offset + entry->size <= (uint64_t)from ||
           entry->offset >= (uint64_t)to;
}

/* Make the cache hold entry NUMBER of the file. */
static bool load(struct output_index *index, uint64_t number)
{
    if (number >= index->cached_from && number - index->cached_from < index->cached_count)
        return true;
    uint64_t from = number - number % ARRAY_LEN(index->cache);
    index->cached_count = 0;
    ssize_t got = pread(index->fd, index->cache, sizeof(index->cache), output_index_at(from));
    if (got <= 0)
        return false;
    index->cached_from = from;
    index->cached_count = (size_t)got / sizeof(index->cache[0]);
    return number - from < index->cached_count;
}

bool output_index_get(struct output_index *index, uint64_t number, struct output_index_entry *out)
{
    if (number >= index->count)
        return false;
    uint64_t in_file = number;
    if (number >= index->header.entries_from)
        in_file += index->header.entries_to - index->header.entries_from;
    if (load(index, in_file)) {
        *out = index->cache[in_file - index->cached_from];
        if (is_entry_right(index, out))
            return true;
    }
    output_index_cut(index, number);
    return false;
}

static uint64_t key_of(const struct output_index_entry *entry, enum output_index_key key)
{
    switch (key) {
    case OUTPUT_BY_OFFSET:
        return entry->offset;
    case OUTPUT_BY_LINE:
        return entry->line;
    case OUTPUT_BY_TIME:
        return entry->elapsed_ms;
    }
    return 0;
}

/* Is entry NUMBER the one that is looked for? */
static bool is_found(struct output_index *index, enum output_index_key key, uint64_t limit,
                     uint64_t number, struct output_index_entry *out)
{
    struct output_index_entry next;
    return output_index_get(index, number, out) && key_of(out, key) <= limit &&
           (!output_index_get(index, number + 1, &next) || key_of(&next, key) > limit);
}

bool output_index_find(struct output_index *index, enum output_index_key key, uint64_t limit,
                       uint64_t *number, struct output_index_entry *out)
{
    for (uint64_t near = index->hint; near < index->hint + 2; near++) {
        if (is_found(index, key, limit, near, out)) {
            *number = index->hint = near;
            return true;
        }
    }
    uint64_t first = 0; /* entries before it are at most LIMIT */
    uint64_t last = index->count;
    struct output_index_entry entry;
    while (first < last) {
        uint64_t middle = first + (last - first) / 2;
        /* an entry that cannot be read: the index has just been cut there */
        if (output_index_get(index, middle, &entry) && key_of(&entry, key) <= limit)
            first = middle + 1;
        else
            last = middle;
    }
    if (first == 0 || !output_index_get(index, first - 1, out))
        return false;
    *number = index->hint = first - 1;
    return true;
}

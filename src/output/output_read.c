#include "output/output_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "output/output_reader.h"

static int64_t log_file_size(int fd)
{
    struct stat status;
    return fstat(fd, &status) == 0 ? (int64_t)status.st_size : 0;
}

struct output_reader *output_open(int logs_dirfd, const char *name, int run_dirfd, struct err *err)
{
    int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    auto_fd int log_fd = openat(logs_dirfd, name, flags);
    struct stat status;
    if (log_fd < 0 || fstat(log_fd, &status) < 0) {
        (void)err_errno(err, "cannot open the output '%s'", name);
        return NULL;
    }
    if (!S_ISREG(status.st_mode)) {
        (void)err_set(err, ERR_INVALID, "the output '%s' is not a regular file", name);
        return NULL;
    }
    struct output_reader *reader = xcalloc(1, sizeof(*reader));
    reader->log_fd = take_fd(&log_fd);
    int index_fd = openat(run_dirfd, OUTPUT_INDEX_NAME, flags);
    output_index_open(&reader->index, index_fd, (int64_t)status.st_size);
    return reader;
}

void output_reader_close(struct output_reader *reader)
{
    if (!reader)
        return;
    output_index_close(&reader->index);
    (void)close(reader->log_fd); /* only read */
    free(reader);
}

int output_refresh(struct output_reader *reader, struct err *err)
{
    struct stat status;
    if (fstat(reader->log_fd, &status) < 0)
        return err_errno(err, "cannot look at the output");
    int64_t start_us = reader->index.header.start_us;
    output_index_refresh(&reader->index, (int64_t)status.st_size);
    bool is_other =
        reader->index.header.start_us != start_us; /* a later attempt emptied the file */
    if (is_other || output_size(reader) < reader->known_offset)
        reader->known_offset = reader->known_newlines = 0;
    return 0;
}

int64_t output_size(const struct output_reader *reader)
{
    return reader->index.log_size;
}

bool output_hole(const struct output_reader *reader, int64_t *from, int64_t *to)
{
    return output_index_hole(&reader->index, from, to);
}

bool output_is_indexed(const struct output_reader *reader)
{
    return !reader->index.is_damaged;
}

/* How many of SIZE bytes at OFFSET are before the hole or the end. */
static size_t clip(const struct output_reader *reader, int64_t offset, size_t size)
{
    int64_t from;
    int64_t to;
    int64_t end = output_size(reader);
    if (output_hole(reader, &from, &to) && offset < to)
        end = from;
    if (offset >= end)
        return 0;
    return (int64_t)size < end - offset ? size : (size_t)(end - offset);
}

/* The writer tells the hole before it punches: so what was read is good if, afterwards, it still is
 * not in the hole. */
int64_t output_reader_load(struct output_reader *reader, int64_t offset, char *data, size_t size,
                           struct err *err)
{
    size = clip(reader, offset, size);
    if (size == 0)
        return 0;
    ssize_t got;
    do {
        got = pread(reader->log_fd, data, size, offset);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return err_errno(err, "cannot read the output");
    if (!output_index_has_changed(&reader->index))
        return got;
    output_index_refresh(&reader->index, log_file_size(reader->log_fd));
    return (int64_t)clip(reader, offset, (size_t)got);
}

/* A stretch of one stream. */
struct stretch {
    int64_t from, to;
    enum output_stream stream;
    bool is_behind_index;
};

/* The stretch that holds OFFSET: entries of one stream that follow each other, or bytes without an
 * entry. */
static struct stretch find_stretch(struct output_reader *reader, int64_t offset, int64_t limit)
{
    struct output_index *index = &reader->index;
    struct output_index_entry entry;
    uint64_t number = 0;
    struct stretch found = {offset, limit, OUTPUT_UNKNOWN, false};
    bool has_entry = output_index_find(index, OUTPUT_BY_OFFSET, (uint64_t)offset, &number, &entry);
    if (has_entry && (uint64_t)offset - entry.offset < entry.size) {
        found.stream = (enum output_stream)entry.stream;
        found.to = (int64_t)(entry.offset + entry.size);
        while (found.to < limit && output_index_get(index, ++number, &entry) &&
               (int64_t)entry.offset == found.to && entry.stream == (uint32_t)found.stream)
            found.to += entry.size;
    } else {
        number = has_entry ? number + 1 : 0;
        found.is_behind_index = !output_index_get(index, number, &entry);
        if (!found.is_behind_index && (int64_t)entry.offset > offset)
            found.to = (int64_t)entry.offset;
        else if (!found.is_behind_index)
            output_index_cut(index, number); /* offsets must grow */
    }
    if (found.to > limit)
        found.to = limit;
    return found;
}

struct copy {
    const struct output_range *range;
    output_sink_cb sink;
    void *ctx;
    int64_t at;
    int64_t to;
    char *buffer; /* ROOM bytes */
    size_t room;
};

enum step {
    STEP_ON,
    STEP_STOP,
    STEP_FAILED
};

static enum step copy_hole(struct copy *copy, int64_t hole_to)
{
    int64_t from = copy->at;
    copy->at = hole_to < copy->to ? hole_to : copy->to;
    size_t size = (size_t)(copy->at - from);
    return copy->sink(copy->ctx, from, NULL, size, OUTPUT_UNKNOWN) ? STEP_ON : STEP_STOP;
}

static enum step copy_stretch(struct output_reader *reader, struct copy *copy,
                              const struct stretch *stretch, struct err *err)
{
    size_t size = (size_t)(stretch->to - stretch->from);
    size = size < copy->room ? size : copy->room;
    int64_t got = output_reader_load(reader, stretch->from, copy->buffer, size, err);
    int64_t from;
    int64_t to;
    if (got < 0)
        return STEP_FAILED;
    if (got == 0) /* the hole has just grown over this place, or the file was emptied */
        return output_hole(reader, &from, &to) && stretch->from >= from && stretch->from < to
                   ? STEP_ON
                   : STEP_STOP;
    copy->at += got;
    return copy->sink(copy->ctx, stretch->from, copy->buffer, (size_t)got, stretch->stream)
               ? STEP_ON
               : STEP_STOP;
}

static enum step copy_next(struct output_reader *reader, struct copy *copy, struct err *err)
{
    int64_t from;
    int64_t to;
    int64_t limit = copy->to;
    if (output_hole(reader, &from, &to) && copy->at < to) {
        if (copy->at >= from)
            return copy_hole(copy, to);
        limit = from < limit ? from : limit;
    }
    struct stretch stretch = find_stretch(reader, copy->at, limit);
    if (copy->range->stream && (int)stretch.stream != copy->range->stream) {
        if (stretch.is_behind_index)
            return STEP_STOP;
        copy->at = stretch.to;
        return STEP_ON;
    }
    return copy_stretch(reader, copy, &stretch, err);
}

int output_copy(struct output_reader *reader, const struct output_range *range, output_sink_cb sink,
                void *ctx, int64_t *next, struct err *err)
{
    int64_t size = output_size(reader);
    struct copy copy = {.range = range, .sink = sink, .ctx = ctx};
    copy.at = range->from < 0 ? 0 : range->from;
    copy.to = range->to > size ? size : range->to;
    int64_t span = copy.to - copy.at;
    copy.room = span < OUTPUT_COPY_MAX ? (size_t)(span > 0 ? span : 0) : OUTPUT_COPY_MAX;
    auto_free char *buffer = xmalloc(copy.room);
    copy.buffer = buffer;
    enum step step = STEP_ON;
    while (step == STEP_ON && copy.at < copy.to)
        step = copy_next(reader, &copy, err);
    if (step == STEP_FAILED)
        return -1;
    if (next)
        *next = copy.at;
    return 0;
}

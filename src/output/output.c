#include "output/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "output/output_count.h"
#include "output/output_writer.h"

#define STEP_SHARE  16 /* a step is the cap by this */
#define STEP_MIN    4096
#define STEP_MAX    (4 << 20)
#define INDEX_SHARE 4 /* the index may grow to the cap times this */
#define ENTRY_MIN   4096
#define OUTPUT_MODE 0600

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    if (value < least)
        return least;
    return value > most ? most : value;
}

static void set_cap(struct output *output, int64_t cap_bytes)
{
    if (cap_bytes <= 0) {
        output->head_max = INT64_MAX;
        output->entries_max = UINT64_MAX / 2;
        output->entry_max = OUTPUT_ENTRY_MAX;
        return;
    }
    output->head_max = cap_bytes / 2;
    output->tail_max = cap_bytes - output->head_max;
    output->step = clamp(cap_bytes / STEP_SHARE, STEP_MIN, STEP_MAX);
    output->entry_max = (uint32_t)clamp(cap_bytes / STEP_SHARE, ENTRY_MIN, OUTPUT_ENTRY_MAX);
    output->entries_max =
        (uint64_t)output->head_max * INDEX_SHARE / sizeof(struct output_index_entry);
}

static int create_file(int dirfd, const char *name, int flags, struct err *err)
{
    int fd = openat(dirfd, name, flags | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, OUTPUT_MODE);
    return fd >= 0 ? fd : err_errno(err, "cannot create '%s'", name);
}

struct output *output_create(int logs_dirfd, const char *name, int run_dirfd, int64_t cap_bytes,
                             int64_t start_us, struct err *err)
{
    auto_fd int index_fd = create_file(run_dirfd, OUTPUT_INDEX_NAME, O_RDWR, err);
    if (index_fd < 0)
        return NULL;
    auto_fd int log_fd = create_file(logs_dirfd, name, O_WRONLY, err);
    if (log_fd < 0)
        return NULL;
    struct output *output = xcalloc(1, sizeof(*output));
    output->header = (struct output_index_header){
        .version = OUTPUT_INDEX_VERSION,
        .entry_size = sizeof(struct output_index_entry),
        .start_us = start_us,
    };
    memcpy(output->header.magic, OUTPUT_INDEX_MAGIC, sizeof(output->header.magic));
    output->is_header_dirty = true;
    output->index_fd = index_fd;
    output->log_fd = log_fd;
    set_cap(output, cap_bytes);
    if (output_hole_publish(output, err) < 0) {
        free(output);
        return NULL;
    }
    (void)take_fd(&index_fd); /* the writer has them now */
    (void)take_fd(&log_fd);
    return output;
}

/* Write at its true offset; answers how many bytes are in the file, less than SIZE after a failure.
 */
static size_t write_log(struct output *output, const char *data, size_t size, struct err *err)
{
    size_t done = 0;
    while (done < size) {
        ssize_t wrote =
            pwrite(output->log_fd, data + done, size - done, output->size + (int64_t)done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0) {
            (void)err_errno(err, "cannot write the output");
            return done;
        }
        done += (size_t)wrote;
    }
    return done;
}

static int write_pending(struct output *output, struct err *err)
{
    const char *at = (const char *)output->pending;
    size_t left = output->pending_count * sizeof(struct output_index_entry);
    int64_t offset = output_index_at(output->entry_count);
    while (left > 0) {
        ssize_t wrote = pwrite(output->index_fd, at, left, offset);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return err_errno(err, "cannot write '%s'", OUTPUT_INDEX_NAME);
        at += wrote;
        offset += wrote;
        left -= (size_t)wrote;
    }
    output->entry_count += output->pending_count;
    output->pending_count = 0;
    return 0;
}

int output_flush(struct output *output, struct err *err)
{
    if (output_hole_publish(output, err) < 0)
        return -1;
    return output->pending_count > 0 ? write_pending(output, err) : 0;
}

/* May SIZE bytes at the end be part of the last entry? */
static bool may_merge(const struct output *output, enum output_stream stream, size_t size)
{
    if (output->pending_count == 0 || output->size == output->head_end)
        return false;
    const struct output_index_entry *last = &output->pending[output->pending_count - 1];
    return last->stream == (uint32_t)stream && last->elapsed_ms == output->last_ms &&
           (int64_t)(last->offset + last->size) == output->size &&
           last->size + size <= output->entry_max;
}

static void note_piece(struct output *output, enum output_stream stream, const char *data,
                       size_t size)
{
    if (may_merge(output, stream, size)) {
        output->pending[output->pending_count - 1].size += (uint32_t)size;
    } else {
        output->pending[output->pending_count++] = (struct output_index_entry){
            .offset = (uint64_t)output->size,
            .line = (uint64_t)output->newlines,
            .size = (uint32_t)size,
            .stream = (uint32_t)stream,
            .elapsed_ms = output->last_ms,
        };
    }
    output->size += (int64_t)size;
    output->newlines += output_count_newlines(data, size);
    output->is_line_open = data[size - 1] != '\n';
    if (!output->is_head_closed &&
        (output->size >= output->head_max ||
         output->entry_count + output->pending_count >= output->entries_max))
        output_hole_close_head(output);
}

/* The index of SIZE bytes that are in the file: pieces no longer than an entry, cut where the head
 * ends. */
static void note(struct output *output, enum output_stream stream, const char *data, size_t size)
{
    while (size > 0) {
        size_t piece = size < output->entry_max ? size : output->entry_max;
        int64_t to_head = output->head_max - output->size;
        if (to_head > 0 && (int64_t)piece > to_head)
            piece = (size_t)to_head;
        note_piece(output, stream, data, piece);
        data += piece;
        size -= piece;
    }
}

/* A byte is kept only if its entry can be: when the index cannot grow, the log does not either. */
static bool can_keep(struct output *output, struct err *err)
{
    if (output->pending_count >= OUTPUT_PENDING_FLUSH)
        return output_flush(output, err) == 0;
    return output_hole_publish(output, err) == 0;
}

static int append_slice(struct output *output, enum output_stream stream, const char *data,
                        size_t size, struct err *err)
{
    struct err failure = {.code = ERR_NONE};
    size_t kept = output_hole_room(output, size);
    if (kept > 0)
        kept = can_keep(output, &failure) ? write_log(output, data, kept, &failure) : 0;
    note(output, stream, data, kept);
    output_hole_drop(output, data + kept, size - kept);
    output_hole_advance(output);
    if (failure.code == ERR_NONE)
        return 0;
    if (err && err->code == ERR_NONE)
        *err = failure;
    return -1;
}

int output_append(struct output *output, enum output_stream stream, const void *data, size_t size,
                  int64_t elapsed_ms, struct err *err)
{
    const char *at = data;
    int result = 0;
    if (elapsed_ms > 0 && (uint64_t)elapsed_ms > output->last_ms)
        output->last_ms = (uint64_t)elapsed_ms;
    while (size > 0) {
        size_t most = (size_t)output->entry_max * OUTPUT_SLICE_ENTRIES;
        size_t slice = size < most ? size : most;
        if (append_slice(output, stream, at, slice, err) < 0)
            result = -1;
        at += slice;
        size -= slice;
    }
    return result;
}

void output_totals(const struct output *output, struct output_totals *out)
{
    out->bytes = output->size;
    out->lines = output->newlines + output->is_line_open;
    out->dropped = output->header.dropped_to - output->header.dropped_from;
}

int output_close(struct output *output, struct output_totals *out, struct err *err)
{
    int result = output_flush(output, err);
    if (out)
        output_totals(output, out);
    if (close(output->log_fd) < 0 && result == 0)
        result = err_errno(err, "cannot close the output");
    if (close(output->index_fd) < 0 && result == 0)
        result = err_errno(err, "cannot close '%s'", OUTPUT_INDEX_NAME);
    free(output);
    return result;
}

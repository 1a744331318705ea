#include "output_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "output/output_index.h"

static int pwrite_error;
static int pwrite_good;
static int fallocate_error;

/* The linker's --wrap wants these names. NOLINTBEGIN(readability-identifier-naming) */
ssize_t __real_pwrite(int fd, const void *data, size_t size, off_t offset);
ssize_t __wrap_pwrite(int fd, const void *data, size_t size, off_t offset);
int __real_fallocate(int fd, int mode, off_t offset, off_t size);
int __wrap_fallocate(int fd, int mode, off_t offset, off_t size);
/* NOLINTEND(readability-identifier-naming) */

ssize_t __wrap_pwrite(int fd, const void *data, size_t size, off_t offset)
{
    if (pwrite_error && pwrite_good-- <= 0) {
        errno = pwrite_error;
        return -1;
    }
    return __real_pwrite(fd, data, size, offset);
}

int __wrap_fallocate(int fd, int mode, off_t offset, off_t size)
{
    if (fallocate_error) {
        errno = fallocate_error;
        return -1;
    }
    return __real_fallocate(fd, mode, offset, size);
}

void fixture_fail_pwrite(int error, int count)
{
    pwrite_error = error;
    pwrite_good = count;
}

void fixture_fail_fallocate(int error)
{
    fallocate_error = error;
}

int fixture_make(void **state)
{
    struct fixture *fixture = xcalloc(1, sizeof(*fixture));
    (void)snprintf(fixture->path, sizeof(fixture->path), "/tmp/pirun-output-XXXXXX");
    if (!mkdtemp(fixture->path))
        return -1;
    fixture->dirfd = open(fixture->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *state = fixture;
    return fixture->dirfd < 0 ? -1 : 0;
}

int fixture_unmake(void **state)
{
    struct fixture *fixture = *state;
    fixture_fail_pwrite(0, 0);
    fixture_fail_fallocate(0);
    (void)unlinkat(fixture->dirfd, LOG_NAME, 0);
    (void)unlinkat(fixture->dirfd, OUTPUT_INDEX_NAME, 0);
    (void)close(fixture->dirfd);
    (void)rmdir(fixture->path);
    free(fixture);
    return 0;
}

struct output *fixture_create(const struct fixture *fixture, int64_t cap_bytes)
{
    struct err err = {.code = ERR_NONE};
    struct output *output =
        output_create(fixture->dirfd, LOG_NAME, fixture->dirfd, cap_bytes, START_US, &err);
    if (!output)
        fail_msg("%s", err.text);
    return output;
}

struct output_reader *fixture_open(const struct fixture *fixture)
{
    struct err err = {.code = ERR_NONE};
    struct output_reader *reader = output_open(fixture->dirfd, LOG_NAME, fixture->dirfd, &err);
    if (!reader)
        fail_msg("%s", err.text);
    return reader;
}

void fixture_write(struct output *output, enum output_stream stream, const char *text,
                   int64_t elapsed_ms)
{
    struct err err = {.code = ERR_NONE};
    if (output_append(output, stream, text, strlen(text), elapsed_ms, &err) < 0)
        fail_msg("%s", err.text);
}

int64_t fixture_disk_size(const struct fixture *fixture, const char *file)
{
    struct stat status;
    if (fstatat(fixture->dirfd, file, &status, 0) < 0)
        return -1;
    return (int64_t)status.st_blocks * 512;
}

static bool collect(void *ctx, int64_t offset, const char *data, size_t size,
                    enum output_stream stream)
{
    struct buf *text = ctx;
    (void)offset;
    (void)stream;
    if (data)
        buf_append(text, data, size);
    else
        buf_addf(text, "[%zu]", size);
    return true;
}

char *fixture_copy(struct output_reader *reader, int64_t from, int stream)
{
    struct buf text;
    buf_init(&text, 1 << 26);
    struct output_range range = {.from = from, .to = INT64_MAX, .stream = stream};
    assert_int_equal(output_copy(reader, &range, collect, &text, NULL, NULL), 0);
    return buf_take(&text);
}

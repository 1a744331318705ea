/* The input is an output.idx; beside it lies a small output. Whatever the index says, reading must
 * end and stay within. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"
#include "output/output_index.h"
#include "output/output_read.h"

#include "fuzz.h"

#define LOG_NAME  "run.log"
#define LOG_LINES 500
#define MATCHES   4

static char path[] = "/tmp/pirun-fuzz-XXXXXX";

static void remove_directory(void)
{
    int dirfd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    (void)unlinkat(dirfd, LOG_NAME, 0); /* tidy up as far as it goes */
    (void)unlinkat(dirfd, OUTPUT_INDEX_NAME, 0);
    (void)close(dirfd);
    (void)rmdir(path);
}

static int directory(void)
{
    static int dirfd = -1;
    if (dirfd >= 0)
        return dirfd;
    fuzz_require(mkdtemp(path) != NULL && atexit(remove_directory) == 0);
    dirfd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = openat(dirfd, LOG_NAME, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    for (int i = 0; i < LOG_LINES; i++)
        fuzz_require(write(fd, "a line of some output\n", 22) == 22);
    (void)close(fd);
    return dirfd;
}

static bool check_sink(void *ctx, int64_t offset, const char *data, size_t size,
                       enum output_stream stream)
{
    int64_t *at = ctx;
    fuzz_require(offset >= *at && size > 0 && stream <= OUTPUT_STDERR);
    fuzz_require(!data || memchr(data, data[size - 1], size)); /* all of it can be read */
    *at = offset + (int64_t)size;
    return true;
}

static void copy(struct output_reader *reader, int stream)
{
    int64_t at = 0;
    int64_t next = 0;
    struct output_range range = {.to = INT64_MAX, .stream = stream};
    if (output_copy(reader, &range, check_sink, &at, &next, NULL) == 0)
        fuzz_require(next <= output_size(reader));
}

static void ask(struct output_reader *reader, int64_t number)
{
    int64_t size = output_size(reader);
    int64_t answers[] = {
        output_line_offset(reader, number),
        output_time_offset(reader, number * 1000),
        output_tail_offset(reader, number),
    };
    for (size_t i = 0; i < ARRAY_LEN(answers); i++)
        fuzz_require(answers[i] >= 0 && answers[i] <= size);
    fuzz_require(output_offset_line(reader, number) >= 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int dirfd = directory();
    int fd = openat(dirfd, OUTPUT_INDEX_NAME, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    fuzz_require(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    (void)close(fd);
    struct output_reader *reader = output_open(dirfd, LOG_NAME, dirfd, NULL);
    fuzz_require(reader != NULL);
    for (int stream = 0; stream <= OUTPUT_STDERR; stream++)
        copy(reader, stream);
    for (int64_t number = -2; number < LOG_LINES; number += 1 + llabs(number))
        ask(reader, number);
    struct output_match matches[MATCHES];
    struct output_search search = {.text = "some", .size = 4, .matches = matches, .room = MATCHES};
    (void)output_search(reader, &search, NULL); /* counts only; a failure to read is one answer */
    output_reader_close(reader);
    return 0;
}

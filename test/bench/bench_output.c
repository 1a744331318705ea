/* How fast the room output takes and searches, beside what the machine can do at best.
 *
 *     bench_output DIR [MIB]
 *
 * Capture: blocks of 64 KiB with lines of 80 bytes go into output_append; the floor is write(2) of
 * the same blocks. Search: output_search for a text that is there once; the floor is read(2) of the
 * file. Both in rounds, one after the other, so that the machine's other load hits both; medians.
 * DIR should be on the disk that holds var/. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "output/output.h"
#include "output/output_read.h"

#define BLOCK       65536
#define LINE        80
#define ROUNDS      7
#define MIB         1048576
#define DEFAULT_MIB 1024
#define LOG_NAME    "bench.log"
#define PLAIN_NAME  "bench.plain"
#define NEEDLE      "needle in it"
#define CAP         (64 * (int64_t)MIB)

enum measure {
    PLAIN_WRITE,
    CAPTURE_CAPPED,
    CAPTURE,
    PLAIN_READ,
    SEARCH,
    OPEN_AT_END,
    MEASURES
};
static const char *const names[MEASURES] = {
    "plain write(2)", "output_append, cap 64 MiB", "output_append", "plain read(2)",
    "output_search",  "open, last 100 lines",
};

struct bench {
    int dirfd;
    int64_t size;
    char *block;
    double ms[MEASURES][ROUNDS];
};

static void give_up(const char *what)
{
    perror(what);
    _exit(EXIT_FAILURE); /* one thread, nothing to tidy up */
}

static void plain_write(struct bench *bench)
{
    auto_fd int fd =
        openat(bench->dirfd, PLAIN_NAME, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    for (int64_t done = 0; done < bench->size; done += BLOCK) {
        if (write(fd, bench->block, BLOCK) != BLOCK)
            give_up("write");
    }
}

static void capture(struct bench *bench, int64_t cap_bytes)
{
    struct err err = {.code = ERR_NONE};
    struct output *output = output_create(bench->dirfd, LOG_NAME, bench->dirfd, cap_bytes, 0, &err);
    if (!output)
        give_up(err.text);
    int64_t begun_ms = clock_boot_ms();
    for (int64_t done = 0; done < bench->size; done += BLOCK)
        (void)output_append(output, OUTPUT_STDOUT, bench->block, BLOCK, clock_boot_ms() - begun_ms,
                            &err); /* told by output_close */
    (void)output_append(output, OUTPUT_STDERR, NEEDLE "\n", sizeof(NEEDLE), 0, &err);
    if (output_close(output, NULL, &err) < 0 || err.code != ERR_NONE)
        give_up(err.text);
}

static void plain_read(struct bench *bench)
{
    auto_fd int fd = openat(bench->dirfd, LOG_NAME, O_RDONLY | O_CLOEXEC);
    auto_free char *data = xmalloc(MIB);
    ssize_t got;
    while ((got = read(fd, data, MIB)) > 0)
        ;
    if (got < 0)
        give_up("read");
}

static void search(struct bench *bench)
{
    struct err err;
    struct output_match match;
    struct output_search search = {.text = NEEDLE, .size = strlen(NEEDLE)};
    search.matches = &match;
    search.room = 1;
    struct output_reader *reader = output_open(bench->dirfd, LOG_NAME, bench->dirfd, &err);
    if (!reader || output_search(reader, &search, &err) < 0)
        give_up(err.text);
    if (search.total != 1 || match.offset != bench->size)
        give_up("the needle was not found");
    output_reader_close(reader);
}

static bool take_all(void *ctx, int64_t offset, const char *data, size_t size,
                     enum output_stream stream)
{
    (void)offset;
    (void)data;
    (void)stream;
    *(size_t *)ctx += size;
    return true;
}

static void open_at_end(struct bench *bench)
{
    struct err err;
    size_t size = 0;
    struct output_reader *reader = output_open(bench->dirfd, LOG_NAME, bench->dirfd, &err);
    if (!reader)
        give_up(err.text);
    struct output_range range = {.from = output_tail_offset(reader, 100), .to = INT64_MAX};
    if (output_copy(reader, &range, take_all, &size, NULL, &err) < 0 || size < (size_t)99 * LINE)
        give_up("the tail was not read");
    output_reader_close(reader);
}

static void run_one(struct bench *bench, enum measure measure)
{
    switch (measure) {
    case PLAIN_WRITE:
        plain_write(bench);
        break;
    case CAPTURE:
        capture(bench, 0);
        break;
    case CAPTURE_CAPPED:
        capture(bench, CAP);
        break;
    case PLAIN_READ:
        plain_read(bench);
        break;
    case SEARCH:
        search(bench);
        break;
    case OPEN_AT_END:
    case MEASURES:
        open_at_end(bench);
        break;
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(struct bench *bench, enum measure measure)
{
    qsort(bench->ms[measure], ROUNDS, sizeof(double), compare);
    return bench->ms[measure][ROUNDS / 2];
}

static void report(struct bench *bench)
{
    double mib = (double)bench->size / MIB;
    for (int i = 0; i < MEASURES; i++) {
        double ms = median(bench, (enum measure)i);
        double floor_ms = median(bench, i < PLAIN_READ ? PLAIN_WRITE : PLAIN_READ);
        (void)printf("%-26s %9.2f ms", names[i], ms); /* a broken pipe ends us anyway */
        if (i != OPEN_AT_END)
            (void)printf(" %7.0f MiB/s %6.2f of the floor", mib / ms * 1000, floor_ms / ms);
        (void)putchar('\n');
    }
}

int main(int argc, char **argv)
{
    int64_t mib = argc > 2 ? strtol(argv[2], NULL, 10) : DEFAULT_MIB;
    struct bench bench = {.size = mib * MIB, .block = xmalloc(BLOCK)};
    bench.dirfd = open(argc > 1 ? argv[1] : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (bench.dirfd < 0 || mib < 1)
        give_up("usage: bench_output DIR [MIB]");
    static const char text[LINE + 1] =
        "A line of output is about as long as this one is, so that newlines are counted.\n";
    for (size_t i = 0; i < BLOCK; i++)
        bench.block[i] = text[i % LINE];
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < MEASURES; i++) {
            int64_t begun_us = clock_boot_us();
            run_one(&bench, (enum measure)i);
            bench.ms[i][round] = (double)(clock_boot_us() - begun_us) / 1000;
        }
    }
    report(&bench);
    (void)unlinkat(bench.dirfd, LOG_NAME, 0); /* tidy up as far as it goes */
    (void)unlinkat(bench.dirfd, PLAIN_NAME, 0);
    (void)unlinkat(bench.dirfd, OUTPUT_INDEX_NAME, 0);
    (void)close(bench.dirfd);
    free(bench.block);
    return 0;
}

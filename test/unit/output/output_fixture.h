/* output_fixture: a directory with one output in it, and ways to let the disk fail. */
#ifndef PIRUN_TEST_OUTPUT_FIXTURE_H
#define PIRUN_TEST_OUTPUT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/output.h"
#include "output/output_read.h"

#define START_US 1795327200000000 /* 2026-11-22T06:00:00Z */
#define LOG_NAME "run.log"
#define KIB      INT64_C(1024)

struct fixture {
    char path[64];
    int dirfd;
};

int fixture_make(void **state);
int fixture_unmake(void **state);

/* pwrite(2) fails with ERROR after COUNT more calls that write more than a header, as long as it is
 * not 0. */
void fixture_fail_pwrite(int error, int count);
/* fallocate(2) fails with ERROR, as long as it is not 0. */
void fixture_fail_fallocate(int error);

struct output *fixture_create(const struct fixture *fixture, int64_t cap_bytes);
struct output_reader *fixture_open(const struct fixture *fixture);
void fixture_write(struct output *output, enum output_stream stream, const char *text,
                   int64_t elapsed_ms);
/* Bytes that FILE of the fixture has on disk. */
int64_t fixture_disk_size(const struct fixture *fixture, const char *file);
/* Everything from FROM on (STREAM 0: both) as text; a hole is shown as "[SIZE]". Owned by the
 * caller. */
char *fixture_copy(struct output_reader *reader, int64_t from, int stream);

#endif

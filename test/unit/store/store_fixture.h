/* store_fixture: a var/ with real files in a directory of its own, and runs in any place of it. */
#ifndef PIRUN_TEST_STORE_FIXTURE_H
#define PIRUN_TEST_STORE_FIXTURE_H

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/store.h"

#define FIXTURE_NOW_US INT64_C(1795327200000000) /* 2026-11-22T06:00:00Z */

struct fixture {
    char path[64];
    char db[80];
    struct store store;
};

void fixture_open(struct fixture *fixture);
void fixture_close(struct fixture *fixture);

/* Owns: returns a job of script "scripts/report.py", number SEQ, labels team=ops and stage=SEQ. */
struct job fixture_job(int64_t seq);
/* The file DIR/<id>.json of JOB, as the spool writes it. */
void fixture_write_job(int dirfd, const struct job *job);
/* Put a job where it waits, runs (attempt 1) and has ended (exit code CODE), by the store's own
 * moves. */
struct ident fixture_queued(const struct fixture *fixture, int64_t seq);
struct ident fixture_active(const struct fixture *fixture, int64_t seq);
struct ident fixture_ended(const struct fixture *fixture, int64_t seq, int code);

struct run_start fixture_start(int attempt);
/* What a supervisor leaves in runs/<id>/ and logs/: live, output and its index, and result.json
 * unless CODE is negative. */
void fixture_supervise(const struct fixture *fixture, const struct ident *id, int code);
/* A file NAME with TEXT in runs/<id>/. */
void fixture_write(const struct fixture *fixture, const struct ident *id, const char *name,
                   const char *text);
/* Is there PATH below var/, of which the format makes the rest? */
bool fixture_has(const struct fixture *fixture, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Names in DIR of var/, without dots. */
int fixture_count(const struct fixture *fixture, const char *dir);

#define assert_ok(expression)                           \
    do {                                                \
        struct err why_ = {.text = ""};                 \
        struct err *problem = &why_;                    \
        if ((expression) < 0)                           \
            fail_msg("%s: %s", #expression, why_.text); \
    } while (0)

#define assert_err(expression, expected)         \
    do {                                         \
        struct err why_ = {.text = ""};          \
        struct err *problem = &why_;             \
        assert_int_equal((expression), -1);      \
        assert_int_equal(why_.code, (expected)); \
    } while (0)

#endif

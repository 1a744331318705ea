/* spool_fixture: a project with a real var/ in a directory of its own, things dropped into its
 * door, and what became of them. */
#ifndef PIRUN_TEST_SPOOL_FIXTURE_H
#define PIRUN_TEST_SPOOL_FIXTURE_H

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json.h"
#include "spool/spool.h"
#include "spool/spool_scan.h"

#define GOOD_JOB "{\"v\":1,\"script\":\"scripts/report.py\"}"

struct door {
    char path[PATH_MAX];
    struct spool spool;
    struct spool_scan_options options;
    struct spool_scan *scan;
};

/* What one or more passes told. */
struct haul {
    struct list ins;
    size_t count; /* of ins: jobs and orders */
    size_t gone;  /* SPOOL_IN_REFUSED: ids of which there will be no run */
    size_t accepted, refused, duplicates, slices;
    int64_t again_ms;
    bool is_disk_full;
    char trouble[240];
};

void door_open(struct door *door);
void door_open_below(struct door *door, const char *parent);
/* In memory, for thousands of files where none of them is to survive a power cut. */
void door_open_fast(struct door *door);
void door_close(struct door *door);
/* The scan ends, as with its process, and the next one begins and recovers. */
void door_restart(struct door *door);
/* Owns: *OUT holds struct spool_waiting. Answers how many. */
size_t door_recover(struct door *door, struct list *out, size_t *damaged);
void door_free_waiting(struct list *list);

/* Rename a file with TEXT into the door as NAME; NAME may be any bytes. */
void door_drop(const struct door *door, const char *name, const char *text);
void door_drop_bytes(const struct door *door, const char *name, const void *data, size_t size);
/* Submit a job of script "scripts/report.py"; KEY is its idempotency key or NULL. */
struct ident door_submit(const struct door *door, const char *key);

/* One pass over the door. Owns: released with haul_release. */
void door_scan(struct door *door, struct haul *haul);
void haul_release(struct haul *haul);
/* The AT-th thing that came in. */
const struct spool_in *haul_in(const struct haul *haul, size_t at);
/* A pass that must accept, refuse and drop exactly so many. */
void door_scan_expect(struct door *door, size_t accepted, size_t refused, size_t duplicates);
/* The clock of the door's patience goes on by MS. */
void door_pass_time(struct door *door, int64_t ms);

/* Owns: the receipt of NAME, or NULL. */
struct json *door_receipt(const struct door *door, const char *name);
/* The code of NAME's refusal, checked to be the same in the dead letter, whose bytes are
 * returned in BYTES (may be NULL; room for SIZE). */
void door_assert_refused(const struct door *door, const char *name, const char *code);
void door_assert_accepted(const struct door *door, const char *name);
size_t door_count(int dirfd); /* names in a directory, folders of the door left out */
bool door_has(int dirfd, const struct ident *id, const char *suffix);

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

/* spool_patience: files that are not finished yet. A file that does not parse is looked at again
 * while its writer may still be at work: one that looks cut short until 10 s went by without a
 * change, any other for 1 s. The time is CLOCK_BOOTTIME since a look first saw the file as it is
 * now: no clock of the writer counts. */
#ifndef PIRUN_SPOOL_SPOOL_PATIENCE_H
#define PIRUN_SPOOL_SPOOL_PATIENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/list.h"

#define SPOOL_PATIENCE_CUT_MS 10000
#define SPOOL_PATIENCE_WRONG_MS \
    1000 /* after a change every file is looked at again after this time */
#define SPOOL_PATIENCE_BUCKETS 1024

struct spool_patience {
    struct list buckets[SPOOL_PATIENCE_BUCKETS];
    size_t count;
    uint32_t pass;
    int64_t skew_ms; /* added to the clock; 0 but in tests */
};

void spool_patience_init(struct spool_patience *patience);
void spool_patience_release(struct spool_patience *patience);

/* True when the file with ST is waited for, has not changed since, and its time is not up:
 * reading it again would tell nothing new. *AGAIN_MS: when to look again. */
bool spool_patience_is_waiting(struct spool_patience *patience, const struct stat *st,
                               int64_t *again_ms);
/* The file with ST could not be read as a job. Answers true to wait (*AGAIN_MS: when to look
 * again), false when it was given LIMIT_MS without a change. */
bool spool_patience_ask(struct spool_patience *patience, const struct stat *st, int64_t limit_ms,
                        int64_t *again_ms);
/* A pass over the directory ended: forget files that were not seen in it. */
void spool_patience_end_pass(struct spool_patience *patience);

#endif

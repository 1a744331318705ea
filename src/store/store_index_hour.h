/* store_index_hour: how each hour's runs ended, how long they took and waited, counted while rows
 * are written, so that a figure of a day costs the same after a year. Numbers of times are kept in
 * buckets that are a thirty-second of their time wide at most. For store_index*.c only. */
#ifndef PIRUN_STORE_STORE_INDEX_HOUR_H
#define PIRUN_STORE_STORE_INDEX_HOUR_H

#include <stdbool.h>
#include <stdint.h>

#include "store/store_index_figures.h"
#include "store/store_index_inner.h"

#define STORE_HOUR_US (INT64_C(3600) * 1000000)

/* What a bucket of a row in the table `hour` counts. */
enum store_hour_kind {
    STORE_HOUR_ENDED, /* by enum store_outcome */
    STORE_HOUR_TOOK,  /* by store_hour_bucket of the duration */
    STORE_HOUR_WAITED /* the same of the time from accepted to the first start */
};

/* The end of a run, as a row tells it. */
struct store_end {
    enum store_outcome outcome;
    int64_t ended_at_us, queued_at_us, started_at_us, took_ms;
    int attempt;
};

/* Pure. Units: milliseconds, not below 0. */
int store_hour_bucket(int64_t ms);
/* The middle of BUCKET. */
int64_t store_hour_middle(int bucket);

/* Count END, or no longer count it (MANY -1), within the open transaction. */
int store_hour_count(struct store_index *index, const struct store_end *end, int64_t many,
                     struct err *err);

#endif

/* store_index_figures: what a page of figures shows of the history: hours, scripts that fail, how
 * long a script usually takes. No question costs more after a year than after a week: the hours are
 * counted while rows are written, the rest is found by an index on script and outcome.
 * Thread: as store_index.h. Errors: as there. */
#ifndef PIRUN_STORE_STORE_INDEX_FIGURES_H
#define PIRUN_STORE_STORE_INDEX_FIGURES_H

#include "store/store_index.h"

/* What an end says about the script. What somebody cancelled, what a newer job replaced and what a
 * dependency kept from starting says nothing. Also numbers in the database. */
enum store_outcome {
    STORE_NOT_ENDED,
    STORE_SUCCEEDED,
    STORE_FAILED,
    STORE_OTHER
};
#define STORE_OUTCOMES 4

enum store_outcome store_outcome_of(const struct run *run);

/* One hour of the clock (UTC), by the ends of runs. */
struct store_hour {
    int64_t began_at_us;
    int64_t succeeded, failed, other;
    /* Of runs that were started and not cancelled; -1 when there are none. To a thirty-second. */
    int64_t took_p50_ms, took_p95_ms, waited_p95_ms;
};
/* The COUNT hours whose last one holds NOW_US, oldest first. */
int store_index_hours(struct store_index *index, int64_t now_us, size_t count,
                      struct store_hour *out, struct err *err);

/* Calls ON_FAILING for each script whose newest run that says something failed, and that after
 * SINCE_US: LAST is that run, FIRST the first one that failed since the last success. Code without
 * a name is not looked at, and after SCRIPTS_MAX scripts no further one. Answer false to stop. Must
 * not use the index. */
#define STORE_SCRIPTS_MAX 1000
struct store_failing {
    const char *title;
    struct ident last, first;
    int64_t ended_at_us; /* of LAST */
};
typedef bool (*store_failing_cb)(void *ctx, const struct store_failing *failing);
int store_index_failing(struct store_index *index, int64_t since_us, store_failing_cb on_failing,
                        void *ctx, struct err *err);

/* A run of a script. */
struct store_took {
    struct ident id;
    int64_t seq;
    enum run_state state;
    int64_t took_ms; /* 0 unless it ended */
    int64_t queued_at_us;
};
#define STORE_TOOK_MAX 200
struct store_took_query {
    const char *title;
    unsigned outcomes; /* bits: 1 << outcome */
    size_t limit;      /* up to STORE_TOOK_MAX: as many go to OUT at most */
};
/* The newest runs of a script with one of the outcomes, newest first. */
int store_index_took(struct store_index *index, const struct store_took_query *query,
                     struct store_took *out, size_t *found, struct err *err);

#endif

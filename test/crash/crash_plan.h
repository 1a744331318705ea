/* crash_plan: which points are tried. */
#ifndef PIRUN_CRASH_PLAN_H
#define PIRUN_CRASH_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "crash_worker.h"

#define CRASH_CASES_MAX 64

struct crash_plan {
    const struct crash_case *cases[CRASH_CASES_MAX]; /* those that are wanted */
    long counts[CRASH_CASES_MAX];                    /* calls in the span of each */
    long server_calls; /* in the span of a server, for the first kill of CRASH_RECOVERY */
    size_t count;
    uint64_t seed;
};

/* The cases of ROLE and NAME (NULL: all). */
void crash_plan_init(struct crash_plan *plan, const char *role, const char *name, uint64_t seed);
/* Spread at most BUDGET points over the cases (0: every point of each): some at even distances, so
 * that every part of the span is met, the others by chance. Fills ROWS, answers how many; a NULL
 * ROWS only asks for that. */
size_t crash_plan_points(const struct crash_plan *plan, size_t budget, struct crash_row *rows);
/* A number below LIMIT; the same SEED gives the same ones. */
uint64_t crash_plan_random(uint64_t *seed, uint64_t limit);

#endif

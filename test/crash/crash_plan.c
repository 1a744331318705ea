#include "crash_plan.h"

#include <string.h>

#define LEAST_POINTS 8 /* of a case, however short its span is compared with others */
#define EXTRA_CALLS  2 /* a span differs a little from time to time */

/* Source: splitmix64, public domain (Vigna 2015). Enough for choosing points. */
uint64_t crash_plan_random(uint64_t *seed, uint64_t limit)
{
    uint64_t z = (*seed += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return limit ? (z ^ (z >> 31)) % limit : 0;
}

void crash_plan_init(struct crash_plan *plan, const char *role, const char *name, uint64_t seed)
{
    size_t count = 0;
    const struct crash_case *all = crash_cases(&count);
    *plan = (struct crash_plan){.seed = seed};
    for (size_t i = 0; i < count && plan->count < CRASH_CASES_MAX; i++) {
        if ((!role || strcmp(role, crash_role_name(all[i].role)) == 0) &&
            (!name || strcmp(name, all[i].name) == 0))
            plan->cases[plan->count++] = &all[i];
    }
}

static size_t share_of(const struct crash_plan *plan, size_t at, size_t budget)
{
    size_t calls = (size_t)plan->counts[at] + EXTRA_CALLS;
    size_t all = 0;
    for (size_t i = 0; i < plan->count; i++)
        all += (size_t)plan->counts[i] + EXTRA_CALLS;
    size_t share = budget == 0 ? calls : budget * calls / all;
    if (share < LEAST_POINTS)
        share = LEAST_POINTS;
    return share < calls ? share : calls;
}

size_t crash_plan_points(const struct crash_plan *plan, size_t budget, struct crash_row *rows)
{
    size_t count = 0;
    uint64_t seed = plan->seed;
    for (size_t i = 0; i < plan->count; i++) {
        size_t calls = (size_t)plan->counts[i] + EXTRA_CALLS;
        size_t share = share_of(plan, i, budget);
        bool is_every = share == calls;
        for (size_t n = 0; n < share; n++, count++) {
            size_t even = 1 + n * calls / share;
            size_t any = 1 + (size_t)crash_plan_random(&seed, calls);
            long first = 1 + (long)crash_plan_random(&seed, (uint64_t)plan->server_calls);
            if (rows)
                rows[count].point =
                    (struct crash_point){.it = plan->cases[i],
                                         .at = (long)(is_every || n % 2 == 0 ? even : any),
                                         .first = first};
        }
    }
    return count;
}

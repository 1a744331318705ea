#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "runner/runner_inner.h"

#define REST_FACTOR 4 /* of what a look took: it has a fifth of one processor at most */
#define REST_MS_MAX 5000
#define WAITING_MAX 10000 /* more than start within REST_MS_MAX and a look */

/* On the loop, but for what a look that is under way has. */
struct runner_looking {
    runner_look_cb look;
    struct loop_timer *timer; /* armed: it rests */
    struct store_began *waiting;
    size_t count, capacity;
    bool is_under_way, is_resting;
    size_t left_out; /* since the last warning */
};

struct look_work {
    struct runner *runner;
    struct store_began runs[RUNNER_LOOK_MAX];
    size_t count;
    int64_t took_ms;
    bool has_failed;
    struct err err;
};

static void look_on_lane(void *ctx)
{
    struct look_work *work = ctx;
    const struct runner *runner = work->runner;
    int64_t began_ms = clock_boot_ms();
    work->has_failed =
        runner->looking->look(runner->tree_ctx, work->runs, work->count, &work->err) < 0;
    work->took_ms = clock_boot_ms() - began_ms;
}

static void begin(struct runner *runner);

static void rested(void *ctx)
{
    struct runner *runner = ctx;
    runner->looking->is_resting = false;
    begin(runner);
}

static void looked(void *ctx)
{
    struct look_work *work = ctx;
    struct runner *runner = work->runner;
    struct runner_looking *looking = runner->looking;
    int64_t rest_ms = REST_FACTOR * work->took_ms;
    if (work->has_failed)
        log_warning("which files %zu runs saw is not recorded: %s", work->count, work->err.text);
    free(work);
    looking->is_under_way = false;
    if (!runner->is_stopping) {
        looking->is_resting = true;
        loop_timer_arm(looking->timer, rest_ms < REST_MS_MAX ? rest_ms : REST_MS_MAX);
    } else {
        begin(runner);
    }
    runner_settle(runner);
}

/* The first ones; the rest have the next look. */
static void begin(struct runner *runner)
{
    struct runner_looking *looking = runner->looking;
    if (looking->is_under_way || looking->is_resting || looking->count == 0)
        return;
    struct look_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->count = looking->count < RUNNER_LOOK_MAX ? looking->count : RUNNER_LOOK_MAX;
    memcpy(work->runs, looking->waiting, work->count * sizeof(*work->runs));
    looking->count -= work->count;
    memmove(looking->waiting, looking->waiting + work->count,
            looking->count * sizeof(*looking->waiting));
    looking->is_under_way = true;
    lane_post(runner->look, look_on_lane, looked, work);
}

void runner_look_open(struct runner *runner, runner_look_cb look)
{
    struct runner_looking *looking = xcalloc(1, sizeof(*looking));
    looking->look = look;
    looking->timer = loop_timer_create(runner->loop, rested, runner);
    runner->looking = looking;
}

void runner_look_free(struct runner *runner)
{
    struct runner_looking *looking = runner->looking;
    if (!looking)
        return;
    loop_timer_free(looking->timer);
    free(looking->waiting);
    free(looking);
    runner->looking = NULL;
}

void runner_look_want(struct runner *runner, const struct run *run)
{
    struct runner_looking *looking = runner->looking;
    if (!looking->look || run->job.commit || run->job.kind == JOB_BUILD)
        return;
    if (looking->count == WAITING_MAX) {
        if (looking->left_out++ % WAITING_MAX == 0)
            log_warning("runs start faster than the work tree can be looked at: which files some "
                        "of them saw is not recorded");
        return;
    }
    if (looking->count == looking->capacity) {
        looking->capacity = looking->capacity ? 2 * looking->capacity : 16;
        looking->waiting =
            xrealloc(looking->waiting, looking->capacity * sizeof(*looking->waiting));
    }
    looking->waiting[looking->count++] = (struct store_began){
        .id = run->job.id, .attempt = run->attempt, .at_us = run->started_at_us};
    begin(runner);
}

void runner_look_hurry(struct runner *runner)
{
    struct runner_looking *looking = runner->looking;
    loop_timer_disarm(looking->timer);
    looking->is_resting = false;
    begin(runner);
}

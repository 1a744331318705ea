/* From the end of a supervisor to the record. On the record lane: read the result (or state that
 * the run was lost), decide whether there is another attempt. Then the row is written, and only
 * when it is safe does the run leave active/: a crash in between repeats all of it with the same
 * outcome. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "env/env_finish.h"
#include "exec/exec_supervise.h"
#include "runner/runner_inner.h"
#include "sandbox/sandbox_tree.h"

#define LOST_ATTEMPTS_MAX \
    100 /* on_lost `rerun`: a job that takes the machine down must not do so for ever */

enum end_verdict {
    END_FINAL,
    END_AGAIN,   /* another attempt */
    END_NEVER,   /* the script never began: back to the queue as if nothing had been */
    END_BLOCKED, /* the disk is full: try to record it again */
    END_BUILT,   /* of a build: first its environment is put in place, on a lane of its own */
};

struct end_work {
    struct runner *runner;
    const struct runner_rules *rules;
    struct ident id;
    enum end_verdict verdict;
    int64_t retry_at_us;
    struct run run; /* for the row */
    bool has_run;
    bool was_cancelled;
    struct err err;
};

int64_t runner_retry_delay_us(const struct job_retry *retry, int attempt)
{
    double delay_ms = (double)retry->delay_ms * pow(retry->backoff, attempt - 1);
    double most_ms = 7.0 * 24 * 3600 * 1000; /* a week; beyond that backoff is a wait for ever */
    return (int64_t)(fmin(delay_ms, most_ms) * 1000);
}

static bool is_tried_again(const struct run *run)
{
    const struct job_retry *retry = &run->job.retry;
    enum run_reason reason = run->result.reason;
    if (reason == RUN_LOST && run->job.is_rerun_on_lost && run->attempt < LOST_ATTEMPTS_MAX)
        return true;
    if (run->attempt > retry->max || run->state == RUN_SUCCEEDED || reason == RUN_CANCELLED)
        return false;
    return retry->on == 0 ? reason != RUN_LOST : (retry->on & (1U << reason)) != 0;
}

static int read_result(struct end_work *work)
{
    const struct store *store = &work->runner->store;
    struct run_result result = {0};
    if (store_result(store, &work->id, &result, &work->err) < 0)
        return -1;
    run_result_release(&result);
    if (store_load(store, &work->id, &work->run, &work->err) < 0)
        return -1;
    work->has_run = true;
    return 0;
}

/* What `live` and result.json tell. The lock is looked at first: who held it a moment ago may have
 * written its result since. */
static enum exec_live look_at_end(const struct end_work *work, bool *has_result)
{
    char id[IDENT_TEXT_SIZE];
    struct err err;
    pid_t pid = 0;
    ident_format(&work->id, id);
    auto_fd int dir = fd_open_dir(work->runner->store.runs, id, &err);
    enum exec_live live = dir < 0 ? EXEC_LIVE_OVER : exec_live_look(dir, &pid);
    *has_result = dir >= 0 && fd_exists(dir, "result.json");
    return live;
}

/* A supervisor that died leaves processes behind; they must not outlive the record. */
static void sweep(const struct end_work *work)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&work->id, id);
    (void)sandbox_tree_sweep("PIRUN_RUN_ID", id); /* how many there were is not recorded */
}

static enum end_verdict settle_end(struct end_work *work)
{
    const struct store *store = &work->runner->store;
    bool has_result = false;
    enum exec_live live = look_at_end(work, &has_result);
    if (live == EXEC_LIVE_ALIVE && !has_result) {
        /* We could not watch it (no descriptors left, its name is damaged), but it goes on and will
         * write its result. To call it lost would end it, or start it twice. */
        (void)err_set(&work->err, ERR_BUSY, "its supervisor still lives");
        return END_BLOCKED;
    }
    if (live == EXEC_LIVE_NEVER && !has_result) {
        if (store_unstart(store, &work->id, &work->err) == 0)
            return END_NEVER;
        if (work->err.code != ERR_CONFLICT)
            return END_BLOCKED;
        /* The machine was started anew since: what `live` tells is worth nothing. It is lost. */
    }
    if (!has_result)
        sweep(work);
    if (read_result(work) < 0)
        return END_BLOCKED;
    const struct env_place place = runner_env_place(work->runner, work->rules);
    if (work->was_cancelled || !is_tried_again(&work->run))
        return env_finish_is_due(&place, &work->run) ? END_BUILT : END_FINAL;
    work->retry_at_us =
        clock_wall_us() + runner_retry_delay_us(&work->run.job.retry, work->run.attempt);
    if (store_retry(store, &work->id, work->run.attempt, &work->err) < 0)
        return END_BLOCKED;
    work->run.state = RUN_QUEUED;
    return END_AGAIN;
}

static void settle_end_on_lane(void *ctx)
{
    struct end_work *work = ctx;
    work->verdict = settle_end(work);
    if (work->verdict != END_BLOCKED || work->err.code == ERR_BUSY ||
        !spool_release_reserve(work->runner->spool))
        return;
    if (work->has_run)
        run_release(&work->run);
    work->has_run = false;
    run_init(&work->run);
    work->verdict = settle_end(work); /* once more, with the space that was held back */
}

/* A supervisor that was killed while it made a process leaves its lock to that one for a moment.
 * True: it is looked at again before the next rescan. */
static bool look_soon(struct runner *runner, struct runner_run *run)
{
    int64_t wait_ms = (int64_t)RUNNER_LOOK_MS << run->looks;
    if (wait_ms >= RUNNER_RESCAN_MS || runner->is_stopping)
        return false;
    run->looks++;
    if (!loop_timer_is_armed(runner->record_soon))
        loop_timer_arm(runner->record_soon, wait_ms);
    return wait_ms < RUNNER_AGAIN_MS;
}

/* What the record lane cannot decide now is tried again, at the latest with the next rescan. */
static void record_blocked(struct runner *runner, struct end_work *work)
{
    char id[IDENT_TEXT_SIZE];
    struct runner_run *run = runner_find(runner, &work->id);
    run->is_recording = false;
    if (work->err.code == ERR_BUSY && look_soon(runner, run))
        return;
    ident_format(&work->id, id);
    log_error("cannot record the end of run %s, trying again: %s", id, work->err.text);
}

static void log_end(const struct run *run)
{
    char id[IDENT_TEXT_SIZE];
    char text[240];
    ident_format(&run->job.id, id);
    run_describe(run, text, sizeof(text));
    log_info("run %s of '%s': %s", id, job_title(&run->job), text);
}

static void put_in_place_on_lane(void *ctx)
{
    struct end_work *work = ctx;
    const struct env_place place = runner_env_place(work->runner, work->rules);
    if (env_finish(&place, &work->run, &work->err) < 0)
        work->verdict = END_BLOCKED;
}

static void end_settled(void *ctx);

static void put_in_place(void *ctx)
{
    struct end_work *work = ctx;
    if (work->verdict == END_BLOCKED) {
        end_settled(work);
        return;
    }
    run_release(&work->run); /* its result may be another one by now */
    run_init(&work->run);
    work->has_run = false;
    lane_post(work->runner->record, settle_end_on_lane, end_settled, work);
}

static void start_taken_back(struct runner *runner, const struct ident *id)
{
    queue_unstart(runner->queue, id);
    runner_tell_id(runner, RUNNER_RUN_QUEUED, id);
}

static void end_settled(void *ctx)
{
    struct end_work *work = ctx;
    struct runner *runner = work->runner;
    if (work->verdict == END_BUILT) {
        lane_post(runner->env, put_in_place_on_lane, put_in_place, work);
        return;
    }
    if (work->verdict == END_BLOCKED) {
        record_blocked(runner, work);
    } else {
        runner_forget(runner, &work->id);
        if (work->verdict == END_NEVER)
            start_taken_back(runner, &work->id);
        else if (work->verdict == END_AGAIN)
            queue_retry(runner->queue, &work->id, work->retry_at_us);
        else
            queue_ended(runner->queue, &work->id, work->run.state == RUN_SUCCEEDED);
        runner_cancel_again(runner, &work->id);
    }
    if (work->has_run && work->verdict != END_BLOCKED) {
        if (work->verdict == END_FINAL)
            log_end(&work->run);
        runner_put(runner, &work->run, work->verdict == END_FINAL);
    } else if (work->has_run) {
        run_release(&work->run);
    }
    free(work);
    runner_pump(runner);
    runner_settle(runner);
}

void runner_record(struct runner *runner, struct runner_run *run)
{
    struct end_work *work = xcalloc(1, sizeof(*work));
    run->is_over = true;
    run->is_recording = true;
    work->runner = runner;
    work->rules = runner_rules(runner);
    work->id = run->id;
    work->was_cancelled = run->is_cancel_wanted;
    run_init(&work->run);
    lane_post(runner->record, settle_end_on_lane, end_settled, work);
}

void runner_exec_event(void *ctx, const struct ident *id, enum exec_event event)
{
    struct runner *runner = ctx;
    struct runner_run *run = runner_find(runner, id);
    if (!run)
        return;
    struct err gone; /* it ended in this moment: EXEC_ENDED follows */
    switch (event) {
    case EXEC_STARTED:
        run->has_begun = true;
        if (run->is_cancel_wanted)
            (void)exec_cancel(runner->exec, id, false, &gone);
        runner_cancel_again(runner, id);
        break;
    case EXEC_NOT_STARTED:
        log_warning("the launcher could not start a supervisor: trying again in %d s",
                    RUNNER_AGAIN_MS / 1000);
        runner->is_start_blocked = true;
        if (!runner->is_stopping)
            loop_timer_arm(runner->retry_starts, RUNNER_AGAIN_MS);
        runner_record(runner, run);
        break;
    case EXEC_ENDED:
        runner_record(runner, run);
        break;
    }
}

struct wait_work {
    struct list node; /* in runner->unended */
    struct runner *runner;
    bool is_again;
    struct ident id;
    struct runner_then then;
    struct run_result result;
    struct run run;
    bool has_failed;
    struct err err;
};

static void end_waiting_on_lane(void *ctx)
{
    struct wait_work *work = ctx;
    const struct store *store = &work->runner->store;
    if (store_end_waiting(store, &work->id, &work->result, &work->err) < 0 &&
        (!spool_release_reserve(work->runner->spool) ||
         store_end_waiting(store, &work->id, &work->result, &work->err) < 0)) {
        work->has_failed = true;
        return;
    }
    work->has_failed = store_load(store, &work->id, &work->run, &work->err) < 0;
}

static void waiting_ended(void *ctx)
{
    struct wait_work *work = ctx;
    struct runner *runner = work->runner;
    queue_ended(runner->queue, &work->id, false); /* settles what came to wait for it meanwhile */
    if (!work->has_failed) {
        log_end(&work->run);
        runner_put(runner, &work->run, true);
    } else if (!work->is_again) {
        log_error("cannot record the end of a waiting job, trying again: %s", work->err.text);
    }
    if (work->then.on_recorded)
        work->then.on_recorded(work->then.ctx, work->has_failed ? &work->err : NULL);
    work->then.on_recorded = NULL;
    if (work->has_failed && work->err.code != ERR_NOT_FOUND) {
        work->is_again = true;
        list_append(&runner->unended, &work->node); /* see runner_record_again */
    } else {
        free(work);
    }
    runner_pump(runner);
    runner_settle(runner);
}

void runner_end_waiting(struct runner *runner, const struct ident *id, enum run_reason reason,
                        const char *message, const struct runner_then *then)
{
    struct wait_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->id = *id;
    if (then)
        work->then = *then;
    work->result.reason = reason;
    work->result.ended_at_us = clock_wall_us();
    (void)snprintf(work->result.message, sizeof(work->result.message), "%s",
                   message); /* may be cut */
    lane_post(runner->record, end_waiting_on_lane, waiting_ended, work);
}

void runner_record_again(void *ctx)
{
    struct runner *runner = ctx;
    list_for_each (node, &runner->runs) {
        struct runner_run *run = list_entry(node, struct runner_run, node);
        if (run->is_over && !run->is_recording)
            runner_record(runner, run);
    }
    list_for_each (node, &runner->unended) {
        struct wait_work *work = list_entry(node, struct wait_work, node);
        list_remove(node);
        work->has_failed = false;
        lane_post(runner->record, end_waiting_on_lane, waiting_ended, work);
    }
}

void runner_drop_unended(struct runner *runner)
{
    list_for_each (node, &runner->unended)
        free(list_entry(node, struct wait_work, node));
}

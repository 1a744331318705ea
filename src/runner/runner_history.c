/* Rows for SQLite, written in batches on the index lane: whatever gathered while one batch was
 * under way is the next one. A run leaves active/ only after its last row is committed, so the
 * history never lacks a run that the files still have to tell. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "runner/runner_inner.h"
#include "store/store_keep.h"

#define ROWS_PER_BATCH    500
#define BLOCKED_ROWS_MAX  10000
#define KEEP_EVERY        100 /* ended runs between two looks at retention */
#define KEEP_AT_ONCE      50  /* runs removed per visit of the lane */
#define RECONCILE_AT_ONCE 1000

struct runner_row {
    struct list node;
    struct run run;
    bool is_last;
};

struct row_work {
    struct runner *runner;
    struct runner_row *rows[ROWS_PER_BATCH];
    size_t count;
    bool has_failed;
    struct err err;
};

static void write_rows(struct runner *runner);

static void write_rows_on_lane(void *ctx)
{
    struct row_work *work = ctx;
    const struct run *runs[ROWS_PER_BATCH];
    for (size_t i = 0; i < work->count; i++)
        runs[i] = &work->rows[i]->run;
    if (runner_open_history(work->runner, &work->err) < 0) {
        work->has_failed = true;
        return;
    }
    work->has_failed = store_index_put(work->runner->history, runs, work->count, &work->err) < 0;
}

static void leave_active_on_lane(void *ctx)
{
    struct row_work *work = ctx;
    for (size_t i = 0; i < work->count; i++) {
        struct err err;
        if (work->rows[i]->is_last &&
            store_close_run(&work->runner->store, &work->rows[i]->run.job.id, &err) < 0)
            log_error("cannot close a run: %s", err.text); /* done again at the next start */
    }
}

static void free_row(struct runner_row *row)
{
    run_release(&row->run);
    free(row);
}

/* Rows that could not be written wait for the next look at the door. Those of runs that have ended
 * are kept whatever their number: such a run leaves active/ by its row alone. */
static bool is_one_too_many(const struct runner *runner, const struct runner_row *row)
{
    return !row->is_last && runner->row_count >= BLOCKED_ROWS_MAX;
}

static void put_back(struct runner *runner, struct row_work *work)
{
    for (size_t i = work->count; i-- > 0;) {
        struct runner_row *row = work->rows[i];
        if (is_one_too_many(runner, row)) {
            free_row(row);
            continue;
        }
        list_insert_before(runner->rows.next, &row->node);
        runner->row_count++;
    }
    runner->is_history_blocked = true;
    free(work);
}

static void free_rows(struct row_work *work)
{
    for (size_t i = 0; i < work->count; i++)
        free_row(work->rows[i]);
    free(work);
}

static void left_active(void *ctx)
{
    struct row_work *work = ctx;
    struct runner *runner = work->runner;
    for (size_t i = 0; i < work->count; i++) {
        const struct run *run = &work->rows[i]->run;
        if (!work->rows[i]->is_last)
            continue;
        /* once more: until now a job that came to wait for it was told that it runs */
        queue_ended(runner->queue, &run->job.id, run->state == RUN_SUCCEEDED);
        runner_cancel_again(runner, &run->job.id);
        runner_tell_id(runner, RUNNER_RUN_RECORDED, &run->job.id);
    }
    free_rows(work);
    runner_pump(runner);
    if (runner->on_scanned && runner->has_only)
        runner->on_scanned(runner->ctx); /* who drains one run looks again */
    runner_settle(runner);
}

static bool has_last(const struct row_work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        if (work->rows[i]->is_last)
            return true;
    }
    return false;
}

static void note_history(struct runner *runner, const struct row_work *work)
{
    if (!work->has_failed) {
        runner->history_trouble[0] = '\0';
        return;
    }
    if (!runner->history_trouble[0])
        log_error("the index of the history cannot be written: %s", work->err.text);
    (void)snprintf(runner->history_trouble, sizeof(runner->history_trouble),
                   "lists may lack runs until 'pirun reindex': %.180s",
                   work->err.text); /* cut at most */
}

static void rows_written(void *ctx)
{
    struct row_work *work = ctx;
    struct runner *runner = work->runner;
    runner->is_writing_rows = false;
    note_history(runner, work);
    if (work->has_failed) {
        put_back(runner, work);
        runner_settle(runner);
        return;
    }
    for (size_t i = 0; i < work->count; i++)
        runner->ended_since_keep += work->rows[i]->is_last;
    if (has_last(work))
        lane_post(runner->record, leave_active_on_lane, left_active, work);
    else
        free_rows(work);
    write_rows(runner);
    if (runner->ended_since_keep >= KEEP_EVERY)
        runner_keep(runner);
    runner_settle(runner);
}

static void write_rows(struct runner *runner)
{
    if (runner->is_writing_rows || runner->is_history_blocked || list_is_empty(&runner->rows))
        return;
    struct row_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    while (work->count < ROWS_PER_BATCH && !list_is_empty(&runner->rows)) {
        struct list *first = runner->rows.next;
        list_remove(first);
        runner->row_count--;
        work->rows[work->count++] = list_entry(first, struct runner_row, node);
    }
    runner->is_writing_rows = true;
    lane_post(runner->index, write_rows_on_lane, rows_written, work);
}

void runner_free_rows(struct runner *runner)
{
    list_for_each (node, &runner->rows)
        free_row(list_entry(node, struct runner_row, node));
}

void runner_unblock_history(struct runner *runner)
{
    runner->is_history_blocked = false;
    write_rows(runner);
}

void runner_put(struct runner *runner, struct run *run, bool is_last)
{
    struct runner_row *row = xcalloc(1, sizeof(*row));
    row->run = *run;
    row->is_last = is_last;
    run_init(run);
    job_drop_words(&row->run.job); /* the index keeps none of them */
    runner_tell_run(runner, &row->run, is_last);
    if (runner->is_history_blocked && is_one_too_many(runner, row)) {
        free_row(row);
        return;
    }
    runner->row_count++;
    list_append(&runner->rows, &row->node);
    write_rows(runner);
}

struct keep_work {
    struct runner *runner;
    struct store_keep_rules rules;
    int removed;
    struct err err;
};

static void keep_on_lane(void *ctx)
{
    struct keep_work *work = ctx;
    work->removed = runner_open_history(work->runner, &work->err) < 0
                        ? -1
                        : store_keep(&work->runner->store, work->runner->history, &work->rules,
                                     clock_wall_us(), KEEP_AT_ONCE, &work->err);
}

static void kept(void *ctx)
{
    struct keep_work *work = ctx;
    struct runner *runner = work->runner;
    int removed = work->removed;
    runner->is_keeping = false;
    if (removed < 0)
        log_error("retention stopped: %s", work->err.text);
    free(work);
    if (removed == KEEP_AT_ONCE && !runner->is_stopping)
        runner_keep(runner);
    runner_settle(runner);
}

void runner_keep(struct runner *runner)
{
    if (runner->is_keeping || runner->is_stopping)
        return;
    runner->is_keeping = true;
    runner->ended_since_keep = 0;
    struct keep_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->rules = runner_rules(runner)->values.keep;
    lane_post(runner->index, keep_on_lane, kept, work);
}

/* Rows that say "queued" or "running" although the files say otherwise: the last server died
 * between a run's end and its row. */
struct stale_rows {
    struct ident ids[RECONCILE_AT_ONCE];
    size_t count;
    int64_t last_seq;
};

static bool collect_row(void *ctx, const struct store_row *row)
{
    struct stale_rows *rows = ctx;
    struct ident id;
    rows->last_seq = row->seq;
    size_t size = 0;
    while (row->id[size])
        size++;
    if (ident_parse(row->id, size, &id))
        rows->ids[rows->count++] = id;
    return true;
}

static void correct_row(struct runner *runner, const struct ident *id)
{
    auto_run struct run run;
    run_init(&run);
    struct err err;
    if (store_load(&runner->store, id, &run, &err) < 0) {
        (void)store_index_remove(runner->history, id, &err); /* a row without files is only stale */
        return;
    }
    const struct run *one = &run;
    if (run_has_ended(run.state))
        (void)store_index_put(runner->history, &one, 1, &err); /* tried again at the next start */
}

static void reconcile_state(struct runner *runner, const char *state)
{
    struct stale_rows rows = {.last_seq = 0};
    struct err err;
    do {
        struct store_query query = {
            .state = state, .before_seq = rows.last_seq, .limit = RECONCILE_AT_ONCE};
        rows.count = 0;
        if (store_index_query(runner->history, &query, collect_row, &rows, &err) < 0) {
            log_error("cannot compare the index with the files: %s", err.text);
            return;
        }
        for (size_t i = 0; i < rows.count && !atomic_load(&runner->is_leaving); i++)
            correct_row(runner, &rows.ids[i]);
    } while (rows.count == RECONCILE_AT_ONCE && !atomic_load(&runner->is_leaving));
}

static void reconcile_on_lane(void *ctx)
{
    struct runner *runner = ctx;
    struct err err;
    if (runner_open_history(runner, &err) < 0)
        return; /* the first rows say so */
    if (store_index_catch_up(runner->history, &runner->store, &err) < 0)
        log_warning("runs that ended just before the power went may be missing in lists until "
                    "'pirun reindex': %s",
                    err.text);
    reconcile_state(ctx, run_state_name(RUN_RUNNING));
    reconcile_state(ctx, run_state_name(RUN_QUEUED));
}

static void reconciled(void *ctx)
{
    runner_settle(ctx);
}

void runner_reconcile(struct runner *runner)
{
    lane_post(runner->index, reconcile_on_lane, reconciled, runner);
}

/* Orders: cancel, rerun, pause, resume, drain. They came through the door as files; each is
 * answered with a receipt once it is carried out, and stays in claim/ until then, so a crash
 * repeats it. Repeating each of them is harmless. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/scope.h"
#include "job/run_exact.h"
#include "runner/runner_inner.h"
#include "spool/spool_submit.h"

struct order_work {
    struct list node; /* in runner->cancels while it is put off */
    struct runner *runner;
    struct job order;
    struct ident target;
    bool has_failed;
    bool is_on_its_way; /* a cancel: its target is neither known here nor has it ended */
    struct err err;
};

static void write_receipt(void *ctx)
{
    struct order_work *work = ctx;
    struct err err;
    const struct err *why_not = work->has_failed ? &work->err : NULL;
    if (spool_scan_order_done(work->runner->scan, &work->order.id, why_not, &err) < 0)
        log_error("cannot write the receipt of an order: %s", err.text);
}

static void receipt_written(void *ctx)
{
    struct order_work *work = ctx;
    struct runner *runner = work->runner;
    runner_tell(runner, &(struct runner_event){.kind = RUNNER_ORDER_DONE,
                                               .id = &work->order.id,
                                               .order = &work->order,
                                               .why_not = work->has_failed ? &work->err : NULL});
    job_release(&work->order);
    free(work);
    runner_settle(runner);
}

static void answer(struct order_work *work)
{
    if (work->has_failed)
        log_info("order '%s' refused: %s", job_op_name(work->order.op), work->err.text);
    lane_post(work->runner->disk, write_receipt, receipt_written, work);
}

/* A cancel is answered once no crash can undo it: the end of a waiting job is recorded, or the
 * supervisor of a running one has the signal. A job that is between two places (on its way into the
 * queue, being started, being recorded) has neither: then the order is put off until the job comes
 * to rest. An order that is not answered is told again by the next server. */

static void end_recorded(void *ctx, const struct err *why_not)
{
    struct order_work *work = ctx;
    work->has_failed = why_not != NULL;
    if (why_not)
        work->err = *why_not;
    answer(work);
}

static void cancel_run(struct order_work *work, struct runner_run *run)
{
    run->is_cancel_wanted = true;
    if (!run->has_begun || run->is_recording) {
        list_append(&work->runner->cancels, &work->node);
        return;
    }
    struct err gone; /* it ended in this moment: its record tells */
    (void)exec_cancel(work->runner->exec, &run->id, false, &gone);
    answer(work);
}

/* False when no such run is known here. */
static bool cancel_known(struct order_work *work)
{
    struct runner *runner = work->runner;
    struct runner_run *run = runner_find(runner, &work->target);
    if (run) {
        cancel_run(work, run);
        return true;
    }
    if (!queue_remove(runner->queue, &work->target))
        return false;
    struct runner_then then = {.on_recorded = end_recorded, .ctx = work};
    runner_end_waiting(runner, &work->target, RUN_CANCELLED, "cancelled while it waited", &then);
    return true;
}

/* Say what is known of it. On the record lane: behind every end that is being recorded now. */
static void explain_cancel(void *ctx)
{
    struct order_work *work = ctx;
    enum run_state state = RUN_QUEUED;
    work->is_on_its_way = false;
    work->has_failed = true;
    if (store_state(&work->runner->store, &work->target, &state, &work->err) < 0)
        (void)err_set(&work->err, ERR_NOT_FOUND, "no run '%s'", work->order.target);
    else if (run_has_ended(state))
        (void)err_set(&work->err, ERR_CONFLICT, "run '%s' has ended already (%s)",
                      work->order.target, run_state_name(state));
    else
        work->is_on_its_way = true;
}

static void answered(void *ctx)
{
    answer(ctx);
}

static void cancel_explained(void *ctx)
{
    struct order_work *work = ctx;
    if (!work->is_on_its_way) {
        answer(work);
        return;
    }
    work->has_failed = false;
    if (!cancel_known(work)) /* it may have come meanwhile */
        list_append(&work->runner->cancels, &work->node);
    runner_pump(work->runner);
}

static void cancel(struct order_work *work)
{
    struct runner *runner = work->runner;
    if (cancel_known(work))
        runner_pump(runner);
    else
        lane_post(runner->record, explain_cancel, cancel_explained, work);
}

void runner_cancel_again(struct runner *runner, const struct ident *id)
{
    struct list again; /* aside: what is put off once more goes to the end of the list */
    list_init(&again);
    list_for_each (node, &runner->cancels) {
        if (id && !ident_equal(&list_entry(node, struct order_work, node)->target, id))
            continue;
        list_remove(node);
        list_append(&again, node);
    }
    list_for_each (node, &again) {
        struct order_work *work = list_entry(node, struct order_work, node);
        list_remove(node);
        if (!cancel_known(work))
            lane_post(runner->record, explain_cancel, cancel_explained, work);
    }
}

void runner_drop_cancels(struct runner *runner)
{
    list_for_each (node, &runner->cancels) {
        struct order_work *work = list_entry(node, struct order_work, node);
        job_release(&work->order);
        free(work);
    }
}

/* The files too, if they are asked for; a run that had a patch keeps it. */
static int make_exact(struct order_work *work, struct run *old)
{
    enum job_exact exact = work->order.exact;
    if (exact != JOB_EXACT_NO) {
        if (run_exact_check(old, exact == JOB_EXACT_ANYWAY, &work->err) < 0)
            return -1;
        (void)run_exact_fill(old, &old->job); /* the job tells whether there is a patch */
    }
    return old->job.tree
               ? runner_tree_keep_patch(work->runner, &old->job, &work->target, &work->err)
               : 0;
}

/* What was asked then, asked again: under the order's own id, so that a repeated order is the same
 * submission. */
static int submit_again(struct order_work *work)
{
    auto_run struct run old;
    run_init(&old);
    if (store_load(&work->runner->store, &work->target, &old, &work->err) < 0)
        return err_set(&work->err, ERR_NOT_FOUND, "no run '%s' to run again", work->order.target);
    struct job *job = &old.job;
    if (make_exact(work, &old) < 0)
        return -1;
    job->id = work->order.id;
    job->seq = 0;
    job->queued_at_us = 0;
    job->submitted_at_us = work->order.submitted_at_us;
    job->source = work->order.source;
    free(job->submitted_by);
    job->submitted_by = xstrdup(work->order.submitted_by);
    free(take(job->idempotency_key));
    job->after_count = 0;
    job->not_before_us = 0;
    job->expires_us = 0;
    return spool_submit(work->runner->spool, job, NULL, 0, &work->err);
}

static void rerun(void *ctx)
{
    struct order_work *work = ctx;
    work->has_failed = submit_again(work) < 0;
}

/* A pause outlives a restart of the server: people who paused want nothing to start behind their
 * back. Draining does not: it prepares the restart. The file is also what `pirun why` looks at. */
static void remember_pause(void *ctx)
{
    struct order_work *work = ctx;
    int var = work->runner->spool->dirs.var;
    const char *what = job_op_name(work->order.op);
    if (work->order.op == JOB_OP_RESUME)
        (void)unlinkat(var, RUNNER_PAUSED_FILE, 0); /* it may not be there */
    else
        work->has_failed = fd_replace(var, RUNNER_PAUSED_FILE, what, strlen(what), FD_DURABLE_NONE,
                                      &work->err) < 0;
}

static void pause_remembered(void *ctx)
{
    struct order_work *work = ctx;
    struct runner *runner = work->runner;
    enum job_op op = work->order.op;
    if (work->has_failed) {
        answer(work);
        return;
    }
    queue_pause(runner->queue, op == JOB_OP_PAUSE);
    queue_drain(runner->queue, op == JOB_OP_DRAIN);
    runner_tell_id(runner, RUNNER_QUEUE_CHANGED, NULL);
    log_info("%s", op == JOB_OP_RESUME  ? "resumed"
                   : op == JOB_OP_PAUSE ? "paused: nothing starts until 'pirun resume'"
                                        : "draining: what runs goes on, nothing else starts until "
                                          "'pirun resume' or the next start");
    answer(work);
    runner_pump(runner);
}

static int find_target(struct order_work *work)
{
    const char *target = work->order.target;
    if (target && ident_parse(target, strlen(target), &work->target))
        return 0;
    return err_set(&work->err, ERR_INVALID, "'%s' is not the id of a run", target ? target : "");
}

static void carry_out(struct order_work *work)
{
    struct runner *runner = work->runner;
    switch (work->order.op) {
    case JOB_OP_CANCEL:
        cancel(work);
        break;
    case JOB_OP_RERUN:
        lane_post(runner->disk, rerun, answered, work);
        break;
    case JOB_OP_PAUSE:
    case JOB_OP_RESUME:
    case JOB_OP_DRAIN:
        lane_post(runner->disk, remember_pause, pause_remembered, work);
        break;
    }
}

void runner_order(struct runner *runner, const struct job *order)
{
    struct order_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->order.id = order->id;
    work->order.kind = JOB_OP;
    work->order.op = order->op;
    work->order.exact = order->exact;
    work->order.source = order->source;
    work->order.submitted_at_us = order->submitted_at_us;
    work->order.submitted_by = xstrdup(order->submitted_by);
    work->order.target = xstrdup(order->target);
    bool needs_target = order->op == JOB_OP_CANCEL || order->op == JOB_OP_RERUN;
    if (needs_target && find_target(work) < 0) {
        work->has_failed = true;
        answer(work);
        return;
    }
    carry_out(work);
}

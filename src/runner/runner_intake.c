/* The way in. The watcher's thread only sets a bit and wakes the loop; the loop sends one scan at a
 * time to the disk lane and takes what it found. A bell that rings while a pass is under way asks
 * for another pass, because the pass may have been past the new name already. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "runner/runner_inner.h"
#include "spool/spool_bad.h"

#define TICKS_PER_HOUR (3600000 / RUNNER_RESCAN_MS)

struct scan_work {
    struct runner *runner;
    struct spool_slice slice;
    bool has_failed;
    struct err err;
};

struct dep_work {
    struct runner *runner;
    struct job job;
    bool is_taken_up;
    uint64_t refusals; /* the runner's when the look began */
    enum queue_dep known[JOB_AFTER_MAX];
};

static void arm_rescan(struct runner *runner)
{
    if (!runner->is_stopping)
        loop_timer_arm(runner->rescan, runner->is_polling ? RUNNER_POLL_MS : RUNNER_RESCAN_MS);
}

/* Watch (again). Without inotify: poll, and say so once. */
void runner_watch(struct runner *runner)
{
    struct err err;
    spool_watch_stop(take(runner->watch));
    runner->watch = spool_watch_start(runner->spool, runner_bell, runner, &err);
    bool is_polling = !runner->watch;
    if (is_polling && !runner->is_polling) {
        (void)snprintf(runner->watch_trouble, sizeof(runner->watch_trouble),
                       "the spool is looked at every 2 s, because it cannot be watched: %.150s",
                       err.text); /* cut at its end at most */
        log_warning("%s", runner->watch_trouble);
    }
    runner->is_polling = is_polling;
    arm_rescan(runner);
}

static void bell_rang(void *ctx)
{
    struct runner *runner = ctx;
    unsigned rung = atomic_exchange(&runner->rung, 0);
    if (runner->is_stopping)
        return;
    if (rung & (1U << SPOOL_BELL_OVERFLOW))
        log_info("more files came at once than inotify can tell: the spool is read as a whole");
    if (rung & (1U << SPOOL_BELL_GONE)) {
        log_error("the spool directory was removed or moved: bring 'var/spool' back or restart the "
                  "server");
        runner_watch(runner);
    }
    runner_scan(runner);
}

void runner_bell(void *ctx, enum spool_bell bell)
{
    struct runner *runner = ctx;
    if (atomic_fetch_or(&runner->rung, 1U << bell) == 0)
        loop_post(runner->loop, bell_rang, runner);
}

static void scan_slice(void *ctx)
{
    struct scan_work *work = ctx;
    work->has_failed = spool_scan_slice(work->runner->scan, &work->slice, &work->err) < 0;
}

/* There will be no run ID: who waits for it has waited in vain. */
static void refused(struct runner *runner, const struct ident *id)
{
    runner->refusals++;
    (void)queue_remove(runner->queue, id); /* it does not wait itself */
    runner_cancel_again(runner, id);
    runner_tell_id(runner, RUNNER_RUN_REFUSED, id);
}

static void take_ins(struct runner *runner, struct list *ins)
{
    list_for_each (node, ins) {
        struct spool_in *in = list_entry(node, struct spool_in, node);
        list_remove(node);
        switch (in->kind) {
        case SPOOL_IN_JOB:
            runner_accept(runner, &in->job, false);
            break;
        case SPOOL_IN_ORDER:
            runner_order(runner, &in->job);
            break;
        case SPOOL_IN_REFUSED:
            refused(runner, &in->job.id);
            break;
        }
        spool_in_free(in);
    }
}

/* Say a change of the disk's state once, not once per pass. */
static void note_disk(struct runner *runner, bool is_full)
{
    if (is_full != runner->is_disk_full)
        log_warning(is_full
                        ? "the disk is full: what lies in the spool waits there until there is room"
                        : "there is room on the disk again");
    runner->is_disk_full = is_full;
}

static void scan_on(struct runner *runner);

static void slice_scanned(void *ctx)
{
    struct scan_work *work = ctx;
    struct runner *runner = work->runner;
    struct spool_slice *slice = &work->slice;
    runner->is_scanning = false;
    bool is_over = work->has_failed || !slice->has_more;
    if (work->has_failed) {
        log_error("cannot read the spool: %s", work->err.text);
    } else {
        runner->accepted += (int64_t)slice->accepted;
        runner->refused += (int64_t)slice->refused;
        runner->duplicates += (int64_t)slice->duplicates;
        take_ins(runner, &slice->ins);
        if (slice->refused > 0)
            runner_tell_id(runner, RUNNER_BAD_CHANGED, NULL);
        if (slice->trouble[0])
            log_warning("%s", slice->trouble);
        if (is_over)
            note_disk(runner, slice->is_disk_full);
        if (slice->again_ms > 0 && !runner->is_stopping)
            loop_timer_arm(runner->again, slice->again_ms);
    }
    free(work);
    if (!is_over && !runner->is_stopping)
        scan_on(runner); /* the same pass: a bell that rang meanwhile still wants another one */
    else if (runner->is_scan_wanted && !runner->is_stopping)
        runner_scan(runner);
    else if (runner->on_scanned && runner->unsettled == 0)
        runner->on_scanned(runner->ctx);
    runner_pump(runner);
    runner_settle(runner);
}

void runner_scan(struct runner *runner)
{
    runner->is_scan_wanted = runner->is_scanning;
    if (!runner->is_scanning)
        scan_on(runner);
}

static void scan_on(struct runner *runner)
{
    runner->is_scanning = true;
    struct scan_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    list_init(&work->slice.ins);
    lane_post(runner->disk, scan_slice, slice_scanned, work);
}

/* What a full disk took (of supervisors and of this server) is held back again once there is
 * room. */
static void hold_back(void *ctx)
{
    const struct runner *runner = ctx;
    struct err err; /* the disk is low, and /health says so */
    if (!spool_is_disk_low(runner->spool))
        (void)spool_reserve(runner->spool, &err);
}

static void settle(void *ctx)
{
    runner_settle(ctx);
}

static void clean_door(void *ctx)
{
    struct runner *runner = ctx;
    spool_scan_clean(runner->scan, clock_wall_us());
}

void runner_rescan_fired(void *ctx)
{
    struct runner *runner = ctx;
    if (runner->is_polling && !runner->has_only)
        runner_watch(runner);
    runner_scan(runner);
    runner_record_again(runner);
    runner_cancel_again(runner, NULL);
    runner_unblock_history(runner);
    lane_post(runner->disk, hold_back, settle, runner);
    arm_rescan(runner);
    if (++runner->ticks < TICKS_PER_HOUR)
        return;
    runner->ticks = 0;
    lane_post(runner->disk, clean_door, settle, runner);
    runner_keep(runner);
    runner_tree_collect(runner);
}

static void refused_queued(void *ctx)
{
    struct dep_work *work = ctx;
    struct runner *runner = work->runner;
    refused(runner, &work->job.id);
    runner_tell_id(runner, RUNNER_BAD_CHANGED, NULL);
    job_release(&work->job);
    free(work);
    runner_pump(runner);
    runner_settle(runner);
}

/* The key is taken and the job said `refuse`: it goes to bad/ after all. */
static void refuse_queued(void *ctx)
{
    struct dep_work *work = ctx;
    struct job_fault fault = {0};
    struct err err;
    job_fault_set(&fault, "conflict",
                  "submit it again when that run has ended, or use on_conflict 'queue' or 'latest'",
                  "a job with the key '%s' waits or runs already, and on_conflict is 'refuse'",
                  work->job.key);
    if (spool_scan_refuse_queued(work->runner->scan, &work->job.id, &fault, &err) < 0)
        log_error("cannot refuse a job whose key is taken: %s", err.text);
}

/* The promise of `refuse` was kept when it was accepted; what was accepted is never refused. */
static enum queue_added ask_queue(struct runner *runner, struct job *job,
                                  const enum queue_dep *known, bool is_taken_up)
{
    enum job_conflict asked = job->on_conflict;
    if (is_taken_up && asked == JOB_CONFLICT_REFUSE)
        job->on_conflict = JOB_CONFLICT_QUEUE;
    enum queue_added added = queue_add(runner->queue, job, known);
    job->on_conflict = asked;
    return added;
}

static void add_to_queue(struct runner *runner, struct job *job, const enum queue_dep *known,
                         bool is_taken_up)
{
    struct ident id = job->id;
    switch (ask_queue(runner, job, known, is_taken_up)) {
    case QUEUE_ADDED: {
        struct run run;
        run_init(&run);
        run.job = *job;
        run.state = RUN_QUEUED;
        runner_put(runner, &run, false);
        break;
    }
    case QUEUE_REFUSED_KEY: {
        struct dep_work *work = xcalloc(1, sizeof(*work));
        work->runner = runner;
        work->job = *job;
        lane_post(runner->disk, refuse_queued, refused_queued, work);
        break;
    }
    case QUEUE_DUPLICATE:
        job_release(job);
        break;
    }
    job_init(job);
    runner_cancel_again(runner, &id);
}

/* No run of that id, and none to come. It existed when the job was accepted. Had it failed since,
 * the job would have ended with it; so when an earlier server accepted the job and there is no dead
 * letter, it succeeded, and retention has removed it. */
static enum queue_dep judge_missing(const struct runner *runner, const struct ident *id,
                                    bool is_taken_up)
{
    return is_taken_up && !spool_bad_has(runner->spool, id) ? QUEUE_DEP_SUCCEEDED
                                                            : QUEUE_DEP_FAILED;
}

static enum queue_dep look_up(const struct runner *runner, const struct ident *id, bool is_taken_up)
{
    enum run_state state = RUN_QUEUED;
    struct err err;
    if (store_state(&runner->store, id, &state, &err) < 0) {
        if (spool_is_in_door(runner->spool, id))
            return QUEUE_DEP_PENDING;
        if (err.code != ERR_NOT_FOUND)
            return QUEUE_DEP_FAILED;
        if (store_state(&runner->store, id, &state, &err) < 0) /* it may just have left the door */
            return judge_missing(runner, id, is_taken_up);
    }
    if (!run_has_ended(state))
        return QUEUE_DEP_PENDING;
    return state == RUN_SUCCEEDED ? QUEUE_DEP_SUCCEEDED : QUEUE_DEP_FAILED;
}

/* On the record lane: ends go through the same FIFO, so one that is "pending" here is still to be
 * told to the queue. */
static void look_up_deps(void *ctx)
{
    struct dep_work *work = ctx;
    for (size_t i = 0; i < work->job.after_count; i++)
        work->known[i] = look_up(work->runner, &work->job.after[i], work->is_taken_up);
}

/* The door refused something between the look and now. When that was what this job waits for, the
 * queue was told before it knew that anybody waits: look again. Rare, and a few names. */
static bool is_outdated(const struct dep_work *work)
{
    return work->job.after_count > 0 && work->refusals != work->runner->refusals;
}

static void deps_looked_up(void *ctx)
{
    struct dep_work *work = ctx;
    struct runner *runner = work->runner;
    if (is_outdated(work))
        look_up_deps(work);
    runner->unsettled--;
    add_to_queue(runner, &work->job, work->known, work->is_taken_up);
    free(work);
    runner_pump(runner);
    if (runner->unsettled == 0 && !runner->is_scanning && runner->on_scanned)
        runner->on_scanned(runner->ctx);
    runner_settle(runner);
}

/* A job with a key does not overtake one whose dependencies are being looked up: of two jobs of one
 * key, the one that was accepted later is the newer one. */
void runner_accept(struct runner *runner, struct job *job, bool is_taken_up)
{
    job_drop_words(job);
    if (job->after_count == 0 && (!job->key || runner->unsettled == 0)) {
        add_to_queue(runner, job, NULL, is_taken_up);
        return;
    }
    struct dep_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->job = *job;
    work->is_taken_up = is_taken_up;
    work->refusals = runner->refusals;
    job_init(job);
    runner->unsettled++;
    lane_post(runner->record, look_up_deps, deps_looked_up, work);
}

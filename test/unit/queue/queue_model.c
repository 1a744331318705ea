#include "queue_model.h"

#include <string.h>

void model_init(struct model *model, int slots)
{
    memset(model, 0, sizeof(*model));
    model->slots = slots;
    model->only = -1;
}

int model_count(const struct model *model, enum model_state state)
{
    int count = 0;
    for (int i = 0; i < MODEL_JOBS; i++)
        count += model->jobs[i].state == state;
    return count;
}

enum queue_dep model_known(const struct model *model, int job)
{
    if (model->jobs[job].state != MODEL_GONE)
        return QUEUE_DEP_PENDING;
    return model->jobs[job].has_succeeded ? QUEUE_DEP_SUCCEEDED : QUEUE_DEP_FAILED;
}

static void lose(struct model *model, int job, enum run_reason reason, int other)
{
    struct model_lane *lane = &model->lanes[model->jobs[job].priority][model->jobs[job].submitter];
    if (lane->last == job)
        lane->last = -1;
    model->jobs[job].state = MODEL_LOST;
    model->jobs[job].reason = reason;
    model->jobs[job].other = other;
}

/* Is there a waiting job that waits for JOB, which ended? Settle it; until nothing changes any
 * more. */
static void settle(struct model *model)
{
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (int i = 0; i < MODEL_JOBS; i++) {
            struct model_job *job = &model->jobs[i];
            for (int k = 0; k < job->after_count && job->state == MODEL_WAITING; k++) {
                const struct model_job *on = &model->jobs[job->after[k]];
                if (job->is_met[k] || (on->state != MODEL_LOST && on->state != MODEL_GONE))
                    continue;
                has_changed = true;
                if (job->is_after_any || (on->state == MODEL_GONE && on->has_succeeded))
                    job->is_met[k] = true;
                else
                    lose(model, i, RUN_DEPENDENCY, -1);
            }
        }
    }
}

/* Does FROM wait for TO, directly or not? */
static bool waits_for(const struct model *model, int from, int to)
{
    const struct model_job *job = &model->jobs[from];
    if (from == to)
        return true;
    if (job->state != MODEL_WAITING)
        return false;
    for (int k = 0; k < job->after_count; k++) {
        if (!job->is_met[k] && waits_for(model, job->after[k], to))
            return true;
    }
    return false;
}

static bool lane_has_others(const struct model *model, int job)
{
    for (int i = 0; i < MODEL_JOBS; i++) {
        const struct model_job *other = &model->jobs[i];
        if (i != job && (other->state == MODEL_WAITING || other->state == MODEL_RUNNING) &&
            other->priority == model->jobs[job].priority &&
            other->submitter == model->jobs[job].submitter)
            return true;
    }
    return false;
}

static void join_lane(struct model *model, int job)
{
    struct model_lane *lane = &model->lanes[model->jobs[job].priority][model->jobs[job].submitter];
    if (lane_has_others(model, job))
        return;
    lane->turn = ++model->turn;
    lane->last = -1;
}

static bool key_is_used(const struct model *model, int key)
{
    for (int i = 0; i < MODEL_JOBS; i++) {
        const struct model_job *job = &model->jobs[i];
        if ((job->state == MODEL_WAITING || job->state == MODEL_RUNNING) && job->key == key)
            return true;
    }
    return false;
}

static bool names_after(const struct model_job *job, int other)
{
    for (int k = 0; k < job->after_count; k++) {
        if (job->after[k] == other)
            return true;
    }
    return false;
}

static void supersede(struct model *model, int by)
{
    const struct model_job *job = &model->jobs[by];
    for (int i = 0; i < MODEL_JOBS; i++) {
        const struct model_job *old = &model->jobs[i];
        if (i != by && old->state == MODEL_WAITING && old->key == job->key && !names_after(job, i))
            lose(model, i, RUN_SUPERSEDED, by);
    }
}

/* What is known of the dependencies when JOB comes. False: one has failed. */
static bool meet_known(struct model *model, int number)
{
    struct model_job *job = &model->jobs[number];
    bool is_good = true;
    for (int k = 0; k < job->after_count; k++) {
        int on = job->after[k];
        bool has_failed = model->jobs[on].state == MODEL_LOST ||
                          model_known(model, on) == QUEUE_DEP_FAILED ||
                          waits_for(model, on, number);
        job->is_met[k] =
            (has_failed && job->is_after_any) || model_known(model, on) == QUEUE_DEP_SUCCEEDED;
        is_good = is_good && (!has_failed || job->is_after_any);
    }
    return is_good;
}

enum queue_added model_add(struct model *model, int number)
{
    struct model_job *job = &model->jobs[number];
    if (job->state != MODEL_UNSEEN)
        return QUEUE_DUPLICATE;
    if (job->key >= 0 && job->on_conflict == JOB_CONFLICT_REFUSE && key_is_used(model, job->key)) {
        job->state = MODEL_GONE;
        settle(model);
        return QUEUE_REFUSED_KEY;
    }
    job->is_due = job->start_us == 0;
    if (!meet_known(model, number)) {
        job->state = MODEL_LOST;
        job->reason = RUN_DEPENDENCY;
    } else {
        if (job->key >= 0 && job->on_conflict == JOB_CONFLICT_LATEST)
            supersede(model, number);
        job->state = MODEL_WAITING;
        join_lane(model, number);
    }
    settle(model);
    return QUEUE_ADDED;
}

void model_add_running(struct model *model, int number)
{
    struct model_job *job = &model->jobs[number];
    job->is_due = true;
    job->state = MODEL_RUNNING;
    for (int k = 0; k < job->after_count; k++)
        job->is_met[k] = true;
    join_lane(model, number);
}

void model_advance(struct model *model, int64_t now_us)
{
    for (int i = 0; i < MODEL_JOBS; i++) {
        struct model_job *job = &model->jobs[i];
        if (job->state != MODEL_WAITING)
            continue;
        job->is_due = job->is_due || job->start_us <= now_us;
        if (job->expires_us > 0 && job->expires_us <= now_us)
            lose(model, i, RUN_EXPIRED, -1);
    }
    settle(model);
}

static bool has_pending(const struct model_job *job)
{
    for (int k = 0; k < job->after_count; k++) {
        if (!job->is_met[k])
            return true;
    }
    return false;
}

static bool is_due(const struct model_job *job)
{
    return job->state == MODEL_WAITING && job->is_due && !has_pending(job);
}

static bool key_runs(const struct model *model, int key)
{
    for (int i = 0; i < MODEL_JOBS; i++) {
        if (model->jobs[i].state == MODEL_RUNNING && model->jobs[i].key == key)
            return true;
    }
    return false;
}

static bool key_is_kept(const struct model *model, int key)
{
    for (int i = 0; i < MODEL_JOBS; i++) {
        const struct model_job *job = &model->jobs[i];
        if (job->state == MODEL_WAITING && job->is_again && job->key == key)
            return true;
    }
    return false;
}

/* Nobody of its key has a better right to start. */
static bool has_key(const struct model *model, int number)
{
    const struct model_job *job = &model->jobs[number];
    if (job->key < 0)
        return true;
    if (key_runs(model, job->key) || (key_is_kept(model, job->key) && !job->is_again))
        return false;
    for (int i = 0; i < MODEL_JOBS; i++) {
        const struct model_job *other = &model->jobs[i];
        if (i == number || other->key != job->key || !is_due(other) ||
            other->is_again != job->is_again)
            continue;
        if (other->priority > job->priority ||
            (other->priority == job->priority && other->seq < job->seq))
            return false;
    }
    return true;
}

static bool may_start(const struct model *model, int number)
{
    return is_due(&model->jobs[number]) && has_key(model, number);
}

/* By priority, then whose turn it is, then accept number. */
static bool goes_before(const struct model *model, const struct model_job *a,
                        const struct model_job *b)
{
    if (a->priority != b->priority)
        return a->priority > b->priority;
    if (a->submitter != b->submitter)
        return model->lanes[a->priority][a->submitter].turn <
               model->lanes[b->priority][b->submitter].turn;
    return a->seq < b->seq;
}

static int best(const struct model *model, const bool is_candidate[MODEL_JOBS])
{
    int found = -1;
    for (int i = 0; i < MODEL_JOBS; i++) {
        if (is_candidate[i] &&
            (found < 0 || goes_before(model, &model->jobs[i], &model->jobs[found])))
            found = i;
    }
    return found;
}

static void collect_ready(const struct model *model, bool is_ready[MODEL_JOBS])
{
    for (int i = 0; i < MODEL_JOBS; i++)
        is_ready[i] = may_start(model, i);
}

static void serve(struct model *model, int number)
{
    const struct model_job *job = &model->jobs[number];
    struct model_lane *lane = &model->lanes[job->priority][job->submitter];
    lane->turn_before = lane->turn;
    lane->turn = ++model->turn;
    lane->last = number;
}

int model_next(struct model *model, int64_t now_us)
{
    bool is_ready[MODEL_JOBS];
    model_advance(model, now_us);
    if (model->is_paused || model->is_draining || model_count(model, MODEL_RUNNING) >= model->slots)
        return -1;
    collect_ready(model, is_ready);
    int number = best(model, is_ready);
    if (model->only >= 0) {
        const struct model_job *only = &model->jobs[model->only];
        number = is_due(only) && (only->key < 0 || !key_runs(model, only->key)) ? model->only : -1;
    }
    if (number < 0)
        return -1;
    serve(model, number);
    model->jobs[number].state = MODEL_RUNNING;
    return number;
}

void model_ended(struct model *model, int number, bool has_succeeded)
{
    struct model_job *job = &model->jobs[number];
    struct model_lane *lane = &model->lanes[job->priority][job->submitter];
    if (lane->last == number)
        lane->last = -1;
    job->state = MODEL_GONE;
    job->has_succeeded = has_succeeded;
    settle(model);
}

void model_retry(struct model *model, int number, int64_t retry_at_us)
{
    struct model_job *job = &model->jobs[number];
    job->state = MODEL_WAITING;
    job->is_again = true;
    job->start_us = retry_at_us;
    job->is_due = retry_at_us == 0;
}

void model_unstart(struct model *model, int number)
{
    struct model_job *job = &model->jobs[number];
    struct model_lane *lane = &model->lanes[job->priority][job->submitter];
    job->state = MODEL_WAITING;
    if (lane->last == number) {
        lane->turn = lane->turn_before;
        lane->last = -1;
    }
}

bool model_remove(struct model *model, int number)
{
    enum model_state was = model->jobs[number].state;
    if (was != MODEL_WAITING && was != MODEL_UNSEEN)
        return false;
    model_ended(model, number, false);
    return was == MODEL_WAITING;
}

enum run_wait model_why(const struct model *model, int number)
{
    const struct model_job *job = &model->jobs[number];
    bool is_only = model->only == number;
    if (job->state != MODEL_WAITING)
        return RUN_WAIT_NONE;
    if (has_pending(job))
        return RUN_WAIT_AFTER;
    if (!job->is_due)
        return job->is_again ? RUN_WAIT_RETRY : RUN_WAIT_NOT_BEFORE;
    if (job->key >= 0 && (is_only ? key_runs(model, job->key) : !has_key(model, number)))
        return RUN_WAIT_KEY;
    if (model->only >= 0 && !is_only)
        return RUN_WAIT_TURN;
    if (model->is_paused || model->is_draining)
        return RUN_WAIT_PAUSED;
    return model_count(model, MODEL_RUNNING) >= model->slots ? RUN_WAIT_SLOT : RUN_WAIT_TURN;
}

static int rank(const struct model_job *job)
{
    if (has_pending(job))
        return 1;
    return job->is_due ? 0 : 2;
}

static bool rest_goes_before(const struct model_job *a, const struct model_job *b)
{
    if (rank(a) != rank(b))
        return rank(a) < rank(b);
    if (rank(a) == 2 && a->start_us != b->start_us)
        return a->start_us < b->start_us;
    return a->priority != b->priority ? a->priority > b->priority : a->seq < b->seq;
}

static int list_rest(const struct model *model, int out[MODEL_JOBS], int count)
{
    int first = count;
    for (int i = 0; i < MODEL_JOBS; i++) {
        if (model->jobs[i].state != MODEL_WAITING || may_start(model, i))
            continue;
        int at = count++;
        for (; at > first && rest_goes_before(&model->jobs[i], &model->jobs[out[at - 1]]); at--)
            out[at] = out[at - 1];
        out[at] = i;
    }
    return count;
}

int model_list(const struct model *model, int out[MODEL_JOBS])
{
    struct model copy = *model;
    bool is_ready[MODEL_JOBS];
    int count = 0;
    collect_ready(model, is_ready);
    for (int i; (i = best(&copy, is_ready)) >= 0; serve(&copy, i)) {
        is_ready[i] = false;
        out[count++] = i;
    }
    return list_rest(model, out, count);
}

int64_t model_next_change_us(const struct model *model)
{
    int64_t change = 0;
    for (int i = 0; i < MODEL_JOBS; i++) {
        const struct model_job *job = &model->jobs[i];
        if (job->state != MODEL_WAITING)
            continue;
        if (!job->is_due && (change == 0 || job->start_us < change))
            change = job->start_us;
        if (job->expires_us > 0 && (change == 0 || job->expires_us < change))
            change = job->expires_us;
    }
    return change;
}

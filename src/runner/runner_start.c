/* From the queue to a supervisor. On the record lane: read the job, decide the plan, make the start
 * durable. Back on the loop: ask the launcher. A start that PiRun could not make (full disk,
 * launcher busy) leaves the job where it was and is tried again later; a job that can never start
 * (no interpreter) ends as `not_started` and says why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "env/env_build.h"
#include "env/env_pick.h"
#include "exec/exec_plan.h"
#include "runner/runner_inner.h"
#include "spool/spool_blob.h"
#include "store/store_tree.h"

enum start_verdict {
    START_READY,
    START_IMPOSSIBLE, /* this job cannot run here: recorded as not_started */
    START_LATER,      /* nothing was started: try again */
    START_NEEDS_TREE, /* the same, as soon as the files of its commit are there */
};

struct start_work {
    struct runner *runner;
    const struct runner_rules *rules;
    struct ident id;
    enum start_verdict verdict;
    int run_fd;
    struct buf plan;
    struct run run; /* for the row */
    bool has_run;
    struct err err;
};

struct exec_defaults runner_defaults(const struct runner *runner, const struct runner_rules *rules)
{
    const struct runner_settings *values = &rules->values;
    return (struct exec_defaults){.project_path = runner->spool->project_path,
                                  .timeout_ms = values->timeout_ms,
                                  .grace_ms = values->grace_ms,
                                  .limits = values->limits,
                                  .output_mb = values->output_mb,
                                  .level = values->level,
                                  .is_level_needed = values->is_level_needed,
                                  .boxless = rules->boxless,
                                  .cgroup = rules->cgroup,
                                  .is_synced = runner->store.is_synced};
}

/* What people may not expect of the files of a commit. */
static void note_tree(const struct start_work *work, const struct exec_plan *plan,
                      struct run_start *start)
{
    bool is_boxless =
        plan->boxless || !(sandbox_level_parts(plan->level) & SANDBOX_PART_NAMESPACES);
    store_tree_note(work->runner->spool->dirs.trees, runner_tree_name(&work->run.job), start->note,
                    sizeof(start->note));
    size_t used = strlen(start->note);
    if (is_boxless)
        (void)snprintf(start->note + used, sizeof(start->note) - used,
                       "%sit ran in a copy of its "
                       "files, not at the project's path",
                       used ? "; " : ""); /* may be cut */
}

/* The start as start.json and the row will tell it. */
static void describe_start(struct start_work *work, const struct exec_plan *plan,
                           struct run_start *start)
{
    *start = (struct run_start){
        .attempt = plan->attempt, .started_at_us = clock_wall_us(), .timeout_ms = plan->timeout_ms};
    clock_boot_id(start->boot_id);
    (void)snprintf(start->python, sizeof(start->python), "%s",
                   plan->argv[0]); /* for people: may be cut */
    const char *environment = plan->environment ? strrchr(plan->environment, '/') + 1 : "";
    (void)snprintf(start->environment, sizeof(start->environment), "%.*s", ENV_SHORT, environment);
    work->run.environment = *environment ? xstrdup(start->environment) : NULL;
    if (work->run.job.commit)
        note_tree(work, plan, start);
    work->run.note = start->note[0] ? xstrdup(start->note) : NULL;
    if (gethostname(start->host, sizeof(start->host) - 1) < 0)
        start->host[0] = '\0';
    work->run.state = RUN_RUNNING;
    work->run.attempt = start->attempt;
    work->run.started_at_us = start->started_at_us;
    work->run.timeout_ms = start->timeout_ms;
}

/* A damaged or vanished file stays so; anything else (a full disk, no descriptors) passes. */
static enum start_verdict verdict_of(const struct err *err)
{
    bool is_final =
        err->code == ERR_NOT_FOUND || err->code == ERR_INVALID || err->code == ERR_CONFLICT;
    return is_final ? START_IMPOSSIBLE : START_LATER;
}

static int plan_script(struct start_work *work, const struct env_place *place, int attempt,
                       struct exec_plan *plan)
{
    struct exec_defaults defaults = runner_defaults(work->runner, work->rules);
    struct env_pick pick;
    if (runner_env_pick(place, &pick, &defaults, &work->err) < 0)
        return -1;
    return exec_plan_make(&work->run.job, attempt, &defaults, plan, &work->err);
}

static int plan_build(struct start_work *work, const struct env_place *place,
                      struct env_build *build, int attempt, struct exec_plan *plan)
{
    struct exec_defaults defaults = runner_defaults(work->runner, work->rules);
    if (env_build_look(place, &work->run.job, build, &work->err) < 0)
        return -1;
    build->attempt = attempt;
    return env_build_plan(place, &work->run.job, build, &defaults, plan, &work->err);
}

/* The start is made; BUILD gets its place. When it cannot have one, nothing was started. */
static enum start_verdict open_build(struct start_work *work, const struct env_place *place,
                                     const struct env_build *build)
{
    struct err ignored;
    if (env_build_open(place, build, work->run_fd, &work->err) == 0)
        return START_READY;
    (void)close(take_fd(&work->run_fd));
    if (store_unstart(&work->runner->store, &work->id, &ignored) < 0)
        log_error("cannot take back a start: %s", ignored.text); /* the next server sees it */
    return START_LATER;
}

/* From its acceptance on the blob of a job is kept; somebody may have removed it all the same. */
static int use_blob(struct start_work *work)
{
    const char *name = work->run.job.stdin_blob;
    auto_fd int fd = name ? spool_blob_use(work->runner->spool, name, &work->err) : -1;
    return !name || fd >= 0 ? 0 : -1;
}

static enum start_verdict prepare(struct start_work *work)
{
    const struct store *store = &work->runner->store;
    if (spool_read_job(work->runner->spool, &work->id, &work->run.job, &work->err) < 0)
        return verdict_of(&work->err);
    work->has_run = true;
    if (use_blob(work) < 0)
        return verdict_of(&work->err);
    if (work->run.job.commit &&
        !store_tree_use(work->runner->spool->dirs.trees, runner_tree_name(&work->run.job)))
        return START_NEEDS_TREE;
    int attempt = store_attempts(store, &work->id) + 1;
    bool is_build = work->run.job.kind == JOB_BUILD;
    const struct env_place place = runner_env_place(work->runner, work->rules);
    auto_plan struct exec_plan plan = {0};
    auto_build struct env_build build = {.is_reused = false};
    if ((is_build ? plan_build(work, &place, &build, attempt, &plan)
                  : plan_script(work, &place, attempt, &plan)) < 0)
        return START_IMPOSSIBLE;
    exec_plan_format(&plan, &work->plan);
    if (!buf_ok(&work->plan)) {
        (void)err_set(&work->err, ERR_TOO_LARGE,
                      "the job's arguments and environment exceed %d bytes", EXEC_PLAN_MAX);
        return START_IMPOSSIBLE;
    }
    struct run_start start;
    describe_start(work, &plan, &start);
    work->run_fd = store_start(store, &work->id, &start, &work->err);
    if (work->run_fd < 0)
        return verdict_of(&work->err);
    if (work->run.job.tree)
        runner_tree_tell(work->runner, &work->run.job, attempt, work->run_fd);
    return is_build ? open_build(work, &place, &build) : START_READY;
}

static void start_prepared_on_lane(void *ctx)
{
    struct start_work *work = ctx;
    work->verdict = prepare(work);
}

static void free_work(struct start_work *work)
{
    buf_release(&work->plan);
    if (work->run_fd >= 0)
        (void)close(work->run_fd); /* only read from here */
    if (work->has_run)
        run_release(&work->run);
    free(work);
}

void runner_unblock_starts(void *ctx)
{
    struct runner *runner = ctx;
    runner->is_start_blocked = false;
    runner_pump(runner);
}

/* Nothing starts for a while: the reason concerns every job alike. */
static void block_starts(struct runner *runner, const struct err *why)
{
    if (!runner->is_start_blocked)
        log_warning("cannot start runs now, trying again in %d s: %s", RUNNER_AGAIN_MS / 1000,
                    why->text);
    runner->is_start_blocked = true;
    if (!runner->is_stopping)
        loop_timer_arm(runner->retry_starts, RUNNER_AGAIN_MS);
}

static void take_back_on_lane(void *ctx)
{
    struct start_work *work = ctx;
    struct err err;
    if (store_unstart(&work->runner->store, &work->id, &err) < 0)
        log_error("cannot take back a start: %s",
                  err.text); /* the next server sees that it never began */
}

static void taken_back(void *ctx)
{
    struct start_work *work = ctx;
    struct runner *runner = work->runner;
    runner_forget(runner, &work->id);
    queue_unstart(runner->queue, &work->id);
    runner_cancel_again(runner, &work->id);
    block_starts(runner, &work->err);
    free_work(work);
    runner_settle(runner);
}

static void ask_launcher(struct start_work *work)
{
    struct runner *runner = work->runner;
    struct exec_request request = {.id = work->id,
                                   .project = runner->spool->dirs.project,
                                   .var = runner->spool->dirs.var,
                                   .logs = runner->spool->dirs.logs,
                                   .run = work->run_fd,
                                   .plan = work->plan.data,
                                   .plan_size = work->plan.size};
    if (exec_start(runner->exec, &request, &work->err) < 0) {
        lane_post(runner->record, take_back_on_lane, taken_back, work);
        return;
    }
    runner_look_want(runner, &work->run);
    runner_put(runner, &work->run, false);
    work->has_run = false;
    free_work(work);
    runner_settle(runner);
}

static void start_prepared(void *ctx);

static void tree_made(void *ctx, const struct err *why_not)
{
    struct start_work *work = ctx;
    if (!why_not) {
        run_release(&work->run);
        run_init(&work->run);
        work->has_run = false;
        lane_post(work->runner->record, start_prepared_on_lane, start_prepared, work);
        return;
    }
    bool is_passing = why_not->code == ERR_NO_SPACE || why_not->code == ERR_BUSY;
    work->err = *why_not;
    work->verdict = is_passing ? START_LATER : START_IMPOSSIBLE;
    start_prepared(work);
}

static void start_prepared(void *ctx)
{
    struct start_work *work = ctx;
    struct runner *runner = work->runner;
    switch (work->verdict) {
    case START_READY:
        ask_launcher(work);
        return;
    case START_NEEDS_TREE:
        runner_tree_want(runner, &work->run.job, tree_made, work);
        return;
    case START_IMPOSSIBLE:
        runner_forget(runner, &work->id);
        queue_ended(runner->queue, &work->id, false);
        runner_end_waiting(runner, &work->id, RUN_NOT_STARTED, work->err.text, NULL);
        break;
    case START_LATER:
        runner_forget(runner, &work->id);
        queue_unstart(runner->queue, &work->id);
        block_starts(runner, &work->err);
        break;
    }
    runner_cancel_again(runner, &work->id);
    free_work(work);
    runner_pump(runner);
    runner_settle(runner);
}

static void start(struct runner *runner, const struct ident *id)
{
    struct runner_run *run = xcalloc(1, sizeof(*run));
    run->id = *id;
    list_append(&runner->runs, &run->node);
    struct start_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->rules = runner_rules(runner);
    work->id = *id;
    work->run_fd = -1;
    buf_init(&work->plan, EXEC_PLAN_MAX);
    run_init(&work->run);
    lane_post(runner->record, start_prepared_on_lane, start_prepared, work);
}

static void end_casualty(struct runner *runner, const struct queue_casualty *casualty)
{
    char other[IDENT_TEXT_SIZE];
    char message[160];
    ident_format(&casualty->other, other);
    if (casualty->reason == RUN_SUPERSEDED)
        (void)snprintf(message, sizeof(message), "superseded by the newer job %s of its key",
                       other);
    else if (casualty->reason == RUN_DEPENDENCY)
        (void)snprintf(message, sizeof(message), "run %s, which it waited for, did not succeed",
                       other);
    else
        (void)snprintf(message, sizeof(message), "its time to start had passed (expires)");
    runner_end_waiting(runner, &casualty->id, casualty->reason, message, NULL);
}

void runner_pump(void *ctx)
{
    struct runner *runner = ctx;
    int64_t now_us = clock_wall_us();
    struct queue_casualty casualty;
    while (queue_next_ended(runner->queue, now_us, &casualty))
        end_casualty(runner, &casualty);
    if (runner->is_stopping)
        return;
    struct ident id;
    while (!runner->is_start_blocked && queue_next(runner->queue, now_us, &id))
        start(runner, &id);
    loop_wall_timer_set(runner->loop, queue_next_change_us(runner->queue), runner_pump, runner);
}

#include "runner/runner.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "runner/runner_inner.h"

#define INDEX_FILE "var/pirun.db"

const struct runner_rules *runner_rules(const struct runner *runner)
{
    return list_entry(runner->rules.prev, struct runner_rules, node);
}

static void add_rules(struct runner *runner, const struct runner_settings *settings)
{
    struct runner_rules *rules = xcalloc(1, sizeof(*rules));
    rules->values = *settings;
    rules->env = env_settings_copy(&settings->env);
    rules->values.env = *rules->env;
    rules->boxless = xstrdup(settings->boxless);
    rules->values.boxless = rules->boxless;
    rules->cgroup = xstrdup(settings->cgroup);
    rules->values.cgroup = rules->cgroup;
    list_append(&runner->rules, &rules->node);
}

struct runner_run *runner_find(const struct runner *runner, const struct ident *id)
{
    list_for_each (node, &runner->runs) {
        struct runner_run *run = list_entry(node, struct runner_run, node);
        if (ident_equal(&run->id, id))
            return run;
    }
    return NULL;
}

void runner_forget(struct runner *runner, const struct ident *id)
{
    struct runner_run *run = runner_find(runner, id);
    list_remove(&run->node);
    free(run);
}

bool runner_knows(const struct runner *runner, const struct ident *id)
{
    if (runner->unsettled > 0 || runner_find(runner, id))
        return true;
    char text[8];
    return queue_why(runner->queue, id, clock_wall_us(), text, sizeof(text)) != RUN_WAIT_NONE;
}

static bool is_quiet(const struct runner *runner)
{
    return lane_pending(runner->disk) == 0 && lane_pending(runner->record) == 0 &&
           lane_pending(runner->index) == 0 && lane_pending(runner->env) == 0 &&
           lane_pending(runner->look) == 0 &&
           (list_is_empty(&runner->rows) || runner->is_history_blocked) &&
           !(runner->is_killing && exec_count(runner->exec) > 0);
}

void runner_settle(struct runner *runner)
{
    if (!runner->is_stopping || !runner->on_stopped || !is_quiet(runner))
        return;
    runner_cb on_stopped = runner->on_stopped;
    runner->on_stopped = NULL;
    on_stopped(runner->stopped_ctx);
}

static void settle_posted(void *ctx)
{
    runner_settle(ctx);
}

static void cancel_all(struct runner *runner)
{
    list_for_each (node, &runner->runs) {
        struct runner_run *run = list_entry(node, struct runner_run, node);
        struct err ignored;
        if (!run->has_begun || exec_cancel(runner->exec, &run->id, false, &ignored) < 0)
            run->is_cancel_wanted = true; /* as soon as it has begun */
    }
}

void runner_stop(struct runner *runner, bool is_killing, runner_cb on_stopped, void *ctx)
{
    runner->is_stopping = true;
    atomic_store(&runner->is_leaving, true);
    runner->is_killing = is_killing;
    runner->on_stopped = on_stopped;
    runner->stopped_ctx = ctx;
    spool_watch_stop(take(runner->watch));
    loop_timer_disarm(runner->rescan);
    loop_timer_disarm(runner->again);
    loop_timer_disarm(runner->record_soon);
    loop_timer_disarm(runner->retry_starts);
    loop_wall_timer_set(runner->loop, 0, runner_pump, runner);
    if (is_killing)
        cancel_all(runner);
    runner_look_hurry(runner);
    loop_post(runner->loop, settle_posted, runner);
}

void runner_reload(struct runner *runner, const struct runner_settings *settings)
{
    add_rules(runner, settings);
    queue_set_slots(runner->queue, settings->jobs);
    runner_tell_id(runner, RUNNER_QUEUE_CHANGED, NULL);
    runner_pump(runner);
}

int runner_open_history(struct runner *runner, struct err *err)
{
    bool is_new = false;
    if (runner->history)
        return 0;
    auto_free char *path = xasprintf("%s/%s", runner->spool->project_path, INDEX_FILE);
    runner->history = store_index_open(path, STORE_INDEX_WRITE, &is_new, err);
    if (!runner->history)
        return -1;
    if (!is_new)
        return 0;
    store_index_close(take(runner->history));
    int64_t damaged = 0;
    atomic_store(&runner->is_rebuilding, true);
    int64_t count = store_index_rebuild(path, &runner->store, NULL, NULL, &damaged, err);
    atomic_store(&runner->is_rebuilding, false);
    if (count < 0)
        return -1;
    if (count > 0 || damaged > 0)
        log_info("the index of the history was rebuilt from the files: %lld runs, %lld damaged",
                 (long long)count, (long long)damaged);
    runner->history = store_index_open(path, STORE_INDEX_WRITE, &is_new, err);
    return runner->history ? 0 : -1;
}

static int open_lanes(struct runner *runner, struct err *err)
{
    runner->disk = lane_create(runner->loop, "pirun-disk", err);
    runner->record = runner->disk ? lane_create(runner->loop, "pirun-record", err) : NULL;
    runner->index = runner->record ? lane_create(runner->loop, "pirun-index", err) : NULL;
    runner->env = runner->index ? lane_create(runner->loop, "pirun-env", err) : NULL;
    runner->look = runner->env ? lane_create(runner->loop, "pirun-look", err) : NULL;
    return runner->look ? 0 : -1;
}

static int open_parts(struct runner *runner, const struct runner_options *options, struct err *err)
{
    runner->make_tree = options->make_tree;
    runner->tree_ctx = options->tree_ctx;
    runner_look_open(runner, options->look);
    struct spool_scan_options scan = {.check = options->check, .check_ctx = options->check_ctx};
    runner->exec = exec_create(runner->loop, options->launcher, runner_exec_event, runner, err);
    if (!runner->exec || open_lanes(runner, err) < 0)
        return -1;
    struct err no_history; /* said with the first row that cannot be written; tried again then */
    (void)runner_open_history(runner, &no_history);
    runner->scan = spool_scan_create(runner->spool, &scan, err);
    return runner->scan ? runner_recover(runner, err) : -1;
}

static void init(struct runner *runner, const struct runner_options *options)
{
    const struct spool *spool = options->spool;
    runner->loop = options->loop;
    runner->spool = spool;
    runner->store = (struct store){.queue = spool->dirs.queue,
                                   .active = spool->dirs.active,
                                   .runs = spool->dirs.runs,
                                   .logs = spool->dirs.logs,
                                   .spool = spool->dirs.spool,
                                   .is_synced = spool->durability != FD_DURABLE_NONE};
    runner->on_scanned = options->on_scanned;
    runner->ctx = options->ctx;
    list_init(&runner->rules);
    list_init(&runner->runs);
    list_init(&runner->cancels);
    list_init(&runner->unended);
    list_init(&runner->observers);
    list_init(&runner->rows);
    add_rules(runner, options->settings);
    runner->queue = queue_create(options->settings->jobs);
    if (options->only) {
        runner->has_only = true;
        runner->only = *options->only;
        queue_restrict(runner->queue, options->only);
    }
    runner->rescan = loop_timer_create(runner->loop, runner_rescan_fired, runner);
    runner->again = loop_timer_create(runner->loop, runner_rescan_fired, runner);
    runner->record_soon = loop_timer_create(runner->loop, runner_record_again, runner);
    runner->retry_starts = loop_timer_create(runner->loop, runner_unblock_starts, runner);
}

struct runner *runner_create(const struct runner_options *options, struct err *err)
{
    struct runner *runner = xcalloc(1, sizeof(*runner));
    init(runner, options);
    if (open_parts(runner, options, err) < 0) {
        runner_free(runner);
        return NULL;
    }
    struct err no_reserve;
    if (spool_reserve(runner->spool, &no_reserve) < 0)
        log_warning("no space is held back for a full disk: %s", no_reserve.text);
    runner_watch(runner); /* armed before the first scan: nothing falls between them */
    runner_scan(runner);
    runner_reconcile(runner);
    runner_sweep_builds(runner);
    runner_pump(runner);
    return runner;
}

static void free_lists(struct runner *runner)
{
    list_for_each (node, &runner->rules) {
        struct runner_rules *rules = list_entry(node, struct runner_rules, node);
        env_settings_free(rules->env);
        free(rules->cgroup);
        free(rules->boxless);
        free(rules);
    }
    list_for_each (node, &runner->runs)
        free(list_entry(node, struct runner_run, node));
    runner_drop_cancels(runner);
    runner_drop_unended(runner);
    runner_free_rows(runner);
}

static bool has_work(const struct runner *runner)
{
    return lane_pending(runner->disk) + lane_pending(runner->record) + lane_pending(runner->index) +
               lane_pending(runner->env) + lane_pending(runner->look) >
           0;
}

/* Work on one lane may end with work for another one, so none of them goes before all are quiet.
 * There is an end: nothing starts, scans or is tried again while it stops. */
static void finish_lanes(struct runner *runner)
{
    runner->is_stopping = true;
    atomic_store(&runner->is_leaving, true);
    while (runner->look && has_work(runner)) {
        lane_finish(runner->look);
        lane_finish(runner->disk);
        lane_finish(runner->env);
        lane_finish(runner->record);
        lane_finish(runner->index);
    }
}

void runner_free(struct runner *runner)
{
    if (!runner)
        return;
    spool_watch_stop(runner->watch);
    finish_lanes(runner);
    lane_free(runner->disk);
    lane_free(runner->record);
    lane_free(runner->index);
    lane_free(runner->env);
    lane_free(runner->look);
    runner_look_free(runner);
    exec_free(runner->exec);
    spool_scan_free(runner->scan);
    store_index_close(runner->history);
    queue_free(runner->queue);
    loop_timer_free(runner->rescan);
    loop_timer_free(runner->again);
    loop_timer_free(runner->record_soon);
    loop_timer_free(runner->retry_starts);
    free_lists(runner);
    free(runner);
}

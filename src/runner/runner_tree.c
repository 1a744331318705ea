/* Runs at a commit need its files. Writing them takes as long as the disk does, so it happens
 * beside the starts of others; runs that want the same commit meanwhile find it done in their turn.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "runner/runner_inner.h"
#include "store/store_tree.h"

#define UNUSED_S  3600 /* from the decision of a start to its lock, with a wide margin */
#define MOST_KEPT 20

struct tree_work {
    struct runner *runner;
    char commit[JOB_COMMIT_SIZE];
    bool is_made;
    struct err err;
    runner_tree_done on_done;
    void *ctx;
};

static void make_on_lane(void *at)
{
    struct tree_work *work = at;
    const struct runner *runner = work->runner;
    if (store_tree_use(runner->spool->dirs.trees, work->commit)) {
        work->is_made = true;
        return;
    }
    if (!runner->make_tree)
        (void)err_set(&work->err, ERR_INVALID, "no runs of commits here: leave out 'ref'");
    else
        work->is_made = runner->make_tree(runner->tree_ctx, work->commit, &work->err) == 0;
}

static void made(void *at)
{
    struct tree_work *work = at;
    work->on_done(work->ctx, work->is_made ? NULL : &work->err);
    free(work);
}

void runner_tree_want(struct runner *runner, const char *commit, runner_tree_done on_done,
                      void *ctx)
{
    struct tree_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->on_done = on_done;
    work->ctx = ctx;
    (void)snprintf(work->commit, sizeof(work->commit), "%s", commit); /* fits: it was checked */
    lane_post(runner->env, make_on_lane, made, work);
}

static void collect_on_lane(void *at)
{
    const struct runner *runner = at;
    const struct store_tree_rules rules = {.unused_s = UNUSED_S, .most = MOST_KEPT};
    size_t removed = store_tree_collect(runner->spool->dirs.trees, &rules, clock_wall_us());
    if (removed)
        log_info("removed the files of %zu commits that no run has used lately", removed);
}

static void collected(void *at)
{
    runner_settle(at);
}

void runner_tree_collect(struct runner *runner)
{
    lane_post(runner->env, collect_on_lane, collected, runner);
}

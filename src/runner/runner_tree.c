/* Runs at a commit need its files. Writing them takes as long as the disk does, so it happens
 * beside the starts of others; runs that want the same commit meanwhile find it done in their turn.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/json.h"
#include "base/log.h"
#include "base/scope.h"
#include "runner/runner_inner.h"
#include "store/store_tree.h"

#define UNUSED_S  3600 /* from the decision of a start to its lock, with a wide margin */
#define MOST_KEPT 20

struct tree_work {
    struct runner *runner;
    char commit[JOB_COMMIT_SIZE], tree[JOB_COMMIT_SIZE];
    bool is_made;
    struct err err;
    runner_tree_done on_done;
    void *ctx;
};

static void make_on_lane(void *at)
{
    struct tree_work *work = at;
    const struct runner *runner = work->runner;
    const char *tree = *work->tree ? work->tree : NULL;
    if (store_tree_use(runner->spool->dirs.trees, tree ? tree : work->commit)) {
        work->is_made = true;
        return;
    }
    if (!runner->make_tree)
        (void)err_set(&work->err, ERR_INVALID, "no runs of commits here: leave out 'ref'");
    else
        work->is_made = runner->make_tree(runner->tree_ctx, work->commit, tree, &work->err) == 0;
}

static void made(void *at)
{
    struct tree_work *work = at;
    work->on_done(work->ctx, work->is_made ? NULL : &work->err);
    free(work);
}

const char *runner_tree_name(const struct job *job)
{
    return job->tree ? job->tree : job->commit;
}

void runner_tree_want(struct runner *runner, const struct job *job, runner_tree_done on_done,
                      void *ctx)
{
    struct tree_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->on_done = on_done;
    work->ctx = ctx;
    const char *tree = job->tree ? job->tree : "";
    (void)snprintf(work->commit, sizeof(work->commit), "%s", job->commit); /* fit: were checked */
    (void)snprintf(work->tree, sizeof(work->tree), "%s", tree);
    lane_post(runner->env, make_on_lane, made, work);
}

int runner_tree_keep_patch(const struct runner *runner, const struct job *job,
                           const struct ident *old, struct err *err)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(old, id);
    auto_fd int run = fd_open_dir(runner->spool->dirs.runs, id, err);
    return run < 0 ? -1 : store_tree_keep_patch(runner->spool->dirs.trees, job->tree, run, err);
}

void runner_tree_tell(const struct runner *runner, const struct job *job, int attempt, int run)
{
    struct err err;
    int trees = runner->spool->dirs.trees;
    if (store_tree_give_patch(trees, job->tree, run, &err) < 0) {
        log_warning("the patch of a run is not kept with it: %s", err.text);
        return;
    }
    auto_json struct json *seen = json_object();
    json_set_string(seen, "commit", job->commit);
    json_set_bool(seen, "is_dirty", true);
    json_set_string(seen, "tree", job->tree);
    json_set_integer(seen, "patch_bytes", store_seen_patch_size(run));
    json_set_bool(seen, "is_late", false);
    if (store_seen_write(run, attempt, seen, &err) < 0)
        log_warning("which files a run sees is not kept with it: %s", err.text);
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

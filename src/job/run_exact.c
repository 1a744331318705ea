#include "job/run_exact.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/scope.h"

#define CURE "; 'pirun rerun --exact --anyway' runs what is known of them"

static int refuse_unknown(const struct run *run, struct err *err)
{
    if (run->job.kind == JOB_BUILD)
        return err_set(err, ERR_CONFLICT, "a build has no files that could be had once more");
    if (run->attempt == 0)
        return err_set(err, ERR_CONFLICT, "the run has not begun: it has no files yet");
    if (run_has_ended(run->state))
        return err_set(err, ERR_CONFLICT,
                       "which files the run saw is not recorded: 'pirun rerun' without --exact "
                       "runs the work tree");
    return err_set(err, ERR_CONFLICT,
                   "which files the run saw is not recorded yet: try again in a moment");
}

static int refuse_left_out(const struct json *tree, int64_t count, struct err *err)
{
    const struct json *first = json_first(json_get(tree, "left_out_files"));
    const char *path = json_get_string(first, "path");
    const char *why = json_get_string(first, "why");
    return err_set(err, ERR_CONFLICT, "%lld file%s of the run %s not recorded: '%.60s' %.60s" CURE,
                   (long long)count, count == 1 ? "" : "s", count == 1 ? "is" : "are",
                   path ? path : "?", why ? why : "");
}

static int refuse_late(const struct json *tree, struct err *err)
{
    const char *path = json_string(json_first(json_get(tree, "late_files")));
    int64_t count = json_get_integer(tree, "late", 1);
    return err_set(err, ERR_CONFLICT,
                   "%lld file%s changed after the run began and before %s recorded: '%.60s'" CURE,
                   (long long)count, count == 1 ? "" : "s", count == 1 ? "it was" : "they were",
                   path ? path : "?");
}

int run_exact_check(const struct run *run, bool is_anyway, struct err *err)
{
    const struct json *tree = run->tree;
    const char *why = json_get_string(tree, "why");
    if (!tree && run->job.commit && !run->job.tree)
        return 0;
    if (!tree)
        return refuse_unknown(run, err);
    if (!json_get_string(tree, "commit"))
        return err_set(err, ERR_CONFLICT,
                       "which files the run saw is not known: %.120s; 'pirun rerun' without "
                       "--exact runs the work tree",
                       why ? why : "no commit");
    int64_t left_out = json_get_integer(tree, "left_out", 0);
    if (left_out > 0 && !is_anyway)
        return refuse_left_out(tree, left_out, err);
    if (json_get_bool(tree, "is_late", false) && !is_anyway)
        return refuse_late(tree, err);
    return 0;
}

static void replace(char **text, const char *by)
{
    free(*text);
    *text = xstrdup(by);
}

bool run_exact_fill(const struct run *run, struct job *job)
{
    const struct json *tree = run->tree;
    const char *commit = json_get_string(tree, "commit");
    bool has_patch = json_get_integer(tree, "patch_bytes", 0) > 0;
    if (!commit)
        return false;
    replace(&job->commit, commit);
    if (!job->ref)
        replace(&job->ref, commit);
    replace(&job->tree, has_patch ? json_get_string(tree, "tree") : NULL);
    return has_patch;
}

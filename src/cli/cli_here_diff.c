/* What two runs saw: their files by git, their packages by the lists of their environments. */
#include <string.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_env.h"
#include "cli/cli_here.h"
#include "env/env_list.h"
#include "env/env_manifest.h"
#include "job/run_diff.h"
#include "repo/repo_compare.h"
#include "store/store_name.h"
#include "store/store_seen.h"

#define FILES_MAX 1000
#define PATCH_MAX ((size_t)1024 * 1024)

/* files */

struct seen {
    const char *commit; /* NULL: WHY */
    const char *why;
    const char *tree; /* NULL: that of the commit */
    struct buf patch;
};

static int read_patch(struct cli_project *project, const struct run *run, struct seen *seen,
                      struct err *err)
{
    auto_fd int dir = fd_open_dir(project->store.runs, store_name_run(&run->job.id).text, err);
    return dir < 0 ? -1 : store_seen_patch(dir, &seen->patch, err);
}

static int see(struct cli_project *project, const struct run *run, struct seen *seen,
               struct err *err)
{
    const char *commit = json_get_string(run->tree, "commit");
    *seen = (struct seen){.commit = commit ? commit : run->job.commit};
    buf_init(&seen->patch, STORE_PATCH_MAX);
    seen->why = json_get_string(run->tree, "why");
    if (!seen->why)
        seen->why = run->attempt ? "which files it saw is not recorded" : "it has not begun";
    seen->tree = json_get_string(run->tree, "tree");
    if (json_get_integer(run->tree, "patch_bytes", 0) == 0)
        return 0;
    return read_patch(project, run, seen, err);
}

static struct json *seen_json(const struct run *run, const struct seen *seen)
{
    struct json *side = json_object();
    json_set_string(side, "commit", seen->commit);
    json_set_bool(side, "has_patch", seen->patch.size > 0);
    if (json_get_integer(run->tree, "left_out", 0) > 0)
        json_set_integer(side, "left_out", json_get_integer(run->tree, "left_out", 0));
    if (json_get_integer(run->tree, "late", 0) > 0)
        json_set_integer(side, "late", json_get_integer(run->tree, "late", 0));
    return side;
}

/* Without a look at the repository, which may have lost the commit. */
static bool is_same_tree(const struct seen *a, const struct seen *b)
{
    if (a->tree && b->tree)
        return strcmp(a->tree, b->tree) == 0;
    return strcmp(a->commit, b->commit) == 0 && a->patch.size == 0 && b->patch.size == 0;
}

static struct json *compare_seen(const struct cli_project *project, const struct seen *a,
                                 const struct seen *b, bool is_patch_wanted)
{
    struct err err;
    const struct repo_compare what = {
        .a = {.commit = a->commit, .patch = buf_text(&a->patch), .patch_size = a->patch.size},
        .b = {.commit = b->commit, .patch = buf_text(&b->patch), .patch_size = b->patch.size},
        .limit = FILES_MAX,
        .patch_max = is_patch_wanted ? PATCH_MAX : 0};
    struct json *files =
        is_same_tree(a, b) ? json_object() : repo_compare(project->path, &what, &err);
    bool is_known = files != NULL;
    if (!is_known) {
        files = json_object();
        json_set_string(files, "why", err.text);
    }
    json_set_bool(files, "is_known", is_known);
    if (is_known)
        json_set_bool(files, "is_same", json_get_integer(files, "count", 0) == 0);
    return files;
}

static struct json *say_unknown(const char *why)
{
    struct json *object = json_object();
    json_set_bool(object, "is_known", false);
    json_set_string(object, "why", why);
    return object;
}

static struct json *compare_files(struct cli_project *project, const struct run *a,
                                  const struct run *b, bool is_patch_wanted)
{
    struct err err;
    struct seen seen[2] = {{0}, {0}};
    struct json *files = NULL;
    bool is_read = see(project, a, &seen[0], &err) == 0;
    is_read = see(project, b, &seen[1], &err) == 0 && is_read;
    if (!is_read)
        files = say_unknown(err.text);
    else if (!seen[0].commit || !seen[1].commit)
        files = say_unknown(seen[0].commit ? seen[1].why : seen[0].why);
    else
        files = compare_seen(project, &seen[0], &seen[1], is_patch_wanted);
    json_set(files, "a", seen_json(a, &seen[0]));
    json_set(files, "b", seen_json(b, &seen[1]));
    buf_release(&seen[0].patch);
    buf_release(&seen[1].patch);
    return files;
}

/* packages */

static struct json *package_json(const struct env_package *package)
{
    struct json *row = json_object();
    json_set_string(row, "name", package->name);
    json_set_string(row, "version", package->version);
    return row;
}

static struct json *compare_manifests(const struct env_manifest *a, const struct env_manifest *b)
{
    struct json *packages = json_object();
    struct json *added = json_array();
    struct json *removed = json_array();
    struct json *changed = json_array();
    for (size_t i = 0; i < a->package_count; i++) {
        const struct env_package *was = &a->packages[i];
        const struct env_package *is = env_manifest_find(b, was->name);
        if (!is) {
            json_push(removed, package_json(was));
        } else if (strcmp(was->version, is->version) != 0) {
            struct json *row = json_object();
            json_set_string(row, "name", was->name);
            json_set_string(row, "a", was->version);
            json_set_string(row, "b", is->version);
            json_push(changed, row);
        }
    }
    for (size_t i = 0; i < b->package_count; i++) {
        if (!env_manifest_find(a, b->packages[i].name))
            json_push(added, package_json(&b->packages[i]));
    }
    json_set_bool(packages, "is_known", true);
    json_set(packages, "added", added);
    json_set(packages, "removed", removed);
    json_set(packages, "changed", changed);
    return packages;
}

static int load_manifest(int envs, const char *environment, struct env_manifest *out,
                         struct err *err)
{
    char build[ENV_NAME_SIZE];
    if (env_list_resolve(envs, environment, build, err) < 0)
        return -1;
    return env_manifest_load(envs, build, out, err);
}

static struct json *compare_builds(const struct cli_project *project, const char *a, const char *b,
                                   struct err *err)
{
    struct env_settings settings;
    auto_manifest struct env_manifest left = {.package_count = 0};
    auto_manifest struct env_manifest right = {.package_count = 0};
    const struct env_place place = cli_env_place(project, &settings);
    auto_fd int envs = env_place_open(&place, false, err);
    if (envs < 0 || load_manifest(envs, a, &left, err) < 0 ||
        load_manifest(envs, b, &right, err) < 0)
        return NULL;
    return compare_manifests(&left, &right);
}

static struct json *compare_packages(const struct cli_project *project, const struct run *a,
                                     const struct run *b)
{
    const struct env_manifest nothing = {.package_count = 0};
    struct err err;
    if (!a->environment && !b->environment)
        return compare_manifests(&nothing, &nothing);
    if (!a->environment || !b->environment)
        return say_unknown("one of them had an environment that PiRun does not manage, or none");
    if (strcmp(a->environment, b->environment) == 0)
        return compare_manifests(&nothing, &nothing);
    struct json *packages = compare_builds(project, a->environment, b->environment, &err);
    return packages ? packages : say_unknown(err.text);
}

/* all of it */

static bool is_empty(const struct json *object)
{
    static const char *const lists[] = {"added", "removed", "changed"};
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        count += json_count(json_get(object, lists[i]));
    return count == 0;
}

static struct json *make(struct cli_project *project, const struct run *a, const struct run *b,
                         bool is_patch_wanted)
{
    struct json *root = run_diff(a, b);
    struct json *files = compare_files(project, a, b, is_patch_wanted);
    struct json *packages = compare_packages(project, a, b);
    bool is_same = json_count(json_get(root, "changes")) == 0 &&
                   is_empty(json_get(root, "variables")) && is_empty(packages) &&
                   json_get_bool(files, "is_same", true);
    json_set(root, "files", files);
    json_set(root, "packages", packages);
    json_set_bool(root, "is_same", is_same);
    return root;
}

struct json *cli_here_diff(struct cli_place *place, const struct cli_pair *pair, struct err *err)
{
    auto_run struct run a;
    auto_run struct run b;
    run_init(&a);
    run_init(&b);
    if (lazy_load(LAZY_GIT | LAZY_SQLITE, place->project.program_argv, err) < 0 ||
        place->ops->load(place, pair->a, &a, err) < 0 ||
        place->ops->load(place, pair->b, &b, err) < 0)
        return NULL;
    return make(&place->project, &a, &b, pair->is_patch_wanted);
}

/* exec_plan_json: the plan as text. Both ends are this program, but not always the same version
 * of it: `v` says so, and a plan that is not understood whole is not run at all. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/scope.h"
#include "exec/exec_plan.h"

#define PLAN_VERSION 2

static void add_list(struct json *object, const char *key, char *const *list)
{
    struct json *array = json_array();
    for (char *const *at = list; at && *at; at++)
        json_push(array, json_new_string(*at));
    json_set(object, key, array);
}

static struct json *limits_json(const struct sandbox_limits *limits)
{
    struct json *object = json_object();
    json_set_integer(object, "memory_mb", limits->memory_mb);
    json_set(object, "cpus", json_new_number(limits->cpus));
    json_set_integer(object, "pids", limits->pids);
    json_set_integer(object, "disk_mb", limits->disk_mb);
    json_set_integer(object, "file_mb", limits->file_mb);
    json_set_integer(object, "open_files", limits->open_files);
    return object;
}

static struct json *binds_json(const struct exec_plan *plan)
{
    struct json *array = json_array();
    for (size_t i = 0; i < plan->bind_count; i++) {
        const struct sandbox_bind *bind = &plan->binds[i];
        struct json *row = json_object();
        json_set_string(row, "source", bind->source);
        json_set_string(row, "target", bind->target);
        json_set_bool(row, "is_writable", bind->is_writable);
        json_set_bool(row, "is_optional", bind->is_optional);
        json_push(array, row);
    }
    return array;
}

static void add_confinement(struct json *root, const struct exec_plan *plan)
{
    json_set_string(root, "environment", plan->environment);
    json_set_string(root, "tree", plan->tree);
    json_set(root, "binds", binds_json(plan));
    json_set_string(root, "level", sandbox_level_name(plan->level));
    json_set_bool(root, "is_level_needed", plan->is_level_needed);
    add_list(root, "require", plan->require);
    json_set_bool(root, "has_network", plan->has_network);
    json_set_bool(root, "is_project_readonly", plan->is_project_readonly);
    json_set_string(root, "cgroup", plan->cgroup);
    json_set_string(root, "boxless", plan->boxless);
}

void exec_plan_format(const struct exec_plan *plan, struct buf *out)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&plan->id, id);
    auto_json struct json *root = json_object();
    json_set_integer(root, "v", PLAN_VERSION);
    json_set_string(root, "id", id);
    json_set_integer(root, "attempt", plan->attempt);
    json_set_string(root, "project_path", plan->project_path);
    add_list(root, "argv", plan->argv);
    add_list(root, "env", plan->env);
    json_set_string(root, "stdin", plan->stdin_text);
    json_set_string(root, "stdin_path", plan->stdin_path);
    json_set_integer(root, "timeout_ms", plan->timeout_ms);
    json_set_integer(root, "grace_ms", plan->grace_ms);
    json_set_integer(root, "output_bytes_max", plan->output_bytes_max);
    json_set(root, "limits", limits_json(&plan->limits));
    add_confinement(root, plan);
    json_set_bool(root, "is_synced", plan->is_synced);
    if (plan->is_shell)
        json_set_bool(root, "is_shell", true);
    json_print(root, false, out);
}

/* Owns: returns a NULL-terminated list, or NULL when ARRAY is no array of strings. */
static char **read_list(const struct json *array)
{
    if (!array || json_type(array) != JSON_ARRAY)
        return NULL;
    char **list = xcalloc(json_count(array) + 1, sizeof(char *));
    size_t count = 0;
    for (const struct json *at = json_first(array); at; at = json_next(at)) {
        const char *text = json_string(at);
        if (!text)
            break;
        list[count++] = xstrdup(text);
    }
    if (count == json_count(array))
        return list;
    while (count > 0)
        free(list[--count]);
    free(list);
    return NULL;
}

static void read_limits(const struct json *object, struct sandbox_limits *limits)
{
    limits->memory_mb = json_get_integer(object, "memory_mb", 0);
    limits->cpus = json_number(json_get(object, "cpus"), 0);
    limits->pids = json_get_integer(object, "pids", 0);
    limits->disk_mb = json_get_integer(object, "disk_mb", 0);
    limits->file_mb = json_get_integer(object, "file_mb", 0);
    limits->open_files = json_get_integer(object, "open_files", 0);
}

static void read_binds(const struct json *array, struct exec_plan *plan)
{
    if (json_type(array) != JSON_ARRAY)
        return;
    plan->binds = xcalloc(json_count(array) + 1, sizeof(*plan->binds));
    for (const struct json *at = json_first(array); at; at = json_next(at)) {
        plan->binds[plan->bind_count++] =
            (struct sandbox_bind){.source = xstrdup(json_get_string(at, "source")),
                                  .target = xstrdup(json_get_string(at, "target")),
                                  .is_writable = json_get_bool(at, "is_writable", false),
                                  .is_optional = json_get_bool(at, "is_optional", false)};
    }
}

/* Answers false when the level is none: such a plan is not run at all. */
static bool read_confinement(const struct json *root, struct exec_plan *plan)
{
    const char *level = json_get_string(root, "level");
    plan->environment = xstrdup(json_get_string(root, "environment"));
    plan->tree = xstrdup(json_get_string(root, "tree"));
    read_binds(json_get(root, "binds"), plan);
    plan->is_level_needed = json_get_bool(root, "is_level_needed", false);
    plan->require = read_list(json_get(root, "require"));
    plan->has_network = json_get_bool(root, "has_network", false);
    plan->is_project_readonly = json_get_bool(root, "is_project_readonly", false);
    plan->cgroup = xstrdup(json_get_string(root, "cgroup"));
    plan->boxless = xstrdup(json_get_string(root, "boxless"));
    return level && sandbox_level_parse(level, &plan->level) && plan->require;
}

static bool has_binds(const struct exec_plan *plan)
{
    for (size_t i = 0; i < plan->bind_count; i++) {
        const struct sandbox_bind *bind = &plan->binds[i];
        if (!bind->source || bind->source[0] != '/' || !bind->target || bind->target[0] != '/')
            return false;
    }
    return true;
}

static bool read_id(const struct json *root, struct ident *id)
{
    const char *text = json_get_string(root, "id");
    return text && ident_parse(text, strlen(text), id);
}

static void read_plan(const struct json *root, struct exec_plan *plan)
{
    int64_t attempt = json_get_integer(root, "attempt", 0);
    plan->attempt = attempt > 0 && attempt <= INT_MAX ? (int)attempt : 0;
    plan->project_path = xstrdup(json_get_string(root, "project_path"));
    plan->argv = read_list(json_get(root, "argv"));
    plan->env = read_list(json_get(root, "env"));
    plan->stdin_text = xstrdup(json_get_string(root, "stdin"));
    plan->stdin_path = xstrdup(json_get_string(root, "stdin_path"));
    plan->timeout_ms = json_get_integer(root, "timeout_ms", -1);
    plan->grace_ms = json_get_integer(root, "grace_ms", -1);
    plan->output_bytes_max = json_get_integer(root, "output_bytes_max", -1);
    read_limits(json_get(root, "limits"), &plan->limits);
    plan->is_synced = json_get_bool(root, "is_synced", true);
    plan->is_shell = json_get_bool(root, "is_shell", false);
}

static bool has_stdin(const struct exec_plan *plan)
{
    return !plan->stdin_path ||
           strncmp(plan->stdin_path, EXEC_PLAN_BLOBS, strlen(EXEC_PLAN_BLOBS)) == 0;
}

static bool is_whole(const struct exec_plan *plan)
{
    return plan->attempt > 0 && plan->project_path && plan->project_path[0] == '/' && plan->argv &&
           plan->argv[0] && plan->argv[0][0] == '/' && plan->env && plan->timeout_ms >= 0 &&
           plan->grace_ms >= 0 && plan->output_bytes_max >= 0 && has_binds(plan) && has_stdin(plan);
}

int exec_plan_parse(const char *text, size_t size, struct exec_plan *plan, struct err *err)
{
    auto_json struct json *root = json_parse(text, size, err);
    if (!root)
        return err_prefix(err, "plan");
    int64_t version = json_get_integer(root, "v", 0);
    if (version != PLAN_VERSION)
        return err_set(err, ERR_INVALID, "plan is of version %lld, not %d", (long long)version,
                       PLAN_VERSION);
    auto_plan struct exec_plan read = {0};
    if (!read_id(root, &read.id))
        return err_set(err, ERR_INVALID, "plan has no run id");
    read_plan(root, &read);
    if (!read_confinement(root, &read) || !is_whole(&read))
        return err_set(err, ERR_INVALID, "plan is incomplete or out of range");
    *plan = read;
    read = (struct exec_plan){0};
    return 0;
}

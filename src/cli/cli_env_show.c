/* env list, show, why, rollback: what is there, from the manifests. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_env.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_value.h"
#include "env/env_list.h"
#include "env/env_manifest.h"
#include "env/env_rollback.h"
#include "env/env_state.h"

static int open_envs(const struct cli_project *project, struct env_state *state, struct err *err)
{
    struct env_settings settings;
    const struct env_place place = cli_env_place(project, &settings);
    auto_fd int envs = env_place_open(&place, false, err);
    if (envs >= 0 && env_state_read(envs, state, err) == 0)
        return take_fd(&envs);
    if (err->code == ERR_NOT_FOUND)
        (void)err_set(err, ERR_NOT_FOUND,
                      "no environment was ever built here: 'pirun env sync' builds one");
    return -1;
}

/* list */

static const struct cli_column list_columns[] = {
    {.title = ""},
    {.title = "BUILD"},
    {.title = "PYTHON"},
    {.title = "PACKAGES", .is_right = true},
    {.title = "SIZE", .is_right = true},
    {.title = "BUILT", .leaves = 1},
    {.title = "FROM", .leaves = 2},
};

static struct json *listed_json(int envs, const struct env_state *state, const char *build)
{
    auto_manifest struct env_manifest manifest = {.package_count = 0};
    struct err err;
    char time[CLOCK_TEXT_SIZE];
    struct json *row = json_object();
    json_set_string(row, "build", build);
    json_set_bool(row, "is_current", strcmp(state->current, build) == 0);
    json_set_bool(row, "is_previous",
                  state->previous_count > 0 && strcmp(state->previous[0], build) == 0);
    if (env_manifest_load(envs, build, &manifest, &err) < 0) {
        json_set_string(row, "error", err.text);
        return row;
    }
    clock_format(manifest.created_at_us, time);
    json_set_string(row, "python", manifest.python);
    json_set_string(row, "base", manifest.base);
    json_set_string(row, "source", manifest.source);
    json_set_integer(row, "packages", (int64_t)manifest.package_count);
    json_set_integer(row, "size_bytes", manifest.size_bytes);
    json_set_string(row, "created_at", time);
    json_set_string(row, "run", manifest.run);
    return row;
}

static void add_listed(struct cli_table *table, const struct json *row)
{
    char count[CLI_TEXT_SIZE];
    char size[CLI_TEXT_SIZE];
    char age[CLI_TEXT_SIZE] = "";
    int64_t at_us = 0;
    const char *time = json_get_string(row, "created_at");
    const char *error = json_get_string(row, "error");
    bool is_current = json_get_bool(row, "is_current", false);
    (void)snprintf(count, sizeof(count), "%lld",
                   (long long)json_get_integer(row, "packages", 0)); /* fits */
    cli_write_bytes(json_get_integer(row, "size_bytes", 0), size);
    if (time && clock_parse(time, &at_us, NULL) == 0)
        cli_write_age(at_us, clock_wall_us(), age);
    auto_free char *name = xasprintf("%.*s", ENV_SHORT, json_get_string(row, "build"));
    cli_table_add(table, is_current ? "*" : "", CLI_GREEN);
    cli_table_add(table, name, is_current ? CLI_BOLD : CLI_PLAIN);
    cli_table_add(table, json_get_string(row, "python"), CLI_PLAIN);
    cli_table_add(table, count, CLI_PLAIN);
    cli_table_add(table, size, CLI_PLAIN);
    cli_table_add(table, age, CLI_PLAIN);
    cli_table_add(table, error ? error : json_get_string(row, "source"),
                  error ? CLI_RED : CLI_PLAIN);
}

int cli_env_list(struct cli_project *project, struct cli_args *args, struct err *err)
{
    struct env_state state;
    size_t count = 0;
    auto_fd int envs = open_envs(project, &state, err);
    if (envs < 0)
        return -1;
    auto_free struct env_listed *all = env_list_read(envs, &count);
    auto_json struct json *rows = json_array();
    for (size_t i = 0; i < count; i++)
        json_push(rows, listed_json(envs, &state, all[i].build));
    if (cli_has(args, "json")) {
        cli_print_json(rows);
        return 0;
    }
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_table struct cli_table table;
    cli_table_init(&table, list_columns, ARRAY_LEN(list_columns));
    for (const struct json *row = json_first(rows); row; row = json_next(row))
        add_listed(&table, row);
    cli_table_print(&table, &look, stdout);
    return 0;
}

/* show */

static const struct cli_column show_columns[] = {
    {.title = "PACKAGE"},
    {.title = "VERSION"},
    {.title = "NEEDS", .is_elastic = true},
};

static void join_names(const struct env_package *package, struct buf *out)
{
    for (size_t i = 0; i < package->require_count; i++)
        buf_addf(out, "%s%s", i ? ", " : "", package->requires[i]);
}

static void print_packages(const struct env_manifest *manifest)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_table struct cli_table table;
    cli_table_init(&table, show_columns, ARRAY_LEN(show_columns));
    for (size_t i = 0; i < manifest->package_count; i++) {
        auto_buf struct buf names;
        buf_init(&names, 65536);
        join_names(&manifest->packages[i], &names);
        cli_table_add(&table, manifest->packages[i].name, CLI_PLAIN);
        cli_table_add(&table, manifest->packages[i].version, CLI_PLAIN);
        cli_table_add(&table, buf_text(&names), CLI_PLAIN);
    }
    cli_table_print(&table, &look, stdout);
}

int cli_env_show(struct cli_project *project, struct cli_args *args, struct err *err)
{
    struct env_state state;
    char build[ENV_NAME_SIZE];
    auto_manifest struct env_manifest manifest = {.package_count = 0};
    auto_fd int envs = open_envs(project, &state, err);
    if (envs < 0)
        return -1;
    memcpy(build, state.current, ENV_NAME_SIZE);
    if (args->positional_count > 1 && env_list_resolve(envs, args->positionals[1], build, err) < 0)
        return -1;
    if (env_manifest_load(envs, build, &manifest, err) < 0)
        return -1;
    if (!cli_has(args, "json")) {
        print_packages(&manifest);
        return 0;
    }
    auto_buf struct buf text;
    buf_init(&text, 2 * ENV_MANIFEST_MAX);
    env_manifest_format(&manifest, &text);
    auto_json struct json *root = json_parse(buf_text(&text), text.size, err);
    cli_print_json(root);
    return 0;
}

/* why */

static bool asks_for(const struct env_package *package, const char *name)
{
    for (size_t i = 0; i < package->require_count; i++) {
        if (strcmp(package->requires[i], name) == 0)
            return true;
    }
    return false;
}

/* Whether requirements.txt names it itself. */
static bool is_asked_directly(const struct cli_project *project, const char *name)
{
    auto_buf struct buf text;
    struct err ignored;
    buf_init(&text, ENV_TEXT_MAX);
    if (fd_read_file(project->dirfd, ENV_REQUIREMENTS_FILE, &text, &ignored) < 0)
        return false;
    for (const char *line = buf_text(&text); *line;) {
        char found[ENV_PACKAGE_MAX];
        size_t size = strcspn(line, "\n");
        if (env_source_name(line, size, found) && strcmp(found, name) == 0)
            return true;
        line += size + (line[size] != '\0');
    }
    return false;
}

static struct json *why_json(const struct cli_project *project, const struct env_manifest *manifest,
                             const struct env_package *package)
{
    struct json *root = json_object();
    struct json *by = json_array();
    json_set_string(root, "name", package->name);
    json_set_string(root, "version", package->version);
    json_set_bool(root, "is_required", is_asked_directly(project, package->name));
    for (size_t i = 0; i < manifest->package_count; i++) {
        if (asks_for(&manifest->packages[i], package->name))
            json_push(by, json_new_string(manifest->packages[i].name));
    }
    json_set(root, "required_by", by);
    return root;
}

static void print_why(const struct json *root)
{
    const struct json *by = json_first(json_get(root, "required_by"));
    bool is_required = json_get_bool(root, "is_required", false);
    (void)printf("%s %s\n", json_get_string(root, "name"), json_get_string(root, "version"));
    if (is_required)
        (void)printf("  is in requirements.txt\n");
    if (!is_required && !by)
        (void)printf("  nothing in requirements.txt or among the packages asks for it\n");
    for (; by; by = json_next(by))
        (void)printf("  is needed by %s\n", json_string(by)); /* cli_flush tells */
}

int cli_env_why(struct cli_project *project, struct cli_args *args, struct err *err)
{
    struct env_state state;
    char name[ENV_PACKAGE_MAX];
    const char *word = args->positionals[1];
    auto_manifest struct env_manifest manifest = {.package_count = 0};
    auto_fd int envs = open_envs(project, &state, err);
    if (envs < 0 || env_manifest_load(envs, state.current, &manifest, err) < 0)
        return -1;
    if (!env_source_name(word, strlen(word), name))
        return err_set(err, ERR_INVALID, "'%.80s' is not a package's name", word);
    const struct env_package *package = env_manifest_find(&manifest, name);
    if (!package)
        return err_set(err, ERR_NOT_FOUND, "the current environment has no package '%.80s'", name);
    auto_json struct json *root = why_json(project, &manifest, package);
    if (cli_has(args, "json"))
        cli_print_json(root);
    else
        print_why(root);
    return 0;
}

/* rollback */

int cli_env_rollback(struct cli_project *project, struct cli_args *args, struct err *err)
{
    struct env_settings settings;
    const struct env_place place = cli_env_place(project, &settings);
    char build[ENV_NAME_SIZE];
    char moved[ENV_LINK_MOVED_SIZE];
    const char *text = args->positional_count > 1 ? args->positionals[1] : NULL;
    if (env_rollback(&place, text, build, moved, err) < 0)
        return -1;
    cli_env_say_moved(moved);
    if (cli_has(args, "json")) {
        auto_json struct json *root = json_object();
        json_set_string(root, "build", build);
        json_set_bool(root, "is_current", true);
        cli_print_json(root);
        return 0;
    }
    (void)printf("environment %.12s is current again; requirements.txt and requirements.lock stay "
                 "as they are\n",
                 build); /* cli_flush tells */
    return 0;
}

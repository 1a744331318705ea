#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_findings.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "sandbox/sandbox.h"
#include "spool/spool_bad.h"

/* Whether the configured level can be met here, and what it is. */
static void look_at_sandbox(struct cli_findings *findings, const struct cli_project *project)
{
    size_t count = 0;
    size_t missing = 0;
    const char *level = NULL;
    const struct sandbox_protection *all = sandbox_protections(&count, &level);
    for (size_t i = 0; i < count; i++)
        missing += !all[i].is_in_force;
    bool must_be_full = project->has_conf && project->conf.run.sandbox == CONF_SANDBOX_FULL;
    auto_free char *text =
        xasprintf("level '%s': %zu of %zu protections%s", level, count - missing, count,
                  must_be_full && missing ? ", but run.sandbox is 'full'" : "");
    cli_findings_add(
        findings, "sandbox", !must_be_full || missing == 0, text,
        "set run.sandbox to 'auto' to run with what there is; each record tells what was in force");
}

static void look_at_server(struct cli_findings *findings, const struct cli_project *project)
{
    int pid = 0;
    char kind[16] = "";
    if (!project->has_spool)
        return;
    if (!spool_is_locked(&project->spool, &pid, kind)) {
        cli_findings_add(findings, "server", true,
                         "no server runs: jobs wait until 'pirun serve' starts one", NULL);
        return;
    }
    auto_free char *text = xasprintf("'%s' runs as process %d", kind, pid);
    cli_findings_add(findings, "server", true, text, NULL);
}

static void look_at_letters(struct cli_findings *findings, const struct cli_project *project)
{
    if (!project->has_spool)
        return;
    size_t count = spool_bad_count(&project->spool);
    auto_free char *text =
        xasprintf("%zu%s", count, count ? ": 'pirun bad list' tells why they were refused" : "");
    cli_findings_add(findings, "dead letters", true, text, NULL);
    bool has_index = fd_exists(project->spool.dirs.var, "pirun.db");
    cli_findings_add(
        findings, "index", true,
        has_index ? "there"
                  : "not there yet: lists read the files; a server makes it, or 'pirun reindex'",
        NULL);
}

static struct json *protections_json(void)
{
    size_t count = 0;
    const char *level = NULL;
    const struct sandbox_protection *all = sandbox_protections(&count, &level);
    struct json *array = json_array();
    for (size_t i = 0; i < count; i++) {
        struct json *row = json_object();
        json_set_string(row, "name", all[i].name);
        json_set_bool(row, "in_force", all[i].is_in_force);
        json_set_string(row, "why", all[i].why);
        json_push(array, row);
    }
    return array;
}

static const struct cli_column columns[] = {
    {.title = "PROTECTION"},
    {.title = "IN FORCE"},
    {.title = "WHY NOT", .is_elastic = true, .is_wrapped = true},
};

static void print_protections(void)
{
    size_t count = 0;
    const char *level = NULL;
    const struct sandbox_protection *all = sandbox_protections(&count, &level);
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_table struct cli_table table;
    cli_table_init(&table, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < count; i++) {
        cli_table_add(&table, all[i].name, CLI_PLAIN);
        cli_table_add(&table, all[i].is_in_force ? "yes" : "no",
                      all[i].is_in_force ? CLI_GREEN : CLI_YELLOW);
        cli_table_add(&table, all[i].why, CLI_PLAIN);
    }
    (void)puts(""); /* cli_flush tells */
    cli_table_print(&table, &look, stdout);
}

static int doctor(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    auto_findings struct cli_findings findings;
    (void)err;
    cli_findings_init(&findings);
    cli_findings_add(&findings, "version", true, "pirun " PIRUN_VERSION, NULL);
    cli_findings_project(&findings, &project, args);
    look_at_server(&findings, &project);
    look_at_letters(&findings, &project);
    look_at_sandbox(&findings, &project);
    if (cli_has(args, "json")) {
        auto_json struct json *object = json_object();
        json_set_bool(object, "ok", findings.is_ok);
        json_set(object, "findings", json_copy(findings.rows));
        json_set(object, "protections", protections_json());
        cli_print_json(object);
    } else {
        cli_findings_print(&findings);
        print_protections();
    }
    return findings.is_ok ? 0 : 1;
}

static const struct cli_option options[] = {
    {"json", 0, NULL, "print an object: ok, findings, protections", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_doctor_command = {
    .name = "doctor",
    .summary = "tell what this machine can protect and how to mend the rest",
    .usage = "[DIR]",
    .description = "Looks at what 'check' looks at, at the server, and at every protection that a "
                   "job can require. Exit status: 0 when "
                   "all is well, 1 when something is wrong or run.sandbox cannot be met.",
    .groups = {&group},
    .example = "pirun doctor --json",
    .positional_max = 1,
    .complete = CLI_COMPLETE_DIR,
    .flags = CLI_TAKES_DIR,
    .handler = doctor,
};

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "access/access_token_file.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_findings.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_there.h"
#include "sandbox/sandbox_delegate.h"
#include "sandbox/sandbox_probe.h"
#include "server/server_rules.h"
#include "spool/spool_bad.h"

#define SELF_CGROUP_MAX ((size_t)4096) /* bytes of /proc/PID/cgroup */
#define ROW_MAX         ((size_t)2048) /* bytes of a sentence */

/* What runs have here. */
struct protection {
    struct sandbox_probe probe;
    struct sandbox_delegation delegation; /* of the server that runs, or of one started from here */
};

static void look_at_cgroups(const struct cli_project *project, struct protection *protection)
{
    int pid = 0;
    char kind[16] = "";
    struct err err;
    auto_buf struct buf self;
    buf_init(&self, SELF_CGROUP_MAX);
    bool has_server = project->has_spool && spool_is_locked(&project->spool, &pid, kind);
    auto_free char *path =
        has_server && pid > 0 ? xasprintf("/proc/%d/cgroup", pid) : xstrdup("/proc/self/cgroup");
    (void)fd_read_file(AT_FDCWD, path, &self, &err); /* unreadable: as if there were none */
    sandbox_delegate_look(SANDBOX_DELEGATE_ROOT, buf_text(&self), &protection->delegation);
    protection->probe.parts |= sandbox_delegation_parts(&protection->delegation);
    scope_close(&protection->delegation.base);
}

/* Tried for real in the project, or in /usr where there is none. */
static int try_sandbox(const struct cli_project *project, struct sandbox_probe *probe,
                       struct err *err)
{
    if (project->path && project->dirfd >= 0)
        return sandbox_probe(project->path, project->dirfd, SANDBOX_LEVEL_FULL, probe, err);
    auto_fd int place = open("/usr", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return sandbox_probe("/usr", place, SANDBOX_LEVEL_FULL, probe, err);
}

/* Whether the configured level can be met here. */
static void look_at_sandbox(struct cli_findings *findings, const struct cli_project *project,
                            const struct sandbox_probe *probe)
{
    enum sandbox_level level = sandbox_level_of(probe->parts);
    enum sandbox_level wanted =
        project->has_conf ? server_rules_level(&project->conf) : SANDBOX_LEVEL_FULL;
    bool is_auto = !project->has_conf || project->conf.run.sandbox == CONF_SANDBOX_AUTO;
    bool is_met = is_auto || level >= wanted;
    auto_free char *text =
        xasprintf("level '%s', tried in %.1f ms%s%s%s", sandbox_level_name(level),
                  (double)probe->took_us / 1000, is_met ? "" : "; run.sandbox asks for '",
                  is_met ? "" : sandbox_level_name(wanted), is_met ? "" : "'");
    cli_findings_add(findings, "sandbox", is_met, text,
                     is_met
                         ? NULL
                         : "mend what the table below lists, or set run.sandbox to 'auto' to run "
                           "with what there is; each record tells what was in force");
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

static void look_at_tokens(struct cli_findings *findings, const struct cli_project *project)
{
    struct err err;
    size_t over = 0;
    auto_tokens struct access_tokens tokens = {0};
    if (!project->has_spool)
        return;
    if (access_tokens_load(project->spool.dirs.var, &tokens, &err) < 0) {
        cli_findings_add(findings, "tokens", false, err.text, NULL);
        return;
    }
    for (size_t i = 0; i < tokens.count; i++)
        over += access_token_is_over(&tokens.items[i], clock_wall_us());
    auto_free char *text = xasprintf("%zu%s", tokens.count, over ? ": some have expired" : "");
    cli_findings_add(findings, "tokens", true, text, NULL);
}

/* One row of the table. */
struct protection_row {
    char name[40];
    const char *state; /* "ok" "weaker" "off" */
    struct buf why, cure;
};

static void release_row(struct protection_row *row)
{
    buf_release(&row->why);
    buf_release(&row->cure);
}

/* A weaker means is no fault where a stronger one is in force. Answers false: no row then. */
static bool make_row(const struct protection *found, const struct sandbox_protection *protection,
                     struct protection_row *row)
{
    const struct sandbox_probe *probe = &found->probe;
    const struct sandbox_controller_state *controller =
        sandbox_delegation_state(&found->delegation, protection->parts);
    bool is_given = protection->parts == 0 || (protection->parts & probe->parts);
    if (protection->unless & probe->parts)
        return false;
    (void)snprintf(row->name, sizeof(row->name), "%s%s%s", protection->name,
                   protection->means ? ":" : "",
                   protection->means ? protection->means : ""); /* fits: words of a table */
    buf_init(&row->why, ROW_MAX);
    buf_init(&row->cure, ROW_MAX);
    row->state = is_given ? "ok" : sandbox_has(probe->parts, protection->name) ? "weaker" : "off";
    if (!is_given && controller && controller->why) {
        buf_add(&row->why, controller->why);
        buf_add(&row->cure, controller->fix);
    } else if (!is_given) {
        sandbox_probe_explain(probe, protection, &row->why, &row->cure);
    }
    return true;
}

static struct json *protections_json(const struct protection *found)
{
    size_t count = 0;
    const struct sandbox_protection *all = sandbox_protections(&count);
    struct json *array = json_array();
    for (size_t i = 0; i < count; i++) {
        struct protection_row row __attribute__((cleanup(release_row))) = {.state = NULL};
        if (!make_row(found, &all[i], &row))
            continue;
        struct json *object = json_object();
        json_set_string(object, "name", row.name);
        json_set_string(object, "state", row.state);
        json_set_bool(object, "in_force", strcmp(row.state, "ok") == 0);
        json_set_string(object, "why", row.why.size ? buf_text(&row.why) : NULL);
        json_set_string(object, "cure", row.cure.size ? buf_text(&row.cure) : NULL);
        json_push(array, object);
    }
    return array;
}

static const struct cli_column columns[] = {
    {.title = "PROTECTION"},
    {.title = "STATE"},
    {.title = "WHY NOT", .is_elastic = true, .is_wrapped = true},
};

static void print_protections(const struct protection *found)
{
    size_t count = 0;
    const struct sandbox_protection *all = sandbox_protections(&count);
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_table struct cli_table table;
    cli_table_init(&table, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < count; i++) {
        struct protection_row row __attribute__((cleanup(release_row))) = {.state = NULL};
        if (!make_row(found, &all[i], &row))
            continue;
        if (row.cure.size > 0)
            buf_addf(&row.why, "; to mend it: %s", buf_text(&row.cure));
        cli_table_add(&table, row.name, CLI_PLAIN);
        cli_table_add(&table, row.state, strcmp(row.state, "ok") == 0 ? CLI_GREEN : CLI_YELLOW);
        cli_table_add(&table, buf_text(&row.why), CLI_PLAIN);
    }
    (void)puts(""); /* cli_flush tells */
    cli_table_print(&table, &look, stdout);
}

static void print_all(const struct cli_findings *findings, const struct protection *found,
                      bool is_json)
{
    if (!is_json) {
        cli_findings_print(findings);
        print_protections(found);
        return;
    }
    auto_json struct json *object = json_object();
    json_set_bool(object, "ok", findings->is_ok);
    json_set_string(object, "level", sandbox_level_name(sandbox_level_of(found->probe.parts)));
    json_set(object, "findings", json_copy(findings->rows));
    json_set(object, "protections", protections_json(found));
    cli_print_json(object);
}

static int doctor(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    auto_findings struct cli_findings findings;
    struct protection found;
    cli_findings_init(&findings);
    if (cli_place_is_there())
        return cli_there_doctor(args, &findings, err);
    cli_findings_add(&findings, "version", true, "pirun " PIRUN_VERSION, NULL);
    cli_findings_project(&findings, &project, args);
    look_at_server(&findings, &project);
    look_at_letters(&findings, &project);
    look_at_tokens(&findings, &project);
    if (try_sandbox(&project, &found.probe, err) < 0)
        return -1;
    look_at_cgroups(&project, &found);
    look_at_sandbox(&findings, &project, &found.probe);
    print_all(&findings, &found, cli_has(args, "json"));
    return findings.is_ok ? 0 : 1;
}

static const struct cli_option options[] = {
    {"json", 0, NULL, "print an object: ok, level, findings, protections", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_doctor_command = {
    .name = "doctor",
    .summary = "tell what this machine can protect and how to mend the rest",
    .usage = "[DIR]",
    .description =
        "Looks at what 'check' looks at, at the server, and at every protection that a "
        "job can require. Exit status: 0 when "
        "all is well, 1 when something is wrong or run.sandbox cannot be met.\n"
        "With PIRUN_URL set: how that server is, and whether PIRUN_TOKEN is known there.",
    .groups = {&group},
    .example = "pirun doctor --json",
    .positional_max = 1,
    .complete = CLI_COMPLETE_DIR,
    .flags = CLI_TAKES_DIR,
    .handler = doctor,
};

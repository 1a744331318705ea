#include "cli/cli_findings.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_python.h"
#include "cli/cli_table.h"
#include "env/env_link.h"
#include "env/env_pick.h"
#include "server/server_rules.h"
#include "spool/spool_bad.h"

#define SPOOL_FINDINGS_MAX 16
#define LINE_CAP           4096

void cli_findings_init(struct cli_findings *findings)
{
    findings->rows = json_array();
    findings->is_ok = true;
}

void cli_findings_release(struct cli_findings *findings)
{
    json_free(findings->rows);
    findings->rows = NULL;
}

void cli_findings_add(struct cli_findings *findings, const char *check, bool is_ok,
                      const char *text, const char *cure)
{
    struct json *row = json_object();
    json_set_string(row, "check", check);
    json_set_bool(row, "ok", is_ok);
    json_set_string(row, "text", text);
    json_set_string(row, "cure", cure && *cure ? cure : NULL);
    json_push(findings->rows, row);
    findings->is_ok = findings->is_ok && is_ok;
}

/* The interpreter that a run would get now. Only one that the user chose himself is executed: what
 * is in an environment is only run confined. */
static void look_at_python(struct cli_findings *findings, const struct cli_project *project)
{
    const struct env_settings settings = server_rules_environment(&project->conf);
    const struct env_place place = {
        .project_path = project->path, .project = project->dirfd, .settings = &settings};
    struct env_pick pick;
    struct err err;
    if (env_pick_python(&place, &pick, &err) < 0) {
        cli_findings_add(findings, "python", false, err.text,
                         "'pirun env sync' builds the environment; venv_python in .pirun.yaml "
                         "names another one");
        return;
    }
    if (pick.is_managed) {
        auto_free char *text =
            xasprintf("environment %.12s%s", pick.build,
                      env_link_agrees(project->dirfd, pick.build)
                          ? ""
                          : "; .venv leads elsewhere: the next run puts it right");
        cli_findings_add(findings, "python", true, text, NULL);
        return;
    }
    char version[100];
    auto_free char *path = pick.python[0] == '/' ? xstrdup(pick.python)
                                                 : xasprintf("%s/%s", project->path, pick.python);
    if (cli_python_version(path, version, sizeof(version), &err) < 0) {
        cli_findings_add(findings, "python", false, err.text, "'pirun env sync' builds a new one");
        return;
    }
    auto_free char *text = xasprintf("%s: %s", path, version);
    cli_findings_add(findings, "python", true, text, NULL);
}

static void look_at_spool(struct cli_findings *findings, struct cli_project *project)
{
    struct spool_finding found[SPOOL_FINDINGS_MAX];
    struct err err;
    if (cli_project_spool(project, &err) < 0) {
        cli_findings_add(findings, "spool", false, err.text, NULL);
        return;
    }
    size_t count = spool_examine(&project->spool, found, SPOOL_FINDINGS_MAX);
    for (size_t i = 0; i < count; i++)
        cli_findings_add(findings, found[i].check, found[i].is_ok, found[i].text, found[i].cure);
}

void cli_findings_project(struct cli_findings *findings, struct cli_project *project,
                          const struct cli_args *args)
{
    struct err err;
    if (cli_project_find(project, args, &err) < 0) {
        cli_findings_add(findings, "project", false, err.text, NULL);
        return;
    }
    cli_findings_add(findings, "project", true, project->path, NULL);
    if (cli_project_conf(project, &err) < 0) {
        cli_findings_add(findings, "config", false, err.text, "'pirun help config' lists the keys");
        return;
    }
    cli_findings_add(findings, "config", true, CONF_FILE " is valid", NULL);
    look_at_python(findings, project);
    look_at_spool(findings, project);
}

static void print_row(const struct json *row, const struct cli_look *look)
{
    bool is_ok = json_get_bool(row, "ok", false);
    const char *cure = json_get_string(row, "cure");
    auto_buf struct buf line;
    buf_init(&line, LINE_CAP);
    cli_colour_print(look, is_ok ? CLI_GREEN : CLI_RED, is_ok ? "ok   " : "wrong", &line);
    buf_addf(&line, "  %-14s  ", json_get_string(row, "check"));
    cli_text_print(json_get_string(row, "text"), 0, &line);
    (void)printf("%s\n", buf_text(&line)); /* cli_flush tells */
    if (!is_ok && cure)
        (void)printf("%-21s  → %s\n", "", cure);
}

void cli_findings_print(const struct cli_findings *findings)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    for (const struct json *row = json_first(findings->rows); row; row = json_next(row))
        print_row(row, &look);
}

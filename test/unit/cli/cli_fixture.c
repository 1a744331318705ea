#include "cli_fixture.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "spool/spool_submit.h"

#define OPEN_MAX_AT_ONCE 16

struct cli_fixture fixture;

static char program[] = "pirun";
static char *program_argv[] = {program, NULL};

void cli_fixture_write(const char *name, const char *text)
{
    auto_free char *path = xasprintf("%s/%s", fixture.home, name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_directory(const char *name)
{
    auto_free char *path = xasprintf("%s/%s", fixture.home, name);
    assert_int_equal(mkdir(path, 0755), 0);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
    (void)st;
    (void)kind;
    (void)place;
    return remove(path);
}

int cli_fixture_set_up(void **state)
{
    (void)state;
    (void)snprintf(fixture.home, sizeof(fixture.home), "/tmp/pirun-cli-XXXXXX"); /* fits */
    assert_non_null(mkdtemp(fixture.home));
    make_directory("a project");
    make_directory("a project/scripts");
    make_directory("elsewhere");
    cli_fixture_write("a project/.pirun.yaml",
                      "name: test\nvenv_python: /usr/bin/python3\nserver: {addr: \"off\"}\n");
    cli_fixture_write("a project/scripts/a.py", "print(1)\n");
    cli_fixture_write("a project/scripts/data.txt", "");
    cli_fixture_write("elsewhere/b.py", "");
    fixture.project_path = xasprintf("%s/a project", fixture.home);
    fixture.script_path = xasprintf("%s/scripts", fixture.project_path);
    fixture.program_argv = program_argv;
    fixture.err = (struct err){0};
    return 0;
}

int cli_fixture_tear_down(void **state)
{
    (void)state;
    free(fixture.project_path);
    free(fixture.script_path);
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): one thread */
    return nftw(fixture.home, remove_one, OPEN_MAX_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}

int cli_fixture_open_at(struct cli_project *project, const char *directory)
{
    struct cli_args args = {
        .command = &cli_list_command, .program_argv = program_argv, .directory = directory};
    return cli_project_open(project, &args, &fixture.err);
}

void cli_fixture_open(struct cli_project *project)
{
    if (cli_fixture_open_at(project, fixture.project_path) < 0)
        fail_msg("%s", fixture.err.text);
}

void cli_fixture_submit(struct cli_project *project, const char *label, struct ident *id)
{
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("scripts/a.py");
    job.labels = xcalloc(1, sizeof(*job.labels));
    job.labels[0] = (struct job_pair){xstrdup("n"), xstrdup(label)};
    job.label_count = 1;
    job.source = JOB_FROM_CLI;
    if (spool_submit(&project->spool, &job, NULL, 0, &fixture.err) < 0)
        fail_msg("%s", fixture.err.text);
    *id = job.id;
}

/* A real project in a temporary directory: finding it, naming its scripts, and seeing what waits in
 * its spool. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_id.h"
#include "cli/cli_job.h"
#include "cli/cli_project.h"
#include "cli/cli_rows.h"
#include "cli/cli_why.h"
#include "spool/spool_submit.h"

#define WORDS_MAX 20

static char home[64];
static char *project_path, *script_path;
static char program[] = "pirun";
static char *program_argv[] = {program, NULL};
static struct err err;

static void write_file(const char *name, const char *text)
{
    auto_free char *path = xasprintf("%s/%s", home, name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_directory(const char *name)
{
    auto_free char *path = xasprintf("%s/%s", home, name);
    assert_int_equal(mkdir(path, 0755), 0);
}

static int set_up(void **state)
{
    (void)state;
    strncpy(home, "/tmp/pirun-cli-XXXXXX", sizeof(home) - 1);
    assert_non_null(mkdtemp(home));
    make_directory("a project");
    make_directory("a project/scripts");
    make_directory("elsewhere");
    write_file("a project/.pirun.yaml", "name: test\nserver: {addr: \"off\"}\n");
    write_file("a project/scripts/a.py", "print(1)\n");
    write_file("a project/scripts/data.txt", "");
    write_file("elsewhere/b.py", "");
    project_path = xasprintf("%s/a project", home);
    script_path = xasprintf("%s/scripts", project_path);
    err = (struct err){0};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    auto_free char *command = xasprintf("%s/", home);
    pid_t pid = fork();
    if (pid == 0) {
        (void)execl("/bin/rm", "rm", "-r", "-f", command, (char *)NULL);
        _exit(127);
    }
    free(project_path);
    free(script_path);
    return pid < 0;
}

static int open_at(struct cli_project *project, const char *directory)
{
    struct cli_args args = {
        .command = &cli_list_command, .program_argv = program_argv, .directory = directory};
    return cli_project_open(project, &args, &err);
}

static void open_project(struct cli_project *project)
{
    if (open_at(project, project_path) < 0)
        fail_msg("%s", err.text);
}

static void the_project_is_looked_for_upwards(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    struct cli_args args = {.command = &cli_list_command, .program_argv = program_argv};
    auto_free char *before = getcwd(NULL, 0);
    assert_int_equal(chdir(script_path), 0);
    int found = cli_project_find(&project, &args, &err);
    assert_int_equal(chdir(before), 0);
    assert_int_equal(found, 0);
    assert_string_equal(project.path, project_path);
}

static void a_directory_without_a_config_is_no_project(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    assert_int_equal(open_at(&project, script_path), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "pirun init"));
}

static void the_first_positional_names_the_project_where_the_command_takes_one(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    const char *positionals[] = {project_path};
    struct cli_args args = {.command = &cli_check_command,
                            .program_argv = program_argv,
                            .positionals = positionals,
                            .positional_count = 1};
    assert_int_equal(cli_project_find(&project, &args, &err), 0);
    assert_string_equal(project.path, project_path);
}

static void a_remote_url_is_never_taken_for_here(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    /* NOLINTBEGIN(concurrency-mt-unsafe): one thread */
    assert_int_equal(setenv("PIRUN_URL", "https://example.org", 1), 0);
    int opened = open_at(&project, project_path);
    assert_int_equal(unsetenv("PIRUN_URL"), 0);
    /* NOLINTEND(concurrency-mt-unsafe) */
    assert_int_equal(opened, -1);
    assert_int_equal(err.code, ERR_REMOTE);
}

static void assert_script(const struct cli_project *project, const char *file, const char *expected)
{
    char *script = NULL;
    if (cli_project_script(project, file, &script, &err) < 0)
        fail_msg("'%s': %s", file, err.text);
    assert_string_equal(script, expected);
    free(script);
}

static void scripts_are_named_relative_to_the_project(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    open_project(&project);
    auto_free char *absolute = xasprintf("%s/a.py", script_path);
    auto_free char *crooked = xasprintf("%s/../scripts/./a.py", script_path);
    assert_script(&project, "scripts/a.py", "scripts/a.py");
    assert_script(&project, "./scripts/../scripts/a.py", "scripts/a.py");
    assert_script(&project, absolute, "scripts/a.py");
    assert_script(&project, crooked, "scripts/a.py");
}

static void scripts_are_looked_for_here_then_in_the_project(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    open_project(&project);
    free(project.base);
    project.base = xstrdup(script_path);
    assert_script(&project, "a.py", "scripts/a.py");
    assert_script(&project, "scripts/a.py", "scripts/a.py");
}

static void a_script_outside_the_project_is_refused(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    char *script = NULL;
    open_project(&project);
    assert_int_equal(cli_project_script(&project, "../elsewhere/b.py", &script, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(cli_project_script(&project, "scripts/none.py", &script, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_null(script);
}

static void submit(struct cli_project *project, const char *label, struct ident *id)
{
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("scripts/a.py");
    job.labels = xcalloc(1, sizeof(*job.labels));
    job.labels[0] = (struct job_pair){xstrdup("n"), xstrdup(label)};
    job.label_count = 1;
    job.source = JOB_FROM_CLI;
    if (spool_submit(&project->spool, &job, NULL, 0, &err) < 0)
        fail_msg("%s", err.text);
    *id = job.id;
}

static void what_no_server_has_seen_is_listed_all_the_same(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_rows struct cli_rows rows = {0};
    struct ident ids[3];
    open_project(&project);
    submit(&project, "a", &ids[0]);
    submit(&project, "b", &ids[1]);
    submit(&project, "c", &ids[2]);
    struct store_query query = {.limit = 10, .state = "queued"};
    assert_int_equal(cli_rows_collect(&project, &query, &rows, &err), 0);
    assert_int_equal(rows.count, 3);
    assert_int_equal(rows.rows[0].state, RUN_QUEUED);
    assert_string_equal(rows.rows[0].title, "scripts/a.py");
    assert_int_equal(rows.rows[0].source, JOB_FROM_CLI);
}

static void filters_work_on_files_too(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    struct ident id;
    open_project(&project);
    submit(&project, "a", &id);
    submit(&project, "b", &id);
    const struct {
        struct store_query query;
        size_t count;
    } rows_of[] = {
        {{.limit = 10, .label_key = "n", .label_value = "b"}, 1},
        {{.limit = 10, .label_key = "n"}, 2},
        {{.limit = 10, .label_key = "m"}, 0},
        {{.limit = 10, .text = "SCRIPTS"}, 2},
        {{.limit = 10, .text = "other"}, 0},
        {{.limit = 10, .source = "cli"}, 2},
        {{.limit = 10, .source = "git"}, 0},
        {{.limit = 10, .state = "failed"}, 0},
        {{.limit = 10, .since_us = INT64_MAX}, 0},
        {{.limit = 10, .before_seq = 5}, 0},
        {{.limit = 1}, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows_of); i++) {
        auto_rows struct cli_rows rows = {0};
        assert_int_equal(cli_rows_collect(&project, &rows_of[i].query, &rows, &err), 0);
        assert_int_equal(rows.count, rows_of[i].count);
    }
}

static void an_id_may_be_whole_a_beginning_or_a_number(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    struct ident id;
    struct ident found;
    char text[IDENT_TEXT_SIZE];
    open_project(&project);
    submit(&project, "a", &id);
    ident_format(&id, text);
    assert_int_equal(cli_id_resolve(&project, text, &found, &err), 0);
    assert_true(ident_equal(&id, &found));
    text[8] = '\0';
    assert_int_equal(cli_id_resolve(&project, text, &found, &err), 0);
    assert_true(ident_equal(&id, &found));
    for (char *at = text; *at; at++)
        *at = (char)(*at >= 'a' ? *at - 'a' + 'A' : *at);
    assert_int_equal(cli_id_resolve(&project, text, &found, &err), 0);
    assert_true(ident_equal(&id, &found));
    assert_int_equal(cli_id_resolve(&project, "@1", &found, &err), 0);
    assert_true(ident_equal(&id, &found));
}

static void the_newest_comes_first(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    struct ident first = {{0}};
    struct ident second;
    struct ident found;
    open_project(&project);
    submit(&project, "a", &first);
    do { /* ids of one millisecond are in no order */
        submit(&project, "b", &second);
    } while (ident_time_ms(&second) == ident_time_ms(&first));
    assert_int_equal(cli_id_resolve(&project, "@1", &found, &err), 0);
    assert_true(ident_equal(&second, &found));
}

static void what_names_no_run_is_told_apart(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    struct ident id;
    open_project(&project);
    assert_int_equal(cli_id_resolve(&project, "@1", &id, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(cli_id_resolve(&project, "@0", &id, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(cli_id_resolve(&project, "abc", &id, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(cli_id_resolve(&project, "hello", &id, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    submit(&project, "a", &id);
    submit(&project, "b", &id);
    assert_int_equal(cli_id_resolve(&project, "0", &id, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "several"));
}

static void ids_are_shown_as_long_as_they_must_be(void **state)
{
    (void)state;
    static const char ids[3][IDENT_TEXT_SIZE] = {"01920000-0000-7000-8000-000000000000",
                                                 "01920000-0001-7000-8000-000000000000",
                                                 "01920000-0001-7001-8000-000000000000"};
    static const char twins[2][IDENT_TEXT_SIZE] = {"01920000-0000-7000-8000-000000000000",
                                                   "01920000-0000-7000-8000-000000000001"};
    assert_int_equal(cli_id_shown_size(ids[0], IDENT_TEXT_SIZE, 1), 13);
    assert_int_equal(cli_id_shown_size(ids[0], IDENT_TEXT_SIZE, 2), 13);
    assert_int_equal(cli_id_shown_size(ids[0], IDENT_TEXT_SIZE, 3), 18);
    assert_int_equal(cli_id_shown_size(twins[0], IDENT_TEXT_SIZE, 2), 36);
}

static void what_waits_for_a_server_says_so(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_run struct run run;
    struct ident id;
    open_project(&project);
    submit(&project, "a", &id);
    assert_int_equal(cli_id_load(&project, "@1", &run, &err), 0);
    cli_why_fill(&project, &run);
    assert_int_equal(run.wait, RUN_WAIT_NOT_ACCEPTED);
    assert_non_null(strstr(run.wait_text, "server"));
}

/* Put the job of these words together; WORDS ends with NULL. Nothing is submitted. */
static int ask(struct cli_project *project, const char *const *words, struct cli_asked *out)
{
    char *argv[WORDS_MAX + 1] = {NULL};
    int argc = 0;
    auto_args struct cli_args args = {.program_argv = program_argv};
    err = (struct err){0};
    while (words[argc]) {
        assert_true(argc < WORDS_MAX);
        argv[argc] = xstrdup(words[argc]);
        argc++;
    }
    int result = cli_args_parse(&cli_submit_command, argc, argv, &args, &err);
    if (result == 0)
        result = cli_job_make(project, &args, out, &err);
    for (int i = 0; i < argc; i++)
        free(argv[i]);
    return result;
}

static const struct {
    const char *words[4];
    const char *text; /* part of the message */
    enum err_code code;
} wrong_jobs[] = {
    {{"submit", "scripts/none.py"}, "scripts/none.py", ERR_NOT_FOUND},
    {{"submit", "scripts/data.txt"}, ".py", ERR_NOT_FOUND},
    {{"submit", "--timeout=soon", "scripts/a.py"}, "--timeout", ERR_INVALID},
    {{"submit", "--timeout=0", "scripts/a.py"}, "--timeout", ERR_INVALID},
    {{"submit", "--memory=9999G", "scripts/a.py"}, "memory_mb", ERR_INVALID},
    {{"submit", "--priority=101", "scripts/a.py"}, "--priority", ERR_INVALID},
    {{"submit", "--on-conflict=maybe", "scripts/a.py"}, "latest", ERR_INVALID},
    {{"submit", "--retry-on=never", "scripts/a.py"}, "--retry-on", ERR_INVALID},
    {{"submit", "--env=A", "scripts/a.py"}, "KEY=VALUE", ERR_INVALID},
    {{"submit", "--require=wings", "scripts/a.py"}, "wings", ERR_INVALID},
    {{"submit", "--source=moon", "scripts/a.py"}, "cron", ERR_INVALID},
    {{"submit", "--after=@1", "scripts/a.py"}, "--after", ERR_NOT_FOUND},
    {{"submit", "--code=pass", "scripts/a.py"}, "only one", ERR_INVALID},
    {{"submit", "--job=none.json"}, "none.json", ERR_NOT_FOUND},
    {{"submit", "--json"}, "what is to run", ERR_INVALID},
};

static void a_wrong_job_is_refused_before_anything_is_written(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    open_project(&project);
    for (size_t i = 0; i < ARRAY_LEN(wrong_jobs); i++) {
        auto_asked struct cli_asked asked = {0};
        if (ask(&project, wrong_jobs[i].words, &asked) == 0)
            fail_msg("'%s' was taken", wrong_jobs[i].words[1]);
        if (err.code != wrong_jobs[i].code || !strstr(err.text, wrong_jobs[i].text))
            fail_msg("'%s': %d, %s", wrong_jobs[i].words[1], (int)err.code, err.text);
    }
    auto_rows struct cli_rows rows = {0};
    struct store_query query = {.limit = 10};
    assert_int_equal(cli_rows_collect(&project, &query, &rows, &err), 0);
    assert_int_equal(rows.count, 0);
}

static void expect_job(struct cli_project *project, struct cli_asked *asked,
                       const char *const *words)
{
    open_project(project);
    if (ask(project, words, asked) < 0)
        fail_msg("%s", err.text);
}

static void limits_reach_the_job(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_asked struct cli_asked asked = {0};
    const char *const words[] = {"submit",       "scripts/a.py",     "--timeout=2s",
                                 "--memory=64M", "--cpus=0.5",       "--pids=5",
                                 "--disk=10M",   "--file-size=5M",   "--open-files",
                                 "20",           "--output-size=1M", NULL};
    expect_job(&project, &asked, words);
    const struct job_limits *limits = &asked.job.limits;
    assert_int_equal(asked.job.timeout_ms, 2000);
    assert_int_equal(limits->memory_mb, 64);
    assert_true(limits->cpus == 0.5);
    assert_int_equal(limits->pids, 5);
    assert_int_equal(limits->disk_mb, 10);
    assert_int_equal(limits->file_mb, 5);
    assert_int_equal(limits->open_files, 20);
    assert_int_equal(limits->output_mb, 1);
}

static void what_is_to_run_reaches_the_job(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_asked struct cli_asked asked = {0};
    const char *const words[] = {"submit", "scripts/a.py",  "-e", "A=1",    "-e",  "A=2", "-l",
                                 "x=y",    "--source=cron", "--", "--flag", "a b", NULL};
    expect_job(&project, &asked, words);
    const struct job *job = &asked.job;
    assert_string_equal(job->script, "scripts/a.py");
    assert_int_equal(job->env_count, 1);
    assert_string_equal(job->env[0].value, "2");
    assert_string_equal(job->labels[0].key, "x");
    assert_int_equal(job->source, JOB_FROM_CRON);
    assert_int_equal(job->arg_count, 2);
    assert_string_equal(job->args[0], "--flag");
    assert_string_equal(job->args[1], "a b");
}

static void retries_reach_the_job(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_asked struct cli_asked asked = {0};
    const char *const words[] = {"submit",           "scripts/a.py",      "--retry=2",
                                 "--retry-delay=1s", "--retry-backoff=2", "--retry-on=timeout",
                                 "--retry-on=lost",  "--on-lost=rerun",   NULL};
    expect_job(&project, &asked, words);
    const struct job *job = &asked.job;
    assert_int_equal(job->retry.max, 2);
    assert_int_equal(job->retry.delay_ms, 1000);
    assert_true(job->retry.backoff == 2.0);
    assert_int_equal(job->retry.on, 1U << RUN_TIMEOUT | 1U << RUN_LOST);
    assert_true(job->is_rerun_on_lost);
}

static void when_it_runs_reaches_the_job(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_asked struct cli_asked asked = {0};
    struct ident before;
    const char *const words[] = {"submit",
                                 "scripts/a.py",
                                 "--priority=-3",
                                 "-k",
                                 "key",
                                 "--on-conflict",
                                 "latest",
                                 "--idempotency-key",
                                 "once",
                                 "--after=@1",
                                 "--after-policy=any",
                                 "--not-before=1h",
                                 "--expires=2h",
                                 NULL};
    open_project(&project);
    submit(&project, "before", &before);
    cli_project_close(&project);
    expect_job(&project, &asked, words);
    const struct job *job = &asked.job;
    assert_int_equal(job->priority, -3);
    assert_string_equal(job->key, "key");
    assert_int_equal(job->on_conflict, JOB_CONFLICT_LATEST);
    assert_string_equal(job->idempotency_key, "once");
    assert_int_equal(job->after_count, 1);
    assert_true(ident_equal(&job->after[0], &before));
    assert_true(job->is_after_any);
    assert_true(job->not_before_us > 0 && job->expires_us > job->not_before_us);
}

static void a_job_file_may_be_changed_by_options(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_asked struct cli_asked asked = {0};
    write_file("job.json", "{\"v\":1,\"script\":\"scripts/a.py\",\"args\":[\"1\"],\"priority\":5,"
                           "\"x-mine\":true}");
    auto_free char *option = xasprintf("--job=%s/job.json", home);
    const char *const words[] = {"submit", option, "--priority=7", NULL};
    expect_job(&project, &asked, words);
    assert_string_equal(asked.job.script, "scripts/a.py");
    assert_int_equal(asked.job.arg_count, 1);
    assert_int_equal(asked.job.priority, 7);
    assert_int_equal(asked.job.source, JOB_FROM_CLI);
    assert_non_null(strstr(buf_text(&asked.original), "x-mine"));
}

static void a_wrong_job_file_is_told_line_and_column(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_asked struct cli_asked asked = {0};
    write_file("job.json", "{\"v\":1,\n \"scrpt\":\"scripts/a.py\"}");
    auto_free char *option = xasprintf("--job=%s/job.json", home);
    const char *const words[] = {"submit", option, NULL};
    open_project(&project);
    assert_int_equal(ask(&project, words, &asked), -1);
    assert_non_null(strstr(err.text, "job.json:2:2: "));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_project_is_looked_for_upwards),
        TEST(a_directory_without_a_config_is_no_project),
        TEST(the_first_positional_names_the_project_where_the_command_takes_one),
        TEST(a_remote_url_is_never_taken_for_here),
        TEST(scripts_are_named_relative_to_the_project),
        TEST(scripts_are_looked_for_here_then_in_the_project),
        TEST(a_script_outside_the_project_is_refused),
        TEST(what_no_server_has_seen_is_listed_all_the_same),
        TEST(filters_work_on_files_too),
        TEST(an_id_may_be_whole_a_beginning_or_a_number),
        TEST(the_newest_comes_first),
        TEST(what_names_no_run_is_told_apart),
        TEST(ids_are_shown_as_long_as_they_must_be),
        TEST(what_waits_for_a_server_says_so),
        TEST(a_wrong_job_is_refused_before_anything_is_written),
        TEST(limits_reach_the_job),
        TEST(what_is_to_run_reaches_the_job),
        TEST(retries_reach_the_job),
        TEST(when_it_runs_reaches_the_job),
        TEST(a_job_file_may_be_changed_by_options),
        TEST(a_wrong_job_file_is_told_line_and_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

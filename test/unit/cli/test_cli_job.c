/* What people type for a job, and the job that it becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli_fixture.h"

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_job.h"
#include "cli/cli_place.h"
#include "cli/cli_rows.h"

#define WORDS_MAX 20

/* Put the job of these words together; WORDS ends with NULL. Nothing is submitted. */
static int ask(struct cli_project *project, const char *const *words, struct cli_asked *out)
{
    char *argv[WORDS_MAX + 1] = {NULL};
    int argc = 0;
    auto_args struct cli_args args = {.program_argv = fixture.program_argv};
    fixture.err = (struct err){0};
    while (words[argc]) {
        assert_true(argc < WORDS_MAX);
        argv[argc] = xstrdup(words[argc]);
        argc++;
    }
    int result = cli_args_parse(&cli_submit_command, argc, argv, &args, &fixture.err);
    if (result == 0) {
        struct cli_place place = {.ops = &cli_here_ops, .project = *project};
        result = cli_job_make(&place, &args, out, &fixture.err);
        *project = place.project; /* its index may have been opened */
    }
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
    cli_fixture_open(&project);
    for (size_t i = 0; i < ARRAY_LEN(wrong_jobs); i++) {
        auto_asked struct cli_asked asked = {0};
        if (ask(&project, wrong_jobs[i].words, &asked) == 0)
            fail_msg("'%s' was taken", wrong_jobs[i].words[1]);
        if (fixture.err.code != wrong_jobs[i].code || !strstr(fixture.err.text, wrong_jobs[i].text))
            fail_msg("'%s': %d, %s", wrong_jobs[i].words[1], (int)fixture.err.code,
                     fixture.err.text);
    }
    auto_rows struct cli_rows rows = {0};
    struct store_query query = {.limit = 10};
    assert_int_equal(cli_rows_collect(&project, &query, &rows, &fixture.err), 0);
    assert_int_equal(rows.count, 0);
}

static void expect_job(struct cli_project *project, struct cli_asked *asked,
                       const char *const *words)
{
    cli_fixture_open(project);
    if (ask(project, words, asked) < 0)
        fail_msg("%s", fixture.err.text);
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
    cli_fixture_open(&project);
    cli_fixture_submit(&project, "before", &before);
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
    cli_fixture_write("job.json",
                      "{\"v\":1,\"script\":\"scripts/a.py\",\"args\":[\"1\"],\"priority\":5,"
                      "\"x-mine\":true}");
    auto_free char *option = xasprintf("--job=%s/job.json", fixture.home);
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
    cli_fixture_write("job.json", "{\"v\":1,\n \"scrpt\":\"scripts/a.py\"}");
    auto_free char *option = xasprintf("--job=%s/job.json", fixture.home);
    const char *const words[] = {"submit", option, NULL};
    cli_fixture_open(&project);
    assert_int_equal(ask(&project, words, &asked), -1);
    assert_non_null(strstr(fixture.err.text, "job.json:2:2: "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(a_wrong_job_is_refused_before_anything_is_written),
        FIXTURE_TEST(limits_reach_the_job),
        FIXTURE_TEST(what_is_to_run_reaches_the_job),
        FIXTURE_TEST(retries_reach_the_job),
        FIXTURE_TEST(when_it_runs_reaches_the_job),
        FIXTURE_TEST(a_job_file_may_be_changed_by_options),
        FIXTURE_TEST(a_wrong_job_file_is_told_line_and_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

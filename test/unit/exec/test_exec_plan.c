/* Goal: the words that are executed are exactly the job's, and a plan survives its journey whole
 * or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "exec/exec_plan.h"

#define PYTHON "/usr/bin/python3"

static const struct exec_defaults plain_defaults = {
    .project_path = "/srv/my project",
    .venv_python = PYTHON,
    .timeout_ms = 30000,
    .grace_ms = 10000,
    .limits = {.memory_mb = 256,
               .cpus = 0.5,
               .pids = 64,
               .disk_mb = 99,
               .file_mb = 128,
               .open_files = 200},
    .level = SANDBOX_LEVEL_NAMESPACES,
    .output_mb = 64,
    .is_synced = true,
};

static void open_job(struct job *job, enum job_kind kind)
{
    job_init(job);
    job->id = ident_new();
    job->kind = kind;
}

static void make(const struct job *job, struct exec_plan *plan)
{
    struct err err;
    assert_int_equal(exec_plan_make(job, 2, &plain_defaults, plan, &err), 0);
}

static void assert_list(char *const *list, const char *const *wanted)
{
    for (; *wanted; list++, wanted++) {
        assert_non_null(*list);
        assert_string_equal(*list, *wanted);
    }
    assert_null(*list);
}

static const char *variable(const struct exec_plan *plan, const char *name)
{
    const char *found = NULL;
    size_t size = strlen(name);
    for (char **at = plan->env; *at; at++) {
        if (strncmp(*at, name, size) == 0 && (*at)[size] == '=') {
            assert_null(found); /* each name once */
            found = *at + size + 1;
        }
    }
    return found;
}

static void script_is_run_by_its_absolute_path_with_its_arguments(void **state)
{
    (void)state;
    auto_job struct job job;
    auto_plan struct exec_plan plan = {0};
    const char *wanted[] = {PYTHON, "/srv/my project/-c.py", "-x", "a b; rm", "", NULL};
    open_job(&job, JOB_SCRIPT);
    job.script = xstrdup("-c.py");
    job.arg_count = 3;
    job.args = xcalloc(3, sizeof(char *));
    for (size_t i = 0; i < 3; i++)
        job.args[i] = xstrdup(wanted[i + 2]);
    make(&job, &plan);
    assert_list(plan.argv, wanted);
    assert_string_equal(plan.project_path, "/srv/my project");
    assert_int_equal(plan.attempt, 2);
}

static void module_and_code_are_given_as_one_word(void **state)
{
    (void)state;
    auto_job struct job job;
    auto_plan struct exec_plan module = {0};
    auto_plan struct exec_plan code = {0};
    open_job(&job, JOB_MODULE);
    job.module = xstrdup("http.server");
    job.code = xstrdup("print('a b')\n");
    make(&job, &module);
    job.kind = JOB_CODE;
    make(&job, &code);
    assert_list(module.argv, (const char *[]){PYTHON, "-m", "http.server", NULL});
    assert_list(code.argv, (const char *[]){PYTHON, "-c", "print('a b')\n", NULL});
}

static void environment_is_minimal(void **state)
{
    (void)state;
    auto_job struct job job;
    auto_plan struct exec_plan plan = {0};
    char id[IDENT_TEXT_SIZE];
    open_job(&job, JOB_CODE);
    job.code = xstrdup("pass");
    make(&job, &plan);
    ident_format(&job.id, id);
    assert_string_equal(variable(&plan, "PATH"), "/usr/bin:/usr/local/bin:/usr/bin:/bin");
    assert_string_equal(variable(&plan, "PYTHONUNBUFFERED"), "1");
    assert_string_equal(variable(&plan, "PIRUN_RUN_ID"), id);
    assert_string_equal(variable(&plan, "HOME"), "/tmp");
    assert_non_null(variable(&plan, "LANG"));
    assert_null(variable(&plan, "VIRTUAL_ENV")); /* /usr is none */
    assert_null(variable(&plan, "USER"));
}

static void variables_of_the_job_win_but_not_over_the_run_id(void **state)
{
    (void)state;
    auto_job struct job job;
    auto_plan struct exec_plan plan = {0};
    char id[IDENT_TEXT_SIZE];
    const char *names[] = {"HOME", "PIRUN_RUN_ID", "HOMER", "EMPTY"};
    const char *values[] = {"/elsewhere", "forged", "1=2", ""};
    open_job(&job, JOB_CODE);
    job.code = xstrdup("pass");
    job.env_count = ARRAY_LEN(names);
    job.env = xcalloc(ARRAY_LEN(names), sizeof(*job.env));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        job.env[i] = (struct job_pair){xstrdup(names[i]), xstrdup(values[i])};
    make(&job, &plan);
    ident_format(&job.id, id);
    assert_string_equal(variable(&plan, "HOME"), "/elsewhere");
    assert_string_equal(variable(&plan, "HOMER"), "1=2");
    assert_string_equal(variable(&plan, "EMPTY"), "");
    assert_string_equal(variable(&plan, "PIRUN_RUN_ID"), id);
}

static void limits_of_the_job_go_before_the_projects(void **state)
{
    (void)state;
    auto_job struct job job;
    auto_plan struct exec_plan plan = {0};
    open_job(&job, JOB_CODE);
    job.code = xstrdup("pass");
    job.timeout_ms = 5;
    job.limits.memory_mb = 100;
    job.limits.output_mb = 2;
    make(&job, &plan);
    assert_int_equal(plan.timeout_ms, 5);
    assert_int_equal(plan.grace_ms, 10000);
    assert_int_equal(plan.limits.memory_mb, 100);
    assert_int_equal(plan.limits.open_files, 200);
    assert_int_equal(plan.output_bytes_max, 2 * 1048576);
    assert_true(plan.is_synced);
}

static void missing_interpreter_says_what_to_do(void **state)
{
    (void)state;
    struct err err;
    auto_job struct job job;
    struct exec_plan plan = {.attempt = 77};
    struct exec_defaults defaults = plain_defaults;
    defaults.venv_python = ".venv/bin/python";
    open_job(&job, JOB_CODE);
    job.code = xstrdup("pass");
    assert_int_equal(exec_plan_make(&job, 1, &defaults, &plan, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "'/srv/my project/.venv/bin/python'"));
    assert_non_null(strstr(err.text, "pirun init"));
    assert_non_null(strstr(err.text, "venv_python"));
    assert_int_equal(plan.attempt, 77);
}

static void interpreter_that_cannot_be_executed_is_refused(void **state)
{
    (void)state;
    struct err err;
    auto_job struct job job;
    struct exec_plan plan;
    struct exec_defaults defaults = plain_defaults;
    defaults.venv_python = "/etc"; /* executable, in a way, but no file */
    open_job(&job, JOB_CODE);
    job.code = xstrdup("pass");
    assert_int_equal(exec_plan_make(&job, 1, &defaults, &plan, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void kinds_that_cannot_run_yet_are_refused(void **state)
{
    (void)state;
    struct err err;
    auto_job struct job archive;
    auto_job struct job ref;
    struct exec_plan plan;
    open_job(&archive, JOB_ARCHIVE);
    open_job(&ref, JOB_SCRIPT);
    ref.script = xstrdup("a.py");
    ref.ref = xstrdup("main");
    assert_int_equal(exec_plan_make(&archive, 1, &plain_defaults, &plan, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(exec_plan_make(&ref, 1, &plain_defaults, &plan, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
}

static void make_full(struct exec_plan *plan)
{
    auto_job struct job job;
    open_job(&job, JOB_CODE);
    job.code = xstrdup("print(\"\\u00e9\", '\xc3\xa9')\n\t# \x7f");
    job.stdin_text = xstrdup("line 1\nline 2\n");
    make(&job, plan);
}

static void plan_comes_back_from_its_text_the_same(void **state)
{
    (void)state;
    struct err err;
    auto_plan struct exec_plan sent = {0};
    auto_plan struct exec_plan got = {0};
    auto_buf struct buf text;
    auto_buf struct buf again;
    buf_init(&text, EXEC_PLAN_MAX);
    buf_init(&again, EXEC_PLAN_MAX);
    make_full(&sent);
    exec_plan_format(&sent, &text);
    assert_int_equal(exec_plan_parse(text.data, text.size, &got, &err), 0);
    exec_plan_format(&got, &again);
    assert_string_equal(text.data, again.data);
    assert_string_equal(got.argv[2], sent.argv[2]);
    assert_string_equal(got.stdin_text, sent.stdin_text);
    assert_true(ident_equal(&got.id, &sent.id));
    assert_int_equal(got.limits.file_mb, 128);
}

static void largest_job_fits_into_a_plan(void **state)
{
    (void)state;
    auto_job struct job job;
    auto_plan struct exec_plan plan = {0};
    auto_buf struct buf text;
    buf_init(&text, EXEC_PLAN_MAX);
    open_job(&job, JOB_CODE);
    job.code = xcalloc(JOB_CODE_MAX + 1, 1);
    memset(job.code, '"', JOB_CODE_MAX); /* each becomes two bytes */
    job.stdin_text = xcalloc(JOB_FILE_MAX - JOB_CODE_MAX, 1);
    memset(job.stdin_text, '\n', JOB_FILE_MAX - JOB_CODE_MAX - 1);
    make(&job, &plan);
    exec_plan_format(&plan, &text);
    assert_true(buf_ok(&text));
}

static void plan_that_was_cut_is_refused_at_every_byte(void **state)
{
    (void)state;
    struct err err;
    auto_plan struct exec_plan sent = {0};
    auto_buf struct buf text;
    buf_init(&text, EXEC_PLAN_MAX);
    make_full(&sent);
    exec_plan_format(&sent, &text);
    for (size_t size = 0; size < text.size; size++) {
        struct exec_plan got = {.attempt = 77};
        auto_free char *part = xmalloc(size ? size : 1); /* exact, so that overreading is seen */
        memcpy(part, text.data, size);
        assert_int_equal(exec_plan_parse(part, size, &got, &err), -1);
        assert_int_equal(got.attempt, 77);
    }
}

static void plans_that_are_not_whole_are_refused(void **state)
{
    (void)state;
    struct err err;
    struct exec_plan plan;
    const char *texts[] = {
        "{}",
        "[]",
        "{\"v\":2}",
        "{\"v\":1}",
        "{\"v\":1,\"id\":\"x\"}",
        "{\"v\":1,\"id\":\"0192f0c1-2345-7abc-8def-0123456789ab\",\"attempt\":1,"
        "\"project_path\":\"relative\",\"argv\":[\"/a\"],\"env\":[],\"timeout_ms\":0,"
        "\"grace_ms\":0,\"output_bytes_max\":0,\"limits\":{}}",
        "{\"v\":1,\"id\":\"0192f0c1-2345-7abc-8def-0123456789ab\",\"attempt\":1,"
        "\"project_path\":\"/p\",\"argv\":[],\"env\":[],\"timeout_ms\":0,"
        "\"grace_ms\":0,\"output_bytes_max\":0,\"limits\":{}}",
        "{\"v\":1,\"id\":\"0192f0c1-2345-7abc-8def-0123456789ab\",\"attempt\":1,"
        "\"project_path\":\"/p\",\"argv\":[\"/a\",7],\"env\":[],\"timeout_ms\":0,"
        "\"grace_ms\":0,\"output_bytes_max\":0,\"limits\":{}}",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        assert_int_equal(exec_plan_parse(texts[i], strlen(texts[i]), &plan, &err), -1);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(script_is_run_by_its_absolute_path_with_its_arguments),
        cmocka_unit_test(module_and_code_are_given_as_one_word),
        cmocka_unit_test(environment_is_minimal),
        cmocka_unit_test(variables_of_the_job_win_but_not_over_the_run_id),
        cmocka_unit_test(limits_of_the_job_go_before_the_projects),
        cmocka_unit_test(missing_interpreter_says_what_to_do),
        cmocka_unit_test(interpreter_that_cannot_be_executed_is_refused),
        cmocka_unit_test(kinds_that_cannot_run_yet_are_refused),
        cmocka_unit_test(plan_comes_back_from_its_text_the_same),
        cmocka_unit_test(largest_job_fits_into_a_plan),
        cmocka_unit_test(plan_that_was_cut_is_refused_at_every_byte),
        cmocka_unit_test(plans_that_are_not_whole_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "job/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static void a_new_job_asks_for_nothing(void **state)
{
    (void)state;
    auto_job struct job job;
    job_init(&job);
    assert_null(job.script);
    assert_int_equal(job.seq, 0);
    assert_true(job.retry.backoff == 1);
    assert_int_equal(job.network, JOB_NETWORK_NONE);
}

static void a_released_job_is_new_again(void **state)
{
    (void)state;
    struct job job;
    job_init(&job);
    job.script = xstrdup("a.py");
    job.args = xcalloc(2, sizeof(*job.args));
    job.args[0] = xstrdup("x");
    job.arg_count = 1; /* half-built: the second one is not there yet */
    job.env = xcalloc(1, sizeof(*job.env));
    job.env[0] = (struct job_pair){xstrdup("A"), xstrdup("1")};
    job.env_count = 1;
    job.after = xcalloc(1, sizeof(*job.after));
    job.after_count = 1;
    job_release(&job);
    assert_null(job.script);
    assert_null(job.args);
    assert_int_equal(job.env_count + job.arg_count + job.after_count, 0);
    job_release(&job);
}

static void a_job_without_its_words_is_still_told_and_ordered(void **state)
{
    (void)state;
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_CODE;
    job.code = xstrdup("print()");
    job.stdin_text = xstrdup("text");
    job.key = xstrdup("k");
    job.args = xcalloc(1, sizeof(*job.args));
    job.args[0] = xstrdup("x");
    job.arg_count = 1;
    job.env = xcalloc(1, sizeof(*job.env));
    job.env[0] = (struct job_pair){xstrdup("A"), xstrdup("1")};
    job.env_count = 1;
    job_drop_words(&job);
    assert_null(job.code);
    assert_null(job.stdin_text);
    assert_int_equal(job.env_count + job.arg_count, 0);
    assert_string_equal(job.key, "k");
    assert_string_equal(job_title(&job), "(inline code)");
    job_drop_words(&job);
}

static void a_title_says_what_runs(void **state)
{
    (void)state;
    char script[] = "scripts/a.py";
    char module[] = "a.b";
    char entrypoint[] = "main.py";
    struct job job = {
        .kind = JOB_SCRIPT, .script = script, .module = module, .entrypoint = entrypoint};
    assert_string_equal(job_title(&job), "scripts/a.py");
    job.kind = JOB_MODULE;
    assert_string_equal(job_title(&job), "a.b");
    job.kind = JOB_CODE;
    assert_string_equal(job_title(&job), "(inline code)");
    job.kind = JOB_ARCHIVE;
    assert_string_equal(job_title(&job), "main.py");
    job.kind = JOB_OP;
    job.op = JOB_OP_DRAIN;
    assert_string_equal(job_title(&job), "drain");
}

static void sources_have_names_that_are_read_back(void **state)
{
    (void)state;
    static const char *const names[] = {"file", "cli", "cron", "git", "http"};
    for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        enum job_source source;
        assert_true(job_source_parse(names[i], &source));
        assert_int_equal(source, i);
        assert_string_equal(job_source_name(source), names[i]);
    }
    enum job_source source;
    assert_false(job_source_parse("mail", &source));
    assert_false(job_source_parse(NULL, &source));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_job_asks_for_nothing),
        cmocka_unit_test(a_released_job_is_new_again),
        cmocka_unit_test(a_job_without_its_words_is_still_told_and_ordered),
        cmocka_unit_test(a_title_says_what_runs),
        cmocka_unit_test(sources_have_names_that_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

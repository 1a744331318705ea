/* Goal: what differs between two runs is told, once each, and no value of a variable ever. */
#include "job/run_diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

static void make(struct run *run)
{
    run_init(run);
    run->job.kind = JOB_SCRIPT;
    run->job.script = xstrdup("x.py");
    run->state = RUN_SUCCEEDED;
    run->result.reason = RUN_EXITED;
    run->attempt = 1;
    run->started_at_us = 1;
    run->result.duration_ms = 5;
}

static void add_variable(struct job *job, const char *name, const char *value)
{
    job->env = xrealloc(job->env, (job->env_count + 1) * sizeof(*job->env));
    job->env[job->env_count++] = (struct job_pair){xstrdup(name), xstrdup(value)};
}

static const struct json *find(const struct json *found, const char *what)
{
    const struct json *change = json_first(json_get(found, "changes"));
    while (change && strcmp(json_get_string(change, "what"), what) != 0)
        change = json_next(change);
    return change;
}

static void how_long_they_took_is_no_change(void **state)
{
    (void)state;
    auto_run struct run a;
    auto_run struct run b;
    make(&a);
    make(&b);
    b.result.duration_ms = 500;
    b.started_at_us = 77;
    auto_json struct json *found = run_diff(&a, &b);
    assert_int_equal(json_count(json_get(found, "changes")), 0);
    assert_int_equal(json_get_integer(json_get(found, "b"), "took_ms", 0), 500);
}

static void what_only_one_of_them_has_is_a_change_without_the_other_side(void **state)
{
    (void)state;
    auto_run struct run a;
    auto_run struct run b;
    make(&a);
    make(&b);
    a.job.limits.memory_mb = 7;
    b.job.code = xstrdup("print(1)");
    auto_json struct json *found = run_diff(&a, &b);
    const struct json *memory = find(found, "limits.memory_mb");
    assert_int_equal(json_get_integer(memory, "a", 0), 7);
    assert_null(json_get(memory, "b"));
    assert_null(json_get(find(found, "code"), "a"));
    assert_true(strncmp(json_get_string(find(found, "code"), "b"), "sha256:", 7) == 0);
    assert_int_equal(json_count(json_get(found, "changes")), 2);
}

static void outcomes_are_compared(void **state)
{
    (void)state;
    auto_run struct run a;
    auto_run struct run b;
    make(&a);
    make(&b);
    b.state = RUN_KILLED;
    b.result.reason = RUN_TIMEOUT;
    b.result.signal = 15;
    auto_json struct json *found = run_diff(&a, &b);
    assert_string_equal(json_get_string(find(found, "state"), "b"), "killed");
    assert_string_equal(json_get_string(find(found, "reason"), "b"), "timeout");
    assert_int_equal(json_get_integer(find(found, "signal"), "b", 0), 15);
    assert_int_equal(json_get_integer(find(found, "exit_code"), "a", 1), 0);
}

static void variables_are_told_by_name_alone(void **state)
{
    (void)state;
    auto_run struct run a;
    auto_run struct run b;
    auto_buf struct buf text;
    make(&a);
    make(&b);
    buf_init(&text, 65536);
    add_variable(&a.job, "SAME", "same-value");
    add_variable(&b.job, "SAME", "same-value");
    add_variable(&a.job, "KEY", "first-value");
    add_variable(&b.job, "KEY", "second-value");
    add_variable(&a.job, "GONE", "gone-value");
    add_variable(&b.job, "NEW", "new-value");
    auto_json struct json *found = run_diff(&a, &b);
    json_print(json_get(found, "variables"), false, &text);
    assert_string_equal(buf_text(&text),
                        "{\"added\":[\"NEW\"],\"removed\":[\"GONE\"],\"changed\":[\"KEY\"]}");
    buf_clear(&text);
    json_print(found, false, &text);
    assert_null(strstr(buf_text(&text), "value"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_long_they_took_is_no_change),
        cmocka_unit_test(what_only_one_of_them_has_is_a_change_without_the_other_side),
        cmocka_unit_test(outcomes_are_compared),
        cmocka_unit_test(variables_are_told_by_name_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

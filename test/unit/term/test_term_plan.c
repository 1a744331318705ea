/* Goal: a supervisor reads from its plan what the server has written, or nothing at all. */
#include "term/term_plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

static char *words[] = {(char[]){"/bin/sh"}, NULL};
static char *variables[] = {(char[]){"PS1=$ \\w \"quoted\" "}, NULL};
static char *nothing[] = {NULL};

static char project[] = "/home/pi/my project";
static char title[] = "sh in src";
static char by[] = "somebody";
static char directory[] = "src";

static struct term_plan example(void)
{
    return (struct term_plan){.exec = {.id = ident_new(),
                                       .attempt = 1,
                                       .project_path = project,
                                       .argv = words,
                                       .env = variables,
                                       .require = nothing,
                                       .is_shell = true},
                              .title = title,
                              .by = by,
                              .directory = directory,
                              .columns = 100,
                              .rows = 30,
                              .idle_minutes = 30,
                              .started_at_us = 1234567890123456};
}

static void a_plan_is_read_as_it_was_written(void **state)
{
    struct err err;
    (void)state;
    const struct term_plan plan = example();
    auto_buf struct buf text;
    auto_terminal struct term_plan read = {0};
    buf_init(&text, TERM_PLAN_MAX);
    term_plan_format(&plan, &text);
    assert_true(buf_ok(&text));
    if (term_plan_parse(buf_text(&text), text.size, &read, &err) < 0)
        fail_msg("%s", err.text);
    assert_true(ident_equal(&read.exec.id, &plan.exec.id));
    assert_true(read.exec.is_shell);
    assert_string_equal(read.exec.argv[0], "/bin/sh");
    assert_string_equal(read.exec.env[0], variables[0]);
    assert_string_equal(read.title, "sh in src");
    assert_string_equal(read.by, "somebody");
    assert_string_equal(read.directory, "src");
    assert_int_equal(read.columns, 100);
    assert_int_equal(read.rows, 30);
    assert_int_equal(read.idle_minutes, 30);
    assert_true(read.started_at_us == 1234567890123456);
}

static void half_a_plan_is_refused(void **state)
{
    struct err err;
    (void)state;
    const struct term_plan plan = example();
    auto_buf struct buf text;
    buf_init(&text, TERM_PLAN_MAX);
    term_plan_format(&plan, &text);
    for (size_t size = 0; size < text.size; size++) {
        struct term_plan read = {0};
        assert_int_equal(term_plan_parse(buf_text(&text), size, &read, &err), -1);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void a_plan_without_a_size_is_refused(void **state)
{
    struct err err;
    (void)state;
    struct term_plan plan = example();
    auto_buf struct buf text;
    struct term_plan read = {0};
    plan.columns = 0;
    buf_init(&text, TERM_PLAN_MAX);
    term_plan_format(&plan, &text);
    assert_int_equal(term_plan_parse(buf_text(&text), text.size, &read, &err), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_read_as_it_was_written),
        cmocka_unit_test(half_a_plan_is_refused),
        cmocka_unit_test(a_plan_without_a_size_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

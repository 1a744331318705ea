/* A real project in a temporary directory: finding it, naming its scripts, and seeing what waits in
 * its spool. */
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
#include "cli/cli_id.h"
#include "cli/cli_project.h"
#include "cli/cli_rows.h"
#include "cli/cli_why.h"

static void the_project_is_looked_for_upwards(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    struct cli_args args = {.command = &cli_list_command, .program_argv = fixture.program_argv};
    auto_free char *before = getcwd(NULL, 0);
    assert_int_equal(chdir(fixture.script_path), 0);
    int found = cli_project_find(&project, &args, &fixture.err);
    assert_int_equal(chdir(before), 0);
    assert_int_equal(found, 0);
    assert_string_equal(project.path, fixture.project_path);
}

static void a_directory_without_a_config_is_no_project(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    assert_int_equal(cli_fixture_open_at(&project, fixture.script_path), -1);
    assert_int_equal(fixture.err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(fixture.err.text, "pirun init"));
}

static void the_first_positional_names_the_project_where_the_command_takes_one(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    const char *positionals[] = {fixture.project_path};
    struct cli_args args = {.command = &cli_check_command,
                            .program_argv = fixture.program_argv,
                            .positionals = positionals,
                            .positional_count = 1};
    assert_int_equal(cli_project_find(&project, &args, &fixture.err), 0);
    assert_string_equal(project.path, fixture.project_path);
}

static void a_remote_url_is_never_taken_for_here(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    /* NOLINTBEGIN(concurrency-mt-unsafe): one thread */
    assert_int_equal(setenv("PIRUN_URL", "https://example.org", 1), 0);
    int opened = cli_fixture_open_at(&project, fixture.project_path);
    assert_int_equal(unsetenv("PIRUN_URL"), 0);
    /* NOLINTEND(concurrency-mt-unsafe) */
    assert_int_equal(opened, -1);
    assert_int_equal(fixture.err.code, ERR_INVALID);
    assert_non_null(strstr(fixture.err.text, "PIRUN_URL"));
}

static void assert_script(const struct cli_project *project, const char *file, const char *expected)
{
    char *script = NULL;
    if (cli_project_script(project, file, &script, &fixture.err) < 0)
        fail_msg("'%s': %s", file, fixture.err.text);
    assert_string_equal(script, expected);
    free(script);
}

static void scripts_are_named_relative_to_the_project(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    cli_fixture_open(&project);
    auto_free char *absolute = xasprintf("%s/a.py", fixture.script_path);
    auto_free char *crooked = xasprintf("%s/../scripts/./a.py", fixture.script_path);
    assert_script(&project, "scripts/a.py", "scripts/a.py");
    assert_script(&project, "./scripts/../scripts/a.py", "scripts/a.py");
    assert_script(&project, absolute, "scripts/a.py");
    assert_script(&project, crooked, "scripts/a.py");
}

static void scripts_are_looked_for_here_then_in_the_project(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    cli_fixture_open(&project);
    free(project.base);
    project.base = xstrdup(fixture.script_path);
    assert_script(&project, "a.py", "scripts/a.py");
    assert_script(&project, "scripts/a.py", "scripts/a.py");
}

static void a_script_outside_the_project_is_refused(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    char *script = NULL;
    cli_fixture_open(&project);
    assert_int_equal(cli_project_script(&project, "../elsewhere/b.py", &script, &fixture.err), -1);
    assert_int_equal(fixture.err.code, ERR_INVALID);
    assert_int_equal(cli_project_script(&project, "scripts/none.py", &script, &fixture.err), -1);
    assert_int_equal(fixture.err.code, ERR_NOT_FOUND);
    assert_null(script);
}

static void what_no_server_has_seen_is_listed_all_the_same(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    auto_rows struct cli_rows rows = {0};
    struct ident ids[3];
    cli_fixture_open(&project);
    cli_fixture_submit(&project, "a", &ids[0]);
    cli_fixture_submit(&project, "b", &ids[1]);
    cli_fixture_submit(&project, "c", &ids[2]);
    struct store_query query = {.limit = 10, .state = "queued"};
    assert_int_equal(cli_rows_collect(&project, &query, &rows, &fixture.err), 0);
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
    cli_fixture_open(&project);
    cli_fixture_submit(&project, "a", &id);
    cli_fixture_submit(&project, "b", &id);
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
        assert_int_equal(cli_rows_collect(&project, &rows_of[i].query, &rows, &fixture.err), 0);
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
    cli_fixture_open(&project);
    cli_fixture_submit(&project, "a", &id);
    ident_format(&id, text);
    assert_int_equal(cli_id_resolve(&project, text, &found, &fixture.err), 0);
    assert_true(ident_equal(&id, &found));
    text[8] = '\0';
    assert_int_equal(cli_id_resolve(&project, text, &found, &fixture.err), 0);
    assert_true(ident_equal(&id, &found));
    for (char *at = text; *at; at++)
        *at = (char)(*at >= 'a' ? *at - 'a' + 'A' : *at);
    assert_int_equal(cli_id_resolve(&project, text, &found, &fixture.err), 0);
    assert_true(ident_equal(&id, &found));
    assert_int_equal(cli_id_resolve(&project, "@1", &found, &fixture.err), 0);
    assert_true(ident_equal(&id, &found));
}

static void the_newest_comes_first(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    struct ident first = {{0}};
    struct ident second;
    struct ident found;
    cli_fixture_open(&project);
    cli_fixture_submit(&project, "a", &first);
    do { /* ids of one millisecond are in no order */
        cli_fixture_submit(&project, "b", &second);
    } while (ident_time_ms(&second) == ident_time_ms(&first));
    assert_int_equal(cli_id_resolve(&project, "@1", &found, &fixture.err), 0);
    assert_true(ident_equal(&second, &found));
}

static void what_names_no_run_is_told_apart(void **state)
{
    (void)state;
    auto_project struct cli_project project = {.dirfd = -1};
    struct ident id;
    cli_fixture_open(&project);
    assert_int_equal(cli_id_resolve(&project, "@1", &id, &fixture.err), -1);
    assert_int_equal(fixture.err.code, ERR_NOT_FOUND);
    assert_int_equal(cli_id_resolve(&project, "@0", &id, &fixture.err), -1);
    assert_int_equal(fixture.err.code, ERR_INVALID);
    assert_int_equal(cli_id_resolve(&project, "abc", &id, &fixture.err), -1);
    assert_int_equal(fixture.err.code, ERR_NOT_FOUND);
    assert_int_equal(cli_id_resolve(&project, "hello", &id, &fixture.err), -1);
    assert_int_equal(fixture.err.code, ERR_INVALID);
    cli_fixture_submit(&project, "a", &id);
    cli_fixture_submit(&project, "b", &id);
    assert_int_equal(cli_id_resolve(&project, "0", &id, &fixture.err), -1);
    assert_int_equal(fixture.err.code, ERR_INVALID);
    assert_non_null(strstr(fixture.err.text, "several"));
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
    cli_fixture_open(&project);
    cli_fixture_submit(&project, "a", &id);
    assert_int_equal(cli_id_load(&project, "@1", &run, &fixture.err), 0);
    cli_why_fill(&project, &run);
    assert_int_equal(run.wait, RUN_WAIT_NOT_ACCEPTED);
    assert_non_null(strstr(run.wait_text, "server"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(the_project_is_looked_for_upwards),
        FIXTURE_TEST(a_directory_without_a_config_is_no_project),
        FIXTURE_TEST(the_first_positional_names_the_project_where_the_command_takes_one),
        FIXTURE_TEST(a_remote_url_is_never_taken_for_here),
        FIXTURE_TEST(scripts_are_named_relative_to_the_project),
        FIXTURE_TEST(scripts_are_looked_for_here_then_in_the_project),
        FIXTURE_TEST(a_script_outside_the_project_is_refused),
        FIXTURE_TEST(what_no_server_has_seen_is_listed_all_the_same),
        FIXTURE_TEST(filters_work_on_files_too),
        FIXTURE_TEST(an_id_may_be_whole_a_beginning_or_a_number),
        FIXTURE_TEST(the_newest_comes_first),
        FIXTURE_TEST(what_names_no_run_is_told_apart),
        FIXTURE_TEST(ids_are_shown_as_long_as_they_must_be),
        FIXTURE_TEST(what_waits_for_a_server_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

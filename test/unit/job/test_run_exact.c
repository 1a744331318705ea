/* Goal: a run is had once more only when its files are known, and why not is said. */
#include "job/run_exact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

#define COMMIT "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define TREE   "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* A run of the work tree of which TREE_TEXT is recorded, NULL: nothing. */
static void make(struct run *run, const char *tree_text)
{
    run_init(run);
    run->job.script = xstrdup("x.py");
    run->state = RUN_SUCCEEDED;
    run->attempt = 1;
    run->tree = tree_text ? json_parse(tree_text, strlen(tree_text), NULL) : NULL;
    assert_true(!tree_text || run->tree);
}

static void assert_refused(const char *tree_text, bool is_anyway, const char *part)
{
    auto_run struct run run;
    struct err err = {0};
    make(&run, tree_text);
    assert_int_equal(run_exact_check(&run, is_anyway, &err), -1);
    assert_int_equal(err.code, ERR_CONFLICT);
    if (!strstr(err.text, part))
        fail_msg("'%s' does not say '%s'", err.text, part);
}

static void what_is_not_known_is_refused_with_the_reason(void **state)
{
    (void)state;
    assert_refused(NULL, false, "not recorded");
    assert_refused(NULL, true, "not recorded");
    assert_refused("{\"why\":\"there is none\"}", true, "there is none");
    assert_refused("{\"commit\":\"" COMMIT
                   "\",\"left_out\":2,\"left_out_files\":[{\"path\":\"big\","
                   "\"why\":\"is large\"}]}",
                   false, "2 files of the run are not recorded: 'big' is large");
    assert_refused("{\"commit\":\"" COMMIT
                   "\",\"is_late\":true,\"late\":1,\"late_files\":[\"a.py\"]}",
                   false, "1 file changed after the run began");
}

static void a_run_that_did_not_begin_has_no_files(void **state)
{
    (void)state;
    auto_run struct run run;
    struct err err = {0};
    make(&run, NULL);
    run.state = RUN_QUEUED;
    run.attempt = 0;
    assert_int_equal(run_exact_check(&run, false, &err), -1);
    assert_non_null(strstr(err.text, "has not begun"));
}

static void anyway_takes_what_is_known(void **state)
{
    (void)state;
    auto_run struct run run;
    struct err err = {0};
    make(&run, "{\"commit\":\"" COMMIT "\",\"left_out\":1,\"is_late\":true}");
    assert_int_equal(run_exact_check(&run, true, &err), 0);
    assert_false(run_exact_fill(&run, &run.job));
    assert_string_equal(run.job.commit, COMMIT);
}

static void a_clean_run_becomes_one_of_its_commit(void **state)
{
    (void)state;
    auto_run struct run run;
    struct err err = {0};
    make(&run, "{\"commit\":\"" COMMIT "\",\"tree\":\"" TREE "\",\"is_late\":false}");
    assert_int_equal(run_exact_check(&run, false, &err), 0);
    assert_false(run_exact_fill(&run, &run.job));
    assert_string_equal(run.job.ref, COMMIT);
    assert_string_equal(run.job.commit, COMMIT);
    assert_null(run.job.tree);
}

static void a_changed_run_becomes_one_of_its_tree(void **state)
{
    (void)state;
    auto_run struct run run;
    struct err err = {0};
    make(&run, "{\"commit\":\"" COMMIT "\",\"tree\":\"" TREE "\",\"patch_bytes\":10}");
    assert_int_equal(run_exact_check(&run, false, &err), 0);
    assert_true(run_exact_fill(&run, &run.job));
    assert_string_equal(run.job.commit, COMMIT);
    assert_string_equal(run.job.tree, TREE);
}

static void a_run_of_a_ref_stays_what_it_is(void **state)
{
    (void)state;
    auto_run struct run run;
    struct err err = {0};
    make(&run, NULL);
    run.job.ref = xstrdup("main");
    run.job.commit = xstrdup(COMMIT);
    assert_int_equal(run_exact_check(&run, false, &err), 0);
    assert_false(run_exact_fill(&run, &run.job));
    assert_string_equal(run.job.ref, "main");
    assert_string_equal(run.job.commit, COMMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_known_is_refused_with_the_reason),
        cmocka_unit_test(a_run_that_did_not_begin_has_no_files),
        cmocka_unit_test(anyway_takes_what_is_known),
        cmocka_unit_test(a_clean_run_becomes_one_of_its_commit),
        cmocka_unit_test(a_changed_run_becomes_one_of_its_tree),
        cmocka_unit_test(a_run_of_a_ref_stays_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

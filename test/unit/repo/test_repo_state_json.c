/* Goal: of one look at the files each run is told what holds for the moment in which it began. */
#include "repo/repo_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

static void make(struct repo_state *state, struct repo_change *changes, size_t count)
{
    *state = (struct repo_state){.has_commit = true,
                                 .commit = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                 .tree = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                                 .left_out = json_array(),
                                 .changes = changes,
                                 .change_count = count};
}

static void assert_told(const struct repo_state *state, int64_t began_us, int64_t made,
                        int64_t late)
{
    auto_json struct json *told = repo_state_json(state, began_us);
    assert_int_equal(json_get_integer(told, "made_since", 0), made);
    assert_int_equal(json_get_integer(told, "late", 0), late);
    assert_true(json_get_bool(told, "is_late", late == 0) == (late > 0));
}

static void a_change_is_late_for_the_runs_that_began_before_it(void **ignored)
{
    (void)ignored;
    char path[] = "a.py";
    struct repo_change changes[] = {{.path = path, .at_us = 100}};
    struct repo_state state;
    make(&state, changes, 1);
    assert_told(&state, 99, 0, 1);
    assert_told(&state, 100, 0, 0);
    assert_told(&state, 101, 0, 0);
    json_free(state.left_out);
}

static void a_new_file_is_the_runs_own_but_was_there_for_a_later_one(void **ignored)
{
    (void)ignored;
    char path[] = "out.txt";
    struct repo_change changes[] = {{.path = path, .at_us = 100, .is_made = true}};
    struct repo_state state;
    make(&state, changes, 1);
    assert_told(&state, 50, 1, 0);
    assert_told(&state, 150, 0, 1); /* it is not in the patch */
    json_free(state.left_out);
}

static void only_some_names_are_told_and_all_are_counted(void **ignored)
{
    (void)ignored;
    char path[] = "a.py";
    struct repo_change changes[100];
    struct repo_state state;
    for (size_t i = 0; i < ARRAY_LEN(changes); i++)
        changes[i] = (struct repo_change){.path = path, .at_us = 10};
    make(&state, changes, ARRAY_LEN(changes));
    auto_json struct json *told = repo_state_json(&state, 1);
    assert_int_equal(json_get_integer(told, "late", 0), 100);
    assert_int_equal(json_count(json_get(told, "late_files")), REPO_STATE_NAMES_MAX);
    json_free(state.left_out);
}

static void without_a_commit_only_the_reason_is_told(void **ignored)
{
    (void)ignored;
    struct repo_state state = {.why = "there is none"};
    auto_json struct json *told = repo_state_json(&state, 1);
    assert_string_equal(json_get_string(told, "why"), "there is none");
    assert_int_equal(json_count(told), 1);
}

static void a_project_without_a_repository_is_no_error(void **ignored)
{
    (void)ignored;
    struct err err;
    auto_state struct repo_state state = {.has_commit = true};
    assert_int_equal(repo_state_take("/proc/self", 0, &state, &err), 0);
    assert_false(state.has_commit);
    assert_non_null(strstr(state.why, "no git repository"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_is_late_for_the_runs_that_began_before_it),
        cmocka_unit_test(a_new_file_is_the_runs_own_but_was_there_for_a_later_one),
        cmocka_unit_test(only_some_names_are_told_and_all_are_counted),
        cmocka_unit_test(without_a_commit_only_the_reason_is_told),
        cmocka_unit_test(a_project_without_a_repository_is_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

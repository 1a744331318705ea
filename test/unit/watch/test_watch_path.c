#include "watch/watch_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void var_is_hidden_at_the_top_only(void **state)
{
    (void)state;
    assert_false(watch_path_is_shown("", "var"));
    assert_true(watch_path_is_shown("data", "var"));
}

static void what_programs_make_is_hidden_anywhere(void **state)
{
    (void)state;
    static const char *const names[] = {".git", ".venv", "node_modules", "__pycache__"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_false(watch_path_is_shown("", names[i]));
        assert_false(watch_path_is_shown("a/b", names[i]));
    }
    assert_true(watch_path_is_shown("", ".gitignore"));
    assert_true(watch_path_is_shown("", ".pirun.yaml"));
}

static void files_that_are_being_written_by_us_are_hidden(void **state)
{
    (void)state;
    assert_false(watch_path_is_shown("a", ".pirun-0123456789abcdef.tmp"));
    assert_true(watch_path_is_shown("a", "pirun-0.tmp"));
    assert_true(watch_path_is_shown("a", ".pirun-notes"));
}

static void git_is_told_by_its_own_few_names(void **state)
{
    (void)state;
    assert_true(watch_path_is_git("", "HEAD"));
    assert_true(watch_path_is_git("", "index"));
    assert_true(watch_path_is_git("", "MERGE_HEAD"));
    assert_false(watch_path_is_git("", "index.lock"));
    assert_false(watch_path_is_git("", "objects"));
    assert_false(watch_path_is_git("", "gitk.cache"));
}

static void git_is_told_by_every_ref_but_not_by_locks(void **state)
{
    (void)state;
    assert_true(watch_path_is_git("refs/heads", "main"));
    assert_true(watch_path_is_git("refs/heads/a", "b"));
    assert_false(watch_path_is_git("refs/heads", "main.lock"));
    assert_false(watch_path_is_git("logs/refs/heads", "main"));
}

static void of_git_only_the_refs_are_directories_to_look_after(void **state)
{
    (void)state;
    assert_true(watch_path_is_git_dir("", "refs"));
    assert_true(watch_path_is_git_dir("refs", "heads"));
    assert_false(watch_path_is_git_dir("", "objects"));
    assert_false(watch_path_is_git_dir("", "logs"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(var_is_hidden_at_the_top_only),
        cmocka_unit_test(what_programs_make_is_hidden_anywhere),
        cmocka_unit_test(files_that_are_being_written_by_us_are_hidden),
        cmocka_unit_test(git_is_told_by_its_own_few_names),
        cmocka_unit_test(git_is_told_by_every_ref_but_not_by_locks),
        cmocka_unit_test(of_git_only_the_refs_are_directories_to_look_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

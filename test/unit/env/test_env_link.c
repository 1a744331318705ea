#include "env_fixture.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "env/env_link.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void put(const char *build, const char *moved)
{
    char found[ENV_LINK_MOVED_SIZE];
    struct err err;
    if (env_link_put(fixture.project, build, found, &err) < 0)
        fail_msg("%s", err.text);
    assert_string_equal(found, moved);
    assert_true(env_link_agrees(fixture.project, build));
}

static void a_link_of_ours_is_replaced(void **state)
{
    (void)state;
    put(A, "");
    put(A, "");
    put(B, "");
    assert_false(env_link_agrees(fixture.project, A));
}

static void what_others_made_is_moved_aside_and_kept(void **state)
{
    (void)state;
    assert_int_equal(mkdirat(fixture.project, ".venv", 0755), 0);
    env_fixture_write(".venv/keep", "x");
    put(A, ".venv.before-pirun");
    assert_true(env_fixture_exists(".venv.before-pirun/keep"));
    assert_int_equal(unlinkat(fixture.project, ".venv", 0), 0);
    assert_int_equal(symlinkat("/etc", fixture.project, ".venv"), 0);
    put(B, ".venv.before-pirun-2");
}

static void a_leftover_of_a_killed_process_does_no_harm(void **state)
{
    (void)state;
    assert_int_equal(symlinkat("x", fixture.project, ".venv.pirun-new"), 0);
    put(A, "");
    assert_false(env_fixture_exists(".venv.pirun-new"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, env_fixture_open, env_fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(a_link_of_ours_is_replaced),
        TEST(what_others_made_is_moved_aside_and_kept),
        TEST(a_leftover_of_a_killed_process_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

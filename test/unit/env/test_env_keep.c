#include "env_fixture.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "env/env_keep.h"

#define A   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B   "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C   "cccccccccccccccccccccccccccccccc"
#define D   "dddddddddddddddddddddddddddddddd"
#define DAY 86400

static void set_state(const char *first, const char *second)
{
    struct env_state state = {.seq = 1};
    struct err err;
    env_state_push(&state, first);
    env_state_push(&state, second);
    assert_int_equal(env_state_write(fixture.envs, &state, FD_DURABLE_NONE, &err), 0);
}

static bool is_there(const char *name)
{
    return fd_exists(fixture.envs, name);
}

static void the_oldest_go_but_not_the_current_and_the_previous_one(void **state)
{
    (void)state;
    env_fixture_put(A, 9 * DAY);
    env_fixture_put(B, 8 * DAY);
    env_fixture_put(C, 7 * DAY);
    env_fixture_put(D, 6 * DAY);
    set_state(A, B); /* the two oldest */
    assert_int_equal(env_keep_collect(&fixture.place, fixture.envs), 0);
    fixture.settings.keep_builds = 1;
    assert_int_equal(env_keep_collect(&fixture.place, fixture.envs), 1);
    assert_true(is_there(A) && is_there(B) && is_there(D));
    fixture.settings.keep_days = 3;
    assert_int_equal(env_keep_collect(&fixture.place, fixture.envs), 1);
    assert_true(is_there(A) && is_there(B) && !is_there(C) && !is_there(D));
}

static void one_that_a_run_uses_stays(void **state)
{
    (void)state;
    struct err err;
    fixture.settings.keep_builds = 1;
    env_fixture_put(A, DAY);
    env_fixture_put(B, 2 * DAY);
    env_fixture_put(C, 3 * DAY);
    set_state(A, A);
    int held = fd_open_dir(fixture.envs, C, &err);
    assert_int_equal(flock(held, LOCK_SH), 0);
    assert_int_equal(env_keep_collect(&fixture.place, fixture.envs), 1);
    assert_true(is_there(C) && !is_there(B));
    assert_int_equal(close(held), 0);
    assert_int_equal(env_keep_collect(&fixture.place, fixture.envs), 1);
}

static void one_that_was_current_a_moment_ago_stays(void **state)
{
    (void)state;
    fixture.settings.keep_builds = 1;
    env_fixture_put(A, 1);
    env_fixture_put(B, 2);
    env_fixture_put(C, 3);
    set_state(A, A);
    assert_int_equal(env_keep_collect(&fixture.place, fixture.envs), 0);
}

static void leftovers_go_unless_somebody_carries_them(void **state)
{
    (void)state;
    char dead[ENV_TMP_SIZE];
    char alive[ENV_TMP_SIZE];
    struct ident ids[2] = {ident_new(), ident_new()};
    env_place_tmp(&ids[0], dead);
    env_place_tmp(&ids[1], alive);
    assert_int_equal(mkdirat(fixture.envs, dead, 0500), 0);
    assert_int_equal(mkdirat(fixture.envs, alive, 0700), 0);
    auto_free char *job = xasprintf("var/active/%s.json", alive + strlen(ENV_TMP_PREFIX));
    env_fixture_write(job, "{}");
    assert_int_equal(symlinkat(B, fixture.envs, A), 0);
    env_keep_sweep(&fixture.place, fixture.envs);
    assert_true(!is_there(dead) && is_there(alive) && !is_there(A));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, env_fixture_open, env_fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(the_oldest_go_but_not_the_current_and_the_previous_one),
        TEST(one_that_a_run_uses_stays),
        TEST(one_that_was_current_a_moment_ago_stays),
        TEST(leftovers_go_unless_somebody_carries_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Goal: trees of commits are kept while they may be wanted, and go when they are not. */
#include "store/store_tree.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"

#define COMMIT_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define COMMIT_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define COMMIT_C "cccccccccccccccccccccccccccccccccccccccc"

static char place[64];
static int trees;

static int set_up(void **state)
{
    (void)state;
    strncpy(place, "/tmp/pirun-trees-XXXXXX", sizeof(place) - 1);
    assert_non_null(mkdtemp(place));
    trees = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(trees >= 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    (void)close(trees);
    return fd_tree_remove(AT_FDCWD, place, NULL);
}

/* A tree with a file in it, last used AGE_S ago. */
static void add_tree(const char *commit, int64_t age_s)
{
    auto_free char *file = xasprintf("%s/x.py", commit);
    assert_int_equal(mkdirat(trees, commit, 0755), 0);
    auto_fd int fd = openat(trees, file, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    assert_true(fd >= 0);
    struct timespec used = {.tv_sec = (time_t)(clock_wall_us() / 1000000 - age_s)};
    const struct timespec times[] = {used, used};
    assert_int_equal(utimensat(trees, commit, times, 0), 0);
}

static void add_note(const char *commit, const char *text)
{
    auto_free char *name = xasprintf("%s.note", commit);
    assert_int_equal(fd_replace(trees, name, text, strlen(text), FD_DURABLE_NONE, NULL), 0);
}

static size_t collect(int64_t unused_s, size_t most)
{
    const struct store_tree_rules rules = {.unused_s = unused_s, .most = most};
    return store_tree_collect(trees, &rules, clock_wall_us());
}

static void latest_used_trees_are_kept(void **state)
{
    (void)state;
    add_tree(COMMIT_A, 7000);
    add_tree(COMMIT_B, 9000);
    add_tree(COMMIT_C, 8000);
    assert_int_equal(collect(3600, 1), 2);
    assert_true(fd_exists(trees, COMMIT_A));
    assert_false(fd_exists(trees, COMMIT_B));
    assert_false(fd_exists(trees, COMMIT_C));
}

static void tree_that_was_used_just_now_stays(void **state)
{
    (void)state;
    add_tree(COMMIT_A, 7000);
    add_tree(COMMIT_B, 7000);
    assert_true(store_tree_use(trees, COMMIT_B));
    assert_int_equal(collect(3600, 0), 1);
    assert_true(fd_exists(trees, COMMIT_B));
    assert_false(store_tree_use(trees, COMMIT_A));
}

static void tree_that_a_run_holds_stays(void **state)
{
    (void)state;
    add_tree(COMMIT_A, 7000);
    auto_fd int held = openat(trees, COMMIT_A, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(flock(held, LOCK_SH), 0);
    assert_int_equal(collect(0, 0), 0);
    assert_true(fd_exists(trees, COMMIT_A));
    assert_int_equal(flock(held, LOCK_UN), 0);
    assert_int_equal(collect(0, 0), 1);
}

static void note_is_read_and_goes_with_its_tree(void **state)
{
    (void)state;
    char note[100];
    add_tree(COMMIT_A, 7000);
    store_tree_note(trees, COMMIT_A, note, sizeof(note));
    assert_string_equal(note, "");
    add_note(COMMIT_A, "2 submodules are empty");
    store_tree_note(trees, COMMIT_A, note, sizeof(note));
    assert_string_equal(note, "2 submodules are empty");
    assert_int_equal(collect(0, 0), 1);
    assert_false(fd_exists(trees, COMMIT_A ".note"));
}

static void what_was_left_half_made_goes_after_a_day(void **state)
{
    (void)state;
    add_tree("tmp.old", 2 * 86400);
    add_tree("tmp.new", 3600);
    assert_int_equal(collect(0, 0), 0);
    assert_false(fd_exists(trees, "tmp.old"));
    assert_true(fd_exists(trees, "tmp.new"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(latest_used_trees_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tree_that_was_used_just_now_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tree_that_a_run_holds_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(note_is_read_and_goes_with_its_tree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_left_half_made_goes_after_a_day, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "files/files_move.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "files/files_dir.h"
#include "files/files_remove.h"
#include "files_fixture.h"

static int move(struct fixture *fixture, const char *from, const char *to, bool replaces)
{
    struct rel from_rel = fixture_rel(from);
    struct rel to_rel = fixture_rel(to);
    struct files_move move = {
        .from = &from_rel, .to = &to_rel, .want = FILES_WRITE, .replaces = replaces};
    fixture->err.code = ERR_NONE;
    (void)files_move(fixture->files, &move, &fixture->err);
    return (int)fixture->err.code;
}

static int remove_path(struct fixture *fixture, const char *path, bool is_recursive)
{
    struct rel rel = fixture_rel(path);
    fixture->err.code = ERR_NONE;
    (void)files_remove(fixture->files, &rel, FILES_WRITE, is_recursive, NULL, &fixture->err);
    return (int)fixture->err.code;
}

static void files_directories_and_links_are_moved(void **state)
{
    struct fixture *fixture = *state;
    fixture_write(fixture, "a", "text");
    fixture_dir(fixture, "d");
    fixture_write(fixture, "d/x", "x");
    fixture_link(fixture, "a", "l");
    assert_int_equal(move(fixture, "a", "new/dir/b", false), ERR_NONE);
    assert_int_equal(move(fixture, "d", "e", false), ERR_NONE);
    assert_int_equal(move(fixture, "l", "m", false), ERR_NONE);
    fixture_expect(fixture->dirfd, "new/dir/b", "text");
    fixture_expect(fixture->dirfd, "e/x", "x");
    char target[8] = "";
    assert_int_equal(readlinkat(fixture->dirfd, "m", target, sizeof(target)), 1);
    assert_false(fixture_has(fixture, "a") || fixture_has(fixture, "d") ||
                 fixture_has(fixture, "l"));
}

static void nothing_is_replaced_unless_asked_and_never_a_directory(void **state)
{
    struct fixture *fixture = *state;
    fixture_write(fixture, "a", "a");
    fixture_write(fixture, "b", "b");
    fixture_dir(fixture, "d");
    assert_int_equal(move(fixture, "a", "b", false), ERR_CONFLICT);
    assert_int_equal(move(fixture, "a", "d", true), ERR_CONFLICT);
    assert_int_equal(move(fixture, "d", "b", true), ERR_CONFLICT);
    fixture_expect(fixture->dirfd, "b", "b");
    assert_int_equal(move(fixture, "a", "b", true), ERR_NONE);
    fixture_expect(fixture->dirfd, "b", "a");
}

static void impossible_moves_say_so(void **state)
{
    struct fixture *fixture = *state;
    fixture_dir(fixture, "d");
    fixture_write(fixture, "a", "a");
    fixture_link(fixture, "../outside", "out");
    assert_int_equal(move(fixture, "none", "new/b", false), ERR_NOT_FOUND);
    assert_false(fixture_has(fixture, "new"));
    assert_int_equal(move(fixture, "d", "d/e", false), ERR_CONFLICT);
    assert_int_equal(move(fixture, "d", "d", false), ERR_CONFLICT);
    assert_int_equal(move(fixture, "a", "out/b", false), ERR_FORBIDDEN);
    assert_int_equal(move(fixture, "out/secret", "b", false), ERR_FORBIDDEN);
    assert_int_equal(move(fixture, "a", "a/b", false), ERR_CONFLICT);
}

static void links_to_protected_places_are_no_way_there(void **state)
{
    struct fixture *fixture = *state;
    fixture_write(fixture, "a", "a");
    fixture_dir(fixture, ".git");
    fixture_link(fixture, "var", "v");
    fixture_link(fixture, ".git", "g");
    for (int way = 0; way < 4; way++) {
        fixture_reopen(fixture, way & 1, way & 2);
        assert_int_equal(move(fixture, "a", "v/b", false), ERR_FORBIDDEN);
        assert_int_equal(move(fixture, "v/token", "b", false), ERR_FORBIDDEN);
        assert_int_equal(move(fixture, "a", "g/hooks", false), ERR_FORBIDDEN);
        assert_int_equal(remove_path(fixture, "v/token", false), ERR_FORBIDDEN);
    }
    fixture_expect(fixture->dirfd, "var/token", "the token");
}

static void removing_follows_no_link(void **state)
{
    struct fixture *fixture = *state;
    fixture_link(fixture, "../outside", "out");
    fixture_dir(fixture, "d");
    fixture_link(fixture, "../../outside", "d/out");
    fixture_write(fixture, "d/a", "");
    assert_int_equal(remove_path(fixture, "d", false), ERR_CONFLICT);
    assert_non_null(strstr(fixture->err.text, "recursive"));
    assert_int_equal(remove_path(fixture, "d", true), ERR_NONE);
    assert_int_equal(remove_path(fixture, "out", true), ERR_NONE);
    assert_int_equal(remove_path(fixture, "out", true), ERR_NOT_FOUND);
    assert_false(fixture_has(fixture, "d") || fixture_has(fixture, "out"));
    fixture_expect(fixture->homefd, "outside/secret", SECRET);
}

static void what_was_changed_is_not_removed(void **state)
{
    struct fixture *fixture = *state;
    struct rel rel = fixture_rel("a");
    fixture_write(fixture, "a", "abc");
    struct files_condition condition = {.if_match = "\"other\""};
    assert_int_equal(
        files_remove(fixture->files, &rel, FILES_WRITE, false, &condition, &fixture->err), -1);
    assert_true(condition.is_broken);
    condition.if_match = "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"";
    assert_int_equal(
        files_remove(fixture->files, &rel, FILES_WRITE, false, &condition, &fixture->err), 0);
    assert_false(fixture_has(fixture, "a"));
    fixture_dir(fixture, "d");
    rel = fixture_rel("d");
    assert_int_equal(
        files_remove(fixture->files, &rel, FILES_WRITE, true, &condition, &fixture->err), -1);
    assert_true(condition.is_broken);
    condition.if_match = "*";
    assert_int_equal(files_remove(fixture->files, &rel, FILES_WRITE, true, &condition, NULL), 0);
}

static void a_directory_is_made_with_what_is_missing(void **state)
{
    struct fixture *fixture = *state;
    struct rel rel = fixture_rel("a/b/c");
    bool is_new = false;
    assert_int_equal(files_dir_make(fixture->files, &rel, FILES_WRITE, &is_new, NULL), 0);
    assert_true(is_new);
    assert_int_equal(files_dir_make(fixture->files, &rel, FILES_WRITE, &is_new, NULL), 0);
    assert_false(is_new);
    fixture_write(fixture, "a/file", "");
    rel = fixture_rel("a/file");
    assert_int_equal(files_dir_make(fixture->files, &rel, FILES_WRITE, &is_new, &fixture->err), -1);
    assert_int_equal(fixture->err.code, ERR_CONFLICT);
    rel = fixture_rel("a/file/b");
    assert_int_equal(files_dir_make(fixture->files, &rel, FILES_WRITE, &is_new, &fixture->err), -1);
    assert_int_equal(fixture->err.code, ERR_CONFLICT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_directories_and_links_are_moved),
        TEST(nothing_is_replaced_unless_asked_and_never_a_directory),
        TEST(impossible_moves_say_so),
        TEST(links_to_protected_places_are_no_way_there),
        TEST(removing_follows_no_link),
        TEST(what_was_changed_is_not_removed),
        TEST(a_directory_is_made_with_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

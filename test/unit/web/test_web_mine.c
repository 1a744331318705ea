#include "web/web_mine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

#define NOW 1000000 /* ms */

static int set_up(void **state)
{
    *state = xcalloc(1, sizeof(struct web_mine));
    return 0;
}

static int tear_down(void **state)
{
    web_mine_release(*state);
    free(*state);
    return 0;
}

static bool has(struct web_mine *mine, enum watch_kind kind, const char *path, const char *etag)
{
    char copy[64];
    (void)strncpy(copy, path, sizeof(copy) - 1);
    copy[sizeof(copy) - 1] = '\0';
    struct watch_change change = {.kind = kind, .path = copy};
    memcpy(change.etag, etag, strlen(etag) + 1);
    return web_mine_has(mine, &change, NOW + 100);
}

static void write(struct web_mine *mine, const char *path, const char *etag)
{
    unsigned number = web_mine_begin(mine, path, NULL);
    web_mine_end(mine, number, WATCH_CHANGED, etag, NOW);
}

static void what_was_written_is_known_by_its_tag(void **state)
{
    write(*state, "a", "\"1\"");
    assert_true(has(*state, WATCH_CHANGED, "a", "\"1\""));
    assert_true(has(*state, WATCH_CREATED, "a", "\"1\""));
    assert_false(has(*state, WATCH_CHANGED, "a", "\"2\""));
    assert_false(has(*state, WATCH_CHANGED, "b", "\"1\""));
    assert_false(has(*state, WATCH_REMOVED, "a", ""));
}

static void without_a_tag_only_the_first_one_is_ours(void **state)
{
    write(*state, "a", "");
    assert_true(has(*state, WATCH_CHANGED, "a", "\"1\""));
    assert_false(has(*state, WATCH_CHANGED, "a", "\"1\""));
}

static void what_is_seen_while_it_is_under_way_is_not_told(void **state)
{
    unsigned number = web_mine_begin(*state, "a", NULL);
    assert_true(has(*state, WATCH_CHANGED, "a", "\"1\""));
    web_mine_end(*state, number, WATCH_CHANGED, "\"1\"", NOW);
    assert_true(has(*state, WATCH_CHANGED, "a", "\"1\""));
}

static void what_another_did_meanwhile_is_given_back_by_a_failure(void **state)
{
    struct watch_change seen;
    unsigned number = web_mine_begin(*state, "a", NULL);
    assert_true(has(*state, WATCH_CHANGED, "a", "\"1\""));
    assert_true(web_mine_fail(*state, number, &seen));
    assert_string_equal(seen.path, "a");
    assert_string_equal(seen.etag, "\"1\"");
    free(seen.path);
    assert_false(has(*state, WATCH_CHANGED, "a", "\"2\""));
    assert_false(web_mine_fail(*state, web_mine_begin(*state, "b", NULL), &seen));
}

static void a_removed_directory_covers_what_was_in_it(void **state)
{
    unsigned number = web_mine_begin(*state, "d", NULL);
    web_mine_end(*state, number, WATCH_REMOVED, "", NOW);
    assert_true(has(*state, WATCH_REMOVED, "d/a", ""));
    assert_false(has(*state, WATCH_REMOVED, "dd", ""));
    assert_false(has(*state, WATCH_CREATED, "d", ""));
    assert_true(has(*state, WATCH_REMOVED, "d", ""));
    assert_false(has(*state, WATCH_REMOVED, "d", ""));
}

static void a_moved_file_keeps_its_tag(void **state)
{
    write(*state, "a", "\"1\"");
    unsigned number = web_mine_begin(*state, "a", "b");
    web_mine_end(*state, number, WATCH_MOVED, "", NOW);
    assert_false(has(*state, WATCH_CHANGED, "b", "\"2\""));
    assert_true(has(*state, WATCH_CHANGED, "b", "\"1\""));
}

static void a_change_is_forgotten_after_a_while(void **state)
{
    char path[] = "a";
    struct watch_change change = {.kind = WATCH_CHANGED, .path = path};
    write(*state, "a", "");
    assert_false(web_mine_has(*state, &change, NOW + WEB_MINE_MS + 1));
}

static void the_oldest_makes_room_for_the_latest(void **state)
{
    unsigned first = web_mine_begin(*state, "first", NULL);
    for (int i = 0; i < WEB_MINE_MAX; i++)
        write(*state, "other", "\"1\"");
    web_mine_end(*state, first, WATCH_CHANGED, "", NOW);
    assert_false(has(*state, WATCH_CHANGED, "first", ""));
    assert_true(has(*state, WATCH_CHANGED, "other", "\"1\""));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_was_written_is_known_by_its_tag),
        TEST(without_a_tag_only_the_first_one_is_ours),
        TEST(what_is_seen_while_it_is_under_way_is_not_told),
        TEST(what_another_did_meanwhile_is_given_back_by_a_failure),
        TEST(a_removed_directory_covers_what_was_in_it),
        TEST(a_moved_file_keeps_its_tag),
        TEST(a_change_is_forgotten_after_a_while),
        TEST(the_oldest_makes_room_for_the_latest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

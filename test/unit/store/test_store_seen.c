/* Goal: which files a run saw is read back only when it is of the attempt that is asked about. */
#include "store/store_seen.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "store/store_name.h"
#include "store/store_tree.h"

#define TREE "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static char place[64];
static int root, run, other;

static int set_up(void **state)
{
    (void)state;
    strncpy(place, "/tmp/pirun-seen-XXXXXX", sizeof(place) - 1);
    assert_non_null(mkdtemp(place));
    root = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    run = fd_make_dir(root, "run", 0700, NULL);
    other = fd_make_dir(root, "other", 0700, NULL);
    assert_true(root >= 0 && run >= 0 && other >= 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    (void)close(run);
    (void)close(other);
    (void)close(root);
    return fd_tree_remove(AT_FDCWD, place, NULL);
}

static void write_patch(int at, const char *text)
{
    auto_buf struct buf patch;
    buf_init(&patch, 1000);
    buf_add(&patch, text);
    assert_int_equal(store_seen_write_patch(at, &patch, NULL), 0);
}

static void assert_patch(int at, const char *text)
{
    auto_buf struct buf patch;
    buf_init(&patch, 1000);
    assert_int_equal(store_seen_patch(at, &patch, NULL), 0);
    assert_string_equal(buf_text(&patch), text);
    assert_int_equal(store_seen_patch_size(at), strlen(text));
}

static void what_was_written_is_read_back_for_its_attempt(void **state)
{
    (void)state;
    auto_json struct json *seen = json_object();
    json_set_string(seen, "commit", TREE);
    assert_null(store_seen_read(run, 1));
    assert_int_equal(store_seen_write(run, 2, seen, NULL), 0);
    auto_json struct json *first = store_seen_read(run, 1);
    auto_json struct json *second = store_seen_read(run, 2);
    assert_null(first);
    assert_string_equal(json_get_string(second, "commit"), TREE);
}

static void names_that_are_too_long_are_dropped_and_their_number_stays(void **state)
{
    (void)state;
    char name[4096];
    auto_json struct json *seen = json_object();
    struct json *names = json_array();
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    for (int i = 0; i < 20; i++)
        json_push(names, json_new_string(name));
    json_set_integer(seen, "late", 20);
    json_set(seen, "late_files", names);
    assert_int_equal(store_seen_write(run, 1, seen, NULL), 0);
    auto_json struct json *read = store_seen_read(run, 1);
    assert_int_equal(json_get_integer(read, "late", 0), 20);
    assert_int_equal(json_count(json_get(read, "late_files")), 0);
}

static void a_torn_file_tells_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "{\"v\":1,\"att", "[]", "{\"v\":2,\"attempt\":1}"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        assert_int_equal(
            fd_replace(run, STORE_TREE, texts[i], strlen(texts[i]), FD_DURABLE_NONE, NULL), 0);
        assert_null(store_seen_read(run, 1));
    }
}

static void runs_share_one_patch_and_none_changes_that_of_another(void **state)
{
    (void)state;
    write_patch(run, "one");
    write_patch(other, "older");
    assert_int_equal(store_seen_link_patch(other, run, STORE_PATCH, NULL), 0);
    assert_patch(other, "one");
    write_patch(run, "two");
    assert_patch(other, "one");
    assert_patch(run, "two");
}

static void a_patch_goes_to_its_tree_and_from_there_to_another_run(void **state)
{
    (void)state;
    write_patch(run, "patch");
    assert_int_equal(store_tree_keep_patch(root, TREE, run, NULL), 0);
    assert_true(fd_exists(root, TREE ".patch"));
    assert_int_equal(store_tree_give_patch(root, TREE, other, NULL), 0);
    assert_patch(other, "patch");
}

static void a_run_without_a_patch_has_none_to_give(void **state)
{
    (void)state;
    struct err err;
    assert_int_equal(store_seen_patch_size(run), 0);
    assert_int_equal(store_tree_keep_patch(root, TREE, run, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_written_is_read_back_for_its_attempt),
        TEST(names_that_are_too_long_are_dropped_and_their_number_stays),
        TEST(a_torn_file_tells_nothing),
        TEST(runs_share_one_patch_and_none_changes_that_of_another),
        TEST(a_patch_goes_to_its_tree_and_from_there_to_another_run),
        TEST(a_run_without_a_patch_has_none_to_give),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "files/files_list.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "files_fixture.h"

static void join(const struct files_listing *listing, struct buf *out)
{
    for (size_t i = 0; i < listing->count; i++)
        buf_addf(out, "%s%s:%s", i > 0 ? " " : "", listing->entries[i].name,
                 files_type_name(listing->entries[i].type));
}

static void assert_list(struct fixture *fixture, const char *path, const char *expected)
{
    auto_listing struct files_listing listing = {0};
    struct rel rel = fixture_rel(path);
    auto_buf struct buf found;
    buf_init(&found, 4096);
    assert_int_equal(files_list(fixture->files, &rel, "", 100, &listing, &fixture->err), 0);
    join(&listing, &found);
    assert_string_equal(buf_text(&found), expected);
    assert_false(listing.is_truncated);
    assert_null(listing.next);
}

static void make_some(const struct fixture *fixture)
{
    fixture_dir(fixture, "a");
    fixture_dir(fixture, "a/.git");
    fixture_dir(fixture, "a/var");
    fixture_dir(fixture, "node_modules");
    fixture_write(fixture, "a/.git/config", "");
    fixture_write(fixture, "a/var/x", "12345");
    fixture_write(fixture, "a-file", "");
    fixture_link(fixture, "a", "link");
    assert_int_equal(mkfifoat(fixture->dirfd, "pipe", 0600), 0);
}

static void a_directory_is_listed_in_order_without_var(void **state)
{
    struct fixture *fixture = *state;
    make_some(fixture);
    assert_list(fixture, "", "a:dir a-file:file link:link node_modules:dir pipe:other");
    assert_list(fixture, "a", ".git:dir var:dir");
    assert_list(fixture, "a/var", "x:file");
    assert_list(fixture, "node_modules", "");
}

static void sizes_and_times_are_told(void **state)
{
    struct fixture *fixture = *state;
    struct stat st;
    make_some(fixture);
    assert_int_equal(fstatat(fixture->dirfd, "a/var/x", &st, 0), 0);
    auto_listing struct files_listing listing = {0};
    struct rel rel = fixture_rel("a/var");
    assert_int_equal(files_list(fixture->files, &rel, "", 1, &listing, &fixture->err), 0);
    assert_int_equal(listing.entries[0].size, 5);
    assert_int_equal(listing.entries[0].modified_us / 1000000, st.st_mtim.tv_sec);
}

static void a_tree_leaves_out_what_programs_make(void **state)
{
    struct fixture *fixture = *state;
    make_some(fixture);
    auto_listing struct files_listing listing = {0};
    struct rel rel = fixture_rel("");
    auto_buf struct buf found;
    buf_init(&found, 4096);
    assert_int_equal(files_list_tree(fixture->files, &rel, 100, &listing, &fixture->err), 0);
    join(&listing, &found);
    assert_string_equal(buf_text(&found),
                        "a:dir a/var:dir a/var/x:file a-file:file link:link pipe:other");
    assert_false(listing.is_truncated);
}

static void a_tree_beyond_its_bounds_shows_the_upper_levels(void **state)
{
    struct fixture *fixture = *state;
    make_some(fixture);
    auto_listing struct files_listing listing = {0};
    struct rel rel = fixture_rel("");
    auto_buf struct buf found;
    buf_init(&found, 4096);
    assert_int_equal(files_list_tree(fixture->files, &rel, 4, &listing, &fixture->err), 0);
    join(&listing, &found);
    assert_string_equal(buf_text(&found), "a:dir a-file:file link:link pipe:other");
    assert_true(listing.is_truncated);
}

static void a_tree_deeper_than_its_bound_is_cut_there(void **state)
{
    struct fixture *fixture = *state;
    char path[2 * FILES_DEPTH_MAX + 8] = "";
    for (int i = 0; i < FILES_DEPTH_MAX + 2; i++) {
        (void)snprintf(path + strlen(path), sizeof(path) - strlen(path), "%sd", i ? "/" : "");
        fixture_dir(fixture, path);
    }
    auto_listing struct files_listing listing = {0};
    struct rel rel = fixture_rel("");
    assert_int_equal(files_list_tree(fixture->files, &rel, 100, &listing, &fixture->err), 0);
    assert_int_equal(listing.count, FILES_DEPTH_MAX);
    assert_true(listing.is_truncated);
}

static void a_large_directory_comes_in_pages_each_name_once(void **state)
{
    struct fixture *fixture = *state;
    char name[32];
    fixture_dir(fixture, "many");
    for (int i = 0; i < 2500; i++) {
        (void)snprintf(name, sizeof(name), "many/%04d", (i * 7919) % 2500);
        fixture_write(fixture, name, "");
    }
    struct rel rel = fixture_rel("many");
    char after[32] = "";
    int seen = 0;
    bool has_more = true;
    while (has_more) {
        auto_listing struct files_listing listing = {0};
        assert_int_equal(files_list(fixture->files, &rel, after, 300, &listing, &fixture->err), 0);
        for (size_t i = 0; i < listing.count; i++, seen++)
            assert_int_equal(strtol(listing.entries[i].name, NULL, 10), seen);
        has_more = listing.next != NULL;
        assert_int_equal(has_more, listing.is_truncated);
        (void)snprintf(after, sizeof(after), "%s", has_more ? listing.next : "");
    }
    assert_int_equal(seen, 2500);
}

static void what_is_no_directory_is_not_listed(void **state)
{
    struct fixture *fixture = *state;
    make_some(fixture);
    static const struct {
        const char *path;
        enum err_code code;
    } wrong[] = {{"a-file", ERR_INVALID},
                 {"pipe", ERR_INVALID},
                 {"none", ERR_NOT_FOUND},
                 {"link", ERR_FORBIDDEN},
                 {"link/var", ERR_FORBIDDEN}};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct files_listing listing;
        struct rel rel = fixture_rel(wrong[i].path);
        assert_int_equal(files_list(fixture->files, &rel, "", 9, &listing, &fixture->err), -1);
        assert_int_equal(fixture->err.code, wrong[i].code);
        assert_int_equal(files_list_tree(fixture->files, &rel, 9, &listing, &fixture->err), -1);
        assert_int_equal(fixture->err.code, wrong[i].code);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_directory_is_listed_in_order_without_var),
        TEST(sizes_and_times_are_told),
        TEST(a_tree_leaves_out_what_programs_make),
        TEST(a_tree_beyond_its_bounds_shows_the_upper_levels),
        TEST(a_tree_deeper_than_its_bound_is_cut_there),
        TEST(a_large_directory_comes_in_pages_each_name_once),
        TEST(what_is_no_directory_is_not_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

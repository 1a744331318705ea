#include "files/files_trash.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "files_fixture.h"

#define NO_TRASH "00000000-0000-7000-8000-000000000000"

static int put(struct fixture *fixture, const char *path, const char *if_match,
               char id[FILES_TRASH_ID_SIZE])
{
    struct rel rel = fixture_rel(path);
    struct files_condition condition = {.if_match = if_match};
    fixture->err.code = ERR_NONE;
    (void)files_trash_put(fixture->files, &rel, FILES_WRITE, &condition, id, &fixture->err);
    return (int)fixture->err.code;
}

static int restore(struct fixture *fixture, const char *id, struct rel *out)
{
    fixture->err.code = ERR_NONE;
    (void)files_trash_restore(fixture->files, id, FILES_WRITE, out, &fixture->err);
    return (int)fixture->err.code;
}

static void files_folders_and_links_come_back_to_where_they_were(void **state)
{
    struct fixture *fixture = *state;
    char file[FILES_TRASH_ID_SIZE];
    char dir[FILES_TRASH_ID_SIZE];
    char link[FILES_TRASH_ID_SIZE];
    struct rel rel;
    fixture_write(fixture, "a", "text");
    fixture_dir(fixture, "d");
    fixture_write(fixture, "d/x", "x");
    fixture_link(fixture, "a", "l");
    assert_int_equal(put(fixture, "d", NULL, dir), ERR_NONE);
    assert_int_equal(put(fixture, "l", NULL, link), ERR_NONE);
    assert_int_equal(put(fixture, "a", NULL, file), ERR_NONE);
    assert_false(fixture_has(fixture, "a") || fixture_has(fixture, "d") ||
                 fixture_has(fixture, "l"));
    assert_int_equal(restore(fixture, file, &rel), ERR_NONE);
    assert_string_equal(rel.text, "a");
    assert_int_equal(restore(fixture, dir, &rel), ERR_NONE);
    assert_int_equal(restore(fixture, link, &rel), ERR_NONE);
    fixture_expect(fixture->dirfd, "a", "text");
    fixture_expect(fixture->dirfd, "d/x", "x");
    char target[8] = "";
    assert_int_equal(readlinkat(fixture->dirfd, "l", target, sizeof(target)), 1);
    assert_int_equal(restore(fixture, file, &rel), ERR_NOT_FOUND);
}

static void parents_that_went_meanwhile_are_made_again(void **state)
{
    struct fixture *fixture = *state;
    char file[FILES_TRASH_ID_SIZE];
    char dir[FILES_TRASH_ID_SIZE];
    struct rel rel;
    fixture_dir(fixture, "d");
    fixture_write(fixture, "d/x", "x");
    assert_int_equal(put(fixture, "d/x", NULL, file), ERR_NONE);
    assert_int_equal(put(fixture, "d", NULL, dir), ERR_NONE);
    assert_int_equal(restore(fixture, file, &rel), ERR_NONE);
    fixture_expect(fixture->dirfd, "d/x", "x");
    assert_int_equal(restore(fixture, dir, &rel), ERR_CONFLICT);
    assert_non_null(strstr(fixture->err.text, "'d' exists again"));
}

static void what_is_there_again_is_never_replaced(void **state)
{
    struct fixture *fixture = *state;
    char id[FILES_TRASH_ID_SIZE];
    struct rel rel;
    fixture_write(fixture, "a", "old");
    assert_int_equal(put(fixture, "a", NULL, id), ERR_NONE);
    fixture_write(fixture, "a", "new");
    assert_int_equal(restore(fixture, id, &rel), ERR_CONFLICT);
    fixture_expect(fixture->dirfd, "a", "new");
    assert_int_equal(unlinkat(fixture->dirfd, "a", 0), 0);
    assert_int_equal(restore(fixture, id, &rel), ERR_NONE);
    fixture_expect(fixture->dirfd, "a", "old");
}

static void a_broken_condition_leaves_the_file_and_no_note(void **state)
{
    struct fixture *fixture = *state;
    char id[FILES_TRASH_ID_SIZE];
    fixture_write(fixture, "a", "text");
    fixture_dir(fixture, "d");
    assert_int_equal(put(fixture, "a", "\"other\"", id), ERR_CONFLICT);
    assert_int_equal(put(fixture, "d", "\"other\"", id), ERR_CONFLICT);
    fixture_expect(fixture->dirfd, "a", "text");
    assert_true(fixture_has(fixture, "d"));
    assert_int_equal(unlinkat(fixture->dirfd, "var/trash", AT_REMOVEDIR), 0);
}

static void what_the_path_rules_forbid_is_forbidden_here_too(void **state)
{
    struct fixture *fixture = *state;
    char id[FILES_TRASH_ID_SIZE];
    struct rel rel;
    fixture_write(fixture, "a", "text");
    assert_int_equal(put(fixture, "a", NULL, id), ERR_NONE);
    char note[80];
    (void)snprintf(note, sizeof(note), "var/trash/%s/from", id);
    fixture_write(fixture, note, ".pirun.yaml");
    assert_int_equal(restore(fixture, id, &rel), ERR_FORBIDDEN);
    fixture_write(fixture, note, "../outside/secret2");
    assert_int_equal(restore(fixture, id, &rel), ERR_INVALID);
    assert_int_equal(restore(fixture, NO_TRASH, &rel), ERR_NOT_FOUND);
    assert_int_equal(restore(fixture, "../uploads", &rel), ERR_NOT_FOUND);
    assert_int_equal(put(fixture, "missing", NULL, id), ERR_NOT_FOUND);
}

static void after_a_day_it_is_gone(void **state)
{
    struct fixture *fixture = *state;
    char id[FILES_TRASH_ID_SIZE];
    struct rel rel;
    int64_t now_ms = clock_wall_us() / 1000;
    fixture_dir(fixture, "d");
    fixture_write(fixture, "d/x", "x");
    assert_int_equal(put(fixture, "d", NULL, id), ERR_NONE);
    files_trash_collect(fixture->files, now_ms + FILES_TRASH_KEEP_MS / 2);
    char item[80];
    (void)snprintf(item, sizeof(item), "var/trash/%s/item/x", id);
    assert_true(fixture_has(fixture, item));
    files_trash_collect(fixture->files, now_ms + 2 * FILES_TRASH_KEEP_MS);
    assert_int_equal(restore(fixture, id, &rel), ERR_NOT_FOUND);
    assert_int_equal(unlinkat(fixture->dirfd, "var/trash", AT_REMOVEDIR), 0);
}

static int count_kept(const struct fixture *fixture)
{
    int count = 0;
    auto_dir DIR *dir = fdopendir(openat(fixture->dirfd, "var/trash", O_RDONLY | O_DIRECTORY));
    assert_non_null(dir);
    while (readdir(dir)) /* NOLINT(concurrency-mt-unsafe): one thread */
        count++;
    return count - 2; /* the dots */
}

static void only_so_many_are_kept(void **state)
{
    struct fixture *fixture = *state;
    char id[FILES_TRASH_ID_SIZE];
    struct rel rel;
    fixture_dir(fixture, "var/trash");
    for (int i = 0; i < FILES_TRASH_MAX + 50; i++) {
        struct ident ident = ident_new();
        char path[80] = "var/trash/";
        ident_format(&ident, path + strlen(path));
        fixture_dir(fixture, path);
    }
    fixture_write(fixture, "a", "text");
    assert_int_equal(put(fixture, "a", NULL, id), ERR_NONE);
    assert_int_equal(count_kept(fixture), FILES_TRASH_MAX);
    files_trash_collect(fixture->files, clock_wall_us() / 1000);
    assert_int_equal(count_kept(fixture), FILES_TRASH_MAX - 1); /* room for the next one */
    assert_int_equal(restore(fixture, id, &rel), ERR_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_folders_and_links_come_back_to_where_they_were,
                                        fixture_make, fixture_remove),
        cmocka_unit_test_setup_teardown(parents_that_went_meanwhile_are_made_again, fixture_make,
                                        fixture_remove),
        cmocka_unit_test_setup_teardown(what_is_there_again_is_never_replaced, fixture_make,
                                        fixture_remove),
        cmocka_unit_test_setup_teardown(a_broken_condition_leaves_the_file_and_no_note,
                                        fixture_make, fixture_remove),
        cmocka_unit_test_setup_teardown(what_the_path_rules_forbid_is_forbidden_here_too,
                                        fixture_make, fixture_remove),
        cmocka_unit_test_setup_teardown(after_a_day_it_is_gone, fixture_make, fixture_remove),
        cmocka_unit_test_setup_teardown(only_so_many_are_kept, fixture_make, fixture_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

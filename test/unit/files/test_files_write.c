#include "files/files_write.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "files/files_read.h"
#include "files_fixture.h"

static int try_write(struct fixture *fixture, const char *path, const char *text,
                     struct files_condition *condition, struct files_written *written)
{
    struct rel rel = fixture_rel(path);
    struct files_write write = {.rel = &rel,
                                .want = FILES_WRITE,
                                .data = text,
                                .size = strlen(text),
                                .condition = condition};
    return files_write(fixture->files, &write, written, &fixture->err);
}

static struct files_written write_text(struct fixture *fixture, const char *path, const char *text)
{
    struct files_written written = {0};
    if (try_write(fixture, path, text, NULL, &written) < 0)
        fail_msg("'%s': %s", path, fixture->err.text);
    return written;
}

static mode_t mode_of(const struct fixture *fixture, const char *path)
{
    struct stat st;
    assert_int_equal(fstatat(fixture->dirfd, path, &st, AT_SYMLINK_NOFOLLOW), 0);
    return st.st_mode & 07777;
}

/* Nothing but the names that are expected: no temporary file is left. */
static void assert_names(const struct fixture *fixture, const char *dir, size_t count)
{
    struct files_page page;
    auto_fd int fd = fd_open_dir(fixture->dirfd, dir, NULL);
    assert_int_equal(files_page_read(fd, "", 100, NULL, NULL, &page), 0);
    assert_int_equal(page.count, count);
    files_page_release(&page);
}

static void a_new_file_is_made_with_its_parents(void **state)
{
    struct fixture *fixture = *state;
    mode_t mask = umask(077);
    struct files_written written = write_text(fixture, "a/b/c", "text");
    (void)umask(mask);
    assert_true(written.is_new);
    assert_int_equal(written.size, 4);
    fixture_expect(fixture->dirfd, "a/b/c", "text");
    assert_int_equal(mode_of(fixture, "a/b/c"), 0644);
    assert_names(fixture, "a/b", 1);
}

static void a_file_is_replaced_and_keeps_its_mode(void **state)
{
    struct fixture *fixture = *state;
    fixture_write(fixture, "a", "old");
    assert_int_equal(fchmodat(fixture->dirfd, "a", 04750, 0), 0);
    struct files_written written = write_text(fixture, "a", "new");
    assert_false(written.is_new);
    fixture_expect(fixture->dirfd, "a", "new");
    assert_int_equal(mode_of(fixture, "a"), 0750); /* without the set-user-ID bit */
    struct rel rel = fixture_rel("a");
    struct files_file file;
    assert_int_equal(files_read_open(fixture->files, &rel, &file, NULL), 0);
    assert_string_equal(file.etag, written.etag);
    files_file_release(&file);
}

static void a_reader_of_the_old_file_keeps_it_and_other_names_too(void **state)
{
    struct fixture *fixture = *state;
    char text[8] = "";
    fixture_write(fixture, "a", "old");
    auto_fd int reader = openat(fixture->dirfd, "a", O_RDONLY | O_CLOEXEC);
    assert_int_equal(linkat(fixture->dirfd, "a", fixture->homefd, "outside/a", 0), 0);
    (void)write_text(fixture, "a", "new");
    assert_int_equal(read(reader, text, sizeof(text)), 3);
    assert_string_equal(text, "old");
    fixture_expect(fixture->homefd, "outside/a", "old");
}

static void only_regular_files_are_replaced(void **state)
{
    struct fixture *fixture = *state;
    struct files_written written;
    fixture_dir(fixture, "dir");
    fixture_write(fixture, "file", "");
    fixture_link(fixture, "../outside/secret", "out");
    fixture_link(fixture, "file", "in");
    assert_int_equal(mkfifoat(fixture->dirfd, "pipe", 0600), 0);
    static const struct {
        const char *path;
        enum err_code code;
    } rows[] = {{"dir", ERR_CONFLICT},     {"pipe", ERR_CONFLICT},   {"out", ERR_FORBIDDEN},
                {"in", ERR_FORBIDDEN},     {"file/x", ERR_CONFLICT}, {"in/x", ERR_FORBIDDEN},
                {"file/x/y", ERR_CONFLICT}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(try_write(fixture, rows[i].path, "new", NULL, &written), -1);
        if (fixture->err.code != rows[i].code)
            fail_msg("'%s': %s", rows[i].path, fixture->err.text);
    }
    fixture_expect(fixture->homefd, "outside/secret", SECRET);
    fixture_expect(fixture->dirfd, "file", "");
}

static void a_link_is_followed_where_that_is_set_and_stays(void **state)
{
    struct fixture *fixture = *state;
    struct files_written written;
    fixture_write(fixture, "file", "old");
    fixture_link(fixture, "file", "in");
    fixture_link(fixture, "../outside/secret", "out");
    fixture_link(fixture, "made", "dangling");
    fixture_reopen(fixture, true, false);
    (void)write_text(fixture, "in", "new");
    (void)write_text(fixture, "dangling", "there");
    fixture_expect(fixture->dirfd, "file", "new");
    fixture_expect(fixture->dirfd, "made", "there");
    assert_int_equal(try_write(fixture, "out", "new", NULL, &written), -1);
    struct stat st;
    assert_int_equal(fstatat(fixture->dirfd, "in", &st, AT_SYMLINK_NOFOLLOW), 0);
    assert_true(S_ISLNK(st.st_mode));
    fixture_expect(fixture->homefd, "outside/secret", SECRET);
}

/* Some file systems know no files without a name. */
static void a_file_is_replaced_also_by_way_of_a_temporary_name(void **state)
{
    struct fixture *fixture = *state;
    struct files_written written;
    fixture->files->has_proc = false;
    (void)write_text(fixture, "d/a", "old");
    (void)write_text(fixture, "d/a", "new");
    fixture_expect(fixture->dirfd, "d/a", "new");
    struct files_condition condition = {.if_match = "\"x\""};
    assert_int_equal(try_write(fixture, "d/a", "x", &condition, &written), -1);
    assert_names(fixture, "d", 1);
}

static void conditions_are_kept(void **state)
{
    struct fixture *fixture = *state;
    struct files_written first = write_text(fixture, "a", "one");
    struct files_written written;
    struct files_condition match = {.if_match = first.etag};
    assert_int_equal(try_write(fixture, "a", "two", &match, &written), 0);
    assert_int_equal(try_write(fixture, "a", "three", &match, &written), -1);
    assert_true(match.is_broken);
    struct files_condition absent = {.if_match = "*"};
    assert_int_equal(try_write(fixture, "b", "x", &absent, &written), -1);
    assert_true(absent.is_broken);
    struct files_condition below = {.if_match = "*"};
    assert_int_equal(try_write(fixture, "no/such/dir", "x", &below, &written), -1);
    assert_true(below.is_broken);
    assert_false(fixture_has(fixture, "no"));
    struct files_condition fresh = {.must_be_new = true};
    assert_int_equal(try_write(fixture, "b", "x", &fresh, &written), 0);
    assert_int_equal(try_write(fixture, "b", "y", &fresh, &written), -1);
    assert_true(fresh.is_broken);
    fixture_expect(fixture->dirfd, "a", "two");
    fixture_expect(fixture->dirfd, "b", "x");
}

/* Of many who read one version and write the next, each time exactly one may win. */
struct racer {
    struct fixture *fixture;
    struct files *files;
    atomic_int *wins;
    const char *etag;
};

static void *race(void *ctx)
{
    struct racer *racer = ctx;
    struct err err;
    struct files_written written;
    struct rel rel = fixture_rel("a");
    struct files_condition condition = {.if_match = racer->etag};
    char text[40];
    int size = snprintf(text, sizeof(text), "%p", (void *)racer);
    struct files_write write = {.rel = &rel,
                                .want = FILES_WRITE,
                                .data = text,
                                .size = (size_t)size,
                                .condition = &condition};
    if (files_write(racer->files, &write, &written, &err) == 0)
        atomic_fetch_add(racer->wins, 1);
    return NULL;
}

static void of_writers_with_one_tag_one_wins(void **state)
{
    struct fixture *fixture = *state;
    for (int round = 0; round < 20; round++) {
        pthread_t threads[4];
        struct racer racers[4];
        atomic_int wins = 0;
        char text[16];
        (void)snprintf(text, sizeof(text), "round %d", round);
        struct files_written start = write_text(fixture, "a", text);
        for (size_t i = 0; i < 4; i++) {
            struct files_options options = {0};
            racers[i] = (struct racer){.fixture = fixture,
                                       .files = files_create(fixture->dirfd, &options, NULL),
                                       .wins = &wins,
                                       .etag = start.etag};
            assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
        }
        for (size_t i = 0; i < 4; i++) {
            assert_int_equal(pthread_join(threads[i], NULL), 0);
            files_free(racers[i].files);
        }
        assert_int_equal(wins, 1);
    }
}

static void what_root_makes_belongs_to_the_owner_of_the_project(void **state)
{
    struct fixture *fixture = *state;
    if (geteuid() != 0) {
        print_message("SKIP needs root\n");
        return;
    }
    assert_int_equal(fchown(fixture->dirfd, 1234, 1235), 0);
    assert_int_equal(fchmod(fixture->homefd, 0755), 0);
    fixture_reopen(fixture, false, false);
    (void)write_text(fixture, "new/dir/file", "x");
    static const char *const paths[] = {"new", "new/dir", "new/dir/file"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        struct stat st;
        assert_int_equal(fstatat(fixture->dirfd, paths[i], &st, 0), 0);
        assert_int_equal(st.st_uid, 1234);
        assert_int_equal(st.st_gid, 1235);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_file_is_made_with_its_parents),
        TEST(a_file_is_replaced_and_keeps_its_mode),
        TEST(a_reader_of_the_old_file_keeps_it_and_other_names_too),
        TEST(only_regular_files_are_replaced),
        TEST(a_link_is_followed_where_that_is_set_and_stays),
        TEST(a_file_is_replaced_also_by_way_of_a_temporary_name),
        TEST(conditions_are_kept),
        TEST(of_writers_with_one_tag_one_wins),
        TEST(what_root_makes_belongs_to_the_owner_of_the_project),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

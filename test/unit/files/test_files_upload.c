#include "files/files_upload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "files_fixture.h"

static int put(struct fixture *fixture, int64_t offset, const char *text, bool is_final,
               struct files_progress *progress)
{
    static struct rel rel; /* the part borrows it */
    rel = fixture_rel("data/large");
    struct files_part part = {
        .id = "up-1",
        .file = {.rel = &rel, .want = FILES_WRITE, .data = text, .size = strlen(text)},
        .offset = offset,
        .is_final = is_final};
    fixture->err.code = ERR_NONE;
    (void)files_upload_put(fixture->files, &part, progress, &fixture->err);
    return (int)fixture->err.code;
}

static void parts_become_the_file_with_the_last_one(void **state)
{
    struct fixture *fixture = *state;
    struct files_progress progress;
    int64_t offset;
    assert_int_equal(put(fixture, 0, "one ", false, &progress), ERR_NONE);
    assert_int_equal(progress.offset, 4);
    assert_int_equal(put(fixture, 4, "two ", false, &progress), ERR_NONE);
    assert_int_equal(files_upload_offset(fixture->files, "up-1", &offset, NULL), 0);
    assert_int_equal(offset, 8);
    assert_false(fixture_has(fixture, "data"));
    assert_int_equal(put(fixture, 8, "three", true, &progress), ERR_NONE);
    assert_true(progress.written.is_new);
    assert_int_equal(progress.written.size, 13);
    fixture_expect(fixture->dirfd, "data/large", "one two three");
    assert_int_equal(files_upload_offset(fixture->files, "up-1", &offset, &fixture->err), -1);
    assert_int_equal(fixture->err.code, ERR_NOT_FOUND);
    struct stat st;
    assert_int_equal(fstatat(fixture->dirfd, "data/large", &st, 0), 0);
    assert_int_equal(st.st_mode & 07777, 0644);
}

static void a_part_out_of_step_tells_the_offset(void **state)
{
    struct fixture *fixture = *state;
    struct files_progress progress;
    assert_int_equal(put(fixture, 5, "x", false, &progress), ERR_CONFLICT);
    assert_true(progress.is_out_of_step);
    assert_int_equal(progress.offset, 0);
    assert_int_equal(put(fixture, 0, "abc", false, &progress), ERR_NONE);
    assert_int_equal(put(fixture, 0, "abc", false, &progress), ERR_CONFLICT);
    assert_true(progress.is_out_of_step);
    assert_int_equal(progress.offset, 3);
    assert_int_equal(put(fixture, 4, "x", true, &progress), ERR_CONFLICT);
    assert_int_equal(put(fixture, 3, "", true, &progress), ERR_NONE);
    fixture_expect(fixture->dirfd, "data/large", "abc");
}

static void an_old_file_stays_until_the_end_and_gives_its_mode(void **state)
{
    struct fixture *fixture = *state;
    struct files_progress progress;
    fixture_dir(fixture, "data");
    fixture_write(fixture, "data/large", "old");
    assert_int_equal(fchmodat(fixture->dirfd, "data/large", 0750, 0), 0);
    assert_int_equal(put(fixture, 0, "new", false, &progress), ERR_NONE);
    fixture_expect(fixture->dirfd, "data/large", "old");
    assert_int_equal(put(fixture, 3, "", true, &progress), ERR_NONE);
    assert_false(progress.written.is_new);
    fixture_expect(fixture->dirfd, "data/large", "new");
    struct stat st;
    assert_int_equal(fstatat(fixture->dirfd, "data/large", &st, 0), 0);
    assert_int_equal(st.st_mode & 07777, 0750);
}

static void what_cannot_be_replaced_is_told_with_the_first_part(void **state)
{
    struct fixture *fixture = *state;
    struct files_progress progress;
    fixture_dir(fixture, "data");
    fixture_dir(fixture, "data/large");
    assert_int_equal(put(fixture, 0, "new", false, &progress), ERR_CONFLICT);
    assert_false(progress.is_out_of_step);
}

static void two_requests_do_not_write_to_one_upload(void **state)
{
    struct fixture *fixture = *state;
    struct files_progress progress;
    assert_int_equal(put(fixture, 0, "abc", false, &progress), ERR_NONE);
    auto_fd int other = openat(fixture->dirfd, "var/uploads/up-1.part", O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(other, LOCK_EX), 0);
    assert_int_equal(put(fixture, 3, "def", false, &progress), ERR_BUSY);
    assert_int_equal(flock(other, LOCK_UN), 0);
    assert_int_equal(put(fixture, 3, "def", false, &progress), ERR_NONE);
}

static void limits_are_kept_and_nothing_is_lost(void **state)
{
    struct fixture *fixture = *state;
    struct files_progress progress;
    fixture->files->options.uploads_bytes = 5;
    assert_int_equal(put(fixture, 0, "abc", false, &progress), ERR_NONE);
    assert_int_equal(put(fixture, 3, "def", false, &progress), ERR_NO_SPACE);
    fixture_expect(fixture->dirfd, "var/uploads/up-1.part", "abc");
    fixture->files->options.disk_left_bytes = INT64_MAX / 2;
    assert_int_equal(put(fixture, 3, "d", false, &progress), ERR_NO_SPACE);
    fixture->files->options.disk_left_bytes = 1;
    assert_int_equal(put(fixture, 3, "de", true, &progress), ERR_NONE);
    fixture_expect(fixture->dirfd, "data/large", "abcde");
}

static void parts_that_nobody_goes_on_with_are_removed(void **state)
{
    struct fixture *fixture = *state;
    struct files_progress progress;
    assert_int_equal(put(fixture, 0, "abc", true, &progress), ERR_NONE); /* makes var/uploads */
    fixture_write(fixture, "var/uploads/old.part", "x");
    fixture_write(fixture, "var/uploads/young.part", "x");
    struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = time(NULL) - 37 * 3600}};
    assert_int_equal(utimensat(fixture->dirfd, "var/uploads/old.part", times, 0), 0);
    assert_int_equal(put(fixture, 0, "abc", false, &progress), ERR_NONE);
    assert_false(fixture_has(fixture, "var/uploads/old.part"));
    assert_true(fixture_has(fixture, "var/uploads/young.part"));
    assert_int_equal(files_upload_drop(fixture->files, "young", NULL), 0);
    assert_int_equal(files_upload_drop(fixture->files, "young", NULL), -1);
    assert_false(fixture_has(fixture, "var/uploads/young.part"));
}

static void the_last_part_crosses_file_systems(void **state)
{
    struct fixture *fixture = *state;
    struct files_progress progress;
    char data[128];
    fixture_dir(fixture, "data");
    (void)snprintf(data, sizeof(data), "%s/project/data", fixture->home);
    if (mount("none", data, "tmpfs", 0, "size=1m") < 0) {
        print_message("SKIP mounts need root: %d\n", errno);
        return;
    }
    int first = put(fixture, 0, "abc", false, &progress);
    int last = put(fixture, 3, "def", true, &progress);
    auto_fd int fd = openat(fixture->dirfd, "data/large", O_RDONLY | O_CLOEXEC);
    char text[8] = "";
    ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof(text));
    scope_close(&fd);
    fd = -1;
    assert_int_equal(umount(data), 0);
    assert_int_equal(first, ERR_NONE);
    assert_int_equal(last, ERR_NONE);
    assert_int_equal(got, 6);
    assert_string_equal(text, "abcdef");
    assert_false(fixture_has(fixture, "var/uploads/up-1.part"));
}

static void ids_are_plain_names(void **state)
{
    (void)state;
    char id[80];
    memset(id, 'a', sizeof(id));
    assert_true(files_upload_is_id(id, FILES_UPLOAD_ID_MAX));
    assert_false(files_upload_is_id(id, FILES_UPLOAD_ID_MAX + 1));
    assert_true(files_upload_is_id("A-z_9", 5));
    assert_false(files_upload_is_id("", 0));
    assert_false(files_upload_is_id("..", 2));
    assert_false(files_upload_is_id("a/b", 3));
    assert_false(files_upload_is_id("a\0b", 3));
    assert_false(files_upload_is_id("a.b", 3));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(parts_become_the_file_with_the_last_one),
        TEST(a_part_out_of_step_tells_the_offset),
        TEST(an_old_file_stays_until_the_end_and_gives_its_mode),
        TEST(what_cannot_be_replaced_is_told_with_the_first_part),
        TEST(two_requests_do_not_write_to_one_upload),
        TEST(limits_are_kept_and_nothing_is_lost),
        TEST(parts_that_nobody_goes_on_with_are_removed),
        TEST(the_last_part_crosses_file_systems),
        cmocka_unit_test(ids_are_plain_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

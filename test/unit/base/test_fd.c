#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"

struct fixture {
    char path[64];
    int dirfd;
};

static int make_dir(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.path = "/tmp/test_fd.XXXXXX"};
    assert_non_null(mkdtemp(fixture.path));
    fixture.dirfd = open(fixture.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *state = &fixture;
    return fixture.dirfd < 0;
}

/* Answers how many names were left in it. */
static int empty_dir(int dirfd)
{
    int count = 0;
    int again = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = fdopendir(again);
    struct dirent *entry;
    while ((entry = readdir(dir))) { /* NOLINT(concurrency-mt-unsafe): one thread */
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        if (unlinkat(dirfd, entry->d_name, 0) < 0)
            assert_int_equal(unlinkat(dirfd, entry->d_name, AT_REMOVEDIR), 0);
    }
    return count;
}

static int remove_dir(void **state)
{
    const struct fixture *fixture = *state;
    (void)empty_dir(fixture->dirfd);
    assert_int_equal(close(fixture->dirfd), 0);
    return rmdir(fixture->path);
}

static void assert_content(int dirfd, const char *name, const char *wanted)
{
    struct err err;
    auto_buf struct buf buf;
    buf_init(&buf, 1000);
    if (fd_read_file(dirfd, name, &buf, &err) < 0)
        fail_msg("%s", err.text);
    assert_string_equal(buf_text(&buf), wanted);
}

static void a_new_file_has_the_whole_content(void **state)
{
    const struct fixture *fixture = *state;
    struct err err;
    struct stat status;
    assert_int_equal(fd_create_file(fixture->dirfd, "a", "hello", 5, FD_DURABLE_FILE, &err), 0);
    assert_content(fixture->dirfd, "a", "hello");
    assert_int_equal(fstatat(fixture->dirfd, "a", &status, 0), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void a_file_that_exists_is_not_created_again(void **state)
{
    const struct fixture *fixture = *state;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(fd_create_file(fixture->dirfd, "a", "old", 3, FD_DURABLE_NONE, NULL), 0);
    assert_int_equal(fd_create_file(fixture->dirfd, "a", "new", 3, FD_DURABLE_NONE, &err), -1);
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_content(fixture->dirfd, "a", "old");
}

static void a_replaced_file_is_new_and_nothing_else_is_left(void **state)
{
    const struct fixture *fixture = *state;
    struct err err;
    assert_int_equal(fd_replace(fixture->dirfd, "a", "1", 1, FD_DURABLE_FULL, &err), 0);
    assert_int_equal(fd_replace(fixture->dirfd, "a", "22", 2, FD_DURABLE_FULL, &err), 0);
    assert_content(fixture->dirfd, "a", "22");
    assert_int_equal(empty_dir(fixture->dirfd), 1);
}

static void a_leftover_of_a_killed_process_with_our_pid_is_no_obstacle(void **state)
{
    const struct fixture *fixture = *state;
    struct err err;
    char leftover[64];
    for (unsigned serial = 0; serial < 100; serial++) {
        (void)snprintf(leftover, sizeof(leftover), ".a.%d.%u.tmp", (int)getpid(), serial);
        assert_int_equal(fd_create_file(fixture->dirfd, leftover, "old", 3, FD_DURABLE_NONE, &err),
                         0);
    }
    assert_int_equal(fd_replace(fixture->dirfd, "a", "new", 3, FD_DURABLE_FILE, &err), 0);
    assert_content(fixture->dirfd, "a", "new");
    assert_int_equal(empty_dir(fixture->dirfd), 100);
}

static void a_failed_replacement_leaves_the_old_file_alone(void **state)
{
    const struct fixture *fixture = *state;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(mkdirat(fixture->dirfd, "a", 0700), 0);
    assert_int_equal(fd_replace(fixture->dirfd, "a", "1", 1, FD_DURABLE_NONE, &err), -1);
    assert_int_equal(err.code, ERR_INTERNAL); /* EISDIR */
    assert_int_equal(empty_dir(fixture->dirfd), 1);
}

static void a_file_of_the_cap_is_read_and_a_larger_one_is_not(void **state)
{
    const struct fixture *fixture = *state;
    static char bytes[40001];
    memset(bytes, 'x', sizeof(bytes));
    assert_int_equal(fd_create_file(fixture->dirfd, "fits", bytes, 40000, FD_DURABLE_NONE, NULL),
                     0);
    assert_int_equal(fd_create_file(fixture->dirfd, "large", bytes, 40001, FD_DURABLE_NONE, NULL),
                     0);
    struct err err = {.code = ERR_NONE};
    auto_buf struct buf buf;
    buf_init(&buf, 40000);
    assert_int_equal(fd_read_file(fixture->dirfd, "fits", &buf, &err), 0);
    assert_int_equal(buf.size, 40000);
    buf_clear(&buf);
    assert_int_equal(fd_read_file(fixture->dirfd, "large", &buf, &err), -1);
    assert_int_equal(err.code, ERR_TOO_LARGE);
}

static void a_link_is_not_read(void **state)
{
    const struct fixture *fixture = *state;
    struct err err = {.code = ERR_NONE};
    auto_buf struct buf buf;
    buf_init(&buf, 10);
    assert_int_equal(symlinkat("/etc/hostname", fixture->dirfd, "link"), 0);
    assert_int_equal(fd_read_file(fixture->dirfd, "link", &buf, &err), -1);
    assert_int_equal(fd_read_file(fixture->dirfd, "missing", &buf, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void renaming_never_replaces(void **state)
{
    const struct fixture *fixture = *state;
    int dirfd = fixture->dirfd;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(fd_create_file(dirfd, "a", "a", 1, FD_DURABLE_NONE, NULL), 0);
    assert_int_equal(fd_create_file(dirfd, "b", "b", 1, FD_DURABLE_NONE, NULL), 0);
    assert_int_equal(fd_rename_new(dirfd, "a", dirfd, "b", &err), -1);
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_content(dirfd, "b", "b");
    assert_int_equal(fd_rename_new(dirfd, "a", dirfd, "c", &err), 0);
    assert_content(dirfd, "c", "a");
    assert_int_equal(fd_rename_new(dirfd, "a", dirfd, "d", &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_directory_is_made_once_with_exactly_its_mode(void **state)
{
    const struct fixture *fixture = *state;
    struct err err;
    struct stat status;
    mode_t before = umask(0077);
    auto_fd int first = fd_make_dir(fixture->dirfd, "d", 03730, &err);
    (void)umask(before);
    auto_fd int second = fd_make_dir(fixture->dirfd, "d", 0700, &err);
    assert_true(first >= 0 && second >= 0);
    assert_int_equal(fstat(second, &status), 0);
    assert_int_equal(status.st_mode & 07777, 03730);
    assert_true(fd_exists(fixture->dirfd, "d"));
    assert_false(fd_exists(fixture->dirfd, "e"));
}

static void a_link_is_no_directory(void **state)
{
    const struct fixture *fixture = *state;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(symlinkat("/tmp", fixture->dirfd, "link"), 0);
    assert_int_equal(fd_open_dir(fixture->dirfd, "link", &err), -1);
    assert_int_not_equal(err.code, ERR_NONE);
    assert_true(fd_exists(fixture->dirfd, "link"));
}

static void descriptors_pass_over_a_socket(void **state)
{
    (void)state;
    int pair[2];
    int pipes[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), 0);
    assert_int_equal(pipe2(pipes, O_CLOEXEC), 0);
    assert_int_equal(fd_send(pair[0], "hi", 2, pipes, 2, 0), 0);
    char text[8];
    int fds[FD_PASS_MAX] = {-1, -1};
    size_t count = FD_PASS_MAX;
    assert_int_equal(fd_receive(pair[1], text, sizeof(text), fds, &count, 0), 2);
    assert_int_equal(count, 2);
    assert_true(fcntl(fds[0], F_GETFD) & FD_CLOEXEC);
    assert_int_equal(write(fds[1], "x", 1), 1);
    assert_int_equal(read(pipes[0], text, 1), 1);
    const int all[] = {pipes[0], pipes[1], fds[0], fds[1], pair[0], pair[1]};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        assert_int_equal(close(all[i]), 0);
}

static void descriptors_that_nobody_asked_for_are_closed(void **state)
{
    (void)state;
    int pair[2];
    int pipes[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), 0);
    assert_int_equal(pipe2(pipes, O_CLOEXEC), 0);
    assert_int_equal(fd_send(pair[0], "hi", 2, &pipes[1], 1, 0), 0);
    assert_int_equal(close(pipes[1]), 0);
    char byte;
    size_t count = 0;
    assert_int_equal(fd_receive(pair[1], &byte, 1, NULL, &count, 0), 1);
    assert_int_equal(count, 0);
    assert_int_equal(read(pipes[0], &byte, 1), 0); /* its last writer is gone */
    assert_int_equal(close(pair[0]), 0);
    assert_int_equal(fd_receive(pair[1], &byte, 1, NULL, &count, 0), 0); /* end of file */
    assert_int_equal(close(pair[1]), 0);
    assert_int_equal(close(pipes[0]), 0);
}

static void a_write_to_a_full_device_says_so(void **state)
{
    (void)state;
    struct err err = {.code = ERR_NONE};
    auto_fd int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(fd_write_all(fd, "x", 1, &err), -1);
    assert_int_equal(err.code, ERR_NO_SPACE);
}

#define WITH_DIR(test) cmocka_unit_test_setup_teardown(test, make_dir, remove_dir)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DIR(a_new_file_has_the_whole_content),
        WITH_DIR(a_file_that_exists_is_not_created_again),
        WITH_DIR(a_replaced_file_is_new_and_nothing_else_is_left),
        WITH_DIR(a_leftover_of_a_killed_process_with_our_pid_is_no_obstacle),
        WITH_DIR(a_failed_replacement_leaves_the_old_file_alone),
        WITH_DIR(a_file_of_the_cap_is_read_and_a_larger_one_is_not),
        WITH_DIR(a_link_is_not_read),
        WITH_DIR(renaming_never_replaces),
        WITH_DIR(a_directory_is_made_once_with_exactly_its_mode),
        WITH_DIR(a_link_is_no_directory),
        cmocka_unit_test(descriptors_pass_over_a_socket),
        cmocka_unit_test(descriptors_that_nobody_asked_for_are_closed),
        cmocka_unit_test(a_write_to_a_full_device_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

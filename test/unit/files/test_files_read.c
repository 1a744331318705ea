#include "files/files_read.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "files_fixture.h"

static void assert_refused(struct fixture *fixture, const char *path, enum err_code code,
                           const char *word)
{
    struct files_file file;
    struct rel rel = fixture_rel(path);
    assert_int_equal(files_read_open(fixture->files, &rel, &file, &fixture->err), -1);
    if (fixture->err.code != code || !strstr(fixture->err.text, word))
        fail_msg("'%s': %s", path, fixture->err.text);
}

static struct files_file open_file(struct fixture *fixture, const char *path)
{
    struct files_file file = {.fd = -1};
    struct rel rel = fixture_rel(path);
    if (files_read_open(fixture->files, &rel, &file, &fixture->err) < 0)
        fail_msg("'%s': %s", path, fixture->err.text);
    return file;
}

static void a_file_is_read_with_the_hash_of_its_content_as_tag(void **state)
{
    struct fixture *fixture = *state;
    char text[16] = "";
    fixture_write(fixture, "a", "abc");
    auto_file struct files_file file = open_file(fixture, "a");
    assert_int_equal(file.size, 3);
    assert_int_equal(file.mode, 0644);
    assert_false(file.is_binary);
    assert_string_equal(file.etag, /* FIPS 180-4's example */
                        "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"");
    assert_int_equal(files_read_at(&file, text, sizeof(text), 1), 2);
    assert_string_equal(text, "bc");
    assert_int_equal(files_read_at(&file, text, sizeof(text), 3), 0);
}

static void what_is_no_regular_file_is_refused_at_once(void **state)
{
    struct fixture *fixture = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    fixture_dir(fixture, "dir");
    fixture_write(fixture, "a", "");
    fixture_link(fixture, "a", "link");
    assert_int_equal(mkfifoat(fixture->dirfd, "pipe", 0600), 0);
    (void)snprintf(address.sun_path, sizeof(address.sun_path), "%s/project/sock", fixture->home);
    auto_fd int sock = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(sock, (const struct sockaddr *)&address, sizeof(address)), 0);
    assert_refused(fixture, "dir", ERR_INVALID, "is a directory");
    assert_refused(fixture, "pipe", ERR_INVALID, "is a FIFO");
    assert_refused(fixture, "sock", ERR_INVALID, "is a socket");
    assert_refused(fixture, "link", ERR_FORBIDDEN, "link");
    assert_refused(fixture, "none", ERR_NOT_FOUND, "no such");
    if (mknodat(fixture->dirfd, "null", S_IFCHR | 0600, makedev(1, 3)) == 0)
        assert_refused(fixture, "null", ERR_INVALID, "is a device");
    else
        print_message("SKIP devices are made by root alone\n");
}

static void text_and_binary_are_told_by_content(void **state)
{
    struct fixture *fixture = *state;
    char *long_text = xmalloc(65538);
    static const struct {
        const char *text;
        bool is_binary;
    } rows[] = {
        {"", false}, {"plain\n", false}, {"ä€𝄞", false}, {"\xff\xfe", true}, {"cut \xc3", true}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        fixture_write(fixture, "a", rows[i].text);
        auto_file struct files_file file = open_file(fixture, "a");
        assert_int_equal(file.is_binary, rows[i].is_binary);
    }
    auto_fd int fd = openat(fixture->dirfd, "nul", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(write(fd, "a\0b", 3), 3);
    auto_file struct files_file nul = open_file(fixture, "nul");
    assert_true(nul.is_binary);
    memset(long_text, 'a', 65535); /* the look ends within a letter */
    memcpy(long_text + 65535, "\xc3\xa4", 3);
    fixture_write(fixture, "long", long_text);
    free(long_text);
    auto_file struct files_file cut = open_file(fixture, "long");
    assert_false(cut.is_binary);
}

static void a_change_at_once_changes_the_tag(void **state)
{
    struct fixture *fixture = *state;
    fixture_write(fixture, "a", "one");
    auto_file struct files_file before = open_file(fixture, "a");
    for (int i = 0; i < 50; i++) { /* same size, mostly within one tick of the clock */
        fixture_write(fixture, "a", i % 2 ? "one" : "two");
        auto_file struct files_file after = open_file(fixture, "a");
        assert_int_equal(strcmp(before.etag, after.etag) == 0, i % 2 == 1);
    }
}

static void an_old_file_is_hashed_once(void **state)
{
    struct fixture *fixture = *state;
    fixture_write(fixture, "a", "one");
    struct stat st;
    assert_int_equal(fstatat(fixture->dirfd, "a", &st, 0), 0);
    int64_t changed_us = (int64_t)st.st_ctim.tv_sec * 1000000 + st.st_ctim.tv_nsec / 1000;
    while (clock_wall_us() - changed_us < 2100000)
        (void)usleep(10000); /* only time makes a file old: ctime cannot be set */
    struct files_file file = open_file(fixture, "a");
    files_file_release(&file);
    size_t rows = 0;
    for (size_t i = 0; i < FILES_KNOWN_ROWS; i++) {
        if (fixture->files->known[i].used > 0) {
            rows++;
            fixture->files->known[i].etag[1] = 'X'; /* what is remembered is what is told */
        }
    }
    assert_int_equal(rows, 1);
    auto_file struct files_file again = open_file(fixture, "a");
    assert_int_equal(again.etag[1], 'X');
}

static void a_large_file_has_a_tag_without_being_read(void **state)
{
    struct fixture *fixture = *state;
    auto_fd int fd = openat(fixture->dirfd, "big", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(ftruncate(fd, (off_t)1 << 40), 0); /* a hole of 1 TiB */
    auto_file struct files_file young = open_file(fixture, "big");
    assert_string_equal(young.etag, ""); /* it may change again unseen */
    assert_int_equal(young.size, (off_t)1 << 40);
    assert_true(young.is_binary);
}

static void another_name_of_a_secret_is_no_way_to_it(void **state)
{
    struct fixture *fixture = *state;
    fixture_write(fixture, "mine", "x");
    assert_int_equal(linkat(fixture->dirfd, "var/token", fixture->dirfd, "t", 0), 0);
    assert_int_equal(linkat(fixture->dirfd, "mine", fixture->dirfd, "m", 0), 0);
    assert_refused(fixture, "t", ERR_FORBIDDEN, "another name");
    auto_file struct files_file file = open_file(fixture, "m");
    assert_int_equal(file.size, 1);
}

static void lists_of_tags_are_read_as_rfc_9110_says(void **state)
{
    (void)state;
    static const struct {
        const char *list, *etag;
        bool strong, weak;
    } rows[] = {
        {"*", "\"a\"", true, true},
        {" * ", "\"a\"", true, true},
        {"*", "", true, true},
        {"\"a\"", "\"a\"", true, true},
        {"\"b\", \"a\"", "\"a\"", true, true},
        {"\"b\",,\t\"a\" ", "\"a\"", true, true},
        {"W/\"a\"", "\"a\"", false, true},
        {"\"b\"", "\"a\"", false, false},
        {"\"a", "\"a\"", false, false},
        {"a", "\"a\"", false, false},
        {"\"aa\"", "\"a\"", false, false},
        {"\"b\", *", "\"a\"", true, true},
        {"*x", "\"a\"", false, false},
        {"W/*", "\"a\"", false, false},
        {"", "\"a\"", false, false},
        {"\"\"", "", false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(files_etag_is_listed(rows[i].list, rows[i].etag, false), rows[i].strong);
        assert_int_equal(files_etag_is_listed(rows[i].list, rows[i].etag, true), rows[i].weak);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_read_with_the_hash_of_its_content_as_tag),
        TEST(what_is_no_regular_file_is_refused_at_once),
        TEST(text_and_binary_are_told_by_content),
        TEST(a_change_at_once_changes_the_tag),
        TEST(an_old_file_is_hashed_once),
        TEST(a_large_file_has_a_tag_without_being_read),
        TEST(another_name_of_a_secret_is_no_way_to_it),
        cmocka_unit_test(lists_of_tags_are_read_as_rfc_9110_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

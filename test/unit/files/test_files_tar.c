/* Goal: the blocks of an archive are what POSIX says, whatever size they are read in. That a whole
 * tree comes out again is tested with another program's reader (test_files.py). */
#include "files/files_tar.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "files/files_tar_head.h"
#include "files_fixture.h"

#define NAME_AT 0
#define SIZE_AT 124
#define TYPE_AT 156
#define LINK_AT 157

static void read_all(struct fixture *fixture, const char *path, size_t step, struct buf *out)
{
    struct rel rel = fixture_rel(path);
    struct files_tar *tar = files_tar_open(fixture->files, &rel, false, &fixture->err);
    assert_non_null(tar);
    auto_free char *chunk = xmalloc(step);
    for (;;) {
        int64_t got = files_tar_read(tar, chunk, step, &fixture->err);
        assert_true(got >= 0);
        if (got == 0)
            break;
        buf_append(out, chunk, (size_t)got);
    }
    files_tar_close(tar);
    assert_true(buf_ok(out));
    assert_int_equal(out->size % FILES_TAR_BLOCK, 0);
}

/* The names of an archive's entries with their types, as "name:type ". */
static void list_names(const struct buf *archive, struct buf *out)
{
    for (size_t at = 0; archive->data[at];) {
        const char *head = archive->data + at;
        int64_t size = strtoll(head + SIZE_AT, NULL, 8);
        buf_addf(out, "%.100s:%c ", head + NAME_AT, head[TYPE_AT]);
        at += FILES_TAR_BLOCK + (size_t)(size + 511) / 512 * 512;
        assert_true(at < archive->size);
    }
}

static void make_some(const struct fixture *fixture)
{
    fixture_dir(fixture, "d");
    fixture_dir(fixture, "d/.git");
    fixture_dir(fixture, "d/empty");
    fixture_dir(fixture, "d/var");
    fixture_dir(fixture, ".venv");
    fixture_write(fixture, "d/var/x", "text");
    fixture_link(fixture, "../outside", "link");
    fixture_write(fixture, "zero", "");
    assert_int_equal(mkfifoat(fixture->dirfd, "pipe", 0600), 0);
}

static void a_tree_is_archived_in_order_without_what_is_ours(void **state)
{
    struct fixture *fixture = *state;
    make_some(fixture);
    auto_buf struct buf archive;
    auto_buf struct buf names;
    buf_init(&archive, 1 << 20);
    buf_init(&names, 4096);
    read_all(fixture, "", 65536, &archive);
    list_names(&archive, &names);
    assert_string_equal(buf_text(&names), "d/:5 d/empty/:5 d/var/:5 d/var/x:0 link:2 zero:0 ");
}

static void a_folder_brings_its_own_name(void **state)
{
    struct fixture *fixture = *state;
    make_some(fixture);
    auto_buf struct buf archive;
    auto_buf struct buf names;
    buf_init(&archive, 1 << 20);
    buf_init(&names, 4096);
    read_all(fixture, "d/var", 65536, &archive);
    list_names(&archive, &names);
    assert_string_equal(buf_text(&names), "var/:5 var/x:0 ");
}

static void every_size_of_reading_gives_the_same_bytes(void **state)
{
    struct fixture *fixture = *state;
    static const size_t steps[] = {1, 7, 511, 512, 513, 10000};
    make_some(fixture);
    auto_buf struct buf whole;
    buf_init(&whole, 1 << 20);
    read_all(fixture, "", 1 << 20, &whole);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        auto_buf struct buf parts;
        buf_init(&parts, 1 << 20);
        read_all(fixture, "", steps[i], &parts);
        assert_int_equal(parts.size, whole.size);
        assert_memory_equal(parts.data, whole.data, whole.size);
    }
}

static void a_file_that_shrinks_is_filled_up(void **state)
{
    struct fixture *fixture = *state;
    char chunk[FILES_TAR_BLOCK];
    char zeros[FILES_TAR_BLOCK] = {0};
    auto_free char *text = xmalloc(2001);
    memset(text, 'a', 2000);
    text[2000] = '\0';
    fixture_write(fixture, "a", text);
    struct rel rel = fixture_rel("");
    struct files_tar *tar = files_tar_open(fixture->files, &rel, false, NULL);
    assert_int_equal(files_tar_read(tar, chunk, sizeof(chunk), NULL), sizeof(chunk));
    assert_int_equal(files_tar_read(tar, chunk, sizeof(chunk), NULL), sizeof(chunk));
    fixture_write(fixture, "a", ""); /* truncates */
    for (int i = 0; i < 3; i++) {
        assert_int_equal(files_tar_read(tar, chunk, sizeof(chunk), NULL), sizeof(chunk));
        assert_memory_equal(chunk, zeros, sizeof(chunk));
    }
    assert_int_equal(files_tar_read(tar, chunk, sizeof(chunk), NULL), sizeof(chunk));
    assert_int_equal(files_tar_read(tar, chunk, sizeof(chunk), NULL), sizeof(chunk));
    assert_int_equal(files_tar_read(tar, chunk, sizeof(chunk), NULL), 0);
    files_tar_close(tar);
}

static void what_does_not_fit_into_a_header_stands_before_it(void **state)
{
    (void)state;
    char path[301];
    memset(path, 'p', sizeof(path) - 1);
    path[sizeof(path) - 1] = '\0';
    struct files_tar_entry entry = {
        .path = path, .link = "", .mode = S_IFREG | 0644, .size = 8589934592 /* 8 GiB */};
    auto_buf struct buf out;
    buf_init(&out, 1 << 16);
    files_tar_head(&entry, &out);
    assert_int_equal(out.size, 3 * FILES_TAR_BLOCK);
    assert_int_equal(out.data[TYPE_AT], 'x');
    assert_memory_equal(out.data + FILES_TAR_BLOCK, "310 path=ppp", 12);
    assert_non_null(strstr(out.data + FILES_TAR_BLOCK, "\n19 size=8589934592\n"));
    assert_int_equal(out.data[2 * FILES_TAR_BLOCK + TYPE_AT], '0');
}

static void the_length_of_a_record_counts_itself(void **state)
{
    (void)state;
    for (size_t size = 101; size < 1200; size++) {
        char path[1201];
        memset(path, 'p', size);
        path[size] = '\0';
        struct files_tar_entry entry = {.path = path, .link = "", .mode = S_IFREG | 0644};
        auto_buf struct buf out;
        buf_init(&out, 1 << 16);
        files_tar_head(&entry, &out);
        const char *record = out.data + FILES_TAR_BLOCK;
        char *end = NULL;
        long length = strtol(record, &end, 10);
        assert_int_equal(length, end - record + 6 + (long)size + 1);
        assert_int_equal(record[length - 1], '\n');
    }
}

static void deep_trees_end_with_an_error_not_with_half_an_archive(void **state)
{
    struct fixture *fixture = *state;
    char chunk[65536];
    int64_t got;
    auto_fd int dir = openat(fixture->dirfd, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; i < 140; i++) {
        assert_int_equal(mkdirat(dir, "d", 0755), 0);
        int next = openat(dir, "d", O_PATH | O_DIRECTORY | O_CLOEXEC);
        scope_close(&dir);
        dir = next;
    }
    struct rel rel = fixture_rel("");
    struct files_tar *tar = files_tar_open(fixture->files, &rel, false, NULL);
    do {
        got = files_tar_read(tar, chunk, sizeof(chunk), &fixture->err);
    } while (got > 0);
    files_tar_close(tar);
    assert_int_equal(got, -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_tree_is_archived_in_order_without_what_is_ours),
        TEST(a_folder_brings_its_own_name),
        TEST(every_size_of_reading_gives_the_same_bytes),
        TEST(a_file_that_shrinks_is_filled_up),
        cmocka_unit_test(what_does_not_fit_into_a_header_stands_before_it),
        cmocka_unit_test(the_length_of_a_record_counts_itself),
        TEST(deep_trees_end_with_an_error_not_with_half_an_archive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* An adversary in the door: everything that a file can be besides a job. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_patience.h"
#include "spool_fixture.h"

#define OTHER_UID 12345

static void assert_type_kept(const struct door *door, const char *name, mode_t type)
{
    auto_json struct json *receipt = door_receipt(door, name);
    char file[64];
    struct stat st;
    (void)snprintf(file, sizeof(file), "%s.json", json_get_string(receipt, "id"));
    assert_int_equal(fstatat(door->spool.dirs.bad, file, &st, AT_SYMLINK_NOFOLLOW), 0);
    assert_int_equal(st.st_mode & S_IFMT, type);
}

static void links_fifos_directories_and_sockets_are_moved_as_they_are(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    int dir = door.spool.dirs.spool;
    assert_int_equal(symlinkat("/etc/passwd", dir, "link.json"), 0);
    assert_int_equal(symlinkat("nowhere", dir, "dangling.json"), 0);
    assert_int_equal(mkfifoat(dir, "fifo.json", 0600), 0);
    assert_int_equal(mkdirat(dir, "dir.json", 0700), 0);
    assert_int_equal(mkdirat(dir, "folder", 0700), 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    (void)snprintf(address.sun_path, sizeof(address.sun_path), "%.60s/var/spool/sock.json",
                   door.path);
    auto_fd int sock = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(sock, (const struct sockaddr *)&address, sizeof(address)), 0);
    door_scan_expect(&door, 0, 6, 0);
    static const struct {
        const char *name;
        mode_t type;
    } cases[] = {{"link", S_IFLNK}, {"dangling", S_IFLNK}, {"fifo", S_IFIFO},
                 {"dir", S_IFDIR},  {"folder", S_IFDIR},   {"sock", S_IFSOCK}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        door_assert_refused(&door, cases[i].name, "not_regular");
        assert_type_kept(&door, cases[i].name, cases[i].type);
    }
    assert_int_equal(door_count(dir), 0);
    door_close(&door);
}

static void a_directory_that_is_not_empty_is_moved_whole(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    assert_int_equal(mkdirat(door.spool.dirs.spool, "x.json", 0700), 0);
    assert_ok(fd_create_file(door.spool.dirs.spool, "x.json/inner.json", GOOD_JOB, strlen(GOOD_JOB),
                             FD_DURABLE_NONE, problem));
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "x", "not_regular");
    door_close(&door);
}

static void a_device_is_refused_unopened(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    if (mknodat(door.spool.dirs.spool, "null.json", S_IFCHR | 0600, makedev(1, 3)) < 0) {
        print_message("SKIPPED: making a device needs root\n");
        door_close(&door);
        skip();
    }
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "null", "not_regular");
    door_close(&door);
}

static void a_file_with_another_name_for_it_is_refused(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "two.json", GOOD_JOB);
    assert_int_equal(linkat(door.spool.dirs.spool, "two.json", door.spool.dirs.var, "other", 0), 0);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "two", "not_regular");
    door_close(&door);
}

static void a_file_of_another_user_is_refused(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "foreign.json", GOOD_JOB);
    if (fchownat(door.spool.dirs.spool, "foreign.json", OTHER_UID, OTHER_UID, 0) < 0) {
        print_message("SKIPPED: giving a file away needs root\n");
        door_close(&door);
        skip();
    }
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "foreign", "owner");
    auto_json struct json *receipt = door_receipt(&door, "foreign");
    assert_non_null(strstr(json_get_string(receipt, "text"), "uid:12345"));
    door_close(&door);
}

static void sixty_four_kib_are_enough_and_one_byte_more_is_too_much(void **state)
{
    (void)state;
    struct door door;
    auto_free char *text = xmalloc(JOB_FILE_MAX + 2);
    door_open(&door);
    memset(text, ' ', JOB_FILE_MAX + 1);
    memcpy(text, GOOD_JOB, sizeof(GOOD_JOB) - 1);
    door_drop_bytes(&door, "most.json", text, JOB_FILE_MAX);
    door_drop_bytes(&door, "more.json", text, JOB_FILE_MAX + 1);
    door_scan_expect(&door, 1, 1, 0);
    door_assert_accepted(&door, "most");
    door_assert_refused(&door, "more", "too_large");
    door_close(&door);
}

static void a_huge_file_is_not_read(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    auto_fd int fd =
        openat(door.spool.dirs.spool, "huge.json", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_int_equal(ftruncate(fd, (off_t)1 << 40), 0);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "huge", "too_large");
    door_close(&door);
}

static void a_cut_file_is_waited_for_until_it_is_whole(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    auto_fd int fd =
        openat(door.spool.dirs.spool, "slow.json", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    for (size_t i = 0; i < strlen(GOOD_JOB); i++) {
        door_scan(&door, &haul);
        assert_int_equal(haul.accepted + haul.refused, 0);
        assert_true(haul.again_ms > 0);
        haul_release(&haul);
        assert_int_equal(write(fd, &GOOD_JOB[i], 1), 1);
        door_pass_time(&door, SPOOL_PATIENCE_CUT_MS - 1); /* each byte starts the time anew */
    }
    door_scan_expect(&door, 1, 0, 0);
    door_assert_accepted(&door, "slow");
    door_close(&door);
}

static void a_cut_file_is_refused_after_ten_quiet_seconds(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "{\"v\":1,\"script\":\"a.py\"", "{\"v\":1,\"scr"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct door door;
        struct haul haul;
        door_open(&door);
        door_drop(&door, "cut.json", texts[i]);
        door_scan(&door, &haul);
        assert_int_equal(haul.refused, 0);
        assert_int_equal(haul.again_ms, SPOOL_PATIENCE_WRONG_MS);
        door_pass_time(&door, SPOOL_PATIENCE_CUT_MS - 500);
        door_scan(&door, &haul);
        assert_int_equal(haul.refused, 0);
        assert_in_range(haul.again_ms, 1, 500);
        door_pass_time(&door, 500);
        door_scan_expect(&door, 0, 1, 0);
        door_assert_refused(&door, "cut", "json");
        door_close(&door);
    }
}

static void what_is_no_json_and_cannot_become_it_is_refused_after_one_second(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    door_drop(&door, "typo.json", "{\"v\":1,\n \"script\":\"a.py\",}");
    door_scan(&door, &haul);
    assert_int_equal(haul.refused, 0);
    assert_in_range(haul.again_ms, 1, SPOOL_PATIENCE_WRONG_MS);
    door_pass_time(&door, SPOOL_PATIENCE_WRONG_MS);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "typo", "json");
    auto_json struct json *receipt = door_receipt(&door, "typo");
    assert_int_equal(json_get_integer(receipt, "line", 0), 2);
    door_close(&door);
}

static void what_is_json_and_no_job_is_refused_at_once(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "a.json", "{\"v\":1,\"script\":\"a.py\",\"prioritty\":1}");
    door_drop(&door, "b.json", "[]");
    door_drop(&door, "c.json", "{\"v\":2,\"script\":\"a.py\"}");
    door_scan_expect(&door, 0, 3, 0);
    door_assert_refused(&door, "a", "schema");
    door_assert_refused(&door, "b", "schema");
    door_close(&door);
}

static void a_file_that_keeps_growing_is_refused_when_it_is_too_large(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    char block[8192];
    size_t passes = 0;
    memset(block, ' ', sizeof(block));
    door_open(&door);
    auto_fd int fd =
        openat(door.spool.dirs.spool, "grow.json", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    for (haul.refused = 0; haul.refused == 0 && passes < 100; passes++) {
        assert_int_equal(write(fd, block, sizeof(block)), sizeof(block));
        door_scan(&door, &haul);
        haul_release(&haul);
    }
    assert_int_equal(passes, JOB_FILE_MAX / sizeof(block) + 1);
    door_assert_refused(&door, "grow", "too_large");
    door_close(&door);
}

static void names_of_any_bytes_are_taken(void **state)
{
    (void)state;
    static const char *const names[] = {
        "new\nline",   "\xff\xfe",         "tab\tand\"quote\\", " ",        "-rf",
        "caf\xc3\xa9", "\xed\xa0\x80half", "percent%s%n%d",     "$(reboot)"};
    struct door door;
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char file[64];
        (void)snprintf(file, sizeof(file), "%s.json", names[i]);
        door_drop(&door, file, GOOD_JOB);
    }
    door_scan_expect(&door, ARRAY_LEN(names), 0, 0);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        door_assert_accepted(&door, names[i]);
    door_close(&door);
}

static void refusals_of_names_of_any_bytes_have_readable_reasons(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "bad\n\xff.json", "{\"v\":1}");
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "bad\n\xff", "schema");
    door_close(&door);
}

static void the_longest_name_that_can_be_claimed_is_taken_and_a_longer_one_refused(void **state)
{
    (void)state;
    struct door door;
    char name[NAME_MAX + 1];
    door_open(&door);
    memset(name, 'n', sizeof(name));
    (void)snprintf(name + NAME_MAX - 37 - 5, 6, ".json"); /* "<id>~" in front */
    door_drop(&door, name, GOOD_JOB);
    door_scan_expect(&door, 1, 0, 0);
    memset(name, 'm', sizeof(name));
    (void)snprintf(name + NAME_MAX - 5, 6, ".json");
    door_drop(&door, name, GOOD_JOB);
    door_scan_expect(&door, 0, 1, 0);
    name[NAME_MAX - 5] = '\0';
    door_assert_refused(&door, name, "bad_arg");
    door_close(&door);
}

static void unfinished_names_are_not_looked_at(void **state)
{
    (void)state;
    static const char *const names[] = {".hidden.json", "#lock.json", "job.json~",
                                        "job.json.tmp", "job.part",   "job.json.filepart",
                                        ".job.json.swp"};
    struct door door;
    struct haul haul;
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        door_drop(&door, names[i], "not even json");
    door_pass_time(&door, 3600000);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted + haul.refused, 0);
    assert_int_equal(haul.again_ms, 0);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_true(fd_exists(door.spool.dirs.spool, names[i]));
    door_close(&door);
}

static void a_name_without_json_gets_its_answer_when_it_stays(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "job.txt", GOOD_JOB);
    door_scan_expect(&door, 0, 0, 0);
    assert_true(fd_exists(door.spool.dirs.spool, "job.txt"));
    door_pass_time(&door, SPOOL_PATIENCE_CUT_MS);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "job.txt", "bad_arg");
    door_close(&door);
}

static void a_thousand_bad_files_do_not_keep_a_thousand_good_ones(void **state)
{
    (void)state;
    static const char *const bad[] = {"{\"v\":1}", "[1,2]", "{\"v\":1,\"script\":7}",
                                      "{\"v\":1,\"x\":2}"};
    struct door door;
    door_open_fast(&door);
    door.spool.durability = FD_DURABLE_NONE;
    for (int i = 0; i < 1000; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "%04d-bad.json", i);
        door_drop(&door, name, bad[i % 4]);
        (void)snprintf(name, sizeof(name), "%04d-good.json", i);
        door_drop(&door, name, GOOD_JOB);
    }
    door_scan_expect(&door, 1000, 1000, 0);
    assert_int_equal(door_count(door.spool.dirs.queue), 1000);
    assert_int_equal(door_count(door.spool.dirs.bad), 2000);
    door_close(&door);
}

static void many_unfinished_files_do_not_keep_a_good_one(void **state)
{
    (void)state;
    struct door door;
    door_open_fast(&door);
    door.spool.durability = FD_DURABLE_NONE;
    for (int i = 0; i < 3000; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "a%04d.json", i);
        door_drop(&door, name, "{");
    }
    door_drop(&door, "zz.json", GOOD_JOB);
    door_scan_expect(&door, 1, 0, 0);
    door_pass_time(&door, SPOOL_PATIENCE_CUT_MS);
    door_scan_expect(&door, 0, 3000, 0);
    assert_int_equal(door_count(door.spool.dirs.spool), 0);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_fifos_directories_and_sockets_are_moved_as_they_are),
        cmocka_unit_test(a_directory_that_is_not_empty_is_moved_whole),
        cmocka_unit_test(a_device_is_refused_unopened),
        cmocka_unit_test(a_file_with_another_name_for_it_is_refused),
        cmocka_unit_test(a_file_of_another_user_is_refused),
        cmocka_unit_test(sixty_four_kib_are_enough_and_one_byte_more_is_too_much),
        cmocka_unit_test(a_huge_file_is_not_read),
        cmocka_unit_test(a_cut_file_is_waited_for_until_it_is_whole),
        cmocka_unit_test(a_cut_file_is_refused_after_ten_quiet_seconds),
        cmocka_unit_test(what_is_no_json_and_cannot_become_it_is_refused_after_one_second),
        cmocka_unit_test(what_is_json_and_no_job_is_refused_at_once),
        cmocka_unit_test(a_file_that_keeps_growing_is_refused_when_it_is_too_large),
        cmocka_unit_test(names_of_any_bytes_are_taken),
        cmocka_unit_test(refusals_of_names_of_any_bytes_have_readable_reasons),
        cmocka_unit_test(the_longest_name_that_can_be_claimed_is_taken_and_a_longer_one_refused),
        cmocka_unit_test(unfinished_names_are_not_looked_at),
        cmocka_unit_test(a_name_without_json_gets_its_answer_when_it_stays),
        cmocka_unit_test(a_thousand_bad_files_do_not_keep_a_thousand_good_ones),
        cmocka_unit_test(many_unfinished_files_do_not_keep_a_good_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "spool_fixture.h"

#define HOUR_US INT64_C(3600000000)
#define DAY_US  INT64_C(86400000000)

static void touch(int dirfd, const char *name, int64_t age_us)
{
    int64_t at_us = clock_wall_us() - age_us;
    struct timespec times[2] = {{.tv_sec = at_us / 1000000}, {.tv_sec = at_us / 1000000}};
    if (!fd_exists(dirfd, name))
        assert_ok(fd_create_file(dirfd, name, "x", 1, FD_DURABLE_NONE, problem));
    assert_int_equal(utimensat(dirfd, name, times, AT_SYMLINK_NOFOLLOW), 0);
}

static void dead_writers_files_go_after_36_hours(void **state)
{
    (void)state;
    struct door door;
    struct spool_counters counters;
    door_open(&door);
    touch(door.spool.dirs.tmp, "young", 35 * HOUR_US);
    touch(door.spool.dirs.tmp, "old", 37 * HOUR_US);
    assert_int_equal(mkdirat(door.spool.dirs.tmp, "dir", 0700), 0);
    touch(door.spool.dirs.tmp, "dir", 37 * HOUR_US);
    spool_scan_clean(door.scan, clock_wall_us());
    assert_true(fd_exists(door.spool.dirs.tmp, "young"));
    assert_int_equal(door_count(door.spool.dirs.tmp), 1);
    spool_scan_counters(door.scan, &counters);
    assert_int_equal(counters.swept, 2);
    door_close(&door);
}

static void recovery_sweeps_too(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    touch(door.spool.dirs.tmp, "old", 37 * HOUR_US);
    door_restart(&door);
    assert_int_equal(door_count(door.spool.dirs.tmp), 0);
    door_close(&door);
}

static void receipts_are_kept_for_7_days(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    touch(door.spool.dirs.ack, "young.json", 6 * DAY_US);
    touch(door.spool.dirs.ack, "old.json", 8 * DAY_US);
    spool_scan_clean(door.scan, clock_wall_us());
    assert_true(fd_exists(door.spool.dirs.ack, "young.json"));
    assert_false(fd_exists(door.spool.dirs.ack, "old.json"));
    door_close(&door);
}

static void idempotency_keys_are_kept_for_24_hours(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    (void)door_submit(&door, "k");
    door_scan_expect(&door, 1, 0, 0);
    spool_scan_clean(door.scan, clock_wall_us() + 23 * HOUR_US);
    assert_int_equal(door_count(door.spool.dirs.keys), 1);
    spool_scan_clean(door.scan, clock_wall_us() + 25 * HOUR_US);
    assert_int_equal(door_count(door.spool.dirs.keys), 0);
    (void)door_submit(&door, "k");
    door_scan_expect(&door, 1, 0, 0);
    door_close(&door);
}

static void dead_letters_are_kept_for_30_days(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "bad.json", "{\"v\":1}");
    door_scan_expect(&door, 0, 1, 0);
    spool_scan_clean(door.scan, clock_wall_us() + 29 * DAY_US);
    assert_int_equal(door_count(door.spool.dirs.bad), 2);
    spool_scan_clean(door.scan, clock_wall_us() + 31 * DAY_US);
    assert_int_equal(door_count(door.spool.dirs.bad), 0);
    door_close(&door);
}

static void a_thousand_dead_letters_are_kept_and_the_oldest_go_first(void **state)
{
    (void)state;
    struct door door;
    struct ident oldest = ident_new();
    char name[64];
    door_open_fast(&door);
    for (int i = 0; i < 1005; i++) {
        struct ident id = ident_new();
        char text[IDENT_TEXT_SIZE];
        ident_format(&id, text);
        (void)snprintf(name, sizeof(name), "%s.json", text);
        touch(door.spool.dirs.bad, name, 0);
        (void)snprintf(name, sizeof(name), "%s.why.json", text);
        touch(door.spool.dirs.bad, name, i == 700 ? 99 * HOUR_US : INT64_C(1000000) * i);
        oldest = i == 700 ? id : oldest;
    }
    spool_scan_clean(door.scan, clock_wall_us());
    assert_int_equal(door_count(door.spool.dirs.bad), 2000);
    assert_false(door_has(door.spool.dirs.bad, &oldest, ".json"));
    door_close(&door);
}

static void reasons_without_a_letter_are_swept(void **state)
{
    (void)state;
    struct door door;
    struct ident id = ident_new();
    char text[IDENT_TEXT_SIZE + 16];
    door_open(&door);
    ident_format(&id, text);
    (void)strncat(text, ".why.json", 16);
    touch(door.spool.dirs.bad, text, 0);
    spool_scan_clean(door.scan, clock_wall_us());
    assert_int_equal(door_count(door.spool.dirs.bad), 1); /* its letter may be on its way */
    spool_scan_clean(door.scan, clock_wall_us() + 2 * HOUR_US);
    assert_int_equal(door_count(door.spool.dirs.bad), 0);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dead_writers_files_go_after_36_hours),
        cmocka_unit_test(recovery_sweeps_too),
        cmocka_unit_test(receipts_are_kept_for_7_days),
        cmocka_unit_test(idempotency_keys_are_kept_for_24_hours),
        cmocka_unit_test(dead_letters_are_kept_for_30_days),
        cmocka_unit_test(a_thousand_dead_letters_are_kept_and_the_oldest_go_first),
        cmocka_unit_test(reasons_without_a_letter_are_swept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

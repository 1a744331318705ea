/* A disk without space: nothing that was said to be safe is lost, and it is said what is wrong. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_submit.h"
#include "spool_fixture.h"

#define DISK_OPTIONS "size=4m,nr_inodes=2000,mode=0700"

struct disk {
    char path[64];
    struct door door;
};

/* A door on a small disk of its own. False: not possible here, said loudly. */
static bool open_disk(struct disk *disk)
{
    (void)snprintf(disk->path, sizeof(disk->path), "/tmp/pirun-full-XXXXXX");
    assert_non_null(mkdtemp(disk->path));
    if (geteuid() != 0 || mount("none", disk->path, "tmpfs", 0, DISK_OPTIONS) < 0) {
        (void)rmdir(disk->path);
        print_message("SKIPPED: mounting a small tmpfs needs root\n");
        return false;
    }
    door_open_below(&disk->door, disk->path);
    disk->door.spool.durability = FD_DURABLE_FULL;
    return true;
}

static void close_disk(struct disk *disk)
{
    door_close(&disk->door);
    assert_int_equal(umount(disk->path), 0);
    assert_int_equal(rmdir(disk->path), 0);
}

/* Take all of the disk but FREE bytes. */
static void fill(const struct disk *disk, uint64_t free_bytes)
{
    struct statvfs fs;
    auto_fd int fd =
        openat(disk->door.spool.dirs.project, "filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(fstatvfs(fd, &fs), 0);
    uint64_t have = (uint64_t)fs.f_bavail * fs.f_frsize;
    assert_true(have >= free_bytes);
    if (have > free_bytes)
        assert_int_equal(posix_fallocate(fd, 0, (off_t)(have - free_bytes)), 0);
}

static void empty(const struct disk *disk)
{
    assert_int_equal(unlinkat(disk->door.spool.dirs.project, "filler", 0), 0);
}

static void a_submission_to_a_full_disk_is_refused_and_leaves_nothing(void **state)
{
    (void)state;
    struct disk disk;
    struct err err;
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("a.py");
    if (!open_disk(&disk))
        skip();
    fill(&disk, 0);
    assert_true(spool_is_disk_low(&disk.door.spool));
    assert_int_equal(spool_submit(&disk.door.spool, &job, NULL, 0, &err), -1);
    assert_int_equal(err.code, ERR_NO_SPACE);
    assert_int_equal(door_count(disk.door.spool.dirs.spool), 0);
    assert_int_equal(door_count(disk.door.spool.dirs.tmp), 0);
    empty(&disk);
    assert_false(spool_is_disk_low(&disk.door.spool));
    assert_ok(spool_submit(&disk.door.spool, &job, NULL, 0, problem));
    close_disk(&disk);
}

static void the_last_percent_of_the_disk_is_not_for_submissions(void **state)
{
    (void)state;
    struct disk disk;
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("a.py");
    if (!open_disk(&disk))
        skip();
    fill(&disk, 24576); /* less than 1 % of 4 MiB, and enough for the file */
    assert_err(spool_submit(&disk.door.spool, &job, NULL, 0, problem), ERR_NO_SPACE);
    assert_int_equal(door_count(disk.door.spool.dirs.spool), 0);
    close_disk(&disk);
}

static void a_reserve_that_was_given_back_is_not_free_for_submissions(void **state)
{
    (void)state;
    struct disk disk;
    if (!open_disk(&disk))
        skip();
    assert_ok(spool_reserve(&disk.door.spool, problem));
    fill(&disk, 0);
    assert_true(spool_is_disk_low(&disk.door.spool));
    assert_true(spool_release_reserve(&disk.door.spool));
    assert_true(spool_is_disk_low(&disk.door.spool)); /* it is for what runs already */
    empty(&disk);
    assert_false(spool_is_disk_low(&disk.door.spool));
    close_disk(&disk);
}

static void what_cannot_be_accepted_for_want_of_space_stays_and_is_accepted_later(void **state)
{
    (void)state;
    struct disk disk;
    struct haul haul;
    if (!open_disk(&disk))
        skip();
    for (int i = 0; i < 5; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "hand%d.json", i);
        door_drop(&disk.door, name, GOOD_JOB);
    }
    fill(&disk, 0);
    door_scan(&disk.door, &haul);
    assert_int_equal(haul.accepted + haul.refused, 0);
    assert_true(haul.is_disk_full);
    assert_true(haul.again_ms > 0);
    assert_true(haul.trouble[0]);
    haul_release(&haul);
    size_t kept = door_count(disk.door.spool.dirs.spool) + door_count(disk.door.spool.dirs.claim);
    assert_int_equal(kept, 5);
    empty(&disk);
    door_scan(&disk.door, &haul);
    assert_int_equal(haul.accepted, 5);
    assert_false(haul.is_disk_full);
    haul_release(&haul);
    close_disk(&disk);
}

static void a_bad_file_stays_until_its_reason_can_be_written(void **state)
{
    (void)state;
    struct disk disk;
    struct haul haul;
    if (!open_disk(&disk))
        skip();
    door_drop(&disk.door, "bad.json", "{\"v\":1}");
    fill(&disk, 0);
    door_scan(&disk.door, &haul);
    assert_int_equal(haul.refused, 0);
    assert_true(haul.is_disk_full);
    haul_release(&haul);
    assert_true(fd_exists(disk.door.spool.dirs.spool, "bad.json"));
    assert_int_equal(door_count(disk.door.spool.dirs.bad), 0);
    empty(&disk);
    door_scan_expect(&disk.door, 0, 1, 0);
    door_assert_refused(&disk.door, "bad", "schema");
    close_disk(&disk);
}

static void an_unstamped_job_is_recovered_on_a_full_disk_from_the_reserve(void **state)
{
    (void)state;
    struct disk disk;
    struct list found;
    size_t damaged = 0;
    char file[IDENT_TEXT_SIZE + 8];
    if (!open_disk(&disk))
        skip();
    const struct spool_dirs *dirs = &disk.door.spool.dirs;
    struct ident id = door_submit(&disk.door, NULL);
    ident_format(&id, file);
    (void)strncat(file, ".json", 8);
    /* a crash between the rename and the stamp */
    assert_int_equal(renameat(dirs->spool, file, dirs->queue, file), 0);
    assert_ok(spool_reserve(&disk.door.spool, problem));
    fill(&disk, 0);
    assert_int_equal(door_recover(&disk.door, &found, &damaged), 1);
    assert_int_equal(damaged, 0);
    door_free_waiting(&found);
    close_disk(&disk);
}

/* With every number of free pages from none to plenty, each write of the ways in fails once. */
static void at_every_amount_of_free_space_nothing_is_lost(void **state)
{
    (void)state;
    for (uint64_t pages = 0; pages < 16; pages++) {
        struct disk disk;
        struct haul haul;
        if (!open_disk(&disk))
            skip();
        for (int i = 0; i < 3; i++) {
            char name[32];
            (void)snprintf(name, sizeof(name), "hand%d.json", i);
            door_drop(&disk.door, name, GOOD_JOB);
        }
        for (int i = 0; i < 3; i++)
            (void)door_submit(&disk.door, i == 0 ? "key" : NULL);
        door_drop(&disk.door, "bad.json", "{\"v\":1}");
        door_drop(&disk.door, "order.json", "{\"v\":1,\"op\":\"pause\"}");
        fill(&disk, pages * 4096);
        size_t accepted = 0;
        size_t orders = 0;
        size_t refused = 0;
        for (int pass = 0; pass < 4; pass++) {
            if (pass == 2)
                empty(&disk);
            door_scan(&disk.door, &haul);
            accepted += haul.accepted;
            refused += haul.refused;
            orders += haul.count - haul.accepted;
            haul_release(&haul);
        }
        assert_int_equal(accepted, 6);
        assert_int_equal(refused, 1);
        assert_int_equal(orders, 1);
        assert_int_equal(door_count(disk.door.spool.dirs.spool), 0);
        assert_int_equal(door_count(disk.door.spool.dirs.queue), 6);
        struct list found;
        size_t damaged = 0;
        assert_int_equal(door_recover(&disk.door, &found, &damaged), 6);
        assert_int_equal(damaged, 0);
        door_free_waiting(&found);
        close_disk(&disk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_submission_to_a_full_disk_is_refused_and_leaves_nothing),
        cmocka_unit_test(the_last_percent_of_the_disk_is_not_for_submissions),
        cmocka_unit_test(a_reserve_that_was_given_back_is_not_free_for_submissions),
        cmocka_unit_test(what_cannot_be_accepted_for_want_of_space_stays_and_is_accepted_later),
        cmocka_unit_test(a_bad_file_stays_until_its_reason_can_be_written),
        cmocka_unit_test(an_unstamped_job_is_recovered_on_a_full_disk_from_the_reserve),
        cmocka_unit_test(at_every_amount_of_free_space_nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

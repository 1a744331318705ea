#include <fcntl.h>
#include <grp.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "spool_fixture.h"

static mode_t mode_of(int fd)
{
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    return st.st_mode & 07777;
}

static void every_directory_of_var_is_for_its_owner_only(void **state)
{
    (void)state;
    struct door door;
    size_t count = 0;
    (void)umask(0002); /* the mode must not depend on it */
    door_open(&door);
    (void)spool_stages(&count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(mode_of(spool_stage_fd(&door.spool, i)), 0700);
    door_close(&door);
}

static void a_mode_that_was_loosened_is_mended_at_the_next_open(void **state)
{
    (void)state;
    struct door door;
    struct spool again;
    struct spool_options options = {.durability = FD_DURABLE_NONE};
    door_open(&door);
    assert_int_equal(fchmod(door.spool.dirs.queue, 0777), 0);
    assert_ok(spool_open(&again, door.path, &options, problem));
    assert_int_equal(mode_of(again.dirs.queue), 0700);
    spool_close(&again);
    door_close(&door);
}

static void with_a_group_its_members_may_drop_and_ask_but_not_look(void **state)
{
    (void)state;
    struct door door;
    struct spool shared;
    struct group *group = getgrgid(getegid()); /* NOLINT(concurrency-mt-unsafe) */
    assert_non_null(group);
    struct spool_options options = {.durability = FD_DURABLE_NONE, .group = group->gr_name};
    door_open(&door);
    assert_ok(spool_open(&shared, door.path, &options, problem));
    assert_int_equal(mode_of(shared.dirs.spool), 03730);
    assert_int_equal(mode_of(shared.dirs.tmp), 03730);
    assert_int_equal(mode_of(shared.dirs.ack) & 0777, 0710);
    assert_int_equal(mode_of(shared.dirs.var), 0710);
    assert_int_equal(mode_of(shared.dirs.claim), 0700);
    assert_int_equal(mode_of(shared.dirs.queue), 0700);
    assert_int_equal(mode_of(shared.dirs.bad), 0700);
    spool_close(&shared);
    door_close(&door);
}

static void an_unknown_group_is_refused_by_name(void **state)
{
    (void)state;
    struct door door;
    struct spool shared;
    struct err err;
    struct spool_options options = {.group = "no-such-group-here"};
    door_open(&door);
    assert_int_equal(spool_open(&shared, door.path, &options, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "'no-such-group-here'"));
    door_close(&door);
}

static void a_link_in_the_place_of_a_stage_is_refused(void **state)
{
    (void)state;
    struct door door;
    struct spool again;
    struct spool_options options = {.durability = FD_DURABLE_NONE};
    door_open(&door);
    assert_int_equal(unlinkat(door.spool.dirs.var, "queue", AT_REMOVEDIR), 0);
    assert_int_equal(symlinkat("/tmp", door.spool.dirs.var, "queue"), 0);
    assert_err(spool_open(&again, door.path, &options, problem), ERR_INVALID);
    door_close(&door);
}

static void a_missing_project_is_not_found(void **state)
{
    (void)state;
    struct spool spool;
    struct spool_options options = {.durability = FD_DURABLE_NONE};
    assert_err(spool_open(&spool, "/nonexistent/project", &options, problem), ERR_NOT_FOUND);
}

static void a_stage_on_another_file_system_is_refused(void **state)
{
    (void)state;
    struct door door;
    struct spool again;
    struct spool_options options = {.durability = FD_DURABLE_NONE};
    char queue[PATH_MAX + 32];
    door_open(&door);
    (void)snprintf(queue, sizeof(queue), "%s/var/queue", door.path);
    if (geteuid() != 0 || mount("none", queue, "tmpfs", 0, "mode=0700") < 0) {
        print_message("SKIPPED: mounting a tmpfs needs root\n");
        door_close(&door);
        skip();
    }
    struct err err = {.text = ""};
    int result = spool_open(&again, door.path, &options, &err);
    assert_int_equal(umount(queue), 0);
    assert_int_equal(result, -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "var/queue"));
    door_close(&door);
}

static void network_and_foreign_file_systems_are_known_by_number(void **state)
{
    (void)state;
    static const struct {
        uint64_t number;
        const char *name;
    } cases[] = {
        {0x6969, "NFS"},      {0xFF534D42, "CIFS"}, {0xFFFFFFFFFF534D42, "CIFS"},
        {0x65735546, "FUSE"}, {0x4d44, "vfat"},     {0x2011BAB0, "exfat"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *name = spool_disk_refuses(cases[i].number);
        assert_non_null(name);
        assert_string_equal(name, cases[i].name);
    }
    assert_null(spool_disk_refuses(EXT4_SUPER_MAGIC));
    assert_null(spool_disk_refuses(BTRFS_SUPER_MAGIC));
    assert_null(spool_disk_refuses(TMPFS_MAGIC));
    assert_null(spool_disk_refuses(0x58465342)); /* XFS */
}

static void the_reserve_takes_its_space_and_is_given_back_once(void **state)
{
    (void)state;
    struct door door;
    struct stat st;
    door_open(&door);
    assert_ok(spool_reserve(&door.spool, problem));
    assert_int_equal(fstatat(door.spool.dirs.var, "reserve", &st, 0), 0);
    assert_int_equal(st.st_size, SPOOL_RESERVE_BYTES);
    assert_true(st.st_blocks * 512 >= SPOOL_RESERVE_BYTES);
    assert_true(spool_release_reserve(&door.spool));
    assert_false(spool_release_reserve(&door.spool));
    assert_ok(spool_reserve(&door.spool, problem));
    assert_true(spool_release_reserve(&door.spool));
    door_close(&door);
}

static void examine_finds_nothing_wrong_in_a_fresh_door(void **state)
{
    (void)state;
    struct door door;
    struct spool_finding found[8];
    door_open(&door);
    size_t count = spool_examine(&door.spool, found, ARRAY_LEN(found));
    assert_int_equal(count, 6);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(found[i].check, "space") != 0 && !found[i].is_ok)
            fail_msg("%s: %s", found[i].check, found[i].text);
        assert_true(found[i].text[0]);
    }
    door_close(&door);
}

static void examine_tells_a_wrong_mode_first_and_how_to_mend_it(void **state)
{
    (void)state;
    struct door door;
    struct spool_finding found[8];
    door_open(&door);
    assert_int_equal(fchmod(door.spool.dirs.bad, 0755), 0);
    size_t count = spool_examine(&door.spool, found, ARRAY_LEN(found));
    assert_true(count > 0);
    assert_false(found[0].is_ok);
    assert_string_equal(found[0].check, "mode");
    assert_non_null(strstr(found[0].text, "var/bad"));
    assert_non_null(strstr(found[0].cure, "chmod 0700"));
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_directory_of_var_is_for_its_owner_only),
        cmocka_unit_test(a_mode_that_was_loosened_is_mended_at_the_next_open),
        cmocka_unit_test(with_a_group_its_members_may_drop_and_ask_but_not_look),
        cmocka_unit_test(an_unknown_group_is_refused_by_name),
        cmocka_unit_test(a_link_in_the_place_of_a_stage_is_refused),
        cmocka_unit_test(a_missing_project_is_not_found),
        cmocka_unit_test(a_stage_on_another_file_system_is_refused),
        cmocka_unit_test(network_and_foreign_file_systems_are_known_by_number),
        cmocka_unit_test(the_reserve_takes_its_space_and_is_given_back_once),
        cmocka_unit_test(examine_finds_nothing_wrong_in_a_fresh_door),
        cmocka_unit_test(examine_tells_a_wrong_mode_first_and_how_to_mend_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Who may say what: the files of the server's own user and those of a member of spool.group. */
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_submit.h"
#include "spool_fixture.h"

/* A user and a group of every Debian; the group is the user's first one. */
#define MEMBER "games"

struct member {
    uid_t uid;
    gid_t gid;
};

/* A door that is open for MEMBER's group. False: not possible here, said loudly. */
static bool open_shared(struct door *door, struct member *member)
{
    struct passwd *user = getpwnam(MEMBER); /* NOLINT(concurrency-mt-unsafe) */
    struct spool_options options = {.durability = FD_DURABLE_FULL, .group = MEMBER};
    if (geteuid() != 0 || !user) {
        print_message("SKIPPED: acting as another user needs root and the user '" MEMBER "'\n");
        return false;
    }
    member->uid = user->pw_uid;
    member->gid = user->pw_gid;
    door_open(door);
    assert_int_equal(chmod(door->path, 0711), 0);
    spool_close(&door->spool);
    assert_ok(spool_open(&door->spool, door->path, &options, problem));
    door_restart(door);
    return true;
}

static void drop_as(const struct door *door, const struct member *member, const char *name,
                    const char *text)
{
    const struct spool_dirs *dirs = &door->spool.dirs;
    assert_ok(fd_create_file(dirs->tmp, "theirs", text, strlen(text), FD_DURABLE_NONE, problem));
    assert_int_equal(fchownat(dirs->tmp, "theirs", member->uid, member->gid, 0), 0);
    assert_int_equal(renameat(dirs->tmp, "theirs", dirs->spool, name), 0);
}

/* Owns: the door of a forked child that became MEMBER; answers the child's exit status. */
static int as_member(const struct door *door, const struct member *member,
                     int (*act)(const struct door *door))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (setgroups(0, NULL) < 0 || setgid(member->gid) < 0 || setuid(member->uid) < 0)
            _exit(99);
        _exit(act(door));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int submit_one(const struct door *door)
{
    struct spool spool;
    struct spool_options options = {.durability = FD_DURABLE_FULL, .group = MEMBER};
    struct err err;
    struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("a.py");
    if (spool_open(&spool, door->path, &options, &err) < 0)
        return 1;
    if (spool_submit(&spool, &job, NULL, 0, &err) < 0)
        return 2;
    if (openat(spool.dirs.spool, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0)
        return 3; /* may see what others dropped */
    if (openat(spool.dirs.queue, "x", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0)
        return 4; /* may write behind the door */
    return 0;
}

static void a_member_submits_by_the_same_function_and_sees_nobody_elses_jobs(void **state)
{
    (void)state;
    struct door door;
    struct member member = {0};
    struct haul haul;
    if (!open_shared(&door, &member)) {
        skip();
        return;
    }
    assert_int_equal(as_member(&door, &member, submit_one), 0);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_string_equal(haul_in(&haul, 0)->job.submitted_by, MEMBER);
    haul_release(&haul);
    door_close(&door);
}

static int submit_to_a_strangers_door(const struct door *door)
{
    struct spool spool;
    struct spool_options options = {.durability = FD_DURABLE_FULL};
    struct err err = {.text = ""};
    return spool_open(&spool, door->path, &options, &err) < 0 && err.code == ERR_FORBIDDEN ? 0 : 1;
}

static void a_stranger_cannot_open_the_door(void **state)
{
    (void)state;
    struct door door;
    struct member member = {.uid = 12345, .gid = 12345};
    struct member ignored = {0};
    if (!open_shared(&door, &ignored)) {
        skip();
        return;
    }
    assert_int_equal(as_member(&door, &member, submit_to_a_strangers_door), 0);
    door_close(&door);
}

static void a_members_file_is_submitted_by_its_owner(void **state)
{
    (void)state;
    struct door door;
    struct member member = {0};
    struct haul haul;
    if (!open_shared(&door, &member)) {
        skip();
        return;
    }
    drop_as(&door, &member, "theirs.json", GOOD_JOB);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_string_equal(haul_in(&haul, 0)->job.submitted_by, MEMBER);
    haul_release(&haul);
    door_assert_accepted(&door, "theirs");
    door_close(&door);
}

static void a_member_cannot_say_what_only_the_server_says(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"v\":1,\"script\":\"a.py\",\"submitted_by\":\"root\"}",
        "{\"v\":1,\"script\":\"a.py\",\"seq\":7}",
        "{\"v\":1,\"script\":\"a.py\",\"queued_at\":\"2026-01-01T00:00:00Z\"}",
        "{\"v\":1,\"script\":\"a.py\",\"id\":\"019312d0-7c3a-7b2e-8f00-0123456789ab\"}",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct door door;
        struct member member = {0};
        if (!open_shared(&door, &member)) {
            skip();
            return;
        }
        drop_as(&door, &member, "forged.json", texts[i]);
        door_scan_expect(&door, 0, 1, 0);
        door_assert_refused(&door, "forged", "schema");
        auto_json struct json *receipt = door_receipt(&door, "forged");
        assert_int_equal(json_get_integer(receipt, "line", 0), 1);
        assert_int_equal(json_get_integer(receipt, "column", 0), 24);
        door_close(&door);
    }
}

static void a_user_who_is_no_member_is_refused(void **state)
{
    (void)state;
    struct door door;
    struct member member = {0};
    if (!open_shared(&door, &member)) {
        skip();
        return;
    }
    struct member stranger = {.uid = 12345, .gid = member.gid};
    drop_as(&door, &stranger, "stranger.json", GOOD_JOB);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "stranger", "owner");
    door_close(&door);
}

static void receipts_can_be_read_by_members_and_not_listed(void **state)
{
    (void)state;
    struct door door;
    struct member member = {0};
    struct stat st;
    if (!open_shared(&door, &member)) {
        skip();
        return;
    }
    drop_as(&door, &member, "theirs.json", GOOD_JOB);
    door_scan_expect(&door, 1, 0, 0);
    assert_int_equal(fstatat(door.spool.dirs.ack, "theirs.json", &st, 0), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(st.st_gid, member.gid);
    door_close(&door);
}

static void the_own_user_may_name_another_submitter(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    door_drop(&door, "job.json", "{\"v\":1,\"script\":\"a.py\",\"submitted_by\":\"anna\"}");
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_string_equal(haul_in(&haul, 0)->job.submitted_by, "anna");
    haul_release(&haul);
    door_close(&door);
}

static void numbers_and_times_of_acceptance_are_never_believed(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    door_drop(&door, "job.json",
              "{\"v\":1,\"seq\":999,\"queued_at\":\"2020-01-01T00:00:00Z\",\"script\":\"a.py\"}");
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_int_equal(haul_in(&haul, 0)->job.seq, 1);
    assert_true(haul_in(&haul, 0)->job.queued_at_us > INT64_C(1600000000000000));
    haul_release(&haul);
    door_close(&door);
}

static void an_id_that_is_not_its_files_name_is_refused(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "019312d0-7c3a-7b2e-8f00-0123456789ab.json",
              "{\"v\":1,\"script\":\"a.py\",\"id\":\"019312d0-7c3a-7b2e-8f00-0123456789ac\"}");
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "019312d0-7c3a-7b2e-8f00-0123456789ab", "schema");
    door_close(&door);
}

static void a_file_named_by_an_id_keeps_it(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    struct ident id = ident_new();
    char name[IDENT_TEXT_SIZE + 8];
    door_open(&door);
    ident_format(&id, name);
    (void)strncat(name, ".json", 8);
    door_drop(&door, name, GOOD_JOB); /* not canonical: a copy is made */
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_true(ident_equal(&haul_in(&haul, 0)->job.id, &id));
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    haul_release(&haul);
    door_drop(&door, name, GOOD_JOB);
    door_scan_expect(&door, 0, 0, 1);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_member_submits_by_the_same_function_and_sees_nobody_elses_jobs),
        cmocka_unit_test(a_stranger_cannot_open_the_door),
        cmocka_unit_test(a_members_file_is_submitted_by_its_owner),
        cmocka_unit_test(a_member_cannot_say_what_only_the_server_says),
        cmocka_unit_test(a_user_who_is_no_member_is_refused),
        cmocka_unit_test(receipts_can_be_read_by_members_and_not_listed),
        cmocka_unit_test(the_own_user_may_name_another_submitter),
        cmocka_unit_test(numbers_and_times_of_acceptance_are_never_believed),
        cmocka_unit_test(an_id_that_is_not_its_files_name_is_refused),
        cmocka_unit_test(a_file_named_by_an_id_keeps_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

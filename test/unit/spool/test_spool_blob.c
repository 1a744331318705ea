#include "spool/spool_blob.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "spool/spool_submit.h"
#include "spool_fixture.h"

#define EMPTY "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void put(const struct door *door, const char *text, char name[SPOOL_BLOB_NAME_SIZE])
{
    assert_ok(spool_blob_put(&door->spool, text, strlen(text), name, problem));
}

static bool is_there(const struct door *door, const char *name)
{
    struct err err;
    auto_fd int fd = spool_blob_open(&door->spool, name, &err);
    assert_true(fd >= 0 || err.code == ERR_NOT_FOUND);
    return fd >= 0;
}

static void make_old(const struct door *door, const char *name)
{
    const struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    const char *file = strchr(name, ':') + 1;
    assert_int_equal(utimensat(door->spool.dirs.blobs, file, times, 0), 0);
}

static struct ident submit(const struct door *door, const char *blob)
{
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("scripts/report.py");
    job.stdin_blob = xstrdup(blob);
    assert_ok(spool_submit(&door->spool, &job, NULL, 0, problem));
    return job.id;
}

static void a_blob_is_named_by_its_content_and_kept_once(void **state)
{
    (void)state;
    struct door door;
    char first[SPOOL_BLOB_NAME_SIZE];
    char again[SPOOL_BLOB_NAME_SIZE];
    door_open(&door);
    put(&door, "", first);
    assert_string_equal(first, EMPTY);
    put(&door, "one", first);
    put(&door, "one", again);
    assert_string_equal(first, again);
    assert_int_equal(door_count(door.spool.dirs.blobs), 2);
    char bytes[8] = "";
    struct err err;
    auto_fd int fd = spool_blob_open(&door.spool, first, &err);
    assert_int_equal(read(fd, bytes, sizeof(bytes)), 3);
    assert_string_equal(bytes, "one");
    door_close(&door);
}

static void only_names_of_blobs_are_opened(void **state)
{
    (void)state;
    static const char longer[] = EMPTY "0";
    static const char *const names[] = {
        "",
        "sha256:",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:../../../../../../../../../../../../../../../../../../../../etc/passwd",
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        longer,
    };
    struct door door;
    struct err err;
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        assert_int_equal(spool_blob_open(&door.spool, names[i], &err), -1);
        assert_int_equal(err.code, ERR_INVALID);
    }
    assert_int_equal(spool_blob_open(&door.spool, EMPTY, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    door_close(&door);
}

static void a_job_whose_blob_is_missing_is_refused(void **state)
{
    (void)state;
    struct door door;
    char name[SPOOL_BLOB_NAME_SIZE];
    door_open(&door);
    (void)submit(&door, EMPTY);
    door_scan_expect(&door, 0, 1, 0);
    put(&door, "", name);
    (void)submit(&door, name);
    door_scan_expect(&door, 1, 0, 0);
    door_close(&door);
}

static void old_blobs_go_but_those_that_jobs_name(void **state)
{
    (void)state;
    struct door door;
    char unused[SPOOL_BLOB_NAME_SIZE];
    char waiting[SPOOL_BLOB_NAME_SIZE];
    char running[SPOOL_BLOB_NAME_SIZE];
    char young[SPOOL_BLOB_NAME_SIZE];
    door_open(&door);
    put(&door, "unused", unused);
    put(&door, "waiting", waiting);
    put(&door, "running", running);
    put(&door, "young", young);
    (void)submit(&door, waiting);
    struct ident id = submit(&door, running);
    door_scan_expect(&door, 2, 0, 0);
    char file[IDENT_TEXT_SIZE + 8];
    ident_format(&id, file);
    (void)strncat(file, ".json", 8);
    assert_int_equal(renameat(door.spool.dirs.queue, file, door.spool.dirs.active, file), 0);
    make_old(&door, unused);
    make_old(&door, waiting);
    make_old(&door, running);
    spool_blob_clean(&door.spool, clock_wall_us());
    assert_false(is_there(&door, unused));
    assert_true(is_there(&door, waiting));
    assert_true(is_there(&door, running));
    assert_true(is_there(&door, young));
    door_close(&door);
}

static void use_keeps_a_blob(void **state)
{
    (void)state;
    struct door door;
    char used[SPOOL_BLOB_NAME_SIZE];
    char given[SPOOL_BLOB_NAME_SIZE];
    door_open(&door);
    put(&door, "used", used);
    put(&door, "given", given);
    make_old(&door, used);
    make_old(&door, given);
    struct err err;
    auto_fd int fd = spool_blob_use(&door.spool, used, &err);
    assert_true(fd >= 0);
    put(&door, "given", given);
    spool_blob_clean(&door.spool, clock_wall_us());
    assert_true(is_there(&door, used));
    assert_true(is_there(&door, given));
    door_close(&door);
}

static void the_rest_of_a_blob_that_was_cut_off_goes_too(void **state)
{
    (void)state;
    struct door door;
    const struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    door_open(&door);
    assert_ok(fd_create_file(door.spool.dirs.blobs, "rest", "x", 1, FD_DURABLE_NONE, problem));
    assert_int_equal(utimensat(door.spool.dirs.blobs, "rest", times, 0), 0);
    spool_blob_clean(&door.spool, clock_wall_us());
    assert_int_equal(door_count(door.spool.dirs.blobs), 0);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_blob_is_named_by_its_content_and_kept_once),
        cmocka_unit_test(only_names_of_blobs_are_opened),
        cmocka_unit_test(a_job_whose_blob_is_missing_is_refused),
        cmocka_unit_test(old_blobs_go_but_those_that_jobs_name),
        cmocka_unit_test(use_keeps_a_blob),
        cmocka_unit_test(the_rest_of_a_blob_that_was_cut_off_goes_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

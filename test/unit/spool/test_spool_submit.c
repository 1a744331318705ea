#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "job/job_file.h"
#include "spool/spool_submit.h"
#include "spool_fixture.h"

static struct job new_job(void)
{
    struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("scripts/report.py");
    return job;
}

static void read_text(const struct door *door, const struct ident *id, struct buf *out)
{
    char name[IDENT_TEXT_SIZE + 8];
    ident_format(id, name);
    (void)strncat(name, ".json", 8);
    assert_ok(fd_read_file(door->spool.dirs.spool, name, out, problem));
}

static void a_submitted_job_lies_in_the_door_in_canonical_form(void **state)
{
    (void)state;
    struct door door;
    struct job_fault fault;
    auto_job struct job job = new_job();
    auto_job struct job read;
    auto_buf struct buf text;
    auto_buf struct buf again;
    buf_init(&text, 65536);
    buf_init(&again, 65536);
    door_open(&door);
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    read_text(&door, &job.id, &text);
    assert_int_equal(job_file_parse(text.data, text.size, &read, &fault), JOB_FILE_OK);
    assert_true(ident_equal(&read.id, &job.id));
    assert_non_null(read.submitted_by);
    assert_true(read.submitted_at_us > 0);
    job_file_format(&read, text.data, text.size, &again);
    assert_string_equal(again.data, text.data);
    assert_int_equal(door_count(door.spool.dirs.tmp), 0);
    door_close(&door);
}

static void notes_of_the_original_text_are_kept(void **state)
{
    (void)state;
    static const char original[] =
        "{\"v\":1,\"script\":\"scripts/report.py\",\"x-ticket\":\"A-7\"}";
    struct door door;
    auto_job struct job job = new_job();
    auto_buf struct buf text;
    buf_init(&text, 65536);
    door_open(&door);
    assert_ok(spool_submit(&door.spool, &job, original, strlen(original), problem));
    read_text(&door, &job.id, &text);
    assert_non_null(strstr(text.data, "\"x-ticket\":\"A-7\""));
    door_close(&door);
}

static void the_same_submission_again_is_harmless(void **state)
{
    (void)state;
    struct door door;
    auto_job struct job job = new_job();
    door_open(&door);
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    assert_int_equal(door_count(door.spool.dirs.spool), 1);
    assert_int_equal(door_count(door.spool.dirs.tmp), 0);
    door_scan_expect(&door, 1, 0, 0);
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    door_scan_expect(&door, 0, 0, 1);
    assert_int_equal(door_count(door.spool.dirs.queue), 1);
    door_close(&door);
}

static void what_only_the_server_says_is_not_submitted(void **state)
{
    (void)state;
    struct door door;
    auto_job struct job job = new_job();
    auto_buf struct buf text;
    buf_init(&text, 65536);
    door_open(&door);
    job.seq = 77;
    job.queued_at_us = 1795327200000000;
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    read_text(&door, &job.id, &text);
    assert_null(strstr(text.data, " 77,"));
    assert_non_null(strstr(text.data, "1970-01-01T00:00:00.000000Z"));
    door_close(&door);
}

static void many_jobs_share_one_submission(void **state)
{
    (void)state;
    struct door door;
    struct spool_submission jobs[20] = {0};
    size_t done = 0;
    auto_buf struct buf text;
    buf_init(&text, 65536);
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++)
        jobs[i].job = new_job();
    jobs[7].original = "{\"x-note\":7}";
    jobs[7].original_size = strlen(jobs[7].original);
    assert_ok(spool_submit_many(&door.spool, jobs, ARRAY_LEN(jobs), &done, problem));
    assert_int_equal(done, ARRAY_LEN(jobs));
    read_text(&door, &jobs[7].job.id, &text);
    assert_non_null(strstr(text.data, "\"x-note\":7"));
    door_scan_expect(&door, ARRAY_LEN(jobs), 0, 0);
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++)
        job_release(&jobs[i].job);
    door_close(&door);
}

static void submitting_many_stops_at_the_first_that_is_too_large(void **state)
{
    (void)state;
    struct door door;
    struct spool_submission jobs[3] = {0};
    struct err err;
    size_t done = 99;
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++)
        jobs[i].job = new_job();
    jobs[1].job.stdin_text = xmalloc(JOB_FILE_MAX + 1);
    memset(jobs[1].job.stdin_text, 'x', JOB_FILE_MAX);
    jobs[1].job.stdin_text[JOB_FILE_MAX] = '\0';
    assert_int_equal(spool_submit_many(&door.spool, jobs, ARRAY_LEN(jobs), &done, &err), -1);
    assert_int_equal(err.code, ERR_TOO_LARGE);
    assert_int_equal(done, 1);
    door_scan_expect(&door, 1, 0, 0);
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++)
        job_release(&jobs[i].job);
    door_close(&door);
}

static void more_than_max_waiting_are_refused_and_said(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    auto_job struct job job = new_job();
    door_open(&door);
    door.spool.max_waiting = 3;
    for (int i = 0; i < 3; i++) {
        (void)unlinkat(door.spool.dirs.var, "waiting", 0); /* count anew: no two seconds of grace */
        (void)door_submit(&door, NULL);
    }
    (void)unlinkat(door.spool.dirs.var, "waiting", 0);
    assert_int_equal(spool_submit(&door.spool, &job, NULL, 0, &err), -1);
    assert_int_equal(err.code, ERR_BUSY);
    assert_non_null(strstr(err.text, "max_waiting"));
    assert_int_equal(door_count(door.spool.dirs.spool), 3);
    door_close(&door);
}

static void accepted_jobs_count_as_waiting_too(void **state)
{
    (void)state;
    struct door door;
    auto_job struct job job = new_job();
    door_open(&door);
    (void)door_submit(&door, NULL);
    door_scan_expect(&door, 1, 0, 0);
    door.spool.max_waiting = 1;
    assert_err(spool_submit(&door.spool, &job, NULL, 0, problem), ERR_BUSY);
    door_close(&door);
}

static void a_receipt_is_not_there_before_the_answer(void **state)
{
    (void)state;
    struct door door;
    char name[IDENT_TEXT_SIZE];
    door_open(&door);
    struct ident id = door_submit(&door, NULL);
    ident_format(&id, name);
    assert_null(door_receipt(&door, name));
    door_scan_expect(&door, 1, 0, 0);
    auto_json struct json *receipt = door_receipt(&door, name);
    assert_true(json_get_bool(receipt, "accepted", false));
    assert_string_equal(json_get_string(receipt, "id"), name);
    assert_int_equal(json_get_integer(receipt, "seq", 0), 1);
    door_close(&door);
}

static void a_receipt_is_never_a_way_out_of_its_directory(void **state)
{
    (void)state;
    static const char *const names[] = {"../lock", "../../x", "", ".", "..", ".receipt", "a/b"};
    struct door door;
    auto_buf struct buf text;
    buf_init(&text, 4096);
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_err(spool_receipt(&door.spool, names[i], &text, problem), ERR_INVALID);
    door_close(&door);
}

static void without_durability_it_is_the_same_but_for_the_syncs(void **state)
{
    (void)state;
    static const enum fd_durability levels[] = {FD_DURABLE_NONE, FD_DURABLE_FILE, FD_DURABLE_FULL};
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        struct door door;
        door_open(&door);
        door.spool.durability = levels[i];
        (void)door_submit(&door, NULL);
        door_drop(&door, "hand.json", GOOD_JOB);
        door_scan_expect(&door, 2, 0, 0);
        door_close(&door);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_submitted_job_lies_in_the_door_in_canonical_form),
        cmocka_unit_test(notes_of_the_original_text_are_kept),
        cmocka_unit_test(the_same_submission_again_is_harmless),
        cmocka_unit_test(what_only_the_server_says_is_not_submitted),
        cmocka_unit_test(many_jobs_share_one_submission),
        cmocka_unit_test(submitting_many_stops_at_the_first_that_is_too_large),
        cmocka_unit_test(more_than_max_waiting_are_refused_and_said),
        cmocka_unit_test(accepted_jobs_count_as_waiting_too),
        cmocka_unit_test(a_receipt_is_not_there_before_the_answer),
        cmocka_unit_test(a_receipt_is_never_a_way_out_of_its_directory),
        cmocka_unit_test(without_durability_it_is_the_same_but_for_the_syncs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

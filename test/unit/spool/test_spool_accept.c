#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_scan_state.h"
#include "spool/spool_submit.h"
#include "spool_fixture.h"

static void a_submitted_job_moves_to_the_queue_and_is_stamped(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    auto_job struct job job;
    door_open(&door);
    struct ident id = door_submit(&door, NULL);
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 1);
    const struct spool_in *in = haul_in(&haul, 0);
    assert_int_equal(in->kind, SPOOL_IN_JOB);
    assert_true(ident_equal(&in->job.id, &id));
    assert_int_equal(in->job.seq, 1);
    assert_ok(spool_read_job(&door.spool, &id, &job, problem));
    assert_int_equal(job.seq, 1);
    assert_int_equal(job.queued_at_us, in->job.queued_at_us);
    assert_true(job.queued_at_us > 0);
    assert_int_equal(door_count(door.spool.dirs.spool), 0);
    haul_release(&haul);
    door_close(&door);
}

static void a_hand_dropped_job_gets_an_id_and_a_receipt_under_its_name(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    door_drop(&door, "report.json", GOOD_JOB);
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 1);
    assert_int_equal(haul_in(&haul, 0)->job.source, JOB_FROM_FILE);
    assert_non_null(haul_in(&haul, 0)->job.submitted_by);
    assert_true(haul_in(&haul, 0)->job.submitted_at_us > 0);
    door_assert_accepted(&door, "report");
    assert_int_equal(door_count(door.spool.dirs.spool), 0);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    haul_release(&haul);
    door_close(&door);
}

static void the_copy_of_a_hand_dropped_job_is_a_fresh_file(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    auto_job struct job job;
    door_open(&door);
    door_drop(&door, "held.json", GOOD_JOB);
    auto_fd int writer = openat(door.spool.dirs.spool, "held.json", O_WRONLY | O_CLOEXEC);
    door_scan(&door, &haul);
    assert_int_equal(pwrite(writer, "garbage", 7, 0), 7);
    assert_ok(spool_read_job(&door.spool, &haul_in(&haul, 0)->job.id, &job, problem));
    assert_string_equal(job.script, "scripts/report.py");
    haul_release(&haul);
    door_close(&door);
}

static void notes_of_a_hand_dropped_job_are_kept(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    auto_buf struct buf text;
    char name[IDENT_TEXT_SIZE + 8];
    buf_init(&text, 65536);
    door_open(&door);
    door_drop(&door, "note.json", "{\"v\":1,\"script\":\"a.py\",\"x-ticket\":{\"no\":[1,2]}}");
    door_scan(&door, &haul);
    ident_format(&haul_in(&haul, 0)->job.id, name);
    (void)strncat(name, ".json", 8);
    assert_ok(fd_read_file(door.spool.dirs.queue, name, &text, problem));
    assert_non_null(strstr(text.data, "\"x-ticket\":{\"no\":[1,2]}"));
    haul_release(&haul);
    door_close(&door);
}

static void names_of_a_slice_are_accepted_in_their_order(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    struct ident ids[300];
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        ids[i] = ident_new();
        ids[i].bytes[4] = (uint8_t)(i >> 8); /* as if submitted one after the other */
        ids[i].bytes[5] = (uint8_t)i;
    }
    for (size_t i = ARRAY_LEN(ids); i-- > 0;) {
        auto_job struct job job;
        job_init(&job);
        job.kind = JOB_SCRIPT;
        job.script = xstrdup("a.py");
        job.id = ids[i];
        door.spool.durability = FD_DURABLE_NONE;
        assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    }
    door_scan(&door, &haul);
    assert_int_equal(haul.count, ARRAY_LEN(ids));
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        assert_int_equal(haul_in(&haul, i)->job.seq, i + 1);
        assert_true(ident_equal(&haul_in(&haul, i)->job.id, &ids[i]));
    }
    haul_release(&haul);
    door_close(&door);
}

static void a_long_queue_is_taken_in_slices(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    door.spool.durability = FD_DURABLE_NONE;
    for (int i = 0; i < 2500; i++)
        (void)door_submit(&door, NULL);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 2500);
    assert_true(haul.slices >= 3);
    haul_release(&haul);
    door_close(&door);
}

static void the_same_idempotency_key_is_the_same_submission(void **state)
{
    (void)state;
    struct door door;
    struct ident ids[10];
    struct haul haul;
    size_t accepted = 0;
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(ids); i++)
        ids[i] = door_submit(&door, "nightly");
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_int_equal(haul.duplicates, 9);
    assert_int_equal(haul.gone, 9); /* of their ids there will be no run */
    char winner[IDENT_TEXT_SIZE];
    ident_format(&haul_in(&haul, 0)->job.id, winner);
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        char name[IDENT_TEXT_SIZE];
        ident_format(&ids[i], name);
        auto_json struct json *receipt = door_receipt(&door, name);
        assert_non_null(receipt);
        bool is_accepted = json_get_bool(receipt, "accepted", false);
        accepted += is_accepted;
        const char *run = json_get_string(receipt, is_accepted ? "id" : "duplicate_of");
        assert_non_null(run);
        assert_string_equal(run, winner);
    }
    assert_int_equal(accepted, 1);
    haul_release(&haul);
    door_close(&door);
}

static void an_idempotency_key_is_remembered_over_a_restart(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    (void)door_submit(&door, "nightly");
    door_scan_expect(&door, 1, 0, 0);
    door_restart(&door);
    (void)door_submit(&door, "nightly");
    door_drop(&door, "hand.json", "{\"v\":1,\"script\":\"a.py\",\"idempotency_key\":\"nightly\"}");
    door_scan_expect(&door, 0, 0, 2);
    door_close(&door);
}

static void the_keys_of_two_submitters_are_two_keys(void **state)
{
    (void)state;
    struct door door;
    static const char *const users[] = {"anna", "bert"};
    door_open(&door);
    for (size_t i = 0; i < ARRAY_LEN(users); i++) {
        auto_job struct job job;
        job_init(&job);
        job.kind = JOB_SCRIPT;
        job.script = xstrdup("a.py");
        job.submitted_by = xstrdup(users[i]);
        job.idempotency_key = xstrdup("nightly");
        assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    }
    door_scan_expect(&door, 2, 0, 0);
    door_close(&door);
}

static void the_id_of_a_run_that_was_started_is_a_duplicate(void **state)
{
    (void)state;
    struct door door;
    char name[IDENT_TEXT_SIZE];
    auto_job struct job job;
    door_open(&door);
    job_init(&job);
    job.id = ident_new();
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("a.py");
    ident_format(&job.id, name);
    assert_int_equal(mkdirat(door.spool.dirs.runs, name, 0700), 0);
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    door_scan_expect(&door, 0, 0, 1);
    assert_int_equal(door_count(door.spool.dirs.queue), 0);
    auto_json struct json *receipt = door_receipt(&door, name);
    assert_string_equal(json_get_string(receipt, "duplicate_of"), name);
    door_close(&door);
}

static void a_copy_of_an_accepted_job_under_another_name_is_a_duplicate(void **state)
{
    (void)state;
    struct door door;
    auto_buf struct buf text;
    char name[IDENT_TEXT_SIZE + 8];
    buf_init(&text, 65536);
    door_open(&door);
    struct ident id = door_submit(&door, NULL);
    door_scan_expect(&door, 1, 0, 0);
    ident_format(&id, name);
    (void)strncat(name, ".json", 8);
    assert_ok(fd_read_file(door.spool.dirs.queue, name, &text, problem));
    door_drop_bytes(&door, "again.json", text.data, text.size);
    door_scan_expect(&door, 0, 0, 1);
    assert_int_equal(door_count(door.spool.dirs.queue), 1);
    door_close(&door);
}

static bool refuse_all(void *ctx, struct job *job, struct job_fault *fault)
{
    (void)ctx;
    job_fault_set(fault, "no_script", "write it first", "there is no script '%s'", job->script);
    return false;
}

static void the_projects_rules_are_asked(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door.options.check = refuse_all;
    door_restart(&door);
    door_drop(&door, "job.json", GOOD_JOB);
    (void)door_submit(&door, "key");
    door_scan_expect(&door, 0, 2, 0);
    door_assert_refused(&door, "job", "no_script");
    assert_int_equal(door_count(door.spool.dirs.queue), 0);
    assert_int_equal(door_count(door.spool.dirs.keys), 0);
    door_close(&door);
}

static void who_waits_for_a_submitted_job_is_told_that_it_was_refused(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    door.options.check = refuse_all;
    door_restart(&door);
    (void)door_submit(&door, NULL);
    door_scan(&door, &haul);
    assert_int_equal(haul.refused, 1);
    assert_int_equal(haul.gone, 1);
    haul_release(&haul);
    door_close(&door);
}

static void the_second_copy_of_a_job_that_was_accepted_is_no_refusal_of_it(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    char file[IDENT_TEXT_SIZE + 8];
    door_open(&door);
    struct ident id = door_submit(&door, NULL);
    door_scan_expect(&door, 1, 0, 0);
    ident_format(&id, file);
    (void)strncat(file, ".json", 8);
    door_drop(&door, file, "{\"v\":1}");
    door_scan(&door, &haul);
    assert_int_equal(haul.refused, 1);
    assert_int_equal(haul.gone, 0);
    haul_release(&haul);
    door_close(&door);
}

static void an_expired_job_is_refused(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "late.json",
              "{\"v\":1,\"script\":\"a.py\",\"expires\":\"2020-01-01T00:00:00Z\"}");
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "late", "expired");
    door_close(&door);
}

static void a_dependency_must_be_known(void **state)
{
    (void)state;
    struct door door;
    char text[200];
    char id[IDENT_TEXT_SIZE];
    door_open(&door);
    struct ident unknown = ident_new();
    ident_format(&unknown, id);
    (void)snprintf(text, sizeof(text), "{\"v\":1,\"script\":\"a.py\",\"after\":[\"%s\"]}", id);
    door_drop(&door, "unknown.json", text);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "unknown", "bad_arg");
    struct ident known = door_submit(&door, NULL);
    ident_format(&known, id);
    (void)snprintf(text, sizeof(text), "{\"v\":1,\"script\":\"a.py\",\"after\":[\"%s\"]}", id);
    door_drop(&door, "known.json", text); /* both still in the door */
    door_scan_expect(&door, 2, 0, 0);
    door_drop(&door, "waiting.json", text); /* in the queue */
    door_scan_expect(&door, 1, 0, 0);
    door_close(&door);
}

static void a_directory_that_was_moved_away_is_noticed(void **state)
{
    (void)state;
    struct door door;
    struct spool_slice slice;
    door_open(&door);
    assert_int_equal(renameat(door.spool.dirs.var, "spool", door.spool.dirs.var, "moved"), 0);
    assert_err(spool_scan_slice(door.scan, &slice, problem), ERR_NOT_FOUND);
    assert_int_equal(renameat(door.spool.dirs.var, "moved", door.spool.dirs.var, "spool"), 0);
    (void)door_submit(&door, NULL);
    door_scan_expect(&door, 1, 0, 0);
    door_close(&door);
}

static void numbers_go_on_over_a_restart(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    int64_t last = 0;
    door_open(&door);
    for (int i = 0; i < 5; i++) {
        (void)door_submit(&door, NULL);
        door_scan(&door, &haul);
        assert_true(haul_in(&haul, 0)->job.seq > last);
        last = haul_in(&haul, 0)->job.seq;
        haul_release(&haul);
        door_restart(&door);
    }
    door_close(&door);
}

static void what_came_is_counted(void **state)
{
    (void)state;
    struct door door;
    struct spool_counters counters;
    door_open(&door);
    (void)door_submit(&door, "k");
    (void)door_submit(&door, "k");
    door_drop(&door, "bad.json", "{\"v\":1}");
    door_drop(&door, "order.json", "{\"v\":1,\"op\":\"pause\"}");
    door_scan_expect(&door, 1, 1, 1);
    spool_scan_counters(door.scan, &counters);
    assert_int_equal(counters.accepted, 1);
    assert_int_equal(counters.duplicates, 1);
    assert_int_equal(counters.refused, 1);
    assert_int_equal(counters.orders, 1);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_submitted_job_moves_to_the_queue_and_is_stamped),
        cmocka_unit_test(a_hand_dropped_job_gets_an_id_and_a_receipt_under_its_name),
        cmocka_unit_test(the_copy_of_a_hand_dropped_job_is_a_fresh_file),
        cmocka_unit_test(notes_of_a_hand_dropped_job_are_kept),
        cmocka_unit_test(names_of_a_slice_are_accepted_in_their_order),
        cmocka_unit_test(a_long_queue_is_taken_in_slices),
        cmocka_unit_test(the_same_idempotency_key_is_the_same_submission),
        cmocka_unit_test(an_idempotency_key_is_remembered_over_a_restart),
        cmocka_unit_test(the_keys_of_two_submitters_are_two_keys),
        cmocka_unit_test(the_id_of_a_run_that_was_started_is_a_duplicate),
        cmocka_unit_test(a_copy_of_an_accepted_job_under_another_name_is_a_duplicate),
        cmocka_unit_test(the_projects_rules_are_asked),
        cmocka_unit_test(who_waits_for_a_submitted_job_is_told_that_it_was_refused),
        cmocka_unit_test(the_second_copy_of_a_job_that_was_accepted_is_no_refusal_of_it),
        cmocka_unit_test(an_expired_job_is_refused),
        cmocka_unit_test(a_dependency_must_be_known),
        cmocka_unit_test(a_directory_that_was_moved_away_is_noticed),
        cmocka_unit_test(numbers_go_on_over_a_restart),
        cmocka_unit_test(what_came_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_submit.h"
#include "spool_fixture.h"

static struct ident submit_pause(const struct door *door)
{
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_OP;
    job.op = JOB_OP_PAUSE;
    assert_ok(spool_submit(&door->spool, &job, NULL, 0, problem));
    return job.id;
}

static void an_order_is_told_once_and_kept_until_it_is_done(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    struct ident id = submit_pause(&door);
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 1);
    assert_int_equal(haul_in(&haul, 0)->kind, SPOOL_IN_ORDER);
    assert_int_equal(haul_in(&haul, 0)->job.op, JOB_OP_PAUSE);
    assert_true(ident_equal(&haul_in(&haul, 0)->job.id, &id));
    haul_release(&haul);
    assert_int_equal(door_count(door.spool.dirs.claim), 1);
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 0);
    assert_ok(spool_scan_order_done(door.scan, &id, NULL, problem));
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    assert_err(spool_scan_order_done(door.scan, &id, NULL, problem), ERR_NOT_FOUND);
    door_close(&door);
}

static void an_order_that_was_not_done_is_told_again_after_a_restart(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    door_drop(&door, "stop.json",
              "{\"v\":1,\"op\":\"cancel\",\"target\":\"019312d0-7c3a-7b2e-8f00-0123456789ab\"}");
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 1);
    struct ident id = haul_in(&haul, 0)->job.id;
    haul_release(&haul);
    door_restart(&door);
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 1);
    assert_true(ident_equal(&haul_in(&haul, 0)->job.id, &id));
    assert_string_equal(haul_in(&haul, 0)->job.target, "019312d0-7c3a-7b2e-8f00-0123456789ab");
    haul_release(&haul);
    door_close(&door);
}

static void the_receipt_of_an_order_tells_whether_it_was_done(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    struct err why = {.code = ERR_NOT_FOUND, .text = "no run 'x'"};
    door_open(&door);
    door_drop(&door, "done.json", "{\"v\":1,\"op\":\"pause\"}");
    door_drop(&door, "failed.json", "{\"v\":1,\"op\":\"resume\"}");
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 2);
    assert_ok(spool_scan_order_done(door.scan, &haul_in(&haul, 0)->job.id, NULL, problem));
    assert_ok(spool_scan_order_done(door.scan, &haul_in(&haul, 1)->job.id, &why, problem));
    haul_release(&haul);
    auto_json struct json *done = door_receipt(&door, "done");
    auto_json struct json *failed = door_receipt(&door, "failed");
    assert_string_equal(json_get_string(done, "op"), "pause");
    assert_true(json_get_bool(done, "done", false));
    assert_false(json_get_bool(failed, "done", true));
    assert_string_equal(json_get_string(failed, "text"), "no run 'x'");
    door_close(&door);
}

static void the_same_order_submitted_again_is_not_told_again(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    auto_job struct job job;
    door_open(&door);
    job_init(&job);
    job.kind = JOB_OP;
    job.op = JOB_OP_RESUME;
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 1);
    haul_release(&haul);
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem)); /* while it is under way */
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 0);
    assert_ok(spool_scan_order_done(door.scan, &job.id, NULL, problem));
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem)); /* after it was done */
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 0);
    assert_int_equal(door_count(door.spool.dirs.spool), 0);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    door_close(&door);
}

static void a_rerun_may_submit_its_job_under_the_orders_own_id(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    auto_job struct job job;
    auto_job struct job again;
    door_open(&door);
    job_init(&job);
    job.kind = JOB_OP;
    job.op = JOB_OP_RERUN;
    job.target = xstrdup("019312d0-7c3a-7b2e-8f00-0123456789ab");
    assert_ok(spool_submit(&door.spool, &job, NULL, 0, problem));
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 1);
    haul_release(&haul);
    job_init(&again);
    again.kind = JOB_SCRIPT;
    again.script = xstrdup("a.py");
    again.id = job.id;
    assert_ok(spool_submit(&door.spool, &again, NULL, 0, problem));
    door_scan_expect(&door, 1, 0, 0);
    door_restart(&door); /* a crash before the order was answered: it is told again */
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 1);
    assert_int_equal(haul_in(&haul, 0)->kind, SPOOL_IN_ORDER);
    haul_release(&haul);
    assert_ok(spool_scan_order_done(door.scan, &job.id, NULL, problem));
    assert_true(door_has(door.spool.dirs.queue, &job.id, ".json"));
    door_close(&door);
}

static void refuse(struct door *door, const struct ident *id)
{
    struct job_fault fault;
    job_fault_set(&fault, "conflict", "wait for it", "a job with its key runs already");
    assert_ok(spool_scan_refuse_queued(door->scan, id, &fault, problem));
}

static void an_accepted_job_can_be_refused_under_the_name_it_came_by(void **state)
{
    (void)state;
    static const char text[] =
        "{\"v\":1,\"script\":\"a.py\",\"key\":\"k\",\"on_conflict\":\"refuse\","
        "\"idempotency_key\":\"i\"}";
    struct door door;
    struct haul haul;
    door_open(&door);
    door_drop(&door, "hand.json", text);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    refuse(&door, &haul_in(&haul, 0)->job.id);
    haul_release(&haul);
    door_assert_refused(&door, "hand", "conflict");
    assert_int_equal(door_count(door.spool.dirs.queue), 0);
    door_drop(&door, "hand.json", text);
    door_scan_expect(&door, 1, 0, 0); /* its idempotency key is free again */
    door_close(&door);
}

static void a_submitted_job_that_is_refused_later_has_a_receipt_under_its_id(void **state)
{
    (void)state;
    struct door door;
    char name[IDENT_TEXT_SIZE];
    door_open(&door);
    struct ident id = door_submit(&door, NULL);
    door_scan_expect(&door, 1, 0, 0);
    refuse(&door, &id);
    ident_format(&id, name);
    door_assert_refused(&door, name, "conflict");
    door_close(&door);
}

static void a_job_that_does_not_wait_cannot_be_refused(void **state)
{
    (void)state;
    struct door door;
    struct job_fault fault;
    struct ident id = ident_new();
    door_open(&door);
    job_fault_set(&fault, "conflict", "wait for it", "a job with its key runs already");
    assert_err(spool_scan_refuse_queued(door.scan, &id, &fault, problem), ERR_NOT_FOUND);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_is_told_once_and_kept_until_it_is_done),
        cmocka_unit_test(an_order_that_was_not_done_is_told_again_after_a_restart),
        cmocka_unit_test(the_receipt_of_an_order_tells_whether_it_was_done),
        cmocka_unit_test(the_same_order_submitted_again_is_not_told_again),
        cmocka_unit_test(a_rerun_may_submit_its_job_under_the_orders_own_id),
        cmocka_unit_test(an_accepted_job_can_be_refused_under_the_name_it_came_by),
        cmocka_unit_test(a_submitted_job_that_is_refused_later_has_a_receipt_under_its_id),
        cmocka_unit_test(a_job_that_does_not_wait_cannot_be_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

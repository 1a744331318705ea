#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_patience.h"
#include "spool_fixture.h"

/* As a crash after the claim leaves it. Owns nothing; answers the id. */
static struct ident leave_claim(const struct door *door, const char *file, const char *text)
{
    struct ident id = ident_new();
    char claim[NAME_MAX + 1];
    char hex[IDENT_TEXT_SIZE];
    ident_format(&id, hex);
    (void)snprintf(claim, sizeof(claim), "%s~%s", hex, file);
    assert_ok(fd_create_file(door->spool.dirs.claim, claim, text, strlen(text), FD_DURABLE_NONE,
                             problem));
    return id;
}

static void a_claim_that_a_crash_left_is_accepted_under_its_id(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    struct ident id = leave_claim(&door, "hand.json", GOOD_JOB);
    door_restart(&door);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_true(ident_equal(&haul_in(&haul, 0)->job.id, &id));
    door_assert_accepted(&door, "hand");
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    haul_release(&haul);
    door_close(&door);
}

static void a_claim_that_was_accepted_before_the_crash_only_gets_its_receipt(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    char name[IDENT_TEXT_SIZE + 8];
    door_open(&door);
    door_drop(&door, "hand.json", GOOD_JOB);
    door_scan(&door, &haul);
    ident_format(&haul_in(&haul, 0)->job.id, name);
    int64_t seq = haul_in(&haul, 0)->job.seq;
    haul_release(&haul);
    char claim[128];
    (void)snprintf(claim, sizeof(claim), "%s~hand.json", name);
    assert_ok(fd_create_file(door.spool.dirs.claim, claim, GOOD_JOB, strlen(GOOD_JOB),
                             FD_DURABLE_NONE, problem));
    assert_int_equal(unlinkat(door.spool.dirs.ack, "hand.json", 0), 0);
    door_restart(&door);
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 0);
    assert_int_equal(door_count(door.spool.dirs.queue), 1);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    auto_json struct json *receipt = door_receipt(&door, "hand");
    assert_true(json_get_bool(receipt, "accepted", false));
    assert_string_equal(json_get_string(receipt, "id"), name);
    assert_int_equal(json_get_integer(receipt, "seq", 0), seq);
    door_close(&door);
}

static void a_claim_that_was_accepted_before_the_crash_is_never_refused_after_it(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"v\":1}", "{\"v\":1,", "",
        "{\"v\":1,\"script\":\"a.py\",\"expires\":\"2020-01-01T00:00:00Z\"}"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct door door;
        char name[IDENT_TEXT_SIZE];
        door_open(&door);
        struct ident id = leave_claim(&door, "hand.json", texts[i]);
        ident_format(&id, name);
        assert_int_equal(mkdirat(door.spool.dirs.runs, name, 0700), 0); /* it ran meanwhile */
        door_restart(&door);
        door_scan_expect(&door, 0, 0, 0);
        auto_json struct json *receipt = door_receipt(&door, "hand");
        assert_non_null(receipt);
        assert_true(json_get_bool(receipt, "accepted", false));
        assert_int_equal(door_count(door.spool.dirs.claim), 0);
        assert_int_equal(door_count(door.spool.dirs.bad), 0);
        door_close(&door);
    }
}

static void a_claim_whose_run_was_started_before_the_crash_is_not_queued_again(void **state)
{
    (void)state;
    struct door door;
    char name[IDENT_TEXT_SIZE];
    door_open(&door);
    struct ident id = leave_claim(&door, "hand.json", GOOD_JOB);
    ident_format(&id, name);
    assert_int_equal(mkdirat(door.spool.dirs.runs, name, 0700), 0);
    door_restart(&door);
    door_scan_expect(&door, 0, 0, 0);
    assert_int_equal(door_count(door.spool.dirs.queue), 0);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    door_close(&door);
}

static void hundreds_of_claims_are_taken_in_several_slices(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    door.spool.durability = FD_DURABLE_NONE;
    for (int i = 0; i < 150; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "left%d.json", i);
        (void)leave_claim(&door, name, GOOD_JOB);
        (void)snprintf(name, sizeof(name), "new%d.json", i);
        door_drop(&door, name, GOOD_JOB);
    }
    door_restart(&door);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 300);
    assert_true(haul.slices >= 5);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    haul_release(&haul);
    door_close(&door);
}

static void a_bad_claim_is_refused_under_its_own_name_and_id(void **state)
{
    (void)state;
    struct door door;
    char name[IDENT_TEXT_SIZE];
    door_open(&door);
    struct ident id = leave_claim(&door, "hand.json", "{\"v\":1}");
    ident_format(&id, name);
    door_restart(&door);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "hand", "schema");
    auto_json struct json *receipt = door_receipt(&door, "hand");
    assert_string_equal(json_get_string(receipt, "id"), name);
    door_close(&door);
}

static void a_claim_that_its_writer_cut_is_waited_for(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    (void)leave_claim(&door, "hand.json", "{\"v\":1,");
    door_restart(&door);
    door_scan_expect(&door, 0, 0, 0);
    assert_int_equal(door_count(door.spool.dirs.claim), 1);
    door_pass_time(&door, SPOOL_PATIENCE_CUT_MS);
    door_scan_expect(&door, 0, 1, 0);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    door_close(&door);
}

static void a_stranger_in_claim_goes_to_bad(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    assert_ok(
        fd_create_file(door.spool.dirs.claim, "stranger.json", "x", 1, FD_DURABLE_NONE, problem));
    door_restart(&door);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "stranger", "bad_arg");
    door_close(&door);
}

static void a_copy_that_a_crash_cut_off_is_replaced(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    char aside[IDENT_TEXT_SIZE + 8];
    char hex[IDENT_TEXT_SIZE];
    door_open(&door);
    struct ident id = leave_claim(&door, "hand.json", GOOD_JOB);
    ident_format(&id, hex);
    (void)snprintf(aside, sizeof(aside), ".%s.0", hex);
    assert_ok(fd_create_file(door.spool.dirs.queue, aside, "{\"v\":", 5, FD_DURABLE_NONE, problem));
    door_restart(&door);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_false(fd_exists(door.spool.dirs.queue, aside));
    haul_release(&haul);
    door_close(&door);
}

static void a_claims_key_that_another_run_has_makes_it_a_duplicate(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "one.json", "{\"v\":1,\"script\":\"a.py\",\"idempotency_key\":\"k\"}");
    door_drop(&door, "two.json", "{\"v\":1,\"script\":\"a.py\",\"idempotency_key\":\"k\"}");
    door_scan_expect(&door, 1, 0, 1);
    door_assert_accepted(&door, "one");
    auto_json struct json *one = door_receipt(&door, "one");
    auto_json struct json *two = door_receipt(&door, "two");
    assert_string_equal(json_get_string(two, "duplicate_of"), json_get_string(one, "id"));
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    door_close(&door);
}

static void two_files_of_one_id_in_one_slice_are_one_run(void **state)
{
    (void)state;
    static const char text[] =
        "{\"v\":1,\"script\":\"a.py\",\"id\":\"019312d0-7c3a-7b2e-8f00-0123456789ab\"}";
    struct door door;
    struct haul haul;
    door_open(&door);
    door_drop(&door, "one.json", text);
    door_drop(&door, "two.json", text);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_true(haul.again_ms > 0);
    haul_release(&haul);
    door_scan_expect(&door, 0, 0, 0);
    assert_int_equal(door_count(door.spool.dirs.queue), 1);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    door_assert_accepted(&door, "one");
    door_assert_accepted(&door, "two");
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_that_a_crash_left_is_accepted_under_its_id),
        cmocka_unit_test(a_claim_that_was_accepted_before_the_crash_only_gets_its_receipt),
        cmocka_unit_test(a_claim_that_was_accepted_before_the_crash_is_never_refused_after_it),
        cmocka_unit_test(a_claim_whose_run_was_started_before_the_crash_is_not_queued_again),
        cmocka_unit_test(hundreds_of_claims_are_taken_in_several_slices),
        cmocka_unit_test(a_bad_claim_is_refused_under_its_own_name_and_id),
        cmocka_unit_test(a_claim_that_its_writer_cut_is_waited_for),
        cmocka_unit_test(a_stranger_in_claim_goes_to_bad),
        cmocka_unit_test(a_copy_that_a_crash_cut_off_is_replaced),
        cmocka_unit_test(two_files_of_one_id_in_one_slice_are_one_run),
        cmocka_unit_test(a_claims_key_that_another_run_has_makes_it_a_duplicate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

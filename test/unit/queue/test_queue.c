#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "queue/queue.h"

#define SECOND  1000000
#define NOW     (1795327200 * (int64_t)SECOND) /* 2026-11-22T06:00:00Z */
#define MANY    100000
#define CLEARLY 200 /* bytes per waiting job. Source: design, numbers */

static char ann[] = "ann";
static char bob[] = "bob";
static char backup[] = "backup";

/* A job with accept number and id SEQ. */
static struct job a_job(int64_t seq)
{
    struct job job = {.seq = seq, .queued_at_us = NOW + seq, .submitted_by = ann};
    job.id.bytes[6] = 0x70;
    job.id.bytes[8] = 0x80;
    for (size_t i = 0; i < 4; i++)
        job.id.bytes[15 - i] = (uint8_t)(seq >> (8 * i));
    return job;
}

static struct ident id_of(int64_t seq)
{
    return a_job(seq).id;
}

static void add(struct queue *queue, const struct job *job)
{
    assert_int_equal(queue_add(queue, job, NULL), QUEUE_ADDED);
}

/* The accept number of the next job, 0 when nothing may start. */
static int64_t next(struct queue *queue, int64_t now_us)
{
    struct ident id;
    if (!queue_next(queue, now_us, &id))
        return 0;
    return (int64_t)id.bytes[13] << 16 | id.bytes[14] << 8 | id.bytes[15];
}

static void assert_why(struct queue *queue, int64_t seq, enum run_wait why, const char *sentence)
{
    char text[200];
    struct ident id = id_of(seq);
    assert_int_equal(queue_why(queue, &id, NOW, text, sizeof(text)), why);
    assert_string_equal(text, sentence);
}

static void assert_ended(struct queue *queue, int64_t seq, enum run_reason reason, int64_t other)
{
    struct queue_casualty casualty;
    struct ident id = id_of(seq);
    struct ident zero = {{0}};
    struct ident other_id = other ? id_of(other) : zero;
    assert_true(queue_next_ended(queue, NOW, &casualty));
    assert_true(ident_equal(&casualty.id, &id));
    assert_int_equal(casualty.reason, reason);
    assert_true(ident_equal(&casualty.other, &other_id));
}

static int make(void **state)
{
    *state = queue_create(2);
    return 0;
}

static int unmake(void **state)
{
    queue_free(*state);
    return 0;
}

static void higher_priority_goes_first(void **state)
{
    struct queue *queue = *state;
    struct job low = a_job(1);
    struct job high = a_job(2);
    high.priority = 5;
    add(queue, &low);
    add(queue, &high);
    assert_int_equal(next(queue, NOW), 2);
    assert_int_equal(next(queue, NOW), 1);
}

static void submitters_of_one_priority_take_turns(void **state)
{
    struct queue *queue = *state;
    queue_set_slots(queue, 10);
    for (int64_t seq = 1; seq <= 5; seq++) {
        struct job job = a_job(seq);
        job.submitted_by = seq <= 3 ? ann : bob;
        add(queue, &job);
    }
    int64_t expected[] = {1, 4, 2, 5, 3, 0};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(next(queue, NOW), expected[i]);
}

static void one_who_submits_one_by_one_does_not_pass_the_others(void **state)
{
    struct queue *queue = *state;
    queue_set_slots(queue, 100);
    for (int64_t seq = 1; seq <= 3; seq++) {
        struct job job = a_job(seq);
        add(queue, &job);
    }
    struct job job = a_job(4);
    job.submitted_by = bob;
    add(queue, &job);
    assert_int_equal(next(queue, NOW), 1);
    assert_int_equal(next(queue, NOW), 4);
    job = a_job(5);
    job.submitted_by = bob;
    add(queue, &job);
    assert_int_equal(next(queue, NOW), 2);
    assert_int_equal(next(queue, NOW), 5);
}

static void no_more_start_than_there_are_slots(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 3; seq++) {
        struct job job = a_job(seq);
        add(queue, &job);
    }
    struct ident first = id_of(1);
    assert_int_equal(next(queue, NOW), 1);
    assert_int_equal(next(queue, NOW), 2);
    assert_int_equal(next(queue, NOW), 0);
    assert_why(queue, 3, RUN_WAIT_SLOT, "waits for a free slot: 2 of 2 run");
    queue_ended(queue, &first, true);
    assert_int_equal(next(queue, NOW), 3);
}

static void a_job_that_ran_before_takes_a_slot_beyond_the_limit(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 3; seq++) {
        struct job job = a_job(seq);
        queue_add_running(queue, &job);
    }
    struct job waiting = a_job(4);
    add(queue, &waiting);
    assert_int_equal(queue_running(queue), 3);
    assert_int_equal(next(queue, NOW), 0);
    assert_why(queue, 4, RUN_WAIT_SLOT, "waits for a free slot: 3 of 2 run");
}

static void jobs_of_one_key_run_one_after_another(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 3; seq++) {
        struct job job = a_job(seq);
        job.key = seq <= 2 ? backup : NULL;
        add(queue, &job);
    }
    struct ident first = id_of(1);
    assert_int_equal(next(queue, NOW), 1);
    assert_why(queue, 2, RUN_WAIT_KEY,
               "waits for 00000000-0000-7000-8000-000000000001 to end (key 'backup')");
    assert_int_equal(next(queue, NOW), 3);
    queue_ended(queue, &first, false);
    assert_int_equal(next(queue, NOW), 2);
}

static void the_newest_of_its_key_supersedes_those_that_wait(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 4; seq++) {
        struct job job = a_job(seq);
        job.key = backup;
        job.on_conflict = JOB_CONFLICT_LATEST;
        add(queue, &job);
        if (seq == 1)
            assert_int_equal(next(queue, NOW), 1);
    }
    assert_ended(queue, 2, RUN_SUPERSEDED, 3);
    assert_ended(queue, 3, RUN_SUPERSEDED, 4);
    assert_int_equal(queue_waiting(queue), 1);
    assert_int_equal(queue_running(queue), 1);
}

static void the_newest_of_its_key_spares_the_one_that_it_waits_for(void **state)
{
    struct queue *queue = *state;
    struct job old = a_job(1);
    struct job newer = a_job(2);
    old.key = newer.key = backup;
    newer.on_conflict = JOB_CONFLICT_LATEST;
    newer.after = &old.id;
    newer.after_count = 1;
    add(queue, &old);
    add(queue, &newer);
    assert_int_equal(queue_waiting(queue), 2);
    assert_int_equal(next(queue, NOW), 1);
}

static void a_job_that_tolerates_no_other_of_its_key_is_refused(void **state)
{
    struct queue *queue = *state;
    struct job old = a_job(1);
    struct job newer = a_job(2);
    old.key = newer.key = backup;
    newer.on_conflict = JOB_CONFLICT_REFUSE;
    add(queue, &old);
    assert_int_equal(queue_add(queue, &newer, NULL), QUEUE_REFUSED_KEY);
    assert_int_equal(next(queue, NOW), 1);
    assert_int_equal(queue_add(queue, &newer, NULL), QUEUE_REFUSED_KEY);
    queue_ended(queue, &old.id, true);
    assert_int_equal(queue_add(queue, &newer, NULL), QUEUE_ADDED);
}

static void the_same_id_is_added_once(void **state)
{
    struct queue *queue = *state;
    struct job job = a_job(1);
    add(queue, &job);
    assert_int_equal(queue_add(queue, &job, NULL), QUEUE_DUPLICATE);
    assert_int_equal(next(queue, NOW), 1);
    assert_int_equal(queue_add(queue, &job, NULL), QUEUE_DUPLICATE);
}

static void a_job_waits_for_all_its_dependencies(void **state)
{
    struct queue *queue = *state;
    struct job one = a_job(1);
    struct job two = a_job(2);
    struct job last = a_job(3);
    struct ident after[2] = {one.id, two.id};
    last.after = after;
    last.after_count = 2;
    last.priority = 100;
    add(queue, &one);
    add(queue, &two);
    add(queue, &last);
    assert_why(queue, 3, RUN_WAIT_AFTER,
               "waits for 00000000-0000-7000-8000-000000000001 and 1 more to succeed (after)");
    assert_int_equal(next(queue, NOW), 1);
    queue_ended(queue, &one.id, true);
    assert_why(queue, 3, RUN_WAIT_AFTER,
               "waits for 00000000-0000-7000-8000-000000000002 to succeed (after)");
    assert_int_equal(next(queue, NOW), 2);
    queue_ended(queue, &two.id, true);
    assert_int_equal(next(queue, NOW), 3);
}

static void a_failed_dependency_ends_the_job_unless_any_end_will_do(void **state)
{
    struct queue *queue = *state;
    struct job first = a_job(1);
    struct job strict = a_job(2);
    struct job lenient = a_job(3);
    strict.after = lenient.after = &first.id;
    strict.after_count = lenient.after_count = 1;
    lenient.is_after_any = true;
    add(queue, &first);
    add(queue, &strict);
    add(queue, &lenient);
    assert_int_equal(next(queue, NOW), 1);
    queue_ended(queue, &first.id, false);
    assert_ended(queue, 2, RUN_DEPENDENCY, 1);
    assert_int_equal(next(queue, NOW), 3);
}

static void dependencies_that_ended_before_are_not_waited_for(void **state)
{
    struct queue *queue = *state;
    struct ident after[2] = {id_of(1), id_of(2)};
    enum queue_dep good[2] = {QUEUE_DEP_SUCCEEDED, QUEUE_DEP_SUCCEEDED};
    enum queue_dep bad[2] = {QUEUE_DEP_SUCCEEDED, QUEUE_DEP_FAILED};
    struct job job = a_job(3);
    job.after = after;
    job.after_count = 2;
    assert_int_equal(queue_add(queue, &job, good), QUEUE_ADDED);
    job.id = id_of(4);
    assert_int_equal(queue_add(queue, &job, bad), QUEUE_ADDED);
    assert_ended(queue, 4, RUN_DEPENDENCY, 2);
    assert_int_equal(next(queue, NOW), 3);
}

static void removing_a_job_fails_its_dependants_in_turn(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 3; seq++) {
        struct job job = a_job(seq);
        struct ident before = id_of(seq - 1);
        job.after = &before;
        job.after_count = seq > 1 ? 1 : 0;
        add(queue, &job);
    }
    struct ident first = id_of(1);
    assert_true(queue_remove(queue, &first));
    assert_ended(queue, 2, RUN_DEPENDENCY, 1);
    assert_ended(queue, 3, RUN_DEPENDENCY, 2);
    assert_int_equal(queue_waiting(queue), 0);
}

static void a_dependency_in_the_spool_is_awaited_until_it_is_refused(void **state)
{
    struct queue *queue = *state;
    struct ident outside = id_of(7);
    struct job job = a_job(1);
    job.after = &outside;
    job.after_count = 1;
    add(queue, &job);
    assert_int_equal(next(queue, NOW), 0);
    assert_false(queue_remove(queue, &outside));
    assert_ended(queue, 1, RUN_DEPENDENCY, 7);
}

static void a_refused_key_fails_those_who_awaited_the_job(void **state)
{
    struct queue *queue = *state;
    struct job holder = a_job(1);
    struct job refused = a_job(3);
    struct job waiter = a_job(2);
    holder.key = refused.key = backup;
    refused.on_conflict = JOB_CONFLICT_REFUSE;
    waiter.after = &refused.id;
    waiter.after_count = 1;
    add(queue, &holder);
    add(queue, &waiter);
    assert_int_equal(queue_add(queue, &refused, NULL), QUEUE_REFUSED_KEY);
    assert_ended(queue, 2, RUN_DEPENDENCY, 3);
}

static void a_circle_of_dependencies_ends_instead_of_waiting_for_ever(void **state)
{
    struct queue *queue = *state;
    struct job one = a_job(1);
    struct job two = a_job(2);
    one.after = &two.id;
    two.after = &one.id;
    one.after_count = two.after_count = 1;
    add(queue, &one);
    add(queue, &two);
    assert_ended(queue, 2, RUN_DEPENDENCY, 1);
    assert_ended(queue, 1, RUN_DEPENDENCY, 2);
    struct job self = a_job(3);
    self.after = &self.id;
    self.after_count = 1;
    add(queue, &self);
    assert_ended(queue, 3, RUN_DEPENDENCY, 3);
}

static void a_job_does_not_start_before_its_time(void **state)
{
    struct queue *queue = *state;
    struct job job = a_job(1);
    job.not_before_us = NOW + SECOND;
    add(queue, &job);
    assert_int_equal(queue_next_change_us(queue), NOW + SECOND);
    assert_why(queue, 1, RUN_WAIT_NOT_BEFORE, "waits until 2026-11-22T06:00:01Z (not_before)");
    assert_int_equal(next(queue, NOW + SECOND - 1), 0);
    assert_int_equal(next(queue, NOW + SECOND), 1);
    assert_int_equal(queue_next_change_us(queue), 0);
}

static void a_clock_that_is_set_back_does_not_send_a_job_back(void **state)
{
    struct queue *queue = *state;
    struct job job = a_job(1);
    job.not_before_us = NOW;
    add(queue, &job);
    queue_pause(queue, true);
    assert_int_equal(next(queue, NOW), 0);
    queue_pause(queue, false);
    assert_int_equal(next(queue, NOW - 3600 * (int64_t)SECOND), 1);
}

static void a_job_expires_only_while_it_waits(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 2; seq++) {
        struct job job = a_job(seq);
        job.expires_us = NOW;
        job.not_before_us = seq == 2 ? NOW + SECOND : 0;
        add(queue, &job);
    }
    assert_int_equal(queue_next_change_us(queue), NOW);
    assert_int_equal(next(queue, NOW - 1), 1);
    assert_ended(queue, 2, RUN_EXPIRED, 0);
    assert_int_equal(queue_running(queue), 1);
}

static void an_expired_job_is_never_started(void **state)
{
    struct queue *queue = *state;
    struct job job = a_job(1);
    job.expires_us = NOW;
    add(queue, &job);
    assert_int_equal(next(queue, NOW), 0);
    assert_ended(queue, 1, RUN_EXPIRED, 0);
}

static void a_job_between_attempts_keeps_its_key_and_waits_for_its_delay(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 2; seq++) {
        struct job job = a_job(seq);
        job.key = backup;
        add(queue, &job);
    }
    struct ident first = id_of(1);
    assert_int_equal(next(queue, NOW), 1);
    queue_retry(queue, &first, NOW + 1500000);
    assert_int_equal(next(queue, NOW), 0);
    assert_why(queue, 1, RUN_WAIT_RETRY, "waits until 2026-11-22T06:00:01.500000Z (retry)");
    assert_why(queue, 2, RUN_WAIT_KEY,
               "waits for 00000000-0000-7000-8000-000000000001 to be tried again (key 'backup')");
    assert_int_equal(next(queue, NOW + 1500000), 1);
}

static void a_job_that_could_not_be_started_keeps_its_place_and_turn(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 3; seq++) {
        struct job job = a_job(seq);
        job.submitted_by = seq == 3 ? bob : ann;
        add(queue, &job);
    }
    struct ident first = id_of(1);
    assert_int_equal(next(queue, NOW), 1);
    queue_unstart(queue, &first);
    assert_int_equal(next(queue, NOW), 1);
    assert_int_equal(next(queue, NOW), 3);
}

static void nothing_starts_while_paused_or_draining(void **state)
{
    struct queue *queue = *state;
    struct job job = a_job(1);
    add(queue, &job);
    queue_pause(queue, true);
    assert_int_equal(next(queue, NOW), 0);
    assert_why(queue, 1, RUN_WAIT_PAUSED, "waits for 'pirun resume': the queue is paused");
    queue_pause(queue, false);
    queue_drain(queue, true);
    assert_int_equal(next(queue, NOW), 0);
    assert_why(queue, 1, RUN_WAIT_PAUSED,
               "waits for 'pirun resume' or the next start of the server: it is draining");
}

static void a_restricted_queue_starts_that_job_alone(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 2; seq++) {
        struct job job = a_job(seq);
        job.key = backup;
        add(queue, &job);
    }
    struct ident second = id_of(2);
    queue_restrict(queue, &second);
    assert_why(queue, 1, RUN_WAIT_TURN,
               "waits: only 00000000-0000-7000-8000-000000000002 may start now");
    assert_int_equal(next(queue, NOW), 2);
    assert_int_equal(next(queue, NOW), 0);
    queue_ended(queue, &second, true);
    queue_restrict(queue, NULL);
    assert_int_equal(next(queue, NOW), 1);
}

static void the_next_job_is_told_apart_from_those_behind_it(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= 2; seq++) {
        struct job job = a_job(seq);
        add(queue, &job);
    }
    assert_why(queue, 1, RUN_WAIT_TURN, "waits for its turn: it is the next to start");
    assert_why(queue, 2, RUN_WAIT_TURN,
               "waits for its turn: 00000000-0000-7000-8000-000000000001 goes first");
    assert_why(queue, 9, RUN_WAIT_NONE, "");
}

static void a_long_key_is_cut_between_characters(void **state)
{
    struct queue *queue = *state;
    char name[JOB_NAME_MAX + 1];
    memset(name, 'k', sizeof(name) - 1);
    memcpy(name + 79, "ü", 2);
    name[JOB_NAME_MAX] = '\0';
    for (int64_t seq = 1; seq <= 2; seq++) {
        struct job job = a_job(seq);
        job.key = name;
        add(queue, &job);
    }
    char expected[200];
    (void)snprintf(expected, sizeof(expected), "waits for %s to go first (key '%.79s…')",
                   "00000000-0000-7000-8000-000000000001", name);
    assert_why(queue, 2, RUN_WAIT_KEY, expected);
}

static void an_unknown_id_changes_nothing(void **state)
{
    struct queue *queue = *state;
    struct job job = a_job(1);
    struct ident unknown = id_of(2);
    add(queue, &job);
    queue_ended(queue, &unknown, true);
    queue_retry(queue, &unknown, NOW);
    queue_unstart(queue, &unknown);
    queue_retry(queue, &job.id, NOW + SECOND); /* waits, does not run */
    assert_false(queue_remove(queue, &unknown));
    assert_int_equal(queue_waiting(queue), 1);
    assert_int_equal(queue_oldest_us(queue), NOW + 1);
    assert_int_equal(next(queue, NOW), 1);
    assert_false(queue_remove(queue, &job.id));
}

static void a_hundred_thousand_waiting_jobs_stay_small(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= MANY; seq++) {
        struct job job = a_job(seq);
        job.submitted_by = seq % 3 ? ann : bob;
        add(queue, &job);
    }
    assert_true(queue_memory(queue) / MANY <= CLEARLY);
    struct ident page[3];
    assert_int_equal(queue_list(queue, NOW, MANY - 2, page, 3), 2);
    struct ident id;
    while (queue_next(queue, NOW, &id))
        queue_ended(queue, &id, true);
    assert_int_equal(queue_waiting(queue), 0);
    assert_true(queue_memory(queue) < 4096);
}

static void a_hundred_thousand_jobs_of_one_key_run_in_order(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= MANY; seq++) {
        struct job job = a_job(seq);
        job.key = backup;
        add(queue, &job);
    }
    for (int64_t seq = 1; seq <= MANY; seq++) {
        struct ident id = id_of(seq);
        assert_int_equal(next(queue, NOW), seq);
        assert_int_equal(next(queue, NOW), 0);
        queue_ended(queue, &id, true);
    }
}

static void a_chain_of_a_hundred_thousand_fails_without_recursion(void **state)
{
    struct queue *queue = *state;
    for (int64_t seq = 1; seq <= MANY; seq++) {
        struct job job = a_job(seq);
        struct ident before = id_of(seq - 1);
        job.after = &before;
        job.after_count = seq > 1 ? 1 : 0;
        add(queue, &job);
    }
    struct ident first = id_of(1);
    assert_true(queue_remove(queue, &first));
    for (int64_t seq = 2; seq <= MANY; seq++)
        assert_ended(queue, seq, RUN_DEPENDENCY, seq - 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(higher_priority_goes_first),
        TEST(submitters_of_one_priority_take_turns),
        TEST(one_who_submits_one_by_one_does_not_pass_the_others),
        TEST(no_more_start_than_there_are_slots),
        TEST(a_job_that_ran_before_takes_a_slot_beyond_the_limit),
        TEST(jobs_of_one_key_run_one_after_another),
        TEST(the_newest_of_its_key_supersedes_those_that_wait),
        TEST(the_newest_of_its_key_spares_the_one_that_it_waits_for),
        TEST(a_job_that_tolerates_no_other_of_its_key_is_refused),
        TEST(the_same_id_is_added_once),
        TEST(a_job_waits_for_all_its_dependencies),
        TEST(a_failed_dependency_ends_the_job_unless_any_end_will_do),
        TEST(dependencies_that_ended_before_are_not_waited_for),
        TEST(removing_a_job_fails_its_dependants_in_turn),
        TEST(a_dependency_in_the_spool_is_awaited_until_it_is_refused),
        TEST(a_refused_key_fails_those_who_awaited_the_job),
        TEST(a_circle_of_dependencies_ends_instead_of_waiting_for_ever),
        TEST(a_job_does_not_start_before_its_time),
        TEST(a_clock_that_is_set_back_does_not_send_a_job_back),
        TEST(a_job_expires_only_while_it_waits),
        TEST(an_expired_job_is_never_started),
        TEST(a_job_between_attempts_keeps_its_key_and_waits_for_its_delay),
        TEST(a_job_that_could_not_be_started_keeps_its_place_and_turn),
        TEST(nothing_starts_while_paused_or_draining),
        TEST(a_restricted_queue_starts_that_job_alone),
        TEST(the_next_job_is_told_apart_from_those_behind_it),
        TEST(a_long_key_is_cut_between_characters),
        TEST(an_unknown_id_changes_nothing),
        TEST(a_hundred_thousand_waiting_jobs_stay_small),
        TEST(a_hundred_thousand_jobs_of_one_key_run_in_order),
        TEST(a_chain_of_a_hundred_thousand_fails_without_recursion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

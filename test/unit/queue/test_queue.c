#include "queue_fixture.h"

#define CLEARLY 200 /* bytes per waiting job. Source: design, numbers */

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

static void the_same_id_is_added_once(void **state)
{
    struct queue *queue = *state;
    struct job job = a_job(1);
    add(queue, &job);
    assert_int_equal(queue_add(queue, &job, NULL), QUEUE_DUPLICATE);
    assert_int_equal(next(queue, NOW), 1);
    assert_int_equal(queue_add(queue, &job, NULL), QUEUE_DUPLICATE);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(higher_priority_goes_first),
        TEST(submitters_of_one_priority_take_turns),
        TEST(one_who_submits_one_by_one_does_not_pass_the_others),
        TEST(no_more_start_than_there_are_slots),
        TEST(a_job_that_ran_before_takes_a_slot_beyond_the_limit),
        TEST(the_same_id_is_added_once),
        TEST(a_job_does_not_start_before_its_time),
        TEST(a_clock_that_is_set_back_does_not_send_a_job_back),
        TEST(a_job_expires_only_while_it_waits),
        TEST(an_expired_job_is_never_started),
        TEST(a_job_that_could_not_be_started_keeps_its_place_and_turn),
        TEST(nothing_starts_while_paused_or_draining),
        TEST(the_next_job_is_told_apart_from_those_behind_it),
        TEST(an_unknown_id_changes_nothing),
        TEST(a_hundred_thousand_waiting_jobs_stay_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

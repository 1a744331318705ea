#include <stdio.h>
#include <string.h>

#include "queue_fixture.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(jobs_of_one_key_run_one_after_another),
        TEST(the_newest_of_its_key_supersedes_those_that_wait),
        TEST(the_newest_of_its_key_spares_the_one_that_it_waits_for),
        TEST(a_job_that_tolerates_no_other_of_its_key_is_refused),
        TEST(a_job_between_attempts_keeps_its_key_and_waits_for_its_delay),
        TEST(a_restricted_queue_starts_that_job_alone),
        TEST(a_long_key_is_cut_between_characters),
        TEST(a_hundred_thousand_jobs_of_one_key_run_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

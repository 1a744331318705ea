#include "queue_fixture.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_job_waits_for_all_its_dependencies),
        TEST(a_failed_dependency_ends_the_job_unless_any_end_will_do),
        TEST(dependencies_that_ended_before_are_not_waited_for),
        TEST(removing_a_job_fails_its_dependants_in_turn),
        TEST(a_dependency_in_the_spool_is_awaited_until_it_is_refused),
        TEST(a_refused_key_fails_those_who_awaited_the_job),
        TEST(a_circle_of_dependencies_ends_instead_of_waiting_for_ever),
        TEST(a_chain_of_a_hundred_thousand_fails_without_recursion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "store_fixture.h"

#include <string.h>

#include "store/store_index.h"
#include "store/store_keep.h"

static const struct store_keep_rules one_run = {.runs = 1};

static struct store_index *index_of(const struct fixture *fixture)
{
    struct err err = {.text = ""};
    if (store_index_rebuild(fixture->db, &fixture->store, NULL, NULL, NULL, &err) < 0)
        fail_msg("%s", err.text);
    struct store_index *index = store_index_open(fixture->db, STORE_INDEX_WRITE, NULL, &err);
    if (!index)
        fail_msg("%s", err.text);
    return index;
}

static int keep(const struct fixture *fixture, struct store_index *index,
                const struct store_keep_rules *rules, int limit)
{
    struct err err = {.text = ""};
    int removed = store_keep(&fixture->store, index, rules, FIXTURE_NOW_US, limit, &err);
    if (removed < 0)
        fail_msg("%s", err.text);
    return removed;
}

static int64_t ended_rows(struct store_index *index)
{
    int64_t counts[5];
    assert_ok(store_index_counts(index, counts, problem));
    return counts[RUN_SUCCEEDED] + counts[RUN_FAILED] + counts[RUN_KILLED];
}

static void ended_runs_beyond_the_rule_go_with_files_and_rows(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    for (int64_t seq = 1; seq <= 5; seq++)
        (void)fixture_ended(&fixture, seq, 0);
    struct store_index *index = index_of(&fixture);
    assert_int_equal(keep(&fixture, index, &one_run, 3), 3);
    assert_int_equal(keep(&fixture, index, &one_run, 3), 1);
    assert_int_equal(keep(&fixture, index, &one_run, 3), 0);
    assert_int_equal(fixture_count(&fixture, "runs"), 1);
    assert_int_equal(fixture_count(&fixture, "logs"), 1);
    assert_int_equal(ended_rows(index), 1);
    store_index_close(index);
    fixture_close(&fixture);
}

static void what_waits_or_runs_is_never_touched(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    (void)fixture_queued(&fixture, 1);
    struct ident runs = fixture_active(&fixture, 2);
    fixture_supervise(&fixture, &runs, -1);
    (void)fixture_ended(&fixture, 3, 0);
    struct store_index *index = index_of(&fixture);
    assert_int_equal(keep(&fixture, index, &one_run, 10), 0);
    assert_int_equal(fixture_count(&fixture, "queue"), 1);
    assert_int_equal(fixture_count(&fixture, "active"), 1);
    assert_int_equal(fixture_count(&fixture, "runs"), 2);
    assert_int_equal(fixture_count(&fixture, "logs"), 2);
    store_index_close(index);
    fixture_close(&fixture);
}

/* The rows say that three runs ended; the files of one say that it waits for another attempt. */
static void wrong_row_does_not_cost_a_run(void **state)
{
    (void)state;
    struct fixture fixture;
    int64_t counts[5];
    fixture_open(&fixture);
    struct ident again = fixture_active(&fixture, 1);
    fixture_supervise(&fixture, &again, 1);
    (void)fixture_ended(&fixture, 2, 0);
    (void)fixture_ended(&fixture, 3, 0);
    struct store_index *index = index_of(&fixture);
    assert_ok(store_retry(&fixture.store, &again, 1, problem));
    assert_int_equal(keep(&fixture, index, &one_run, 10), 1);
    assert_ok(store_index_counts(index, counts, problem));
    assert_int_equal(counts[RUN_QUEUED], 1);
    assert_int_equal(counts[RUN_SUCCEEDED], 1);
    assert_int_equal(fixture_count(&fixture, "queue"), 1);
    assert_int_equal(fixture_count(&fixture, "runs"), 2);
    store_index_close(index);
    fixture_close(&fixture);
}

static void result_that_is_not_recorded_yet_is_kept(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct ident open = fixture_active(&fixture, 1);
    fixture_supervise(&fixture, &open, 0);
    (void)fixture_ended(&fixture, 2, 0);
    struct store_index *index = index_of(&fixture);
    assert_int_equal(keep(&fixture, index, &one_run, 10), 0);
    assert_int_equal(fixture_count(&fixture, "active"), 1);
    assert_int_equal(fixture_count(&fixture, "runs"), 2);
    store_index_close(index);
    fixture_close(&fixture);
}

static void row_of_a_run_that_is_gone_goes_too(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct ident id = fixture_ended(&fixture, 1, 0);
    (void)fixture_ended(&fixture, 2, 0);
    struct store_index *index = index_of(&fixture);
    assert_ok(store_remove(&fixture.store, &id, problem));
    assert_int_equal(keep(&fixture, index, &one_run, 10), 1);
    assert_int_equal(ended_rows(index), 1);
    store_index_close(index);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ended_runs_beyond_the_rule_go_with_files_and_rows),
        cmocka_unit_test(what_waits_or_runs_is_never_touched),
        cmocka_unit_test(wrong_row_does_not_cost_a_run),
        cmocka_unit_test(result_that_is_not_recorded_yet_is_kept),
        cmocka_unit_test(row_of_a_run_that_is_gone_goes_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

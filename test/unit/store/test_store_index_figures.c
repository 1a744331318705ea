#include "store/store_index_figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "store/store_index_hour.h"
#include "store_fixture.h"

#define HOURS 24
#define MS_US INT64_C(1000)

static struct store_index *open_index(const struct fixture *fixture)
{
    struct err err = {.text = ""};
    struct store_index *index = store_index_open(fixture->db, STORE_INDEX_WRITE, NULL, &err);
    if (!index)
        fail_msg("%s", err.text);
    return index;
}

/* What a test says of a run; the rest is the fixture's. */
struct told {
    int64_t seq;
    const char *script;
    enum run_reason reason;
    int exit_code;
    int64_t ended_ago_us, took_ms, waited_ms;
};

static struct ident put(struct store_index *index, const struct told *told)
{
    auto_run struct run run;
    const struct run *one = &run;
    run_init(&run);
    run.job = fixture_job(told->seq);
    free(run.job.script);
    run.job.script = xstrdup(told->script);
    run.result.reason = told->reason;
    run.result.exit_code = told->exit_code;
    run.state =
        told->reason == RUN_NOT_ENDED ? RUN_QUEUED : run_state_after(told->reason, told->exit_code);
    run.attempt = 1;
    run.result.ended_at_us = FIXTURE_NOW_US - told->ended_ago_us;
    run.result.duration_ms = told->took_ms;
    run.started_at_us = run.result.ended_at_us - told->took_ms * MS_US;
    run.job.queued_at_us = run.started_at_us - told->waited_ms * MS_US;
    assert_ok(store_index_put(index, &one, 1, problem));
    return run.job.id;
}

static void times_are_told_to_a_thirty_second(void **state)
{
    (void)state;
    int last = -1;
    for (int64_t ms = 0; ms < INT64_C(1) << 40; ms += 1 + ms / 100) {
        int bucket = store_hour_bucket(ms);
        int64_t middle = store_hour_middle(bucket);
        assert_true(bucket >= last && bucket < 512 * 2);
        assert_true(llabs(middle - ms) <= ms / 32);
        assert_int_equal(store_hour_bucket(middle), bucket);
        last = bucket;
    }
    assert_int_equal(store_hour_bucket(-5), 0);
    assert_true(store_hour_middle(store_hour_bucket(INT64_MAX)) > 0);
}

static void an_hour_counts_how_its_runs_ended_and_how_long_they_took(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture);
    for (int64_t i = 1; i <= 100; i++)
        (void)put(index, &(struct told){i, "a.py", RUN_EXITED, i > 90, 0, i * 100, i});
    (void)put(index, &(struct told){101, "a.py", RUN_CANCELLED, 0, 0, 900000, 0});
    (void)put(index, &(struct told){102, "a.py", RUN_NOT_ENDED, 0, 0, 0, 0});
    (void)put(index, &(struct told){103, "a.py", RUN_EXITED, 0, 5 * STORE_HOUR_US, 7, 0});
    (void)put(index, &(struct told){104, "a.py", RUN_EXITED, 0, HOURS * STORE_HOUR_US, 7, 0});
    struct store_hour hours[HOURS];
    assert_ok(store_index_hours(index, FIXTURE_NOW_US, HOURS, hours, problem));
    const struct store_hour *now = &hours[HOURS - 1];
    assert_int_equal(now->succeeded, 90);
    assert_int_equal(now->failed, 10);
    assert_int_equal(now->other, 1);
    assert_true(llabs(now->took_p50_ms - 5000) <= 5000 / 32);
    assert_true(llabs(now->took_p95_ms - 9500) <= 9500 / 32);
    assert_true(llabs(now->waited_p95_ms - 95) <= 3);
    assert_int_equal(hours[HOURS - 6].took_p95_ms, 7);
    assert_int_equal(hours[0].succeeded, 0);
    assert_int_equal(hours[0].took_p50_ms, -1);
    assert_int_equal(hours[0].began_at_us % STORE_HOUR_US, 0);
    store_index_close(index);
    fixture_close(&fixture);
}

static int64_t rows_of_hours(struct store_index *index)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(
        sqlite3_prepare_v2(index->db, "SELECT count(*) FROM hour", -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return count;
}

static void what_is_written_again_counts_once_and_what_is_removed_not_at_all(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture);
    struct store_hour hour;
    struct told told = {1, "a.py", RUN_EXITED, 1, 0, 50, 5};
    struct ident id = ident_new();
    auto_run struct run run;
    const struct run *one = &run;
    run_init(&run);
    run.job = fixture_job(told.seq);
    run.job.id = id;
    run.job.queued_at_us = FIXTURE_NOW_US;
    assert_ok(store_index_put(index, &one, 1, problem));
    assert_int_equal(rows_of_hours(index), 0);
    run.state = RUN_FAILED;
    run.attempt = 1;
    run.started_at_us = FIXTURE_NOW_US + 5 * MS_US;
    run.result.reason = RUN_EXITED;
    run.result.exit_code = 1;
    run.result.ended_at_us = FIXTURE_NOW_US + 55 * MS_US;
    run.result.duration_ms = 50;
    for (int i = 0; i < 3; i++)
        assert_ok(store_index_put(index, &one, 1, problem));
    assert_ok(store_index_hours(index, FIXTURE_NOW_US, 1, &hour, problem));
    assert_int_equal(hour.failed, 1);
    assert_int_equal(hour.took_p50_ms, store_hour_middle(store_hour_bucket(50)));
    run.job.seq = 7; /* accepted under another number: its row moves */
    assert_ok(store_index_put(index, &one, 1, problem));
    assert_ok(store_index_hours(index, FIXTURE_NOW_US, 1, &hour, problem));
    assert_int_equal(hour.failed, 1);
    assert_ok(store_index_remove(index, &id, problem));
    assert_int_equal(rows_of_hours(index), 0);
    store_index_close(index);
    fixture_close(&fixture);
}

struct seen {
    int count;
    char titles[80];
    struct ident last, first;
};

static bool see(void *ctx, const struct store_failing *failing)
{
    struct seen *seen = ctx;
    size_t size = strlen(seen->titles);
    seen->count++;
    seen->last = failing->last;
    seen->first = failing->first;
    (void)snprintf(seen->titles + size, sizeof(seen->titles) - size, "%s ", failing->title);
    return true;
}

static void a_script_fails_since_its_first_failure_after_the_last_success(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture);
    struct seen seen = {0};
    (void)put(index, &(struct told){1, "b.py", RUN_EXITED, 1, 0, 1, 1});
    (void)put(index, &(struct told){2, "b.py", RUN_EXITED, 0, 0, 1, 1});
    struct ident first = put(index, &(struct told){3, "b.py", RUN_EXITED, 1, 0, 1, 1});
    (void)put(index, &(struct told){4, "a.py", RUN_EXITED, 1, 0, 1, 1});
    (void)put(index, &(struct told){5, "a.py", RUN_EXITED, 0, 0, 1, 1});
    struct ident last = put(index, &(struct told){6, "b.py", RUN_TIMEOUT, 0, 0, 1, 1});
    (void)put(index, &(struct told){7, "b.py", RUN_CANCELLED, 0, 0, 1, 1});
    (void)put(index, &(struct told){8, "old.py", RUN_EXITED, 1, 2 * STORE_HOUR_US, 1, 1});
    assert_ok(store_index_failing(index, FIXTURE_NOW_US - STORE_HOUR_US, see, &seen, problem));
    assert_string_equal(seen.titles, "b.py ");
    assert_true(ident_equal(&seen.last, &last) && ident_equal(&seen.first, &first));
    (void)put(index, &(struct told){9, "b.py", RUN_EXITED, 0, 0, 1, 1});
    seen = (struct seen){0};
    assert_ok(store_index_failing(index, 0, see, &seen, problem));
    assert_string_equal(seen.titles, "old.py ");
    store_index_close(index);
    fixture_close(&fixture);
}

static void newest(struct store_index *index, const char *title, unsigned outcomes,
                   struct store_took took[5], size_t *found)
{
    const struct store_took_query query = {.title = title, .outcomes = outcomes, .limit = 5};
    assert_ok(store_index_took(index, &query, took, found, problem));
}

static void the_newest_runs_of_a_script_come_newest_first(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture);
    struct store_took took[5];
    size_t found = 0;
    for (int64_t i = 1; i <= 12; i++)
        (void)put(index,
                  &(struct told){i, i % 2 ? "a.py" : "b.py", RUN_EXITED, i % 3 == 0, 0, i * 10, 1});
    newest(index, "a.py", ~0U, took, &found);
    assert_int_equal(found, 5);
    for (size_t i = 0; i < found; i++) {
        assert_int_equal(took[i].seq, 11 - 2 * (int64_t)i);
        assert_int_equal(took[i].took_ms, took[i].seq * 10);
        assert_int_equal(took[i].state, took[i].seq % 3 ? RUN_SUCCEEDED : RUN_FAILED);
    }
    newest(index, "a.py", 1U << STORE_FAILED, took, &found);
    assert_int_equal(found, 2);
    newest(index, "c.py", ~0U, took, &found);
    assert_int_equal(found, 0);
    store_index_close(index);
    fixture_close(&fixture);
}

static void an_index_of_the_version_before_is_made_anew(void **state)
{
    (void)state;
    struct fixture fixture;
    struct err err = {.text = ""};
    bool is_new = false;
    fixture_open(&fixture);
    (void)fixture_ended(&fixture, 1, 0);
    struct store_index *index = open_index(&fixture);
    assert_ok(store_index_complete(index, problem));
    assert_ok(store_index_run(index, "PRAGMA user_version = 1", problem));
    store_index_close(index);
    assert_null(store_index_open(fixture.db, STORE_INDEX_READ, NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    index = store_index_open(fixture.db, STORE_INDEX_WRITE, &is_new, &err);
    assert_true(index && is_new);
    store_index_close(index);
    struct err problem_of_rebuild = {.text = ""};
    assert_int_equal(
        store_index_rebuild(fixture.db, &fixture.store, NULL, NULL, NULL, &problem_of_rebuild), 1);
    index = open_index(&fixture);
    assert_true(rows_of_hours(index) > 0);
    store_index_close(index);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_told_to_a_thirty_second),
        cmocka_unit_test(an_hour_counts_how_its_runs_ended_and_how_long_they_took),
        cmocka_unit_test(what_is_written_again_counts_once_and_what_is_removed_not_at_all),
        cmocka_unit_test(a_script_fails_since_its_first_failure_after_the_last_success),
        cmocka_unit_test(the_newest_runs_of_a_script_come_newest_first),
        cmocka_unit_test(an_index_of_the_version_before_is_made_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "store_fixture.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "crash_point.h"
#include "store/store_index.h"

#define POINTS_MAX 50000 /* system calls of a rebuild of six runs, sanitizers included */
#define STRIDE \
    7 /* steps between two kills: every kind of call is reached by some test in a minute */

static int64_t rebuild(const struct fixture *fixture, int64_t *damaged)
{
    struct err err = {.text = ""};
    int64_t count = store_index_rebuild(fixture->db, &fixture->store, NULL, NULL, damaged, &err);
    if (count < 0)
        fail_msg("%s", err.text);
    return count;
}

static struct store_index *open_index(const struct fixture *fixture, bool *is_new)
{
    struct err err = {.text = ""};
    struct store_index *index = store_index_open(fixture->db, STORE_INDEX_WRITE, is_new, &err);
    if (!index)
        fail_msg("%s", err.text);
    return index;
}

static void read_counts(const struct fixture *fixture, int64_t counts[5])
{
    bool is_new = true;
    struct store_index *index = open_index(fixture, &is_new);
    assert_false(is_new);
    assert_ok(store_index_counts(index, counts, problem));
    store_index_close(index);
}

/* Two of each: waiting, running, ended. */
static void make_six(const struct fixture *fixture)
{
    (void)fixture_queued(fixture, 5);
    (void)fixture_queued(fixture, 6);
    (void)fixture_active(fixture, 3);
    (void)fixture_active(fixture, 4);
    (void)fixture_ended(fixture, 1, 0);
    (void)fixture_ended(fixture, 2, 1);
}

static void assert_six(const struct fixture *fixture)
{
    int64_t counts[5];
    read_counts(fixture, counts);
    assert_int_equal(counts[RUN_QUEUED], 2);
    assert_int_equal(counts[RUN_RUNNING], 2);
    assert_int_equal(counts[RUN_SUCCEEDED], 1);
    assert_int_equal(counts[RUN_FAILED], 1);
    assert_int_equal(counts[RUN_KILLED], 0);
}

static void all_runs_are_found_wherever_they_are(void **state)
{
    (void)state;
    struct fixture fixture;
    int64_t damaged = 9;
    fixture_open(&fixture);
    make_six(&fixture);
    assert_int_equal(rebuild(&fixture, &damaged), 6);
    assert_int_equal(damaged, 0);
    assert_six(&fixture);
    assert_false(fixture_has(&fixture, "pirun.db.new"));
    fixture_close(&fixture);
}

static bool count_row(void *ctx, const struct store_row *row)
{
    (void)row;
    ++*(int *)ctx;
    return true;
}

static int search(const struct fixture *fixture, const char *text)
{
    int count = 0;
    struct store_query query = {.text = text, .limit = 100};
    struct store_index *index = open_index(fixture, NULL);
    assert_ok(store_index_query(index, &query, count_row, &count, problem));
    store_index_close(index);
    return count;
}

static void texts_are_found_after_a_rebuild_and_after_later_changes(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    make_six(&fixture);
    (void)rebuild(&fixture, NULL);
    assert_int_equal(search(&fixture, "report"), 6);
    auto_run struct run run;
    run_init(&run);
    run.job = fixture_job(7);
    const struct run *one = &run;
    struct store_index *index = open_index(&fixture, NULL);
    assert_ok(store_index_put(index, &one, 1, problem));
    store_index_close(index);
    assert_int_equal(search(&fixture, "report"), 7);
    fixture_close(&fixture);
}

static void damaged_runs_are_counted_and_left_out(void **state)
{
    (void)state;
    struct fixture fixture;
    int64_t damaged = 0;
    fixture_open(&fixture);
    make_six(&fixture);
    struct ident bad = fixture_ended(&fixture, 7, 0);
    fixture_write(&fixture, &bad, "result.json", "{");
    struct ident cut = fixture_ended(&fixture, 8, 0);
    fixture_write(&fixture, &cut, "job.json", "");
    assert_int_equal(rebuild(&fixture, &damaged), 6);
    assert_int_equal(damaged, 2);
    assert_six(&fixture);
    fixture_close(&fixture);
}

static void names_that_are_no_runs_are_passed_over(void **state)
{
    (void)state;
    struct fixture fixture;
    int64_t damaged = 9;
    fixture_open(&fixture);
    make_six(&fixture);
    assert_true(mkdirat(fixture.store.runs, "lost+found", 0700) == 0);
    assert_true(mkdirat(fixture.store.runs, "01a1fc64-0673-7000-8000-000000000001", 0700) == 0);
    assert_true(mkdirat(fixture.store.queue, "01a1fc64-0673-7000-8000-000000000001", 0700) == 0);
    assert_int_equal(rebuild(&fixture, &damaged), 6);
    assert_int_equal(damaged, 0);
    fixture_close(&fixture);
}

static void no_runs_make_a_complete_empty_index(void **state)
{
    (void)state;
    struct fixture fixture;
    int64_t counts[5];
    fixture_open(&fixture);
    assert_int_equal(rebuild(&fixture, NULL), 0);
    read_counts(&fixture, counts);
    assert_int_equal(counts[RUN_SUCCEEDED], 0);
    fixture_close(&fixture);
}

static void note_progress(void *ctx, int64_t done)
{
    *(int64_t *)ctx = done;
}

static void progress_is_told_up_to_the_last_run(void **state)
{
    (void)state;
    struct fixture fixture;
    int64_t done = 0;
    fixture_open(&fixture);
    make_six(&fixture);
    assert_ok(store_index_rebuild(fixture.db, &fixture.store, note_progress, &done, NULL, problem));
    assert_int_equal(done, 6);
    fixture_close(&fixture);
}

static void rebuild_replaces_what_the_old_index_said(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    auto_run struct run gone;
    run_init(&gone);
    gone.job = fixture_job(99);
    const struct run *one = &gone;
    struct store_index *index = open_index(&fixture, NULL);
    assert_ok(store_index_put(index, &one, 1, problem));
    store_index_close(index);
    make_six(&fixture);
    assert_int_equal(rebuild(&fixture, NULL), 6);
    assert_six(&fixture);
    fixture_close(&fixture);
}

static void rebuild_in_child(void *ctx)
{
    struct fixture *fixture = ctx;
    if (store_index_rebuild(fixture->db, &fixture->store, NULL, NULL, NULL, NULL) != 6)
        _exit(1);
}

static void rebuild_cut_off_anywhere_is_done_again_or_was_done(void **state)
{
    (void)state;
    bool was_cut = true;
    int n = 1;
    struct fixture fixture;
    fixture_open(&fixture);
    make_six(&fixture);
    for (; was_cut && n < POINTS_MAX; n += STRIDE) {
        bool is_new = false;
        was_cut = crash_point(n, rebuild_in_child, &fixture);
        store_index_close(open_index(&fixture, &is_new));
        if (is_new)
            assert_int_equal(rebuild(&fixture, NULL), 6);
        assert_six(&fixture);
    }
    assert_in_range(n, 50, POINTS_MAX - 1);
    fixture_close(&fixture);
}

/* An index that has not been compared with the files since the machine was started. */
static struct store_index *index_with(const struct fixture *fixture, const struct ident *id)
{
    auto_run struct run run;
    const struct run *one = &run;
    struct store_index *index = open_index(fixture, NULL);
    assert_ok(store_load(&fixture->store, id, &run, problem));
    assert_ok(store_index_put(index, &one, 1, problem));
    assert_ok(store_index_complete(index, problem));
    store_index_close(index);
    return open_index(fixture, NULL);
}

static void rows_lost_in_a_power_cut_are_put_again(void **state)
{
    (void)state;
    struct fixture fixture;
    int64_t counts[5];
    fixture_open(&fixture);
    struct ident id = fixture_ended(&fixture, 1, 0);
    (void)fixture_ended(&fixture, 2, 1);
    struct store_index *index = index_with(&fixture, &id);
    assert_int_equal(store_index_catch_up(index, &fixture.store, NULL), 1);
    assert_ok(store_index_counts(index, counts, problem));
    assert_int_equal(counts[RUN_SUCCEEDED], 1);
    assert_int_equal(counts[RUN_FAILED], 1);
    store_index_close(index);
    assert_int_equal(search(&fixture, "report"), 2);
    fixture_close(&fixture);
}

static void rows_are_compared_with_the_files_once_per_boot(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct ident id = fixture_ended(&fixture, 1, 0);
    struct store_index *index = index_with(&fixture, &id);
    assert_int_equal(store_index_catch_up(index, &fixture.store, NULL), 0);
    assert_ok(store_index_remove(index, &id, problem));
    assert_int_equal(store_index_catch_up(index, &fixture.store, NULL), 0);
    store_index_close(index);
    index = open_index(&fixture, NULL);
    assert_int_equal(store_index_catch_up(index, &fixture.store, NULL), 0);
    store_index_close(index);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_runs_are_found_wherever_they_are),
        cmocka_unit_test(texts_are_found_after_a_rebuild_and_after_later_changes),
        cmocka_unit_test(damaged_runs_are_counted_and_left_out),
        cmocka_unit_test(names_that_are_no_runs_are_passed_over),
        cmocka_unit_test(no_runs_make_a_complete_empty_index),
        cmocka_unit_test(progress_is_told_up_to_the_last_run),
        cmocka_unit_test(rebuild_replaces_what_the_old_index_said),
        cmocka_unit_test(rebuild_cut_off_anywhere_is_done_again_or_was_done),
        cmocka_unit_test(rows_lost_in_a_power_cut_are_put_again),
        cmocka_unit_test(rows_are_compared_with_the_files_once_per_boot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

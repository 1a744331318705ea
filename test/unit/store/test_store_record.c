#include "store_fixture.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"

static void load(const struct fixture *fixture, const struct ident *id, struct run *run)
{
    assert_ok(store_load(&fixture->store, id, run, problem));
}

static void job_in_the_spool_is_queued_and_says_that_nobody_took_it(void **state)
{
    (void)state;
    struct fixture fixture;
    auto_run struct run run;
    fixture_open(&fixture);
    auto_job struct job job = fixture_job(0);
    fixture_write_job(fixture.store.spool, &job);
    load(&fixture, &job.id, &run);
    assert_int_equal(run.state, RUN_QUEUED);
    assert_int_equal(run.wait, RUN_WAIT_NOT_ACCEPTED);
    assert_string_not_equal(run.wait_text, "");
    assert_false(store_is_recorded(&fixture.store, &job.id));
    fixture_close(&fixture);
}

static void waiting_job_is_queued_without_attempts(void **state)
{
    (void)state;
    struct fixture fixture;
    auto_run struct run run;
    fixture_open(&fixture);
    struct ident id = fixture_queued(&fixture, 42);
    load(&fixture, &id, &run);
    assert_int_equal(run.state, RUN_QUEUED);
    assert_int_equal(run.attempt, 0);
    assert_int_equal(run.job.seq, 42);
    assert_int_equal(run.wait, RUN_WAIT_NONE);
    fixture_close(&fixture);
}

static void running_run_has_what_its_start_tells(void **state)
{
    (void)state;
    struct fixture fixture;
    auto_run struct run run;
    fixture_open(&fixture);
    struct ident id = fixture_active(&fixture, 1);
    load(&fixture, &id, &run);
    assert_int_equal(run.state, RUN_RUNNING);
    assert_int_equal(run.attempt, 1);
    assert_int_equal(run.started_at_us, FIXTURE_NOW_US + 1000000);
    assert_int_equal(run.timeout_ms, 30000);
    assert_string_equal(run.python, "/project/.venv/bin/python");
    assert_string_equal(run.host, "pi");
    fixture_close(&fixture);
}

static void ended_run_has_what_its_result_tells(void **state)
{
    (void)state;
    struct fixture fixture;
    auto_run struct run run;
    fixture_open(&fixture);
    struct ident id = fixture_ended(&fixture, 1, 3);
    load(&fixture, &id, &run);
    assert_int_equal(run.state, RUN_FAILED);
    assert_int_equal(run.result.reason, RUN_EXITED);
    assert_int_equal(run.result.exit_code, 3);
    assert_int_equal(run.result.output.bytes, 6);
    assert_int_equal(run.started_at_us, FIXTURE_NOW_US + 1000001);
    assert_string_equal(run.host, "pi");
    assert_true(store_is_recorded(&fixture.store, &id));
    fixture_close(&fixture);
}

static void result_before_the_record_counts_for_people_but_not_for_dependants(void **state)
{
    (void)state;
    struct fixture fixture;
    auto_run struct run run;
    enum run_state seen = RUN_KILLED;
    fixture_open(&fixture);
    struct ident id = fixture_active(&fixture, 1);
    fixture_supervise(&fixture, &id, 0);
    load(&fixture, &id, &run);
    assert_int_equal(run.state, RUN_SUCCEEDED);
    assert_false(store_is_recorded(&fixture.store, &id));
    assert_ok(store_state(&fixture.store, &id, &seen, problem));
    assert_int_equal(seen, RUN_RUNNING);
    fixture_close(&fixture);
}

static void unknown_run_is_not_found(void **state)
{
    (void)state;
    struct fixture fixture;
    auto_run struct run run;
    enum run_state seen;
    struct ident id = ident_new();
    fixture_open(&fixture);
    assert_err(store_load(&fixture.store, &id, &run, problem), ERR_NOT_FOUND);
    assert_err(store_state(&fixture.store, &id, &seen, problem), ERR_NOT_FOUND);
    assert_int_equal(store_attempts(&fixture.store, &id), 0);
    fixture_close(&fixture);
}

/* Every file of a run, one after the other, is replaced by something else. */
static void damaged_file_is_named(void **state)
{
    (void)state;
    static const char *const names[] = {"job.json", "start.json", "result.json"};
    static const char *const texts[] = {"", "{", "[]", "{\"v\":1", "{\"v\":2}", "\xff\xfe"};
    struct fixture fixture;
    fixture_open(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(names) * ARRAY_LEN(texts); i++) {
        struct err err;
        auto_run struct run run;
        struct ident id = fixture_ended(&fixture, 1, 0);
        const char *name = names[i % ARRAY_LEN(names)];
        fixture_write(&fixture, &id, name, texts[i / ARRAY_LEN(names)]);
        assert_int_equal(store_load(&fixture.store, &id, &run, &err), -1);
        assert_int_equal(err.code, ERR_INVALID);
        assert_non_null(strstr(err.text, name));
    }
    fixture_close(&fixture);
}

static void take_result(const struct fixture *fixture, const struct ident *id,
                        struct run_result *result)
{
    assert_ok(store_result(&fixture->store, id, result, problem));
}

static void killed_supervisor_leaves_a_lost_run_that_says_so(void **state)
{
    (void)state;
    struct fixture fixture;
    struct run_result result;
    fixture_open(&fixture);
    struct ident id = fixture_active(&fixture, 1);
    fixture_supervise(&fixture, &id, -1);
    take_result(&fixture, &id, &result);
    assert_int_equal(result.reason, RUN_LOST);
    assert_non_null(strstr(result.message, "supervisor was killed"));
    assert_int_equal(result.output.bytes, 6);
    assert_int_equal(result.started_at_us, FIXTURE_NOW_US + 1000000);
    run_result_release(&result);
    fixture_close(&fixture);
}

static void power_cut_leaves_a_lost_run_that_says_so(void **state)
{
    (void)state;
    struct fixture fixture;
    struct run_result result;
    struct err err;
    struct run_start start = fixture_start(1);
    fixture_open(&fixture);
    struct ident id = fixture_queued(&fixture, 1);
    (void)snprintf(start.boot_id, sizeof(start.boot_id), "11111111-2222-3333-4444-555555555555");
    auto_fd int run = store_start(&fixture.store, &id, &start, &err);
    assert_true(run >= 0);
    take_result(&fixture, &id, &result);
    assert_int_equal(result.reason, RUN_LOST);
    assert_non_null(strstr(result.message, "power went"));
    run_result_release(&result);
    fixture_close(&fixture);
}

static void result_that_is_there_is_never_replaced(void **state)
{
    (void)state;
    struct fixture fixture;
    struct run_result result;
    fixture_open(&fixture);
    struct ident id = fixture_active(&fixture, 1);
    fixture_supervise(&fixture, &id, 5);
    for (int i = 0; i < 2; i++) {
        take_result(&fixture, &id, &result);
        assert_int_equal(result.reason, RUN_EXITED);
        assert_int_equal(result.exit_code, 5);
        run_result_release(&result);
    }
    fixture_close(&fixture);
}

static void damaged_result_is_kept_and_the_run_is_lost(void **state)
{
    (void)state;
    struct fixture fixture;
    struct run_result result;
    char run[IDENT_TEXT_SIZE];
    fixture_open(&fixture);
    struct ident id = fixture_active(&fixture, 1);
    fixture_supervise(&fixture, &id, 0);
    fixture_write(&fixture, &id, "result.json", "{\"v\":1,\"rea");
    take_result(&fixture, &id, &result);
    assert_int_equal(result.reason, RUN_LOST);
    assert_non_null(strstr(result.message, "result.damaged"));
    ident_format(&id, run);
    assert_true(fixture_has(&fixture, "runs/%s/result.damaged", run));
    run_result_release(&result);
    fixture_close(&fixture);
}

static void started_run_without_its_directory_is_lost_and_readable(void **state)
{
    (void)state;
    struct fixture fixture;
    struct run_result result;
    auto_run struct run run;
    fixture_open(&fixture);
    auto_job struct job job = fixture_job(1);
    fixture_write_job(fixture.store.active, &job);
    take_result(&fixture, &job.id, &result);
    assert_int_equal(result.reason, RUN_LOST);
    run_result_release(&result);
    assert_ok(store_close_run(&fixture.store, &job.id, problem));
    load(&fixture, &job.id, &run);
    assert_int_equal(run.state, RUN_FAILED);
    fixture_close(&fixture);
}

struct mover {
    const struct fixture *fixture;
    struct ident id;
    atomic_bool is_stopping;
};

/* Start and take back, as fast as it goes. */
static void *move_about(void *ctx)
{
    struct mover *mover = ctx;
    struct run_start start = fixture_start(1);
    struct err err;
    while (!mover->is_stopping) {
        int run = store_start(&mover->fixture->store, &mover->id, &start, &err);
        if (run < 0 || close(run) < 0 ||
            store_unstart(&mover->fixture->store, &mover->id, &err) < 0)
            return mover;
    }
    return NULL;
}

static void run_that_moves_is_seen_without_a_gap(void **state)
{
    (void)state;
    struct fixture fixture;
    pthread_t thread;
    void *failed = NULL;
    fixture_open(&fixture);
    fixture.store.is_synced = false;
    struct mover mover = {.fixture = &fixture, .id = fixture_queued(&fixture, 1)};
    assert_int_equal(pthread_create(&thread, NULL, move_about, &mover), 0);
    for (int i = 0; i < 3000; i++) {
        auto_run struct run run;
        load(&fixture, &mover.id, &run);
        assert_true(run.state == RUN_QUEUED || run.state == RUN_RUNNING);
    }
    mover.is_stopping = true;
    assert_int_equal(pthread_join(thread, &failed), 0);
    assert_null(failed);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(job_in_the_spool_is_queued_and_says_that_nobody_took_it),
        cmocka_unit_test(waiting_job_is_queued_without_attempts),
        cmocka_unit_test(running_run_has_what_its_start_tells),
        cmocka_unit_test(ended_run_has_what_its_result_tells),
        cmocka_unit_test(result_before_the_record_counts_for_people_but_not_for_dependants),
        cmocka_unit_test(unknown_run_is_not_found),
        cmocka_unit_test(damaged_file_is_named),
        cmocka_unit_test(killed_supervisor_leaves_a_lost_run_that_says_so),
        cmocka_unit_test(power_cut_leaves_a_lost_run_that_says_so),
        cmocka_unit_test(result_that_is_there_is_never_replaced),
        cmocka_unit_test(damaged_result_is_kept_and_the_run_is_lost),
        cmocka_unit_test(started_run_without_its_directory_is_lost_and_readable),
        cmocka_unit_test(run_that_moves_is_seen_without_a_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "store_fixture.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "crash_point.h"

#define POINTS_MAX \
    2000 /* system calls of one move, sanitizers included; beyond it something is wrong */

static const char *text_of(const struct ident *id)
{
    static char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    return text;
}

static enum run_state state_of(const struct fixture *fixture, const struct ident *id)
{
    enum run_state state = RUN_KILLED;
    assert_ok(store_state(&fixture->store, id, &state, problem));
    return state;
}

static enum store_place repair(const struct fixture *fixture, const struct ident *id)
{
    enum store_place place = STORE_WAITING;
    assert_ok(store_repair(&fixture->store, id, &place, problem));
    return place;
}

/* Whatever was cut off, the run can be read, and is in one of the states that it may have. */
static enum run_state loaded_state(const struct fixture *fixture, const struct ident *id)
{
    struct err err = {.text = ""};
    auto_run struct run run;
    if (store_load(&fixture->store, id, &run, &err) < 0)
        fail_msg("%s", err.text);
    assert_string_equal(run.job.script, "scripts/report.py");
    return run.state;
}

static int start(const struct fixture *fixture, const struct ident *id, int attempt,
                 struct err *err)
{
    struct run_start about = fixture_start(attempt);
    auto_fd int run = store_start(&fixture->store, id, &about, err);
    return run < 0 ? -1 : 0;
}

/* One move under test: how it begins, the call, and what must be true in the end. */
struct move {
    struct fixture fixture;
    struct ident id;
    int (*call)(const struct move *move, struct err *err);
};

static void act(void *ctx)
{
    const struct move *move = ctx;
    struct err err;
    (void)move->call(move, &err); /* the test looks at what is left */
}

typedef void (*move_step)(struct move *move);
/* Cut MOVE off before each of its system calls; every time, FINISH must lead to a right state. */
static void cut_everywhere(move_step begin, int (*call)(const struct move *, struct err *),
                           move_step finish)
{
    bool was_cut = true;
    int n = 0;
    while (was_cut && ++n < POINTS_MAX) {
        struct move move = {.call = call};
        fixture_open(&move.fixture);
        begin(&move);
        was_cut = crash_point(n, act, &move);
        finish(&move);
        fixture_close(&move.fixture);
    }
    assert_in_range(n, 5, POINTS_MAX - 1);
}

static void begin_queued(struct move *move)
{
    move->id = fixture_queued(&move->fixture, 1);
}

static void begin_active(struct move *move)
{
    move->id = fixture_active(&move->fixture, 1);
}

static void begin_attempt_over(struct move *move)
{
    move->id = fixture_active(&move->fixture, 1);
    fixture_supervise(&move->fixture, &move->id, 7);
}

static void begin_attempt_lost(struct move *move)
{
    move->id = fixture_active(&move->fixture, 1);
    fixture_supervise(&move->fixture, &move->id, -1);
}

static void begin_ended(struct move *move)
{
    move->id = fixture_ended(&move->fixture, 1, 7);
    fixture_write(&move->fixture, &move->id, "result.damaged", "x");
}

static int call_start(const struct move *move, struct err *err)
{
    return start(&move->fixture, &move->id, 1, err);
}

static int call_unstart(const struct move *move, struct err *err)
{
    return store_unstart(&move->fixture.store, &move->id, err);
}

static int call_retry(const struct move *move, struct err *err)
{
    return store_retry(&move->fixture.store, &move->id, 1, err);
}

static int call_end_waiting(const struct move *move, struct err *err)
{
    struct run_result result = {.reason = RUN_CANCELLED, .ended_at_us = FIXTURE_NOW_US};
    return store_end_waiting(&move->fixture.store, &move->id, &result, err);
}

static int call_result(const struct move *move, struct err *err)
{
    struct run_result result;
    if (store_result(&move->fixture.store, &move->id, &result, err) < 0)
        return -1;
    assert_int_equal(result.reason, RUN_LOST);
    run_result_release(&result);
    return 0;
}

static int call_remove(const struct move *move, struct err *err)
{
    return store_remove(&move->fixture.store, &move->id, err);
}

static void assert_started(const struct move *move, int attempt)
{
    const char *id = text_of(&move->id);
    assert_true(fixture_has(&move->fixture, "active/%s.json", id));
    assert_false(fixture_has(&move->fixture, "queue/%s.json", id));
    assert_true(fixture_has(&move->fixture, "runs/%s/job.json", id));
    assert_true(fixture_has(&move->fixture, "runs/%s/start.json", id));
    assert_int_equal(store_attempts(&move->fixture.store, &move->id), attempt);
    assert_int_equal(loaded_state(&move->fixture, &move->id), RUN_RUNNING);
}

static void start_again(struct move *move)
{
    struct err err = {.code = ERR_NONE};
    enum run_state state = loaded_state(&move->fixture, &move->id);
    int result = call_start(move, &err);
    if (state == RUN_QUEUED)
        assert_int_equal(result, 0);
    else
        assert_int_equal(err.code, ERR_CONFLICT);
    assert_started(move, 1);
}

static void start_after_restart(struct move *move)
{
    if (repair(&move->fixture, &move->id) == STORE_STARTED)
        assert_ok(store_unstart(&move->fixture.store, &move->id, problem));
    assert_false(fixture_has(&move->fixture, "runs/%s/start.json", text_of(&move->id)));
    assert_int_equal(store_attempts(&move->fixture.store, &move->id), 0);
    assert_ok(call_start(move, problem));
    assert_started(move, 1);
}

static void start_survives_a_kill_before_any_system_call(void **state)
{
    (void)state;
    cut_everywhere(begin_queued, call_start, start_again);
    cut_everywhere(begin_queued, call_start, start_after_restart);
}

static void assert_waiting(const struct move *move, int attempts)
{
    const char *id = text_of(&move->id);
    assert_true(fixture_has(&move->fixture, "queue/%s.json", id));
    assert_false(fixture_has(&move->fixture, "active/%s.json", id));
    assert_false(fixture_has(&move->fixture, "runs/%s/start.json", id));
    assert_false(fixture_has(&move->fixture, "runs/%s/result.json", id));
    assert_int_equal(store_attempts(&move->fixture.store, &move->id), attempts);
    assert_int_equal(loaded_state(&move->fixture, &move->id), RUN_QUEUED);
}

static void unstart_again(struct move *move)
{
    enum run_state state = loaded_state(&move->fixture, &move->id);
    assert_true(state == RUN_QUEUED || state == RUN_RUNNING);
    assert_ok(call_unstart(move, problem));
    assert_waiting(move, 0);
}

static void unstart_after_restart(struct move *move)
{
    if (repair(&move->fixture, &move->id) == STORE_STARTED)
        assert_ok(call_unstart(move, problem));
    assert_waiting(move, 0);
}

static void unstart_survives_a_kill_before_any_system_call(void **state)
{
    (void)state;
    cut_everywhere(begin_active, call_unstart, unstart_again);
    cut_everywhere(begin_active, call_unstart, unstart_after_restart);
}

static void assert_kept_attempt(const struct move *move)
{
    const char *id = text_of(&move->id);
    assert_waiting(move, 1);
    assert_true(fixture_has(&move->fixture, "runs/%s/attempt-1/start.json", id));
    assert_true(fixture_has(&move->fixture, "runs/%s/attempt-1/result.json", id));
    assert_true(fixture_has(&move->fixture, "runs/%s/attempt-1/output.idx", id));
    assert_true(fixture_has(&move->fixture, "logs/%s.1.log", id));
    assert_false(fixture_has(&move->fixture, "logs/%s.log", id));
    assert_false(fixture_has(&move->fixture, "runs/%s/live", id));
    assert_false(fixture_has(&move->fixture, "runs/%s/output.idx", id));
}

static void retry_again(struct move *move)
{
    (void)loaded_state(&move->fixture, &move->id);
    assert_ok(call_retry(move, problem));
    assert_kept_attempt(move);
    assert_ok(start(&move->fixture, &move->id, 2, problem));
    assert_started(move, 2);
}

/* A server that finds it started, and nobody alive, reads the result and decides as before. */
static void retry_after_restart(struct move *move)
{
    if (repair(&move->fixture, &move->id) == STORE_STARTED) {
        struct run_result result;
        assert_ok(store_result(&move->fixture.store, &move->id, &result, problem));
        assert_int_equal(result.reason, RUN_EXITED);
        assert_int_equal(result.exit_code, 7);
        run_result_release(&result);
        assert_int_equal(loaded_state(&move->fixture, &move->id), RUN_FAILED);
        assert_ok(call_retry(move, problem));
    }
    assert_kept_attempt(move);
}

static void retry_survives_a_kill_before_any_system_call(void **state)
{
    (void)state;
    cut_everywhere(begin_attempt_over, call_retry, retry_again);
    cut_everywhere(begin_attempt_over, call_retry, retry_after_restart);
}

static void assert_cancelled(const struct move *move)
{
    const char *id = text_of(&move->id);
    assert_false(fixture_has(&move->fixture, "queue/%s.json", id));
    assert_true(fixture_has(&move->fixture, "runs/%s/job.json", id));
    assert_true(store_is_recorded(&move->fixture.store, &move->id));
    assert_int_equal(loaded_state(&move->fixture, &move->id), RUN_KILLED);
    assert_int_equal(state_of(&move->fixture, &move->id), RUN_KILLED);
}

static void end_waiting_again(struct move *move)
{
    enum run_state state = loaded_state(&move->fixture, &move->id);
    assert_true(state == RUN_QUEUED || state == RUN_KILLED);
    assert_ok(call_end_waiting(move, problem));
    assert_cancelled(move);
}

static void end_waiting_after_restart(struct move *move)
{
    bool has_result = fixture_has(&move->fixture, "runs/%s/result.json", text_of(&move->id));
    enum store_place place = repair(&move->fixture, &move->id);
    assert_int_equal(place, has_result ? STORE_ENDED : STORE_WAITING);
    if (place == STORE_WAITING)
        assert_ok(call_end_waiting(move, problem));
    assert_cancelled(move);
}

static void end_of_a_waiting_job_survives_a_kill_before_any_system_call(void **state)
{
    (void)state;
    cut_everywhere(begin_queued, call_end_waiting, end_waiting_again);
    cut_everywhere(begin_queued, call_end_waiting, end_waiting_after_restart);
}

static void result_again(struct move *move)
{
    (void)loaded_state(&move->fixture, &move->id);
    assert_ok(call_result(move, problem));
    assert_int_equal(loaded_state(&move->fixture, &move->id), RUN_FAILED);
    assert_ok(store_close_run(&move->fixture.store, &move->id, problem));
    assert_int_equal(state_of(&move->fixture, &move->id), RUN_FAILED);
}

static void lost_result_survives_a_kill_before_any_system_call(void **state)
{
    (void)state;
    cut_everywhere(begin_attempt_lost, call_result, result_again);
}

static void remove_again(struct move *move)
{
    struct err err;
    auto_run struct run run;
    int result = store_load(&move->fixture.store, &move->id, &run, &err);
    if (result == 0)
        assert_int_equal(run.state, RUN_FAILED);
    else
        assert_int_equal(err.code, ERR_NOT_FOUND);
    if (call_remove(move, &err) < 0)
        assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(fixture_count(&move->fixture, "runs"), 0);
    assert_int_equal(fixture_count(&move->fixture, "logs"), 0);
}

static void removal_survives_a_kill_before_any_system_call(void **state)
{
    (void)state;
    cut_everywhere(begin_ended, call_remove, remove_again);
}

static void start_of_an_unknown_run_is_not_found(void **state)
{
    (void)state;
    struct move move;
    fixture_open(&move.fixture);
    move.id = ident_new();
    assert_err(call_start(&move, problem), ERR_NOT_FOUND);
    assert_err(call_unstart(&move, problem), ERR_NOT_FOUND);
    assert_err(call_retry(&move, problem), ERR_NOT_FOUND);
    assert_err(call_end_waiting(&move, problem), ERR_NOT_FOUND);
    assert_err(call_remove(&move, problem), ERR_NOT_FOUND);
    assert_int_equal(fixture_count(&move.fixture, "runs"), 0);
    fixture_close(&move.fixture);
}

static void job_of_a_started_run_is_a_second_link_to_its_file(void **state)
{
    (void)state;
    struct move move;
    struct stat there;
    char name[64];
    fixture_open(&move.fixture);
    begin_active(&move);
    (void)snprintf(name, sizeof(name), "%s.json", text_of(&move.id));
    assert_int_equal(fstatat(move.fixture.store.active, name, &there, 0), 0);
    assert_int_equal(there.st_nlink, 2);
    fixture_close(&move.fixture);
}

static void start_with_a_result_cannot_be_taken_back(void **state)
{
    (void)state;
    struct move move;
    fixture_open(&move.fixture);
    begin_attempt_over(&move);
    assert_err(call_unstart(&move, problem), ERR_CONFLICT);
    assert_true(fixture_has(&move.fixture, "active/%s.json", text_of(&move.id)));
    fixture_close(&move.fixture);
}

static void start_before_a_power_cut_cannot_be_taken_back(void **state)
{
    (void)state;
    struct move move;
    struct run_start about = fixture_start(1);
    struct err err;
    fixture_open(&move.fixture);
    begin_queued(&move);
    (void)snprintf(about.boot_id, sizeof(about.boot_id), "another");
    auto_fd int run = store_start(&move.fixture.store, &move.id, &about, &err);
    assert_true(run >= 0);
    assert_err(call_unstart(&move, problem), ERR_CONFLICT);
    fixture_close(&move.fixture);
}

static void attempt_without_a_result_is_not_put_away(void **state)
{
    (void)state;
    struct move move;
    fixture_open(&move.fixture);
    begin_attempt_lost(&move);
    assert_err(call_retry(&move, problem), ERR_CONFLICT);
    assert_started(&move, 1);
    fixture_close(&move.fixture);
}

static void three_attempts_are_all_kept(void **state)
{
    (void)state;
    struct move move;
    fixture_open(&move.fixture);
    begin_queued(&move);
    for (int attempt = 1; attempt <= 3; attempt++) {
        assert_ok(start(&move.fixture, &move.id, attempt, problem));
        assert_int_equal(store_attempts(&move.fixture.store, &move.id), attempt);
        fixture_supervise(&move.fixture, &move.id, attempt);
        if (attempt < 3)
            assert_ok(store_retry(&move.fixture.store, &move.id, attempt, problem));
    }
    assert_ok(store_close_run(&move.fixture.store, &move.id, problem));
    assert_true(fixture_has(&move.fixture, "logs/%s.2.log", text_of(&move.id)));
    assert_true(fixture_has(&move.fixture, "logs/%s.log", text_of(&move.id)));
    assert_ok(call_remove(&move, problem));
    assert_int_equal(fixture_count(&move.fixture, "logs"), 0);
    assert_int_equal(fixture_count(&move.fixture, "runs"), 0);
    fixture_close(&move.fixture);
}

static void first_result_of_a_waiting_job_stays(void **state)
{
    (void)state;
    struct move move;
    struct run_result other = {.reason = RUN_EXPIRED};
    struct run_result result;
    fixture_open(&move.fixture);
    begin_queued(&move);
    assert_ok(call_end_waiting(&move, problem));
    assert_ok(store_end_waiting(&move.fixture.store, &move.id, &other, problem));
    assert_ok(store_result(&move.fixture.store, &move.id, &result, problem));
    assert_int_equal(result.reason, RUN_CANCELLED);
    run_result_release(&result);
    fixture_close(&move.fixture);
}

static void waiting_and_running_runs_are_not_removed(void **state)
{
    (void)state;
    struct move move;
    fixture_open(&move.fixture);
    begin_queued(&move);
    assert_err(call_remove(&move, problem), ERR_CONFLICT);
    assert_ok(call_start(&move, problem));
    assert_err(call_remove(&move, problem), ERR_CONFLICT);
    assert_started(&move, 1);
    fixture_close(&move.fixture);
}

static void waiting_retry_can_be_cancelled(void **state)
{
    (void)state;
    struct move move;
    fixture_open(&move.fixture);
    begin_attempt_over(&move);
    assert_ok(call_retry(&move, problem));
    assert_ok(call_end_waiting(&move, problem));
    assert_cancelled(&move);
    assert_int_equal(store_attempts(&move.fixture.store, &move.id), 1);
    fixture_close(&move.fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(start_survives_a_kill_before_any_system_call),
        cmocka_unit_test(unstart_survives_a_kill_before_any_system_call),
        cmocka_unit_test(retry_survives_a_kill_before_any_system_call),
        cmocka_unit_test(end_of_a_waiting_job_survives_a_kill_before_any_system_call),
        cmocka_unit_test(lost_result_survives_a_kill_before_any_system_call),
        cmocka_unit_test(removal_survives_a_kill_before_any_system_call),
        cmocka_unit_test(start_of_an_unknown_run_is_not_found),
        cmocka_unit_test(job_of_a_started_run_is_a_second_link_to_its_file),
        cmocka_unit_test(start_with_a_result_cannot_be_taken_back),
        cmocka_unit_test(start_before_a_power_cut_cannot_be_taken_back),
        cmocka_unit_test(attempt_without_a_result_is_not_put_away),
        cmocka_unit_test(three_attempts_are_all_kept),
        cmocka_unit_test(first_result_of_a_waiting_job_stays),
        cmocka_unit_test(waiting_and_running_runs_are_not_removed),
        cmocka_unit_test(waiting_retry_can_be_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

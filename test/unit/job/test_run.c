#include "job/run.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

static struct run ended(enum run_reason reason, int exit_code, int signal_number)
{
    struct run run;
    run_init(&run);
    run.result.reason = reason;
    run.result.exit_code = exit_code;
    run.result.signal = signal_number;
    run.state = run_state_after(reason, exit_code);
    return run;
}

static void outcomes_lead_to_states(void **state)
{
    (void)state;
    static const struct {
        enum run_reason reason;
        int exit_code;
        enum run_state state;
    } rows[] = {
        {RUN_EXITED, 0, RUN_SUCCEEDED},  {RUN_EXITED, 1, RUN_FAILED},
        {RUN_SIGNALLED, 0, RUN_FAILED},  {RUN_TIMEOUT, 0, RUN_KILLED},
        {RUN_CANCELLED, 0, RUN_KILLED},  {RUN_MEMORY, 0, RUN_KILLED},
        {RUN_OUTPUT, 0, RUN_KILLED},     {RUN_DISK, 0, RUN_KILLED},
        {RUN_LOST, 0, RUN_FAILED},       {RUN_NOT_STARTED, 0, RUN_FAILED},
        {RUN_EXPIRED, 0, RUN_KILLED},    {RUN_SUPERSEDED, 0, RUN_KILLED},
        {RUN_DEPENDENCY, 0, RUN_KILLED},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_int_equal(run_state_after(rows[i].reason, rows[i].exit_code), rows[i].state);
}

static void what_has_ended_never_moves(void **state)
{
    (void)state;
    for (enum run_state from = RUN_SUCCEEDED; from <= RUN_KILLED; from++) {
        assert_true(run_has_ended(from));
        for (enum run_state to = RUN_QUEUED; to <= RUN_KILLED; to++)
            assert_false(run_may_move(from, to));
    }
}

static void a_run_waits_runs_and_ends(void **state)
{
    (void)state;
    assert_true(run_may_move(RUN_QUEUED, RUN_RUNNING));
    assert_true(run_may_move(RUN_QUEUED, RUN_KILLED));
    assert_true(run_may_move(RUN_QUEUED, RUN_FAILED));
    assert_false(run_may_move(RUN_QUEUED, RUN_SUCCEEDED)); /* nothing succeeds without running */
    assert_true(run_may_move(RUN_RUNNING, RUN_QUEUED));    /* another attempt */
    assert_true(run_may_move(RUN_RUNNING, RUN_SUCCEEDED));
    assert_true(run_may_move(RUN_RUNNING, RUN_FAILED));
    assert_true(run_may_move(RUN_RUNNING, RUN_KILLED));
    assert_false(run_may_move(RUN_RUNNING, RUN_RUNNING));
    assert_false(run_has_ended(RUN_QUEUED) || run_has_ended(RUN_RUNNING));
}

static void names_are_read_back(void **state)
{
    (void)state;
    for (enum run_state from = RUN_QUEUED; from <= RUN_KILLED; from++) {
        enum run_state again;
        assert_true(run_state_parse(run_state_name(from), &again));
        assert_int_equal(again, from);
    }
    for (enum run_reason reason = RUN_EXITED; reason <= RUN_DEPENDENCY; reason++) {
        enum run_reason again;
        assert_true(run_reason_parse(run_reason_name(reason), &again));
        assert_int_equal(again, reason);
    }
    for (enum run_wait wait = RUN_WAIT_SLOT; wait <= RUN_WAIT_NOT_ACCEPTED; wait++) {
        enum run_wait again;
        assert_true(run_wait_parse(run_wait_name(wait), &again));
        assert_int_equal(again, wait);
    }
}

static void no_name_is_no_outcome(void **state)
{
    (void)state;
    enum run_reason reason;
    enum run_state run_state;
    enum run_wait wait;
    assert_string_equal(run_reason_name(RUN_NOT_ENDED), "");
    assert_false(run_reason_parse("", &reason) || run_reason_parse(NULL, &reason));
    assert_false(run_state_parse("Queued", &run_state) || run_state_parse(NULL, &run_state));
    assert_false(run_wait_parse("", &wait) || run_wait_parse(NULL, &wait));
}

static void the_exit_status_is_that_of_the_script_or_says_why_not(void **state)
{
    (void)state;
    static const struct {
        enum run_reason reason;
        int exit_code, signal, status;
    } rows[] = {
        {RUN_EXITED, 0, 0, 0},
        {RUN_EXITED, 3, 0, 3},
        {RUN_SIGNALLED, 0, SIGSEGV, 139},
        {RUN_TIMEOUT, 0, SIGKILL, 124},
        {RUN_CANCELLED, 0, SIGTERM, 125},
        {RUN_LOST, 0, 0, 125},
        {RUN_NOT_STARTED, 0, 0, 125},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct run run = ended(rows[i].reason, rows[i].exit_code, rows[i].signal);
        assert_int_equal(run_exit_status(&run), rows[i].status);
    }
    struct run waiting;
    run_init(&waiting);
    assert_int_equal(run_exit_status(&waiting), 125);
}

static void assert_sentence(const struct run *run, const char *wanted)
{
    char text[240];
    run_describe(run, text, sizeof(text));
    assert_string_equal(text, wanted);
}

static void an_end_is_told_in_a_sentence(void **state)
{
    (void)state;
    struct run run = ended(RUN_EXITED, 0, 0);
    assert_sentence(&run, "succeeded");
    run = ended(RUN_EXITED, 1, 0);
    assert_sentence(&run, "exited with status 1");
    run = ended(RUN_SIGNALLED, 0, SIGSEGV);
    assert_sentence(&run, "died of signal 11 (SIGSEGV)");
    run = ended(RUN_SIGNALLED, 0, 63);
    assert_sentence(&run, "died of signal 63");
    run = ended(RUN_TIMEOUT, 0, SIGKILL);
    assert_sentence(&run, "ended by its time limit");
    run.timeout_ms = 30500;
    assert_sentence(&run, "ended by its time limit of 30.5 s");
    run = ended(RUN_NOT_STARTED, 0, 0);
    (void)snprintf(run.result.message, sizeof(run.result.message), "no interpreter");
    assert_sentence(&run, "could not be started: no interpreter");
}

static void a_life_is_told_in_a_sentence(void **state)
{
    (void)state;
    struct run run;
    run_init(&run);
    assert_sentence(&run, "waits");
    (void)snprintf(run.wait_text, sizeof(run.wait_text), "waits for a free slot");
    assert_sentence(&run, "waits for a free slot");
    run.state = RUN_RUNNING;
    run.attempt = 1;
    assert_sentence(&run, "runs");
    run.attempt = 2;
    assert_sentence(&run, "runs (attempt 2)");
}

static void a_sentence_fits_into_little_room(void **state)
{
    (void)state;
    struct run run = ended(RUN_LOST, 0, 0);
    (void)snprintf(run.result.message, sizeof(run.result.message), "power");
    char text[8];
    run_describe(&run, text, sizeof(text));
    assert_string_equal(text, "lost: P");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_lead_to_states),
        cmocka_unit_test(what_has_ended_never_moves),
        cmocka_unit_test(a_run_waits_runs_and_ends),
        cmocka_unit_test(names_are_read_back),
        cmocka_unit_test(no_name_is_no_outcome),
        cmocka_unit_test(the_exit_status_is_that_of_the_script_or_says_why_not),
        cmocka_unit_test(an_end_is_told_in_a_sentence),
        cmocka_unit_test(a_life_is_told_in_a_sentence),
        cmocka_unit_test(a_sentence_fits_into_little_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

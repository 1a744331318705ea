#include "job/run_json.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

#define ID "019312d0-7c3a-7b2e-8f00-0123456789ab"

static const struct run_result full = {
    .reason = RUN_TIMEOUT,
    .signal = SIGKILL,
    .message = "was \"slow\"",
    .started_at_us = 1795336200000000,
    .ended_at_us = 1795336201500000,
    .duration_ms = 1500,
    .usage = {12, 3, 9000, 1, 4096, 2},
    .output = {10, 2, 1},
    .sandbox_level = "basic",
};

#define FULL_TEXT                                                                                  \
    "{\"v\":1,\"reason\":\"timeout\",\"signal\":9,\"message\":\"was \\\"slow\\\"\","               \
    "\"started_at\":\"2026-11-22T08:30:00.000000Z\",\"ended_at\":\"2026-11-22T08:30:01.500000Z\"," \
    "\"duration_ms\":1500,\"output\":{\"bytes\":10,\"lines\":2,\"dropped\":1},"                    \
    "\"usage\":{\"cpu_user_ms\":12,\"cpu_system_ms\":3,\"max_rss_kb\":9000,\"read_bytes\":1,"      \
    "\"write_bytes\":4096,"                                                                        \
    "\"processes\":2},\"sandbox\":{\"level\":\"basic\",\"in_force\":[\"session\",\"rlimits\"],"    \
    "\"missing\":[\"net (not here, yet)\",\"fs\"]}}\n"

static void make_full(struct run_result *result)
{
    *result = full;
    result->in_force = xstrdup("session,rlimits");
    result->missing = xstrdup("net (not here, yet), fs");
}

static void a_result_is_written_with_all_that_is_known(void **state)
{
    (void)state;
    struct run_result result;
    make_full(&result);
    auto_buf struct buf out;
    buf_init(&out, 4096);
    run_json_result(&result, &out);
    assert_string_equal(buf_text(&out), FULL_TEXT);
    run_result_release(&result);
}

static void a_written_result_is_read_back(void **state)
{
    (void)state;
    struct run_result result;
    struct err err;
    assert_int_equal(run_json_parse_result(FULL_TEXT, strlen(FULL_TEXT), &result, &err), 0);
    assert_int_equal(result.reason, RUN_TIMEOUT);
    assert_int_equal(result.signal, SIGKILL);
    assert_string_equal(result.message, full.message);
    assert_int_equal(result.started_at_us, full.started_at_us);
    assert_int_equal(result.ended_at_us, full.ended_at_us);
    assert_int_equal(result.duration_ms, 1500);
    assert_memory_equal(&result.usage, &full.usage, sizeof(full.usage));
    assert_memory_equal(&result.output, &full.output, sizeof(full.output));
    assert_string_equal(result.sandbox_level, "basic");
    assert_string_equal(result.in_force, "session,rlimits");
    assert_string_equal(result.missing, "net (not here, yet),fs");
    run_result_release(&result);
}

static void what_is_not_known_is_absent(void **state)
{
    (void)state;
    struct run_result result = {.reason = RUN_EXPIRED, .ended_at_us = 1};
    auto_buf struct buf out;
    buf_init(&out, 4096);
    run_json_result(&result, &out);
    assert_string_equal(
        buf_text(&out),
        "{\"v\":1,\"reason\":\"expired\",\"ended_at\":\"1970-01-01T00:00:00.000001Z\"}\n");
}

static void a_torn_result_is_refused_and_fills_nothing(void **state)
{
    (void)state;
    for (size_t size = 0; size + 2 < sizeof(FULL_TEXT); size++) {
        struct run_result result = {.exit_code = -7};
        struct err err = {.code = ERR_NONE};
        assert_int_equal(run_json_parse_result(FULL_TEXT, size, &result, &err), -1);
        assert_int_equal(err.code, ERR_INVALID);
        assert_int_equal(result.exit_code, -7);
        assert_null(result.in_force);
    }
}

static void a_foreign_result_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } rows[] = {
        {"{}", "not of version 1"},
        {"{\"v\":2,\"reason\":\"lost\"}", "not of version 1"},
        {"[]", "not of version 1"},
        {"{\"v\":1}", "key 'reason' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"\"}", "key 'reason' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"bored\"}", "key 'reason' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"exited\"}", "key 'exit_code' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"exited\",\"exit_code\":256}",
         "key 'exit_code' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"exited\",\"exit_code\":\"0\"}",
         "key 'exit_code' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"signalled\"}", "key 'signal' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"signalled\",\"signal\":0}", "key 'signal' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"lost\",\"message\":5}", "key 'message' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"lost\",\"ended_at\":\"now\"}",
         "key 'ended_at' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"lost\",\"duration_ms\":-1}",
         "key 'duration_ms' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"lost\",\"output\":[]}", "key 'output' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"lost\",\"output\":{\"bytes\":-1}}",
         "key 'bytes' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"lost\",\"sandbox\":{\"in_force\":[\"a\"],\"missing\":[5]}}",
         "key 'missing' is missing or wrong"},
        {"{\"v\":1,\"reason\":\"lost\",\"sandbox\":{\"level\":\"0123456789abcdef\"}}",
         "key 'level' is missing or wrong"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct run_result result;
        struct err err = {.code = ERR_NONE};
        assert_int_equal(run_json_parse_result(rows[i].text, strlen(rows[i].text), &result, &err),
                         -1);
        assert_string_equal(err.text, rows[i].why);
    }
}

static void a_start_is_read_back(void **state)
{
    (void)state;
    struct run_start start = {.attempt = 2,
                              .boot_id = "c0ffee00-0000-4000-8000-000000000000",
                              .started_at_us = 5,
                              .timeout_ms = 30000,
                              .python = "/usr/bin/python3",
                              .host = "pi"};
    struct run_start again;
    struct err err;
    auto_buf struct buf out;
    buf_init(&out, 4096);
    run_json_start(&start, &out);
    assert_int_equal(run_json_parse_start(buf_text(&out), out.size, &again, &err), 0);
    assert_int_equal(again.attempt, 2);
    assert_string_equal(again.boot_id, start.boot_id);
    assert_int_equal(again.started_at_us, 5);
    assert_int_equal(again.timeout_ms, 30000);
    assert_string_equal(again.python, start.python);
    assert_string_equal(again.host, "pi");
}

static void a_start_that_is_no_start_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "{\"v\":1}",
        "{\"v\":1,\"attempt\":0}",
        "{\"v\":1,\"attempt\":1.5}",
        "{\"v\":1,\"attempt\":1,\"boot_id\":\"0123456789012345678901234567890123456789\"}",
        "{\"v\":1,\"attempt\":1,\"timeout_ms\":-1}",
        "{\"v\":1,\"attempt\":1,\"started_at\":5}"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct run_start start;
        struct err err = {.code = ERR_NONE};
        assert_int_equal(run_json_parse_start(texts[i], strlen(texts[i]), &start, &err), -1);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static struct run make_run(void)
{
    struct run run;
    run_init(&run);
    assert_true(ident_parse(ID, strlen(ID), &run.job.id));
    run.job.script = xstrdup("a.py");
    run.job.submitted_by = xstrdup("pi");
    run.job.source = JOB_FROM_CRON;
    run.job.seq = 7;
    run.job.submitted_at_us = 1000000;
    run.job.queued_at_us = 2000000;
    return run;
}

static void assert_record(const struct run *run, const char *wanted)
{
    auto_json struct json *record = run_json_record(run);
    auto_buf struct buf out;
    buf_init(&out, 4096);
    json_print(record, false, &out);
    assert_string_equal(buf_text(&out), wanted);
    struct err err;
    auto_run struct run again;
    if (run_json_parse_record(buf_text(&out), out.size, &again, &err) < 0)
        fail_msg("refused: %s", err.text);
    auto_json struct json *second = run_json_record(&again);
    buf_clear(&out);
    json_print(second, false, &out);
    assert_string_equal(buf_text(&out), wanted);
}

#define ORIGIN                                                                                     \
    "\"job\":{\"v\":1,\"script\":\"a.py\"},\"source\":\"cron\",\"submitted_by\":\"pi\",\"seq\":7," \
    "\"submitted_at\":\"1970-01-01T00:00:01.000000Z\",\"queued_at\":\"1970-01-01T00:00:02."        \
    "000000Z\""

static void the_record_of_a_waiting_run_says_why(void **state)
{
    (void)state;
    auto_run struct run run = make_run();
    run.wait = RUN_WAIT_SLOT;
    (void)snprintf(run.wait_text, sizeof(run.wait_text), "waits for a free slot");
    assert_record(&run, "{\"v\":1,\"id\":\"" ID "\",\"state\":\"queued\"," ORIGIN
                        ",\"waiting\":{\"code\":\"slot\",\"text\":\"waits for a free slot\"}}");
}

static void the_record_of_a_running_run_says_since_when(void **state)
{
    (void)state;
    auto_run struct run run = make_run();
    run.state = RUN_RUNNING;
    run.attempt = 1;
    run.started_at_us = 3000000;
    run.timeout_ms = 30000;
    run.python = xstrdup("/usr/bin/python3");
    run.host = xstrdup("pi");
    run.wait = RUN_WAIT_SLOT; /* left from before: not told any more */
    assert_record(&run, "{\"v\":1,\"id\":\"" ID "\",\"state\":\"running\",\"attempt\":1," ORIGIN
                        ",\"started_at\":\"1970-01-01T00:00:03.000000Z\",\"timeout_ms\":30000,"
                        "\"python\":\"/usr/bin/python3\",\"host\":\"pi\"}");
}

static void the_record_of_an_ended_run_says_how(void **state)
{
    (void)state;
    auto_run struct run run = make_run();
    run.attempt = 1;
    run.started_at_us = 3000000;
    run.result.reason = RUN_EXITED;
    run.result.exit_code = 3;
    run.result.started_at_us = 3000000;
    run.result.ended_at_us = 4000000;
    run.result.duration_ms = 1000;
    run.state = RUN_FAILED;
    assert_record(&run,
                  "{\"v\":1,\"id\":\"" ID
                  "\",\"state\":\"failed\",\"reason\":\"exited\",\"exit_code\":3,"
                  "\"attempt\":1," ORIGIN ",\"started_at\":\"1970-01-01T00:00:03.000000Z\","
                  "\"ended_at\":\"1970-01-01T00:00:04.000000Z\",\"duration_ms\":1000,"
                  "\"output\":{\"bytes\":0,\"lines\":0,\"dropped\":0},\"usage\":{\"cpu_user_ms\":0,"
                  "\"cpu_system_ms\":0,\"max_rss_kb\":0,\"read_bytes\":0,\"write_bytes\":0,"
                  "\"processes\":0}}");
}

static void a_record_that_contradicts_itself_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"v\":1,\"id\":\"" ID
        "\",\"state\":\"succeeded\",\"reason\":\"exited\",\"exit_code\":3," ORIGIN "}",
        "{\"v\":1,\"id\":\"" ID "\",\"state\":\"killed\"," ORIGIN "}",
        "{\"v\":1,\"id\":\"" ID "\",\"state\":\"done\"," ORIGIN "}",
        "{\"v\":1,\"id\":\"x\",\"state\":\"queued\"," ORIGIN "}",
        "{\"v\":1,\"state\":\"queued\"," ORIGIN "}",
        "{\"v\":1,\"id\":\"" ID "\",\"state\":\"queued\"}",
        "{\"v\":1,\"id\":\"" ID "\",\"state\":\"queued\",\"job\":{\"v\":1},\"source\":\"cli\"}",
        "{\"v\":1,\"id\":\"" ID "\",\"state\":\"queued\",\"job\":{\"v\":1,\"script\":\"a.py\"}}",
        "{\"v\":1,\"id\":\"" ID "\",\"state\":\"queued\"," ORIGIN
        ",\"waiting\":{\"code\":\"tired\"}}",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct run run;
        struct err err = {.code = ERR_NONE};
        if (run_json_parse_record(texts[i], strlen(texts[i]), &run, &err) == 0)
            fail_msg("taken: %s", texts[i]);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void keys_of_a_later_pirun_are_not_looked_at(void **state)
{
    (void)state;
    static const char text[] = "{\"v\":1,\"id\":\"" ID "\",\"state\":\"queued\"," ORIGIN
                               ",\"cluster\":{\"new\":[1]},\"dirty\":true}";
    auto_run struct run run;
    struct err err;
    assert_int_equal(run_json_parse_record(text, sizeof(text) - 1, &run, &err), 0);
    assert_string_equal(run.job.script, "a.py");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_is_written_with_all_that_is_known),
        cmocka_unit_test(a_written_result_is_read_back),
        cmocka_unit_test(what_is_not_known_is_absent),
        cmocka_unit_test(a_torn_result_is_refused_and_fills_nothing),
        cmocka_unit_test(a_foreign_result_is_refused),
        cmocka_unit_test(a_start_is_read_back),
        cmocka_unit_test(a_start_that_is_no_start_is_refused),
        cmocka_unit_test(the_record_of_a_waiting_run_says_why),
        cmocka_unit_test(the_record_of_a_running_run_says_since_when),
        cmocka_unit_test(the_record_of_an_ended_run_says_how),
        cmocka_unit_test(a_record_that_contradicts_itself_is_refused),
        cmocka_unit_test(keys_of_a_later_pirun_are_not_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

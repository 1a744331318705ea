#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "job/job_file.h"

/* Goal: every way to write a job file wrongly has its code, its place, a sentence and a way out. */

#define ID "019312d0-7c3a-7b2e-8f00-0123456789ab"

static void assert_fault(const char *text, const char *code, const char *where,
                         const char *sentence)
{
    struct job job;
    struct job_fault fault = {.code = "none"};
    if (job_file_parse(text, strlen(text), &job, &fault) == JOB_FILE_OK)
        fail_msg("taken: %s", text);
    char place[400];
    (void)snprintf(place, sizeof(place), "%d:%d %s", fault.line, fault.column, fault.pointer);
    assert_string_equal(fault.text, sentence);
    assert_string_equal(fault.code, code);
    assert_string_equal(place, where);
    assert_true(strlen(fault.cure) > 5);
}

static void assert_cure(const char *text, const char *part)
{
    struct job job;
    struct job_fault fault;
    assert_int_equal(job_file_parse(text, strlen(text), &job, &fault), JOB_FILE_WRONG);
    if (!strstr(fault.cure, part))
        fail_msg("'%s' is not in the cure: %s", part, fault.cure);
}

/* A script with one more key. */
static void assert_key_fault(const char *key, const char *code, const char *where,
                             const char *sentence)
{
    char text[600];
    (void)snprintf(text, sizeof(text), "{\"v\":1,\"script\":\"a.py\",\n%s}", key);
    assert_fault(text, code, where, sentence);
}

static void text_that_is_not_json_has_its_place(void **state)
{
    (void)state;
    assert_fault("", "json", "1:1 ", "not JSON: the text is empty");
    assert_fault("{\"v\":1,\n\"script\" \"a.py\"}", "json", "2:10 ",
                 "not JSON: ':' is missing behind a key");
    assert_fault("{\"v\":1,\"script\":\"a.py\"} {}", "json", "1:25 ",
                 "not JSON: something follows the end of the value");
    assert_fault("{\"v\":1,\"v\":1}", "json", "1:8 ", "not JSON: a key stands twice in one object");
    assert_fault("{\"v\":1,\"priority\":1e400}", "json", "1:19 ",
                 "not JSON: a number is beyond 9007199254740991, which is as far as JSON is exact");
}

static void a_text_that_was_cut_may_still_be_completed(void **state)
{
    (void)state;
    static const char text[] = "{\"v\":1,\"script\":\"a.py\",\"args\":[\"\\u00e4\",1e5]}";
    struct job job;
    struct job_fault fault;
    for (size_t size = 0; size < sizeof(text) - 1; size++)
        assert_int_equal(job_file_parse(text, size, &job, &fault), JOB_FILE_INCOMPLETE);
    assert_int_equal(job_file_parse("{\"v\":1\0\0\0\0", 10, &job, &fault), JOB_FILE_INCOMPLETE);
    assert_int_equal(job_file_parse("{\"v\":1,}", 8, &job, &fault), JOB_FILE_WRONG);
    assert_int_equal(job_file_parse("{\"v\":1,\"v\":1}", 13, &job, &fault), JOB_FILE_WRONG);
}

static void the_whole_must_be_an_object_of_version_1(void **state)
{
    (void)state;
    assert_fault("[]", "schema", "1:1 ", "the job file is an array; it must be an object");
    assert_fault("{\"script\":\"a.py\"}", "schema", "1:1 ",
                 "the job file has no 'v' (version of this format)");
    assert_fault("{\"v\":2}", "schema", "1:6 /v", "'v' is 2; this pirun knows version 1 only");
    assert_fault("{\"v\":\"1\"}", "schema", "1:6 /v", "'v' is a string; it must be the number 1");
}

static void exactly_one_thing_runs(void **state)
{
    (void)state;
    assert_fault(
        "{\"v\":1}", "schema", "1:1 ",
        "the job file names nothing to run: no script, module, code, archive, build or op");
    assert_key_fault("\"code\":\"1\"", "schema", "2:1 /code",
                     "'code' stands beside 'script': a job has one thing to run");
    assert_key_fault("\"entrypoint\":\"a.py\"", "schema", "2:1 /entrypoint",
                     "'entrypoint' means nothing without 'archive'");
}

static void an_unknown_key_is_named_with_the_nearest_known_one(void **state)
{
    (void)state;
    assert_key_fault("\"arg\":[]", "schema", "2:1 /arg", "'arg' is not a key of a job file");
    assert_key_fault("\"limits\":{\"memory\":1}", "schema", "2:11 /limits/memory",
                     "'limits.memory' is not a key of a job file");
    assert_cure("{\"v\":1,\"scrpt\":\"a.py\"}", "did you mean 'script'?");
    assert_cure("{\"v\":1,\"Script\":\"a.py\"}", "did you mean 'script'?");
    assert_cure("{\"v\":1,\"timeout\":1}", "did you mean 'timeout_ms'?");
    assert_cure("{\"v\":1,\"retry\":{\"delay\":1}}", "did you mean 'delay_ms'?");
    assert_cure("{\"v\":1,\"command\":1}", "pirun help job");
    assert_cure("{\"v\":1,\"submited_by\":1}",
                "pirun help job"); /* not a writer's key: never suggested */
    assert_cure("{\"v\":1,\"limits\":{\"x-a\":1}}", "pirun help job");
}

static void values_of_another_type_are_refused(void **state)
{
    (void)state;
    assert_key_fault("\"args\":\"--fast\"", "schema", "2:8 /args",
                     "'args' is a string; it must be an array of strings");
    assert_key_fault("\"args\":[\"a\",5]", "schema", "2:13 /args/1",
                     "'args.1' is a number; it must be a string");
    assert_key_fault("\"env\":{\"A\":1}", "schema", "2:12 /env/A",
                     "'env.A' is a number; it must be a string");
    assert_key_fault("\"env\":[]", "schema", "2:7 /env",
                     "'env' is an array; it must be an object of strings");
    assert_key_fault("\"priority\":\"5\"", "schema", "2:12 /priority",
                     "'priority' is a string; it must be an integer");
    assert_key_fault("\"priority\":1.5", "schema", "2:12 /priority",
                     "'priority' is a number; it must be an integer, without a fraction");
    assert_key_fault("\"stdin\":null", "schema", "2:9 /stdin",
                     "'stdin' is null; it must be a string");
    assert_key_fault("\"limits\":5", "schema", "2:10 /limits",
                     "'limits' is a number; it must be an object");
    assert_key_fault("\"network\":true", "schema", "2:11 /network",
                     "'network' is true or false; it must be a string");
    assert_key_fault("\"after\":\"x\"", "schema", "2:9 /after",
                     "'after' is a string; it must be an array of run ids");
    assert_key_fault("\"expires\":1700000000", "schema", "2:11 /expires",
                     "'expires' is a number; it must be a string with a time");
    assert_key_fault("\"retry\":{\"max\":1,\"on\":\"lost\"}", "schema", "2:23 /retry/on",
                     "'retry.on' is a string; it must be an array of outcomes");
}

static void numbers_out_of_range_are_refused(void **state)
{
    (void)state;
    assert_key_fault("\"priority\":101", "bad_arg", "2:12 /priority",
                     "'priority' is 101; it must be from -100 to 100");
    assert_key_fault("\"timeout_ms\":0", "limit", "2:14 /timeout_ms",
                     "'timeout_ms' is 0; it must be from 1 to 31536000000");
    assert_key_fault("\"limits\":{\"memory_mb\":-1}", "limit", "2:23 /limits/memory_mb",
                     "'limits.memory_mb' is -1; it must be from 1 to 1000000000");
    assert_key_fault("\"limits\":{\"cpus\":0}", "limit", "2:18 /limits/cpus",
                     "'limits.cpus' is 0; it must be from 0.01 to 4096");
    assert_key_fault("\"retry\":{\"max\":101}", "bad_arg", "2:16 /retry/max",
                     "'retry.max' is 101; it must be from 0 to 100");
    assert_key_fault("\"retry\":{\"delay_ms\":5}", "schema", "2:9 /retry",
                     "'retry' has no 'max' (attempts after the first)");
}

static void a_script_is_a_py_file_of_the_project(void **state)
{
    (void)state;
    static const struct {
        const char *script, *why;
    } rows[] = {
        {"a.sh", "does not end in '.py'"},
        {"a..sh", "does not end in '.py'"},
        {"/etc/a.py", "is absolute; it must be relative to the project"},
        {"../a.py", "leaves the project with '..'"},
        {"a/../../b.py", "leaves the project with '..'"},
        {"a//b.py", "is not the path of a file in the project"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char text[200];
        char sentence[200];
        (void)snprintf(text, sizeof(text), "{\"v\":1,\"script\":\"%s\"}", rows[i].script);
        (void)snprintf(sentence, sizeof(sentence), "'script' is '%s', which %s", rows[i].script,
                       rows[i].why);
        assert_fault(text, "no_script", "1:17 /script", sentence);
    }
    assert_fault("{\"v\":1,\"script\":\"\"}", "bad_arg", "1:17 /script", "'script' is empty");
}

static void names_must_have_their_form(void **state)
{
    (void)state;
    assert_fault("{\"v\":1,\"module\":\"a.b; rm\"}", "bad_arg", "1:17 /module",
                 "'module' is 'a.b; rm', which is not a module's name, such as 'package.module'");
    assert_fault("{\"v\":1,\"module\":\"-m\"}", "bad_arg", "1:17 /module",
                 "'module' is '-m', which is not a module's name, such as 'package.module'");
    assert_key_fault("\"env\":{\"1A\":\"x\"}", "bad_arg", "2:8 /env/1A",
                     "'env.1A' has a name that is not the name of a variable: letters, digits and "
                     "'_' only, not a "
                     "digit first");
    assert_key_fault("\"env\":{\"A=B\":\"x\"}", "bad_arg", "2:8 /env/A=B",
                     "'env.A=B' has a name that is not the name of a variable: letters, digits and "
                     "'_' only, not a "
                     "digit first");
    assert_key_fault(
        "\"ref\":\"-x\"", "bad_arg", "2:7 /ref",
        "'ref' is '-x', which begins with a character that no branch, tag or commit begins with");
    assert_key_fault("\"ref\":\"a b\"", "bad_arg", "2:7 /ref",
                     "'ref' is 'a b', which is not the name of a branch, a tag or a commit");
    assert_key_fault("\"key\":\"a\\nb\"", "bad_arg", "2:7 /key",
                     "'key' is 'a\nb', which has a control character");
    assert_key_fault("\"require\":[\"Net\"]", "bad_arg", "2:12 /require/0",
                     "'require.0' is 'Net', which is not the name of a protection, such as net or "
                     "memory:cgroup");
    assert_key_fault("\"network\":\"lan\"", "bad_arg", "2:11 /network",
                     "'network' is 'lan', which is none of its words");
    assert_key_fault("\"backend\":\"slurm\"", "bad_arg", "2:11 /backend",
                     "'backend' is 'slurm', which is no backend that exists here");
    assert_key_fault(
        "\"after\":[\"@1\"]", "bad_arg", "2:10 /after/0",
        "'after.0' is '@1', which is not a run's id (a UUID of version 7, lower case)");
    assert_key_fault("\"retry\":{\"max\":1,\"on\":[\"cancelled\"]}", "bad_arg", "2:24 /retry/on/0",
                     "'retry.on.0' is 'cancelled', which is no outcome that can be tried again");
}

static void an_archive_is_named_by_its_hash(void **state)
{
    (void)state;
    assert_fault(
        "{\"v\":1,\"archive\":\"sha256:00\",\"entrypoint\":\"a.py\"}", "bad_arg", "1:18 /archive",
        "'archive' is 'sha256:00', which is not 'sha256:' and 64 lower-case hexadecimal digits");
    char hash[65];
    memset(hash, 'a', 64);
    hash[64] = '\0';
    char text[200];
    (void)snprintf(text, sizeof(text), "{\"v\":1,\"archive\":\"sha256:%s\"}", hash);
    assert_fault(text, "schema", "1:8 /archive", "'archive' means nothing without 'entrypoint'");
}

static void times_are_those_of_rfc_3339(void **state)
{
    (void)state;
    assert_key_fault("\"expires\":\"tomorrow\"", "bad_arg", "2:11 /expires",
                     "'expires' is not a time of RFC 3339");
    assert_key_fault("\"expires\":\"2026-02-30T00:00:00Z\"", "bad_arg", "2:11 /expires",
                     "'expires' is not a time of RFC 3339");
    assert_key_fault("\"expires\":\"9999-12-31T23:59:59-01:00\"", "bad_arg", "2:11 /expires",
                     "'expires' is outside the years 1970 to 9999 (UTC)");
    assert_key_fault(
        "\"expires\":\"2026-01-01T00:00:00Z\",\"not_before\":\"2026-01-01T01:00:00+01:00\"",
        "bad_arg", "2:11 /expires", "'expires' is not after 'not_before', so it could never start");
}

static void keys_that_need_another_one_say_so(void **state)
{
    (void)state;
    assert_key_fault("\"on_conflict\":\"latest\"", "schema", "2:1 /on_conflict",
                     "'on_conflict' means nothing without 'key'");
    assert_key_fault("\"after_policy\":\"any\"", "schema", "2:1 /after_policy",
                     "'after_policy' means nothing without 'after'");
    assert_key_fault("\"target\":\"" ID "\"", "schema", "2:1 /target",
                     "'target' means nothing without 'op'");
    assert_key_fault("\"exact\":\"strict\"", "schema", "2:1 /exact",
                     "'exact' means nothing without 'target'");
    assert_key_fault("\"id\":\"" ID "\",\"after\":[\"" ID "\"]", "bad_arg", "2:54 /after/0",
                     "'after.0' is the job itself, which would wait for ever");
}

static void an_order_is_not_a_job(void **state)
{
    (void)state;
    assert_fault("{\"v\":1,\"op\":\"stop\"}", "bad_arg", "1:13 /op",
                 "'op' is 'stop', which is none of its words");
    assert_fault("{\"v\":1,\"op\":\"cancel\"}", "schema", "1:13 /op",
                 "'op' is 'cancel' and does not say of which run");
    assert_fault("{\"v\":1,\"op\":\"pause\",\"target\":\"" ID "\"}", "schema", "1:21 /target",
                 "'target' means nothing for 'pause', which is about the whole queue");
    assert_fault("{\"v\":1,\"op\":\"cancel\",\"target\":\"" ID "\",\"exact\":\"strict\"}", "schema",
                 "1:70 /exact", "'exact' means nothing for 'cancel'");
    assert_fault("{\"v\":1,\"op\":\"pause\",\"args\":[]}", "schema", "1:21 /args",
                 "'args' means nothing for the order 'pause'");
}

/* {"v":1,"script":"a.py","KEY":OPEN ITEM×COUNT CLOSE}, where each item may use its number. */
static char *text_of_many(const char *open, const char *item, size_t count, const char *close)
{
    struct buf text;
    buf_init(&text, 1000000);
    buf_addf(&text, "{\"v\":1,\"script\":\"a.py\",%s", open);
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "%s%s%s%zu\"", i ? "," : "", item, *item == '"' ? "" : "\"", i);
    buf_addf(&text, "%s}", close);
    return buf_take(&text);
}

static void too_many_are_refused(void **state)
{
    (void)state;
    auto_free char *fits = text_of_many("\"args\":[", "", JOB_ARGS_MAX, "]");
    auto_free char *many = text_of_many("\"args\":[", "", JOB_ARGS_MAX + 1, "]");
    struct job job;
    struct job_fault fault;
    assert_int_equal(job_file_parse(fits, strlen(fits), &job, &fault), JOB_FILE_OK);
    assert_int_equal(job.arg_count, JOB_ARGS_MAX);
    job_release(&job);
    assert_fault(many, "bad_arg", "1:31 /args", "'args' has 1025 items; at most 1024 are taken");
}

static void texts_that_are_too_long_are_refused(void **state)
{
    (void)state;
    auto_free char *code = xcalloc(1, JOB_CODE_MAX + 100);
    (void)snprintf(code, 100, "{\"v\":1,\"code\":\"");
    size_t head = strlen(code);
    memset(code + head, 'x', JOB_CODE_MAX);
    memcpy(code + head + JOB_CODE_MAX, "\"}", 3);
    struct job job;
    struct job_fault fault;
    assert_int_equal(job_file_parse(code, strlen(code), &job, &fault), JOB_FILE_OK);
    job_release(&job);
    memcpy(code + head + JOB_CODE_MAX, "x\"}", 4);
    assert_fault(code, "too_large", "1:15 /code",
                 "'code' has 49153 bytes; at most 49152 are taken");

    char key[JOB_NAME_MAX + 20];
    (void)snprintf(key, sizeof(key), "\"key\":\"%0*d\"", JOB_NAME_MAX + 1, 1);
    assert_key_fault(key, "bad_arg", "2:7 /key", "'key' has 201 bytes; at most 200 are taken");
}

static void a_label_has_bounded_names_and_values(void **state)
{
    (void)state;
    char labels[JOB_NAME_MAX + 40];
    (void)snprintf(labels, sizeof(labels), "\"labels\":{\"a\":\"%0*d\"}", JOB_NAME_MAX + 1, 1);
    assert_key_fault(labels, "bad_arg", "2:15 /labels/a",
                     "'labels.a' has 201 bytes; at most 200 are taken");
    assert_key_fault("\"labels\":{\"\":\"x\"}", "bad_arg", "2:11 /labels/",
                     "'labels.' has a name that is empty");
}

static void a_text_without_end_is_not_even_read(void **state)
{
    (void)state;
    struct job job;
    struct job_fault fault;
    assert_int_equal(job_file_parse("x", JOB_CANONICAL_MAX + 1, &job, &fault), JOB_FILE_WRONG);
    assert_string_equal(fault.code, "too_large");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_that_is_not_json_has_its_place),
        cmocka_unit_test(a_text_that_was_cut_may_still_be_completed),
        cmocka_unit_test(the_whole_must_be_an_object_of_version_1),
        cmocka_unit_test(exactly_one_thing_runs),
        cmocka_unit_test(an_unknown_key_is_named_with_the_nearest_known_one),
        cmocka_unit_test(values_of_another_type_are_refused),
        cmocka_unit_test(numbers_out_of_range_are_refused),
        cmocka_unit_test(a_script_is_a_py_file_of_the_project),
        cmocka_unit_test(names_must_have_their_form),
        cmocka_unit_test(an_archive_is_named_by_its_hash),
        cmocka_unit_test(times_are_those_of_rfc_3339),
        cmocka_unit_test(keys_that_need_another_one_say_so),
        cmocka_unit_test(an_order_is_not_a_job),
        cmocka_unit_test(too_many_are_refused),
        cmocka_unit_test(texts_that_are_too_long_are_refused),
        cmocka_unit_test(a_label_has_bounded_names_and_values),
        cmocka_unit_test(a_text_without_end_is_not_even_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

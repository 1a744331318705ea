#include "job/job_file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "job/run.h"

#define ID   "019312d0-7c3a-7b2e-8f00-0123486789ab"
#define HEAD "{\"v\":1,\"seq\":                    0,\"queued_at\":\"1970-01-01T00:00:00.000000Z\""

static struct job parse(const char *text)
{
    struct job job;
    struct job_fault fault;
    if (job_file_parse(text, strlen(text), &job, &fault) != JOB_FILE_OK)
        fail_msg("'%s' was refused: %s (%s)", text, fault.text, fault.cure);
    return job;
}

/* TEXT has the canonical form HEAD and TAIL. */
static void assert_canonical(const char *text, const char *tail)
{
    auto_job struct job job = parse(text);
    auto_buf struct buf out;
    buf_init(&out, JOB_CANONICAL_MAX);
    job_file_format(&job, text, strlen(text), &out);
    auto_free char *wanted = xasprintf("%s%s\n", HEAD, tail);
    assert_string_equal(buf_text(&out), wanted);
}

static void all_keys_reach_the_job(void **state)
{
    (void)state;
    auto_job struct job job = parse(
        "{\"v\":1,\"script\":\"scripts/"
        "a.py\",\"args\":[\"x\",\"\"],\"env\":{\"A\":\"1\"},\"stdin\":\"in\","
        "\"ref\":\"main\",\"timeout_ms\":5,\"limits\":{\"memory_mb\":64,\"cpus\":0.5,\"output_mb\":"
        "2},"
        "\"network\":\"full\",\"require\":[\"net\"],\"priority\":-7,\"key\":\"k\",\"on_conflict\":"
        "\"refuse\","
        "\"after\":[\"" ID "\"],\"after_policy\":\"any\",\"not_before\":\"1970-01-01T00:00:01Z\","
        "\"expires\":\"1970-01-01T01:00:02+01:00\",\"retry\":{\"max\":2,\"delay_ms\":10,"
        "\"backoff\":1.5,"
        "\"on\":[\"lost\",\"exited\"]},\"on_lost\":\"rerun\",\"idempotency_key\":\"i\",\"labels\":{"
        "\"l\":\"m\"}}");
    assert_int_equal(job.kind, JOB_SCRIPT);
    assert_string_equal(job.script, "scripts/a.py");
    assert_int_equal(job.arg_count, 2);
    assert_string_equal(job.args[0], "x");
    assert_string_equal(job.args[1], "");
    assert_string_equal(job.env[0].key, "A");
    assert_string_equal(job.env[0].value, "1");
    assert_string_equal(job.stdin_text, "in");
    assert_string_equal(job.ref, "main");
    assert_int_equal(job.timeout_ms, 5);
    assert_int_equal(job.limits.memory_mb, 64);
    assert_true(job.limits.cpus == 0.5);
    assert_int_equal(job.limits.output_mb, 2);
    assert_int_equal(job.limits.pids, 0);
    assert_int_equal(job.network, JOB_NETWORK_FULL);
    assert_string_equal(job.require[0], "net");
    assert_int_equal(job.priority, -7);
    assert_string_equal(job.key, "k");
    assert_int_equal(job.on_conflict, JOB_CONFLICT_REFUSE);
    assert_int_equal(job.after_count, 1);
    assert_true(job.is_after_any);
    assert_int_equal(job.not_before_us, 1000000);
    assert_int_equal(job.expires_us, 2000000);
    assert_int_equal(job.retry.max, 2);
    assert_int_equal(job.retry.delay_ms, 10);
    assert_true(job.retry.backoff == 1.5);
    assert_int_equal(job.retry.on, 1U << RUN_LOST | 1U << RUN_EXITED);
    assert_true(job.is_rerun_on_lost);
    assert_string_equal(job.idempotency_key, "i");
    assert_string_equal(job.labels[0].value, "m");
}

static void what_only_pirun_writes_is_read_too(void **state)
{
    (void)state;
    auto_job struct job job =
        parse("{\"v\":1,\"seq\":       17,\"queued_at\":\"1970-01-01T00:00:01.5Z\",\"id\":\"" ID
              "\",\"submitted_at\":\"1970-01-01T00:00:01Z\",\"submitted_by\":\"pi\","
              "\"source\":\"cron\",\"module\":\"a.b\"}");
    char id[IDENT_TEXT_SIZE];
    ident_format(&job.id, id);
    assert_string_equal(id, ID);
    assert_int_equal(job.seq, 17);
    assert_int_equal(job.queued_at_us, 1500000);
    assert_int_equal(job.submitted_at_us, 1000000);
    assert_string_equal(job.submitted_by, "pi");
    assert_int_equal(job.source, JOB_FROM_CRON);
    assert_int_equal(job.kind, JOB_MODULE);
}

static void what_is_not_given_is_not_written(void **state)
{
    (void)state;
    assert_canonical("{\"v\":1,\"script\":\"a.py\"}", ",\"script\":\"a.py\"}");
    assert_canonical("{\"v\":1,\"args\":[],\"env\":{},\"priority\":0,\"network\":\"none\","
                     "\"limits\":{},\"after\":[],"
                     "\"after_policy\":\"any\",\"backend\":\"local\",\"retry\":{\"max\":0},"
                     "\"script\":\"./a.py\"}",
                     ",\"script\":\"a.py\"}");
}

static void keys_are_written_in_one_order_and_form(void **state)
{
    (void)state;
    assert_canonical("{ \"priority\" : 5 , \"args\":[\"\\u00e4\\/\"], \"code\":\"1\",\n\"v\":1.0 }",
                     ",\"code\":\"1\",\"args\":[\"\xc3\xa4/\"],\"priority\":5}");
    assert_canonical("{\"v\":1,\"op\":\"rerun\",\"target\":\"" ID "\"}",
                     ",\"op\":\"rerun\",\"target\":\"" ID "\"}");
    assert_canonical("{\"v\":1,\"op\":\"cancel\",\"target\":\"" ID "\",\"id\":\"" ID "\"}",
                     ",\"id\":\"" ID "\",\"op\":\"cancel\",\"target\":\"" ID "\"}");
    assert_canonical("{\"v\":1,\"script\":\"a.py\",\"retry\":{\"on\":[\"timeout\",\"exited\","
                     "\"timeout\"],\"max\":0}}",
                     ",\"script\":\"a.py\",\"retry\":{\"max\":0,\"on\":[\"exited\",\"timeout\"]}}");
}

static void notes_are_kept_behind_the_keys(void **state)
{
    (void)state;
    assert_canonical(
        "{\"x-b\":[1, 1e3,{\"k\":null}],\"v\":1,\"script\":\"a.py\",\"\\u0078-a\":\"x\"}",
        ",\"script\":\"a.py\",\"x-b\":[1,1000,{\"k\":null}],\"x-a\":\"x\"}");
}

static void what_was_asked_is_told_without_the_acceptance(void **state)
{
    (void)state;
    auto_job struct job job =
        parse("{\"v\":1,\"id\":\"" ID "\",\"seq\":5,\"submitted_by\":\"pi\",\"source\":\"cli\","
              "\"script\":\"a.py\",\"key\":\"k\"}");
    auto_buf struct buf out;
    buf_init(&out, 1000);
    job_file_format_asked(&job, &out);
    assert_string_equal(buf_text(&out), "{\"v\":1,\"script\":\"a.py\",\"key\":\"k\"}");
}

static void limits_that_are_negative_are_not_given(void **state)
{
    (void)state;
    auto_job struct job job;
    job_init(&job);
    job.script = xstrdup("a.py");
    job.limits.memory_mb = -1;
    job.limits.cpus = -1;
    auto_buf struct buf out;
    buf_init(&out, 1000);
    job_file_format(&job, NULL, 0, &out);
    assert_string_equal(buf_text(&out), HEAD ",\"script\":\"a.py\"}\n");
}

static void a_stamp_changes_only_the_head(void **state)
{
    (void)state;
    auto_job struct job job = parse("{\"v\":1,\"id\":\"" ID "\",\"script\":\"a.py\",\"x-n\":1}");
    auto_buf struct buf before;
    auto_buf struct buf after;
    buf_init(&before, 1000);
    buf_init(&after, 1000);
    job_file_format(&job, "{\"x-n\":1}", 9, &before);
    auto_fd int fd = memfd_create("job", MFD_CLOEXEC);
    struct err err;
    assert_int_equal(fd_write_all(fd, buf_text(&before), before.size, &err), 0);
    assert_int_equal(job_file_stamp(fd, INT64_C(9007199254740991), INT64_C(1795336200000042), &err),
                     0);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    assert_int_equal(fd_read_all(fd, &after, &err), 0);
    assert_int_equal(after.size, before.size);
    assert_string_equal(buf_text(&after) + strlen(HEAD), buf_text(&before) + strlen(HEAD));
    auto_job struct job stamped = parse(buf_text(&after));
    assert_int_equal(stamped.seq, INT64_C(9007199254740991));
    assert_int_equal(stamped.queued_at_us, INT64_C(1795336200000042));
}

static void a_stamp_that_cannot_be_written_says_so(void **state)
{
    (void)state;
    struct err err = {.code = ERR_NONE};
    auto_fd int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    assert_int_equal(job_file_stamp(fd, 1, 1, &err), -1);
    assert_int_equal(err.code, ERR_INTERNAL);
}

/* What the example of a key stands in, so that the whole is a job. */
static const char *frame_of(const char *key)
{
    static const char *const alone[] = {"script", "module", "code", "build"};
    for (size_t i = 0; i < ARRAY_LEN(alone); i++) {
        if (strcmp(key, alone[i]) == 0)
            return "";
    }
    if (strcmp(key, "call") == 0)
        return ",\"script\":\"a.py\"";
    if (strcmp(key, "archive") == 0)
        return ",\"entrypoint\":\"a.py\"";
    if (strcmp(key, "entrypoint") == 0)
        return ",\"archive\":\"sha256:"
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"";
    if (strcmp(key, "op") == 0)
        return ",\"target\":\"" ID "\"";
    if (strcmp(key, "target") == 0)
        return ",\"op\":\"cancel\"";
    if (strcmp(key, "on_conflict") == 0)
        return ",\"script\":\"a.py\",\"key\":\"k\"";
    if (strcmp(key, "commit") == 0)
        return ",\"script\":\"a.py\",\"ref\":\"main\"";
    if (strcmp(key, "tree") == 0)
        return ",\"script\":\"a.py\",\"ref\":\"main\","
               "\"commit\":\"0123456789abcdef0123456789abcdef01234567\"";
    if (strcmp(key, "exact") == 0)
        return ",\"op\":\"rerun\",\"target\":\"" ID "\"";
    if (strcmp(key, "after_policy") == 0)
        return ",\"script\":\"a.py\",\"after\":[\"" ID "\"]";
    return ",\"script\":\"a.py\"";
}

static void try_example(void *ctx, const struct job_file_doc *doc)
{
    int *count = ctx;
    ++*count;
    assert_true(*doc->type && *doc->help && *doc->example);
    char text[600];
    const char *dot = strchr(doc->key, '.');
    if (strcmp(doc->key, "v") == 0)
        (void)snprintf(text, sizeof(text), "{\"v\":%s,\"script\":\"a.py\"}", doc->example);
    else if (!dot)
        (void)snprintf(text, sizeof(text), "{\"v\":1,\"%s\":%s%s}", doc->key, doc->example,
                       frame_of(doc->key));
    else if (strncmp(doc->key, "retry.", 6) == 0 && strcmp(dot, ".max") != 0)
        (void)snprintf(text, sizeof(text),
                       "{\"v\":1,\"script\":\"a.py\",\"retry\":{\"max\":1,\"%s\":%s}}", dot + 1,
                       doc->example);
    else if (strcmp(doc->key, "build.action") == 0)
        (void)snprintf(text, sizeof(text), "{\"v\":1,\"build\":{\"action\":%s}}", doc->example);
    else if (strcmp(doc->key, "build.packages") == 0)
        (void)snprintf(text, sizeof(text),
                       "{\"v\":1,\"build\":{\"action\":\"install\",\"packages\":%s}}",
                       doc->example);
    else
        (void)snprintf(text, sizeof(text), "{\"v\":1,\"script\":\"a.py\",\"%.*s\":{\"%s\":%s}}",
                       (int)(dot - doc->key), doc->key, dot + 1, doc->example);
    auto_job struct job job = parse(text);
    auto_buf struct buf out;
    buf_init(&out, 2000);
    job_file_format(&job, NULL, 0, &out);
    if (!dot && !strstr(buf_text(&out), doc->key) && strcmp(doc->key, "backend") != 0)
        fail_msg("the example of '%s' is its default", doc->key);
}

static void every_example_of_the_manual_is_taken(void **state)
{
    (void)state;
    int count = 0;
    job_file_docs(try_example, &count);
    assert_int_equal(count, 53);
}

static void assert_asked_fault(const char *text, const char *pointer)
{
    struct job job;
    struct job_fault fault;
    assert_int_equal(job_file_parse_asked(text, strlen(text), &job, &fault), JOB_FILE_WRONG);
    assert_string_equal(fault.code, "schema");
    assert_string_equal(fault.pointer, pointer);
}

static void what_is_asked_needs_no_version_and_may_say_path(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"path\":\"./a.py\",\"x-a\":1}", "{\"script\":\"a.py\"}",
                                        "{\"v\":1,\"script\":\"a.py\"}"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        auto_job struct job job;
        struct job_fault fault;
        job_init(&job);
        assert_int_equal(job_file_parse_asked(texts[i], strlen(texts[i]), &job, &fault),
                         JOB_FILE_OK);
        assert_int_equal(job.kind, JOB_SCRIPT);
        assert_string_equal(job.script, "a.py");
    }
}

static void what_only_pirun_writes_is_not_asked(void **state)
{
    (void)state;
    assert_asked_fault("{\"code\":\"1\",\"seq\":1}", "/seq");
    assert_asked_fault("{\"code\":\"1\",\"submitted_by\":\"root\"}", "/submitted_by");
    assert_asked_fault("{\"code\":\"1\",\"source\":\"cli\"}", "/source");
    assert_asked_fault("{\"op\":\"pause\"}", "/op");
    assert_asked_fault("{\"script\":\"a.py\",\"path\":\"b.py\"}", "/path");
    assert_asked_fault("{\"path\":\"a.py\",\"code\":\"1\"}", "/code");
    assert_asked_fault("{\"v\":2,\"code\":\"1\"}", "/v");
    assert_asked_fault("{\"code\":\"1\",\"limits\":{\"path\":1}}", "/limits/path");
}

static void text_and_blob_are_not_both_stdin(void **state)
{
    (void)state;
    assert_asked_fault("{\"code\":\"1\",\"stdin\":\"\",\"stdin_blob\":\"sha256:"
                       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}",
                       "/stdin_blob");
}

static void a_fault_is_cut_and_still_ends(void **state)
{
    (void)state;
    struct job_fault fault;
    job_fault_set(&fault, "schema", "do something", "%0500d", 1);
    assert_int_equal(strlen(fault.text), sizeof(fault.text) - 1);
    assert_int_equal(fault.line, 0);
    assert_string_equal(fault.pointer, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_keys_reach_the_job),
        cmocka_unit_test(what_only_pirun_writes_is_read_too),
        cmocka_unit_test(what_is_not_given_is_not_written),
        cmocka_unit_test(keys_are_written_in_one_order_and_form),
        cmocka_unit_test(notes_are_kept_behind_the_keys),
        cmocka_unit_test(what_was_asked_is_told_without_the_acceptance),
        cmocka_unit_test(limits_that_are_negative_are_not_given),
        cmocka_unit_test(a_stamp_changes_only_the_head),
        cmocka_unit_test(a_stamp_that_cannot_be_written_says_so),
        cmocka_unit_test(every_example_of_the_manual_is_taken),
        cmocka_unit_test(what_is_asked_needs_no_version_and_may_say_path),
        cmocka_unit_test(what_only_pirun_writes_is_not_asked),
        cmocka_unit_test(text_and_blob_are_not_both_stdin),
        cmocka_unit_test(a_fault_is_cut_and_still_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

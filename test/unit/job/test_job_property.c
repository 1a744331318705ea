#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/scope.h"
#include "job/job_file.h"
#include "job/run.h"

/* Goal: for any job, format then parse gives the same job, and formatting that gives the same
 * bytes. Jobs are made at random from a fixed seed, so that a failure comes back. */

#define ROUNDS 20000

static uint64_t seed = 20261121;

/* Source: xorshift64*, Vigna 2016. */
static uint64_t any(uint64_t below)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (seed * UINT64_C(2685821657736338717)) % below;
}

static bool maybe(void)
{
    return any(3) == 0;
}

/* Text with everything that needs care in JSON; LINE: without control characters. */
static char *any_text(bool is_line, size_t most)
{
    static const char *const parts[] = {
        "a",    "Z",  "\"", "\\",   "/",  " ", "\xc3\xa4", "\xf0\x9f\x98\x80",
        "\x7f", "\n", "\t", "\x01", "{}", "~"};
    size_t choices = is_line ? 8 : ARRAY_LEN(parts);
    struct buf text;
    buf_init(&text, 4096);
    size_t count = any(12);
    for (size_t i = 0; i < count; i++) {
        const char *part = parts[any(choices)];
        if (text.size + strlen(part) <= most)
            buf_add(&text, part);
    }
    if (text.size == 0 && is_line)
        buf_add(&text, "x");
    return buf_take(&text);
}

static char *maybe_line(void)
{
    return maybe() ? any_text(true, JOB_NAME_MAX) : NULL;
}

static char **any_texts(size_t *count, const char *fixed)
{
    *count = maybe() ? any(5) : 0;
    char **texts = *count ? xcalloc(*count, sizeof(*texts)) : NULL;
    for (size_t i = 0; i < *count; i++)
        texts[i] = fixed ? xasprintf("%s%zu", fixed, i) : any_text(false, 4000);
    return texts;
}

static struct job_pair *any_pairs(size_t *count, const char *fixed)
{
    *count = maybe() ? any(5) : 0;
    struct job_pair *pairs = *count ? xcalloc(*count, sizeof(*pairs)) : NULL;
    for (size_t i = 0; i < *count; i++)
        pairs[i] = (struct job_pair){xasprintf("%s%zu", fixed, i), any_text(false, JOB_NAME_MAX)};
    return pairs;
}

static int64_t maybe_time(void)
{
    return maybe() ? (int64_t)any(UINT64_C(253402300799999999)) + 1 : 0;
}

static int64_t maybe_number(uint64_t most)
{
    return maybe() ? (int64_t)any(most) + 1 : 0;
}

static void choose_what_runs(struct job *job)
{
    job->kind = (enum job_kind)any(5);
    switch (job->kind) {
    case JOB_SCRIPT:
        job->script = xasprintf("d %d/s.py", (int)any(100));
        break;
    case JOB_MODULE:
        job->module = xstrdup("a._b9");
        break;
    case JOB_CODE:
        job->code = any_text(false, 4000);
        if (!*job->code) {
            free(job->code);
            job->code = xstrdup("1");
        }
        break;
    case JOB_ARCHIVE:
        job->archive = xasprintf("sha256:%064x", (unsigned)any(1U << 31));
        job->entrypoint = xstrdup("m.py");
        break;
    case JOB_BUILD:
        job->build = (enum job_build)any(4);
        if (job->build == JOB_BUILD_SYNC || job->build == JOB_BUILD_LOCK)
            break;
        job->packages = xcalloc(1, sizeof(*job->packages));
        job->packages[job->package_count++] = xstrdup("a-b.c_9[x]>=1,<2; y");
        break;
    case JOB_OP:
        break;
    }
}

static void choose_origin(struct job *job)
{
    if (maybe())
        job->id = ident_new();
    job->seq = maybe_number(1U << 31);
    job->submitted_at_us = maybe_time();
    job->queued_at_us = maybe_time();
    job->source = (enum job_source)any(5);
    job->submitted_by = maybe_line();
}

static void choose_rules(struct job *job)
{
    job->key = maybe_line();
    if (job->key)
        job->on_conflict = (enum job_conflict)any(3);
    job->after_count = maybe() ? any(4) : 0;
    job->after = job->after_count ? xcalloc(job->after_count, sizeof(*job->after)) : NULL;
    for (size_t i = 0; i < job->after_count; i++)
        job->after[i] = ident_new();
    job->is_after_any = job->after_count && maybe();
    job->not_before_us = maybe_time();
    job->expires_us = job->not_before_us ? 0 : maybe_time();
    job->retry.max = maybe_number(100);
    job->retry.delay_ms = maybe_number(10000);
    job->retry.backoff = maybe() ? 1 + (double)any(1000000) / 999983 : 1;
    job->retry.on = maybe() ? 1U << RUN_TIMEOUT | 1U << RUN_LOST : 0;
    job->is_rerun_on_lost = maybe();
}

static void choose_limits(struct job *job)
{
    job->timeout_ms = maybe_number(1000000);
    job->limits.memory_mb = maybe_number(100000);
    job->limits.cpus = maybe() ? 0.01 + (double)any(1000000) / 1e6 : 0;
    job->limits.pids = maybe_number(1000);
    job->limits.open_files = maybe() ? 8 + (int64_t)any(1000) : 0;
    job->network = (enum job_network)any(2);
    job->priority = (int64_t)any(201) - 100;
}

static void choose_job(struct job *job)
{
    job_init(job);
    choose_what_runs(job);
    choose_origin(job);
    choose_rules(job);
    choose_limits(job);
    job->require = any_texts(&job->require_count, "net_");
    job->labels = any_pairs(&job->label_count, "a \"b\"/");
    job->idempotency_key = maybe_line();
    if (job->kind == JOB_BUILD) {
        job->network = JOB_NETWORK_NONE;
        return;
    }
    job->args = any_texts(&job->arg_count, NULL);
    job->env = any_pairs(&job->env_count, "_V");
    job->stdin_text = maybe() ? any_text(false, 4000) : NULL;
    job->ref = maybe() ? xstrdup("refs/heads/main") : NULL;
}

static void assert_text(const char *a, const char *b)
{
    assert_true((a == NULL) == (b == NULL));
    if (a)
        assert_string_equal(a, b);
}

static void assert_pairs(const struct job_pair *a, size_t count_a, const struct job_pair *b,
                         size_t count_b)
{
    assert_int_equal(count_a, count_b);
    for (size_t i = 0; i < count_a; i++) {
        assert_string_equal(a[i].key, b[i].key);
        assert_string_equal(a[i].value, b[i].value);
    }
}

static void assert_texts(char *const *a, size_t count_a, char *const *b, size_t count_b)
{
    assert_int_equal(count_a, count_b);
    for (size_t i = 0; i < count_a; i++)
        assert_string_equal(a[i], b[i]);
}

static void assert_same_texts(const struct job *a, const struct job *b)
{
    const char *const left[] = {a->submitted_by, a->script,     a->module,         a->code,
                                a->archive,      a->entrypoint, a->target,         a->stdin_text,
                                a->ref,          a->key,        a->idempotency_key};
    const char *const right[] = {b->submitted_by, b->script,     b->module,         b->code,
                                 b->archive,      b->entrypoint, b->target,         b->stdin_text,
                                 b->ref,          b->key,        b->idempotency_key};
    for (size_t i = 0; i < ARRAY_LEN(left); i++)
        assert_text(left[i], right[i]);
    assert_texts(a->args, a->arg_count, b->args, b->arg_count);
    assert_texts(a->require, a->require_count, b->require, b->require_count);
    assert_pairs(a->env, a->env_count, b->env, b->env_count);
    assert_pairs(a->labels, a->label_count, b->labels, b->label_count);
}

static void assert_same_numbers(const struct job *a, const struct job *b)
{
    const int64_t left[] = {
        a->seq,          a->submitted_at_us,  a->queued_at_us,     a->timeout_ms,
        a->priority,     a->not_before_us,    a->expires_us,       a->retry.max,
        a->limits.pids,  a->retry.delay_ms,   a->limits.memory_mb, a->retry.on,
        a->kind,         a->source,           a->on_conflict,      a->network,
        a->is_after_any, a->is_rerun_on_lost, a->limits.open_files};
    const int64_t right[] = {
        b->seq,          b->submitted_at_us,  b->queued_at_us,     b->timeout_ms,
        b->priority,     b->not_before_us,    b->expires_us,       b->retry.max,
        b->limits.pids,  b->retry.delay_ms,   b->limits.memory_mb, b->retry.on,
        b->kind,         b->source,           b->on_conflict,      b->network,
        b->is_after_any, b->is_rerun_on_lost, b->limits.open_files};
    assert_memory_equal(left, right, sizeof(left));
    assert_true(a->retry.backoff == b->retry.backoff && a->limits.cpus == b->limits.cpus);
    assert_true(ident_equal(&a->id, &b->id));
    assert_int_equal(a->after_count, b->after_count);
    for (size_t i = 0; i < a->after_count; i++)
        assert_true(ident_equal(&a->after[i], &b->after[i]));
}

static void assert_round_trip(const struct job *job)
{
    auto_buf struct buf first;
    auto_buf struct buf second;
    buf_init(&first, JOB_CANONICAL_MAX);
    buf_init(&second, JOB_CANONICAL_MAX);
    job_file_format(job, NULL, 0, &first);
    struct job again;
    struct job_fault fault;
    if (job_file_parse(buf_text(&first), first.size, &again, &fault) != JOB_FILE_OK)
        fail_msg("refused: %s\n%s", fault.text, buf_text(&first));
    assert_same_texts(job, &again);
    assert_same_numbers(job, &again);
    job_file_format(&again, buf_text(&first), first.size, &second);
    assert_string_equal(buf_text(&first), buf_text(&second));
    job_release(&again);
}

static void parsing_what_was_formatted_gives_the_same_job(void **state)
{
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        struct job job;
        choose_job(&job);
        assert_round_trip(&job);
        job_release(&job);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsing_what_was_formatted_gives_the_same_job),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

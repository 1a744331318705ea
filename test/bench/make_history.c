/* make_history PROJECT ROWS [FILES]: a history to measure with. Puts ROWS runs into
 * PROJECT/var/pirun.db, as they would be after years: few scripts, many of them good, some labels,
 * one odd one in a thousand; and makes the files of the newest FILES of them. The same numbers give
 * the same history but for the random part of the ids. No server may be running. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "job/job_file.h"
#include "job/run_json.h"
#include "store/store_index.h"

#define BATCH      10000
#define SECOND_US  INT64_C(1000000)
#define BETWEEN_US (60 * SECOND_US) /* one run a minute: a million are two years */

static const char *const scripts[] = {
    "scripts/report.py",         "scripts/backup.py",        "scripts/temperature.py",
    "scripts/sync_photos.py",    "scripts/mail/digest.py",   "scripts/water_plants.py",
    "scripts/etl/load_sales.py", "scripts/etl/aggregate.py", "tools/cleanup.py",
};
static const char *const people[] = {"ann", "bob", "www-data", "root"};
static const char *const stages[] = {"test", "production", "nightly"};

struct maker {
    struct store_index *index;
    int runs, logs;
    int64_t rows, files;
    int64_t first_us;
    uint64_t random;
};

static void fail(const struct err *err)
{
    (void)fprintf(stderr, "make_history: %s\n", err->text);
    _exit(1);
}

/* xorshift64: the same sequence every time. Source: Marsaglia 2003, Journal of Statistical Software
 * 8 (14). */
static uint64_t roll(struct maker *maker, uint64_t sides)
{
    maker->random ^= maker->random << 13;
    maker->random ^= maker->random >> 7;
    maker->random ^= maker->random << 17;
    return maker->random % sides;
}

static void add_label(struct job *job, const char *key, const char *value)
{
    job->labels = xrealloc(job->labels, (job->label_count + 1) * sizeof(*job->labels));
    job->labels[job->label_count++] =
        (struct job_pair){.key = xstrdup(key), .value = xstrdup(value)};
}

/* An id of its time, so that names sort as they do in a real project. */
static struct ident ident_at(int64_t wall_us)
{
    struct ident id = ident_new();
    uint64_t ms = (uint64_t)(wall_us / 1000);
    for (int i = 0; i < 6; i++)
        id.bytes[i] = (uint8_t)(ms >> (8 * (5 - i)));
    return id;
}

static void make_job(struct maker *maker, int64_t seq, struct job *job)
{
    int64_t at_us = maker->first_us + seq * BETWEEN_US;
    job_init(job);
    job->id = ident_at(at_us);
    job->seq = seq;
    job->submitted_at_us = at_us;
    job->queued_at_us = at_us + 900;
    job->source = (enum job_source)roll(maker, 5);
    job->submitted_by = xstrdup(people[roll(maker, ARRAY_LEN(people))]);
    job->kind = JOB_SCRIPT;
    job->script = seq % 1000 == 7 ? xasprintf("scripts/odd_%" PRId64 ".py", seq)
                                  : xstrdup(scripts[roll(maker, ARRAY_LEN(scripts))]);
    if (roll(maker, 3) == 0)
        add_label(job, "stage", stages[roll(maker, ARRAY_LEN(stages))]);
    if (roll(maker, 10) == 0) {
        auto_free char *build = xasprintf("%" PRIu64, roll(maker, 20000));
        add_label(job, "build", build);
    }
    if (roll(maker, 20) == 0)
        job->key = xstrdup("database");
}

static void end_run(struct maker *maker, struct run *run)
{
    struct run_result *result = &run->result;
    uint64_t dice = roll(maker, 1000);
    result->reason = RUN_EXITED;
    if (dice < 2)
        result->reason = dice == 0 ? RUN_TIMEOUT : RUN_CANCELLED;
    else if (dice < 30)
        result->exit_code = 1;
    result->duration_ms = (int64_t)roll(maker, 30000);
    result->started_at_us = run->job.queued_at_us + 3000;
    result->ended_at_us = result->started_at_us + result->duration_ms * 1000;
    result->output.bytes = (int64_t)roll(maker, 10000);
    result->output.lines = result->output.bytes / 60;
    run->state = run_state_after(result->reason, result->exit_code);
    run->attempt = 1;
    run->started_at_us = result->started_at_us;
}

static void write_file(int dirfd, const char *name, const struct buf *text)
{
    struct err err;
    if (fd_create_file(dirfd, name, buf_text(text), text->size, FD_DURABLE_NONE, &err) < 0)
        fail(&err);
}

static void write_output(const struct maker *maker, const char *id, const struct run *run)
{
    auto_buf struct buf text;
    char name[IDENT_TEXT_SIZE + 8];
    (void)snprintf(name, sizeof(name), "%s.log", id);
    buf_init(&text, 1 << 20);
    while ((int64_t)text.size < run->result.output.bytes)
        buf_add(&text, "a line of output, as long as many are: sixty bytes, or so it is\n");
    write_file(maker->logs, name, &text);
}

static void write_files(const struct maker *maker, const struct run *run)
{
    struct err err;
    char id[IDENT_TEXT_SIZE];
    auto_buf struct buf text;
    struct run_start start = {.attempt = 1, .started_at_us = run->started_at_us, .host = "pi"};
    clock_boot_id(start.boot_id);
    ident_format(&run->job.id, id);
    auto_fd int dirfd = fd_make_dir(maker->runs, id, 0700, &err);
    if (dirfd < 0)
        fail(&err);
    buf_init(&text, JOB_CANONICAL_MAX);
    job_file_format(&run->job, NULL, 0, &text);
    write_file(dirfd, "job.json", &text);
    buf_clear(&text);
    run_json_start(&start, &text);
    write_file(dirfd, "start.json", &text);
    buf_clear(&text);
    run_json_result(&run->result, &text);
    write_file(dirfd, "result.json", &text);
    write_output(maker, id, run);
}

static void put_batch(struct maker *maker, int64_t first, size_t count)
{
    struct err err;
    auto_free struct run *runs = xcalloc(count, sizeof(*runs));
    const struct run *all[BATCH];
    for (size_t i = 0; i < count; i++) {
        int64_t seq = first + (int64_t)i;
        run_init(&runs[i]);
        make_job(maker, seq, &runs[i].job);
        end_run(maker, &runs[i]);
        if (seq > maker->rows - maker->files)
            write_files(maker, &runs[i]);
        all[i] = &runs[i];
    }
    if (store_index_put(maker->index, all, count, &err) < 0)
        fail(&err);
    for (size_t i = 0; i < count; i++)
        run_release(&runs[i]);
}

static int64_t number(const char *text)
{
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno || *end || value < 0) {
        (void)fprintf(stderr, "make_history: '%s' is not a number\n", text);
        _exit(64);
    }
    return value;
}

static int open_below(const char *project, const char *name)
{
    auto_free char *path = xasprintf("%s/var/%s", project, name);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        (void)fprintf(stderr, "make_history: cannot open '%s': was 'pirun init' run there?\n",
                      path);
        _exit(66);
    }
    return fd;
}

int main(int argc, char **argv)
{
    struct err err;
    if (argc < 3 || argc > 4) {
        (void)fprintf(stderr, "usage: make_history PROJECT ROWS [FILES]\n");
        return 64;
    }
    struct maker maker = {.rows = number(argv[2]),
                          .files = argc > 3 ? number(argv[3]) : 0,
                          .runs = open_below(argv[1], "runs"),
                          .logs = open_below(argv[1], "logs"),
                          .random = 88172645463325252U};
    auto_free char *path = xasprintf("%s/var/pirun.db", argv[1]);
    maker.first_us = clock_wall_us() - (maker.rows + 1) * BETWEEN_US;
    maker.index = store_index_open(path, STORE_INDEX_WRITE, NULL, &err);
    if (!maker.index)
        fail(&err);
    for (int64_t seq = 1; seq <= maker.rows; seq += BATCH) {
        int64_t left = maker.rows - seq + 1;
        put_batch(&maker, seq, (size_t)(left < BATCH ? left : BATCH));
        (void)printf("\r%" PRId64 " of %" PRId64, seq + (left < BATCH ? left : BATCH) - 1,
                     maker.rows);
        (void)fflush(stdout);
    }
    if (store_index_complete(maker.index, &err) < 0)
        fail(&err);
    store_index_close(maker.index);
    (void)printf("\n");
    return 0;
}

#include "store_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "job/job_file.h"

static int open_dir(const struct fixture *fixture, const char *name)
{
    char path[PATH_MAX];
    (void)snprintf(path, sizeof(path), "%s/%s", fixture->path, name);
    assert_int_equal(mkdir(path, 0700), 0);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(fd >= 0);
    return fd;
}

void fixture_open(struct fixture *fixture)
{
    (void)snprintf(fixture->path, sizeof(fixture->path), "/tmp/pirun-store-XXXXXX");
    assert_non_null(mkdtemp(fixture->path));
    (void)snprintf(fixture->db, sizeof(fixture->db), "%s/pirun.db", fixture->path);
    fixture->store = (struct store){.queue = open_dir(fixture, "queue"),
                                    .active = open_dir(fixture, "active"),
                                    .runs = open_dir(fixture, "runs"),
                                    .logs = open_dir(fixture, "logs"),
                                    .spool = open_dir(fixture, "spool"),
                                    .is_synced = true};
}

static int remove_entry(const char *path, const struct stat *stat, int type, struct FTW *ftw)
{
    (void)stat;
    (void)type;
    (void)ftw;
    return remove(path);
}

void fixture_close(struct fixture *fixture)
{
    const struct store *store = &fixture->store;
    const int fds[] = {store->queue, store->active, store->runs, store->logs, store->spool};
    for (size_t i = 0; i < ARRAY_LEN(fds); i++)
        assert_int_equal(close(fds[i]), 0);
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread is there any more */
    assert_int_equal(nftw(fixture->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

struct job fixture_job(int64_t seq)
{
    struct job job;
    job_init(&job);
    job.id = ident_new();
    job.seq = seq;
    job.submitted_at_us = FIXTURE_NOW_US + seq - 1;
    job.queued_at_us = FIXTURE_NOW_US + seq;
    job.source = JOB_FROM_CLI;
    job.submitted_by = xstrdup("ann");
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("scripts/report.py");
    job.label_count = 2;
    job.labels = xcalloc(2, sizeof(*job.labels));
    job.labels[0] = (struct job_pair){.key = xstrdup("team"), .value = xstrdup("ops")};
    job.labels[1] = (struct job_pair){.key = xstrdup("stage"), .value = xasprintf("%d", (int)seq)};
    return job;
}

void fixture_write_job(int dirfd, const struct job *job)
{
    auto_buf struct buf text;
    char name[IDENT_TEXT_SIZE + 8];
    ident_format(&job->id, name);
    (void)snprintf(name + IDENT_TEXT_SIZE - 1, sizeof(name) - (IDENT_TEXT_SIZE - 1), ".json");
    buf_init(&text, JOB_CANONICAL_MAX);
    job_file_format(job, NULL, 0, &text);
    assert_ok(fd_create_file(dirfd, name, buf_text(&text), text.size, FD_DURABLE_NONE, problem));
}

struct ident fixture_queued(const struct fixture *fixture, int64_t seq)
{
    struct job job = fixture_job(seq);
    struct ident id = job.id;
    fixture_write_job(fixture->store.queue, &job);
    job_release(&job);
    return id;
}

struct run_start fixture_start(int attempt)
{
    struct run_start start = {.attempt = attempt,
                              .started_at_us = FIXTURE_NOW_US + 1000000,
                              .timeout_ms = 30000,
                              .python = "/project/.venv/bin/python",
                              .host = "pi"};
    clock_boot_id(start.boot_id);
    return start;
}

struct ident fixture_active(const struct fixture *fixture, int64_t seq)
{
    struct err err = {.text = ""};
    struct ident id = fixture_queued(fixture, seq);
    struct run_start start = fixture_start(1);
    int run = store_start(&fixture->store, &id, &start, &err);
    if (run < 0)
        fail_msg("%s", err.text);
    assert_int_equal(close(run), 0);
    return id;
}

static void write_at(const struct fixture *fixture, const char *path, const char *text)
{
    char whole[PATH_MAX];
    (void)snprintf(whole, sizeof(whole), "%s/%s", fixture->path, path);
    auto_fd int fd = open(whole, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_ok(fd_write_all(fd, text, strlen(text), problem));
}

void fixture_write(const struct fixture *fixture, const struct ident *id, const char *name,
                   const char *text)
{
    char run[IDENT_TEXT_SIZE];
    char path[PATH_MAX];
    ident_format(id, run);
    (void)snprintf(path, sizeof(path), "runs/%s/%s", run, name);
    write_at(fixture, path, text);
}

void fixture_supervise(const struct fixture *fixture, const struct ident *id, int code)
{
    char run[IDENT_TEXT_SIZE];
    char path[PATH_MAX];
    ident_format(id, run);
    (void)snprintf(path, sizeof(path), "logs/%s.log", run);
    write_at(fixture, path, "hello\n");
    fixture_write(fixture, id, "output.idx", "index");
    fixture_write(fixture, id, "live", "{\"pid\":1,\"start_ticks\":1}\n{\"began\":true}\n");
    if (code < 0)
        return;
    struct run_result result = {.reason = RUN_EXITED,
                                .exit_code = code,
                                .started_at_us = FIXTURE_NOW_US + 1000001,
                                .ended_at_us = FIXTURE_NOW_US + 2000000,
                                .duration_ms = 999,
                                .output = {.bytes = 6, .lines = 1}};
    auto_buf struct buf text;
    buf_init(&text, RUN_RECORD_MAX);
    run_json_result(&result, &text);
    fixture_write(fixture, id, "result.json", buf_text(&text));
}

struct ident fixture_ended(const struct fixture *fixture, int64_t seq, int code)
{
    struct ident id = fixture_active(fixture, seq);
    fixture_supervise(fixture, &id, code);
    assert_ok(store_close_run(&fixture->store, &id, problem));
    return id;
}

bool fixture_has(const struct fixture *fixture, const char *format, ...)
{
    char path[PATH_MAX];
    char rest[PATH_MAX / 2];
    va_list args;
    va_start(args, format);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): va_start was just called */
    (void)vsnprintf(rest, sizeof(rest), format, args);
    va_end(args);
    (void)snprintf(path, sizeof(path), "%s/%s", fixture->path, rest);
    return access(path, F_OK) == 0;
}

int fixture_count(const struct fixture *fixture, const char *dir)
{
    char path[PATH_MAX];
    int count = 0;
    (void)snprintf(path, sizeof(path), "%s/%s", fixture->path, dir);
    auto_dir DIR *stream = opendir(path);
    assert_non_null(stream);
    struct dirent *entry;
    while ((entry = readdir(stream))) /* NOLINT(concurrency-mt-unsafe): a stream of our own */
        count += entry->d_name[0] != '.';
    return count;
}

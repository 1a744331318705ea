#include "exec_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"

#define PYTHON        "/usr/bin/python3"
#define OUTPUT_ROOM   1048576 /* bytes */
#define PATIENCE_MS   20000
#define LOOK_AGAIN_MS 2

static char **list_of(const char *const *words)
{
    size_t count = 0;
    while (words[count])
        count++;
    char **list = xcalloc(count + 1, sizeof(char *));
    for (size_t i = 0; i < count; i++)
        list[i] = xstrdup(words[i]);
    return list;
}

void exec_fixture_open(struct exec_fixture *fixture, const char *code)
{
    char id[IDENT_TEXT_SIZE];
    const char *argv[] = {PYTHON, "-S", "-c", code, NULL};
    const char *env[] = {"PATH=/usr/bin:/bin", "PYTHONUNBUFFERED=1", NULL};
    struct err err;
    *fixture = (struct exec_fixture){.supervisor = -1};
    buf_init(&fixture->output, OUTPUT_ROOM);
    (void)snprintf(fixture->path, sizeof(fixture->path), "/tmp/pirun-exec-XXXXXX");
    assert_non_null(mkdtemp(fixture->path));
    fixture->project = open(fixture->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    fixture->var = fd_make_dir(fixture->project, "var", 0700, &err);
    fixture->logs = fd_make_dir(fixture->var, "logs", 0700, &err);
    auto_fd int runs = fd_make_dir(fixture->var, "runs", 0700, &err);
    fixture->plan = (struct exec_plan){
        .id = ident_new(), .attempt = 1, .grace_ms = 10000, .level = SANDBOX_LEVEL_BASIC};
    fixture->plan.project_path = xstrdup(fixture->path);
    fixture->plan.argv = list_of(argv);
    fixture->plan.env = list_of(env);
    ident_format(&fixture->plan.id, id);
    fixture->run = fd_make_dir(runs, id, 0700, &err);
    assert_true(fixture->run >= 0 && fixture->logs >= 0);
}

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *at)
{
    (void)about;
    (void)type;
    (void)at;
    (void)remove(path);
    return 0;
}

void exec_fixture_close(struct exec_fixture *fixture)
{
    if (fixture->supervisor > 0) {
        (void)kill(fixture->supervisor, SIGKILL);
        (void)waitpid(fixture->supervisor, NULL, 0);
    }
    scope_close(&fixture->project);
    scope_close(&fixture->var);
    scope_close(&fixture->logs);
    scope_close(&fixture->run);
    exec_plan_release(&fixture->plan);
    run_result_release(&fixture->result);
    buf_release(&fixture->output);
    (void)nftw(fixture->path, remove_entry, 16, /* NOLINT(concurrency-mt-unsafe): one thread */
               FTW_DEPTH | FTW_PHYS);
}

static int copy_of(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

void exec_fixture_start(struct exec_fixture *fixture, int tether)
{
    struct exec_supervise_fds fds = {
        .project = copy_of(fixture->project),
        .var = copy_of(fixture->var),
        .run = copy_of(fixture->run),
        .logs = copy_of(fixture->logs),
        .tether = tether,
    };
    fixture->supervisor = fork();
    if (fixture->supervisor == 0) {
        int status = exec_supervise(&fixture->plan, &fds);
        exec_plan_release(&fixture->plan);
        _exit(status);
    }
    scope_close(&fds.project);
    scope_close(&fds.var);
    scope_close(&fds.run);
    scope_close(&fds.logs);
    scope_close(&fds.tether);
}

int exec_fixture_wait(struct exec_fixture *fixture)
{
    int status = 0;
    assert_int_equal(waitpid(fixture->supervisor, &status, 0), fixture->supervisor);
    fixture->supervisor = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

const char *exec_fixture_output(struct exec_fixture *fixture)
{
    char name[IDENT_TEXT_SIZE + 8];
    char id[IDENT_TEXT_SIZE];
    struct err err;
    ident_format(&fixture->plan.id, id);
    (void)snprintf(name, sizeof(name), "%s.log", id);
    buf_clear(&fixture->output);
    (void)fd_read_file(fixture->logs, name, &fixture->output, &err); /* not there yet: empty */
    return buf_text(&fixture->output);
}

void exec_fixture_read(struct exec_fixture *fixture)
{
    struct err err = {0};
    auto_buf struct buf text;
    buf_init(&text, RUN_RECORD_MAX);
    run_result_release(&fixture->result);
    assert_int_equal(fd_read_file(fixture->run, "result.json", &text, &err), 0);
    assert_int_equal(run_json_parse_result(buf_text(&text), text.size, &fixture->result, &err), 0);
    (void)exec_fixture_output(fixture);
}

void exec_fixture_run(struct exec_fixture *fixture)
{
    exec_fixture_start(fixture, -1);
    assert_int_equal(exec_fixture_wait(fixture), 0);
    exec_fixture_read(fixture);
}

void exec_fixture_until(bool (*condition)(void *ctx), void *ctx)
{
    int64_t deadline_ms = clock_boot_ms() + PATIENCE_MS;
    while (!condition(ctx)) {
        if (clock_boot_ms() > deadline_ms)
            fail_msg("waited %d ms for nothing", PATIENCE_MS);
        (void)poll(NULL, 0, LOOK_AGAIN_MS);
    }
}

struct awaited {
    struct exec_fixture *fixture;
    const char *text;
};

static bool has_text(void *ctx)
{
    struct awaited *awaited = ctx;
    return strstr(exec_fixture_output(awaited->fixture), awaited->text) != NULL;
}

void exec_fixture_await(struct exec_fixture *fixture, const char *text)
{
    struct awaited awaited = {fixture, text};
    exec_fixture_until(has_text, &awaited);
}

pid_t exec_fixture_number(struct exec_fixture *fixture, const char *name)
{
    const char *at = strstr(exec_fixture_output(fixture), name);
    assert_non_null(at);
    return (pid_t)strtol(at + strlen(name), NULL, 10);
}

bool exec_fixture_is_gone(void *pid)
{
    return kill(*(pid_t *)pid, 0) < 0 && errno == ESRCH;
}

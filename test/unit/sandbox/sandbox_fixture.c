#include "sandbox_fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"

#define PYTHON      "/usr/bin/python3"
#define OUTPUT_ROOM 65536

static void put_file(int dirfd, const char *name, const char *text)
{
    struct err err;
    assert_int_equal(fd_create_file(dirfd, name, text, strlen(text), FD_DURABLE_NONE, &err), 0);
}

void sandbox_fixture_open(struct sandbox_fixture *fixture, enum sandbox_level level)
{
    static const char *const dirs[] = {
        ".git", "var", "var/runs", "var/runs/x", "var/runs/x/artifacts", "var/runs/x/tmp"};
    *fixture = (struct sandbox_fixture){.project = -1};
    (void)snprintf(fixture->path, sizeof(fixture->path), "/tmp/pirun sandbox XXXXXX");
    assert_non_null(mkdtemp(fixture->path));
    fixture->project = open(fixture->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++)
        assert_int_equal(mkdirat(fixture->project, dirs[i], 0700), 0);
    put_file(fixture->project, ".pirun.yaml", "name: x\n");
    put_file(fixture->project, "var/token", "secret\n");
    buf_init(&fixture->output, OUTPUT_ROOM);
    fixture->spec = (struct sandbox_spec){.project_path = fixture->path,
                                          .project_fd = fixture->project,
                                          .parts = sandbox_level_parts(level),
                                          .artifacts = "var/runs/x/artifacts",
                                          .scratch = "var/runs/x/tmp",
                                          .cgroup_fd = -1};
}

void sandbox_fixture_close(struct sandbox_fixture *fixture)
{
    struct err err;
    scope_close(&fixture->project);
    buf_release(&fixture->output);
    (void)fd_tree_remove(AT_FDCWD, fixture->path, &err);
}

bool sandbox_fixture_run(struct sandbox_fixture *fixture, const char *code)
{
    char program[] = PYTHON;
    char *argv[] = {program, (char[]){"-S"}, (char[]){"-c"}, xstrdup(code), NULL};
    char *env[] = {(char[]){"PATH=/usr/bin:/bin"}, NULL};
    int ends[2];
    struct err err;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    auto_fd int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const struct sandbox_program run = {
        .argv = argv, .env = env, .in = null, .out = ends[1], .err = ends[1]};
    int started = sandbox_start(&fixture->spec, &run, &fixture->child, &fixture->fault);
    (void)close(ends[1]);
    auto_fd int output = ends[0];
    free(argv[3]);
    buf_clear(&fixture->output);
    if (started < 0)
        return false;
    assert_int_equal(fd_read_all(output, &fixture->output, &err), 0);
    assert_int_equal(waitpid(fixture->child.pid, &fixture->status, 0), fixture->child.pid);
    scope_close(&fixture->child.report);
    return true;
}

void sandbox_fixture_expect(struct sandbox_fixture *fixture, const char *code, const char *wanted)
{
    bool is_started = sandbox_fixture_run(fixture, code);
    if (!is_started)
        print_message("step '%s': %s\n", fixture->fault.step,
                      strerrorname_np(fixture->fault.number));
    assert_true(is_started);
    assert_string_equal(buf_text(&fixture->output), wanted);
}

#include "sandbox/sandbox_probe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/scope.h"

#define PROGRAM   "/bin/true"
#define NEUTRAL   "/usr" /* a directory that is there and does not change */
#define NS_PER_US 1000
#define US_PER_S  1000000

static int64_t now_us(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail for this clock */
    return (int64_t)now.tv_sec * US_PER_S + now.tv_nsec / NS_PER_US;
}

static void note(struct sandbox_probe *probe, const struct sandbox_fault *fault)
{
    if (probe->lack_count < ARRAY_LEN(probe->lacks))
        probe->lacks[probe->lack_count++] = *fault;
}

/* Answers the fault's part when it did not start. */
static int try_parts(struct sandbox_spec *spec, struct sandbox_probe *probe,
                     struct sandbox_fault *fault)
{
    char program[] = PROGRAM;
    char *argv[] = {program, NULL};
    char *env[] = {NULL};
    struct sandbox_child child;
    auto_fd int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    const struct sandbox_program run = {
        .argv = argv, .env = env, .in = null, .out = null, .err = null};
    int started = sandbox_start(spec, &run, &child, fault);
    for (size_t i = 0; i < child.missing_count; i++)
        note(probe, &child.missing[i]);
    if (started < 0)
        return -1;
    probe->parts = child.parts;
    while (waitpid(child.pid, NULL, 0) < 0 && errno == EINTR) {
    }
    scope_close(&child.report);
    return 0;
}

int sandbox_probe(const char *project_path, int project_fd, enum sandbox_level level,
                  struct sandbox_probe *probe, struct err *err)
{
    struct sandbox_spec spec = {.project_path = project_path,
                                .project_fd = project_fd,
                                .parts = sandbox_level_parts(level),
                                .cgroup_fd = -1};
    struct sandbox_fault fault;
    *probe = (struct sandbox_probe){0};
    int64_t start_us = now_us();
    int tried = try_parts(&spec, probe, &fault);
    auto_fd int neutral = -1;
    if (tried < 0) { /* is it the machine, or something odd in the project, as its runs will say? */
        neutral = open(NEUTRAL, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        spec.project_path = NEUTRAL;
        spec.project_fd = neutral;
        spec.project = SANDBOX_PROJECT_READONLY;
        tried = try_parts(&spec, probe, &fault);
    }
    if (tried < 0 && fault.part == SANDBOX_PART_NAMESPACES) {
        note(probe, &fault);
        spec.parts = sandbox_level_parts(SANDBOX_LEVEL_LANDLOCK);
        tried = try_parts(&spec, probe, &fault);
    }
    probe->took_us = now_us() - start_us;
    if (tried == 0)
        return 0;
    errno = fault.number;
    return err_errno(err, "cannot start '%s' in a sandbox (step '%s')", PROGRAM, fault.step);
}

bool sandbox_probe_is_boxless(const struct sandbox_probe *probe, char why[SANDBOX_PROBE_WHY])
{
    struct err err;
    for (size_t i = 0; i < probe->lack_count; i++) {
        if (probe->lacks[i].part != SANDBOX_PART_NAMESPACES)
            continue;
        errno = probe->lacks[i].number;
        (void)err_errno(&err, "step '%s'", probe->lacks[i].step);
        (void)snprintf(why, SANDBOX_PROBE_WHY, "%.100s", err.text); /* fits */
        return true;
    }
    return false;
}

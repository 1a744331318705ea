#include "sandbox/sandbox.h"

#include <errno.h>
#include <linux/close_range.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/scope.h"

/* The recipe, and why in this order:
 *
 *   session       first: from here on a signal to "our group" or a terminal cannot reach the keeper
 *   death_signal  before anything can fail or last: we never go on while the keeper is dead
 *   signals       the keeper's mask and dispositions are its own business, not the script's
 *   directory     while the descriptor of the project is still there
 *   rlimits       from here on nothing is opened any more, so no limit can break the recipe itself
 *   no_new_privs  after this no execute gains rights, so what was given up above stays given up
 *   descriptors   last: only 0, 1, 2 go through the execute that follows
 *
 * Each step only takes away. A step that fails ends the start: a script never runs with less
 * than the record will say. */

#define MIB            ((rlim_t)1024 * 1024)
#define FIRST_UNWANTED 3 /* descriptors: behind stdin, stdout, stderr */
#define LEVEL_NAME     "basic"
#define NOT_BY_THIS    "needs the next sandbox level: "

static const struct sandbox_protection protections[] = {
    {"session", true, NULL},
    {"no_new_privs", true, NULL},
    {"rlimits", true, NULL},
    {"descriptors", true, NULL},
    {"environment", true, NULL},
    {"subreaper", true, NULL},
    {"fs", false, NOT_BY_THIS "mount namespace and Landlock"},
    {"net", false, NOT_BY_THIS "network namespace"},
    {"memory", false, "only per process by rlimits; " NOT_BY_THIS "cgroup"},
    {"pids", false, NOT_BY_THIS "cgroup"},
    {"cpu", false, NOT_BY_THIS "cgroup"},
    {"disk", false, "only per file by rlimits; " NOT_BY_THIS "quota of the file system"},
    {"seccomp", false, NOT_BY_THIS "seccomp filter"},
    {"proc", false, NOT_BY_THIS "process namespace"},
};

const struct sandbox_protection *sandbox_protections(size_t *count, const char **level)
{
    *count = ARRAY_LEN(protections);
    *level = LEVEL_NAME;
    return protections;
}

const struct sandbox_protection *sandbox_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(protections); i++) {
        if (strcmp(protections[i].name, name) == 0)
            return &protections[i];
    }
    return NULL;
}

int sandbox_prepare(const struct sandbox_spec *spec, struct err *err)
{
    (void)spec; /* the levels to come prepare namespaces and a cgroup from it */
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0)
        return err_errno(err, "cannot become the reaper of orphans");
    return 0;
}

static int enter_session(const struct sandbox_spec *spec)
{
    (void)spec;
    return setsid() < 0 ? -1 : 0;
}

static int die_with_keeper(const struct sandbox_spec *spec)
{
    if (spec->keeper == 0)
        return 0;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0)
        return -1;
    if (getppid() == spec->keeper)
        return 0;
    errno = ESRCH; /* it died before we could ask to be told */
    return -1;
}

static int reset_signals(const struct sandbox_spec *spec)
{
    (void)spec;
    struct sigaction plain = {.sa_handler = SIG_DFL};
    for (int i = 1; i < NSIG; i++)
        (void)sigaction(i, &plain,
                        NULL); /* fails for SIGKILL, SIGSTOP and libc's own: as it should */
    sigset_t none;
    (void)sigemptyset(&none); /* cannot fail */
    return pthread_sigmask(SIG_SETMASK, &none, NULL) == 0 ? 0 : -1;
}

static int enter_project(const struct sandbox_spec *spec)
{
    return fchdir(spec->project_fd);
}

/* Only ever lower: a limit of ours above the machine's own is simply the machine's. */
static int lower_limit(__rlimit_resource_t resource, rlim_t wanted)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit) < 0)
        return -1;
    if (wanted >= limit.rlim_max)
        wanted = limit.rlim_max;
    limit.rlim_cur = wanted;
    limit.rlim_max = wanted;
    return setrlimit(resource, &limit);
}

static int set_limits(const struct sandbox_spec *spec)
{
    const struct {
        __rlimit_resource_t resource;
        int64_t value;
        rlim_t unit;
    } rows[] = {
        {RLIMIT_AS, spec->limits.memory_mb, MIB},
        {RLIMIT_FSIZE, spec->limits.file_mb, MIB},
        {RLIMIT_NOFILE, spec->limits.open_files, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].value > 0 &&
            lower_limit(rows[i].resource, (rlim_t)rows[i].value * rows[i].unit) < 0)
            return -1;
    }
    return lower_limit(RLIMIT_CORE, 0); /* a crash must not fill the project with memory images */
}

static int refuse_privileges(const struct sandbox_spec *spec)
{
    (void)spec;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/* Marked instead of closed: the pipe that reports a failed execute must live until the execute. */
static int close_descriptors(const struct sandbox_spec *spec)
{
    (void)spec;
    return close_range(FIRST_UNWANTED, ~0U, CLOSE_RANGE_CLOEXEC);
}

static const struct {
    const char *name;
    int (*run)(const struct sandbox_spec *spec);
} steps[] = {
    {"session", enter_session},
    {"death_signal", die_with_keeper},
    {"signals", reset_signals},
    {"directory", enter_project},
    {"rlimits", set_limits},
    {"no_new_privs", refuse_privileges},
    {"descriptors", close_descriptors},
};

int sandbox_confine(const struct sandbox_spec *spec, const char **step)
{
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        if (steps[i].run(spec) < 0) {
            *step = steps[i].name;
            return -1;
        }
    }
    return 0;
}

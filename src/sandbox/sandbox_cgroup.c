#include "sandbox/sandbox_cgroup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "sandbox/sandbox_control.h"

#define PREFIX          "run-"
#define NAME_SIZE       80
#define VALUE_SIZE      48
#define STAT_SIZE       8192
#define LIMITS_XATTR    "user.pirun.limits" /* Linux 5.7 */
#define CPU_PERIOD_US   100000              /* the kernel's own default */
#define CPU_QUOTA_MIN   1000                /* less is refused by the kernel */
#define CPUS_MAX        1000000.0 /* more than any machine has; keeps the product in range */
#define MEMORY_MB_MAX   (INT64_MAX >> 20)
#define STUBBORN_MS     10 /* between two looks at a cgroup that is empty and still busy */
#define SWEEP_REMOVE_MS 100

/* Limits in the numbers that the kernel gets; 0: none. */
struct values {
    int64_t memory_bytes, quota_us, pids;
};

static int name_of(const char *id, char name[NAME_SIZE], struct err *err)
{
    int size = snprintf(name, NAME_SIZE, PREFIX "%s", id);
    if (size < 0 || size >= NAME_SIZE || strchr(id, '/'))
        return err_set(err, ERR_INVALID, "no name for a cgroup: '%.80s'", id);
    return 0;
}

static void convert(const struct sandbox_cgroup_limits *limits, struct values *values)
{
    *values = (struct values){0};
    if (limits->memory_mb > 0)
        values->memory_bytes =
            (limits->memory_mb < MEMORY_MB_MAX ? limits->memory_mb : MEMORY_MB_MAX) << 20;
    if (limits->cpus > 0.0) {
        double cpus = limits->cpus < CPUS_MAX ? limits->cpus : CPUS_MAX;
        values->quota_us = (int64_t)(cpus * CPU_PERIOD_US);
        if (values->quota_us < CPU_QUOTA_MIN)
            values->quota_us = CPU_QUOTA_MIN;
    }
    if (limits->pids > 0)
        values->pids = limits->pids;
}

/* Write NUMBER and SUFFIX to the control file NAME. *HOLDS becomes true when it was taken. */
static int set_value(int cgroup, const char *name, int64_t number, const char *suffix, bool *holds,
                     struct err *err)
{
    char text[VALUE_SIZE];
    *holds = false;
    if (number <= 0)
        return 0;
    (void)snprintf(text, sizeof(text), "%" PRId64 "%s", number, suffix); /* large enough */
    if (sandbox_control_write(cgroup, name, text) == 0) {
        *holds = true;
        return 0;
    }
    if (errno == ENOENT) /* its controller is not in force here */
        return 0;
    return err_errno(err, "cannot write '%s' to '%s'", text, name);
}

/* The details come first: from the moment that memory.max holds, they hold too. */
static int set_memory(int cgroup, int64_t bytes, bool *holds, struct err *err)
{
    *holds = false;
    if (bytes <= 0)
        return 0;
    if (sandbox_control_write(cgroup, "memory.oom.group", "1") < 0 && errno != ENOENT)
        return err_errno(err, "cannot write to 'memory.oom.group'");
    /* without swap accounting in the kernel there is no such file */
    if (sandbox_control_write(cgroup, "memory.swap.max", "0") < 0 && errno != ENOENT)
        return err_errno(err, "cannot write to 'memory.swap.max'");
    return set_value(cgroup, "memory.max", bytes, "", holds, err);
}

static int set_values(int cgroup, const struct values *values, struct sandbox_cgroup_force *force,
                      struct err *err)
{
    if (set_memory(cgroup, values->memory_bytes, &force->memory, err) < 0)
        return -1;
    if (set_value(cgroup, "pids.max", values->pids, "", &force->pids, err) < 0)
        return -1;
    return set_value(cgroup, "cpu.max", values->quota_us, " 100000", &force->cpu, err);
}

/* For the sweep of a later server. Without it limits that are lost stay lost, which is no reason
 * not to run. */
static void remember_values(int cgroup, const struct values *values)
{
    char text[3 * VALUE_SIZE];
    int size = snprintf(text, sizeof(text), "%" PRId64 " %" PRId64 " %" PRId64,
                        values->memory_bytes, values->quota_us, values->pids);
    (void)fsetxattr(cgroup, LIMITS_XATTR, text, (size_t)size, 0); /* see above */
}

static bool recall_values(int cgroup, struct values *values)
{
    char text[3 * VALUE_SIZE];
    ssize_t size = fgetxattr(cgroup, LIMITS_XATTR, text, sizeof(text) - 1);
    if (size < 0)
        return false;
    text[size] = '\0';
    int64_t *const fields[] = {&values->memory_bytes, &values->quota_us, &values->pids};
    char *at = text;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        char *end;
        *fields[i] = strtoll(at, &end, 10);
        if (end == at)
            return false;
        at = end;
    }
    return true;
}

static int open_locked(int base, const char *name, struct err *err)
{
    auto_fd int cgroup =
        openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (cgroup < 0)
        return err_errno(err, "cannot open cgroup '%s'", name);
    if (flock(cgroup, LOCK_EX | LOCK_NB) == 0)
        return take_fd(&cgroup);
    if (errno == EWOULDBLOCK)
        return err_set(err, ERR_CONFLICT, "cgroup '%s' has a supervisor", name);
    return err_errno(err, "cannot lock cgroup '%s'", name);
}

/* An earlier attempt whose supervisor was killed may have left one of this name. It is made anew
 * and not reused: what it counted belongs to that attempt. */
static int make_directory(int base, const char *name, struct err *err)
{
    if (mkdirat(base, name, 0755) == 0)
        return 0;
    if (errno != EEXIST)
        return err_errno(err, "cannot make cgroup '%s'", name);
    auto_fd int old = open_locked(base, name, err);
    if (old < 0)
        return -1;
    if (unlinkat(base, name, AT_REMOVEDIR) < 0)
        return errno == EBUSY ? err_set(err, ERR_CONFLICT, "cgroup '%s' has processes", name)
                              : err_errno(err, "cannot remove the old cgroup '%s'", name);
    return mkdirat(base, name, 0755) == 0 ? 0 : err_errno(err, "cannot make cgroup '%s'", name);
}

int sandbox_cgroup_create(int base, const char *id, const struct sandbox_cgroup_limits *limits,
                          struct sandbox_cgroup_force *force, struct err *err)
{
    char name[NAME_SIZE];
    struct values values;
    struct sandbox_cgroup_force made = {0};
    convert(limits, &values);
    if (name_of(id, name, err) < 0 || make_directory(base, name, err) < 0)
        return -1;
    auto_fd int cgroup = open_locked(base, name, err);
    if (cgroup < 0 || set_values(cgroup, &values, &made, err) < 0) {
        (void)unlinkat(base, name, AT_REMOVEDIR); /* the failure before is what counts */
        return -1;
    }
    remember_values(cgroup, &values);
    *force = made;
    return take_fd(&cgroup);
}

static bool has_number(int cgroup, const char *name)
{
    return sandbox_control_number(cgroup, name) != SANDBOX_CONTROL_UNKNOWN; /* "max" is none */
}

void sandbox_cgroup_look(int cgroup, struct sandbox_cgroup_force *force)
{
    *force = (struct sandbox_cgroup_force){.memory = has_number(cgroup, "memory.max"),
                                           .cpu = has_number(cgroup, "cpu.max"),
                                           .pids = has_number(cgroup, "pids.max")};
}

int sandbox_cgroup_enter(int cgroup, pid_t pid, struct err *err)
{
    char text[VALUE_SIZE];
    (void)snprintf(text, sizeof(text), "%d", (int)pid); /* large enough */
    if (sandbox_control_write(cgroup, "cgroup.procs", text) < 0)
        return err_errno(err, "cannot move process %d to its cgroup", (int)pid);
    return 0;
}

/* oom_kill counts every kill of an OOM killer in this cgroup; oom only the times that its own limit
 * was reached. */
static enum sandbox_oom judge_oom(int cgroup)
{
    char text[STAT_SIZE];
    if (sandbox_control_read(cgroup, "memory.events", text, sizeof(text)) < 0)
        return SANDBOX_OOM_NONE;
    if (sandbox_control_field(text, "oom_kill") <= 0)
        return SANDBOX_OOM_NONE;
    return sandbox_control_field(text, "oom") > 0 ? SANDBOX_OOM_LIMIT : SANDBOX_OOM_OUTER;
}

void sandbox_cgroup_measure(int cgroup, struct sandbox_cgroup_usage *usage)
{
    char text[STAT_SIZE];
    *usage = (struct sandbox_cgroup_usage){-1, -1, -1, -1, -1, -1, -1, -1, SANDBOX_OOM_NONE};
    usage->memory_peak_bytes = sandbox_control_number(cgroup, "memory.peak");
    usage->pids_peak = sandbox_control_number(cgroup, "pids.peak");
    usage->oom = judge_oom(cgroup);
    if (sandbox_control_read(cgroup, "cpu.stat", text, sizeof(text)) > 0) {
        usage->cpu_us = sandbox_control_field(text, "usage_usec");
        usage->cpu_user_us = sandbox_control_field(text, "user_usec");
        usage->cpu_system_us = sandbox_control_field(text, "system_usec");
    }
    if (sandbox_control_read(cgroup, "io.stat", text, sizeof(text)) >= 0) {
        usage->read_bytes = sandbox_control_sum(text, "rbytes");
        usage->written_bytes = sandbox_control_sum(text, "wbytes");
    }
    if (sandbox_control_read(cgroup, "pids.events", text, sizeof(text)) > 0)
        usage->pids_refused = sandbox_control_field(text, "max");
}

bool sandbox_cgroup_kill(int cgroup)
{
    return sandbox_control_write(cgroup, "cgroup.kill", "1") == 0;
}

bool sandbox_cgroup_is_populated(int cgroup)
{
    char text[VALUE_SIZE * 2];
    if (sandbox_control_read(cgroup, "cgroup.events", text, sizeof(text)) < 0)
        return false;
    return sandbox_control_field(text, "populated") == 1;
}

/* Wait until cgroup.events changes, at most LEFT_MS. The read arms the poll (kernfs: POLLPRI when
 * the file changed since it was read through this descriptor). */
static void wait_for_change(int cgroup, int64_t left_ms)
{
    char text[VALUE_SIZE * 2];
    auto_fd int events = openat(cgroup, "cgroup.events", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t size = events < 0 ? -1 : read(events, text, sizeof(text) - 1);
    text[size < 0 ? 0 : size] = '\0';
    if (sandbox_control_field(text, "populated") != 1 && left_ms > STUBBORN_MS)
        left_ms = STUBBORN_MS;
    struct pollfd waited = {.fd = events, .events = POLLPRI}; /* a negative one only waits */
    (void)poll(&waited, 1, (int)left_ms); /* the caller looks again, whatever the answer */
}

bool sandbox_cgroup_wait(int cgroup, int timeout_ms)
{
    int64_t deadline_ms = clock_boot_ms() + timeout_ms;
    while (sandbox_cgroup_is_populated(cgroup)) {
        int64_t left_ms = deadline_ms - clock_boot_ms();
        if (left_ms <= 0)
            return false;
        wait_for_change(cgroup, left_ms);
    }
    return true;
}

int sandbox_cgroup_remove(int base, const char *id, int timeout_ms, struct err *err)
{
    char name[NAME_SIZE];
    if (name_of(id, name, err) < 0)
        return -1;
    for (int64_t deadline_ms = clock_boot_ms() + timeout_ms;;) {
        if (unlinkat(base, name, AT_REMOVEDIR) == 0 || errno == ENOENT)
            return 0;
        if (errno != EBUSY)
            return err_errno(err, "cannot remove cgroup '%s'", name);
        int64_t left_ms = deadline_ms - clock_boot_ms();
        if (left_ms <= 0)
            return err_set(err, ERR_TIMEOUT, "cgroup '%s' still has processes", name);
        auto_fd int cgroup = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        wait_for_change(cgroup, left_ms);
    }
}

/* Without a lock of a supervisor and without processes, nobody needs it any more. */
static bool sweep_away(int base, const char *name)
{
    auto_fd int cgroup = open_locked(base, name, NULL);
    if (cgroup < 0 || sandbox_cgroup_is_populated(cgroup))
        return false;
    return sandbox_cgroup_remove(base, name + strlen(PREFIX), SWEEP_REMOVE_MS, NULL) == 0;
}

static bool renew_limits(int base, const char *name)
{
    struct values values;
    struct sandbox_cgroup_force force;
    auto_fd int cgroup = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (cgroup < 0)
        return errno == ENOENT; /* it ended meanwhile */
    return recall_values(cgroup, &values) && set_values(cgroup, &values, &force, NULL) == 0;
}

void sandbox_cgroup_sweep(int base, struct sandbox_cgroup_swept *swept)
{
    *swept = (struct sandbox_cgroup_swept){0};
    int copy = openat(base, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (!dir)
        return;
    const struct dirent *entry;
    while ((entry = readdir(dir))) { /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) != 0)
            continue;
        if (sweep_away(base, entry->d_name)) {
            swept->removed++;
            continue;
        }
        swept->kept++;
        swept->failed += !renew_limits(base, entry->d_name);
    }
}

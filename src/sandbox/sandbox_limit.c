/* Limits that a process carries with it. None of them bounds what several processes use together:
 * for memory and disk the keeper watches (sandbox_watch), or a cgroup does. */
#include <errno.h>
#include <sched.h>
#include <sys/resource.h>

#include "base/scope.h"
#include "sandbox/sandbox_work.h"

#define MIB            ((rlim_t)1024 * 1024)
/* MiB above memory_mb: stacks of threads and what malloc sets aside are counted in full although
 * hardly used. The watch sees what is used; these only keep one process from running away between
 * two looks. */
#define DATA_SLACK_MB  512
#define SPACE_SLACK_MB 4096
#define LOCKED_BYTES   ((rlim_t)64 * 1024)
#define SIGNALS_MAX    256
#define NICE           5 /* the server goes before */

/* Only ever lower: a limit of ours above the machine's own is simply the machine's. */
static int lower(__rlimit_resource_t resource, rlim_t wanted)
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

/* VALUE and EXTRA units; what is more than a limit can say is none. */
static rlim_t scale(int64_t value, rlim_t extra, rlim_t unit)
{
    rlim_t units = (rlim_t)value + extra;
    return units > RLIM_INFINITY / unit ? RLIM_INFINITY : units * unit;
}

int sandbox_limit_resources(struct sandbox_work *work)
{
    const struct sandbox_limits *limits = &work->spec->limits;
    bool is_counted = (work->parts & SANDBOX_PART_COUNT_OWN) != 0;
    const struct {
        __rlimit_resource_t resource;
        int64_t value;
        rlim_t extra, unit;
    } rows[] = {
        {RLIMIT_DATA, limits->memory_mb, DATA_SLACK_MB, MIB},
        {RLIMIT_AS, limits->memory_mb, SPACE_SLACK_MB, MIB},
        {RLIMIT_FSIZE, limits->file_mb, 0, MIB},
        {RLIMIT_NOFILE, limits->open_files, 0, 1},
        {RLIMIT_NPROC, is_counted ? limits->pids : 0, 1, 1}, /* and the box's first process */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].value > 0 &&
            lower(rows[i].resource, scale(rows[i].value, rows[i].extra, rows[i].unit)) < 0)
            return -1;
    }
    if (lower(RLIMIT_MEMLOCK, LOCKED_BYTES) < 0 || lower(RLIMIT_SIGPENDING, SIGNALS_MAX) < 0 ||
        lower(RLIMIT_MSGQUEUE, 0) < 0)
        return -1;
    return lower(RLIMIT_CORE, 0); /* a crash must not fill the project with memory images */
}

/* As many CPUs as asked for, beginning with the one that we are on: the kernel has just chosen
 * it as the idlest, and a move to another one now would cost milliseconds on a busy machine. */
static void choose_cpus(const cpu_set_t *all, int wanted, int here, cpu_set_t *chosen)
{
    CPU_ZERO(chosen);
    for (int step = 0; step < CPU_SETSIZE && CPU_COUNT(chosen) < wanted; step++) {
        size_t cpu = (size_t)((here + step) % CPU_SETSIZE);
        if (CPU_ISSET(cpu, all))
            CPU_SET(cpu, chosen);
    }
}

int sandbox_limit_cpus(struct sandbox_work *work)
{
    double cpus = work->spec->limits.cpus;
    cpu_set_t all;
    cpu_set_t chosen;
    if (cpus <= 0 || (work->parts & SANDBOX_PART_CPU_CGROUP))
        return 0;
    errno = 0;
    (void)setpriority(PRIO_PROCESS, 0, NICE); /* fails where it is nicer already: as good */
    if (sched_getaffinity(0, sizeof(all), &all) < 0)
        return errno == EINVAL ? 0 : -1; /* more CPUs than the set holds: all of them then */
    if (cpus > CPU_COUNT(&all) - 1 || sched_getcpu() < 0) /* all of them */
        return 0;
    int wanted = (int)cpus < cpus ? (int)cpus + 1 : (int)cpus;
    choose_cpus(&all, wanted, sched_getcpu(), &chosen);
    return sched_setaffinity(0, sizeof(chosen), &chosen);
}

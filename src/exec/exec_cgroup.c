#include "exec/exec_cgroup.h"

#include <fcntl.h>

#include "base/scope.h"

#define REMOVE_MS 1000 /* for the kernel to let go of processes that were waited for */
#define KIB       1024
#define US_PER_MS 1000

static unsigned parts_of(const struct sandbox_cgroup_force *force)
{
    return (force->memory ? (unsigned)SANDBOX_PART_MEMORY_CGROUP : 0U) |
           (force->pids ? (unsigned)SANDBOX_PART_PIDS_CGROUP : 0U) |
           (force->cpu ? (unsigned)SANDBOX_PART_CPU_CGROUP : 0U);
}

void exec_cgroup_open(struct exec_cgroup *cgroup, const struct exec_plan *plan)
{
    struct sandbox_cgroup_force force = {false, false, false};
    struct err err; /* the record lists what is missing */
    *cgroup = (struct exec_cgroup){.base = -1, .fd = -1};
    cgroup->usage = (struct sandbox_cgroup_usage){-1, -1, -1, -1, -1, -1, -1, -1, SANDBOX_OOM_NONE};
    ident_format(&plan->id, cgroup->id);
    if (!plan->cgroup || plan->level < SANDBOX_LEVEL_FULL)
        return;
    /* the first process of the box is counted too */
    const struct sandbox_cgroup_limits limits = {
        .memory_mb = plan->limits.memory_mb,
        .cpus = plan->limits.cpus,
        .pids = plan->limits.pids > 0 ? plan->limits.pids + 1 : 0};
    cgroup->base = open(plan->cgroup, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (cgroup->base < 0)
        return;
    cgroup->fd = sandbox_cgroup_create(cgroup->base, cgroup->id, &limits, &force, &err);
    if (cgroup->fd >= 0)
        cgroup->parts = parts_of(&force);
}

bool exec_cgroup_bounds_memory(const struct exec_cgroup *cgroup)
{
    struct sandbox_cgroup_force force;
    if ((cgroup->parts & SANDBOX_PART_MEMORY_CGROUP) == 0)
        return false;
    sandbox_cgroup_look(cgroup->fd, &force);
    return force.memory;
}

void exec_cgroup_close(struct exec_cgroup *cgroup)
{
    struct err err; /* the next server removes what is left */
    if (cgroup->fd >= 0) {
        (void)sandbox_cgroup_wait(cgroup->fd, REMOVE_MS);
        sandbox_cgroup_measure(cgroup->fd, &cgroup->usage);
        (void)close(take_fd(&cgroup->fd));
        (void)sandbox_cgroup_remove(cgroup->base, cgroup->id, REMOVE_MS, &err);
    }
    scope_close(&cgroup->base);
    cgroup->base = -1;
}

static void put(int64_t value, int64_t unit, int64_t *out)
{
    if (value >= 0)
        *out = value / unit;
}

void exec_cgroup_tell(const struct exec_cgroup *cgroup, struct run_result *result)
{
    const struct sandbox_cgroup_usage *usage = &cgroup->usage;
    put(usage->memory_peak_bytes, KIB, &result->usage.max_rss_kb);
    put(usage->cpu_user_us, US_PER_MS, &result->usage.cpu_user_ms);
    put(usage->cpu_system_us, US_PER_MS, &result->usage.cpu_system_ms);
    put(usage->read_bytes, 1, &result->usage.read_bytes);
    put(usage->written_bytes, 1, &result->usage.write_bytes);
}

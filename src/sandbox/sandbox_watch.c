#include "sandbox/sandbox_watch.h"

#include "base/scope.h"
#include "sandbox/sandbox_proc.h"
#include "sandbox/sandbox_tree.h"

/* Memory is added up cheaply first (each process's own account, in which shared pages count as
 * often as they are mapped), and exactly only when that sum is over the limit. The disk is the
 * business of sandbox_disk. */

#define FIRST_MS    100
#define SHORTEST_MS 50
#define REST_MS     1000
#define KIB         1024
#define MIB         ((int64_t)1024 * 1024)
#define GROWN_PART  8 /* of the limit: who grows by that much is looked at again soon */

/* Processes */

static void find_processes(const struct sandbox_watch *watch, struct sandbox_tree *tree)
{
    if (!sandbox_tree_find(watch->root, SANDBOX_TREE_BY_CHILDREN, tree))
        (void)sandbox_tree_find(watch->root, SANDBOX_TREE_BY_PARENTS, tree); /* no /proc: nobody */
}

static int64_t share_of_all(const struct sandbox_tree *tree)
{
    int64_t sum_kb = 0;
    for (size_t i = 0; i < tree->count; i++)
        sum_kb += sandbox_proc_share_kb(tree->pids[i]);
    return sum_kb;
}

/* Answers true when the limit is passed. */
static bool look_at_memory(struct sandbox_watch *watch, const struct sandbox_tree *tree)
{
    int64_t limit_kb = watch->limits.memory_mb * KIB;
    int64_t sum_kb = 0;
    int64_t tasks = 0;
    for (size_t i = 0; i < tree->count; i++) {
        struct sandbox_proc process = sandbox_proc_status(tree->pids[i]);
        sum_kb += process.memory_kb;
        tasks += process.threads;
    }
    if (limit_kb > 0 && sum_kb > limit_kb && tree->count > 1)
        sum_kb = share_of_all(tree);
    watch->memory_kb = sum_kb;
    if (sum_kb > watch->memory_peak_kb)
        watch->memory_peak_kb = sum_kb;
    if (tasks > watch->tasks_peak)
        watch->tasks_peak = tasks;
    return limit_kb > 0 && sum_kb > limit_kb;
}

void sandbox_watch_init(struct sandbox_watch *watch, const struct sandbox_spec *spec, pid_t root,
                        int64_t began_us)
{
    *watch = (struct sandbox_watch){.limits = spec->limits, .root = root, .pause_ms = FIRST_MS};
    sandbox_disk_init(&watch->disk, spec, began_us);
}

/* Who grows is looked at again soon. */
static void choose_pause(struct sandbox_watch *watch, int64_t before_kb)
{
    int64_t limit_kb = watch->limits.memory_mb * KIB;
    bool is_near = limit_kb > 0 && watch->memory_kb > limit_kb / 2;
    bool has_grown = watch->memory_kb > before_kb + limit_kb / GROWN_PART;
    int64_t longer = watch->pause_ms * 2 < REST_MS ? watch->pause_ms * 2 : REST_MS;
    watch->pause_ms = is_near || has_grown ? SHORTEST_MS : longer;
}

enum sandbox_excess sandbox_watch_look(struct sandbox_watch *watch, bool is_alone)
{
    struct sandbox_tree tree = {0};
    int64_t before_kb = watch->memory_kb;
    find_processes(watch, &tree);
    bool is_over_memory = look_at_memory(watch, &tree) && !watch->has_cgroup;
    bool is_over_disk = sandbox_disk_look(&watch->disk, &tree, is_alone);
    sandbox_tree_release(&tree);
    choose_pause(watch, before_kb);
    if (is_over_memory)
        return SANDBOX_EXCESS_MEMORY;
    return is_over_disk ? SANDBOX_EXCESS_DISK : SANDBOX_EXCESS_NONE;
}

#include "sandbox/sandbox_watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox_proc.h"
#include "sandbox/sandbox_tree.h"

/* Memory is added up cheaply first (each process's own account, in which shared pages count as
 * often as they are mapped), and exactly only when that sum is over the limit.
 *
 * The disk: nobody tells what a run has added to it. Files that were made since it began are its
 * own; of older ones that were changed, only upper bounds are known: their size, what the run's
 * processes have written, and how much less free space there is. The smallest of these counts. So a
 * run that rewrites one file for hours is left alone, and so is one that appends a line to an old
 * and huge file. A file counts at least FILE_COST, or 100,000 empty ones would cost nothing. Walking
 * the project is dear: it is done when the file system has got noticeably fuller since the last
 * time. */

#define FIRST_MS    100
#define SHORTEST_MS 50
#define REST_MS     1000
#define KIB         1024
#define MIB         ((int64_t)1024 * 1024)
#define FILE_COST   ((int64_t)16 * KIB)
#define BLOCK       512 /* bytes, of st_blocks, stat(2) */
#define US_PER_S    1000000
#define NS_PER_US   1000
#define DEPTH_MAX   64
#define HIDDEN_NAME "var" /* at the top of the project */
#define WALK_PART   8     /* of the limit: so much less free space makes a walk worth while */

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

/* Of one that has ended, its parent has the account, if that one waited for it. */
static void look_at_writing(struct sandbox_watch *watch, const struct sandbox_tree *tree)
{
    int64_t sum = 0;
    for (size_t i = 0; i < tree->count; i++)
        sum += sandbox_proc_written(tree->pids[i]);
    if (sum > watch->written_bytes)
        watch->written_bytes = sum;
}

/* The disk */

struct walk {
    const struct sandbox_watch *watch;
    int64_t made, changed; /* bytes of new files, and of older ones */
    int64_t enough;        /* bytes of new files at which there is no need to go on */
};

static int64_t to_us(const struct statx_timestamp *time)
{
    return time->tv_sec * US_PER_S + time->tv_nsec / NS_PER_US;
}

static void count_file(struct walk *walk, const struct statx *about)
{
    int64_t began_us = walk->watch->began_us;
    if (to_us(&about->stx_ctime) < began_us)
        return;
    int64_t size = (int64_t)about->stx_blocks * BLOCK;
    bool is_new = !(about->stx_mask & STATX_BTIME) || to_us(&about->stx_btime) >= began_us;
    if (is_new)
        walk->made += size > FILE_COST ? size : FILE_COST;
    else if (to_us(&about->stx_mtime) >= began_us)
        walk->changed += size;
}

static void walk_directory(struct walk *walk, int dirfd, const char *name, int depth);

/* NOLINTNEXTLINE(misc-no-recursion): at most DEPTH_MAX deep */
static void walk_entry(struct walk *walk, int dirfd, const char *name, int depth)
{
    struct statx about;
    const unsigned wanted = STATX_BASIC_STATS | STATX_BTIME;
    bool is_skipped = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
                      (depth == 0 && strcmp(name, HIDDEN_NAME) == 0);
    if (is_skipped || statx(dirfd, name, AT_SYMLINK_NOFOLLOW, wanted, &about) < 0)
        return;
    count_file(walk, &about);
    if (S_ISDIR(about.stx_mode) && depth < DEPTH_MAX)
        walk_directory(walk, dirfd, name, depth + 1);
}

/* NOLINTNEXTLINE(misc-no-recursion): as above */
static void walk_directory(struct walk *walk, int dirfd, const char *name, int depth)
{
    int own = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    if (!dir) {
        scope_close(&own);
        return; /* it is gone, or nothing that we may look into */
    }
    while (walk->made <= walk->enough) {
        struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            return;
        walk_entry(walk, own, entry->d_name, depth);
    }
}

static struct sandbox_space space_of(int fd)
{
    struct statvfs about;
    if (fstatvfs(fd, &about) < 0)
        return (struct sandbox_space){0};
    return (struct sandbox_space){.bytes = (int64_t)about.f_bfree * (int64_t)about.f_frsize,
                                  .files = (int64_t)about.f_ffree};
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void walk_project(struct sandbox_watch *watch, const struct sandbox_space *now)
{
    struct walk walk = {.watch = watch, .enough = watch->limits.disk_mb * MIB};
    walk_directory(&walk, watch->project_fd, ".", 0);
    if (watch->place)
        walk_directory(&walk, watch->project_fd, watch->place, 1);
    int64_t lost = watch->at_first.bytes - now->bytes;
    int64_t grown = smaller(walk.changed, smaller(watch->written_bytes, lost > 0 ? lost : 0));
    watch->disk_bytes = walk.made + grown;
    watch->at_walk = *now;
}

/* Answers true when the limit is passed. */
static bool look_at_disk(struct sandbox_watch *watch)
{
    int64_t limit = watch->limits.disk_mb * MIB;
    if (limit <= 0)
        return false;
    struct sandbox_space now = space_of(watch->project_fd);
    bool is_fuller = watch->at_walk.bytes - now.bytes > limit / WALK_PART ||
                     (watch->at_walk.files - now.files) * FILE_COST > limit / WALK_PART;
    if (is_fuller)
        walk_project(watch, &now);
    return watch->disk_bytes > limit;
}

void sandbox_watch_init(struct sandbox_watch *watch, const struct sandbox_spec *spec, pid_t root,
                        int64_t began_us)
{
    *watch = (struct sandbox_watch){.limits = spec->limits,
                                    .root = root,
                                    .project_fd = spec->project_fd,
                                    .place = spec->artifacts,
                                    .began_us = began_us,
                                    .pause_ms = FIRST_MS};
    if (spec->limits.disk_mb > 0)
        watch->at_first = space_of(spec->project_fd);
    watch->at_walk = watch->at_first;
}

/* Who grows is looked at again soon. */
static void choose_pause(struct sandbox_watch *watch, int64_t before_kb)
{
    int64_t limit_kb = watch->limits.memory_mb * KIB;
    bool is_near = limit_kb > 0 && watch->memory_kb > limit_kb / 2;
    bool has_grown = watch->memory_kb > before_kb + limit_kb / WALK_PART;
    int64_t longer = watch->pause_ms * 2 < REST_MS ? watch->pause_ms * 2 : REST_MS;
    watch->pause_ms = is_near || has_grown ? SHORTEST_MS : longer;
}

enum sandbox_excess sandbox_watch_look(struct sandbox_watch *watch)
{
    struct sandbox_tree tree = {0};
    int64_t before_kb = watch->memory_kb;
    find_processes(watch, &tree);
    bool is_over_memory = look_at_memory(watch, &tree);
    look_at_writing(watch, &tree);
    sandbox_tree_release(&tree);
    choose_pause(watch, before_kb);
    if (is_over_memory && !watch->has_cgroup)
        return SANDBOX_EXCESS_MEMORY;
    return look_at_disk(watch) ? SANDBOX_EXCESS_DISK : SANDBOX_EXCESS_NONE;
}

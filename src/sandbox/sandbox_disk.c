#include "sandbox/sandbox_disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox_proc.h"

/* Four things are known, none of them alone is the answer:
 *
 *   - files that were made since the run began. When the run is alone in its project, they are its.
 *     Else what came since the last walk is its only when its processes have worked for that: have
 *     written half of the bytes, and spent as much time in the kernel as so many files take. So a
 *     quiet run is not ended for what its neighbour does. A file counts at least 16 KiB, or 100,000
 *     empty ones would cost nothing;
 *   - older files that were changed: at most their size, what the run has written, and how much
 *     less free space there is. A run that rewrites one file for hours is left alone, and so is
 *     one that appends a line to an old and huge file;
 *   - files without a name that its processes hold open;
 *   - the file system's free space, which costs nothing to ask for: only when it has got noticeably
 *     less, the project is walked. */

#define MIB         ((int64_t)1024 * 1024)
#define BLOCK       512 /* bytes, of st_blocks, stat(2) */
#define US_PER_S    1000000
#define NS_PER_US   1000
#define DEPTH_MAX   64
#define HIDDEN_NAME "var"      /* at the top of the project */
#define WALK_PART   8          /* of the limit: so much less free space makes a walk worth while */
#define FILE_US     2          /* in the kernel, that making a file takes at least */
#define ENOUGH      INT64_C(2) /* limits: a walk that finds so much more stops */

struct walk {
    const struct sandbox_disk *disk;
    struct sandbox_disk_found found;
    int64_t enough; /* cost at which there is no need to go on */
};

static int64_t to_us(const struct statx_timestamp *time)
{
    return time->tv_sec * US_PER_S + time->tv_nsec / NS_PER_US;
}

static void count_file(struct walk *walk, const struct statx *about)
{
    int64_t began_us = walk->disk->began_us;
    int64_t size = (int64_t)about->stx_blocks * BLOCK;
    bool is_new = !(about->stx_mask & STATX_BTIME) || to_us(&about->stx_btime) >= began_us;
    if (to_us(&about->stx_ctime) < began_us)
        return;
    if (is_new) {
        walk->found.files++;
        walk->found.bytes += size;
        walk->found.cost += size > SANDBOX_DISK_FILE_COST ? size : SANDBOX_DISK_FILE_COST;
    } else if (to_us(&about->stx_mtime) >= began_us) {
        walk->found.changed += size;
    }
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
    while (walk->found.cost <= walk->enough) {
        struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            return;
        walk_entry(walk, own, entry->d_name, depth);
    }
}

static struct sandbox_disk_found walk_project(const struct sandbox_disk *disk)
{
    struct walk walk = {.disk = disk, .enough = disk->found.cost + ENOUGH * disk->limit};
    walk_directory(&walk, disk->project_fd, ".", 0);
    if (disk->place)
        walk_directory(&walk, disk->project_fd, disk->place, 1);
    return walk.found;
}

static struct sandbox_disk_done ask_processes(const struct sandbox_disk *disk,
                                              const struct sandbox_tree *tree)
{
    struct sandbox_disk_done done = {0, 0, 0};
    struct stat project;
    if (fstat(disk->project_fd, &project) < 0)
        return done;
    for (size_t i = 0; i < tree->count; i++) {
        done.written += sandbox_proc_written(tree->pids[i]);
        done.busy_us += sandbox_proc_busy_us(tree->pids[i]);
        done.nameless += sandbox_proc_nameless(tree->pids[i], project.st_dev);
    }
    return done;
}

static int64_t grown(int64_t now, int64_t before)
{
    return now > before ? now - before : 0; /* an account that ended took its part along */
}

/* Has this run done what FOUND and DONE tell since the last walk? */
static bool has_worked(const struct sandbox_disk *disk, const struct sandbox_disk_found *found,
                       const struct sandbox_disk_done *done)
{
    int64_t bytes = grown(found->bytes, disk->found.bytes);
    int64_t files = grown(found->files, disk->found.files);
    return grown(done->written, disk->done.written) >= bytes / 2 &&
           grown(done->busy_us, disk->done.busy_us) >= files * FILE_US;
}

static struct sandbox_space space_of(int fd)
{
    struct statvfs about;
    if (fstatvfs(fd, &about) < 0)
        return (struct sandbox_space){0, 0};
    return (struct sandbox_space){.bytes = (int64_t)about.f_bfree * (int64_t)about.f_frsize,
                                  .files = (int64_t)about.f_ffree};
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void account(struct sandbox_disk *disk, const struct sandbox_tree *tree, bool is_alone,
                    const struct sandbox_space *now)
{
    struct sandbox_disk_found found = walk_project(disk);
    struct sandbox_disk_done done = ask_processes(disk, tree);
    int64_t change = found.cost - disk->found.cost;
    if (change < 0 || is_alone || has_worked(disk, &found, &done))
        disk->made += change;
    if (disk->made < 0)
        disk->made = 0;
    int64_t lost = grown(disk->at_first.bytes, now->bytes);
    disk->added = disk->made + smaller(found.changed, smaller(done.written, lost)) + done.nameless;
    disk->found = found;
    disk->done = done;
    disk->at_walk = *now;
}

void sandbox_disk_init(struct sandbox_disk *disk, const struct sandbox_spec *spec, int64_t began_us)
{
    *disk = (struct sandbox_disk){
        .project_fd = spec->project_fd, .place = spec->artifacts, .began_us = began_us};
    if (spec->limits.disk_mb <= 0 || spec->limits.disk_mb > INT64_MAX / MIB / (2 * ENOUGH))
        return;
    disk->limit = spec->limits.disk_mb * MIB;
    disk->at_first = disk->at_walk = space_of(spec->project_fd);
}

bool sandbox_disk_look(struct sandbox_disk *disk, const struct sandbox_tree *tree, bool is_alone)
{
    if (disk->limit == 0)
        return false;
    struct sandbox_space now = space_of(disk->project_fd);
    int64_t less = (disk->at_walk.files - now.files) * SANDBOX_DISK_FILE_COST;
    bool is_fuller =
        disk->at_walk.bytes - now.bytes > disk->limit / WALK_PART || less > disk->limit / WALK_PART;
    if (is_fuller)
        account(disk, tree, is_alone, &now);
    return disk->added > disk->limit;
}

#include "spool/spool_waiting.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "spool/spool_dir.h"
#include "spool/spool_name.h"

#define COUNT_FILE     "waiting"
#define COUNT_KEEP_US  2000000
/* The fewest bytes by which st_size of a directory grows per name of ours: tmpfs 20, ext4 12 and
 * the name, xfs and btrfs more. */
#define BYTES_PER_NAME 16
#define TEXT_MAX       32

static bool is_ruled_out(const struct spool *spool, size_t limit)
{
    struct stat door;
    struct stat queue;
    if (fstat(spool->dirs.spool, &door) < 0 || fstat(spool->dirs.queue, &queue) < 0)
        return true;
    return ((uint64_t)door.st_size + (uint64_t)queue.st_size) / BYTES_PER_NAME < limit;
}

static bool read_count(const struct spool *spool, size_t *count)
{
    auto_fd int fd = openat(spool->dirs.var, COUNT_FILE, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    char text[TEXT_MAX] = "";
    if (fd < 0 || fstat(fd, &st) < 0)
        return false;
    int64_t age_us =
        clock_wall_us() - (int64_t)st.st_mtim.tv_sec * 1000000 - st.st_mtim.tv_nsec / 1000;
    if (age_us < -COUNT_KEEP_US || age_us > COUNT_KEEP_US)
        return false;
    if (read(fd, text, sizeof(text) - 1) <= 0)
        return false;
    *count = strtoull(text, NULL, 10);
    return true;
}

static bool count_names(int dirfd, size_t *count)
{
    struct err err;
    bool is_broken = false;
    auto_dir DIR *dir = spool_dir_open(dirfd, &err);
    if (!dir)
        return false;
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));)
        *count += !spool_name_is_ignored(entry->d_name);
    return !is_broken;
}

bool spool_waiting_is_over(const struct spool *spool, size_t limit)
{
    size_t count = 0;
    if (limit == 0 || is_ruled_out(spool, limit))
        return false;
    if (read_count(spool, &count))
        return count >= limit;
    count = 0;
    if (!count_names(spool->dirs.spool, &count) || !count_names(spool->dirs.queue, &count))
        return false;
    char text[TEXT_MAX];
    struct err err; /* counted again next time */
    int size = snprintf(text, sizeof(text), "%zu\n", count);
    (void)fd_replace(spool->dirs.var, COUNT_FILE, text, (size_t)size, FD_DURABLE_NONE, &err);
    return count >= limit;
}

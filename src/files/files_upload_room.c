#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "files/files_own.h"

#define PART_AGE_S  129600 /* 36 h: a client that was cut off in the evening goes on next day */
#define PARTS_MAX   1000   /* uploads at the same time */
#define US_PER_S    1000000
#define PART_SUFFIX ".part"

typedef void (*part_cb)(void *ctx, int dir, const char *name, const struct stat *st);

static void for_each_part(int uploads, part_cb callback, void *ctx)
{
    int copy = openat(uploads, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (!dir) {
        scope_close(&copy);
        return;
    }
    for (;;) {
        const struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): ours alone */
        if (!entry)
            return;
        size_t size = strlen(entry->d_name);
        size_t tail = sizeof(PART_SUFFIX) - 1;
        struct stat st;
        if (size > tail && strcmp(entry->d_name + size - tail, PART_SUFFIX) == 0 &&
            fstatat(uploads, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
            callback(ctx, uploads, entry->d_name, &st);
    }
}

static void remove_old(void *ctx, int dir, const char *name, const struct stat *st)
{
    const int64_t *now_s = ctx;
    if (*now_s - st->st_mtim.tv_sec > PART_AGE_S)
        (void)unlinkat(dir, name, 0); /* the next upload tries again */
}

void files_upload_collect(int uploads)
{
    int64_t now_s = clock_wall_us() / US_PER_S;
    for_each_part(uploads, remove_old, &now_s);
}

struct sum {
    int64_t bytes;
    int count;
};

static void add(void *ctx, int dir, const char *name, const struct stat *st)
{
    (void)dir;
    (void)name;
    struct sum *sum = ctx;
    sum->bytes += st->st_size;
    sum->count++;
}

int files_upload_room(const struct files *files, int uploads, size_t size, struct err *err)
{
    struct sum sum = {0};
    for_each_part(uploads, add, &sum);
    if (sum.count > PARTS_MAX)
        return err_set(err, ERR_NO_SPACE, "there are %d unfinished uploads; %d is the most",
                       sum.count, PARTS_MAX);
    if (sum.bytes + (int64_t)size > files->options.uploads_bytes)
        return err_set(err, ERR_NO_SPACE, "unfinished uploads may hold %lld bytes together",
                       (long long)files->options.uploads_bytes);
    struct statvfs fs;
    if (fstatvfs(uploads, &fs) == 0 &&
        (uint64_t)fs.f_bavail * fs.f_frsize <
            (uint64_t)size + (uint64_t)files->options.disk_left_bytes)
        return err_set(err, ERR_NO_SPACE, "the disk is nearly full: uploads leave %lld bytes free",
                       (long long)files->options.disk_left_bytes);
    return 0;
}

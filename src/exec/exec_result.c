#include "exec/exec_result.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "job/run_json.h"

#define RESERVE_NAME "reserve"
#define BLOCK_SIZE   512 /* bytes, of ru_inblock and ru_oublock, getrusage(2) */
#define TRY_AGAIN_S  1

static int64_t to_ms(struct timeval time)
{
    return (int64_t)time.tv_sec * 1000 + time.tv_usec / 1000;
}

void exec_result_measure(struct run_result *result)
{
    struct rusage all;
    (void)getrusage(RUSAGE_CHILDREN, &all); /* cannot fail with these arguments */
    result->usage.cpu_user_ms = to_ms(all.ru_utime);
    result->usage.cpu_system_ms = to_ms(all.ru_stime);
    result->usage.max_rss_kb = all.ru_maxrss;
    result->usage.read_bytes = (int64_t)all.ru_inblock * BLOCK_SIZE;
    result->usage.write_bytes = (int64_t)all.ru_oublock * BLOCK_SIZE;
}

void exec_result_free_reserve(int var_dirfd)
{
    auto_fd int fd = openat(var_dirfd, RESERVE_NAME, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0)
        (void)!ftruncate(fd, 0); /* there may be nothing to free: then it is tried again later */
}

/* A removed directory still has a descriptor, but no links. */
static bool is_gone(int dirfd)
{
    struct stat about;
    return fstat(dirfd, &about) == 0 && about.st_nlink == 0;
}

int exec_result_write(int run_dirfd, int var_dirfd, const struct run_result *result, bool is_synced)
{
    const struct timespec pause = {.tv_sec = TRY_AGAIN_S};
    enum fd_durability durability = is_synced ? FD_DURABLE_FULL : FD_DURABLE_NONE;
    auto_buf struct buf text;
    buf_init(&text, RUN_RECORD_MAX);
    run_json_result(result, &text);
    for (;;) {
        struct err err;
        if (fd_replace(run_dirfd, EXEC_RESULT_NAME, buf_text(&text), text.size, durability, &err) ==
            0)
            return 0;
        if (is_gone(run_dirfd))
            return -1;
        exec_result_free_reserve(var_dirfd);
        if (fd_replace(run_dirfd, EXEC_RESULT_NAME, buf_text(&text), text.size, durability, &err) ==
            0)
            return 0;
        (void)clock_nanosleep(CLOCK_BOOTTIME, 0, &pause, NULL); /* a signal only makes it shorter */
    }
}

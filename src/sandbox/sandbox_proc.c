#include "sandbox/sandbox_proc.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"

#define PATH_ROOM 48   /* "/proc/<pid>/smaps_rollup" */
#define TEXT_ROOM 4096 /* bytes: all of these files are shorter */
#define FILES_MAX 256  /* files of a process that are told apart */
#define BLOCK     512  /* bytes, of st_blocks, stat(2) */
#define US_PER_S  1000000

static bool read_file(pid_t pid, const char *name, char text[TEXT_ROOM])
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name); /* fits */
    auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, text, TEXT_ROOM - 1);
    text[size > 0 ? size : 0] = '\0';
    return size > 0;
}

/* The number behind NAME at the beginning of a line. */
static int64_t number_of(const char *text, const char *name)
{
    size_t size = strlen(name);
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, name, size) == 0)
            return strtoll(line + size, NULL, 10);
    }
    return 0;
}

struct sandbox_proc sandbox_proc_status(pid_t pid)
{
    char text[TEXT_ROOM];
    if (!read_file(pid, "status", text))
        return (struct sandbox_proc){0};
    return (struct sandbox_proc){.memory_kb =
                                     number_of(text, "RssAnon:") + number_of(text, "RssShmem:"),
                                 .threads = number_of(text, "Threads:")};
}

int64_t sandbox_proc_share_kb(pid_t pid)
{
    char text[TEXT_ROOM];
    if (!read_file(pid, "smaps_rollup", text))
        return sandbox_proc_status(pid).memory_kb;
    return number_of(text, "Pss_Anon:") + number_of(text, "Pss_Shmem:");
}

int64_t sandbox_proc_written(pid_t pid)
{
    char text[TEXT_ROOM];
    if (!read_file(pid, "io", text))
        return 0;
    int64_t written = number_of(text, "write_bytes:") - number_of(text, "cancelled_write_bytes:");
    return written > 0 ? written : 0;
}

/* Fields 15 and 17 of "PID (NAME) STATE …": a name may hold anything, so its end is the last
 * ')'. */
int64_t sandbox_proc_busy_us(pid_t pid)
{
    char text[TEXT_ROOM];
    long long own = 0;
    long long waited = 0;
    const long tick = sysconf(_SC_CLK_TCK);
    const char *at = read_file(pid, "stat", text) ? strrchr(text, ')') : NULL;
    for (int field = 2; at && field <= 17; field++) {
        if (field == 15)
            own = strtoll(at, NULL, 10);
        if (field == 17)
            waited = strtoll(at, NULL, 10);
        at = strchr(at + 1, ' ');
    }
    return tick > 0 ? (own + waited) * (US_PER_S / tick) : 0;
}

/* Was FILE met already? A few are remembered: more would only be counted twice. */
static bool is_known(ino_t known[FILES_MAX], size_t *count, ino_t file)
{
    for (size_t i = 0; i < *count; i++) {
        if (known[i] == file)
            return true;
    }
    if (*count < FILES_MAX)
        known[(*count)++] = file;
    return false;
}

int64_t sandbox_proc_nameless(pid_t pid, dev_t device)
{
    char path[PATH_ROOM];
    ino_t known[FILES_MAX];
    size_t count = 0;
    int64_t bytes = 0;
    (void)snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid); /* fits */
    auto_dir DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) { /* NOLINT(concurrency-mt-unsafe) */
        struct stat about;
        bool is_nameless = fstatat(dirfd(dir), entry->d_name, &about, 0) == 0 &&
                           S_ISREG(about.st_mode) && about.st_nlink == 0 && about.st_dev == device;
        if (is_nameless && !is_known(known, &count, about.st_ino))
            bytes += (int64_t)about.st_blocks * BLOCK;
    }
    return bytes;
}

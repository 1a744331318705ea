#include "sandbox/sandbox_proc.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"

#define PATH_ROOM 48   /* "/proc/<pid>/smaps_rollup" */
#define TEXT_ROOM 4096 /* bytes: all of these files are shorter */

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

#include "web/web_stats.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/fd.h"

#define FILE_MAX_BYTES 65536

static void read_file(const char *path, struct buf *text)
{
    struct err none; /* what is not told is left out */
    buf_init(text, FILE_MAX_BYTES);
    if (fd_read_file(AT_FDCWD, path, text, &none) < 0)
        buf_clear(text);
}

static void add_load(struct json *stats)
{
    auto_buf struct buf text;
    read_file("/proc/loadavg", &text);
    json_set_integer(stats, "cores", sysconf(_SC_NPROCESSORS_ONLN));
    if (text.size)
        json_set(stats, "load_1m", json_new_number(strtod(buf_text(&text), NULL)));
}

static void add_line(struct json *object, const char *key, const char *text, const char *name)
{
    const char *line = strstr(text, name);
    if (line)
        json_set_integer(object, key, strtoll(line + strlen(name), NULL, 10));
}

static void add_memory(struct json *stats)
{
    auto_buf struct buf text;
    struct json *memory = json_object();
    read_file("/proc/meminfo", &text);
    add_line(memory, "total_kb", buf_text(&text), "MemTotal:");
    add_line(memory, "available_kb", buf_text(&text), "MemAvailable:");
    json_set(stats, "memory", memory);
}

static void add_disk(struct json *stats, const char *path)
{
    struct statvfs disk;
    if (statvfs(path, &disk) < 0)
        return;
    struct json *object = json_object();
    json_set_integer(object, "total_bytes", (int64_t)(disk.f_blocks * disk.f_frsize));
    json_set_integer(object, "free_bytes", (int64_t)(disk.f_bavail * disk.f_frsize));
    json_set(stats, "disk", object);
}

static void add_temperature(struct json *stats)
{
    auto_buf struct buf text;
    read_file("/sys/class/thermal/thermal_zone0/temp", &text);
    if (text.size)
        json_set(stats, "temperature_c",
                 json_new_number((double)strtol(buf_text(&text), NULL, 10) / 1000));
}

struct json *web_stats_read(const char *path)
{
    struct json *stats = json_object();
    add_load(stats);
    add_memory(stats);
    add_disk(stats, path);
    add_temperature(stats);
    return stats;
}

#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"

#define LINE_SIZE 1024

static atomic_int level_now = LOG_LEVEL_INFO;

void log_set_level(enum log_level level)
{
    atomic_store(&level_now, (int)level);
}

/* Control bytes from outside (file names, messages) must not forge lines or drive a terminal. */
static void make_printable(char *line, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
            line[i] = '?';
    }
}

/* JOURNAL_STREAM is inherited also where stderr has been sent elsewhere: it names the file. */
static bool is_journal(void)
{
    char name[64];
    struct stat st;
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): the environment does not change once threads run */
    const char *stream = getenv("JOURNAL_STREAM");
    if (!stream || fstat(STDERR_FILENO, &st) < 0)
        return false;
    (void)snprintf(name, sizeof(name), "%llu:%llu", (unsigned long long)st.st_dev,
                   (unsigned long long)st.st_ino); /* fits */
    return strcmp(stream, name) == 0;
}

static int write_head(enum log_level level, char *line, size_t size)
{
    char now[CLOCK_TEXT_SIZE];
    if (is_journal())
        return snprintf(line, size, "<%d>", (int)level);
    if (isatty(STDERR_FILENO))
        return snprintf(line, size, "pirun: ");
    clock_format(clock_wall_us(), now);
    return snprintf(line, size, "%.19sZ pirun: ", now); /* seconds are enough */
}

static void write_line(enum log_level level, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static void write_line(enum log_level level, const char *format, va_list args)
{
    if ((int)level > atomic_load(&level_now))
        return;
    char line[LINE_SIZE];
    int head = write_head(level, line, sizeof(line));
    size_t room = sizeof(line) - (size_t)head - 1;
    int body = vsnprintf(line + head, room, format, args);
    size_t size = body < 0 ? 0 : (size_t)body < room ? (size_t)body : room - 1;
    make_printable(line + head, size);
    line[(size_t)head + size] = '\n';
    (void)!write(STDERR_FILENO, line,
                 (size_t)head + size + 1); /* a lost line of diagnostics is no failure */
}

#define LOG_FUNCTION(name, level)        \
    void name(const char *format, ...)   \
    {                                    \
        va_list args;                    \
        va_start(args, format);          \
        write_line(level, format, args); \
        va_end(args);                    \
    }

LOG_FUNCTION(log_error, LOG_LEVEL_ERROR)
LOG_FUNCTION(log_warning, LOG_LEVEL_WARNING)
LOG_FUNCTION(log_info, LOG_LEVEL_INFO)
LOG_FUNCTION(log_debug, LOG_LEVEL_DEBUG)

#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

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

static void write_line(enum log_level level, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static void write_line(enum log_level level, const char *format, va_list args)
{
    if ((int)level > atomic_load(&level_now))
        return;
    char line[LINE_SIZE];
    int head = isatty(STDERR_FILENO) ? snprintf(line, sizeof(line), "pirun: ")
                                     : snprintf(line, sizeof(line), "<%d>", (int)level);
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

/* log: the server's own diagnostics, to stderr: with journald's priority prefixes when stderr is
 * the journal, with the time when it is a file or a pipe, plain on a terminal. Only runner, web,
 * server and cli log; everybody else returns a struct err.
 * Source: sd-daemon(3) "<N>" prefixes; systemd.exec(5), JOURNAL_STREAM. Thread: any (one write(2)
 * per line). */
#ifndef PIRUN_BASE_LOG_H
#define PIRUN_BASE_LOG_H

enum log_level {
    LOG_LEVEL_ERROR = 3,
    LOG_LEVEL_WARNING = 4,
    LOG_LEVEL_INFO = 6,
    LOG_LEVEL_DEBUG = 7
};

/* Lines above LEVEL are dropped. Default: info. */
void log_set_level(enum log_level level);
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif

/* cli_value: what people type for a duration, a size, a time, a number, a pair; and how we write
 * such things for them. */
#ifndef PIRUN_CLI_CLI_VALUE_H
#define PIRUN_CLI_CLI_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* "30s" "500ms" "1.5h" "1h30m" "2d" "1w"; a number alone is seconds, as in timeout(1).
 * Errors: ERR_INVALID, also beyond ten years. */
int cli_read_duration_ms(const char *text, int64_t *ms, struct err *err);
/* "256" "256M" "256MiB" "1.5G": units of 1024; a number alone is MiB. Errors: ERR_INVALID, also
 * for parts of a MiB. */
int cli_read_size_mb(const char *text, int64_t *mb, struct err *err);
/* Errors: ERR_INVALID no number, or outside LEAST…MOST. WHAT is the option's name, for the
 * message. */
int cli_read_integer(const char *what, const char *text, int64_t least, int64_t most, int64_t *out,
                     struct err *err);
int cli_read_number(const char *what, const char *text, double least, double most, double *out,
                    struct err *err);
/* A time as RFC 3339, or a duration from NOW_US: SIGN +1 later, -1 ago. Units: microseconds, wall
 * clock. */
int cli_read_time_us(const char *text, int64_t now_us, int sign, int64_t *out, struct err *err);
/* "KEY=VALUE". Owns: *KEY and *VALUE belong to the caller. Errors: ERR_INVALID no '=' or an empty
 * key. */
int cli_read_pair(const char *what, const char *text, char **key, char **value, struct err *err);

#define CLI_TEXT_SIZE 40 /* enough for each of these */
/* "3ms" "1.2s" "3m 20s" "2h 5m" "4d 1h". */
void cli_write_duration(int64_t ms, char text[CLI_TEXT_SIZE]);
/* "now" "5s ago" "3m ago" "2h ago" "4d ago"; "in 5m" for a time to come. */
void cli_write_age(int64_t wall_us, int64_t now_us, char text[CLI_TEXT_SIZE]);
/* Local time: "2026-11-21 08:30:00". */
void cli_write_time(int64_t wall_us, char text[CLI_TEXT_SIZE]);
/* "312 B" "1.4 KiB" "1.0 GiB". */
void cli_write_bytes(int64_t bytes, char text[CLI_TEXT_SIZE]);

#endif

#include "cli/cli_value.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"

#define DURATION_MAX_MS \
    (10.0 * 365 * 24 * 3600 * 1000)        /* ten years: beyond is a slip of the finger */
#define SIZE_MAX_MB (1024.0 * 1024 * 1024) /* one PiB */

struct unit {
    const char *name;
    double factor;
};

static const struct unit times[] = {
    {"ms", 1},      {"s", 1000},      {"sec", 1000},     {"m", 60000},
    {"min", 60000}, {"h", 3600000.0}, {"d", 86400000.0}, {"w", 604800000.0},
};

static const struct unit sizes[] = {
    {"k", 1.0 / 1024},
    {"kib", 1.0 / 1024},
    {"m", 1},
    {"mb", 1},
    {"mib", 1},
    {"g", 1024},
    {"gb", 1024},
    {"gib", 1024},
    {"t", 1024.0 * 1024},
    {"tib", 1024.0 * 1024},
};

/* Digits with at most one point at *AT. strtod(3) would take "0x1p3", "inf" and "1e3" too. */
static bool read_decimal(const char **at, double *value)
{
    const char *first = *at;
    double scale = 1;
    bool has_point = false;
    *value = 0;
    for (; isdigit((unsigned char)**at) || (**at == '.' && !has_point); (*at)++) {
        if (**at == '.') {
            has_point = true;
            continue;
        }
        *value = *value * 10 + (**at - '0');
        scale *= has_point ? 10 : 1;
    }
    *value /= scale;
    return isdigit((unsigned char)*first) && *at - first <= 18;
}

static const struct unit *read_unit(const char **at, const struct unit *units, size_t count)
{
    size_t size = 0;
    while (isalpha((unsigned char)(*at)[size]))
        size++;
    for (size_t i = 0; i < count; i++) {
        if (strlen(units[i].name) == size && strncasecmp(units[i].name, *at, size) == 0) {
            *at += size;
            return &units[i];
        }
    }
    return NULL;
}

int cli_read_duration_ms(const char *text, int64_t *ms, struct err *err)
{
    const char *at = text;
    double total = 0;
    bool is_first = true;
    do {
        double value = 0;
        bool is_number = read_decimal(&at, &value);
        bool is_bare = is_number && is_first && !*at;
        const struct unit *unit = is_bare ? &times[1] : read_unit(&at, times, ARRAY_LEN(times));
        if (!is_number || !unit)
            return err_set(err, ERR_INVALID,
                           "'%.40s' is not a duration such as 30s, 1h30m or 500ms", text);
        total += value * unit->factor;
        is_first = false;
    } while (*at);
    if (total > DURATION_MAX_MS)
        return err_set(err, ERR_INVALID, "'%.40s' is more than ten years", text);
    *ms = (int64_t)(total + 0.5);
    return 0;
}

int cli_read_size_mb(const char *text, int64_t *mb, struct err *err)
{
    const char *at = text;
    double value = 0;
    bool is_number = read_decimal(&at, &value);
    const struct unit *unit = *at ? read_unit(&at, sizes, ARRAY_LEN(sizes)) : &sizes[2];
    if (!is_number || !unit || *at)
        return err_set(err, ERR_INVALID, "'%.40s' is not a size such as 256M or 1G", text);
    value *= unit->factor;
    if (value < 1 || value > SIZE_MAX_MB || value != (double)(int64_t)value)
        return err_set(err, ERR_INVALID, "'%.40s' is not a whole number of MiB from 1 on", text);
    *mb = (int64_t)value;
    return 0;
}

int cli_read_integer(const char *what, const char *text, int64_t least, int64_t most, int64_t *out,
                     struct err *err)
{
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    bool is_number = (isdigit((unsigned char)*text) || *text == '-' || *text == '+') && end > text;
    if (!is_number || *end)
        return err_set(err, ERR_INVALID, "'%.40s' is not a whole number (--%s)", text, what);
    if (errno == ERANGE || value < least || value > most)
        return err_set(err, ERR_INVALID, "'%.40s' is outside %lld…%lld (--%s)", text,
                       (long long)least, (long long)most, what);
    *out = value;
    return 0;
}

int cli_read_number(const char *what, const char *text, double least, double most, double *out,
                    struct err *err)
{
    const char *at = text;
    double value = 0;
    if (!read_decimal(&at, &value) || *at)
        return err_set(err, ERR_INVALID, "'%.40s' is not a number (--%s)", text, what);
    if (value < least || value > most)
        return err_set(err, ERR_INVALID, "'%.40s' is outside %g…%g (--%s)", text, least, most,
                       what);
    *out = value;
    return 0;
}

int cli_read_time_us(const char *text, int64_t now_us, int sign, int64_t *out, struct err *err)
{
    int64_t ms = 0;
    struct err ignored;
    if (strchr(text, '-') || strchr(text, ':')) /* as every RFC 3339 time and no duration has */
        return clock_parse(text, out, err);
    if (cli_read_duration_ms(*text == '+' ? text + 1 : text, &ms, &ignored) < 0)
        return err_set(
            err, ERR_INVALID,
            "'%.40s' is neither a duration such as 2h nor a time such as 2026-11-21T08:30:00Z",
            text);
    *out = now_us + sign * ms * 1000;
    if (*out < 0)
        *out = 0;
    return 0;
}

int cli_read_pair(const char *what, const char *text, char **key, char **value, struct err *err)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return err_set(err, ERR_INVALID, "'%.60s' is not KEY=VALUE (--%s)", text, what);
    *key = xstrndup(text, (size_t)(equals - text));
    *value = xstrdup(equals + 1);
    return 0;
}

static void write_two(char *text, long long big, const char *big_unit, long long small,
                      const char *small_unit)
{
    if (small)
        (void)snprintf(text, CLI_TEXT_SIZE, "%lld%s %lld%s", big, big_unit, small, small_unit);
    else
        (void)snprintf(text, CLI_TEXT_SIZE, "%lld%s", big, big_unit);
}

void cli_write_duration(int64_t ms, char text[CLI_TEXT_SIZE])
{
    long long s = (ms + 500) / 1000;
    if (ms < 1000)
        (void)snprintf(text, CLI_TEXT_SIZE, "%lldms", (long long)ms); /* fits, as all of these */
    else if (ms < 59950)
        (void)snprintf(text, CLI_TEXT_SIZE, "%.1fs", (double)ms / 1000);
    else if (s < 3600)
        write_two(text, s / 60, "m", s % 60, "s");
    else if (s < 86400)
        write_two(text, s / 3600, "h", s % 3600 / 60, "m");
    else
        write_two(text, s / 86400, "d", s % 86400 / 3600, "h");
}

static void write_one(long long s, char text[CLI_TEXT_SIZE])
{
    static const struct {
        long long seconds;
        char unit;
    } steps[] = {{86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        if (s >= steps[i].seconds) {
            (void)snprintf(text, CLI_TEXT_SIZE, "%lld%c", s / steps[i].seconds, steps[i].unit);
            return;
        }
    }
}

void cli_write_age(int64_t wall_us, int64_t now_us, char text[CLI_TEXT_SIZE])
{
    char amount[CLI_TEXT_SIZE] = "";
    long long s = (now_us - wall_us) / 1000000;
    write_one(s < 0 ? -s : s, amount);
    if (s == 0)
        (void)snprintf(text, CLI_TEXT_SIZE, "now");
    else if (s > 0)
        (void)snprintf(text, CLI_TEXT_SIZE, "%.30s ago", amount);
    else
        (void)snprintf(text, CLI_TEXT_SIZE, "in %.30s", amount);
}

void cli_write_time(int64_t wall_us, char text[CLI_TEXT_SIZE])
{
    time_t seconds = (time_t)(wall_us / 1000000);
    struct tm tm;
    text[0] = '\0';
    if (localtime_r(&seconds, &tm))
        (void)strftime(text, CLI_TEXT_SIZE, "%Y-%m-%d %H:%M:%S", &tm); /* fits */
}

void cli_write_bytes(int64_t bytes, char text[CLI_TEXT_SIZE])
{
    static const char *const units[] = {"KiB", "MiB", "GiB", "TiB"};
    double value = (double)bytes / 1024;
    size_t unit = 0;
    if (bytes < 1024) {
        (void)snprintf(text, CLI_TEXT_SIZE, "%lld B", (long long)bytes);
        return;
    }
    for (; value >= 1024 && unit + 1 < ARRAY_LEN(units); unit++)
        value /= 1024;
    (void)snprintf(text, CLI_TEXT_SIZE, "%.1f %s", value, units[unit]);
}

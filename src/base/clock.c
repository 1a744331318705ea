#include "base/clock.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/scope.h"

#define US_PER_S    1000000
#define LAST_SECOND 253402300799 /* 9999-12-31T23:59:59Z */

static int64_t read_clock(clockid_t id)
{
    struct timespec now;
    (void)clock_gettime(id, &now); /* cannot fail for these ids */
    return (int64_t)now.tv_sec * US_PER_S + now.tv_nsec / 1000;
}

int64_t clock_wall_us(void)
{
    return read_clock(CLOCK_REALTIME);
}

int64_t clock_boot_us(void)
{
    return read_clock(CLOCK_BOOTTIME);
}

int64_t clock_boot_ms(void)
{
    return clock_boot_us() / 1000;
}

void clock_format(int64_t wall_us, char text[CLOCK_TEXT_SIZE])
{
    if (wall_us < 0)
        wall_us = 0;
    if (wall_us / US_PER_S > LAST_SECOND)
        wall_us = LAST_SECOND * US_PER_S + (US_PER_S - 1);
    time_t seconds = (time_t)(wall_us / US_PER_S);
    struct tm tm;
    (void)gmtime_r(&seconds, &tm); /* cannot fail within the clamped range */
    size_t size = strftime(text, CLOCK_TEXT_SIZE, "%Y-%m-%dT%H:%M:%S", &tm);
    (void)snprintf(text + size, CLOCK_TEXT_SIZE - size, ".%06dZ", (int)(wall_us % US_PER_S));
}

/* Read exactly COUNT digits at *AT. */
static bool read_digits(const char **at, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (!isdigit((unsigned char)**at))
            return false;
        *value = *value * 10 + (**at - '0');
    }
    return true;
}

static bool read_char(const char **at, const char *allowed)
{
    if (!**at || !strchr(allowed, **at))
        return false;
    (*at)++;
    return true;
}

static bool read_date_time(const char **at, struct tm *tm)
{
    bool is_read =
        read_digits(at, 4, &tm->tm_year) && read_char(at, "-") && read_digits(at, 2, &tm->tm_mon) &&
        read_char(at, "-") && read_digits(at, 2, &tm->tm_mday) && read_char(at, "Tt ") &&
        read_digits(at, 2, &tm->tm_hour) && read_char(at, ":") && read_digits(at, 2, &tm->tm_min) &&
        read_char(at, ":") && read_digits(at, 2, &tm->tm_sec);
    if (!is_read || tm->tm_year < 1970 || tm->tm_mon < 1 || tm->tm_mon > 12 || tm->tm_mday < 1 ||
        tm->tm_hour > 23 || tm->tm_min > 59 || tm->tm_sec > 60)
        return false;
    tm->tm_year -= 1900;
    tm->tm_mon -= 1;
    return true;
}

static bool read_fraction(const char **at, int *us)
{
    *us = 0;
    if (**at != '.')
        return true;
    (*at)++;
    int scale = US_PER_S / 10;
    const char *first = *at;
    for (; isdigit((unsigned char)**at); (*at)++, scale /= 10)
        *us += (**at - '0') * scale;
    return *at > first && *at - first <= 9;
}

static bool read_offset(const char **at, int *offset_s)
{
    *offset_s = 0;
    if (read_char(at, "Zz"))
        return true;
    int sign = **at == '-' ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    if (!read_char(at, "+-") || !read_digits(at, 2, &hours) || !read_char(at, ":") ||
        !read_digits(at, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *offset_s = sign * (hours * 3600 + minutes * 60);
    return true;
}

int clock_parse(const char *text, int64_t *wall_us, struct err *err)
{
    const char *at = text;
    struct tm tm = {0};
    int us = 0;
    int offset_s = 0;
    if (!read_date_time(&at, &tm) || !read_fraction(&at, &us) || !read_offset(&at, &offset_s) ||
        *at)
        return err_set(err, ERR_INVALID,
                       "'%.40s' is not a time such as 2026-11-21T08:30:00Z (RFC 3339)", text);
    struct tm asked = tm;
    time_t seconds = timegm(&tm); /* normalizes: a day that moved was no day of that month */
    if (tm.tm_mday != asked.tm_mday && asked.tm_sec != 60)
        return err_set(err, ERR_INVALID, "'%.40s' names a day that its month does not have", text);
    *wall_us = ((int64_t)seconds - offset_s) * US_PER_S + us;
    return 0;
}

void clock_boot_id(char text[CLOCK_BOOT_ID_SIZE])
{
    text[0] = '\0';
    auto_fd int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    ssize_t size = read(fd, text, CLOCK_BOOT_ID_SIZE - 1);
    text[size < 0 ? 0 : size] = '\0';
    text[strcspn(text, "\n")] = '\0';
}

/* clock: the two times that exist here. Durations and deadlines use CLOCK_BOOTTIME, which no clock
 * step moves; the wall clock is for records, `not_before` and `expires` only. */
#ifndef PIRUN_BASE_CLOCK_H
#define PIRUN_BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define CLOCK_TEXT_SIZE    28 /* "2026-11-21T03:33:00.000000Z" and a NUL */
#define CLOCK_BOOT_ID_SIZE 37

/* Units: microseconds since 1970, UTC. */
int64_t clock_wall_us(void);
/* Units: microseconds, milliseconds of CLOCK_BOOTTIME. Source: clock_gettime(2). */
int64_t clock_boot_us(void);
int64_t clock_boot_ms(void);

/* RFC 3339, UTC, exactly six digits and Z. Years 1970 to 9999; a time outside is clamped. */
void clock_format(int64_t wall_us, char text[CLOCK_TEXT_SIZE]);
/* Read any RFC 3339 time: offset or Z, 0 to 9 digits of fraction. Errors: ERR_INVALID. Source: RFC
 * 3339 5.6. */
int clock_parse(const char *text, int64_t *wall_us, struct err *err);

/* The kernel's boot id as text, "" when /proc does not have it. Source: random(4). */
void clock_boot_id(char text[CLOCK_BOOT_ID_SIZE]);

#endif

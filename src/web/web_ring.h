/* web_ring: how busy the machine was in the last hour, sample by sample, and as points of a chart.
 * Pure. */
#ifndef PIRUN_WEB_WEB_RING_H
#define PIRUN_WEB_WEB_RING_H

#include <stddef.h>
#include <stdint.h>

#include "base/json.h"

#define WEB_RING_ROWS    720 /* of 5 s: an hour */
#define WEB_RING_POINTS  240 /* of a chart */
#define WEB_RING_MINUTES 60

enum web_ring_value {
    WEB_RING_CPU,
    WEB_RING_MEMORY,
    WEB_RING_TEMPERATURE,
    WEB_RING_VALUES
};

/* What was between two looks. Units: CLOCK_BOOTTIME; percent, percent, degrees Celsius; NAN: not
 * known. */
struct web_sample {
    int64_t from_ms, to_ms;
    float values[WEB_RING_VALUES];
};

/* Starts as zeros. */
struct web_ring {
    struct web_sample rows[WEB_RING_ROWS];
    size_t next, count;
};

void web_ring_add(struct web_ring *ring, const struct web_sample *sample);
/* The newest sample, NULL when there is none. */
const struct web_sample *web_ring_last(const struct web_ring *ring);
/* {"step_s","cpu_percent":[…],"memory_percent":[…],"temperature_c":[…]}: the last MINUTES (1 to
 * WEB_RING_MINUTES) up to NOW_MS in steps of equal length, oldest first; a step that no sample
 * covers is null, one that several cover is their mean. Owns: returns an object. */
struct json *web_ring_json(const struct web_ring *ring, int64_t now_ms, int minutes);

#endif

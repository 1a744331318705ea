#include "web/web_ring.h"

#include <math.h>
#include <string.h>

#define MS_PER_S     1000
#define S_PER_MINUTE 60
#define STEP_MIN_S   5

void web_ring_add(struct web_ring *ring, const struct web_sample *sample)
{
    ring->rows[ring->next] = *sample;
    ring->next = (ring->next + 1) % WEB_RING_ROWS;
    if (ring->count < WEB_RING_ROWS)
        ring->count++;
}

const struct web_sample *web_ring_last(const struct web_ring *ring)
{
    return ring->count ? &ring->rows[(ring->next + WEB_RING_ROWS - 1) % WEB_RING_ROWS] : NULL;
}

struct point {
    double sum, weight;
};

/* Time that SAMPLE and the step from FROM_MS on have in common. */
static double overlap(const struct web_sample *sample, int64_t from_ms, int64_t to_ms)
{
    int64_t from = sample->from_ms > from_ms ? sample->from_ms : from_ms;
    int64_t to = sample->to_ms < to_ms ? sample->to_ms : to_ms;
    return to > from ? (double)(to - from) : 0;
}

/* Steps of equal length, up to now. */
struct chart {
    int64_t begin_ms, step_ms;
    int steps;
    struct point points[WEB_RING_POINTS];
};

static void add_sample(struct chart *chart, const struct web_sample *sample, double value)
{
    int64_t first = (sample->from_ms - chart->begin_ms) / chart->step_ms;
    for (int64_t i = first < 0 ? 0 : first; i < chart->steps; i++) {
        int64_t from_ms = chart->begin_ms + i * chart->step_ms;
        double weight = overlap(sample, from_ms, from_ms + chart->step_ms);
        if (from_ms >= sample->to_ms)
            return;
        chart->points[i].sum += weight * value;
        chart->points[i].weight += weight;
    }
}

static struct json *chart_json(const struct web_ring *ring, enum web_ring_value value,
                               struct chart *chart)
{
    struct json *array = json_array();
    memset(chart->points, 0, sizeof(chart->points));
    for (size_t i = 0; i < ring->count; i++) {
        const struct web_sample *sample = &ring->rows[i];
        if (!isnan(sample->values[value]))
            add_sample(chart, sample, (double)sample->values[value]);
    }
    for (int i = 0; i < chart->steps; i++) {
        const struct point *point = &chart->points[i];
        json_push(array, point->weight > 0
                             ? json_new_number(round(10 * point->sum / point->weight) / 10)
                             : json_new_null());
    }
    return array;
}

struct json *web_ring_json(const struct web_ring *ring, int64_t now_ms, int minutes)
{
    static const char *const names[WEB_RING_VALUES] = {
        [WEB_RING_CPU] = "cpu_percent",
        [WEB_RING_MEMORY] = "memory_percent",
        [WEB_RING_TEMPERATURE] = "temperature_c",
    };
    int64_t seconds = (int64_t)minutes * S_PER_MINUTE;
    int64_t step_s = (seconds + WEB_RING_POINTS - 1) / WEB_RING_POINTS;
    step_s = step_s < STEP_MIN_S ? STEP_MIN_S : step_s;
    struct chart chart = {.begin_ms = now_ms - seconds / step_s * step_s * MS_PER_S,
                          .step_ms = step_s * MS_PER_S,
                          .steps = (int)(seconds / step_s)};
    struct json *json = json_object();
    json_set_integer(json, "step_s", step_s);
    for (int value = 0; value < WEB_RING_VALUES; value++)
        json_set(json, names[value], chart_json(ring, (enum web_ring_value)value, &chart));
    return json;
}

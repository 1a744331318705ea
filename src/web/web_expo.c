#include "web/web_expo.h"

#include <math.h>

#include "base/scope.h"

static const int64_t bounds_us[WEB_EXPO_BUCKETS] = {
    5000,    10000,   25000,   50000,    100000,   250000,   500000,
    1000000, 2500000, 5000000, 10000000, 30000000, 60000000, 300000000,
};

void web_histogram_add(struct web_histogram *histogram, int64_t duration_us)
{
    size_t at = 0;
    while (at < WEB_EXPO_BUCKETS && duration_us > bounds_us[at])
        at++;
    histogram->buckets[at]++;
    histogram->sum += (double)duration_us / 1e6;
}

void web_expo_family(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_addf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void add_name(struct buf *out, const char *name, const struct buf *labels)
{
    bool has_labels = labels && labels->size > 0;
    buf_addf(out, has_labels ? "%s{%s} " : "%s%s ", name, has_labels ? buf_text(labels) : "");
}

void web_expo_integer(struct buf *out, const char *name, const struct buf *labels, int64_t value)
{
    add_name(out, name, labels);
    buf_addf(out, "%lld\n", (long long)value);
}

void web_expo_number(struct buf *out, const char *name, const struct buf *labels, double value)
{
    add_name(out, name, labels);
    buf_addf(out, "%.15g\n", isfinite(value) ? value : 0.0);
}

static void add_bucket(struct buf *out, const char *name, const struct buf *labels,
                       const char *bound, uint64_t count)
{
    auto_buf struct buf all;
    buf_init(&all, 1024);
    if (labels)
        buf_append(&all, buf_text(labels), labels->size);
    web_expo_label(&all, "le", bound);
    web_expo_integer(out, name, &all, (int64_t)count);
}

void web_expo_histogram(struct buf *out, const char *name, const struct buf *labels,
                        const struct web_histogram *histogram)
{
    char part[128];
    uint64_t count = 0;
    (void)snprintf(part, sizeof(part), "%s_bucket", name); /* names are short literals */
    for (size_t i = 0; i < WEB_EXPO_BUCKETS; i++) {
        char bound[32];
        (void)snprintf(bound, sizeof(bound), "%g", (double)bounds_us[i] / 1e6); /* fits */
        count += histogram->buckets[i];
        add_bucket(out, part, labels, bound, count);
    }
    count += histogram->buckets[WEB_EXPO_BUCKETS];
    add_bucket(out, part, labels, "+Inf", count);
    (void)snprintf(part, sizeof(part), "%s_sum", name); /* as above */
    web_expo_number(out, part, labels, histogram->sum);
    (void)snprintf(part, sizeof(part), "%s_count", name); /* as above */
    web_expo_integer(out, part, labels, (int64_t)count);
}

void web_expo_label(struct buf *labels, const char *key, const char *value)
{
    buf_addf(labels, "%s%s=\"", labels->size ? "," : "", key);
    for (; *value; value++) {
        if (*value == '\\' || *value == '"')
            buf_addf(labels, "\\%c", *value);
        else if (*value == '\n')
            buf_add(labels, "\\n");
        else
            buf_append(labels, value, 1);
    }
    buf_add(labels, "\"");
}

void web_expo_one(struct buf *out, const char *name, const char *type, const char *help,
                  int64_t value)
{
    web_expo_family(out, name, type, help);
    web_expo_integer(out, name, NULL, value);
}

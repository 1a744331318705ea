/* web_expo: the text that Prometheus reads, version 0.0.4. A family is one name with its type and
 * help, and then its samples. Source: prometheus.io/docs/instrumenting/exposition_formats. */
#ifndef PIRUN_WEB_WEB_EXPO_H
#define PIRUN_WEB_WEB_EXPO_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define WEB_EXPO_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* Durations from 5 ms to 5 minutes, and longer. */
#define WEB_EXPO_BUCKETS 14

struct web_histogram {
    uint64_t buckets[WEB_EXPO_BUCKETS + 1]; /* the last one: beyond all bounds */
    double sum;                             /* seconds */
};

void web_histogram_add(struct web_histogram *histogram, int64_t duration_us);

/* TYPE: "counter", "gauge" or "histogram"; HELP: one sentence without line breaks. */
void web_expo_family(struct buf *out, const char *name, const char *type, const char *help);
/* LABELS: what web_expo_label has made, NULL for none. */
void web_expo_integer(struct buf *out, const char *name, const struct buf *labels, int64_t value);
void web_expo_number(struct buf *out, const char *name, const struct buf *labels, double value);
void web_expo_histogram(struct buf *out, const char *name, const struct buf *labels,
                        const struct web_histogram *histogram);
/* Append KEY="VALUE" to LABELS, with a comma where there is one already. */
void web_expo_label(struct buf *labels, const char *key, const char *value);
/* A family of one sample without labels. */
void web_expo_one(struct buf *out, const char *name, const char *type, const char *help,
                  int64_t value);

#endif

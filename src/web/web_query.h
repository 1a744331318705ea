/* web_query: the parameters behind the question mark. Read strictly, because what a browser, a
 * proxy and we understood differently would be a hole: a name given twice, a broken percent code,
 * a NUL and text that is not UTF-8 are refused. Pure.
 * Source: WHATWG URL, application/x-www-form-urlencoded. */
#ifndef PIRUN_WEB_WEB_QUERY_H
#define PIRUN_WEB_WEB_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define WEB_QUERY_PAIRS_MAX 32
#define WEB_QUERY_BYTES_MAX 16384

struct web_query {
    char *bytes; /* decoded names and values, each ended by a NUL */
    size_t count;
    struct {
        const char *name, *value;
    } pairs[WEB_QUERY_PAIRS_MAX];
};

/* TEXT is what follows the question mark. Owns: web_query_release, also after a failure.
 * Errors: ERR_INVALID names the parameter. */
int web_query_parse(struct web_query *query, const char *text, size_t size, struct err *err);
void web_query_release(struct web_query *query);

/* The decoded value, "" for a name without one; NULL when it is not given. */
const char *web_query_text(const struct web_query *query, const char *name);
/* True for 1, true, yes and a name without a value; false when it is not given, 0, false, no.
 * Errors: anything else. */
int web_query_flag(const struct web_query *query, const char *name, bool *out, struct err *err);
struct web_range {
    int64_t min, max, fallback; /* FALLBACK: when it is not given */
};
int web_query_integer(const struct web_query *query, const char *name,
                      const struct web_range *range, int64_t *out, struct err *err);

#endif

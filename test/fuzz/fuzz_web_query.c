/* A query that is taken means the same when its values are encoded anew; what is found under a name
 * is what was given under it; the typed readers never fail otherwise than by their error. */
#include <string.h>

#include "base/buf.h"
#include "base/rel.h"
#include "base/scope.h"
#include "web/web_query.h"

#include "fuzz.h"

static void encode(const char *text, struct buf *out)
{
    for (; *text; text++)
        buf_addf(out, "%%%02x", (unsigned)(unsigned char)*text);
}

static void read_typed(const struct web_query *query, const char *name)
{
    const struct web_range range = {-1000, 1000, 0};
    struct err err = {0};
    bool flag = false;
    int64_t number = 0;
    fuzz_require(web_query_flag(query, name, &flag, &err) == 0 || err.code == ERR_INVALID);
    if (web_query_integer(query, name, &range, &number, &err) == 0)
        fuzz_require(number >= range.min && number <= range.max);
}

static void compare(const struct web_query *query, const struct buf *again_text)
{
    struct web_query again;
    /* Three bytes for one: what is long may be too long now. */
    if (web_query_parse(&again, buf_text(again_text), again_text->size, NULL) == 0) {
        fuzz_require(again.count == query->count);
        for (size_t i = 0; i < query->count; i++)
            fuzz_require(
                strcmp(query->pairs[i].value, web_query_text(&again, query->pairs[i].name)) == 0);
    } else {
        fuzz_require(again_text->size > WEB_QUERY_BYTES_MAX);
    }
    web_query_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct web_query query;
    struct err err = {0};
    auto_buf struct buf again;
    buf_init(&again, 4 * size + 64);
    if (web_query_parse(&query, (const char *)data, size, &err)) {
        fuzz_require(err.code == ERR_INVALID && err.text[0]);
        web_query_release(&query);
        return 0;
    }
    for (size_t i = 0; i < query.count; i++) {
        const char *name = query.pairs[i].name;
        fuzz_require(web_query_text(&query, name) == query.pairs[i].value);
        fuzz_require(rel_is_utf8(name, strlen(name)));
        read_typed(&query, name);
        buf_add(&again, again.size ? "&" : "");
        encode(name, &again);
        buf_add(&again, "=");
        encode(query.pairs[i].value, &again);
    }
    compare(&query, &again);
    web_query_release(&query);
    return 0;
}

#include "store/store_index_hour.h"

#define EXACT    32 /* times below are their own bucket */
#define PARTS    16 /* of an octave above */
#define FIRST    5  /* the octave that begins at EXACT */
#define TOP_BIT  62
#define SHIFT_OF 4 /* the octave's part is in the bits behind its first one: 2^4 parts */

int store_hour_bucket(int64_t ms)
{
    if (ms < EXACT)
        return ms < 0 ? 0 : (int)ms;
    int octave = TOP_BIT;
    while (!(ms >> octave))
        octave--;
    int part = (int)(ms >> (octave - SHIFT_OF)) % PARTS;
    return EXACT + (octave - FIRST) * PARTS + part;
}

int64_t store_hour_middle(int bucket)
{
    if (bucket < EXACT)
        return bucket < 0 ? 0 : bucket;
    int octave = (bucket - EXACT) / PARTS + FIRST;
    int64_t part = (bucket - EXACT) % PARTS;
    if (octave > TOP_BIT) /* damage */
        return INT64_MAX;
    return ((PARTS + part) << (octave - SHIFT_OF)) + (INT64_C(1) << (octave - SHIFT_OF)) / 2;
}

static int add(struct store_index *index, enum store_statement which, const int64_t values[4],
               int count, struct err *err)
{
    sqlite3_stmt *statement = store_index_statement(index, which);
    for (int i = 0; statement && i < count; i++)
        (void)sqlite3_bind_int64(statement, i + 1, values[i]); /* the index is right */
    return store_index_step(index, statement, "write", err);
}

static int count_one(struct store_index *index, const struct store_end *end,
                     enum store_hour_kind kind, int bucket, int64_t many, struct err *err)
{
    const int64_t values[] = {end->ended_at_us / STORE_HOUR_US, kind, bucket, many};
    if (add(index, STORE_HOUR, values, 4, err) < 0)
        return -1;
    return many < 0 ? add(index, STORE_HOUR_EMPTY, values, 3, err) : 0;
}

int store_hour_count(struct store_index *index, const struct store_end *end, int64_t many,
                     struct err *err)
{
    bool has_run = end->started_at_us > 0 && end->outcome != STORE_OTHER;
    bool has_waited = has_run && end->attempt == 1 && end->queued_at_us > 0;
    if (end->outcome == STORE_NOT_ENDED)
        return 0;
    if (count_one(index, end, STORE_HOUR_ENDED, (int)end->outcome, many, err) < 0)
        return -1;
    if (has_run &&
        count_one(index, end, STORE_HOUR_TOOK, store_hour_bucket(end->took_ms), many, err) < 0)
        return -1;
    int64_t wait_ms = (end->started_at_us - end->queued_at_us) / 1000;
    return has_waited
               ? count_one(index, end, STORE_HOUR_WAITED, store_hour_bucket(wait_ms), many, err)
               : 0;
}

/* Which ended runs the rules do not keep. The tally tells how much there is, so only what must go
 * is looked at. */
#include "store/store_index_inner.h"

#define DAY_US       (INT64_C(24) * 3600 * 1000000)
/* 2020-01-01: no clock that was set is before */
#define CLOCK_SET_US (INT64_C(1577836800) * 1000000)

/* How much of the oldest must go. */
struct excess {
    int64_t before_us; /* ends before this are too old */
    int64_t count, bytes;
};

static int find_excess(struct store_index *index, const struct store_keep_rules *rules,
                       int64_t now_us, struct excess *out, struct err *err)
{
    struct store_tally tallies[STORE_STATES][STORE_SOURCES];
    struct store_tally ended = {0};
    if (store_index_tallies(index, tallies, err) < 0)
        return -1;
    for (int state = 0; state < STORE_STATES; state++) {
        for (int source = 0; run_has_ended((enum run_state)state) && source < STORE_SOURCES;
             source++) {
            ended.count += tallies[state][source].count;
            ended.bytes += tallies[state][source].bytes;
        }
    }
    out->before_us = rules->days > 0 ? now_us - rules->days * DAY_US : 0;
    out->count = rules->runs > 0 ? ended.count - rules->runs : 0;
    out->bytes = rules->output_mb > 0 ? ended.bytes - rules->output_mb * 1024 * 1024 : 0;
    return 0;
}

static bool is_too_old(int64_t ended_at_us, const struct excess *excess)
{
    return ended_at_us >= CLOCK_SET_US && ended_at_us < excess->before_us;
}

int store_index_expired(struct store_index *index, const struct store_keep_rules *rules,
                        int64_t now_us, struct ident *out, int room, struct err *err)
{
    struct excess excess;
    int found = 0;
    if (find_excess(index, rules, now_us, &excess, err) < 0)
        return -1;
    sqlite3_stmt *statement = store_index_statement(index, STORE_EXPIRED);
    int code = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    for (; code == SQLITE_ROW && found < room; code = sqlite3_step(statement)) {
        int64_t ended_at_us = sqlite3_column_int64(statement, 1);
        bool is_over = excess.count > 0 || excess.bytes > 0;
        if (!is_over && ended_at_us >= CLOCK_SET_US && !is_too_old(ended_at_us, &excess))
            break; /* the rest is younger */
        if (!is_over && !is_too_old(ended_at_us, &excess))
            continue;
        excess.count--;
        excess.bytes -= sqlite3_column_int64(statement, 2);
        found += store_index_ident(statement, 0, &out[found]);
    }
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        return store_index_fail(index, "read", err);
    (void)sqlite3_reset(statement);
    return found;
}

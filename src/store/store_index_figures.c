#include "store/store_index_figures.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "store/store_index_hour.h"

#define NAMELESS '(' /* "(inline code)": one name for what has nothing in common */

enum store_outcome store_outcome_of(const struct run *run)
{
    if (!run_has_ended(run->state))
        return STORE_NOT_ENDED;
    switch (run->result.reason) {
    case RUN_CANCELLED:
    case RUN_SUPERSEDED:
    case RUN_DEPENDENCY:
        return STORE_OTHER;
    case RUN_NOT_ENDED:
    case RUN_EXITED:
    case RUN_SIGNALLED:
    case RUN_TIMEOUT:
    case RUN_MEMORY:
    case RUN_OUTPUT:
    case RUN_DISK:
    case RUN_LOST:
    case RUN_NOT_STARTED:
    case RUN_EXPIRED:
        break;
    }
    return run->state == RUN_SUCCEEDED ? STORE_SUCCEEDED : STORE_FAILED;
}

/* One kind's buckets of one hour, while the rows of the next are not there yet. */
struct spread {
    int bucket[512];
    int64_t count[512];
    size_t size;
    int64_t total;
};

static void spread_add(struct spread *spread, int bucket, int64_t count)
{
    if (spread->size == ARRAY_LEN(spread->bucket) || count <= 0)
        return; /* the first 512 buckets reach a year */
    spread->bucket[spread->size] = bucket;
    spread->count[spread->size++] = count;
    spread->total += count;
}

/* The smallest time that PERCENT of 100 are not above. */
static int64_t spread_at(const struct spread *spread, int percent)
{
    int64_t left = (spread->total * percent + 99) / 100;
    for (size_t i = 0; i < spread->size; i++) {
        left -= spread->count[i];
        if (left <= 0)
            return store_hour_middle(spread->bucket[i]);
    }
    return -1;
}

static void take_spread(struct spread *spread, int kind, struct store_hour *hour)
{
    if (kind == STORE_HOUR_TOOK) {
        hour->took_p50_ms = spread_at(spread, 50);
        hour->took_p95_ms = spread_at(spread, 95);
    } else if (kind == STORE_HOUR_WAITED) {
        hour->waited_p95_ms = spread_at(spread, 95);
    }
    spread->size = 0;
    spread->total = 0;
}

static void count_ended(struct store_hour *hour, int outcome, int64_t count)
{
    if (outcome == STORE_SUCCEEDED)
        hour->succeeded += count;
    else if (outcome == STORE_FAILED)
        hour->failed += count;
    else
        hour->other += count;
}

/* Rows come by hour, kind, bucket. */
static int read_hours(sqlite3_stmt *statement, int64_t first, size_t count, struct store_hour *out)
{
    auto_free struct spread *spread = xcalloc(1, sizeof(*spread));
    int64_t at = first;
    int at_kind = STORE_HOUR_ENDED;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        int64_t hour = sqlite3_column_int64(statement, 0);
        int kind = sqlite3_column_int(statement, 1);
        int64_t many = sqlite3_column_int64(statement, 3);
        if (hour < first || hour >= first + (int64_t)count)
            continue;
        if (hour != at || kind != at_kind)
            take_spread(spread, at_kind, &out[at - first]);
        at = hour;
        at_kind = kind;
        if (kind == STORE_HOUR_ENDED)
            count_ended(&out[at - first], sqlite3_column_int(statement, 2), many);
        else
            spread_add(spread, sqlite3_column_int(statement, 2), many);
    }
    take_spread(spread, at_kind, &out[at - first]);
    return code;
}

int store_index_hours(struct store_index *index, int64_t now_us, size_t count,
                      struct store_hour *out, struct err *err)
{
    int64_t first = now_us / STORE_HOUR_US - (int64_t)count + 1;
    for (size_t i = 0; i < count; i++)
        out[i] = (struct store_hour){.began_at_us = (first + (int64_t)i) * STORE_HOUR_US,
                                     .took_p50_ms = -1,
                                     .took_p95_ms = -1,
                                     .waited_p95_ms = -1};
    sqlite3_stmt *statement = store_index_statement(index, STORE_HOURS);
    if (!statement || count == 0)
        return count == 0 ? 0 : store_index_fail(index, "read", err);
    (void)sqlite3_bind_int64(statement, 1, first);
    (void)sqlite3_bind_int64(statement, 2, first + (int64_t)count);
    if (read_hours(statement, first, count, out) != SQLITE_DONE)
        return store_index_fail(index, "read", err);
    (void)sqlite3_reset(statement);
    return 0;
}

/* The last run of TITLE with OUTCOME, or with AFTER its first one behind that place. */
struct place_question {
    const char *title;
    enum store_outcome outcome;
    const int64_t *after; /* NULL: the last one */
};

/* OUT: 0 when there is none. */
static int ask_place(struct store_index *index, const struct place_question *question, int64_t *out,
                     struct err *err)
{
    sqlite3_stmt *statement =
        store_index_statement(index, question->after ? STORE_TITLE_FIRST : STORE_TITLE_LAST);
    if (!statement)
        return store_index_fail(index, "read", err);
    (void)sqlite3_bind_text(statement, 1, question->title, -1, SQLITE_STATIC);
    (void)sqlite3_bind_int(statement, 2, (int)question->outcome);
    if (question->after)
        (void)sqlite3_bind_int64(statement, 3, *question->after);
    if (sqlite3_step(statement) != SQLITE_ROW)
        return store_index_fail(index, "read", err);
    *out = sqlite3_column_int64(statement, 0);
    (void)sqlite3_reset(statement);
    return 0;
}

static int read_place(struct store_index *index, int64_t place, struct ident *id,
                      int64_t *ended_at_us, struct err *err)
{
    sqlite3_stmt *statement = store_index_statement(index, STORE_AT);
    if (statement)
        (void)sqlite3_bind_int64(statement, 1, place);
    bool is_read =
        statement && sqlite3_step(statement) == SQLITE_ROW && store_index_ident(statement, 0, id);
    if (!is_read)
        return store_index_fail(index, "read", err);
    *ended_at_us = sqlite3_column_int64(statement, 1);
    (void)sqlite3_reset(statement);
    return 0;
}

/* IS_FAILING stays false when the newest word on TITLE is a good one, or an old one. */
static int look_at(struct store_index *index, const char *title, int64_t since_us,
                   struct store_failing *out, bool *is_failing, struct err *err)
{
    int64_t good = 0;
    int64_t bad = 0;
    int64_t first = 0;
    int64_t first_at_us;
    struct place_question question = {.title = title, .outcome = STORE_SUCCEEDED};
    *out = (struct store_failing){.title = title};
    *is_failing = false;
    if (ask_place(index, &question, &good, err) < 0)
        return -1;
    question.outcome = STORE_FAILED;
    if (ask_place(index, &question, &bad, err) < 0)
        return -1;
    if (bad == 0 || bad < good)
        return 0;
    question.after = &good;
    if (ask_place(index, &question, &first, err) < 0 ||
        read_place(index, bad, &out->last, &out->ended_at_us, err) < 0 ||
        read_place(index, first, &out->first, &first_at_us, err) < 0)
        return -1;
    *is_failing = out->ended_at_us >= since_us;
    return 0;
}

/* Owns: returns the first title after AFTER, NULL when there is none or it cannot be read. */
static char *next_title(struct store_index *index, const char *after, bool *has_failed)
{
    sqlite3_stmt *statement = store_index_statement(index, STORE_TITLE_NEXT);
    if (statement)
        (void)sqlite3_bind_text(statement, 1, after, -1, SQLITE_STATIC);
    *has_failed = !statement || sqlite3_step(statement) != SQLITE_ROW;
    char *title = *has_failed ? NULL : xstrdup((const char *)sqlite3_column_text(statement, 0));
    if (statement)
        (void)sqlite3_reset(statement); /* repeats a failure that is told */
    return title;
}

int store_index_failing(struct store_index *index, int64_t since_us, store_failing_cb on_failing,
                        void *ctx, struct err *err)
{
    bool has_failed = false;
    bool goes_on = true;
    auto_free char *title = next_title(index, "", &has_failed);
    for (int i = 0; title && goes_on && i < STORE_SCRIPTS_MAX; i++) {
        struct store_failing failing;
        bool is_failing = false;
        if (*title != NAMELESS && look_at(index, title, since_us, &failing, &is_failing, err) < 0)
            return -1;
        if (is_failing)
            goes_on = on_failing(ctx, &failing);
        char *next = next_title(index, title, &has_failed);
        free(title);
        title = next;
    }
    return has_failed ? store_index_fail(index, "read", err) : 0;
}

static int compare_took(const void *a, const void *b)
{
    const struct store_took *one = a;
    const struct store_took *other = b;
    return (one->seq < other->seq) - (one->seq > other->seq);
}

static int read_took(sqlite3_stmt *statement, struct store_took *out, size_t room, size_t *count)
{
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW && *count < room; code = sqlite3_step(statement)) {
        struct store_took *took = &out[*count];
        int state = sqlite3_column_int(statement, 2);
        took->seq = sqlite3_column_int64(statement, 0);
        took->state = state >= 0 && state < STORE_STATES ? (enum run_state)state : RUN_QUEUED;
        took->took_ms = sqlite3_column_int64(statement, 3);
        took->queued_at_us = sqlite3_column_int64(statement, 4);
        *count += store_index_ident(statement, 1, &took->id);
    }
    return code;
}

int store_index_took(struct store_index *index, const struct store_took_query *query,
                     struct store_took *out, size_t *found, struct err *err)
{
    size_t limit = query->limit < STORE_TOOK_MAX ? query->limit : STORE_TOOK_MAX;
    size_t room = STORE_OUTCOMES * limit + 1;
    size_t count = 0;
    auto_free struct store_took *all = xcalloc(room, sizeof(*all));
    for (int outcome = 0; outcome < STORE_OUTCOMES; outcome++) {
        if (!(query->outcomes >> outcome & 1))
            continue;
        sqlite3_stmt *statement = store_index_statement(index, STORE_TITLE_RUNS);
        if (!statement)
            return store_index_fail(index, "read", err);
        (void)sqlite3_bind_text(statement, 1, query->title, -1, SQLITE_STATIC);
        (void)sqlite3_bind_int(statement, 2, outcome);
        (void)sqlite3_bind_int64(statement, 3, (int64_t)limit);
        if (read_took(statement, all, room, &count) != SQLITE_DONE)
            return store_index_fail(index, "read", err);
        (void)sqlite3_reset(statement);
    }
    qsort(all, count, sizeof(*all), compare_took);
    *found = count < limit ? count : limit;
    memcpy(out, all, *found * sizeof(*out));
    return 0;
}

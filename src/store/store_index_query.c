/* A page of the history: which rows, in which order of work.
 *
 * Every filter is a way to the rows. A way that is a walk (newest first) stops as soon as the page
 * is full, so it is good when what it finds is dense; a rare thing is better gathered by the way
 * that knows it. So the ways that the query has are counted, but only up to MANY, and:
 *   - when one leads to fewer than MANY rows, those are looked at, and nothing else;
 * - when all lead to many, the page is filled by walking the one that fits best. Both cost the same
 * however long the history is. What stays dear is two filters that are both common and hardly ever
 * meet, and a text of one or two characters, which has no trigram. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "store/store_index_inner.h"

#define MANY      4000 /* rows: looked up and sorted in about 10 ms on a small machine */
#define PAGE_MAX  1000
#define TEXT_MAX  200  /* bytes of a text to look for */
#define MATCH_MAX 8192 /* TEXT_MAX trigrams, quoted, with AND between them */
#define SQL_MAX   4096

enum way {
    WAY_ALL,
    WAY_STATE,
    WAY_SOURCE,
    WAY_STATE_SOURCE,
    WAY_LABEL,
    WAY_LABEL_KEY,
    WAY_TEXT,
    WAY_SINCE
};

/* How to walk or gather each way. A way that is not a walk gives its rows in another order, so they
 * are sorted. */
struct way_row {
    const char *from;  /* FROM …, up to the first condition */
    const char *where; /* its own condition */
    const char *place; /* the column to page by */
    const char *count; /* rows it leads to, up to MANY; NULL: by the tally */
    bool is_walk;
};
static const struct way_row ways[] = {
    [WAY_ALL] = {"run NOT INDEXED", "1", "run.place", NULL, true},
    [WAY_STATE] = {"run INDEXED BY run_state", "state = :state", "run.place", NULL, true},
    [WAY_SOURCE] = {"run INDEXED BY run_source", "source = :source", "run.place", NULL, true},
    [WAY_STATE_SOURCE] = {"run INDEXED BY run_state_source", "state = :state AND source = :source",
                          "run.place", NULL, true},
    [WAY_LABEL] = {"label CROSS JOIN run ON run.place = label.place",
                   "label.key = :label_key AND label.value = :label_value", "label.place",
                   "SELECT 1 FROM label WHERE key = :label_key AND value = :label_value", true},
    [WAY_LABEL_KEY] = {"label CROSS JOIN run ON run.place = label.place", "label.key = :label_key",
                       "run.place", "SELECT 1 FROM label WHERE key = :label_key", false},
    [WAY_TEXT] = {"run_text CROSS JOIN run ON run.place = run_text.rowid", "run_text MATCH :match",
                  "run_text.rowid", "SELECT 1 FROM run_text WHERE run_text MATCH :match", true},
    [WAY_SINCE] = {"run INDEXED BY run_queued", "queued_at >= :since", "run.place",
                   "SELECT 1 FROM run WHERE queued_at >= :since", false},
};

/* The query, made ready for SQL. */
struct asked {
    int state, source; /* -1: any */
    const struct store_query *query;
    char like[2 * TEXT_MAX + 3]; /* the text with its wild cards escaped, between two of them */
    struct buf match;            /* "abc" AND "bcd" …; empty: the text has no trigram */
};

static bool has_text(const struct asked *asked)
{
    return asked->query->text && asked->query->text[0];
}

static int read_names(const struct store_query *query, struct asked *out, struct err *err)
{
    enum run_state state;
    enum job_source source;
    out->state = -1;
    out->source = -1;
    if (query->state && *query->state) {
        if (!run_state_parse(query->state, &state))
            return err_set(err, ERR_INVALID, "no state '%.40s'", query->state);
        out->state = (int)state;
    }
    if (query->source && *query->source) {
        if (!job_source_parse(query->source, &source))
            return err_set(err, ERR_INVALID, "no source '%.40s'", query->source);
        out->source = (int)source;
    }
    return 0;
}

static void escape_like(const char *text, char *out)
{
    *out++ = '%';
    for (; *text; text++) {
        if (*text == '%' || *text == '_' || *text == '\\')
            *out++ = '\\';
        *out++ = *text;
    }
    *out++ = '%';
    *out = '\0';
}

static size_t character_size(const char *at)
{
    size_t size = *at ? 1 : 0;
    while (size > 0 && ((unsigned char)at[size] & 0xc0) == 0x80)
        size++;
    return size;
}

/* Every three characters in a row, as the tokenizer cut the rows. */
static void format_match(const char *text, struct buf *out)
{
    for (const char *at = text; *at; at += character_size(at)) {
        size_t first = character_size(at);
        size_t second = character_size(at + first);
        size_t third = second ? character_size(at + first + second) : 0;
        if (third == 0)
            return;
        buf_add(out, out->size ? " AND \"" : "\"");
        for (size_t i = 0; i < first + second + third; i++) {
            buf_append(out, at + i, 1);
            if (at[i] == '"')
                buf_add(out, "\""); /* FTS5 doubles it within a string */
        }
        buf_add(out, "\"");
    }
}

static int read_text(const struct store_query *query, struct asked *out, struct err *err)
{
    buf_init(&out->match, MATCH_MAX);
    out->like[0] = '\0';
    if (!has_text(out))
        return 0;
    if (strlen(query->text) > TEXT_MAX)
        return err_set(err, ERR_INVALID, "a text to look for has at most %d bytes", TEXT_MAX);
    escape_like(query->text, out->like);
    format_match(query->text, &out->match);
    return 0;
}

/* Owns: returns a statement with whatever of ASKED it mentions. NULL: it could not be prepared. */
static sqlite3_stmt *prepare(struct store_index *index, const char *sql, const struct asked *asked)
{
    sqlite3_stmt *statement = NULL;
    const struct store_query *query = asked->query;
    if (sqlite3_prepare_v2(index->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return NULL;
    store_index_bind_int(statement, ":state", asked->state);
    store_index_bind_int(statement, ":source", asked->source);
    store_index_bind_int(statement, ":since", query->since_us);
    store_index_bind_int(statement, ":before", query->before_seq ? query->before_seq : INT64_MAX);
    store_index_bind_int(statement, ":limit", query->limit);
    store_index_bind_text(statement, ":label_key", query->label_key);
    store_index_bind_text(statement, ":label_value", query->label_value);
    store_index_bind_text(statement, ":like", asked->like);
    store_index_bind_text(statement, ":match", buf_text(&asked->match));
    return statement;
}

static int count_tally(struct store_index *index, const struct asked *asked, int64_t *out,
                       struct err *err)
{
    struct store_tally tallies[STORE_STATES][STORE_SOURCES];
    if (store_index_tallies(index, tallies, err) < 0)
        return -1;
    *out = 0;
    for (int state = 0; state < STORE_STATES; state++) {
        for (int source = 0; source < STORE_SOURCES; source++) {
            if ((asked->state < 0 || asked->state == state) &&
                (asked->source < 0 || asked->source == source))
                *out += tallies[state][source].count;
        }
    }
    return 0;
}

/* Rows that WAY leads to, at most MANY. */
static int count_rows(struct store_index *index, const struct asked *asked, enum way way,
                      int64_t *out, struct err *err)
{
    if (!ways[way].count)
        return count_tally(index, asked, out, err);
    auto_buf struct buf sql;
    buf_init(&sql, SQL_MAX);
    buf_addf(&sql, "SELECT count(*) FROM (%s LIMIT %d)", ways[way].count, MANY);
    sqlite3_stmt *statement = prepare(index, buf_text(&sql), asked);
    bool is_counted = statement && sqlite3_step(statement) == SQLITE_ROW;
    int result = is_counted ? 0 : store_index_fail(index, "search", err);
    if (is_counted)
        *out = sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement); /* repeats a failure that is told */
    return result;
}

static enum way way_of_names(const struct asked *asked)
{
    if (asked->state >= 0)
        return asked->source >= 0 ? WAY_STATE_SOURCE : WAY_STATE;
    return asked->source >= 0 ? WAY_SOURCE : WAY_ALL;
}

/* The ways that ASKED has, the best walk first. Answers how many. */
static size_t list_ways(const struct asked *asked, enum way out[4])
{
    size_t count = 0;
    if (asked->query->label_key && asked->query->label_value)
        out[count++] = WAY_LABEL;
    if (asked->match.size)
        out[count++] = WAY_TEXT;
    out[count++] = way_of_names(asked);
    if (asked->query->label_key && !asked->query->label_value)
        out[count++] = WAY_LABEL_KEY;
    else if (asked->query->since_us)
        out[count++] = WAY_SINCE;
    return count;
}

static int choose_way(struct store_index *index, const struct asked *asked, enum way *out,
                      struct err *err)
{
    enum way list[4];
    size_t count = list_ways(asked, list);
    int64_t fewest = MANY;
    *out = list[0];
    for (size_t i = 0; count > 1 && i < count; i++) {
        int64_t rows = 0;
        if (count_rows(index, asked, list[i], &rows, err) < 0)
            return -1;
        if (rows < fewest) {
            fewest = rows;
            *out = list[i];
        }
    }
    return 0;
}

/* The filters that WAY does not fulfil by itself. The plus signs keep SQLite from choosing another
 * way. */
static void add_filters(const struct asked *asked, enum way way, struct buf *sql)
{
    const struct store_query *query = asked->query;
    if (asked->state >= 0 && way != WAY_STATE && way != WAY_STATE_SOURCE)
        buf_add(sql, " AND +run.state = :state");
    if (asked->source >= 0 && way != WAY_SOURCE && way != WAY_STATE_SOURCE)
        buf_add(sql, " AND +run.source = :source");
    if (query->since_us && way != WAY_SINCE)
        buf_add(sql, " AND +run.queued_at >= :since");
    if (query->label_key && way != WAY_LABEL && way != WAY_LABEL_KEY)
        buf_addf(sql,
                 " AND EXISTS (SELECT 1 FROM label AS l WHERE l.key = :label_key%s"
                 " AND l.place = run.place)",
                 query->label_value ? " AND l.value = :label_value" : "");
    if (has_text(asked))
        buf_add(sql, " AND (run.title LIKE :like ESCAPE '\\' OR run.key LIKE :like ESCAPE '\\'"
                     " OR run.labels LIKE :like ESCAPE '\\')");
}

static void format_page(const struct asked *asked, enum way way, struct buf *sql)
{
    buf_addf(sql,
             "SELECT run.id, run.place, run.state, run.source, run.reason, run.exit_code,"
             " run.signal, run.attempt, run.submitted_at, run.queued_at, run.started_at,"
             " run.ended_at, run.duration_ms, run.output_bytes, run.title, run.submitted_by,"
             " run.key, run.labels FROM %s WHERE %s AND %s%s < :before",
             ways[way].from, ways[way].where, ways[way].is_walk ? "" : "+", ways[way].place);
    add_filters(asked, way, sql);
    buf_addf(sql, " ORDER BY %s%s DESC LIMIT :limit", ways[way].is_walk ? "" : "+",
             ways[way].place);
}

static const char *text_at(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

/* Numbers in the database are ours (VERSION); one that is out of range is damage, and told as the
 * first name. */
static void read_row(sqlite3_stmt *statement, char id[IDENT_TEXT_SIZE], struct store_row *out)
{
    struct ident ident = {{0}};
    (void)store_index_ident(statement, 0, &ident); /* else all zero */
    ident_format(&ident, id);
    int state = sqlite3_column_int(statement, 2);
    int source = sqlite3_column_int(statement, 3);
    int reason = sqlite3_column_int(statement, 4);
    *out = (struct store_row){
        .id = id,
        .seq = sqlite3_column_int64(statement, 1),
        .state =
            run_state_name(state >= 0 && state <= RUN_KILLED ? (enum run_state)state : RUN_QUEUED),
        .source = job_source_name(source >= 0 && source <= JOB_FROM_HTTP ? (enum job_source)source
                                                                         : JOB_FROM_FILE),
        .reason = run_reason_name(reason >= 0 && reason <= RUN_DEPENDENCY ? (enum run_reason)reason
                                                                          : RUN_NOT_ENDED),
        .exit_code = sqlite3_column_int(statement, 5),
        .signal = sqlite3_column_int(statement, 6),
        .attempt = sqlite3_column_int(statement, 7),
        .submitted_at_us = sqlite3_column_int64(statement, 8),
        .queued_at_us = sqlite3_column_int64(statement, 9),
        .started_at_us = sqlite3_column_int64(statement, 10),
        .ended_at_us = sqlite3_column_int64(statement, 11),
        .duration_ms = sqlite3_column_int64(statement, 12),
        .output_bytes = sqlite3_column_int64(statement, 13),
        .title = text_at(statement, 14),
        .submitted_by = text_at(statement, 15),
        .key = text_at(statement, 16),
        .labels_json = text_at(statement, 17),
    };
}

static int walk(struct store_index *index, sqlite3_stmt *page, store_row_cb on_row, void *ctx,
                struct err *err)
{
    char id[IDENT_TEXT_SIZE];
    struct store_row row;
    int code = page ? sqlite3_step(page) : SQLITE_ERROR;
    for (; code == SQLITE_ROW; code = sqlite3_step(page)) {
        read_row(page, id, &row);
        if (!on_row(ctx, &row))
            return 0;
    }
    return code == SQLITE_DONE ? 0 : store_index_fail(index, "search", err);
}

static int query_asked(struct store_index *index, const struct asked *asked, store_row_cb on_row,
                       void *ctx, struct err *err)
{
    enum way way;
    if (choose_way(index, asked, &way, err) < 0)
        return -1;
    auto_buf struct buf sql;
    buf_init(&sql, SQL_MAX);
    format_page(asked, way, &sql);
    sqlite3_stmt *page = prepare(index, buf_text(&sql), asked);
    int result = walk(index, page, on_row, ctx, err);
    (void)sqlite3_finalize(page); /* repeats a failure that is told */
    return result;
}

int store_index_query(struct store_index *index, const struct store_query *query,
                      store_row_cb on_row, void *ctx, struct err *err)
{
    struct asked asked = {.query = query};
    if (query->limit < 1 || query->limit > PAGE_MAX)
        return err_set(err, ERR_INVALID, "a page has 1 to %d rows, not '%d'", PAGE_MAX,
                       query->limit);
    if (read_names(query, &asked, err) < 0)
        return -1;
    int result = read_text(query, &asked, err);
    if (result == 0)
        result = query_asked(index, &asked, on_row, ctx, err);
    buf_release(&asked.match);
    return result;
}

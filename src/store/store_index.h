/* store_index: SQLite for lists, search and statistics. Derived from the files, rebuilt when missing, damaged or of another version.
 * The only user of SQLite. WAL, prepared statements, one writer (the server's lane, or `pirun reindex` under the lock);
 * readers (CLI) any time. */
#ifndef PIRUN_STORE_STORE_INDEX_H
#define PIRUN_STORE_STORE_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "job/run.h"
#include "store/store.h"

struct store_index;

enum store_index_mode { STORE_INDEX_READ, STORE_INDEX_WRITE };
/* PATH of pirun.db. READ: ERR_NOT_FOUND when missing or of another version (the message says `pirun reindex`). WRITE: creates it; *IS_NEW says that it is
 * empty and store_index_rebuild is due. */
struct store_index *store_index_open(const char *path, enum store_index_mode mode, bool *is_new, struct err *err);
void store_index_close(struct store_index *index);

/* Insert or replace the row of each run, in one transaction. */
int store_index_put(struct store_index *index, const struct run *const *runs, size_t count, struct err *err);
int store_index_remove(struct store_index *index, const struct ident *id, struct err *err);

/* A page, newest first (accept number descending; keyset: cost does not grow with history). Zero or NULL fields do not filter. */
struct store_query {
    const char *state, *source, *text; /* text: part of title, key or label, case-insensitive */
    const char *label_key, *label_value;
    int64_t since_us;
    int64_t before_seq; /* rows with a smaller accept number; 0: from the newest */
    int limit;          /* 1…1000 */
};
/* One row: enough for a list without reading a file. Valid during the call. */
struct store_row {
    const char *id, *title, *state, *reason, *source, *submitted_by, *key, *labels_json;
    int64_t seq;
    int exit_code, signal, attempt;
    int64_t submitted_at_us, queued_at_us, started_at_us, ended_at_us, duration_ms, output_bytes;
};
typedef bool (*store_row_cb)(void *ctx, const struct store_row *row);
int store_index_query(struct store_index *index, const struct store_query *query, store_row_cb on_row, void *ctx, struct err *err);
/* Ids that begin with PREFIX, at most ROOM. */
int store_index_prefix(struct store_index *index, const char *prefix, struct ident *out, size_t room, size_t *found, struct err *err);
/* The Nth newest run (1 = newest), for @N. */
int store_index_nth(struct store_index *index, int64_t n, struct ident *out, struct err *err);
int store_index_counts(struct store_index *index, int64_t by_state[5], struct err *err);
/* What to keep of ended runs; 0: no limit. */
struct store_keep_rules {
    int64_t days, runs, output_mb;
};
/* Ended runs that RULES do not keep at NOW_US (wall clock), oldest first. Answers how many were put into OUT, -1 on failure. */
int store_index_expired(struct store_index *index, const struct store_keep_rules *rules, int64_t now_us, struct ident *out, int room,
                        struct err *err);
/* Read all of runs/, queue/ and active/ again into a new database beside the old one, then put it in its place. on_progress (may be NULL) about every
 * 1,000 runs. Answers the number of runs, -1 on failure; damaged runs are counted in *DAMAGED. */
typedef void (*store_progress_cb)(void *ctx, int64_t done);
int64_t store_index_rebuild(const char *path, const struct store *store, store_progress_cb on_progress, void *ctx, int64_t *damaged, struct err *err);

#endif

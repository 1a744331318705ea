/* store_index: SQLite for lists, search and statistics. Derived from the files, rebuilt when
 * missing, damaged or of another version. WAL, prepared statements, one writer (the server's lane,
 * or `pirun reindex` under the lock); readers (CLI) any time. SQLite is used in store_index*.c
 * only. Thread: one at a time per index. */
#ifndef PIRUN_STORE_STORE_INDEX_H
#define PIRUN_STORE_STORE_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "job/run.h"
#include "store/store.h"

struct store_index;

enum store_index_mode {
    STORE_INDEX_READ,
    STORE_INDEX_WRITE
};
/* PATH of pirun.db. READ: ERR_NOT_FOUND when missing or of another version (the message says `pirun
 * reindex`). WRITE: creates it, in place of one that is damaged or of another version; *IS_NEW (may
 * be NULL) says that the files were never read into it, and store_index_rebuild is due. Owns:
 * returns an index. Errors of this and of all others here: ERR_INVALID it is damaged (the next
 * opening for WRITE makes a new one); ERR_BUSY another writer held it for 5 s; ERR_NO_SPACE;
 * ERR_INTERNAL. */
struct store_index *store_index_open(const char *path, enum store_index_mode mode, bool *is_new,
                                     struct err *err);
void store_index_close(struct store_index *index); /* NULL is fine */
/* Say that the index holds all that the files tell: IS_NEW is false from now on.
 * store_index_rebuild does it itself. */
int store_index_complete(struct store_index *index, struct err *err);

/* Insert or replace the row of each run, in one transaction. Of a run that has a row, only what
 * happened to it is written again: a job is immutable. */
int store_index_put(struct store_index *index, const struct run *const *runs, size_t count,
                    struct err *err);
/* No row is no failure. */
int store_index_remove(struct store_index *index, const struct ident *id, struct err *err);

/* A page, newest first (accept number descending; keyset: cost does not grow with history). Zero or
 * NULL fields do not filter. */
struct store_query {
    const char *state, *source; /* names; unknown ones are ERR_INVALID */
    const char *text;           /* part of title, key or labels; ASCII letters in either case */
    const char *label_key, *label_value; /* value NULL: any */
    int64_t since_us;                    /* accepted at or after (wall clock) */
    int64_t before_seq;                  /* rows with a smaller accept number; 0: from the newest */
    int limit;                           /* 1…1000 */
};
/* One row: enough for a list without reading a file. Valid during the call. */
struct store_row {
    const char *id, *title, *state, *reason, *source, *submitted_by,
        *key;                /* KEY: NULL when it has none */
    const char *labels_json; /* an object, or NULL */
    int64_t
        seq; /* the accept number; another one when two runs claim the same (var/seq was lost) */
    int exit_code, signal, attempt;
    int64_t submitted_at_us, queued_at_us, started_at_us, ended_at_us, duration_ms, output_bytes;
};
/* Answer false to stop. Must not use the index. */
typedef bool (*store_row_cb)(void *ctx, const struct store_row *row);
int store_index_query(struct store_index *index, const struct store_query *query,
                      store_row_cb on_row, void *ctx, struct err *err);
/* Ids that begin with PREFIX, at most ROOM. A PREFIX that no id can begin with finds none. */
int store_index_prefix(struct store_index *index, const char *prefix, struct ident *out,
                       size_t room, size_t *found, struct err *err);
/* The Nth newest run (1 = newest), for @N. Errors: ERR_NOT_FOUND. */
int store_index_nth(struct store_index *index, int64_t n, struct ident *out, struct err *err);
/* BY_STATE: by enum run_state. */
int store_index_counts(struct store_index *index, int64_t by_state[5], struct err *err);
/* What to keep of ended runs; 0: no limit. */
struct store_keep_rules {
    int64_t days, runs, output_mb;
};
/* Ended runs that RULES do not keep at NOW_US (wall clock), oldest end first. An end before 2020
 * comes from a clock that was not set (a Pi has no battery clock): such a run is never too old.
 * Answers how many were put into OUT, -1 on failure. */
int store_index_expired(struct store_index *index, const struct store_keep_rules *rules,
                        int64_t now_us, struct ident *out, int room, struct err *err);

/* Read all of runs/, queue/ and active/ again into a new database beside the old one, then put it
 * in its place. PATH must not be open for WRITE. on_progress (may be NULL) about every 1,000 runs.
 * Answers the number of runs, -1 on failure; runs that cannot be read are counted in *DAMAGED (may
 * be NULL). */
typedef void (*store_progress_cb)(void *ctx, int64_t done);
int64_t store_index_rebuild(const char *path, const struct store *store,
                            store_progress_cb on_progress, void *ctx, int64_t *damaged,
                            struct err *err);
/* After a power cut the last rows may be missing, because nothing waits for the index to be synced.
 * When the machine went down while INDEX was open for WRITE, put the rows of those runs that have
 * none. Costs one look at the names in runs/, and nothing after an orderly stop. Answers how many
 * rows were put, -1 on failure. */
int64_t store_index_catch_up(struct store_index *index, const struct store *store, struct err *err);

#endif

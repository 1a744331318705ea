/* store_index_inner: what the files of the index share. For store_index*.c only. */
#ifndef PIRUN_STORE_STORE_INDEX_INNER_H
#define PIRUN_STORE_STORE_INDEX_INNER_H

#include <sqlite3.h>

#include "store/store_index.h"

#define STORE_STATES  5 /* enum run_state */
#define STORE_SOURCES 5 /* enum job_source */

/* Statements that are prepared once, at their first use. */
enum store_statement {
    STORE_BEGIN,
    STORE_COMMIT,
    STORE_ROLLBACK,
    STORE_FIND,
    STORE_TAKEN,
    STORE_LAST,
    STORE_INSERT,
    STORE_UPDATE,
    STORE_LABEL,
    STORE_TEXT,
    STORE_TEXT_DELETE,
    STORE_LABELS_DELETE,
    STORE_DELETE,
    STORE_TALLY,
    STORE_TALLIES,
    STORE_PREFIX,
    STORE_NTH,
    STORE_EXPIRED,
    STORE_HOUR,
    STORE_HOUR_EMPTY,
    STORE_HOURS,
    STORE_TITLE_NEXT,
    STORE_TITLE_LAST,
    STORE_TITLE_FIRST,
    STORE_TITLE_RUNS,
    STORE_AT,
    STORE_META_GET,
    STORE_META_SET,
    STORE_STATEMENTS,
};

/* How many rows there are, and how much output ended ones have. */
struct store_tally {
    int64_t count, bytes;
};

struct store_index {
    sqlite3 *db;
    char *path;
    enum store_index_mode mode;
    bool is_damaged;  /* SQLite said so: make a new one next time */
    bool is_new_boot; /* the machine was started since the index was last known to be whole */
    bool is_bulk;     /* texts are indexed at the end, all at once */
    sqlite3_stmt *statements[STORE_STATEMENTS];
    struct store_tally changes[STORE_STATES][STORE_SOURCES]; /* of the open transaction */
};

/* Fill ERR from SQLite's last failure; WHAT was attempted. Answers -1. */
int store_index_fail(struct store_index *index, const char *what, struct err *err);
/* The statement, reset and without values. NULL: it could not be prepared. */
sqlite3_stmt *store_index_statement(struct store_index *index, enum store_statement which);
/* Execute SQL that gives no rows. */
int store_index_run(struct store_index *index, const char *sql, struct err *err);
/* Execute a prepared statement that gives no rows. */
int store_index_step(struct store_index *index, sqlite3_stmt *statement, const char *what,
                     struct err *err);
/* Read STATEMENT's blob COLUMN as an id. False when it is none. */
bool store_index_ident(sqlite3_stmt *statement, int column, struct ident *out);
int store_index_tallies(struct store_index *index,
                        struct store_tally out[STORE_STATES][STORE_SOURCES], struct err *err);
/* The index has a row of every run that the files tell of, at this boot of the machine. */
int store_index_seal(struct store_index *index, struct err *err);
/* Remove PATH and what SQLite keeps beside it. The database goes first: what is left behind is
 * never taken for its own. */
void store_index_unlink(const char *path);

/* store_index_row.c */
/* Put one row within the open transaction. */
int store_index_put_row(struct store_index *index, const struct run *run, struct err *err);
int store_index_remove_row(struct store_index *index, const struct ident *id, struct err *err);
int store_index_begin(struct store_index *index, struct err *err);
/* Write the tally and commit; on failure nothing of the transaction is left. */
int store_index_commit(struct store_index *index, struct err *err);
int store_index_rollback(struct store_index *index); /* answers -1 */
/* Is there a row? */
bool store_index_has(struct store_index *index, const struct ident *id);

/* Bind the parameter NAME where STATEMENT has it. TEXT is borrowed until the statement is reset;
 * NULL stays NULL. */
void store_index_bind_int(sqlite3_stmt *statement, const char *name, int64_t value);
void store_index_bind_text(sqlite3_stmt *statement, const char *name, const char *text);

#endif

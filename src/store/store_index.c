/* The database: opening, schema, statements, and the small questions. Rows are written in
 * store_index_row.c, pages are read in store_index_query.c.
 *
 * A row's key is its place in the list: the accept number, so that a page of any filter is a walk
 * down an index that ends with the place (every index of SQLite does), and costs the same with a
 * thousand runs and with a million. A tally by state and source answers counts without counting.
 * Titles, keys and labels are indexed by their trigrams (FTS5), which finds parts of words.
 *
 * Nothing waits for the disk here (synchronous NORMAL in WAL mode loses the last transactions in a
 * power cut, never the database), because everything can be read again from the files:
 * store_index_catch_up. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "store/store_index_inner.h"

#define VERSION      2    /* user_version: of this schema and of the numbers of enums in it */
#define BUSY_MS      5000 /* one writer, and its transactions are short */
#define REINDEX_TEXT "run 'pirun reindex', or start the server"

static const char schema[] =
    "BEGIN;"
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE run ("
    " place INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,"
    " state INTEGER NOT NULL, source INTEGER NOT NULL, reason INTEGER NOT NULL,"
    " outcome INTEGER NOT NULL,"
    " exit_code INTEGER NOT NULL, signal INTEGER NOT NULL, attempt INTEGER NOT NULL,"
    " submitted_at INTEGER NOT NULL, queued_at INTEGER NOT NULL, started_at INTEGER NOT NULL,"
    " ended_at INTEGER NOT NULL, duration_ms INTEGER NOT NULL, output_bytes INTEGER NOT NULL,"
    " kept_bytes INTEGER NOT NULL,"
    " title TEXT NOT NULL, submitted_by TEXT NOT NULL, key TEXT, labels TEXT) STRICT;"
    "CREATE INDEX run_state ON run (state);"
    "CREATE INDEX run_source ON run (source);"
    "CREATE INDEX run_state_source ON run (state, source);"
    "CREATE INDEX run_queued ON run (queued_at);"
    "CREATE INDEX run_ended ON run (ended_at) WHERE ended_at > 0;"
    "CREATE INDEX run_title ON run (title, outcome);"
    "CREATE TABLE hour (hour INTEGER NOT NULL, kind INTEGER NOT NULL, bucket INTEGER NOT NULL,"
    " count INTEGER NOT NULL, PRIMARY KEY (hour, kind, bucket)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE label (key TEXT NOT NULL, value TEXT NOT NULL, place INTEGER NOT NULL,"
    " PRIMARY KEY (key, value, place)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX label_place ON label (place, key);"
    "CREATE TABLE tally (state INTEGER NOT NULL, source INTEGER NOT NULL, count INTEGER NOT "
    "NULL,"
    " bytes INTEGER NOT NULL, PRIMARY KEY (state, source)) STRICT, WITHOUT ROWID;"
    /* detail none: a text is looked for as "has all its trigrams", and then compared */
    "CREATE VIRTUAL TABLE run_text USING fts5 (title, key, labels, content='run',"
    " content_rowid='place', detail='none', columnsize=0, tokenize='trigram');"
    "PRAGMA user_version = 2;"
    "COMMIT;";

static const char *const sql_of[STORE_STATEMENTS] = {
    [STORE_BEGIN] = "BEGIN IMMEDIATE",
    [STORE_COMMIT] = "COMMIT",
    [STORE_ROLLBACK] = "ROLLBACK",
    [STORE_FIND] = "SELECT place, state, source, ended_at, kept_bytes, title, key, labels,"
                   " outcome, queued_at, started_at, duration_ms, attempt"
                   " FROM run WHERE id = ?1",
    [STORE_TAKEN] = "SELECT 1 FROM run WHERE place = ?1",
    [STORE_LAST] = "SELECT max(place) FROM run",
    [STORE_INSERT] =
        "INSERT INTO run (place, id, state, source, reason, outcome, exit_code, signal, attempt,"
        " submitted_at, queued_at, started_at, ended_at, duration_ms, output_bytes,"
        " kept_bytes, title, submitted_by, key, labels) VALUES (:place, :id, :state,"
        " :source, :reason, :outcome, :exit_code, :signal, :attempt, :submitted_at, :queued_at,"
        " :started_at, :ended_at, :duration_ms, :output_bytes, :kept_bytes, :title,"
        " :submitted_by, :key, :labels)",
    [STORE_UPDATE] = "UPDATE run SET state = :state, reason = :reason, outcome = :outcome,"
                     " exit_code = :exit_code,"
                     " signal = :signal, attempt = :attempt, started_at = :started_at,"
                     " ended_at = :ended_at, duration_ms = :duration_ms,"
                     " output_bytes = :output_bytes, kept_bytes = :kept_bytes"
                     " WHERE place = :place",
    [STORE_LABEL] = "INSERT OR IGNORE INTO label (key, value, place) VALUES (?1, ?2, ?3)",
    [STORE_TEXT] = "INSERT INTO run_text (rowid, title, key, labels) VALUES (?1, ?2, ?3, ?4)",
    [STORE_TEXT_DELETE] = "INSERT INTO run_text (run_text, rowid, title, key, labels)"
                          " VALUES ('delete', ?1, ?2, ?3, ?4)",
    [STORE_LABELS_DELETE] = "DELETE FROM label WHERE place = ?1",
    [STORE_DELETE] = "DELETE FROM run WHERE place = ?1",
    [STORE_TALLY] = "INSERT INTO tally (state, source, count, bytes) VALUES (?1, ?2, ?3, ?4)"
                    " ON CONFLICT DO UPDATE SET count = count + excluded.count,"
                    " bytes = bytes + excluded.bytes",
    [STORE_TALLIES] = "SELECT state, source, count, bytes FROM tally",
    [STORE_PREFIX] = "SELECT id FROM run WHERE id BETWEEN ?1 AND ?2 LIMIT ?3",
    [STORE_NTH] = "SELECT id FROM run ORDER BY place DESC LIMIT 1 OFFSET ?1",
    [STORE_EXPIRED] = "SELECT id, ended_at, kept_bytes FROM run INDEXED BY run_ended"
                      " WHERE ended_at > 0 ORDER BY ended_at, place",
    [STORE_HOUR] = "INSERT INTO hour (hour, kind, bucket, count) VALUES (?1, ?2, ?3, ?4)"
                   " ON CONFLICT DO UPDATE SET count = count + excluded.count",
    [STORE_HOUR_EMPTY] = "DELETE FROM hour WHERE hour = ?1 AND kind = ?2 AND bucket = ?3"
                         " AND count <= 0",
    [STORE_HOURS] = "SELECT hour, kind, bucket, count FROM hour WHERE hour >= ?1 AND hour < ?2"
                    " ORDER BY hour, kind, bucket",
    [STORE_TITLE_NEXT] = "SELECT min(title) FROM run INDEXED BY run_title WHERE title > ?1",
    [STORE_TITLE_LAST] = "SELECT max(place) FROM run INDEXED BY run_title"
                         " WHERE title = ?1 AND outcome = ?2",
    [STORE_TITLE_FIRST] = "SELECT min(place) FROM run INDEXED BY run_title"
                          " WHERE title = ?1 AND outcome = ?2 AND place > ?3",
    [STORE_TITLE_RUNS] = "SELECT place, id, state, duration_ms, queued_at FROM run"
                         " INDEXED BY run_title WHERE title = ?1 AND outcome = ?2"
                         " ORDER BY place DESC LIMIT ?3",
    [STORE_AT] = "SELECT id, ended_at FROM run WHERE place = ?1",
    [STORE_META_GET] = "SELECT value FROM meta WHERE name = ?1",
    [STORE_META_SET] = "INSERT INTO meta (name, value) VALUES (?1, ?2)"
                       " ON CONFLICT DO UPDATE SET value = excluded.value",
};

static bool is_damage(int code)
{
    return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

static enum err_code code_of(int code)
{
    switch (code & 0xff) { /* the primary code. Source: sqlite.org/rescode.html */
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_INVALID;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_FULL:
    case SQLITE_READONLY:
        return ERR_NO_SPACE;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ERR_FORBIDDEN;
    default:
        return ERR_INTERNAL;
    }
}

int store_index_fail(struct store_index *index, const char *what, struct err *err)
{
    int code = sqlite3_extended_errcode(index->db);
    if (!is_damage(code))
        return err_set(err, code_of(code), "cannot %s the index of the history '%.80s': %.80s",
                       what, index->path, sqlite3_errmsg(index->db));
    index->is_damaged = true;
    return err_set(err, ERR_INVALID, "the index of the history '%.80s' is damaged: " REINDEX_TEXT,
                   index->path);
}

sqlite3_stmt *store_index_statement(struct store_index *index, enum store_statement which)
{
    sqlite3_stmt **statement = &index->statements[which];
    if (!*statement)
        (void)sqlite3_prepare_v3(index->db, sql_of[which], -1, SQLITE_PREPARE_PERSISTENT, statement,
                                 NULL); /* NULL tells */
    if (*statement) {
        (void)sqlite3_reset(*statement); /* repeats the failure of the last step at most */
        (void)sqlite3_clear_bindings(*statement);
    }
    return *statement;
}

int store_index_run(struct store_index *index, const char *sql, struct err *err)
{
    if (sqlite3_exec(index->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return store_index_fail(index, "prepare", err);
    return 0;
}

int store_index_step(struct store_index *index, sqlite3_stmt *statement, const char *what,
                     struct err *err)
{
    int code = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        return store_index_fail(index, what, err);
    (void)sqlite3_reset(statement); /* lets go of the texts that were bound; the step went well */
    return 0;
}

bool store_index_ident(sqlite3_stmt *statement, int column, struct ident *out)
{
    const void *bytes = sqlite3_column_blob(statement, column);
    if (!bytes || sqlite3_column_bytes(statement, column) != (int)sizeof(out->bytes))
        return false;
    memcpy(out->bytes, bytes, sizeof(out->bytes));
    return true;
}

void store_index_unlink(const char *path)
{
    auto_free char *wal = xasprintf("%s-wal", path);
    auto_free char *shm = xasprintf("%s-shm", path);
    (void)unlink(path); /* what cannot be removed fails again when it is opened */
    (void)unlink(wal);
    (void)unlink(shm);
}

static int set_meta(struct store_index *index, const char *name, const char *value, struct err *err)
{
    sqlite3_stmt *statement = store_index_statement(index, STORE_META_SET);
    if (statement) {
        (void)sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
        (void)sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
    }
    return store_index_step(index, statement, "write", err);
}

/* Is the value of NAME this VALUE? */
static bool has_meta(struct store_index *index, const char *name, const char *value)
{
    sqlite3_stmt *statement = store_index_statement(index, STORE_META_GET);
    if (!statement)
        return false;
    (void)sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    bool is_same = sqlite3_step(statement) == SQLITE_ROW &&
                   strcmp((const char *)sqlite3_column_text(statement, 0), value) == 0;
    (void)sqlite3_reset(statement);
    return is_same;
}

int store_index_complete(struct store_index *index, struct err *err)
{
    return set_meta(index, "complete", "1", err);
}

int store_index_seal(struct store_index *index, struct err *err)
{
    char boot_id[CLOCK_BOOT_ID_SIZE];
    clock_boot_id(boot_id);
    if (set_meta(index, "boot", boot_id, err) < 0)
        return -1;
    index->is_new_boot = false;
    return 0;
}

/* The schema's version, 0 of an empty file, -1 when it cannot be read. */
static int read_version(struct store_index *index)
{
    sqlite3_stmt *statement = NULL;
    int version = -1;
    if (sqlite3_prepare_v2(index->db, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        version = sqlite3_column_int(statement, 0);
    (void)sqlite3_finalize(statement); /* repeats a failure that is known */
    return version;
}

static int open_db(struct store_index *index, int flags, struct err *err)
{
    /* NOMUTEX: one thread at a time uses an index */
    int code = sqlite3_open_v2(index->path, &index->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK)
        return err_set(err, code_of(code), "cannot open the index of the history '%.80s': %.80s",
                       index->path, sqlite3_errstr(code));
    (void)sqlite3_extended_result_codes(index->db, 1); /* only remember their argument */
    (void)sqlite3_busy_timeout(index->db, BUSY_MS);
    return 0;
}

static void close_db(struct store_index *index)
{
    for (size_t i = 0; i < ARRAY_LEN(index->statements); i++) {
        (void)sqlite3_finalize(index->statements[i]); /* repeats failures that were told */
        index->statements[i] = NULL;
    }
    (void)sqlite3_close(index->db); /* no statement is open: cannot be busy */
    index->db = NULL;
}

/* Memory counts while nothing happens: 256 KiB of cache, nothing mapped. */
static int tune_for_writing(struct store_index *index, struct err *err)
{
    return store_index_run(index,
                           "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                           "PRAGMA cache_size = -256; PRAGMA mmap_size = 0;"
                           "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF;"
                           "PRAGMA journal_size_limit = 4194304;",
                           err);
}

/* SQLite would make it readable for all; what it keeps beside it gets the same mode. */
static int create_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_errno(err, "cannot create '%s'", path);
    return close(fd);
}

static int create_db(struct store_index *index, struct err *err)
{
    store_index_unlink(index->path);
    if (create_file(index->path, err) < 0 || open_db(index, SQLITE_OPEN_READWRITE, err) < 0)
        return -1;
    return tune_for_writing(index, err) < 0 || store_index_run(index, schema, err) < 0 ? -1 : 0;
}

/* What is there and can be used, else a new one: all of it can be read again from the files. */
static int open_for_writing(struct store_index *index, struct err *err)
{
    char boot_id[CLOCK_BOOT_ID_SIZE];
    if (access(index->path, F_OK) < 0)
        return create_db(index, err);
    bool is_usable = open_db(index, SQLITE_OPEN_READWRITE, err) == 0 &&
                     tune_for_writing(index, err) == 0 && read_version(index) == VERSION;
    int code = index->db ? sqlite3_errcode(index->db) : SQLITE_OK;
    bool is_hopeless = !is_usable && code != SQLITE_OK && code != SQLITE_DONE &&
                       code != SQLITE_ROW && !is_damage(code);
    if (is_hopeless)
        return store_index_fail(index, "open", err);
    if (!is_usable) {
        close_db(index);
        index->is_damaged = false;
        return create_db(index, err);
    }
    clock_boot_id(boot_id);
    index->is_new_boot = !has_meta(index, "boot", boot_id);
    return 0;
}

static int open_for_reading(struct store_index *index, struct err *err)
{
    if (access(index->path, F_OK) < 0 && errno == ENOENT)
        return err_set(err, ERR_NOT_FOUND,
                       "there is no index of the history '%.120s': " REINDEX_TEXT, index->path);
    if (open_db(index, SQLITE_OPEN_READWRITE, err) < 0)
        return -1;
    int version = read_version(index);
    if (version < 0)
        return store_index_fail(index, "read", err);
    if (version != VERSION)
        return err_set(err, ERR_NOT_FOUND,
                       "the index of the history '%.120s' is of another version: " REINDEX_TEXT,
                       index->path);
    return store_index_run(index,
                           "PRAGMA query_only = ON; PRAGMA cache_size = -1024;"
                           "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;",
                           err);
}

struct store_index *store_index_open(const char *path, enum store_index_mode mode, bool *is_new,
                                     struct err *err)
{
    struct store_index *index = xcalloc(1, sizeof(*index));
    index->path = xstrdup(path);
    index->mode = mode;
    int result =
        mode == STORE_INDEX_READ ? open_for_reading(index, err) : open_for_writing(index, err);
    if (result < 0) {
        store_index_close(index);
        return NULL;
    }
    if (is_new)
        *is_new = !has_meta(index, "complete", "1");
    return index;
}

void store_index_close(struct store_index *index)
{
    if (!index)
        return;
    close_db(index);
    if (index->is_damaged && index->mode == STORE_INDEX_WRITE)
        store_index_unlink(index->path);
    free(index->path);
    free(index);
}

int store_index_tallies(struct store_index *index,
                        struct store_tally out[STORE_STATES][STORE_SOURCES], struct err *err)
{
    memset(out, 0, sizeof(struct store_tally) * STORE_STATES * STORE_SOURCES);
    sqlite3_stmt *statement = store_index_statement(index, STORE_TALLIES);
    int code = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        int state = sqlite3_column_int(statement, 0);
        int source = sqlite3_column_int(statement, 1);
        if (state < 0 || state >= STORE_STATES || source < 0 || source >= STORE_SOURCES)
            continue;
        out[state][source] = (struct store_tally){.count = sqlite3_column_int64(statement, 2),
                                                  .bytes = sqlite3_column_int64(statement, 3)};
    }
    if (code != SQLITE_DONE)
        return store_index_fail(index, "read", err);
    (void)sqlite3_reset(statement);
    return 0;
}

int store_index_counts(struct store_index *index, int64_t by_state[STORE_STATES], struct err *err)
{
    struct store_tally tallies[STORE_STATES][STORE_SOURCES];
    if (store_index_tallies(index, tallies, err) < 0)
        return -1;
    for (int state = 0; state < STORE_STATES; state++) {
        by_state[state] = 0;
        for (int source = 0; source < STORE_SOURCES; source++)
            by_state[state] += tallies[state][source].count;
    }
    return 0;
}

/* Fill the first nibbles of LOW and HIGH from the hexadecimal digits of PREFIX. False: no id begins
 * so. */
static bool read_prefix(const char *prefix, struct ident *low, struct ident *high)
{
    size_t nibble = 0;
    memset(low, 0, sizeof(*low));
    memset(high, 0xff, sizeof(*high));
    for (size_t at = 0; prefix[at]; at++) {
        bool is_dash = at == 8 || at == 13 || at == 18 || at == 23;
        const char *digits = "0123456789abcdef";
        const char *digit = strchr(digits, prefix[at]);
        if (is_dash && prefix[at] == '-')
            continue;
        if (is_dash || !digit || at >= IDENT_TEXT_SIZE - 1)
            return false;
        unsigned value = (unsigned)(digit - digits);
        unsigned shift = nibble % 2 ? 0 : 4;
        uint8_t *low_byte = &low->bytes[nibble / 2];
        uint8_t *high_byte = &high->bytes[nibble / 2];
        *low_byte = (uint8_t)(*low_byte | value << shift);
        *high_byte = (uint8_t)(*high_byte & ~(0xfU << shift)) | (uint8_t)(value << shift);
        nibble++;
    }
    return true;
}

int store_index_prefix(struct store_index *index, const char *prefix, struct ident *out,
                       size_t room, size_t *found, struct err *err)
{
    struct ident low;
    struct ident high;
    size_t count = 0;
    if (!read_prefix(prefix, &low, &high)) {
        *found = 0;
        return 0;
    }
    sqlite3_stmt *statement = store_index_statement(index, STORE_PREFIX);
    if (!statement)
        return store_index_fail(index, "read", err);
    (void)sqlite3_bind_blob(statement, 1, low.bytes, sizeof(low.bytes), SQLITE_STATIC);
    (void)sqlite3_bind_blob(statement, 2, high.bytes, sizeof(high.bytes), SQLITE_STATIC);
    (void)sqlite3_bind_int64(statement, 3, (int64_t)room);
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW && count < room; code = sqlite3_step(statement))
        count += store_index_ident(statement, 0, &out[count]);
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        return store_index_fail(index, "read", err);
    (void)sqlite3_reset(statement);
    *found = count;
    return 0;
}

int store_index_nth(struct store_index *index, int64_t n, struct ident *out, struct err *err)
{
    sqlite3_stmt *statement = store_index_statement(index, STORE_NTH);
    if (!statement || n < 1)
        return statement
                   ? err_set(err, ERR_INVALID, "'@%lld': runs are counted from @1", (long long)n)
                   : store_index_fail(index, "read", err);
    (void)sqlite3_bind_int64(statement, 1, n - 1);
    int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return store_index_fail(index, "read", err);
    bool is_found = code == SQLITE_ROW && store_index_ident(statement, 0, out);
    (void)sqlite3_reset(statement);
    return is_found ? 0
                    : err_set(err, ERR_NOT_FOUND, "no run '@%lld': the history is shorter",
                              (long long)n);
}

void store_index_bind_int(sqlite3_stmt *statement, const char *name, int64_t value)
{
    int at = sqlite3_bind_parameter_index(statement, name);
    if (at > 0)
        (void)sqlite3_bind_int64(statement, at, value); /* the index is right */
}

void store_index_bind_text(sqlite3_stmt *statement, const char *name, const char *text)
{
    int at = sqlite3_bind_parameter_index(statement, name);
    if (at > 0 && text)
        (void)sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC); /* the index is right */
}

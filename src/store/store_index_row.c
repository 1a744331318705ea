/* Writing rows. A run is put when it is accepted, when it starts and when it ends; only the first
 * time is dear (texts, labels, six indexes). Later ones touch the state and the times. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/scope.h"
#include "store/store_index_hour.h"

#define LABELS_MAX \
    ((size_t)64 * 1024) /* bytes: a job file has no more, escapes included but for the rarest */

/* What is known of a row before it is written. */
struct old_row {
    bool is_there;
    int64_t place;
    int state, source;
    int64_t kept_bytes; /* 0 unless it has ended */
    struct store_end end;
};

/* The end of the row on which STORE_FIND stands. */
static struct store_end read_end(sqlite3_stmt *find)
{
    return (struct store_end){
        .ended_at_us = sqlite3_column_int64(find, 3),
        .outcome = (enum store_outcome)(sqlite3_column_int(find, 8) % STORE_OUTCOMES),
        .queued_at_us = sqlite3_column_int64(find, 9),
        .started_at_us = sqlite3_column_int64(find, 10),
        .took_ms = sqlite3_column_int64(find, 11),
        .attempt = sqlite3_column_int(find, 12)};
}

/* The row of ID, on which the statement STORE_FIND stands when there is one. */
static int find_row(struct store_index *index, const struct ident *id, struct old_row *out,
                    struct err *err)
{
    *out = (struct old_row){.is_there = false};
    sqlite3_stmt *find = store_index_statement(index, STORE_FIND);
    if (find)
        (void)sqlite3_bind_blob(find, 1, id->bytes, sizeof(id->bytes), SQLITE_STATIC);
    int code = find ? sqlite3_step(find) : SQLITE_ERROR;
    if (code == SQLITE_DONE)
        return 0;
    if (code != SQLITE_ROW)
        return store_index_fail(index, "read", err);
    *out = (struct old_row){.is_there = true,
                            .place = sqlite3_column_int64(find, 0),
                            .state = sqlite3_column_int(find, 1) % STORE_STATES,
                            .source = sqlite3_column_int(find, 2) % STORE_SOURCES,
                            .kept_bytes =
                                sqlite3_column_int64(find, 3) ? sqlite3_column_int64(find, 4) : 0,
                            .end = read_end(find)};
    return 0;
}

bool store_index_has(struct store_index *index, const struct ident *id)
{
    struct old_row old;
    struct err err;
    bool is_there = find_row(index, id, &old, &err) == 0 && old.is_there;
    (void)store_index_statement(index, STORE_FIND); /* ends the reading */
    return is_there;
}

static void count_row(struct store_index *index, int state, int source, int64_t many, int64_t bytes)
{
    struct store_tally *tally = &index->changes[state][source];
    tally->count += many;
    tally->bytes += bytes;
}

static bool is_taken(struct store_index *index, int64_t place)
{
    sqlite3_stmt *statement = store_index_statement(index, STORE_TAKEN);
    if (!statement)
        return true;
    (void)sqlite3_bind_int64(statement, 1, place);
    bool is_there = sqlite3_step(statement) == SQLITE_ROW;
    (void)sqlite3_reset(statement);
    return is_there;
}

/* The place of a row: the accept number. When another run has it, the number's file was lost and
 * counting began anew: then at the end, because it was accepted later. */
static int64_t choose_place(struct store_index *index, int64_t seq)
{
    if (seq > 0 && !is_taken(index, seq))
        return seq;
    sqlite3_stmt *statement = store_index_statement(index, STORE_LAST);
    int64_t last = 0;
    if (statement && sqlite3_step(statement) == SQLITE_ROW)
        last = sqlite3_column_int64(statement, 0);
    (void)sqlite3_reset(statement);
    return last + 1;
}

static void format_labels(const struct job *job, struct buf *out)
{
    for (size_t i = 0; i < job->label_count; i++) {
        buf_add(out, i ? "," : "{");
        json_quote(job->labels[i].key, strlen(job->labels[i].key), out);
        buf_add(out, ":");
        json_quote(job->labels[i].value, strlen(job->labels[i].value), out);
    }
    if (job->label_count)
        buf_add(out, "}");
}

static int64_t first_known(int64_t a, int64_t b, int64_t c, int64_t d)
{
    if (a)
        return a;
    if (b)
        return b;
    return c ? c : d;
}

/* When it ended, for retention: an end that is not known is its latest time that is. 0: it has not
 * ended. */
static int64_t end_of(const struct run *run)
{
    if (!run_has_ended(run->state))
        return 0;
    int64_t end = first_known(run->result.ended_at_us, run->started_at_us, run->job.queued_at_us,
                              run->job.submitted_at_us);
    return end > 0 ? end : 1;
}

static int64_t kept_of(const struct run *run)
{
    return run->result.output.bytes - run->result.output.dropped;
}

static struct store_end end_row_of(const struct run *run)
{
    return (struct store_end){.outcome = store_outcome_of(run),
                              .ended_at_us = end_of(run),
                              .queued_at_us = run->job.queued_at_us,
                              .started_at_us = run->started_at_us,
                              .took_ms = run->result.duration_ms,
                              .attempt = run->attempt};
}

/* What happened to the run: for STORE_INSERT and STORE_UPDATE. */
static void bind_run(sqlite3_stmt *statement, const struct run *run, int64_t place)
{
    store_index_bind_int(statement, ":place", place);
    store_index_bind_int(statement, ":state", run->state);
    store_index_bind_int(statement, ":reason", run->result.reason);
    store_index_bind_int(statement, ":outcome", store_outcome_of(run));
    store_index_bind_int(statement, ":exit_code", run->result.exit_code);
    store_index_bind_int(statement, ":signal", run->result.signal);
    store_index_bind_int(statement, ":attempt", run->attempt);
    store_index_bind_int(statement, ":started_at", run->started_at_us);
    store_index_bind_int(statement, ":ended_at", end_of(run));
    store_index_bind_int(statement, ":duration_ms", run->result.duration_ms);
    store_index_bind_int(statement, ":output_bytes", run->result.output.bytes);
    store_index_bind_int(statement, ":kept_bytes", kept_of(run));
}

static void bind_job(sqlite3_stmt *statement, const struct job *job, const char *labels)
{
    int at = sqlite3_bind_parameter_index(statement, ":id");
    (void)sqlite3_bind_blob(statement, at, job->id.bytes, sizeof(job->id.bytes), SQLITE_STATIC);
    store_index_bind_int(statement, ":source", job->source);
    store_index_bind_int(statement, ":submitted_at", job->submitted_at_us);
    store_index_bind_int(statement, ":queued_at", job->queued_at_us);
    store_index_bind_text(statement, ":title", job_title(job));
    store_index_bind_text(statement, ":submitted_by", job->submitted_by ? job->submitted_by : "");
    store_index_bind_text(statement, ":key", job->key);
    store_index_bind_text(statement, ":labels", labels);
}

static int insert_labels(struct store_index *index, const struct job *job, int64_t place,
                         struct err *err)
{
    for (size_t i = 0; i < job->label_count; i++) {
        sqlite3_stmt *statement = store_index_statement(index, STORE_LABEL);
        if (statement) {
            (void)sqlite3_bind_text(statement, 1, job->labels[i].key, -1, SQLITE_STATIC);
            (void)sqlite3_bind_text(statement, 2, job->labels[i].value, -1, SQLITE_STATIC);
            (void)sqlite3_bind_int64(statement, 3, place);
        }
        if (store_index_step(index, statement, "write", err) < 0)
            return -1;
    }
    return 0;
}

static int insert_text(struct store_index *index, const struct job *job, const char *labels,
                       int64_t place, struct err *err)
{
    if (index->is_bulk)
        return 0;
    sqlite3_stmt *statement = store_index_statement(index, STORE_TEXT);
    if (statement) {
        (void)sqlite3_bind_int64(statement, 1, place);
        (void)sqlite3_bind_text(statement, 2, job_title(job), -1, SQLITE_STATIC);
        (void)sqlite3_bind_text(statement, 3, job->key, -1, SQLITE_STATIC); /* NULL stays NULL */
        (void)sqlite3_bind_text(statement, 4, labels, -1, SQLITE_STATIC);
    }
    return store_index_step(index, statement, "write", err);
}

static int insert_row(struct store_index *index, const struct run *run, struct err *err)
{
    int64_t place = choose_place(index, run->job.seq);
    auto_buf struct buf text;
    buf_init(&text, LABELS_MAX);
    format_labels(&run->job, &text);
    const char *labels = text.size && buf_ok(&text) ? buf_text(&text) : NULL;
    sqlite3_stmt *statement = store_index_statement(index, STORE_INSERT);
    if (statement) {
        bind_run(statement, run, place);
        bind_job(statement, &run->job, labels);
    }
    if (store_index_step(index, statement, "write", err) < 0 ||
        insert_labels(index, &run->job, place, err) < 0 ||
        insert_text(index, &run->job, labels, place, err) < 0)
        return -1;
    count_row(index, (int)run->state, (int)run->job.source, 1, end_of(run) ? kept_of(run) : 0);
    const struct store_end end = end_row_of(run);
    return store_hour_count(index, &end, 1, err);
}

static int update_row(struct store_index *index, const struct run *run, const struct old_row *old,
                      struct err *err)
{
    sqlite3_stmt *statement = store_index_statement(index, STORE_UPDATE);
    if (statement)
        bind_run(statement, run, old->place);
    if (store_index_step(index, statement, "write", err) < 0)
        return -1;
    count_row(index, old->state, old->source, -1, -old->kept_bytes);
    count_row(index, (int)run->state, old->source, 1, end_of(run) ? kept_of(run) : 0);
    struct store_end end = end_row_of(run);
    end.queued_at_us = old->end.queued_at_us; /* what the row tells: a job is immutable */
    return store_hour_count(index, &old->end, -1, err) < 0 ? -1
                                                           : store_hour_count(index, &end, 1, err);
}

/* The words of the row on which STORE_FIND stands, out of run_text. */
static int delete_text(struct store_index *index, int64_t place, struct err *err)
{
    sqlite3_stmt *find = index->statements[STORE_FIND];
    sqlite3_stmt *statement = store_index_statement(index, STORE_TEXT_DELETE);
    if (statement) {
        (void)sqlite3_bind_int64(statement, 1, place);
        for (int i = 0; i < 3; i++)
            (void)sqlite3_bind_value(statement, 2 + i, sqlite3_column_value(find, 5 + i));
    }
    return index->is_bulk ? 0 : store_index_step(index, statement, "write", err);
}

static int delete_by_place(struct store_index *index, enum store_statement which, int64_t place,
                           struct err *err)
{
    sqlite3_stmt *statement = store_index_statement(index, which);
    if (statement)
        (void)sqlite3_bind_int64(statement, 1, place);
    return store_index_step(index, statement, "write", err);
}

static int delete_row(struct store_index *index, const struct old_row *old, struct err *err)
{
    if (delete_text(index, old->place, err) < 0)
        return -1;
    (void)store_index_statement(index, STORE_FIND); /* ends the reading: the row goes now */
    if (delete_by_place(index, STORE_LABELS_DELETE, old->place, err) < 0 ||
        delete_by_place(index, STORE_DELETE, old->place, err) < 0)
        return -1;
    count_row(index, old->state, old->source, -1, -old->kept_bytes);
    return store_hour_count(index, &old->end, -1, err);
}

int store_index_put_row(struct store_index *index, const struct run *run, struct err *err)
{
    struct old_row old;
    if (find_row(index, &run->job.id, &old, err) < 0)
        return -1;
    int64_t seq = run->job.seq;
    if (!old.is_there)
        return insert_row(index, run, err);
    if (seq <= 0 || seq == old.place || is_taken(index, seq)) {
        (void)store_index_statement(index, STORE_FIND); /* ends the reading: the row changes now */
        return update_row(index, run, &old, err);
    }
    return delete_row(index, &old, err) < 0 ? -1 : insert_row(index, run, err);
}

int store_index_remove_row(struct store_index *index, const struct ident *id, struct err *err)
{
    struct old_row old;
    if (find_row(index, id, &old, err) < 0)
        return -1;
    return old.is_there ? delete_row(index, &old, err) : 0;
}

int store_index_begin(struct store_index *index, struct err *err)
{
    memset(index->changes, 0, sizeof(index->changes));
    return store_index_step(index, store_index_statement(index, STORE_BEGIN), "write", err);
}

int store_index_rollback(struct store_index *index)
{
    struct err err; /* the failure before is what counts */
    for (size_t i = 0; i < ARRAY_LEN(index->statements); i++) {
        if (index->statements[i])
            (void)sqlite3_reset(index->statements[i]); /* repeats that failure */
    }
    if (!sqlite3_get_autocommit(index->db))
        (void)store_index_step(index, store_index_statement(index, STORE_ROLLBACK), "write", &err);
    return -1;
}

static int write_tally(struct store_index *index, int state, int source, struct err *err)
{
    const struct store_tally *change = &index->changes[state][source];
    if (change->count == 0 && change->bytes == 0)
        return 0;
    sqlite3_stmt *statement = store_index_statement(index, STORE_TALLY);
    if (statement) {
        (void)sqlite3_bind_int(statement, 1, state);
        (void)sqlite3_bind_int(statement, 2, source);
        (void)sqlite3_bind_int64(statement, 3, change->count);
        (void)sqlite3_bind_int64(statement, 4, change->bytes);
    }
    return store_index_step(index, statement, "write", err);
}

int store_index_commit(struct store_index *index, struct err *err)
{
    for (int state = 0; state < STORE_STATES; state++) {
        for (int source = 0; source < STORE_SOURCES; source++) {
            if (write_tally(index, state, source, err) < 0)
                return store_index_rollback(index);
        }
    }
    if (store_index_step(index, store_index_statement(index, STORE_COMMIT), "write", err) < 0)
        return store_index_rollback(index);
    return 0;
}

int store_index_put(struct store_index *index, const struct run *const *runs, size_t count,
                    struct err *err)
{
    if (store_index_begin(index, err) < 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (store_index_put_row(index, runs[i], err) < 0)
            return store_index_rollback(index);
    }
    return store_index_commit(index, err);
}

int store_index_remove(struct store_index *index, const struct ident *id, struct err *err)
{
    if (store_index_begin(index, err) < 0)
        return -1;
    if (store_index_remove_row(index, id, err) < 0)
        return store_index_rollback(index);
    return store_index_commit(index, err);
}

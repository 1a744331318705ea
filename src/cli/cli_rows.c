#include "cli/cli_rows.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_id.h"
#include "store/store_row.h"

#define FILES_LOOKED_AT_MAX 10000 /* per page: bounds the time when 100,000 jobs wait */
#define ID_SIZE             (IDENT_TEXT_SIZE - 1)
#define LABELS_CAP          ((size_t)64 * 1024)

typedef char id_text[IDENT_TEXT_SIZE];

static void row_release(struct cli_row *row)
{
    free(row->title);
    free(row->key);
    free(row->submitted_by);
    free(row->labels_json);
}

void cli_rows_release(struct cli_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        row_release(&rows->rows[i]);
    free(rows->rows);
    *rows = (struct cli_rows){0};
}

struct cli_row *cli_rows_add(struct cli_rows *rows)
{
    if (rows->count == rows->room) {
        rows->room = rows->room ? 2 * rows->room : 64;
        rows->rows = xrealloc(rows->rows, rows->room * sizeof(*rows->rows));
    }
    struct cli_row *row = &rows->rows[rows->count++];
    *row = (struct cli_row){0};
    return row;
}

static bool add_index_row(void *ctx, const struct store_row *from)
{
    struct cli_row *row = cli_rows_add(ctx);
    (void)snprintf(row->id, sizeof(row->id), "%s", from->id); /* an id fits */
    row->title = xstrdup(from->title ? from->title : "");
    row->key = xstrdup(from->key);
    row->submitted_by = xstrdup(from->submitted_by);
    row->labels_json = xstrdup(from->labels_json);
    (void)run_state_parse(from->state ? from->state : "",
                          &row->state); /* else the first: the index is ours */
    (void)run_reason_parse(from->reason ? from->reason : "", &row->reason);
    (void)job_source_parse(from->source ? from->source : "", &row->source);
    row->seq = from->seq;
    row->exit_code = from->exit_code;
    row->signal = from->signal;
    row->attempt = from->attempt;
    row->submitted_at_us = from->submitted_at_us;
    row->queued_at_us = from->queued_at_us;
    row->started_at_us = from->started_at_us;
    row->ended_at_us = from->ended_at_us;
    row->duration_ms = from->duration_ms;
    row->output_bytes = from->output_bytes;
    return true;
}

static char *print_labels(const struct job *job)
{
    if (job->label_count == 0)
        return NULL;
    auto_json struct json *labels = json_object();
    auto_buf struct buf text;
    buf_init(&text, LABELS_CAP);
    for (size_t i = 0; i < job->label_count; i++)
        json_set_string(labels, job->labels[i].key, job->labels[i].value);
    json_print(labels, false, &text);
    return buf_ok(&text) ? buf_take(&text) : NULL;
}

void cli_row_fill(struct cli_row *row, const struct run *run)
{
    const struct run_result *result = &run->result;
    bool has_ended = run_has_ended(run->state);
    ident_format(&run->job.id, row->id);
    row->title = xstrdup(job_title(&run->job));
    row->key = xstrdup(run->job.key);
    row->submitted_by = xstrdup(run->job.submitted_by);
    row->labels_json = print_labels(&run->job);
    row->state = run->state;
    row->reason = has_ended ? result->reason : RUN_NOT_ENDED;
    row->source = run->job.source;
    row->seq = run->job.seq;
    row->exit_code = result->exit_code;
    row->signal = result->signal;
    row->attempt = run->attempt;
    row->submitted_at_us = run->job.submitted_at_us;
    row->queued_at_us = run->job.queued_at_us;
    row->started_at_us = run->started_at_us;
    row->ended_at_us = has_ended ? result->ended_at_us : 0;
    row->duration_ms = result->duration_ms;
    row->output_bytes = result->output.bytes;
}

/* An id, alone or with ".json", NUL-terminated into OUT. */
static bool name_is_id(const char *name, const char *prefix, id_text out)
{
    size_t size = strlen(name);
    bool has_suffix = size == ID_SIZE + 5 && strcmp(name + ID_SIZE, ".json") == 0;
    if ((size != ID_SIZE && !has_suffix) || !ident_parse(name, ID_SIZE, NULL))
        return false;
    if (strncmp(name, prefix, strlen(prefix)) != 0)
        return false;
    memcpy(out, name, ID_SIZE);
    out[ID_SIZE] = '\0';
    return true;
}

size_t cli_rows_names(int dirfd, const char *prefix, id_text **out)
{
    size_t count = 0;
    size_t room = 0;
    id_text id;
    *out = NULL;
    int copy = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (!dir)
        return 0;
    const struct dirent *entry = NULL;
    while ((entry = readdir(dir))) { /* NOLINT(concurrency-mt-unsafe): a stream of our own */
        if (!name_is_id(entry->d_name, prefix, id))
            continue;
        if (count == room) {
            room = room ? 2 * room : 256;
            *out = xrealloc(*out, room * sizeof(id_text));
        }
        memcpy((*out)[count++], id, sizeof(id));
    }
    return count;
}

static int newest_first(const void *a, const void *b)
{
    return strcmp(b, a);
}

static bool is_before_page(const struct cli_row *a, const struct cli_row *b)
{
    bool is_a_new = a->seq == 0;
    bool is_b_new = b->seq == 0;
    if (is_a_new != is_b_new)
        return is_a_new;
    if (a->seq != b->seq)
        return a->seq > b->seq;
    return strcmp(a->id, b->id) > 0;
}

static int by_page_order(const void *a, const void *b)
{
    return is_before_page(a, b) ? -1 : 1;
}

static bool has_label(const struct job *job, const struct store_query *query)
{
    for (size_t i = 0; i < job->label_count; i++) {
        if (strcmp(job->labels[i].key, query->label_key) == 0)
            return !query->label_value || strcmp(job->labels[i].value, query->label_value) == 0;
    }
    return false;
}

static bool has_text(const struct run *run, const char *text)
{
    const struct job *job = &run->job;
    if (strcasestr(job_title(job), text) || (job->key && strcasestr(job->key, text)))
        return true;
    for (size_t i = 0; i < job->label_count; i++) {
        if (strcasestr(job->labels[i].key, text) || strcasestr(job->labels[i].value, text))
            return true;
    }
    return false;
}

static bool matches(const struct store_query *query, const struct run *run)
{
    const struct job *job = &run->job;
    int64_t came_us = job->queued_at_us ? job->queued_at_us : job->submitted_at_us;
    if (query->state && strcmp(query->state, run_state_name(run->state)) != 0)
        return false;
    if (query->source && strcmp(query->source, job_source_name(job->source)) != 0)
        return false;
    if (query->since_us && came_us < query->since_us)
        return false;
    if (query->before_seq && (job->seq == 0 || job->seq >= query->before_seq))
        return false;
    if (query->label_key && !has_label(job, query))
        return false;
    return !query->text || has_text(run, query->text);
}

static int load(struct cli_project *project, const char *id, struct run *run)
{
    struct ident ident;
    struct err gone; /* it may end or be removed at any moment */
    run_init(run);
    if (!ident_parse(id, strlen(id), &ident))
        return -1;
    return cli_id_read(project, &ident, run, &gone);
}

/* What the index believes to be on its way may have ended: ask the files. */
static void refresh(struct cli_project *project, const struct store_query *query,
                    struct cli_rows *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct cli_row row = rows->rows[i];
        if (run_has_ended(row.state)) {
            rows->rows[kept++] = row;
            continue;
        }
        auto_run struct run run;
        bool is_there = load(project, row.id, &run) == 0 && matches(query, &run);
        row_release(&row);
        row = (struct cli_row){0};
        if (is_there) {
            cli_row_fill(&row, &run);
            rows->rows[kept++] = row;
        }
    }
    rows->count = kept;
}

static bool has_row(const struct cli_rows *rows, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows->rows[i].id, id) == 0)
            return true;
    }
    return false;
}

struct names {
    id_text *ids;
    size_t count;
};

static void add_names(struct names *names, int dirfd)
{
    id_text *more = NULL;
    size_t count = cli_rows_names(dirfd, "", &more);
    if (count > 0) {
        names->ids = xrealloc(names->ids, (names->count + count) * sizeof(id_text));
        memcpy(names->ids[names->count], more, count * sizeof(id_text));
        names->count += count;
    }
    free(more);
}

/* Which directories can hold what QUERY asks for and the index may not know. */
static struct names list_names(const struct cli_project *project, const struct store_query *query,
                               bool has_index)
{
    struct names names = {0};
    const struct spool_dirs *dirs = &project->spool.dirs;
    bool wants_waiting = !query->state || strcmp(query->state, run_state_name(RUN_QUEUED)) == 0;
    if (wants_waiting) {
        add_names(&names, dirs->spool);
        add_names(&names, dirs->queue);
    }
    add_names(&names, dirs->active);
    if (!has_index)
        add_names(&names, dirs->runs);
    if (names.count > 0)
        qsort(names.ids, names.count, sizeof(id_text), newest_first);
    return names;
}

static void add_from_files(struct cli_project *project, const struct store_query *query,
                           const struct names *names, struct cli_rows *rows)
{
    size_t page_count = rows->count;
    size_t looked_at = 0;
    for (size_t i = 0; i < names->count && looked_at < FILES_LOOKED_AT_MAX; i++) {
        if (i > 0 && strcmp(names->ids[i], names->ids[i - 1]) == 0)
            continue;
        if (has_row(rows, page_count, names->ids[i]))
            continue;
        looked_at++;
        auto_run struct run run;
        if (load(project, names->ids[i], &run) < 0 || run.job.kind == JOB_OP ||
            !matches(query, &run))
            continue;
        cli_row_fill(cli_rows_add(rows), &run);
        if (rows->count - page_count >= (size_t)query->limit)
            return;
    }
}

int cli_rows_collect(struct cli_project *project, const struct store_query *query,
                     struct cli_rows *out, struct err *err)
{
    auto_rows struct cli_rows rows = {0};
    struct store_index *index = cli_project_index(project);
    if (query->limit < 1 || query->limit > CLI_ROWS_MAX)
        return err_set(err, ERR_INVALID, "'%d' is outside 1…%d (--limit)", query->limit,
                       CLI_ROWS_MAX);
    if (index && store_index_query(index, query, add_index_row, &rows, err) < 0)
        return -1;
    refresh(project, query, &rows);
    struct names names = list_names(project, query, index != NULL);
    add_from_files(project, query, &names, &rows);
    free(names.ids);
    if (rows.count > 1)
        qsort(rows.rows, rows.count, sizeof(*rows.rows), by_page_order);
    while (rows.count > (size_t)query->limit)
        row_release(&rows.rows[--rows.count]);
    *out = rows;
    rows = (struct cli_rows){0};
    return 0;
}

struct json *cli_row_json(const struct cli_row *row)
{
    const struct store_row same = {.id = row->id,
                                   .title = row->title,
                                   .state = run_state_name(row->state),
                                   .reason = run_reason_name(row->reason),
                                   .source = job_source_name(row->source),
                                   .submitted_by = row->submitted_by,
                                   .key = row->key,
                                   .labels_json = row->labels_json,
                                   .seq = row->seq,
                                   .exit_code = row->exit_code,
                                   .signal = row->signal,
                                   .attempt = row->attempt,
                                   .submitted_at_us = row->submitted_at_us,
                                   .queued_at_us = row->queued_at_us,
                                   .started_at_us = row->started_at_us,
                                   .ended_at_us = row->ended_at_us,
                                   .duration_ms = row->duration_ms,
                                   .output_bytes = row->output_bytes};
    return store_row_json(&same);
}

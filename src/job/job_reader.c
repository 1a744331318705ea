#include "job/job_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/scope.h"
#include "job/run.h"

#define NAME_SIZE 80 /* bytes of a value's name in a sentence */
#define CURE_SIZE 200

typedef bool (*read_cb)(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value);

/* Complaints */

/* "/limits/memory_mb" as people say it: "limits.memory_mb". */
static void name_value(const char *pointer, char name[NAME_SIZE])
{
    (void)snprintf(name, NAME_SIZE, "%s", *pointer ? pointer + 1 : ""); /* a long name is cut */
    for (char *at = name; *at; at++) {
        if (*at == '/')
            *at = '.';
    }
}

bool job_reader_refuse(const struct job_reader *reader, const struct json *value, bool is_key,
                       const char *code, const char *cure, const char *format, ...)
{
    auto_buf struct buf pointer;
    buf_init(&pointer, reader->size + NAME_SIZE);
    json_pointer(reader->root, value, &pointer);
    char name[NAME_SIZE];
    name_value(buf_text(&pointer), name);
    char what[sizeof(reader->fault->text)];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args); /* a long text may be cut */
    va_end(args);
    if (*name)
        job_fault_set(reader->fault, code, cure, "'%s' %s", name, what);
    else
        job_fault_set(reader->fault, code, cure, "the job file %s", what);
    struct job_fault *fault = reader->fault;
    (void)snprintf(fault->pointer, sizeof(fault->pointer), "%s",
                   buf_text(&pointer)); /* a long one is cut */
    if (!json_where(reader->text, reader->size, buf_text(&pointer), is_key, &fault->line,
                    &fault->column))
        fault->line = fault->column = 0;
    return false;
}

static const char *code_of(const struct job_row *row)
{
    return row->code ? row->code : "bad_arg";
}

/* "write it as …" with the row's example, which the tests prove right. */
static bool refuse_like(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value, const char *code, const char *what)
{
    char cure[CURE_SIZE];
    (void)snprintf(cure, sizeof(cure), "write it like \"%s\":%s", row->name,
                   row->example); /* they are short */
    return job_reader_refuse(reader, value, false, code, cure, "%s", what);
}

static bool refuse_type(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value, const char *wanted)
{
    char what[CURE_SIZE];
    enum json_type type = json_type(value);
    (void)snprintf(what, sizeof(what), "is %s; it must be %s", json_type_name(type),
                   wanted); /* short words */
    return refuse_like(reader, row, value, "schema", what);
}

/* Texts */

static bool check_text(const struct job_reader *reader, const struct job_row *row,
                       const struct json *value, const char *text)
{
    const char *why = row->check ? row->check(text) : NULL;
    char what[CURE_SIZE];
    if (!why)
        return true;
    (void)snprintf(what, sizeof(what), "is '%.80s', which %s", text,
                   why); /* longest reason: 80 bytes */
    return refuse_like(reader, row, value, code_of(row), *text ? what : "is empty");
}

static bool check_size(const struct job_reader *reader, const struct job_row *row,
                       const struct json *value, size_t most)
{
    size_t size = strlen(json_string(value));
    if (size <= most)
        return true;
    char cure[CURE_SIZE];
    (void)snprintf(cure, sizeof(cure), "shorten it to %zu bytes", most);
    return job_reader_refuse(reader, value, false, code_of(row), cure,
                             "has %zu bytes; at most %zu are taken", size, most);
}

static void *place_of(const struct job_reader *reader, size_t offset)
{
    return (char *)reader->job + offset;
}

static bool read_text(const struct job_reader *reader, const struct job_row *row,
                      const struct json *value)
{
    const char *text = json_string(value);
    if (!text)
        return refuse_type(reader, row, value, "a string");
    if (!*text && row->least > 0)
        return refuse_like(reader, row, value, "bad_arg", "is empty");
    if (!check_size(reader, row, value, (size_t)row->most) || !check_text(reader, row, value, text))
        return false;
    char **place = place_of(reader, row->offset);
    *place = xstrdup(text);
    return true;
}

static size_t count_words(const char *const *words)
{
    size_t count = 0;
    while (words[count])
        count++;
    return count;
}

/* The index of VALUE among the row's words, or -1. */
static int find_word(const struct job_reader *reader, const struct job_row *row,
                     const struct json *value)
{
    const char *text = json_string(value);
    size_t count = count_words(row->words);
    for (size_t i = 0; text && i < count; i++) {
        if (strcmp(row->words[i], text) == 0)
            return (int)i;
    }
    char cure[CURE_SIZE];
    (void)snprintf(cure, sizeof(cure), "use one of: %s", row->type_text);
    if (!text)
        (void)job_reader_refuse(reader, value, false, "schema", cure, "is %s; it must be a string",
                                json_type_name(json_type(value)));
    else
        (void)job_reader_refuse(reader, value, false, "bad_arg", cure,
                                "is '%.40s', which is none of its words", text);
    return -1;
}

static bool read_word(const struct job_reader *reader, const struct job_row *row,
                      const struct json *value)
{
    int index = find_word(reader, row, value);
    if (index < 0)
        return false;
    /* every enum of struct job is as wide as unsigned; memcpy because they are distinct types */
    unsigned number = (unsigned)index;
    memcpy(place_of(reader, row->offset), &number, sizeof(number));
    return true;
}

static bool read_flag(const struct job_reader *reader, const struct job_row *row,
                      const struct json *value)
{
    int index = find_word(reader, row, value);
    bool *place = place_of(reader, row->offset);
    *place = index == 1;
    return index >= 0;
}

static bool read_time(const struct job_reader *reader, const struct job_row *row,
                      const struct json *value)
{
    const char *text = json_string(value);
    if (!text)
        return refuse_type(reader, row, value, "a string with a time");
    int64_t wall_us;
    int64_t again_us;
    char canonical[CLOCK_TEXT_SIZE];
    if (clock_parse(text, &wall_us, NULL) < 0)
        return refuse_like(reader, row, value, "bad_arg", "is not a time of RFC 3339");
    clock_format(wall_us,
                 canonical); /* clamps what an offset moved out of the years 1970 to 9999 */
    if (clock_parse(canonical, &again_us, NULL) < 0 || again_us != wall_us)
        return refuse_like(reader, row, value, "bad_arg",
                           "is outside the years 1970 to 9999 (UTC)");
    int64_t *place = place_of(reader, row->offset);
    *place = wall_us;
    return true;
}

static bool read_ident(const struct job_reader *reader, const struct job_row *row,
                       const struct json *value)
{
    const char *text = json_string(value);
    if (!text)
        return refuse_type(reader, row, value, "a string with a run's id");
    if (!check_text(reader, row, value, text))
        return false;
    struct ident *place = place_of(reader, row->offset);
    return ident_parse(text, strlen(text), place);
}

/* Numbers */

static bool check_range(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value)
{
    double number = json_number(value, 0);
    if (number >= row->least && number <= row->most)
        return true;
    char cure[CURE_SIZE];
    (void)snprintf(cure, sizeof(cure), "use a number from %.16g to %.16g", row->least, row->most);
    return job_reader_refuse(reader, value, false, code_of(row), cure,
                             "is %.16g; it must be from %.16g to %.16g", number, row->least,
                             row->most);
}

static bool read_integer(const struct job_reader *reader, const struct job_row *row,
                         const struct json *value)
{
    int64_t number;
    if (json_type(value) != JSON_NUMBER)
        return refuse_type(reader, row, value, "an integer");
    if (!json_integer(value, &number))
        return refuse_type(reader, row, value, "an integer, without a fraction");
    if (!check_range(reader, row, value))
        return false;
    int64_t *place = place_of(reader, row->offset);
    *place = number;
    return true;
}

static bool read_number(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value)
{
    if (json_type(value) != JSON_NUMBER)
        return refuse_type(reader, row, value, "a number");
    if (!check_range(reader, row, value))
        return false;
    double *place = place_of(reader, row->offset);
    *place = json_number(value, 0);
    return true;
}

static bool read_version(const struct job_reader *reader, const struct job_row *row,
                         const struct json *value)
{
    if (json_type(value) != JSON_NUMBER)
        return refuse_type(reader, row, value, "the number 1");
    if (json_number(value, 0) == 1)
        return true;
    return job_reader_refuse(reader, value, false, "schema",
                             "write \"v\":1, or install a newer pirun",
                             "is %.16g; this pirun knows version 1 only", json_number(value, 0));
}

/* Lists */

static bool check_count(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value)
{
    size_t count = json_count(value);
    if ((double)count < row->least)
        return refuse_like(reader, row, value, "bad_arg", "is empty");
    if ((double)count <= row->most)
        return true;
    char cure[CURE_SIZE];
    (void)snprintf(cure, sizeof(cure), "use at most %.0f, or put them into a file of the project",
                   row->most);
    return job_reader_refuse(reader, value, false, code_of(row), cure,
                             "has %zu items; at most %.0f are taken", count, row->most);
}

static bool check_item(const struct job_reader *reader, const struct job_row *row,
                       const struct json *item)
{
    if (!json_string(item))
        return refuse_type(reader, row, item, "a string");
    return row->item_most == 0 || check_size(reader, row, item, row->item_most);
}

static bool read_texts(const struct job_reader *reader, const struct job_row *row,
                       const struct json *value)
{
    if (json_type(value) != JSON_ARRAY)
        return refuse_type(reader, row, value, "an array of strings");
    if (!check_count(reader, row, value))
        return false;
    char ***place = place_of(reader, row->offset);
    size_t *count = place_of(reader, row->count_offset);
    *place = xcalloc(json_count(value), sizeof(**place));
    for (const struct json *item = json_first(value); item; item = json_next(item)) {
        if (!check_item(reader, row, item) || !check_text(reader, row, item, json_string(item)))
            return false;
        (*place)[(*count)++] = xstrdup(json_string(item));
    }
    return true;
}

static bool read_idents(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value)
{
    if (json_type(value) != JSON_ARRAY)
        return refuse_type(reader, row, value, "an array of run ids");
    if (!check_count(reader, row, value))
        return false;
    struct ident **place = place_of(reader, row->offset);
    size_t *count = place_of(reader, row->count_offset);
    *place = xcalloc(json_count(value), sizeof(**place));
    for (const struct json *item = json_first(value); item; item = json_next(item)) {
        if (!check_item(reader, row, item) || !check_text(reader, row, item, json_string(item)))
            return false;
        (void)ident_parse(json_string(item), strlen(json_string(item)),
                          &(*place)[(*count)++]); /* checked */
    }
    return true;
}

static bool check_pair_key(const struct job_reader *reader, const struct job_row *row,
                           const struct json *item)
{
    const char *key = json_key(item);
    const char *why = row->check(key);
    if (row->item_most && strlen(key) > row->item_most)
        why = "is longer than 200 bytes";
    if (!why)
        return true;
    char cure[CURE_SIZE];
    (void)snprintf(cure, sizeof(cure), "rename it, like \"%s\":%s", row->name, row->example);
    return job_reader_refuse(reader, item, true, "bad_arg", cure, "has a name that %s", why);
}

static bool read_pairs(const struct job_reader *reader, const struct job_row *row,
                       const struct json *value)
{
    if (json_type(value) != JSON_OBJECT)
        return refuse_type(reader, row, value, "an object of strings");
    if (!check_count(reader, row, value))
        return false;
    struct job_pair **place = place_of(reader, row->offset);
    size_t *count = place_of(reader, row->count_offset);
    *place = xcalloc(json_count(value), sizeof(**place));
    for (const struct json *item = json_first(value); item; item = json_next(item)) {
        if (!check_pair_key(reader, row, item) || !check_item(reader, row, item))
            return false;
        (*place)[(*count)++] =
            (struct job_pair){xstrdup(json_key(item)), xstrdup(json_string(item))};
    }
    return true;
}

/* An outcome that another attempt could change. */
static bool is_worth_a_retry(enum run_reason reason)
{
    switch (reason) {
    case RUN_EXITED:
    case RUN_SIGNALLED:
    case RUN_TIMEOUT:
    case RUN_MEMORY:
    case RUN_OUTPUT:
    case RUN_DISK:
    case RUN_LOST:
    case RUN_NOT_STARTED:
        return true;
    case RUN_NOT_ENDED:
    case RUN_CANCELLED:
    case RUN_EXPIRED:
    case RUN_SUPERSEDED:
    case RUN_DEPENDENCY:
        break;
    }
    return false;
}

static bool read_reasons(const struct job_reader *reader, const struct job_row *row,
                         const struct json *value)
{
    if (json_type(value) != JSON_ARRAY)
        return refuse_type(reader, row, value, "an array of outcomes");
    if (!check_count(reader, row, value))
        return false;
    uint32_t *place = place_of(reader, row->offset);
    for (const struct json *item = json_first(value); item; item = json_next(item)) {
        enum run_reason reason;
        if (!check_item(reader, row, item))
            return false;
        if (!run_reason_parse(json_string(item), &reason) || !is_worth_a_retry(reason))
            return job_reader_refuse(
                reader, item, false, "bad_arg",
                "use of: exited, signalled, timeout, memory, output, disk, lost, not_started",
                "is '%.40s', which is no outcome that can be tried again", json_string(item));
        *place |= 1U << (unsigned)reason;
    }
    return true;
}

/* Objects */

static bool read_object(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value);

static const read_cb readers[] = {
    [JOB_TYPE_VERSION] = read_version, [JOB_TYPE_INTEGER] = read_integer,
    [JOB_TYPE_NUMBER] = read_number,   [JOB_TYPE_TEXT] = read_text,
    [JOB_TYPE_WORD] = read_word,       [JOB_TYPE_FLAG] = read_flag,
    [JOB_TYPE_OP] = read_word,         [JOB_TYPE_BUILD] = read_word,
    [JOB_TYPE_TIME] = read_time,       [JOB_TYPE_IDENT] = read_ident,
    [JOB_TYPE_TEXTS] = read_texts,     [JOB_TYPE_IDENTS] = read_idents,
    [JOB_TYPE_PAIRS] = read_pairs,     [JOB_TYPE_REASONS] = read_reasons,
    [JOB_TYPE_OBJECT] = read_object,
};

static bool refuse_unknown(const struct job_reader *reader, const struct job_row *rows,
                           const struct json *value)
{
    const struct job_row *nearest = job_schema_nearest(rows, json_key(value));
    char cure[CURE_SIZE];
    if (nearest)
        (void)snprintf(cure, sizeof(cure), "did you mean '%s'? (%s)", nearest->name, nearest->help);
    else
        (void)snprintf(cure, sizeof(cure),
                       "remove it; 'pirun help job' lists the keys, and 'x-…' keys are free");
    return job_reader_refuse(reader, value, true, "schema", cure, "is not a key of a job file");
}

static bool has_required(const struct job_reader *reader, const struct job_row *rows,
                         const struct json *object)
{
    for (; rows->name; rows++) {
        bool is_implied = reader->is_asked && rows->type == JOB_TYPE_VERSION;
        if (!rows->is_required || is_implied || json_get(object, rows->name))
            continue;
        char cure[CURE_SIZE];
        (void)snprintf(cure, sizeof(cure), "add \"%s\":%s", rows->name, rows->example);
        return job_reader_refuse(reader, object, false, "schema", cure, "has no '%s' (%s)",
                                 rows->name, rows->help);
    }
    return true;
}

/* What may be said in a job file, but not by who asks over HTTP. */
static bool check_asked(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value)
{
    if (row->is_by_pirun)
        return job_reader_refuse(reader, value, true, "schema",
                                 "take the key out: only PiRun writes it",
                                 "is for PiRun alone to write");
    if (row->type == JOB_TYPE_OP)
        return job_reader_refuse(reader, value, true, "schema",
                                 "POST it to /api/run/cancel, /api/run/rerun or /api/queue/…",
                                 "is an order, not a run");
    return true;
}

/* The row of a key; `path` is another word for `script`. */
static const struct job_row *find_row(const struct job_reader *reader, const struct job_row *rows,
                                      const char *name)
{
    bool is_path = reader->is_asked && rows == job_schema() && strcmp(name, "path") == 0 &&
                   !json_get(reader->root, "script");
    return job_schema_find(rows, is_path ? "script" : name);
}

static bool read_rows(const struct job_reader *reader, const struct job_row *rows,
                      const struct json *object)
{
    bool is_top = object == reader->root;
    for (const struct json *value = json_first(object); value; value = json_next(value)) {
        const struct job_row *row = find_row(reader, rows, json_key(value));
        if (!row && is_top && strncmp(json_key(value), "x-", 2) == 0)
            continue;
        if (!row)
            return refuse_unknown(reader, rows, value);
        if (reader->is_asked && is_top && !check_asked(reader, row, value))
            return false;
        if (!readers[row->type](reader, row, value))
            return false;
    }
    return has_required(reader, rows, object);
}

static bool read_object(const struct job_reader *reader, const struct job_row *row,
                        const struct json *value)
{
    if (json_type(value) != JSON_OBJECT)
        return refuse_type(reader, row, value, "an object");
    return read_rows(reader, row->rows, value);
}

/* One job, one form: what means the same is stored the same. */
static void normalize(struct job *job)
{
    char *const paths[] = {job->script, job->entrypoint};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        if (paths[i] && strncmp(paths[i], "./", 2) == 0)
            memmove(paths[i], paths[i] + 2, strlen(paths[i] + 2) + 1);
    }
    if (job->backend && strcmp(job->backend, "local") == 0) {
        free(job->backend);
        job->backend = NULL;
    }
    if (job->after_count == 0)
        job->is_after_any = false;
}

bool job_reader_read(const struct job_reader *reader)
{
    if (json_type(reader->root) != JSON_OBJECT)
        return job_reader_refuse(
            reader, reader->root, false, "schema",
            "write one object, such as {\"v\":1,\"script\":\"scripts/report.py\"}",
            "is %s; it must be an object", json_type_name(json_type(reader->root)));
    if (!read_rows(reader, job_schema(), reader->root) || !job_reader_check_rules(reader))
        return false;
    normalize(reader->job);
    return true;
}

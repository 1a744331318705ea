#include "job/run_json.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/scope.h"
#include "job/job_file.h"

#define VERSION      1
#define EXIT_MAX     255
#define SIGNAL_MAX   64 /* SIGRTMAX, signal(7) */
#define DURATION_MAX JSON_INTEGER_MAX

/* The numbers of a group (usage, output): name and place. */
struct number_row {
    const char *name;
    size_t offset;
};

static const struct number_row usage_rows[] = {
    {"cpu_user_ms", offsetof(struct run_usage, cpu_user_ms)},
    {"cpu_system_ms", offsetof(struct run_usage, cpu_system_ms)},
    {"max_rss_kb", offsetof(struct run_usage, max_rss_kb)},
    {"read_bytes", offsetof(struct run_usage, read_bytes)},
    {"write_bytes", offsetof(struct run_usage, write_bytes)},
    {"processes", offsetof(struct run_usage, processes)},
};

static const struct number_row output_rows[] = {
    {"bytes", offsetof(struct run_output, bytes)},
    {"lines", offsetof(struct run_output, lines)},
    {"dropped", offsetof(struct run_output, dropped)},
};

/* Writing */

static void set_time(struct json *object, const char *key, int64_t wall_us)
{
    if (wall_us <= 0)
        return;
    char text[CLOCK_TEXT_SIZE];
    clock_format(wall_us, text);
    json_set_string(object, key, text);
}

static void set_text(struct json *object, const char *key, const char *text)
{
    if (text && *text)
        json_set_string(object, key, text);
}

static void set_numbers(struct json *object, const char *key, const void *base,
                        const struct number_row *rows, size_t count)
{
    struct json *group = json_object();
    for (size_t i = 0; i < count; i++) {
        int64_t number;
        memcpy(&number, (const char *)base + rows[i].offset, sizeof(number));
        json_set_integer(group, rows[i].name, number);
    }
    json_set(object, key, group);
}

/* The end of the first item of LIST: a comma within parentheses belongs to the item ("net (needs
 * root, or …)"). */
static size_t item_size(const char *list)
{
    int depth = 0;
    size_t size = 0;
    for (; list[size] && (list[size] != ',' || depth > 0); size++) {
        if (list[size] == '(')
            depth++;
        else if (list[size] == ')' && depth > 0)
            depth--;
    }
    return size;
}

static void set_list(struct json *object, const char *key, const char *list)
{
    if (!list)
        return;
    struct json *array = json_array();
    while (*list) {
        size_t blank = strspn(list, " ");
        size_t size = item_size(list);
        if (size > blank) {
            auto_free char *item = xstrndup(list + blank, size - blank);
            json_push(array, json_new_string(item));
        }
        list += size;
        list += *list == ',' ? 1 : 0;
    }
    json_set(object, key, array);
}

static void set_sandbox(struct json *object, const struct run_result *result)
{
    if (!*result->sandbox_level && !result->in_force && !result->missing)
        return;
    struct json *sandbox = json_object();
    set_text(sandbox, "level", result->sandbox_level);
    set_list(sandbox, "in_force", result->in_force);
    set_list(sandbox, "missing", result->missing);
    json_set(object, "sandbox", sandbox);
}

static void set_outcome(struct json *object, const struct run_result *result)
{
    json_set_string(object, "reason", run_reason_name(result->reason));
    if (result->reason == RUN_EXITED)
        json_set_integer(object, "exit_code", result->exit_code);
    if (result->signal > 0)
        json_set_integer(object, "signal", result->signal);
    set_text(object, "message", result->message);
}

/* What was measured; a run that never started has nothing of it. */
static void set_measures(struct json *object, const struct run_result *result)
{
    if (result->started_at_us <= 0)
        return;
    json_set_integer(object, "duration_ms", result->duration_ms);
    set_numbers(object, "output", &result->output, output_rows, ARRAY_LEN(output_rows));
    set_numbers(object, "usage", &result->usage, usage_rows, ARRAY_LEN(usage_rows));
}

void run_json_result(const struct run_result *result, struct buf *out)
{
    auto_json struct json *root = json_object();
    json_set_integer(root, "v", VERSION);
    set_outcome(root, result);
    set_time(root, "started_at", result->started_at_us);
    set_time(root, "ended_at", result->ended_at_us);
    set_measures(root, result);
    set_sandbox(root, result);
    json_print(root, false, out);
    buf_add(out, "\n");
}

void run_json_start(const struct run_start *start, struct buf *out)
{
    auto_json struct json *root = json_object();
    json_set_integer(root, "v", VERSION);
    json_set_integer(root, "attempt", start->attempt);
    json_set_string(root, "boot_id", start->boot_id);
    set_time(root, "started_at", start->started_at_us);
    json_set_integer(root, "timeout_ms", start->timeout_ms);
    set_text(root, "python", start->python);
    set_text(root, "host", start->host);
    set_text(root, "environment", start->environment);
    set_text(root, "note", start->note);
    json_print(root, false, out);
    buf_add(out, "\n");
}

static struct json *asked_tree(const struct job *job)
{
    auto_buf struct buf text;
    buf_init(&text, JOB_CANONICAL_MAX);
    job_file_format_asked(job, &text);
    return json_parse(buf_text(&text), text.size, NULL);
}

static void set_identity(struct json *root, const struct run *run)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&run->job.id, id);
    json_set_integer(root, "v", VERSION);
    json_set_string(root, "id", id);
    json_set_string(root, "state", run_state_name(run->state));
}

static void set_origin(struct json *root, const struct run *run)
{
    if (run->attempt > 0)
        json_set_integer(root, "attempt", run->attempt);
    json_set(root, "job", asked_tree(&run->job));
    json_set_string(root, "source", job_source_name(run->job.source));
    set_text(root, "submitted_by", run->job.submitted_by);
    if (run->job.seq > 0)
        json_set_integer(root, "seq", run->job.seq);
    set_time(root, "submitted_at", run->job.submitted_at_us);
    set_time(root, "queued_at", run->job.queued_at_us);
}

static void set_waiting(struct json *root, const struct run *run)
{
    if (run->state != RUN_QUEUED || run->wait == RUN_WAIT_NONE)
        return;
    struct json *waiting = json_object();
    json_set_string(waiting, "code", run_wait_name(run->wait));
    set_text(waiting, "text", run->wait_text);
    json_set(root, "waiting", waiting);
}

struct json *run_json_record(const struct run *run)
{
    struct json *root = json_object();
    bool has_ended = run_has_ended(run->state);
    set_identity(root, run);
    if (has_ended)
        set_outcome(root, &run->result);
    set_origin(root, run);
    set_time(root, "started_at",
             run->started_at_us > 0 ? run->started_at_us : run->result.started_at_us);
    if (has_ended)
        set_time(root, "ended_at", run->result.ended_at_us);
    if (run->timeout_ms > 0)
        json_set_integer(root, "timeout_ms", run->timeout_ms);
    set_text(root, "python", run->python);
    set_text(root, "host", run->host);
    set_text(root, "environment", run->environment);
    set_text(root, "commit", run->job.commit);
    set_text(root, "note", run->note);
    if (run->tree)
        json_set(root, "tree", json_copy(run->tree));
    if (has_ended) {
        set_measures(root, &run->result);
        set_sandbox(root, &run->result);
    }
    set_waiting(root, run);
    return root;
}

/* Reading. Every step answers -1 and says which key is wrong; keys of a later pirun are not looked
 * at. */

static int wrong(struct err *err, const char *key)
{
    return err_set(err, ERR_INVALID, "key '%s' is missing or wrong", key);
}

static int get_integer(const struct json *object, const char *key, int64_t least, int64_t most,
                       int64_t *out, struct err *err)
{
    const struct json *value = json_get(object, key);
    int64_t number;
    if (!value)
        return 0;
    if (!json_integer(value, &number) || number < least || number > most)
        return wrong(err, key);
    *out = number;
    return 0;
}

static int get_int(const struct json *object, const char *key, int least, int most, int *out,
                   struct err *err)
{
    int64_t number = *out;
    if (get_integer(object, key, least, most, &number, err) < 0)
        return -1;
    *out = (int)number;
    return 0;
}

static int get_time(const struct json *object, const char *key, int64_t *out, struct err *err)
{
    const struct json *value = json_get(object, key);
    if (!value)
        return 0;
    if (!json_string(value) || clock_parse(json_string(value), out, NULL) < 0)
        return wrong(err, key);
    return 0;
}

/* Into an array of SIZE bytes: a text that does not fit is foreign. */
static int get_text(const struct json *object, const char *key, char *out, size_t size,
                    struct err *err)
{
    const struct json *value = json_get(object, key);
    const char *text = json_string(value);
    if (!value)
        return 0;
    if (!text || strlen(text) >= size)
        return wrong(err, key);
    memcpy(out, text, strlen(text) + 1);
    return 0;
}

static int get_own_text(const struct json *object, const char *key, char **out, struct err *err)
{
    const struct json *value = json_get(object, key);
    if (!value)
        return 0;
    if (!json_string(value))
        return wrong(err, key);
    *out = xstrdup(json_string(value));
    return 0;
}

static int get_numbers(const struct json *object, const char *key, void *base,
                       const struct number_row *rows, size_t count, struct err *err)
{
    const struct json *group = json_get(object, key);
    if (!group)
        return 0;
    if (json_type(group) != JSON_OBJECT)
        return wrong(err, key);
    for (size_t i = 0; i < count; i++) {
        int64_t number = 0;
        if (get_integer(group, rows[i].name, 0, JSON_INTEGER_MAX, &number, err) < 0)
            return -1;
        memcpy((char *)base + rows[i].offset, &number, sizeof(number));
    }
    return 0;
}

static int get_list(const struct json *object, const char *key, char **out, struct err *err)
{
    const struct json *array = json_get(object, key);
    if (!array)
        return 0;
    if (json_type(array) != JSON_ARRAY)
        return wrong(err, key);
    auto_buf struct buf list;
    buf_init(&list, RUN_RECORD_MAX);
    for (const struct json *item = json_first(array); item; item = json_next(item)) {
        if (!json_string(item))
            return wrong(err, key);
        buf_addf(&list, "%s%s", list.size ? "," : "", json_string(item));
    }
    *out = buf_take(&list);
    return 0;
}

static int get_sandbox(const struct json *root, struct run_result *out, struct err *err)
{
    const struct json *sandbox = json_get(root, "sandbox");
    if (!sandbox)
        return 0;
    if (json_type(sandbox) != JSON_OBJECT)
        return wrong(err, "sandbox");
    if (get_text(sandbox, "level", out->sandbox_level, sizeof(out->sandbox_level), err) < 0 ||
        get_list(sandbox, "in_force", &out->in_force, err) < 0 ||
        get_list(sandbox, "missing", &out->missing, err) < 0)
        return -1;
    return 0;
}

static int get_outcome(const struct json *root, struct run_result *out, struct err *err)
{
    if (!run_reason_parse(json_get_string(root, "reason"), &out->reason))
        return wrong(err, "reason");
    if (get_int(root, "exit_code", 0, EXIT_MAX, &out->exit_code, err) < 0 ||
        get_int(root, "signal", 1, SIGNAL_MAX, &out->signal, err) < 0 ||
        get_text(root, "message", out->message, sizeof(out->message), err) < 0)
        return -1;
    if (out->reason == RUN_EXITED && !json_get(root, "exit_code"))
        return wrong(err, "exit_code");
    if (out->reason == RUN_SIGNALLED && !json_get(root, "signal"))
        return wrong(err, "signal");
    return 0;
}

static int get_result(const struct json *root, struct run_result *out, struct err *err)
{
    if (get_outcome(root, out, err) < 0 ||
        get_time(root, "started_at", &out->started_at_us, err) < 0 ||
        get_time(root, "ended_at", &out->ended_at_us, err) < 0 ||
        get_integer(root, "duration_ms", 0, DURATION_MAX, &out->duration_ms, err) < 0 ||
        get_numbers(root, "output", &out->output, output_rows, ARRAY_LEN(output_rows), err) < 0 ||
        get_numbers(root, "usage", &out->usage, usage_rows, ARRAY_LEN(usage_rows), err) < 0)
        return -1;
    return get_sandbox(root, out, err);
}

/* Owns: returns the tree of a file of ours, version 1. */
static struct json *parse_versioned(const char *text, size_t size, struct err *err)
{
    if (size > RUN_RECORD_MAX) {
        (void)err_set(err, ERR_INVALID, "larger than %zu bytes", RUN_RECORD_MAX);
        return NULL;
    }
    auto_json struct json *root = json_parse(text, size, err);
    if (root && json_get_integer(root, "v", 0) != VERSION) {
        (void)err_set(err, ERR_INVALID, "not of version %d", VERSION);
        return NULL;
    }
    return take(root);
}

int run_json_parse_result(const char *text, size_t size, struct run_result *out, struct err *err)
{
    auto_json struct json *root = parse_versioned(text, size, err);
    struct run_result result = {.reason = RUN_NOT_ENDED};
    if (!root)
        return -1;
    if (get_result(root, &result, err) < 0) {
        run_result_release(&result);
        return -1;
    }
    *out = result;
    return 0;
}

int run_json_parse_start(const char *text, size_t size, struct run_start *out, struct err *err)
{
    auto_json struct json *root = parse_versioned(text, size, err);
    struct run_start start = {.attempt = 0};
    if (!root)
        return -1;
    if (get_int(root, "attempt", 1, INT_MAX, &start.attempt, err) < 0 ||
        get_text(root, "boot_id", start.boot_id, sizeof(start.boot_id), err) < 0 ||
        get_time(root, "started_at", &start.started_at_us, err) < 0 ||
        get_integer(root, "timeout_ms", 0, DURATION_MAX, &start.timeout_ms, err) < 0 ||
        get_text(root, "python", start.python, sizeof(start.python), err) < 0 ||
        get_text(root, "host", start.host, sizeof(start.host), err) < 0 ||
        get_text(root, "environment", start.environment, sizeof(start.environment), err) < 0 ||
        get_text(root, "note", start.note, sizeof(start.note), err) < 0)
        return -1;
    if (start.attempt == 0)
        return wrong(err, "attempt");
    *out = start;
    return 0;
}

/* The record's "job" is a job file without what PiRun adds. */
static int get_job(const struct json *root, struct job *out, struct err *err)
{
    const struct json *asked = json_get(root, "job");
    if (!asked)
        return wrong(err, "job");
    auto_buf struct buf text;
    buf_init(&text, JOB_CANONICAL_MAX);
    json_print(asked, false, &text);
    struct job_fault fault;
    if (!buf_ok(&text) || job_file_parse(buf_text(&text), text.size, out, &fault) != JOB_FILE_OK)
        return wrong(err, "job");
    return 0;
}

static int get_origin(const struct json *root, struct job *out, struct err *err)
{
    const char *id = json_get_string(root, "id");
    if (!id || !ident_parse(id, strlen(id), &out->id))
        return wrong(err, "id");
    if (!job_source_parse(json_get_string(root, "source"), &out->source))
        return wrong(err, "source");
    free(take(out->submitted_by));
    if (get_own_text(root, "submitted_by", &out->submitted_by, err) < 0 ||
        get_integer(root, "seq", 1, JSON_INTEGER_MAX, &out->seq, err) < 0 ||
        get_time(root, "submitted_at", &out->submitted_at_us, err) < 0 ||
        get_time(root, "queued_at", &out->queued_at_us, err) < 0)
        return -1;
    return 0;
}

static int get_waiting(const struct json *root, struct run *out, struct err *err)
{
    const struct json *waiting = json_get(root, "waiting");
    if (!waiting)
        return 0;
    if (!run_wait_parse(json_get_string(waiting, "code"), &out->wait))
        return wrong(err, "waiting");
    return get_text(waiting, "text", out->wait_text, sizeof(out->wait_text), err);
}

static int get_run(const struct json *root, struct run *out, struct err *err)
{
    if (!run_state_parse(json_get_string(root, "state"), &out->state))
        return wrong(err, "state");
    if (get_job(root, &out->job, err) < 0 || get_origin(root, &out->job, err) < 0 ||
        get_int(root, "attempt", 1, INT_MAX, &out->attempt, err) < 0 ||
        get_time(root, "started_at", &out->started_at_us, err) < 0 ||
        get_integer(root, "timeout_ms", 1, DURATION_MAX, &out->timeout_ms, err) < 0 ||
        get_own_text(root, "python", &out->python, err) < 0 ||
        get_own_text(root, "host", &out->host, err) < 0 ||
        get_own_text(root, "environment", &out->environment, err) < 0 ||
        get_own_text(root, "commit", &out->job.commit, err) < 0 ||
        get_own_text(root, "note", &out->note, err) < 0)
        return -1;
    const struct json *tree = json_get(root, "tree");
    if (tree && json_type(tree) != JSON_OBJECT)
        return wrong(err, "tree");
    out->tree = tree ? json_copy(tree) : NULL;
    if (!run_has_ended(out->state))
        return get_waiting(root, out, err);
    if (get_result(root, &out->result, err) < 0)
        return -1;
    if (run_state_after(out->result.reason, out->result.exit_code) != out->state)
        return wrong(err, "state");
    return 0;
}

int run_json_parse_record(const char *text, size_t size, struct run *out, struct err *err)
{
    run_init(out);
    auto_json struct json *root = parse_versioned(text, size, err);
    if (!root)
        return -1;
    if (get_run(root, out, err) == 0)
        return 0;
    run_release(out);
    return -1;
}

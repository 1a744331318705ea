#include "job/run_diff.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "base/sha256.h"

#define VALUE_MAX ((size_t)512 * 1024) /* of one value as text: arguments are the largest */

/* facts: what can be compared of one run, by name */

static void set_hash(struct json *facts, const char *name, const char *text)
{
    struct sha256 hash;
    char digest[SHA256_TEXT_SIZE];
    if (!text)
        return;
    sha256_init(&hash);
    sha256_add(&hash, text, strlen(text));
    sha256_finish_text(&hash, digest);
    auto_free char *value = xasprintf("sha256:%s", digest);
    json_set_string(facts, name, value);
}

static void set_count(struct json *facts, const char *name, int64_t value)
{
    if (value > 0)
        json_set_integer(facts, name, value);
}

static void set_texts(struct json *facts, const char *name, char *const *texts, size_t count)
{
    if (count == 0)
        return;
    struct json *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_push(list, json_new_string(texts[i]));
    json_set(facts, name, list);
}

static void add_limits(struct json *facts, const struct job_limits *limits)
{
    const struct {
        const char *name;
        int64_t value;
    } rows[] = {
        {"limits.memory_mb", limits->memory_mb},   {"limits.pids", limits->pids},
        {"limits.disk_mb", limits->disk_mb},       {"limits.file_mb", limits->file_mb},
        {"limits.open_files", limits->open_files}, {"limits.output_mb", limits->output_mb},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        set_count(facts, rows[i].name, rows[i].value);
    if (limits->cpus > 0)
        json_set(facts, "limits.cpus", json_new_number(limits->cpus));
}

static void add_job(struct json *facts, const struct job *job)
{
    json_set_string(facts, "script", job->script);
    json_set_string(facts, "module", job->module);
    set_hash(facts, "code", job->code);
    if (job->kind == JOB_BUILD)
        json_set_string(facts, "build", job_build_name(job->build));
    set_texts(facts, "arguments", job->args, job->arg_count);
    set_hash(facts, "stdin", job->stdin_text);
    json_set_string(facts, "stdin", job->stdin_blob);
    json_set_string(facts, "network", job->network == JOB_NETWORK_FULL ? "full" : NULL);
    set_texts(facts, "require", job->require, job->require_count);
    add_limits(facts, &job->limits);
}

static void add_place(struct json *facts, const struct run *run)
{
    const char *seen = json_get_string(run->tree, "commit");
    json_set_string(facts, "commit", seen ? seen : run->job.commit);
    json_set_string(facts, "branch", json_get_string(run->tree, "branch"));
    json_set_string(facts, "environment", run->environment);
    json_set_string(facts, "python", run->python);
    json_set_string(facts, "host", run->host);
    set_count(facts, "timeout_ms", run->timeout_ms);
}

static void add_outcome(struct json *facts, const struct run *run)
{
    const struct run_result *result = &run->result;
    json_set_string(facts, "state", run_state_name(run->state));
    set_count(facts, "attempt", run->attempt);
    if (!run_has_ended(run->state))
        return;
    json_set_string(facts, "reason", run_reason_name(result->reason));
    if (result->reason == RUN_EXITED)
        json_set_integer(facts, "exit_code", result->exit_code);
    if (result->signal > 0)
        json_set_integer(facts, "signal", result->signal);
    json_set_string(facts, "sandbox", *result->sandbox_level ? result->sandbox_level : NULL);
}

static struct json *facts_of(const struct run *run)
{
    struct json *facts = json_object();
    add_job(facts, &run->job);
    add_place(facts, run);
    add_outcome(facts, run);
    return facts;
}

/* comparing */

static bool is_equal(const struct json *a, const struct json *b)
{
    auto_buf struct buf left;
    auto_buf struct buf right;
    buf_init(&left, VALUE_MAX);
    buf_init(&right, VALUE_MAX);
    if (!a || !b)
        return a == b;
    json_print(a, false, &left);
    json_print(b, false, &right);
    return buf_ok(&left) && buf_ok(&right) && strcmp(buf_text(&left), buf_text(&right)) == 0;
}

static void add_change(struct json *changes, const char *what, const struct json *a,
                       const struct json *b)
{
    struct json *change = json_object();
    json_set_string(change, "what", what);
    if (a)
        json_set(change, "a", json_copy(a));
    if (b)
        json_set(change, "b", json_copy(b));
    json_push(changes, change);
}

static struct json *compare_facts(const struct json *a, const struct json *b)
{
    struct json *changes = json_array();
    for (const struct json *fact = json_first(a); fact; fact = json_next(fact)) {
        const struct json *other = json_get(b, json_key(fact));
        if (!is_equal(fact, other))
            add_change(changes, json_key(fact), fact, other);
    }
    for (const struct json *fact = json_first(b); fact; fact = json_next(fact)) {
        if (!json_get(a, json_key(fact)))
            add_change(changes, json_key(fact), NULL, fact);
    }
    return changes;
}

static const char *find_variable(const struct job *job, const char *name)
{
    for (size_t i = 0; i < job->env_count; i++) {
        if (strcmp(job->env[i].key, name) == 0)
            return job->env[i].value;
    }
    return NULL;
}

static struct json *compare_variables(const struct job *a, const struct job *b)
{
    struct json *variables = json_object();
    struct json *added = json_array();
    struct json *removed = json_array();
    struct json *changed = json_array();
    for (size_t i = 0; i < a->env_count; i++) {
        const char *other = find_variable(b, a->env[i].key);
        if (!other)
            json_push(removed, json_new_string(a->env[i].key));
        else if (strcmp(other, a->env[i].value) != 0)
            json_push(changed, json_new_string(a->env[i].key));
    }
    for (size_t i = 0; i < b->env_count; i++) {
        if (!find_variable(a, b->env[i].key))
            json_push(added, json_new_string(b->env[i].key));
    }
    json_set(variables, "added", added);
    json_set(variables, "removed", removed);
    json_set(variables, "changed", changed);
    return variables;
}

static struct json *side_of(const struct run *run)
{
    char id[IDENT_TEXT_SIZE];
    char at[CLOCK_TEXT_SIZE];
    struct json *side = json_object();
    ident_format(&run->job.id, id);
    json_set_string(side, "run_id", id);
    json_set_string(side, "state", run_state_name(run->state));
    json_set_string(side, "script", job_title(&run->job));
    if (run->started_at_us > 0) {
        clock_format(run->started_at_us, at);
        json_set_string(side, "started_at", at);
    }
    if (run_has_ended(run->state) && run->started_at_us > 0)
        json_set_integer(side, "took_ms", run->result.duration_ms);
    return side;
}

struct json *run_diff(const struct run *a, const struct run *b)
{
    auto_json struct json *left = facts_of(a);
    auto_json struct json *right = facts_of(b);
    struct json *root = json_object();
    json_set(root, "a", side_of(a));
    json_set(root, "b", side_of(b));
    json_set(root, "changes", compare_facts(left, right));
    json_set(root, "variables", compare_variables(&a->job, &b->job));
    return root;
}

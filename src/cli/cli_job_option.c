#include "cli/cli_job_option.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_job.h"
#include "cli/cli_value.h"
#include "job/run.h"

static const struct cli_option what_options[] = {
    {"module", 'm', "NAME", "run a module (python -m) instead of a script", CLI_COMPLETE_NONE,
     NULL},
    {"code", 'c', "TEXT", "run this Python text", CLI_COMPLETE_NONE, NULL},
    {"job", 'j', "FILE",
     "take the job file FILE, - for stdin; other options change single keys of it",
     CLI_COMPLETE_FILE, NULL},
    {"env", 'e', "KEY=VALUE", "add to the environment; may be repeated", CLI_COMPLETE_NONE, NULL},
    {"stdin", 0, "FILE", "the script's standard input, - for ours (UTF-8 text); without it, empty",
     CLI_COMPLETE_FILE, NULL},
    {"ref", 0, "REF", "run in a clean tree of this branch, tag or commit", CLI_COMPLETE_NONE, NULL},
    {"call", 0, "NAME", "call this function of the script with the arguments as --name VALUE",
     CLI_COMPLETE_NONE, NULL},
    {"label", 'l', "KEY=VALUE", "label for searching; may be repeated", CLI_COMPLETE_NONE, NULL},
    {"source", 0, "NAME", "where the job comes from, for the record: cli cron git http file",
     CLI_COMPLETE_WORDS, "cli cron git http file"},
    {"backend", 0, "NAME", "who executes it: local", CLI_COMPLETE_WORDS, "local"},
};

static const struct cli_option how_options[] = {
    {"timeout", 't', "DURATION", "end it after this time: 30s, 10m, 1h30m", CLI_COMPLETE_NONE,
     NULL},
    {"memory", 0, "SIZE", "most memory: 256M, 1G", CLI_COMPLETE_NONE, NULL},
    {"cpus", 0, "NUMBER", "most processors, also a fraction: 0.5", CLI_COMPLETE_NONE, NULL},
    {"pids", 0, "COUNT", "most processes", CLI_COMPLETE_NONE, NULL},
    {"disk", 0, "SIZE", "most disk space", CLI_COMPLETE_NONE, NULL},
    {"file-size", 0, "SIZE", "largest file that it may write", CLI_COMPLETE_NONE, NULL},
    {"open-files", 0, "COUNT", "most open files", CLI_COMPLETE_NONE, NULL},
    {"output-size", 0, "SIZE", "most output that is kept", CLI_COMPLETE_NONE, NULL},
    {"network", 0, "MODE", "none or full", CLI_COMPLETE_WORDS, "none full"},
    {"require", 0, "NAME", "refuse to run without this protection; may be repeated",
     CLI_COMPLETE_NONE, NULL},
};

static const struct cli_option when_options[] = {
    {"priority", 'p', "NUMBER", "-100 to 100, higher first", CLI_COMPLETE_NONE, NULL},
    {"key", 'k', "NAME", "jobs of one key never run at the same time", CLI_COMPLETE_NONE, NULL},
    {"on-conflict", 0, "HOW",
     "when a job of its key waits or runs: queue, latest (replace what waits), refuse",
     CLI_COMPLETE_WORDS, "queue latest refuse"},
    {"after", 0, "ID", "wait for the end of this run; may be repeated", CLI_COMPLETE_RUN, NULL},
    {"after-policy", 0, "HOW",
     "success: the runs waited for must succeed; any: their end is enough", CLI_COMPLETE_WORDS,
     "success any"},
    {"not-before", 0, "TIME", "not before this time: RFC 3339, or a duration from now",
     CLI_COMPLETE_NONE, NULL},
    {"expires", 0, "TIME", "drop it when it has not started by then", CLI_COMPLETE_NONE, NULL},
    {"retry", 'r', "COUNT", "try again up to COUNT times when it does not succeed",
     CLI_COMPLETE_NONE, NULL},
    {"retry-delay", 0, "DURATION", "wait before another attempt", CLI_COMPLETE_NONE, NULL},
    {"retry-backoff", 0, "FACTOR", "multiply the delay by this after each attempt",
     CLI_COMPLETE_NONE, NULL},
    {"retry-on", 0, "REASON",
     "try again only after this reason (exited, timeout, lost, …); may be repeated",
     CLI_COMPLETE_WORDS, "exited signalled timeout memory output disk lost not_started"},
    {"on-lost", 0, "HOW", "when power went or the supervisor died: keep (as lost) or rerun",
     CLI_COMPLETE_WORDS, "keep rerun"},
    {"idempotency-key", 0, "TEXT", "the same key within 24 hours is the same job: it runs once",
     CLI_COMPLETE_NONE, NULL},
};

const struct cli_group cli_job_what = {"What runs", what_options, ARRAY_LEN(what_options)};
const struct cli_group cli_job_how = {"Limits", how_options, ARRAY_LEN(how_options)};
const struct cli_group cli_job_when = {"When it runs", when_options, ARRAY_LEN(when_options)};

/* Set one value. The option's name is for messages. */
typedef int (*setter)(const char *name, const char *value, struct job *job, struct err *err);

static void replace(char **at, const char *value)
{
    free(*at);
    *at = xstrdup(value);
}

static int set_ref(const char *name, const char *value, struct job *job, struct err *err)
{
    (void)name;
    (void)err;
    replace(&job->ref, value);
    return 0;
}

static int set_call(const char *name, const char *value, struct job *job, struct err *err)
{
    (void)name;
    (void)err;
    replace(&job->call, value);
    return 0;
}

static int set_backend(const char *name, const char *value, struct job *job, struct err *err)
{
    (void)name;
    (void)err;
    replace(&job->backend, value);
    return 0;
}

static int set_key(const char *name, const char *value, struct job *job, struct err *err)
{
    (void)name;
    (void)err;
    replace(&job->key, value);
    return 0;
}

static int set_idempotency_key(const char *name, const char *value, struct job *job,
                               struct err *err)
{
    (void)name;
    (void)err;
    replace(&job->idempotency_key, value);
    return 0;
}

/* A key that is there already gets the new value: duplicate keys are refused in a job file. */
static int add_pair(const char *name, const char *value, struct job_pair **pairs, size_t *count,
                    struct err *err)
{
    struct job_pair pair;
    if (cli_read_pair(name, value, &pair.key, &pair.value, err) < 0)
        return -1;
    for (size_t i = 0; i < *count; i++) {
        if (strcmp((*pairs)[i].key, pair.key) == 0) {
            free(pair.key);
            free((*pairs)[i].value);
            (*pairs)[i].value = pair.value;
            return 0;
        }
    }
    *pairs = xrealloc(*pairs, (*count + 1) * sizeof(**pairs));
    (*pairs)[(*count)++] = pair;
    return 0;
}

static int add_env(const char *name, const char *value, struct job *job, struct err *err)
{
    return add_pair(name, value, &job->env, &job->env_count, err);
}

static int add_label(const char *name, const char *value, struct job *job, struct err *err)
{
    return add_pair(name, value, &job->labels, &job->label_count, err);
}

static int add_require(const char *name, const char *value, struct job *job, struct err *err)
{
    (void)name;
    (void)err;
    job->require = xrealloc(job->require, (job->require_count + 1) * sizeof(char *));
    job->require[job->require_count++] = xstrdup(value);
    return 0;
}

static int set_timeout(const char *name, const char *value, struct job *job, struct err *err)
{
    if (cli_read_duration_ms(value, &job->timeout_ms, err) < 0)
        return err_prefix(err, "--%s", name);
    if (job->timeout_ms < 1)
        return err_set(err, ERR_INVALID, "'%s' is no time at all (--%s)", value, name);
    return 0;
}

static int set_retry_delay(const char *name, const char *value, struct job *job, struct err *err)
{
    return cli_read_duration_ms(value, &job->retry.delay_ms, err) < 0
               ? err_prefix(err, "--%s", name)
               : 0;
}

static int read_size(const char *name, const char *value, int64_t *out, struct err *err)
{
    return cli_read_size_mb(value, out, err) < 0 ? err_prefix(err, "--%s", name) : 0;
}

static int set_memory(const char *name, const char *value, struct job *job, struct err *err)
{
    return read_size(name, value, &job->limits.memory_mb, err);
}

static int set_disk(const char *name, const char *value, struct job *job, struct err *err)
{
    return read_size(name, value, &job->limits.disk_mb, err);
}

static int set_file_size(const char *name, const char *value, struct job *job, struct err *err)
{
    return read_size(name, value, &job->limits.file_mb, err);
}

static int set_output_size(const char *name, const char *value, struct job *job, struct err *err)
{
    return read_size(name, value, &job->limits.output_mb, err);
}

static int set_cpus(const char *name, const char *value, struct job *job, struct err *err)
{
    return cli_read_number(name, value, 0.01, 1024, &job->limits.cpus, err);
}

static int set_pids(const char *name, const char *value, struct job *job, struct err *err)
{
    return cli_read_integer(name, value, 1, INT32_MAX, &job->limits.pids, err);
}

static int set_open_files(const char *name, const char *value, struct job *job, struct err *err)
{
    return cli_read_integer(name, value, 1, INT32_MAX, &job->limits.open_files, err);
}

static int set_priority(const char *name, const char *value, struct job *job, struct err *err)
{
    return cli_read_integer(name, value, -JOB_PRIORITY_MAX, JOB_PRIORITY_MAX, &job->priority, err);
}

static int set_retry(const char *name, const char *value, struct job *job, struct err *err)
{
    return cli_read_integer(name, value, 0, 1000, &job->retry.max, err);
}

static int set_backoff(const char *name, const char *value, struct job *job, struct err *err)
{
    return cli_read_number(name, value, 1, 100, &job->retry.backoff, err);
}

static int add_retry_on(const char *name, const char *value, struct job *job, struct err *err)
{
    enum run_reason reason = RUN_NOT_ENDED;
    if (!run_reason_parse(value, &reason))
        return err_set(err, ERR_INVALID, "'%.40s' is no reason why a run ends (--%s)", value, name);
    job->retry.on |= UINT32_C(1) << (unsigned)reason;
    return 0;
}

/* The place of VALUE among WORDS (NULL-terminated), which are the enum's values in order. */
static int read_word(const char *name, const char *value, const char *const *words, struct err *err)
{
    auto_buf struct buf all;
    buf_init(&all, 160);
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], value) == 0)
            return i;
        buf_addf(&all, "%s%s", i ? ", " : "", words[i]);
    }
    return err_set(err, ERR_INVALID, "'%.40s' is none of %s (--%s)", value, buf_text(&all), name);
}

static int set_conflict(const char *name, const char *value, struct job *job, struct err *err)
{
    static const char *const words[] = {[JOB_CONFLICT_QUEUE] = "queue",
                                        [JOB_CONFLICT_LATEST] = "latest",
                                        [JOB_CONFLICT_REFUSE] = "refuse",
                                        NULL};
    int at = read_word(name, value, words, err);
    if (at < 0)
        return -1;
    job->on_conflict = (enum job_conflict)at;
    return 0;
}

static int set_network(const char *name, const char *value, struct job *job, struct err *err)
{
    static const char *const words[] = {
        [JOB_NETWORK_NONE] = "none", [JOB_NETWORK_FULL] = "full", NULL};
    int at = read_word(name, value, words, err);
    if (at < 0)
        return -1;
    job->network = (enum job_network)at;
    return 0;
}

static int set_after_policy(const char *name, const char *value, struct job *job, struct err *err)
{
    static const char *const words[] = {"success", "any", NULL};
    int at = read_word(name, value, words, err);
    if (at < 0)
        return -1;
    job->is_after_any = at == 1;
    return 0;
}

static int set_on_lost(const char *name, const char *value, struct job *job, struct err *err)
{
    static const char *const words[] = {"keep", "rerun", NULL};
    int at = read_word(name, value, words, err);
    if (at < 0)
        return -1;
    job->is_rerun_on_lost = at == 1;
    return 0;
}

static int set_not_before(const char *name, const char *value, struct job *job, struct err *err)
{
    int result = cli_read_time_us(value, clock_wall_us(), +1, &job->not_before_us, err);
    return result < 0 ? err_prefix(err, "--%s", name) : 0;
}

static int set_expires(const char *name, const char *value, struct job *job, struct err *err)
{
    int result = cli_read_time_us(value, clock_wall_us(), +1, &job->expires_us, err);
    return result < 0 ? err_prefix(err, "--%s", name) : 0;
}

static const struct {
    const char *name;
    setter set;
} setters[] = {
    {"env", add_env},
    {"ref", set_ref},
    {"call", set_call},
    {"label", add_label},
    {"backend", set_backend},
    {"timeout", set_timeout},
    {"memory", set_memory},
    {"cpus", set_cpus},
    {"pids", set_pids},
    {"disk", set_disk},
    {"file-size", set_file_size},
    {"open-files", set_open_files},
    {"output-size", set_output_size},
    {"network", set_network},
    {"require", add_require},
    {"priority", set_priority},
    {"key", set_key},
    {"on-conflict", set_conflict},
    {"after-policy", set_after_policy},
    {"not-before", set_not_before},
    {"expires", set_expires},
    {"retry", set_retry},
    {"retry-delay", set_retry_delay},
    {"retry-backoff", set_backoff},
    {"retry-on", add_retry_on},
    {"on-lost", set_on_lost},
    {"idempotency-key", set_idempotency_key},
};

int cli_job_options(const struct cli_args *args, struct job *job, struct err *err)
{
    for (size_t i = 0; i < args->given_count; i++) {
        const struct cli_given *given = &args->given[i];
        for (size_t s = 0; s < ARRAY_LEN(setters); s++) {
            if (strcmp(setters[s].name, given->option->name) != 0)
                continue;
            if (setters[s].set(given->option->name, given->value, job, err) < 0)
                return -1;
        }
    }
    return 0;
}

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_place.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_value.h"
#include "cli/cli_why.h"
#include "job/run_json.h"

#define LINE_CAP    ((size_t)128 * 1024)
#define FILES_SHOWN 3

static void print_field(const char *name, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void print_field(const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = NULL;
    int size = vasprintf(&text, format, args);
    va_end(args);
    auto_buf struct buf clean;
    buf_init(&clean, LINE_CAP);
    if (size > 0)
        cli_text_print(text, 0, &clean);
    if (size >= 0)
        free(text);
    if (clean.size > 0)
        (void)printf("%-12s  %s\n", name, buf_text(&clean)); /* cli_flush tells */
}

static void print_time(const char *name, int64_t wall_us, int64_t now_us)
{
    char at[CLI_TEXT_SIZE];
    char age[CLI_TEXT_SIZE];
    if (wall_us <= 0)
        return;
    cli_write_time(wall_us, at);
    cli_write_age(wall_us, now_us, age);
    print_field(name, "%s (%s)", at, age);
}

static void print_pairs(const char *name, const struct job_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        print_field(i ? "" : name, "%s=%s", pairs[i].key, pairs[i].value);
}

static void print_job(const struct job *job)
{
    auto_buf struct buf args;
    buf_init(&args, LINE_CAP);
    for (size_t i = 0; i < job->arg_count; i++) {
        buf_add(&args, i ? " " : "");
        json_quote(job->args[i], strlen(job->args[i]), &args);
    }
    print_field("script", "%s", job_title(job));
    if (job->ref)
        print_field("ref", "%s", job->ref);
    if (job->commit)
        print_field("commit", "%s", job->commit);
    print_field("arguments", "%s", buf_text(&args));
    print_pairs("environment", job->env, job->env_count);
    print_pairs("labels", job->labels, job->label_count);
    if (job->key)
        print_field("key", "%s", job->key);
    if (job->priority)
        print_field("priority", "%lld", (long long)job->priority);
    for (size_t i = 0; i < job->after_count; i++) {
        char id[IDENT_TEXT_SIZE];
        ident_format(&job->after[i], id);
        print_field(i ? "" : "after", "%s", id);
    }
    print_field("source", "%s%s%s", job_source_name(job->source), job->submitted_by ? ", by " : "",
                job->submitted_by ? job->submitted_by : "");
}

/* One line for the first files of LIST, which has COUNT of them. */
static void print_files(const char *what, const struct json *list, int64_t count)
{
    auto_buf struct buf names;
    int64_t shown = 0;
    buf_init(&names, LINE_CAP);
    if (count == 0)
        return;
    for (const struct json *row = json_first(list); row && shown < FILES_SHOWN;
         row = json_next(row), shown++) {
        const char *why = json_get_string(row, "why");
        const char *path = why ? json_get_string(row, "path") : json_string(row);
        buf_addf(&names, "%s'%s'%s%s", shown ? ", " : "", path ? path : "?", why ? " " : "",
                 why ? why : "");
    }
    print_field("", "%lld %s: %s%s", (long long)count, what, buf_text(&names),
                count > shown ? " …" : "");
}

/* Which files it saw. */
static void print_tree(const struct run *run)
{
    const struct json *tree = run->tree;
    const char *commit = json_get_string(tree, "commit");
    const char *why = json_get_string(tree, "why");
    int64_t patch_bytes = json_get_integer(tree, "patch_bytes", 0);
    char size[CLI_TEXT_SIZE];
    if (why)
        print_field("commit", "not known: %s", why);
    if (!commit)
        return;
    if (!run->job.commit)
        print_field("commit", "%s", commit);
    cli_write_bytes(patch_bytes, size);
    if (patch_bytes > 0)
        print_field("changed", "a patch of %s on the commit is kept as 'tree.patch'", size);
    print_files("not in it", json_get(tree, "left_out_files"),
                json_get_integer(tree, "left_out", 0));
    print_files("changed since the run began, maybe before it read them",
                json_get(tree, "late_files"), json_get_integer(tree, "late", 0));
    print_files("made since the run began", json_get(tree, "made_since_files"),
                json_get_integer(tree, "made_since", 0));
}

/* LIST is "name (why),name (why)…": the names alone; `pirun doctor` tells why. */
static void print_names(const char *field, const char *list)
{
    auto_buf struct buf names;
    buf_init(&names, LINE_CAP);
    bool is_inside = false;
    for (; list && *list; list++) {
        is_inside = (is_inside || *list == '(') && *list != ')';
        if (*list == ',' && !is_inside)
            buf_add(&names, " ");
        else if (!is_inside && *list != ')' && *list != ' ')
            buf_append(&names, list, 1);
    }
    print_field(field, "%s", buf_text(&names));
}

static void print_usage(const struct run_result *result)
{
    char bytes[CLI_TEXT_SIZE];
    char dropped[CLI_TEXT_SIZE];
    char cpu[CLI_TEXT_SIZE];
    char memory[CLI_TEXT_SIZE];
    const struct run_usage *usage = &result->usage;
    cli_write_bytes(result->output.bytes, bytes);
    cli_write_bytes(result->output.dropped, dropped);
    cli_write_duration(usage->cpu_user_ms + usage->cpu_system_ms, cpu);
    cli_write_bytes(usage->max_rss_kb * 1024, memory);
    print_field("output", "%s, %lld line%s%s%s%s", bytes, (long long)result->output.lines,
                result->output.lines == 1 ? "" : "s", result->output.dropped ? "; not kept: " : "",
                result->output.dropped ? dropped : "", "");
    print_field("used", "%s of processor time, at most %s of memory", cpu, memory);
    print_field("confined", "level '%s'", result->sandbox_level);
    print_names("in force", result->in_force);
    print_names("not in force", result->missing);
}

/* What the script left to be kept with its run. */
static void print_artifacts(struct cli_place *place, const struct run *run)
{
    auto_free char *path = place->ops->artifacts(place, run);
    if (path)
        print_field("artifacts", "%s/", path);
}

static void print_people(struct run *run)
{
    char id[IDENT_TEXT_SIZE];
    char text[300];
    char took[CLI_TEXT_SIZE];
    int64_t now_us = clock_wall_us();
    bool has_ended = run_has_ended(run->state);
    bool has_started = run->started_at_us > 0;
    ident_format(&run->job.id, id);
    cli_why_describe(run, text, sizeof(text));
    print_field("id", "%s", id);
    print_field("state", "%s: %s", run_state_name(run->state), text);
    if (has_ended && !strstr(text, run->result.message))
        print_field("message", "%s", run->result.message);
    print_job(&run->job);
    print_tree(run);
    if (run->note)
        print_field("note", "%s", run->note);
    print_time("submitted", run->job.submitted_at_us, now_us);
    print_time("accepted", run->job.queued_at_us, now_us);
    if (run->attempt > 1 || run->job.retry.max > 0)
        print_field("attempt", "%d of %lld", run->attempt, (long long)run->job.retry.max + 1);
    print_time("started", run->started_at_us, now_us);
    if (has_ended)
        print_time("ended", run->result.ended_at_us, now_us);
    cli_write_duration(run->result.duration_ms, took);
    if (has_ended && has_started)
        print_field("took", "%s", took);
    cli_write_duration(run->timeout_ms, took);
    if (run->timeout_ms > 0)
        print_field("time limit", "%s", took);
    if (run->python)
        print_field("python", "%s%s%s", run->python, run->host ? " on " : "",
                    run->host ? run->host : "");
    if (has_ended && has_started)
        print_usage(&run->result);
}

static int show(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_run struct run run;
    run_init(&run);
    if (cli_place_open(&place, args, err) < 0 ||
        place.ops->load(&place, args->positionals[0], &run, err) < 0)
        return -1;
    if (!cli_has(args, "json")) {
        print_people(&run);
        print_artifacts(&place, &run);
        return 0;
    }
    auto_json struct json *record = run_json_record(&run);
    cli_print_json(record);
    return 0;
}

static const struct cli_option options[] = {
    {"json", 0, NULL, "print the run record, version 1", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_show_command = {
    .name = "show",
    .summary = "show the record of a run",
    .usage = "ID",
    .groups = {&group},
    .example = "pirun show @1 --json",
    .positional_min = 1,
    .positional_max = 1,
    .complete = CLI_COMPLETE_RUN,
    .handler = show,
};

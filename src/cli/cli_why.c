#include "cli/cli_why.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_place.h"
#include "cli/cli_rows.h"
#include "cli/cli_say.h"
#include "cli/cli_value.h"
#include "job/run_json.h"

#define PAUSED_FILE "paused" /* in var/, while the queue is paused */

static void set_wait(struct run *run, enum run_wait wait, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void set_wait(struct run *run, enum run_wait wait, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    run->wait = wait;
    (void)vsnprintf(run->wait_text, sizeof(run->wait_text), format,
                    args); /* a long text may be cut */
    va_end(args);
}

static bool look_accepted(struct cli_project *project, struct run *run, bool has_server)
{
    (void)project;
    if (run->job.seq > 0)
        return false;
    set_wait(run, RUN_WAIT_NOT_ACCEPTED,
             has_server ? "waits to be accepted by the server"
                        : "waits for a server: 'pirun serve' starts one");
    return true;
}

static bool look_server(struct cli_project *project, struct run *run, bool has_server)
{
    (void)project;
    if (!has_server)
        set_wait(run, RUN_WAIT_TURN, "waits for a server: 'pirun serve' starts one");
    return !has_server;
}

static bool look_pause(struct cli_project *project, struct run *run, bool has_server)
{
    (void)has_server;
    if (!fd_exists(project->spool.dirs.var, PAUSED_FILE))
        return false;
    set_wait(run, RUN_WAIT_PAUSED,
             "waits because the queue is paused or draining: 'pirun resume' lets it go on");
    return true;
}

bool cli_why_look_time(struct run *run)
{
    char text[CLI_TEXT_SIZE];
    if (run->job.not_before_us <= clock_wall_us())
        return false;
    cli_write_time(run->job.not_before_us, text);
    set_wait(run, RUN_WAIT_NOT_BEFORE, "waits for its time, %s", text);
    return true;
}

static bool look_time(struct cli_project *project, struct run *run, bool has_server)
{
    (void)project;
    (void)has_server;
    return cli_why_look_time(run);
}

static bool look_after(struct cli_project *project, struct run *run, bool has_server)
{
    (void)has_server;
    for (size_t i = 0; i < run->job.after_count; i++) {
        enum run_state state = RUN_QUEUED;
        char id[IDENT_TEXT_SIZE];
        struct err err;
        ident_format(&run->job.after[i], id);
        if (store_state(&project->store, &run->job.after[i], &state, &err) == 0 &&
            run_has_ended(state))
            continue;
        set_wait(run, RUN_WAIT_AFTER, "waits for the end of run '%s' (%s)", id,
                 run_state_name(state));
        return true;
    }
    return false;
}

static bool look_retry(struct cli_project *project, struct run *run, bool has_server)
{
    (void)project;
    (void)has_server;
    if (run->attempt < 1)
        return false;
    set_wait(run, RUN_WAIT_RETRY, "waits for its next attempt: %d of %lld came before",
             run->attempt, (long long)run->job.retry.max + 1);
    return true;
}

/* Its key, or a slot: both depend on what runs now, which is little. */
static bool look_running(struct cli_project *project, struct run *run, bool has_server)
{
    (void)has_server;
    char(*ids)[IDENT_TEXT_SIZE] = NULL;
    size_t count = cli_rows_names(project->spool.dirs.active, "", &ids);
    const char *holder = NULL;
    for (size_t i = 0; run->job.key && !holder && i < count; i++) {
        struct ident id;
        struct err gone;
        auto_run struct run other;
        run_init(&other);
        if (ident_parse(ids[i], IDENT_TEXT_SIZE - 1, &id) &&
            store_load(&project->store, &id, &other, &gone) == 0 && other.job.key &&
            strcmp(other.job.key, run->job.key) == 0)
            holder = ids[i];
    }
    long long slots = (long long)project->conf.run.jobs;
    if (holder)
        set_wait(run, RUN_WAIT_KEY, "waits for run '%s', which has the same key '%.60s'", holder,
                 run->job.key);
    else if ((long long)count >= slots)
        set_wait(run, RUN_WAIT_SLOT, "waits for a free slot: %zu of %lld run", count, slots);
    else
        set_wait(run, RUN_WAIT_TURN,
                 "waits for its turn: others go first, or the server drains ('pirun drain')");
    free(ids);
    return true;
}

void cli_why_fill(struct cli_project *project, struct run *run)
{
    static bool (*const looks[])(struct cli_project *, struct run *, bool) = {
        look_accepted, look_server, look_pause, look_time, look_after, look_retry, look_running,
    };
    if (run->state != RUN_QUEUED)
        return;
    bool has_server = spool_is_locked(&project->spool, NULL, NULL);
    for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
        if (looks[i](project, run, has_server))
            return;
    }
}

void cli_why_describe(const struct run *run, char *text, size_t size)
{
    char took[CLI_TEXT_SIZE];
    int64_t since_ms = (clock_wall_us() - run->started_at_us) / 1000;
    if (run->state == RUN_RUNNING) {
        cli_write_duration(since_ms > 0 ? since_ms : 0, took);
        (void)snprintf(text, size, "has been running for %s", took); /* a long text may be cut */
    } else if (run->state == RUN_SUCCEEDED) {
        cli_write_duration(run->result.duration_ms, took);
        (void)snprintf(text, size, "exited with status 0 after %s", took);
    } else {
        run_describe(run, text, size);
    }
}

static void print_why_json(const struct run *run, const char *text)
{
    char id[IDENT_TEXT_SIZE];
    auto_json struct json *object = json_object();
    ident_format(&run->job.id, id);
    json_set_string(object, "id", id);
    json_set_string(object, "state", run_state_name(run->state));
    if (run->state == RUN_QUEUED)
        json_set_string(object, "code", run_wait_name(run->wait));
    else if (run_has_ended(run->state))
        json_set_string(object, "code", run_reason_name(run->result.reason));
    json_set_string(object, "text", text);
    cli_print_json(object);
}

static int why(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_run struct run run;
    char text[300];
    run_init(&run);
    if (cli_place_open(&place, args, err) < 0 ||
        place.ops->load(&place, args->positionals[0], &run, err) < 0)
        return -1;
    cli_why_describe(&run, text, sizeof(text));
    if (cli_has(args, "json"))
        print_why_json(&run, text);
    else
        (void)printf("%s: %s\n", run_state_name(run.state), text); /* cli_flush tells */
    return 0;
}

static const struct cli_option options[] = {
    {"json", 0, NULL, "print an object: id, state, code, text", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_why_command = {
    .name = "why",
    .summary = "say in one sentence why a run waits, or how it ended",
    .usage = "ID",
    .groups = {&group},
    .example = "pirun why @1",
    .positional_min = 1,
    .positional_max = 1,
    .complete = CLI_COMPLETE_RUN,
    .handler = why,
};

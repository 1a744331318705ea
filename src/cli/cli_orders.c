/* cancel, rerun, pause, resume, drain: orders to the server, and what became of them. */
#include <stdio.h>
#include <string.h>

#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_place.h"
#include "cli/cli_say.h"
#include "cli/cli_value.h"
#include "cli/cli_why.h"

static struct json *outcome_json(enum job_op op, const char *target,
                                 const struct cli_outcome *outcome)
{
    struct json *object = json_object();
    json_set_string(object, "op", job_op_name(op));
    json_set_string(object, "target", target);
    json_set_string(object, "id", outcome->order[0] ? outcome->order : NULL);
    json_set_bool(object, "done", outcome->is_done);
    json_set_string(object, "text", outcome->text);
    return object;
}

static int cancel_one(struct cli_place *place, const char *text, char id[IDENT_TEXT_SIZE],
                      struct cli_outcome *outcome, struct err *err)
{
    auto_run struct run run;
    char how[300];
    run_init(&run);
    *outcome = (struct cli_outcome){0};
    if (place->ops->load(place, text, &run, err) < 0)
        return -1;
    ident_format(&run.job.id, id);
    if (run_has_ended(run.state)) {
        cli_why_describe(&run, how, sizeof(how));
        return err_set(err, ERR_CONFLICT, "run '%s' has ended already: %s", id, how);
    }
    return place->ops->cancel(place, &run, outcome, err);
}

/* The order is done when the run was told; it may take its time to end. */
static void print_cancelled(struct cli_place *place, const char *id,
                            const struct cli_outcome *outcome)
{
    auto_run struct run run;
    struct err gone;
    char grace[CLI_TEXT_SIZE];
    run_init(&run);
    if (!outcome->is_done) {
        (void)printf("cancel %s: %s\n", id, outcome->text); /* cli_flush tells */
        return;
    }
    if (place->ops->load(place, id, &run, &gone) < 0 || run_has_ended(run.state)) {
        (void)printf("cancelled %s\n", id);
        return;
    }
    cli_write_duration(place->ops->grace_ms(place), grace);
    if (place->ops->grace_ms(place) > 0)
        (void)printf("cancelling %s: told to end, killed after %s\n", id, grace);
    else
        (void)printf("cancelling %s: told to end\n", id);
}

static int cancel(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_json struct json *all = json_array();
    int status = 0;
    if (cli_place_open(&place, args, err) < 0)
        return -1;
    place.ops->get_ready(&place); /* it may start the program again: before the first order */
    for (size_t i = 0; i < args->positional_count; i++) {
        char id[IDENT_TEXT_SIZE];
        struct cli_outcome outcome;
        struct err why;
        if (cancel_one(&place, args->positionals[i], id, &outcome, &why) < 0) {
            cli_say("%s", why.text);
            status = err_exit(why.code);
        } else if (cli_has(args, "json")) {
            json_push(all, outcome_json(JOB_OP_CANCEL, id, &outcome));
        } else {
            print_cancelled(&place, id, &outcome);
        }
    }
    if (cli_has(args, "json"))
        cli_print_json(all);
    return status;
}

static int read_exact(const struct cli_args *args, enum job_exact *exact, struct err *err)
{
    bool is_anyway = cli_has(args, "anyway");
    *exact = is_anyway ? JOB_EXACT_ANYWAY : JOB_EXACT_STRICT;
    if (cli_has(args, "exact"))
        return 0;
    *exact = JOB_EXACT_NO;
    return is_anyway ? err_set(err, ERR_INVALID, "--anyway belongs to --exact") : 0;
}

static int rerun(struct cli_args *args, struct err *err)
{
    enum job_exact exact = JOB_EXACT_NO;
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_run struct run run;
    struct cli_outcome outcome = {0};
    char id[IDENT_TEXT_SIZE];
    run_init(&run);
    if (read_exact(args, &exact, err) < 0 || cli_place_open(&place, args, err) < 0 ||
        place.ops->load(&place, args->positionals[0], &run, err) < 0 ||
        place.ops->rerun(&place, &run, exact, &outcome, err) < 0)
        return -1;
    ident_format(&run.job.id, id);
    if (cli_has(args, "json")) {
        auto_json struct json *object = outcome_json(JOB_OP_RERUN, id, &outcome);
        cli_print_json(object);
        return 0;
    }
    (void)puts(outcome.order); /* cli_flush tells; the new run has the id of the order */
    if (!outcome.is_done && cli_is_watched())
        cli_say("%s", outcome.text);
    return 0;
}

static int give_all(struct cli_args *args, enum job_op op, const char *done, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    struct cli_outcome outcome = {0};
    if (cli_place_open(&place, args, err) < 0 || place.ops->order(&place, op, &outcome, err) < 0)
        return -1;
    if (cli_has(args, "json")) {
        auto_json struct json *object = outcome_json(op, NULL, &outcome);
        cli_print_json(object);
        return 0;
    }
    (void)printf("%s\n", outcome.is_done ? done : outcome.text); /* cli_flush tells */
    return 0;
}

static int pause_queue(struct cli_args *args, struct err *err)
{
    return give_all(args, JOB_OP_PAUSE,
                    "paused: nothing starts until 'pirun resume'; what runs goes on", err);
}

static int resume_queue(struct cli_args *args, struct err *err)
{
    return give_all(args, JOB_OP_RESUME, "resumed", err);
}

static int drain_queue(struct cli_args *args, struct err *err)
{
    return give_all(args, JOB_OP_DRAIN,
                    "draining: what runs goes on, nothing else starts in this server", err);
}

static const struct cli_option options[] = {
    {"json", 0, NULL, "print what was ordered and what became of it", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

static const struct cli_option rerun_options[] = {
    {"exact", 0, NULL, "with the very files that the run saw, not those of now", CLI_COMPLETE_NONE,
     NULL},
    {"anyway", 0, NULL, "with --exact: also when some of them are not known", CLI_COMPLETE_NONE,
     NULL},
    {"json", 0, NULL, "print what was ordered and what became of it", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group rerun_group = {"Options", rerun_options, ARRAY_LEN(rerun_options)};

const struct cli_command cli_cancel_command = {
    .name = "cancel",
    .summary = "end runs, whether they wait or run",
    .usage = "ID…",
    .description =
        "A waiting run ends at once. All processes of a running one get SIGTERM and, after "
        "run.cancel_grace_ms, SIGKILL.",
    .groups = {&group},
    .example = "pirun cancel @1",
    .positional_min = 1,
    .positional_max = 10000,
    .complete = CLI_COMPLETE_RUN,
    .handler = cancel,
};

const struct cli_command cli_rerun_command = {
    .name = "rerun",
    .summary = "submit the job of a run again, under a new id",
    .usage = "ID",
    .description =
        "With --exact in a copy of the files that the run saw: its commit and what was not "
        "committed then. Files that git ignores are not part of it, and packages are those of "
        "now: 'pirun diff' tells what differs.",
    .groups = {&rerun_group},
    .example = "pirun rerun @1 --exact",
    .positional_min = 1,
    .positional_max = 1,
    .complete = CLI_COMPLETE_RUN,
    .handler = rerun,
};

const struct cli_command cli_pause_command = {
    .name = "pause",
    .summary = "start nothing any more; what runs goes on",
    .usage = "",
    .description = "A pause outlives a restart of the server; 'pirun resume' ends it.",
    .groups = {&group},
    .example = "pirun pause",
    .handler = pause_queue,
};

const struct cli_command cli_resume_command = {
    .name = "resume",
    .summary = "let jobs start again after pause or drain",
    .usage = "",
    .groups = {&group},
    .example = "pirun resume",
    .handler = resume_queue,
};

const struct cli_command cli_drain_command = {
    .name = "drain",
    .summary = "let what runs end and start nothing more in this server",
    .usage = "",
    .description = "Before a stop: what waits is kept for the next server.",
    .groups = {&group},
    .example = "pirun drain",
    .handler = drain_queue,
};

/* cancel, rerun, pause, resume, drain: an order into the door, then its receipt, when somebody is
 * there to give one. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_id.h"
#include "cli/cli_order.h"
#include "cli/cli_project.h"
#include "cli/cli_say.h"
#include "cli/cli_value.h"
#include "cli/cli_why.h"
#include "exec/exec_supervise.h"

#define RECEIPT_WAIT_MS 2000

/* What became of an order. */
struct outcome {
    char order[IDENT_TEXT_SIZE];
    bool is_done;
    char text[240];
};

static void say_outcome(struct outcome *outcome, bool is_done, const char *text)
{
    outcome->is_done = is_done;
    (void)snprintf(outcome->text, sizeof(outcome->text), "%s", text); /* a long text may be cut */
}

/* Errors: ERR_CONFLICT the server did not carry it out (says why). */
static int give(struct cli_project *project, enum job_op op, const struct ident *target,
                struct outcome *outcome, struct err *err)
{
    struct ident id;
    struct err late;
    if (cli_order_submit(project, op, target, &id, err) < 0)
        return -1;
    ident_format(&id, outcome->order);
    if (!spool_is_locked(&project->spool, NULL, NULL)) {
        say_outcome(outcome, false, "no server runs: carried out when one starts");
        return 0;
    }
    auto_json struct json *receipt =
        cli_order_receipt(project, outcome->order, RECEIPT_WAIT_MS, &late);
    const char *text = json_get_string(receipt, "text");
    if (!receipt) {
        say_outcome(outcome, false,
                    "the server has not answered yet: the order stays in the spool");
        return 0;
    }
    /* a rerun is a submission under the order's own id: its receipt may be that of the new job
     * already */
    if (json_get_bool(receipt, "done", false) || json_get_bool(receipt, "accepted", false)) {
        say_outcome(outcome, true, text ? text : "");
        return 0;
    }
    return err_set(err, ERR_CONFLICT, "%s", text ? text : "the server did not carry it out");
}

static struct json *outcome_json(enum job_op op, const char *target, const struct outcome *outcome)
{
    struct json *object = json_object();
    json_set_string(object, "op", job_op_name(op));
    json_set_string(object, "target", target);
    json_set_string(object, "id", outcome->order[0] ? outcome->order : NULL);
    json_set_bool(object, "done", outcome->is_done);
    json_set_string(object, "text", outcome->text);
    return object;
}

/* No server is there, but the run has its supervisor: that one cancels on SIGTERM. Answers
 * whether it was asked. */
static bool cancel_directly(struct cli_project *project, const struct run *run)
{
    char id[IDENT_TEXT_SIZE];
    struct err gone;
    pid_t pid = 0;
    pid_t again = 0;
    if (run->state != RUN_RUNNING || spool_is_locked(&project->spool, NULL, NULL))
        return false;
    ident_format(&run->job.id, id);
    auto_fd int dirfd = fd_open_dir(project->spool.dirs.runs, id, &gone);
    if (dirfd < 0 || exec_live_look(dirfd, &pid) != EXEC_LIVE_ALIVE || pid <= 0)
        return false;
    auto_fd int process = pidfd_open(pid, 0);
    /* still the same one, now that we hold it: a pid may be used again */
    if (process < 0 || exec_live_look(dirfd, &again) != EXEC_LIVE_ALIVE || again != pid)
        return false;
    return pidfd_send_signal(process, SIGTERM, NULL, 0) == 0;
}

static int cancel_one(struct cli_project *project, const char *text, char id[IDENT_TEXT_SIZE],
                      struct outcome *outcome, struct err *err)
{
    auto_run struct run run;
    char how[300];
    run_init(&run);
    *outcome = (struct outcome){0};
    if (cli_id_load(project, text, &run, err) < 0)
        return -1;
    ident_format(&run.job.id, id);
    if (run_has_ended(run.state)) {
        cli_why_describe(&run, how, sizeof(how));
        return err_set(err, ERR_CONFLICT, "run '%s' has ended already: %s", id, how);
    }
    if (cancel_directly(project, &run)) {
        say_outcome(outcome, true, "its supervisor ends it");
        return 0;
    }
    return give(project, JOB_OP_CANCEL, &run.job.id, outcome, err);
}

/* The order is done when the run was told; it may take its time to end. */
static void print_cancelled(struct cli_project *project, const char *id,
                            const struct outcome *outcome)
{
    auto_run struct run run;
    struct err gone;
    char grace[CLI_TEXT_SIZE];
    run_init(&run);
    if (!outcome->is_done) {
        (void)printf("cancel %s: %s\n", id, outcome->text); /* cli_flush tells */
        return;
    }
    if (cli_id_load(project, id, &run, &gone) < 0 || run_has_ended(run.state)) {
        (void)printf("cancelled %s\n", id);
        return;
    }
    cli_write_duration(project->conf.run.cancel_grace_ms, grace);
    (void)printf("cancelling %s: told to end, killed after %s\n", id, grace);
}

static int cancel(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    auto_json struct json *all = json_array();
    int status = 0;
    if (cli_project_open(&project, args, err) < 0)
        return -1;
    (void)cli_project_index(
        &project); /* now, before the first order: it may start the program again */
    for (size_t i = 0; i < args->positional_count; i++) {
        char id[IDENT_TEXT_SIZE];
        struct outcome outcome;
        struct err why;
        if (cancel_one(&project, args->positionals[i], id, &outcome, &why) < 0) {
            cli_say("%s", why.text);
            status = err_exit(why.code);
        } else if (cli_has(args, "json")) {
            json_push(all, outcome_json(JOB_OP_CANCEL, id, &outcome));
        } else {
            print_cancelled(&project, id, &outcome);
        }
    }
    if (cli_has(args, "json"))
        cli_print_json(all);
    return status;
}

static int rerun(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    auto_run struct run run;
    struct outcome outcome = {0};
    char id[IDENT_TEXT_SIZE];
    run_init(&run);
    if (cli_project_open(&project, args, err) < 0 ||
        cli_id_load(&project, args->positionals[0], &run, err) < 0 ||
        give(&project, JOB_OP_RERUN, &run.job.id, &outcome, err) < 0)
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
    auto_project struct cli_project project = {.dirfd = -1};
    struct outcome outcome = {0};
    if (cli_project_open(&project, args, err) < 0 || give(&project, op, NULL, &outcome, err) < 0)
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
    .groups = {&group},
    .example = "pirun rerun @1",
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

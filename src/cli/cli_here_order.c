/* Orders here: into the door, then their receipts, when somebody is there to give one. */
#include "cli/cli_here.h"

#include <signal.h>
#include <stdio.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_order.h"
#include "exec/exec_supervise.h"
#include "job/run_exact.h"

#define RECEIPT_WAIT_MS 2000

static void say_outcome(struct cli_outcome *outcome, bool is_done, const char *text)
{
    outcome->is_done = is_done;
    (void)snprintf(outcome->text, sizeof(outcome->text), "%s", text); /* a long text may be cut */
}

/* Errors: ERR_CONFLICT the server did not carry it out (says why). */
static int give(struct cli_project *project, const struct cli_order *order,
                struct cli_outcome *outcome, struct err *err)
{
    struct ident id;
    struct err late;
    if (cli_order_submit(project, order, &id, err) < 0)
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

int cli_here_cancel(struct cli_place *place, const struct run *run, struct cli_outcome *outcome,
                    struct err *err)
{
    const struct cli_order order = {.op = JOB_OP_CANCEL, .target = &run->job.id};
    if (!cancel_directly(&place->project, run))
        return give(&place->project, &order, outcome, err);
    say_outcome(outcome, true, "its supervisor ends it");
    return 0;
}

int cli_here_rerun(struct cli_place *place, const struct run *run, enum job_exact exact,
                   struct cli_outcome *outcome, struct err *err)
{
    const struct cli_order order = {.op = JOB_OP_RERUN, .target = &run->job.id, .exact = exact};
    /* the server judges once more; without one nobody else would say it now */
    if (exact != JOB_EXACT_NO && run_exact_check(run, exact == JOB_EXACT_ANYWAY, err) < 0)
        return -1;
    return give(&place->project, &order, outcome, err);
}

int cli_here_order(struct cli_place *place, enum job_op op, struct cli_outcome *outcome,
                   struct err *err)
{
    const struct cli_order order = {.op = op};
    return give(&place->project, &order, outcome, err);
}

#include "job/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/scope.h"

#define EXIT_SIGNALLED 128 /* plus the signal, as shells do */
#define EXIT_TIMEOUT   124 /* Source: timeout(1) */
#define EXIT_PIRUN     125 /* Source: timeout(1), env(1): the runner itself failed */

#define MS_PER_S 1000

static const char *const states[] = {
    [RUN_QUEUED] = "queued", [RUN_RUNNING] = "running", [RUN_SUCCEEDED] = "succeeded",
    [RUN_FAILED] = "failed", [RUN_KILLED] = "killed",
};

/* What each outcome is called, leads to (exited: unless its code is 0) and means. */
struct reason_row {
    const char *name;
    enum run_state state;
    const char *sentence;
};

static const struct reason_row reasons[] = {
    [RUN_NOT_ENDED] = {"", RUN_QUEUED, ""},
    [RUN_EXITED] = {"exited", RUN_FAILED, "ended by itself"},
    [RUN_SIGNALLED] = {"signalled", RUN_FAILED, "died of a signal"},
    [RUN_TIMEOUT] = {"timeout", RUN_KILLED, "ended by its time limit"},
    [RUN_CANCELLED] = {"cancelled", RUN_KILLED, "cancelled"},
    [RUN_MEMORY] = {"memory", RUN_KILLED, "ended by its memory limit"},
    [RUN_OUTPUT] = {"output", RUN_KILLED, "ended because it wrote more than it may"},
    [RUN_DISK] = {"disk", RUN_KILLED, "ended because it used more disk than it may"},
    [RUN_LOST] = {"lost", RUN_FAILED, "lost: PiRun does not know how it ended"},
    [RUN_NOT_STARTED] = {"not_started", RUN_FAILED, "could not be started"},
    [RUN_EXPIRED] = {"expired", RUN_KILLED, "expired before it could start"},
    [RUN_SUPERSEDED] = {"superseded", RUN_KILLED, "replaced by a newer job of its key"},
    [RUN_DEPENDENCY] = {"dependency", RUN_KILLED,
                        "not started: a run that it waits for did not succeed"},
};

static const char *const waits[] = {
    [RUN_WAIT_NONE] = "",
    [RUN_WAIT_SLOT] = "slot",
    [RUN_WAIT_TURN] = "turn",
    [RUN_WAIT_KEY] = "key",
    [RUN_WAIT_AFTER] = "after",
    [RUN_WAIT_NOT_BEFORE] = "not_before",
    [RUN_WAIT_RETRY] = "retry",
    [RUN_WAIT_PAUSED] = "paused",
    [RUN_WAIT_NOT_ACCEPTED] = "not_accepted",
};

/* From the row to the column. A run that has ended stays as it is for ever. */
static const bool moves[][RUN_KILLED + 1] = {
    [RUN_QUEUED] = {[RUN_RUNNING] = true, [RUN_FAILED] = true, [RUN_KILLED] = true},
    [RUN_RUNNING] =
        {[RUN_QUEUED] = true, [RUN_SUCCEEDED] = true, [RUN_FAILED] = true, [RUN_KILLED] = true},
    [RUN_SUCCEEDED] = {false},
    [RUN_FAILED] = {false},
    [RUN_KILLED] = {false},
};

void run_init(struct run *run)
{
    *run = (struct run){.state = RUN_QUEUED};
    job_init(&run->job);
}

void run_result_release(struct run_result *result)
{
    free(result->in_force);
    free(result->missing);
    *result = (struct run_result){.reason = RUN_NOT_ENDED};
}

void run_release(struct run *run)
{
    job_release(&run->job);
    run_result_release(&run->result);
    free(run->python);
    free(run->host);
    free(run->environment);
    free(run->note);
    json_free(run->tree);
    run_init(run);
}

enum run_state run_state_after(enum run_reason reason, int exit_code)
{
    if (reason == RUN_EXITED && exit_code == 0)
        return RUN_SUCCEEDED;
    return reasons[reason].state;
}

bool run_may_move(enum run_state from, enum run_state to)
{
    return moves[from][to];
}

bool run_has_ended(enum run_state state)
{
    return state == RUN_SUCCEEDED || state == RUN_FAILED || state == RUN_KILLED;
}

const char *run_state_name(enum run_state state)
{
    return states[state];
}

bool run_state_parse(const char *name, enum run_state *out)
{
    for (size_t i = 0; name && i < ARRAY_LEN(states); i++) {
        if (strcmp(states[i], name) == 0) {
            *out = (enum run_state)i;
            return true;
        }
    }
    return false;
}

const char *run_reason_name(enum run_reason reason)
{
    return reasons[reason].name;
}

bool run_reason_parse(const char *name, enum run_reason *out)
{
    for (size_t i = RUN_EXITED; name && i < ARRAY_LEN(reasons); i++) {
        if (strcmp(reasons[i].name, name) == 0) {
            *out = (enum run_reason)i;
            return true;
        }
    }
    return false;
}

const char *run_wait_name(enum run_wait wait)
{
    return waits[wait];
}

bool run_wait_parse(const char *name, enum run_wait *out)
{
    for (size_t i = RUN_WAIT_SLOT; name && i < ARRAY_LEN(waits); i++) {
        if (strcmp(waits[i], name) == 0) {
            *out = (enum run_wait)i;
            return true;
        }
    }
    return false;
}

/* The part of the sentence that has numbers in it, else the table's. */
static void describe_reason(const struct run *run, char *text, size_t size)
{
    const struct run_result *result = &run->result;
    const char *signal_name = sigabbrev_np(result->signal);
    if (result->reason == RUN_EXITED && result->exit_code == 0)
        (void)snprintf(text, size, "succeeded");
    else if (result->reason == RUN_EXITED)
        (void)snprintf(text, size, "exited with status %d", result->exit_code);
    else if (result->reason == RUN_SIGNALLED && signal_name)
        (void)snprintf(text, size, "died of signal %d (SIG%s)", result->signal, signal_name);
    else if (result->reason == RUN_SIGNALLED)
        (void)snprintf(text, size, "died of signal %d", result->signal);
    else if (result->reason == RUN_TIMEOUT && run->timeout_ms > 0)
        (void)snprintf(text, size, "ended by its time limit of %.6g s",
                       (double)run->timeout_ms / MS_PER_S);
    else
        (void)snprintf(text, size, "%s", reasons[result->reason].sentence);
}

static void describe_life(const struct run *run, char *text, size_t size)
{
    if (run->state == RUN_RUNNING && run->attempt > 1)
        (void)snprintf(text, size, "runs (attempt %d)", run->attempt);
    else if (run->state == RUN_RUNNING)
        (void)snprintf(text, size, "runs");
    else if (*run->wait_text)
        (void)snprintf(text, size, "%s", run->wait_text);
    else
        (void)snprintf(text, size, "waits");
}

bool run_may_go_on(const struct run *run)
{
    enum run_reason reason = run->result.reason;
    if (run->attempt < 1 || run->state == RUN_SUCCEEDED || reason == RUN_CANCELLED)
        return false;
    if (reason == RUN_LOST && run->job.is_rerun_on_lost)
        return true;
    if (run->attempt > run->job.retry.max)
        return false;
    uint32_t on = run->job.retry.on;
    return on == 0 ? reason != RUN_LOST : (on & (UINT32_C(1) << (unsigned)reason)) != 0;
}

void run_describe(const struct run *run, char *text, size_t size)
{
    if (!run_has_ended(run->state)) {
        describe_life(run, text, size);
        return;
    }
    describe_reason(run, text, size);
    size_t used = strlen(text);
    if (*run->result.message)
        (void)snprintf(text + used, size - used, ": %s", run->result.message); /* may be cut */
}

int run_exit_status(const struct run *run)
{
    if (!run_has_ended(run->state))
        return EXIT_PIRUN;
    if (run->result.reason == RUN_EXITED)
        return run->result.exit_code;
    if (run->result.reason == RUN_SIGNALLED)
        return EXIT_SIGNALLED + run->result.signal;
    return run->result.reason == RUN_TIMEOUT ? EXIT_TIMEOUT : EXIT_PIRUN;
}

#include "exec/exec_keeper.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "exec/exec_result.h"

#define BYTES_PER_MIB 1048576

static void end_family(struct exec_keeper *keeper)
{
    bool is_forced = keeper->stop.stage == EXEC_STAGE_OVER || keeper->stop.reason != RUN_NOT_ENDED;
    exec_family_end(&keeper->family, keeper->signals, is_forced);
    keeper->result.usage.processes = keeper->family.processes;
    exec_cgroup_close(&keeper->cgroup);
}

/* Which limit was it? For runs that did not end well, and were not ended by the watch or an
 * order. */
static void name_limit(struct exec_keeper *keeper, struct run_result *result)
{
    size_t room = sizeof(keeper->excess);
    bool is_well = result->reason == RUN_EXITED && result->exit_code == 0;
    if (is_well || keeper->excess[0] || result->reason == RUN_CANCELLED)
        return;
    if (keeper->cgroup.usage.oom == SANDBOX_OOM_LIMIT && keeper->stop.reason == RUN_NOT_ENDED) {
        result->reason = RUN_MEMORY;
        exec_limit_explain_oom(keeper->plan, keeper->excess, room);
        return;
    }
    bool is_guessed =
        result->reason == RUN_EXITED &&
        exec_limit_guess(keeper->plan, &keeper->io.tail, &result->reason, keeper->excess, room);
    if (!is_guessed)
        (void)exec_limit_saw_pids(keeper->plan, &keeper->watch, keeper->excess, room);
}

static void decide(struct exec_keeper *keeper)
{
    struct run_result *result = &keeper->result;
    if (keeper->has_failed) {
        result->reason = RUN_NOT_STARTED;
        return;
    }
    bool has_exited = WIFEXITED(keeper->family.wait_status);
    result->exit_code = has_exited ? WEXITSTATUS(keeper->family.wait_status) : 0;
    result->signal = has_exited ? 0 : WTERMSIG(keeper->family.wait_status);
    if (keeper->stop.reason != RUN_NOT_ENDED)
        result->reason = keeper->stop.reason;
    else
        result->reason = has_exited ? RUN_EXITED : RUN_SIGNALLED;
    name_limit(keeper, result);
}

static void close_output(struct exec_keeper *keeper)
{
    struct output_totals totals = {0};
    struct err err = {0};
    if (!keeper->output)
        return;
    output_totals(keeper->output, &totals); /* in case that closing fails */
    if (output_close(keeper->output, &totals, &err) < 0 && keeper->io.err.code == ERR_NONE)
        keeper->io.err = err;
    keeper->output = NULL;
    keeper->result.output = (struct run_output){
        .bytes = totals.bytes, .lines = totals.lines, .dropped = totals.dropped};
}

static void explain(struct exec_keeper *keeper)
{
    struct run_result *result = &keeper->result;
    char *at = result->message;
    size_t room = sizeof(result->message);
    if (keeper->has_failed)
        (void)snprintf(at, room, "%s", keeper->failure.text); /* both are cut at the same size */
    else if (keeper->excess[0] && keeper->stop.reason != RUN_CANCELLED)
        (void)snprintf(at, room, "%s", keeper->excess); /* both are of one size */
    else if (keeper->io.err.code != ERR_NONE)
        (void)snprintf(at, room, "%lld bytes of output are not kept: %.180s",
                       (long long)result->output.dropped, keeper->io.err.text); /* fits */
    else if (result->output.dropped > 0)
        (void)snprintf(at, room,
                       "%lld bytes of output are not kept: the limit is %lld MiB "
                       "(limits.output_mb)",
                       (long long)result->output.dropped,
                       (long long)keeper->plan->output_bytes_max / BYTES_PER_MIB); /* fits */
    else if (keeper->family.left_behind > 0 && keeper->stop.reason == RUN_NOT_ENDED)
        (void)snprintf(at, room, "the script left %zu process%s behind: ended with the run",
                       keeper->family.left_behind,
                       keeper->family.left_behind == 1 ? "" : "es"); /* fits */
}

int exec_keeper_finish(struct exec_keeper *keeper)
{
    end_family(keeper);
    exec_io_drain(&keeper->io, &keeper->script.out, OUTPUT_STDOUT);
    exec_io_drain(&keeper->io, &keeper->script.err, OUTPUT_STDERR);
    close_output(keeper);
    decide(keeper);
    explain(keeper);
    exec_result_measure(&keeper->result);
    exec_cgroup_tell(&keeper->cgroup, &keeper->result);
    if (keeper->watch.memory_peak_kb > keeper->result.usage.max_rss_kb)
        keeper->result.usage.max_rss_kb = keeper->watch.memory_peak_kb;
    if (!keeper->has_failed)
        exec_confine_list(&keeper->confine, keeper->plan, &keeper->result);
    exec_place_seize(keeper->fds->project, keeper->fds->run, &keeper->trusted,
                     keeper->result.message, sizeof(keeper->result.message));
    exec_place_clear(keeper->fds->run);
    keeper->result.ended_at_us = clock_wall_us();
    keeper->result.duration_ms = (clock_boot_us() - keeper->start_us) / 1000;
    return exec_result_write(keeper->fds->run, keeper->fds->var, &keeper->result,
                             keeper->plan->is_synced);
}

#include "exec/exec_stop.h"

#include <signal.h>

#include "base/clock.h"
#include "sandbox/sandbox_tree.h"

#define US_PER_MS 1000
#define DRAIN_MS  1000 /* design: a grandchild that holds a pipe is waited for 1 s */
#define KILL_AGAIN_MS \
    1000 /* SIGKILL always works at last; a look at the tree again costs nothing */

static int64_t in_ms(int64_t delay_ms)
{
    return clock_boot_us() + delay_ms * US_PER_MS;
}

void exec_stop_init(struct exec_stop *stop, pid_t root, int64_t timeout_ms, int64_t grace_ms)
{
    *stop = (struct exec_stop){.root = root, .grace_ms = grace_ms};
    if (timeout_ms > 0)
        stop->deadline_us = in_ms(timeout_ms);
}

static void ask_to_end(struct exec_stop *stop)
{
    (void)sandbox_tree_signal(stop->root, SIGTERM);
    (void)sandbox_tree_signal(stop->root,
                              SIGCONT); /* a stopped process could not follow the order */
    stop->stage = EXEC_STAGE_TERM;
    stop->deadline_us = in_ms(stop->grace_ms);
}

static void kill_all(struct exec_stop *stop)
{
    (void)sandbox_tree_signal(stop->root, SIGKILL);
    stop->stage = EXEC_STAGE_KILL;
    stop->deadline_us = in_ms(KILL_AGAIN_MS);
}

void exec_stop_order(struct exec_stop *stop, enum run_reason reason, bool is_hard)
{
    switch (stop->stage) {
    case EXEC_STAGE_RUN:
        stop->reason = reason;
        if (is_hard || stop->grace_ms == 0)
            kill_all(stop);
        else
            ask_to_end(stop);
        break;
    case EXEC_STAGE_TERM:
        if (is_hard)
            kill_all(stop);
        break;
    case EXEC_STAGE_DRAIN: /* how the script ended is decided; the order is for who is left */
        stop->stage = EXEC_STAGE_OVER;
        stop->deadline_us = 0;
        break;
    case EXEC_STAGE_KILL:
    case EXEC_STAGE_OVER:
        break;
    }
}

void exec_stop_due(struct exec_stop *stop)
{
    switch (stop->stage) {
    case EXEC_STAGE_RUN:
        exec_stop_order(stop, RUN_TIMEOUT, false);
        break;
    case EXEC_STAGE_TERM:
    case EXEC_STAGE_KILL:
        kill_all(stop);
        break;
    case EXEC_STAGE_DRAIN:
        stop->stage = EXEC_STAGE_OVER;
        stop->deadline_us = 0;
        break;
    case EXEC_STAGE_OVER:
        break;
    }
}

void exec_stop_drain(struct exec_stop *stop)
{
    if (stop->stage == EXEC_STAGE_DRAIN || stop->stage == EXEC_STAGE_OVER)
        return;
    int64_t drain_us = in_ms(DRAIN_MS);
    int64_t grace_us = stop->stage == EXEC_STAGE_TERM ? stop->deadline_us : drain_us;
    stop->stage = EXEC_STAGE_DRAIN;
    stop->deadline_us = grace_us < drain_us ? grace_us : drain_us;
}

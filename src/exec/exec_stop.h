/* exec_stop: how a run is ended, as a ladder that only goes down: SIGTERM to every process, grace,
 * SIGKILL to every process. Inner part of the supervisor; it knows times and signals, not pipes. */
#ifndef PIRUN_EXEC_EXEC_STOP_H
#define PIRUN_EXEC_EXEC_STOP_H

#include <stdint.h>
#include <sys/types.h>

#include "job/run.h"

enum exec_stage {
    EXEC_STAGE_RUN,   /* nothing ordered; the deadline is the time limit */
    EXEC_STAGE_TERM,  /* asked to end; the deadline is the end of the grace */
    EXEC_STAGE_KILL,  /* killed; the deadline is for another look at the tree */
    EXEC_STAGE_DRAIN, /* the script has ended; the deadline is for who still holds its pipes */
    EXEC_STAGE_OVER,  /* no more waiting */
};

struct exec_stop {
    pid_t root; /* below it are the run's processes, not itself */
    enum exec_stage stage;
    enum run_reason reason; /* what was ordered first; RUN_NOT_ENDED: nothing */
    int64_t grace_ms;
    int64_t deadline_us; /* CLOCK_BOOTTIME; 0: none */
};

/* ROOT: the run's processes are below this one. Units: TIMEOUT_MS from now, 0: none. */
void exec_stop_init(struct exec_stop *stop, pid_t root, int64_t timeout_ms, int64_t grace_ms);
/* Order the end for REASON (timeout or cancelled). The first order names the reason; a later one
 * can only be harder. Nothing happens when the script has ended. */
void exec_stop_order(struct exec_stop *stop, enum run_reason reason, bool is_hard);
/* The deadline has come: go one rung down. */
void exec_stop_due(struct exec_stop *stop);
/* The script has ended: wait for the end of its pipes, but not for long. */
void exec_stop_drain(struct exec_stop *stop);

#endif

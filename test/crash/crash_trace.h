/* crash_trace: count the system calls of one process with ptrace(2) and kill it before the Nth.
 * The caller waits for children and hands every status to here. One trace at a time. */
#ifndef PIRUN_CRASH_TRACE_H
#define PIRUN_CRASH_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

enum crash_follow {
    CRASH_FOLLOW_THREADS, /* new threads are counted too; new processes are not followed */
    CRASH_FOLLOW_CHILD,   /* only the first process that the traced one forks is counted */
};

enum crash_from {
    CRASH_FROM_ORDER, /* count when crash_trace_count was called */
    CRASH_FROM_EXEC,  /* … when the process executes a program */
    CRASH_FROM_LOCK,  /* … when it takes a lock with F_OFD_SETLK */
};

#define CRASH_TASKS_MAX 64
#define CRASH_CALL_SIZE 240

struct crash_trace {
    enum crash_follow follow;
    enum crash_from from;
    pid_t target; /* whom the calls belong to; 0: not known yet */
    pid_t tasks[CRASH_TASKS_MAX];
    size_t task_count;
    size_t unstopped; /* tasks that were attached and have not stopped yet */
    bool is_counting, has_killed, is_gone;
    long count;
    long kill_at;               /* 0: never */
    int64_t last_us;            /* of a call, CLOCK_BOOTTIME */
    char call[CRASH_CALL_SIZE]; /* before which the target was killed */
};

/* Attach to all threads of PID. For CRASH_FOLLOW_THREADS they stop once: crash_trace_is_ready. */
int crash_trace_attach(struct crash_trace *trace, pid_t pid, enum crash_follow follow,
                       struct err *err);
bool crash_trace_is_ready(const struct crash_trace *trace);
/* Count from now on; kill at the call KILL_AT (from 1), 0: only count. */
void crash_trace_count(struct crash_trace *trace, long kill_at);
/* Hand over what waitpid told about PID. */
void crash_trace_stopped(struct crash_trace *trace, pid_t pid, int status);
void crash_trace_ended(struct crash_trace *trace, pid_t pid);

#endif

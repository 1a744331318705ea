/* sandbox_proc: numbers of one process from /proc/PID. 0 when it has ended or may not be looked at.
 * Source: proc(5). Thread: any. */
#ifndef PIRUN_SANDBOX_SANDBOX_PROC_H
#define PIRUN_SANDBOX_SANDBOX_PROC_H

#include <stdint.h>
#include <sys/types.h>

struct sandbox_proc {
    int64_t memory_kb; /* anonymous and shared pages that are resident */
    int64_t threads;
};
struct sandbox_proc sandbox_proc_status(pid_t pid);
/* The same memory, but what several processes map is divided among them. Costs far more. */
int64_t sandbox_proc_share_kb(pid_t pid);
/* Time in the kernel, that of children that were waited for included. */
int64_t sandbox_proc_busy_us(pid_t pid);
/* Bytes of files on DEVICE that it holds open and that have no name any more; each file once. */
int64_t sandbox_proc_nameless(pid_t pid, dev_t device);
/* Bytes that were written to disks, by children that were waited for too; those that were taken
 * back (truncated) not counted. */
int64_t sandbox_proc_written(pid_t pid);

#endif

/* sandbox_watch: what all processes of a run use together, looked at from outside, where no cgroup
 * bounds it: memory, processes, and what the run adds to the disk. Between two looks a run can go
 * over a limit; resource limits keep each single process from going far.
 *
 * Looks cost little and are rare: the first comes after FIRST_MS, so that short runs never have
 * one, and one who does not grow is looked at less and less often, up to REST_MS.
 * Thread: any, one at a time per watch. */
#ifndef PIRUN_SANDBOX_SANDBOX_WATCH_H
#define PIRUN_SANDBOX_SANDBOX_WATCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "sandbox/sandbox.h"
#include "sandbox/sandbox_disk.h"

enum sandbox_excess {
    SANDBOX_EXCESS_NONE,
    SANDBOX_EXCESS_MEMORY,
    SANDBOX_EXCESS_DISK,
};

struct sandbox_watch {
    struct sandbox_limits limits;
    pid_t root;       /* below it are the run's processes */
    bool has_cgroup;  /* memory is bounded elsewhere */
    int64_t pause_ms; /* until the next look */
    /* found so far */
    int64_t memory_kb, memory_peak_kb; /* of all processes together; what they share once */
    int64_t tasks_peak;                /* processes and threads */
    struct sandbox_disk disk;
};

/* What of SPEC is watched: its limits that are not 0, the project, the artifacts; they are
 * borrowed.
 * Units: BEGAN_US on the wall clock. */
void sandbox_watch_init(struct sandbox_watch *watch, const struct sandbox_spec *spec, pid_t root,
                        int64_t began_us);
/* Look once; sets pause_ms. IS_ALONE: no other run of this project goes on. */
enum sandbox_excess sandbox_watch_look(struct sandbox_watch *watch, bool is_alone);

#endif

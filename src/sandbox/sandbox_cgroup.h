/* sandbox_cgroup: the cgroup v2 of one run: its limits, what it used, its end. Made and removed by
 * the run's supervisor, which itself stays outside. Where runs may make theirs is told by
 * sandbox_delegate. Everything is relative to descriptors; allocates nothing, but for the sweep.
 *
 * A run's cgroup is named run-<id>. Its supervisor holds a lock (flock) on the directory, and its
 * limits are written on it as an extended attribute, so that a later server can tell a cgroup that
 * was left behind from one in use, and can set limits again that were lost on the way (ADR 0016).
 * Source: the kernel's admin-guide/cgroup-v2.rst. */
#ifndef PIRUN_SANDBOX_SANDBOX_CGROUP_H
#define PIRUN_SANDBOX_SANDBOX_CGROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

/* 0 or less: no limit of ours. */
struct sandbox_cgroup_limits {
    int64_t memory_mb; /* memory.max: all processes together, page cache and tmpfs included; no
                          swap. When it is reached, the whole run is killed (memory.oom.group) */
    double cpus;       /* cpu.max: 0.5 is half of one CPU */
    int64_t pids;      /* pids.max: processes and threads together */
};

/* Which limits hold. A limit that was not asked for does not. */
struct sandbox_cgroup_force {
    bool memory, cpu, pids;
};

/* Make run-ID below BASE and set its limits; a limit whose control file is not there is left out
 * of *FORCE and is no error. A cgroup of this name that nobody uses is made anew.
 * Owns: returns a directory descriptor: the argument of clone3's CLONE_INTO_CGROUP and of the
 * functions below. It holds the lock: no descendant may keep a copy.
 * Errors: ERR_CONFLICT the cgroup exists and has processes or another supervisor; by errno. */
int sandbox_cgroup_create(int base, const char *id, const struct sandbox_cgroup_limits *limits,
                          struct sandbox_cgroup_force *force, struct err *err);

/* Which of the limits that were set hold now: all of them, but while a server's successor is being
 * awaited under a systemd before 254 (ADR 0016), when other means must stand in. */
void sandbox_cgroup_look(int cgroup, struct sandbox_cgroup_force *force);

/* Move a process, PID 0: the caller, where clone3 cannot be used. Errors: by errno. */
int sandbox_cgroup_enter(int cgroup, pid_t pid, struct err *err);

enum sandbox_oom {
    SANDBOX_OOM_NONE,
    SANDBOX_OOM_LIMIT, /* the run reached its own memory.max */
    SANDBOX_OOM_OUTER, /* killed because the machine, or a limit around all runs, was exhausted */
};

/* -1: not known here. Units as named; all processes of the run together, ended ones too. */
struct sandbox_cgroup_usage {
    int64_t memory_peak_bytes; /* Linux 5.19; page cache included */
    int64_t cpu_us, cpu_user_us, cpu_system_us;
    int64_t read_bytes, written_bytes; /* from and to block devices; needs the io controller */
    int64_t pids_peak;                 /* Linux 6.1 with pids.peak */
    int64_t pids_refused;              /* how often a new process or thread hit pids.max */
    enum sandbox_oom oom;
};
/* Never fails: what cannot be read is -1. Right also after the last process ended. */
void sandbox_cgroup_measure(int cgroup, struct sandbox_cgroup_usage *usage);

/* SIGKILL to every process of the run at once, so that none can fork away. Answers false where the
 * kernel has no cgroup.kill (before Linux 5.14): nothing was done then. */
bool sandbox_cgroup_kill(int cgroup);
/* True while any process of the run lives. */
bool sandbox_cgroup_is_populated(int cgroup);
/* Wait until no process of the run lives, at most TIMEOUT_MS. Answers false when some still do.
 * Children of the caller must have been waited for. What is measured after it is all. */
bool sandbox_cgroup_wait(int cgroup, int timeout_ms);

/* Remove run-ID. Waits at most TIMEOUT_MS until its last process is gone. Fine when it is gone
 * already. Errors: ERR_TIMEOUT processes are left in it; by errno. */
int sandbox_cgroup_remove(int base, const char *id, int timeout_ms, struct err *err);

/* For a server that starts: what earlier ones left below BASE. Cgroups without processes and
 * without a supervisor are removed, the others get their limits again. */
struct sandbox_cgroup_swept {
    size_t removed;
    size_t kept;
    size_t failed; /* of those kept: limits that could not be set again */
};
void sandbox_cgroup_sweep(int base, struct sandbox_cgroup_swept *swept);

#endif

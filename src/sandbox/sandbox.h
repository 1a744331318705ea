/* sandbox: the recipe that confines one process, told as a table of named steps in the order
 * that is its security argument (sandbox.c). This level: own session and process group, no new
 * privileges, resource limits, closed descriptors, a minimal environment (built by exec_plan),
 * and a keeper that is child subreaper, so that a double fork cannot escape a cancel.
 * Namespaces, mounts, seccomp, Landlock and cgroups become further rows. Knows nothing of jobs
 * or loops. */
#ifndef PIRUN_SANDBOX_SANDBOX_H
#define PIRUN_SANDBOX_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

/* Units as named; 0 or less: no limit of ours. A limit never raises one that is in force
 * already. */
struct sandbox_limits {
    int64_t memory_mb;  /* RLIMIT_AS, per process: the sum over processes is not bounded here */
    int64_t pids;       /* not enforceable here: RLIMIT_NPROC counts all processes of the user */
    int64_t file_mb;    /* RLIMIT_FSIZE */
    int64_t open_files; /* RLIMIT_NOFILE */
};

struct sandbox_spec {
    struct sandbox_limits limits;
    int project_fd; /* working directory */
    pid_t keeper;   /* the process dies with this one, its parent; 0: it does not */
};

/* A protection that a job may `require`, and whether it is in force here. */
struct sandbox_protection {
    const char *name; /* "session" "no_new_privs" "rlimits" "descriptors" "environment" "subreaper";
                         missing at this level: "fs" "net" "memory" "pids" "cpu" "disk" "seccomp"
                         "proc" */
    bool is_in_force;
    const char *why; /* why not, and what will do it; NULL when in force. Without commas or ')' */
};
/* All protections that have a name, in the order of the recipe. LEVEL gets its name ("basic"). */
const struct sandbox_protection *sandbox_protections(size_t *count, const char **level);
/* NULL when no protection has that name. */
const struct sandbox_protection *sandbox_find(const char *name);

/* In the keeper (supervisor), before fork: become child subreaper.
 * Errors: by errno. Source: PR_SET_CHILD_SUBREAPER, prctl(2). */
int sandbox_prepare(const struct sandbox_spec *spec, struct err *err);

/* In the child, after fork and after its stdio is in place on 0, 1, 2: run the steps.
 * Async-signal-safe, allocates nothing. On failure answers -1, errno is set and *STEP is the
 * name of the step. After success the caller executes at once: all descriptors from 3 on are
 * closed by that. */
int sandbox_confine(const struct sandbox_spec *spec, const char **step);

#endif

/* exec_cgroup: the cgroup of one run, where the server was given a tree of them: made before the
 * script, measured and removed after it. Inner part of the supervisor. */
#ifndef PIRUN_EXEC_EXEC_CGROUP_H
#define PIRUN_EXEC_EXEC_CGROUP_H

#include "exec/exec_plan.h"
#include "job/run.h"
#include "sandbox/sandbox_cgroup.h"

struct exec_cgroup {
    int base, fd;   /* -1: none */
    unsigned parts; /* SANDBOX_PART_…_CGROUP: which limits it holds */
    char id[IDENT_TEXT_SIZE];
    struct sandbox_cgroup_usage usage; /* after exec_cgroup_close; all -1 before */
};

/* Make it by PLAN. That it cannot be made is no error: the run has less then, and its record says
 * so. */
void exec_cgroup_open(struct exec_cgroup *cgroup, const struct exec_plan *plan);
/* Is the run's memory bounded by it now? Not while the next server is being awaited under a systemd
 * before 254 (ADR 0016). */
bool exec_cgroup_bounds_memory(const struct exec_cgroup *cgroup);
/* Measure and remove it; nobody of the run lives any more. Twice is fine. */
void exec_cgroup_close(struct exec_cgroup *cgroup);
/* Put what it measured into RESULT, over what was known before. */
void exec_cgroup_tell(const struct exec_cgroup *cgroup, struct run_result *result);

#endif

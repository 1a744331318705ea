/* exec_confine: one start of a script in the best sandbox that the plan allows and this machine
 * gives, and the account of it: what was in force, what was missing and why. Inner part of the
 * supervisor. */
#ifndef PIRUN_EXEC_EXEC_CONFINE_H
#define PIRUN_EXEC_EXEC_CONFINE_H

#include "base/err.h"
#include "exec/exec_cgroup.h"
#include "exec/exec_plan.h"
#include "job/run.h"
#include "sandbox/sandbox.h"

struct exec_confine {
    const struct exec_cgroup *cgroup; /* in; borrowed */
    unsigned parts;                   /* in force */
    struct sandbox_fault lacks[16];   /* parts that could not be had */
    size_t lack_count;
};

/* Start PROGRAM by PLAN in the project PROJECT_FD, born in the cgroup of CONFINE where it holds
 * limits. May change HOME and TMPDIR of the plan's environment.
 * Errors: ERR_FORBIDDEN a protection that is required is not to be had here; others: the script
 * cannot be executed; nothing runs. The text names file and step. CONFINE is filled in any case. */
int exec_confine_start(struct exec_plan *plan, const struct sandbox_program *program,
                       int project_fd, struct exec_confine *confine, struct sandbox_child *child,
                       struct err *err);

/* Level, in_force and missing of RESULT. */
void exec_confine_list(const struct exec_confine *confine, const struct exec_plan *plan,
                       struct run_result *result);

#endif

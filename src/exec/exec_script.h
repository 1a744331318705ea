/* exec_script: the start of one script: its pipes, its stdin, and the child. Inner part of the
 * supervisor. */
#ifndef PIRUN_EXEC_EXEC_SCRIPT_H
#define PIRUN_EXEC_EXEC_SCRIPT_H

#include "base/err.h"
#include "exec/exec_confine.h"
#include "exec/exec_plan.h"
#include "sandbox/sandbox.h"

struct exec_script {
    struct sandbox_child child; /* its report: -1 once it ended */
    int out, err;               /* read ends, non-blocking; -1 once they ended */
};

/* Start the script confined; comes back when it is executed. Owns: fills SCRIPT with descriptors,
 * closed by exec_script_release. Errors: as exec_confine_start; by errno. Nothing runs then. */
int exec_script_start(struct exec_plan *plan, int project_fd, struct exec_confine *confine,
                      struct exec_script *script, struct err *err);
void exec_script_release(struct exec_script *script);
#define EXEC_SCRIPT_NONE ((struct exec_script){.child = {.report = -1}, .out = -1, .err = -1})

#endif

/* exec_script: the start of one script: pipes, stdin, the confined child. Inner part of the
 * supervisor. */
#ifndef PIRUN_EXEC_EXEC_SCRIPT_H
#define PIRUN_EXEC_EXEC_SCRIPT_H

#include <sys/types.h>

#include "base/err.h"
#include "exec/exec_plan.h"

struct exec_script {
    pid_t pid;
    int out, err; /* read ends, non-blocking; -1 once they ended */
    int status;   /* end of file when the script was executed, else a struct exec_script_fault */
};

/* Why the child could not become the script. Written and read whole: smaller than PIPE_BUF. */
struct exec_script_fault {
    int number;    /* errno */
    char step[28]; /* of the sandbox, or "execute" */
};

/* Fork the child that becomes the script. Owns: fills SCRIPT with descriptors, closed by
 * exec_script_release. Errors: by errno, nothing was started then. */
int exec_script_start(const struct exec_plan *plan, int project_fd, struct exec_script *script,
                      struct err *err);
void exec_script_release(struct exec_script *script);

/* The sentence for FAULT of PLAN, whose words are still there: names the file, the step and
 * errno. */
void exec_script_explain(const struct exec_script_fault *fault, const struct exec_plan *plan,
                         struct err *err);

#endif

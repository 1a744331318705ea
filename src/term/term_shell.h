/* term_shell: the shell of a terminal, started like a script but on a terminal of its own. Inner
 * part of the supervisor. */
#ifndef PIRUN_TERM_TERM_SHELL_H
#define PIRUN_TERM_TERM_SHELL_H

#include "exec/exec_confine.h"
#include "term/term_plan.h"

struct term_shell {
    struct sandbox_child child;
    int master; /* of the terminal; non-blocking; -1: none */
};
#define TERM_SHELL_NONE ((struct term_shell){.child = {.report = -1}, .master = -1})

/* Errors: as exec_confine_start. Nothing runs then. */
int term_shell_start(struct term_plan *plan, int project_fd, struct exec_confine *confine,
                     struct term_shell *shell, struct err *err);
void term_shell_release(struct term_shell *shell);

#endif

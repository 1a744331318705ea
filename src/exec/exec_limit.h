/* exec_limit: which limit a run has met, for its outcome and for people: from what the watch
 * saw, and from how the script said goodbye. Inner part of the supervisor. */
#ifndef PIRUN_EXEC_EXEC_LIMIT_H
#define PIRUN_EXEC_EXEC_LIMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "exec/exec_plan.h"
#include "job/run.h"
#include "sandbox/sandbox_watch.h"

/* The last bytes of stderr: where Python names the exception that ended it. */
struct exec_tail {
    char text[512];
    size_t size;
};
void exec_tail_add(struct exec_tail *tail, const char *data, size_t size);

/* The sentence for an excess that the watch has found. */
void exec_limit_explain(const struct sandbox_watch *watch, enum sandbox_excess excess, char *text,
                        size_t size);
/* The same for the kernel's own end of a run whose cgroup was full. */
void exec_limit_explain_oom(const struct exec_plan *plan, char *text, size_t size);
/* A script that failed by itself: when its last line names an error that a limit of PLAN causes,
 * puts the sentence into TEXT and answers true; *REASON becomes `memory` where that is sure to be
 * it. */
bool exec_limit_guess(const struct exec_plan *plan, const struct exec_tail *tail,
                      enum run_reason *reason, char *text, size_t size);
/* As many processes as there may be were seen at once: puts the sentence into TEXT. */
bool exec_limit_saw_pids(const struct exec_plan *plan, const struct sandbox_watch *watch,
                         char *text, size_t size);

#endif

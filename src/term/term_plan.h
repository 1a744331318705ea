/* term_plan: what the supervisor of a terminal needs to know, decided by the server: how the shell
 * is started (exec_plan) and what is said of the session. Lies in var/terms/<id>.json while the
 * session lives. */
#ifndef PIRUN_TERM_TERM_PLAN_H
#define PIRUN_TERM_TERM_PLAN_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "exec/exec_plan.h"

#define TERM_PLAN_MAX ((size_t)4 * EXEC_PLAN_MAX) /* bytes: a plan within a string */

struct term_plan {
    struct exec_plan exec; /* its id is the session's */
    char *title;           /* for people */
    char *by;              /* who asked for it; "" nobody in particular */
    char *directory;       /* below the project, NULL: the project */
    uint16_t columns, rows;
    int64_t idle_minutes; /* 0: for ever */
    int64_t started_at_us;
};

void term_plan_release(struct term_plan *plan);
#define auto_terminal __attribute__((cleanup(term_plan_release)))
/* As one line of JSON. */
void term_plan_format(const struct term_plan *plan, struct buf *out);
/* Owns: release with term_plan_release. Errors: ERR_INVALID as exec_plan_parse, or incomplete. */
int term_plan_parse(const char *text, size_t size, struct term_plan *plan, struct err *err);

#endif

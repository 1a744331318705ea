/* term_supervise: the process that keeps one terminal, from its plan to its end (term_keeper). It
 * outlives the server: the next one finds it in var/terms. Knows no HTTP.
 *
 * `pirun __term PROJECT ID` reads the plan var/terms/ID.json, starts the shell, listens, says
 * {"ok":true} or {"error":…,"code":…} on its stdout, and goes on as nobody's child with none of its
 * starter's descriptors. */
#ifndef PIRUN_TERM_TERM_SUPERVISE_H
#define PIRUN_TERM_TERM_SUPERVISE_H

#include "base/err.h"

#define TERM_SUPERVISE_COMMAND "__term"

/* Answers the exit status, in the starter's child and in the supervisor.
 * Errors: ERR_INVALID the id is none; by errno: nothing was started.
 * Thread: the only one of its process. */
int term_supervise(const char *project_path, const char *id, struct err *err);

#endif

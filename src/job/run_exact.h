/* run_exact: can the files of a run be had once more? Pure judgement by its record. */
#ifndef PIRUN_JOB_RUN_EXACT_H
#define PIRUN_JOB_RUN_EXACT_H

#include <stdbool.h>

#include "base/err.h"
#include "job/run.h"

/* IS_ANYWAY: as far as they are known is enough. Errors: ERR_CONFLICT with the reason, and how to
 * run all the same. */
int run_exact_check(const struct run *run, bool is_anyway, struct err *err);
/* Make JOB, which is RUN's, one that sees those files: sets ref, commit and tree. Only after
 * run_exact_check. Answers true when the patch of RUN is needed for it. */
bool run_exact_fill(const struct run *run, struct job *job);

#endif

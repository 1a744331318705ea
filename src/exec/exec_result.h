/* exec_result: the end of an attempt as result.json, written at any price: when the disk is
 * full, the reserve is given up, and then it is tried until it works. Inner part of the
 * supervisor. */
#ifndef PIRUN_EXEC_EXEC_RESULT_H
#define PIRUN_EXEC_EXEC_RESULT_H

#include <stdbool.h>

#include "base/err.h"
#include "job/run.h"

#define EXEC_RESULT_NAME "result.json"

/* Fill in what the kernel knows of all children that were waited for. */
void exec_result_measure(struct run_result *result);
/* Write RESULT into RUN_DIRFD. Answers -1 only when the directory is gone: nobody would read it.
 * Else it does not come back before the result is on the disk. */
int exec_result_write(int run_dirfd, int var_dirfd, const struct run_result *result,
                      bool is_synced);
/* Give up the reserved space of the project: `reserve` in VAR_DIRFD becomes empty. */
void exec_result_free_reserve(int var_dirfd);

#endif

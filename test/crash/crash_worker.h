/* crash_worker: several points at the same time, each worker a process with its own project. */
#ifndef PIRUN_CRASH_WORKER_H
#define PIRUN_CRASH_WORKER_H

#include <limits.h>
#include <stddef.h>

#include "crash_point.h"

struct crash_row {
    struct crash_point point;
    struct crash_result result;
    bool is_done;
    char kept[PATH_MAX]; /* where the project of a violation lies */
};

struct crash_options {
    const char *pirun, *interpreter; /* absolute */
    const char *home;                /* scratch directory of all workers */
    int workers;
    int64_t deadline_us; /* CLOCK_BOOTTIME: no point begins later; 0: none */
};

/* Rows that all workers see. Owns: lives until the process ends. */
struct crash_row *crash_worker_rows(size_t count);
/* Fill the results of COUNT rows. Errors: ERR_INTERNAL a worker ended early. */
int crash_worker_run(const struct crash_options *options, struct crash_row *rows, size_t count,
                     struct err *err);

#endif

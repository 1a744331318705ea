/* crash_point: one try. A job is given, one process is killed before its Nth call, what is left is
 * taken up by a server, and the guarantee is checked. */
#ifndef PIRUN_CRASH_POINT_H
#define PIRUN_CRASH_POINT_H

#include "crash_check.h"

struct crash_point {
    const struct crash_case *it;
    long at;    /* before which call; 0: none, only count them */
    long first; /* CRASH_RECOVERY: before which call the first server is killed */
};

struct crash_result {
    enum crash_outcome outcome;
    bool has_killed;    /* there was a call number `at` */
    long count;         /* calls counted */
    int64_t settled_ms; /* from the kill until nothing waited or ran */
    char call[CRASH_CALL_SIZE];
    char violation[400]; /* "": none */
};

void crash_point_run(struct crash_place *place, const struct crash_point *point,
                     struct crash_result *result);

#endif

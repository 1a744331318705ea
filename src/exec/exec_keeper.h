/* exec_keeper: what a supervisor knows of its run, shared by its beginning (exec_supervise) and its
 * end. Inner part of the supervisor. */
#ifndef PIRUN_EXEC_EXEC_KEEPER_H
#define PIRUN_EXEC_EXEC_KEEPER_H

#include "exec/exec_cgroup.h"
#include "exec/exec_confine.h"
#include "exec/exec_family.h"
#include "exec/exec_io.h"
#include "exec/exec_limit.h"
#include "exec/exec_place.h"
#include "exec/exec_script.h"
#include "exec/exec_stop.h"
#include "exec/exec_supervise.h"
#include "sandbox/sandbox_watch.h"

struct exec_keeper {
    struct exec_plan *plan;
    struct exec_supervise_fds *fds;
    int live, signals, timer;
    int environment;  /* held while it is used; -1: none is managed here */
    int tree;         /* the same; -1: the run is of the work tree */
    int64_t armed_us; /* the deadline that the timer has */
    struct exec_script script;
    struct exec_cgroup cgroup;
    struct exec_confine confine;
    struct exec_family family;
    struct exec_io io;
    struct exec_stop stop;
    struct sandbox_watch watch;
    int64_t look_us;  /* CLOCK_BOOTTIME: when the watch looks next; 0: not any more */
    char excess[240]; /* what it has found */
    struct exec_place_trusted trusted;
    char *artifacts; /* path below the project */
    struct output *output;
    int64_t start_us; /* CLOCK_BOOTTIME */
    bool has_failed;  /* the script was never executed: failure says why */
    struct err failure;
    struct run_result result;
};

/* The script has ended, or was never executed: end everybody, decide how it went, write
 * result.json. Answers -1 when nobody would read it: its directory is gone. */
int exec_keeper_finish(struct exec_keeper *keeper);

#endif

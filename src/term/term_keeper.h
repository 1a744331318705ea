/* term_keeper: what the supervisor of a terminal holds, and its life from the started shell to the
 * last word to the last viewer. Inner part of the supervisor. */
#ifndef PIRUN_TERM_TERM_KEEPER_H
#define PIRUN_TERM_TERM_KEEPER_H

#include "exec/exec_family.h"
#include "exec/exec_place.h"
#include "sandbox/sandbox_watch.h"
#include "term/term_idle.h"
#include "term/term_plan.h"
#include "term/term_ring.h"
#include "term/term_shell.h"
#include "term/term_viewer.h"

enum term_stage {
    TERM_STAGE_LIVE,
    TERM_STAGE_HANGUP, /* SIGHUP was sent; the deadline is for SIGKILL */
    TERM_STAGE_KILL,   /* SIGKILL was sent; the deadline is for another look */
    TERM_STAGE_DRAIN,  /* nobody lives; what the terminal still holds is read */
    TERM_STAGE_OVER,   /* the end is told; the deadline is for who has not come for it */
};

struct term_keeper {
    struct term_plan *plan;            /* borrowed */
    int project, own;                  /* borrowed descriptors; OWN: of var/terms/<id> */
    struct exec_place_trusted trusted; /* what was in the project before */
    int listener, signals;
    struct term_shell shell;
    struct exec_cgroup cgroup;
    struct exec_confine confine;
    struct exec_family family;
    struct sandbox_watch watch;
    int64_t look_ms; /* CLOCK_BOOTTIME: when the watch looks next */
    struct term_ring ring;
    struct list viewers; /* struct term_viewer */
    struct buf state;    /* JSON for watchers */
    struct term_idle idle;
    uint64_t held;        /* offset of the first byte that the last viewer had not acknowledged */
    int64_t held_till_ms; /* CLOCK_BOOTTIME: no byte from there on is lost till then; 0: not held */
    enum term_stage stage;
    int64_t deadline_ms; /* CLOCK_BOOTTIME; 0: none */
    uint16_t columns, rows;
    bool is_ordered; /* somebody wanted the end: nobody has to come for it */
    bool was_told;   /* a viewer has been told the end */
    int exit_code;
    char reason[160];
};

/* The shell runs, in the session that PLAN describes; signals that concern us come from SIGNALS.
 * Until it is over. */
void term_keeper_live(struct term_keeper *keeper);

#endif

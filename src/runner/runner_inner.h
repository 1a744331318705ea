/* runner_inner: what the files of this room share. No other room includes it. All functions: the
 * loop's thread. */
#ifndef PIRUN_RUNNER_RUNNER_INNER_H
#define PIRUN_RUNNER_RUNNER_INNER_H

#include <stdatomic.h>

#include "base/list.h"
#include "env/env_place.h"
#include "exec/exec.h"
#include "loop/lane.h"
#include "queue/queue.h"
#include "runner/runner.h"
#include "runner/runner_observe.h"
#include "spool/spool_watch.h"
#include "store/store.h"

#define RUNNER_RESCAN_MS   30000 /* design: "Watch": scan again every 30 s */
#define RUNNER_POLL_MS     2000  /* … every 2 s without inotify */
/* In var/: there while the queue is paused. */
#define RUNNER_PAUSED_FILE "paused"
/* Before a start is tried again that a full disk or a busy launcher refused. */
#define RUNNER_AGAIN_MS    5000
#define RUNNER_LOOK_MS     20 /* the first wait for a lock to be let go; then twice as long */

/* A run between queue_next and its record. */
struct runner_run {
    struct list node;
    struct ident id;
    bool has_begun;        /* EXEC_STARTED was seen, or it was adopted */
    bool is_cancel_wanted; /* no further attempt; and cancelled as soon as it has begun */
    bool is_over;          /* its supervisor is gone */
    bool is_recording;     /* its end is being settled on the record lane */
    int looks;             /* that found its supervisor's lock still held */
};

/* Settings in force; kept until the runner ends, because work on a lane may still read older ones.
 */
struct runner_rules {
    struct list node;
    struct runner_settings values;
    struct env_settings *env; /* owned; VALUES.env is the same */
    char *cgroup, *boxless;
};

struct runner {
    struct loop *loop;
    const struct spool *spool;
    struct store store;
    struct store_index *history; /* used on the index lane only */
    struct queue *queue;
    struct exec *exec;
    /* env: environments and trees; look: at the work tree */
    struct lane *disk, *record, *index, *env, *look;
    runner_tree_cb make_tree;
    struct runner_looking *looking; /* runner_look.c */
    void *tree_ctx;
    struct spool_scan *scan; /* used on the disk lane only */
    struct spool_watch *watch;
    struct list rules;     /* struct runner_rules, newest last */
    struct list runs;      /* struct runner_run */
    struct list cancels;   /* orders that are put off: see runner_order.c */
    struct list unended;   /* struct wait_work: ends of waiting jobs to be recorded again */
    struct list observers; /* runner_observe.c */

    /* intake */
    atomic_uint rung; /* bit per enum spool_bell, set by the watcher's thread */
    struct loop_timer *rescan, *again;
    struct loop_timer *record_soon; /* tries to record ends again */
    bool is_scanning, is_scan_wanted;
    int unsettled;     /* accepted jobs whose dependencies are being looked up */
    uint64_t refusals; /* ids of which the door said that they never come; see deps_looked_up */
    int64_t accepted, refused, duplicates; /* for runner_count */
    int ticks;                             /* rescans since the last housekeeping */

    /* starting */
    struct loop_timer *retry_starts;
    bool is_start_blocked;

    /* history */
    struct list rows; /* struct runner_row, to be written */
    bool is_writing_rows;
    bool is_history_blocked;   /* until the next look at the door */
    size_t row_count;          /* in rows */
    atomic_bool is_rebuilding; /* set on the index lane */
    bool is_keeping;
    int ended_since_keep;

    /* state for people */
    bool is_polling, is_disk_full, has_only;
    struct ident only;
    char watch_trouble[240];
    char history_trouble[240];

    runner_cb on_scanned, on_stopped;
    void *ctx, *stopped_ctx;
    bool is_stopping, is_killing;
    atomic_bool is_leaving; /* is_stopping, for long work on a lane */
};

/* runner.c */
/* Open the index, or build it from the files. 0 when it is open. Thread: the index lane, or before
 * it has work. */
int runner_open_history(struct runner *runner, struct err *err);
struct runner_run *runner_find(const struct runner *runner, const struct ident *id);
/* ID, which is among the runs, is one no more: it waits again or its end is settled. */
void runner_forget(struct runner *runner, const struct ident *id);
/* Every `done` ends with this: tells on_stopped when nothing is under way any more. */
void runner_settle(struct runner *runner);

/* runner_intake.c */
void runner_watch(struct runner *runner);
void runner_bell(void *ctx, enum spool_bell bell); /* any thread */
void runner_scan(struct runner *runner);
void runner_rescan_fired(void *ctx);
/* Add an accepted job to the queue; takes *JOB's content. Looks up its dependencies first when it
 * has some. IS_TAKEN_UP: an earlier server accepted it, so it is refused no more. */
void runner_accept(struct runner *runner, struct job *job, bool is_taken_up);

/* runner_order.c */
void runner_order(struct runner *runner, const struct job *order);
/* The job ID has come into the queue or gone back to it, its run has begun, or is no run any more
 * (NULL: any of them may have): carry out the cancels that were put off until then. */
void runner_cancel_again(struct runner *runner, const struct ident *id);
/* At the end. The next server is told of them again. */
void runner_drop_cancels(struct runner *runner);

/* runner_start.c */
struct exec_defaults;
/* What a plan takes from RULES. */
struct exec_defaults runner_defaults(const struct runner *runner, const struct runner_rules *rules);
/* Start what may start, end what ended while waiting, set the clock for what changes by itself. */
void runner_pump(void *ctx);
void runner_unblock_starts(void *ctx);

/* runner_env.c */
struct exec_defaults;
struct exec_plan;
struct env_pick;
/* The project as the environments see it, by RULES. */
struct env_place runner_env_place(const struct runner *runner, const struct runner_rules *rules);
/* Choose the interpreter of a script; puts it into DEFAULTS, which borrows PICK. Puts `.venv` right
 * when it leads elsewhere. Thread: the record lane. Errors: as env_pick_python. */
int runner_env_pick(const struct env_place *place, struct env_pick *pick,
                    struct exec_defaults *defaults, struct err *err);
/* Remove what builds left that died with an earlier server. */
void runner_sweep_builds(struct runner *runner);

/* runner_tree.c */
/* WHY_NOT NULL: the files of the commit are there. */
typedef void (*runner_tree_done)(void *ctx, const struct err *why_not);
void runner_tree_want(struct runner *runner, const struct job *job, runner_tree_done on_done,
                      void *ctx);
/* The name in var/trees of the files that JOB runs with; it has a commit. */
const char *runner_tree_name(const struct job *job);
/* JOB, which has a tree, runs the files of OLD once more: its patch goes to var/trees. Blocks. */
int runner_tree_keep_patch(const struct runner *runner, const struct job *job,
                           const struct ident *old, struct err *err);
/* The run in RUN sees a tree with a patch: give it its own account of that (store_seen.h), so that
 * it can be run again when all others are gone. Blocks. */
void runner_tree_tell(const struct runner *runner, const struct job *job, int attempt, int run);
void runner_tree_collect(struct runner *runner);

/* runner_look.c: what runs of the work tree see. One look at a time, for all runs that began
 * before it; the next one waits a multiple of what the last one took, so that many short runs cost
 * no processor of their own. */
void runner_look_open(struct runner *runner, runner_look_cb look);
void runner_look_free(struct runner *runner);
/* RUN, of the work tree, was asked for. */
void runner_look_want(struct runner *runner, const struct run *run);
/* At the end: those that wait have their look now. */
void runner_look_hurry(struct runner *runner);

/* runner_end.c */
void runner_exec_event(void *ctx, const struct ident *id, enum exec_event event);
/* The attempt of RUN is over: read its result and record it. */
void runner_record(struct runner *runner, struct runner_run *run);
/* Try again what could not be recorded. */
void runner_record_again(void *ctx);
/* The wait between the end of ATTEMPT and the next one. */
int64_t runner_retry_delay_us(const struct job_retry *retry, int attempt);
/* What follows a record: told on the loop once it is durable (WHY_NOT NULL), or why it is not. */
struct runner_then {
    void (*on_recorded)(void *ctx, const struct err *why_not);
    void *ctx;
};
/* A waiting job ends without a start: REASON and a sentence. THEN may be NULL. */
void runner_end_waiting(struct runner *runner, const struct ident *id, enum run_reason reason,
                        const char *message, const struct runner_then *then);
/* At the end: forget the ends that could not be recorded. */
void runner_drop_unended(struct runner *runner);

/* runner_history.c */
/* Write RUN's row; takes *RUN's content. IS_LAST: the run is over: leave active/ once the row is
 * safe. */
void runner_put(struct runner *runner, struct run *run, bool is_last);
/* Forget rows that were never written. */
void runner_free_rows(struct runner *runner);
/* Try again what could not be written. */
void runner_unblock_history(struct runner *runner);
void runner_keep(struct runner *runner);
void runner_reconcile(struct runner *runner);

/* runner_observe.c */
void runner_tell(const struct runner *runner, const struct runner_event *event);
/* What runner_put is told of RUN. */
void runner_tell_run(const struct runner *runner, const struct run *run, bool is_last);
/* An event that tells nothing but ID, which may be NULL. */
void runner_tell_id(const struct runner *runner, enum runner_event_kind kind,
                    const struct ident *id);

/* runner_recover.c */
int runner_recover(struct runner *runner, struct err *err);

#endif

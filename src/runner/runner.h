/* runner: the life of a run from accepted to recorded, and the only writer of run state in the
 * server. Ties the door (spool), the order (queue), the processes (exec) and the facts (store)
 * together on the loop; the blocking parts of them run on three lanes: disk (the door), record
 * (starts and ends), index (SQLite and retention). Knows no HTTP and no git. */
#ifndef PIRUN_RUNNER_RUNNER_H
#define PIRUN_RUNNER_RUNNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/ident.h"
#include "base/json.h"
#include "env/env_settings.h"
#include "loop/loop.h"
#include "sandbox/sandbox.h"
#include "spool/spool.h"
#include "spool/spool_scan.h"
#include "store/store_index.h"
#include "store/store_seen.h"

struct runner;

/* What the project's configuration says about running. Plain values; strings are copied. */
struct runner_settings {
    int jobs; /* slots */
    struct env_settings env;
    int64_t timeout_ms, grace_ms; /* of a job that gives no timeout; between SIGTERM and SIGKILL */
    struct sandbox_limits limits;
    int64_t output_mb;
    enum sandbox_level level; /* of confinement, at most */
    bool is_level_needed;
    const char *boxless; /* why there are no namespaces, NULL: there are */
    const char *cgroup;  /* absolute path in which runs make theirs, NULL: none */
    struct store_keep_rules keep;
};

/* Called on the loop. */
typedef void (*runner_cb)(void *ctx);

/* Make sure that var/trees/COMMIT holds the files of that commit, or, unless TREE is NULL,
 * var/trees/TREE those that the patch TREE.patch beside it makes of them. May block for long;
 * called on a lane. Errors: ERR_NO_SPACE, ERR_BUSY and ERR_TIMEOUT: later may do; others: never. */
typedef int (*runner_tree_cb)(void *ctx, const char *commit, const char *tree, struct err *err);

#define RUNNER_LOOK_MAX 200
/* Write down which files the work tree has, for COUNT runs (RUNNER_LOOK_MAX at most) that began
 * since, the earliest first: store_seen.h. May block for seconds; called on a lane. */
typedef int (*runner_look_cb)(void *ctx, const struct store_began *runs, size_t count,
                              struct err *err);

struct runner_options {
    struct loop *loop;
    const struct spool *spool; /* borrowed, outlives the runner */
    spool_check_cb check;      /* the project's rules; called on the disk lane */
    void *check_ctx;
    runner_tree_cb make_tree; /* NULL: no runs of commits */
    runner_look_cb look;      /* NULL: what runs of the work tree see is not recorded */
    void *tree_ctx;
    int launcher; /* socket of exec_launch_fork; taken */
    const struct runner_settings *settings;
    const struct ident *only; /* run nothing but this one; NULL: everything */
    runner_cb on_scanned;     /* a pass over the door ended and all of it is queued; may be NULL */
    void *ctx;
};

/* Open the history, take up what an earlier server left (waiting, running and unrecorded runs), arm
 * the watch, scan. Owns: returns a runner, freed with runner_free after runner_stop has called
 * back. Errors: what spool_scan, store_index and lanes say. A watch that cannot be had is no error:
 * it polls and says so. */
struct runner *runner_create(const struct runner_options *options, struct err *err);
void runner_free(struct runner *runner);

/* Take new settings (SIGHUP). Runs that started keep theirs. */
void runner_reload(struct runner *runner, const struct runner_settings *settings);

/* Stop taking and starting, let what is under way on the lanes finish, then call on_stopped.
 * IS_KILLING: also cancel every run and wait for its record; otherwise runs go on with their
 * supervisors. */
void runner_stop(struct runner *runner, bool is_killing, runner_cb on_stopped, void *ctx);

/* True while ID is known here: being accepted, waiting, starting, running, or ended and not yet
 * recorded. */
bool runner_knows(const struct runner *runner, const struct ident *id);

/* What a shell of this project is started with, decided by the settings in force (exec_shell).
 * NAME of the interpreter's environment comes first in its PATH, when there is one. Take RULES on
 * the loop; they live as long as the runner. Thread: any lane, while the runner lives.
 * Errors: as exec_plan_make_shell. */
struct runner_rules;
struct exec_shell;
struct exec_plan;
const struct runner_rules *runner_rules(const struct runner *runner);
int runner_plan_shell(const struct runner *runner, const struct runner_rules *rules,
                      const struct exec_shell *shell, struct exec_plan *plan, struct err *err);

/* Figures of this moment, and since the runner was made. */
struct runner_counts {
    int64_t waiting, running, slots;
    int64_t oldest_us; /* accept time (wall clock) of the job that waits longest; 0: none waits */
    bool is_paused;
    int64_t accepted, refused, duplicates; /* files of the door */
};
void runner_count(const struct runner *runner, struct runner_counts *out);

/* Put the runner's part of /health into OBJECT: waiting, running, slots, is_paused, watch,
 * oldest_waiting_s, degraded[]. Answers false when no job can be accepted now. */
bool runner_health(const struct runner *runner, struct json *object);

#endif

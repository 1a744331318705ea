/* cli_place: where the project of a command is: here, on this machine's disk, or there, behind the
 * URL in PIRUN_URL. Chosen once; what differs between the two is in one table of functions, so that
 * commands are written once and print the same. Here: cli_here*.c. There: cli_there*.c. */
#ifndef PIRUN_CLI_CLI_PLACE_H
#define PIRUN_CLI_CLI_PLACE_H

#include <stdbool.h>

#include "cli/cli_args.h"
#include "cli/cli_follow.h"
#include "cli/cli_job.h"
#include "cli/cli_project.h"
#include "cli/cli_rows.h"
#include "job/run.h"

struct remote;
struct cli_place;

/* What became of an order. */
struct cli_outcome {
    char order[IDENT_TEXT_SIZE]; /* its own id, "" when none is known */
    bool is_done;
    char text[240];
};

/* Two runs to be compared. */
struct cli_pair {
    const char *a, *b;
    bool is_patch_wanted;
};

/* IDs are what people type: in full, a unique beginning, or @N. All answer 0 or -1 unless they say
 * otherwise. */
struct cli_place_ops {
    /* The record of ID, with why it waits. OUT is initialized; the caller releases it. Errors:
     * as cli_id_load. */
    int (*load)(struct cli_place *place, const char *id, struct run *out, struct err *err);
    /* Errors: as cli_rows_collect. */
    int (*rows)(struct cli_place *place, const struct store_query *query, struct cli_rows *out,
                struct err *err);
    /* Where what a run left to be kept lies, NULL when there is nothing. Owns: returns the text. */
    char *(*artifacts)(struct cli_place *place, const struct run *run);

    /* For a job: the run that it waits for; its script's path in the project (the caller owns
     * *OUT); the project's rules. */
    int (*resolve)(struct cli_place *place, const char *id, struct ident *out, struct err *err);
    int (*script)(struct cli_place *place, const char *file, char **out, struct err *err);
    int (*check)(struct cli_place *place, struct job *job, struct err *err);
    /* Sets the job's id. When it answers 0, the job is on a disk. */
    int (*submit)(struct cli_place *place, struct cli_asked *asked, struct err *err);
    bool (*has_server)(struct cli_place *place);

    /* As cli_follow. */
    int (*follow)(struct cli_place *place, const struct ident *id,
                  const struct cli_follow_options *options, struct run *out, enum cli_followed *how,
                  struct err *err);
    /* Print the output that is there now. ATTEMPT 0: the current one. Errors: ERR_NOT_FOUND there
     * is none (yet). */
    int (*print)(struct cli_place *place, const struct run *run, int attempt,
                 const struct cli_print_options *options, struct err *err);

    /* Errors: ERR_CONFLICT the server did not carry it out (says why). */
    int (*cancel)(struct cli_place *place, const struct run *run, struct cli_outcome *outcome,
                  struct err *err);
    int (*rerun)(struct cli_place *place, const struct run *run, enum job_exact exact,
                 struct cli_outcome *outcome, struct err *err);
    /* What differs between two runs: run_diff.h, and {"is_same","files":{"is_known","why"?,
     * "is_same"?,"count"?,"list"?,"patch"?,"is_patch_left_out"?, "a":{"commit"?,"has_patch",
     * "left_out"?,"late"?},"b":{…}},"packages":{"is_known","why"?,"added":[{"name","version"}],
     * "removed":[…],"changed":[{"name","a","b"}]}}; "count" to "is_patch_left_out" are those of
     * repo_compare.h. The outer "is_same": nothing differs that is known, but how long they took.
     * Owns: returns the object. */
    struct json *(*diff)(struct cli_place *place, const struct cli_pair *pair, struct err *err);
    /* JOB_OP_PAUSE, _RESUME, _DRAIN. */
    int (*order)(struct cli_place *place, enum job_op op, struct cli_outcome *outcome,
                 struct err *err);
    /* How long a run that is cancelled may take to end; 0: not known. */
    int64_t (*grace_ms)(struct cli_place *place);
    /* Load what later calls may need by starting the program again: before the first effect. */
    void (*get_ready)(struct cli_place *place);

    /* Dead letters, as in spool_bad.h: all (returns an array), one with its file (an object). */
    struct json *(*letters)(struct cli_place *place, struct err *err);
    struct json *(*letter)(struct cli_place *place, const char *id, struct err *err);
    int (*retry_letter)(struct cli_place *place, const char *id, struct ident *new_id,
                        struct err *err);
    int (*drop_letter)(struct cli_place *place, const char *id, struct err *err);
};

struct cli_place {
    const struct cli_place_ops *ops;
    struct cli_project project; /* here */
    struct remote *remote;      /* there; NULL: here */
};

/* Open the project of ARGS, or the server of PIRUN_URL (PIRUN_TOKEN, PIRUN_CA). May start the
 * program again to load a library (base/lazy.h), so it comes before any effect on the world.
 * Owns: the caller closes with cli_place_close, also after a failure. Errors: as
 * cli_project_open; as remote_open; ERR_INVALID -C and PIRUN_URL at once. */
int cli_place_open(struct cli_place *place, const struct cli_args *args, struct err *err);
void cli_place_close(struct cli_place *place);
#define auto_place __attribute__((cleanup(cli_place_close)))

/* Does PIRUN_URL name a server? */
bool cli_place_is_there(void);

extern const struct cli_place_ops cli_here_ops, cli_there_ops;

#endif

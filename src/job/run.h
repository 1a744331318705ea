/* run: what happened to a job. States, outcomes, the table of legal moves, and the record (version
 * 1). Plain data. */
#ifndef PIRUN_JOB_RUN_H
#define PIRUN_JOB_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "job/job.h"

enum run_state {
    RUN_QUEUED,
    RUN_RUNNING,
    RUN_SUCCEEDED,
    RUN_FAILED,
    RUN_KILLED
};

/* How it ended (`reason` in the record). RUN_NOT_ENDED while queued or running. */
enum run_reason {
    RUN_NOT_ENDED,
    RUN_EXITED,
    RUN_SIGNALLED,
    RUN_TIMEOUT,
    RUN_CANCELLED,
    RUN_MEMORY,
    RUN_OUTPUT,
    RUN_DISK,
    RUN_LOST,
    RUN_NOT_STARTED,
    RUN_EXPIRED,
    RUN_SUPERSEDED,
    RUN_DEPENDENCY,
};

/* Why something waits (`waiting.code` in the record). */
enum run_wait {
    RUN_WAIT_NONE,
    RUN_WAIT_SLOT,         /* all run.jobs slots are taken */
    RUN_WAIT_TURN,         /* others go first: priority, fairness, accept order */
    RUN_WAIT_KEY,          /* a job of the same key runs */
    RUN_WAIT_AFTER,        /* a dependency has not ended */
    RUN_WAIT_NOT_BEFORE,   /* its time has not come */
    RUN_WAIT_RETRY,        /* the delay before the next attempt */
    RUN_WAIT_PAUSED,       /* the queue is paused or draining */
    RUN_WAIT_NOT_ACCEPTED, /* still in the spool: no server has taken it yet */
};

struct run_usage {
    int64_t cpu_user_ms, cpu_system_ms, max_rss_kb, read_bytes, write_bytes, processes;
};

struct run_output {
    int64_t bytes; /* written by the script, dropped ones included */
    int64_t lines;
    int64_t dropped; /* bytes not kept because of output_mb or a full disk */
};

/* The end of one attempt, as the supervisor writes it to result.json. */
struct run_result {
    enum run_reason reason;
    int exit_code; /* RUN_EXITED */
    int signal;    /* RUN_SIGNALLED, and when PiRun's own signal ended it */
    char message[240];
    int64_t started_at_us, ended_at_us; /* wall clock */
    int64_t duration_ms;                /* CLOCK_BOOTTIME */
    struct run_usage usage;
    struct run_output output;
    char sandbox_level[16];
    char *in_force; /* comma-separated names, NULL when unknown */
    char *missing;  /* comma-separated "name (why)", NULL */
};

/* The record: the job and what happened to it. */
struct run {
    struct job job;
    enum run_state state;
    int attempt; /* from 1; 0 before the first start */
    struct run_result result;
    int64_t started_at_us; /* of the current attempt, 0 before */
    int64_t timeout_ms;    /* in force; 0 unknown */
    char *python;          /* interpreter's path, NULL unknown */
    char *host;
    char *note;        /* what people should know of the files of its commit, NULL: nothing */
    char *environment; /* beginning of the name of its Python environment, NULL: none of ours */
    struct json *tree; /* which files it saw, see repo/repo_state.h; NULL: not known (yet) */
    enum run_wait wait;
    char wait_text[240]; /* one sentence */
};

void run_init(struct run *run);
void run_release(struct run *run);
void run_result_release(struct run_result *result);
#define auto_run __attribute__((cleanup(run_release)))

/* The state that a reason leads to; exited depends on the exit code. */
enum run_state run_state_after(enum run_reason reason, int exit_code);
/* True when the table of legal moves has FROM → TO (queued→running, running→queued for a retry,
 * …). */
bool run_may_move(enum run_state from, enum run_state to);
bool run_has_ended(enum run_state state);

const char *run_state_name(enum run_state state);
bool run_state_parse(const char *name, enum run_state *out);
const char *run_reason_name(enum run_reason reason); /* "" for RUN_NOT_ENDED */
bool run_reason_parse(const char *name, enum run_reason *out);
const char *run_wait_name(enum run_wait wait); /* "" for RUN_WAIT_NONE */
bool run_wait_parse(const char *name, enum run_wait *out);

/* Whether another attempt will follow what ended so; the server decides by the same facts. */
bool run_may_go_on(const struct run *run);

/* One sentence for people: "exited with status 1", "ended by its time limit of 30 s", "waits for a
 * free slot". */
void run_describe(const struct run *run, char *text, size_t size);
/* The exit status that `pirun run` answers: the script's; 128+signal; 124 timeout; 125 PiRun
 * failed or killed it. */
int run_exit_status(const struct run *run);

#endif

/* job: what was asked. Immutable once accepted. Pure data: knows nothing of files, queues or
 * processes. */
#ifndef PIRUN_JOB_JOB_H
#define PIRUN_JOB_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/ident.h"

#define JOB_FILE_MAX     65536 /* bytes of a job file (design: spool protocol, "Accept" 1) */
#define JOB_CODE_MAX     49152 /* bytes of inline code */
#define JOB_ARGS_MAX     1024
#define JOB_ENV_MAX      256
#define JOB_LABELS_MAX   64
#define JOB_AFTER_MAX    64
#define JOB_PACKAGES_MAX 64
#define JOB_COMMIT_SIZE  41  /* a commit's id: 40 hexadecimal digits, and a NUL */
#define JOB_NAME_MAX     200 /* bytes of key, idempotency_key, a label's key; a label's value */
#define JOB_PRIORITY_MAX 100

/* What the job file asks to run; exactly one. JOB_BUILD makes the project's Python environment;
 * JOB_OP is an order, not a run. */
enum job_kind {
    JOB_SCRIPT,
    JOB_MODULE,
    JOB_CODE,
    JOB_ARCHIVE,
    JOB_BUILD,
    JOB_OP
};
/* What a build is made from. */
enum job_build {
    JOB_BUILD_SYNC,    /* what the project's files say */
    JOB_BUILD_INSTALL, /* that and PACKAGES, which enter the files when it succeeds */
    JOB_BUILD_REMOVE,  /* that without PACKAGES, likewise */
    JOB_BUILD_LOCK     /* requirements.txt resolved anew; the result is written as the lock */
};
enum job_op {
    JOB_OP_CANCEL,
    JOB_OP_RERUN,
    JOB_OP_PAUSE,
    JOB_OP_RESUME,
    JOB_OP_DRAIN
};
/* Of a rerun: with the very files of the run, whatever became of them. */
enum job_exact {
    JOB_EXACT_NO,
    JOB_EXACT_STRICT,
    JOB_EXACT_ANYWAY /* also when not all of them are known */
};
enum job_source {
    JOB_FROM_FILE,
    JOB_FROM_CLI,
    JOB_FROM_CRON,
    JOB_FROM_GIT,
    JOB_FROM_HTTP
};
enum job_conflict {
    JOB_CONFLICT_QUEUE,
    JOB_CONFLICT_LATEST,
    JOB_CONFLICT_REFUSE
};
enum job_network {
    JOB_NETWORK_NONE,
    JOB_NETWORK_FULL
};

/* 0 or a negative number: not given, the project's default applies. */
struct job_limits {
    int64_t memory_mb;
    double cpus;
    int64_t pids;
    int64_t disk_mb;
    int64_t file_mb;
    int64_t open_files;
    int64_t output_mb;
};

struct job_pair {
    char *key;
    char *value;
};

/* Which outcomes are tried again: a bit per enum run_reason (job/run.h), 0 when `retry.on` is not
 * given. */
struct job_retry {
    int64_t max; /* attempts after the first; 0: none */
    int64_t delay_ms;
    double backoff; /* factor per further attempt, at least 1 */
    uint32_t on;
};

struct job {
    /* identity and acceptance: by PiRun, not by the writer */
    struct ident id;
    int64_t seq;             /* accept number from 1; 0 before acceptance */
    int64_t submitted_at_us; /* writer's clock, for people; 0 unknown */
    int64_t queued_at_us;    /* acceptance; 0 before */
    enum job_source source;
    char *submitted_by; /* user name (or "uid:N") */

    /* what to run */
    enum job_kind kind;
    char *script;     /* JOB_SCRIPT: path in the project */
    char *call;       /* JOB_SCRIPT: a function of the script that is called with the arguments;
                         NULL: the script runs as it is */
    char *module;     /* JOB_MODULE */
    char *code;       /* JOB_CODE */
    char *archive;    /* JOB_ARCHIVE: "sha256:…" */
    char *entrypoint; /* JOB_ARCHIVE */
    enum job_build build;
    char **packages; /* JOB_BUILD: requirements (PEP 508) or names */
    size_t package_count;
    enum job_op op; /* JOB_OP */
    char *target;   /* JOB_OP: id that the order is about, or NULL */
    enum job_exact exact;

    char **args; /* ARG_COUNT strings */
    size_t arg_count;
    struct job_pair *env;
    size_t env_count;
    struct job_pair *labels;
    size_t label_count;
    char **require;
    size_t require_count;
    struct ident *after;
    size_t after_count;
    bool is_after_any; /* after_policy "any": their end is enough, their success is not needed */

    char *stdin_text; /* NULL: empty */
    char *stdin_blob; /* "sha256:…" of a blob that is read instead; NULL: none */
    char *ref;        /* NULL: the work tree */
    char *commit;     /* what REF named at acceptance, in full; NULL: not accepted, or no REF */
    char *tree;       /* COMMIT with a patch, by the id of git's tree object; NULL: without */
    char *key;
    enum job_conflict on_conflict;
    char *idempotency_key;
    char *backend; /* NULL: "local" */

    int64_t timeout_ms; /* 0: the project's run_timeout_ms */
    struct job_limits limits;
    enum job_network network;
    int64_t priority;
    int64_t not_before_us; /* wall clock; 0: none */
    int64_t expires_us;    /* wall clock; 0: never */
    struct job_retry retry;
    bool is_rerun_on_lost; /* on_lost "rerun" */
};

void job_init(struct job *job);
void job_release(struct job *job);
/* Forget what only a start needs: code, stdin, arguments, environment. They are most of a job's
 * bytes, and the file has them. */
void job_drop_words(struct job *job);
#define auto_job __attribute__((cleanup(job_release)))

/* What people call it in a list: the script's path, the module's name, "(inline code)", the
 * archive's entrypoint, "(env sync)" …, or the order's name. Borrowed from JOB. */
const char *job_title(const struct job *job);

const char *job_source_name(enum job_source source);
bool job_source_parse(const char *name, enum job_source *out);
const char *job_op_name(enum job_op op);
const char *job_build_name(enum job_build build);

#endif

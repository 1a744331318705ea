/* exec_plan: everything that a supervisor needs to know about one attempt, decided by the server: argv, environment, limits,
 * times. Travels as JSON text to the launcher, or in a file to `pirun supervise FILE` on another machine. */
#ifndef PIRUN_EXEC_EXEC_PLAN_H
#define PIRUN_EXEC_EXEC_PLAN_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "job/job.h"
#include "sandbox/sandbox.h"

#define EXEC_PLAN_MAX (160 * 1024) /* bytes: a job file of 64 KiB, escaped, and its environment */

struct exec_plan {
    struct ident id;
    int attempt;
    char *project_path; /* absolute: becomes the working directory */
    char **argv;        /* NULL-terminated; argv[0] is the interpreter's absolute path. Never a shell */
    char **env;         /* NULL-terminated NAME=VALUE: PATH (venv first) VIRTUAL_ENV HOME LANG PYTHONUNBUFFERED PIRUN_RUN_ID, the job's */
    char *stdin_text;   /* NULL: /dev/null */
    int64_t timeout_ms; /* 0: none */
    int64_t grace_ms;   /* between SIGTERM and SIGKILL */
    int64_t output_bytes_max;
    struct sandbox_limits limits;
    bool is_synced; /* fsync result.json and its directory */
};

struct exec_defaults {
    const char *project_path;
    const char *venv_python; /* conf */
    int64_t timeout_ms, grace_ms;
    int64_t memory_mb, pids, file_mb, open_files, output_mb;
    bool is_synced;
};

/* Fill PLAN for ATTEMPT of JOB. Errors: ERR_NOT_FOUND the interpreter is missing or not executable (says `pirun init` or the config
 * key); ERR_INVALID a kind that cannot run here yet (archive, ref). Owns: release with exec_plan_release. */
int exec_plan_make(const struct job *job, int attempt, const struct exec_defaults *defaults, struct exec_plan *plan, struct err *err);
void exec_plan_release(struct exec_plan *plan);
#define auto_plan __attribute__((cleanup(exec_plan_release)))
void exec_plan_format(const struct exec_plan *plan, struct buf *out);
int exec_plan_parse(const char *text, size_t size, struct exec_plan *plan, struct err *err);

#endif

/* exec_plan: everything that a supervisor needs to know about one attempt, decided by the
 * server: argv, environment, limits, times. Travels as JSON text to the launcher, or in a file
 * to `pirun supervise FILE` on another machine. */
#ifndef PIRUN_EXEC_EXEC_PLAN_H
#define PIRUN_EXEC_EXEC_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/ident.h"
#include "job/job.h"
#include "sandbox/sandbox.h"

#define EXEC_PLAN_MAX 163840 /* bytes: a job file of 64 KiB, escaped, and its environment */

struct exec_plan {
    struct ident id;
    int attempt;
    char *project_path; /* absolute: becomes the working directory */
    char **argv; /* NULL-terminated; argv[0] is the interpreter's absolute path. Never a shell */
    /* NULL-terminated NAME=VALUE: PATH (venv first) VIRTUAL_ENV HOME LANG PYTHONUNBUFFERED, the
     * job's, PIRUN_ATTEMPT, PIRUN_RUN_ID; each name once */
    char **env;
    char *stdin_text;         /* NULL: /dev/null */
    int64_t timeout_ms;       /* 0: none */
    int64_t grace_ms;         /* between SIGTERM and SIGKILL */
    int64_t output_bytes_max; /* 0: no cap */
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

/* Fill PLAN for ATTEMPT of JOB. What the job does not ask comes from DEFAULTS; that it asks for
 * no more than the project allows is checked before, at the door. The job's `network` needs
 * nothing here: "net" is a protection that is missing at this level, and the result says so.
 * Errors: ERR_NOT_FOUND the interpreter is missing or not executable (says `pirun init` and the
 * config key); ERR_INVALID a kind that cannot run here yet (archive, ref).
 * Owns: release with exec_plan_release. */
int exec_plan_make(const struct job *job, int attempt, const struct exec_defaults *defaults,
                   struct exec_plan *plan, struct err *err);
void exec_plan_release(struct exec_plan *plan);
/* Forget argv, environment and stdin, once they are used. */
void exec_plan_drop_words(struct exec_plan *plan);
#define auto_plan __attribute__((cleanup(exec_plan_release)))

/* The plan as one line of JSON. Fails (buf_ok) beyond OUT's cap, which is EXEC_PLAN_MAX for a
 * launcher. */
void exec_plan_format(const struct exec_plan *plan, struct buf *out);
/* Errors: ERR_INVALID torn, foreign or of another version. Owns: as exec_plan_make. */
int exec_plan_parse(const char *text, size_t size, struct exec_plan *plan, struct err *err);

#endif

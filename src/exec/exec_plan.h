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

#define EXEC_PLAN_TREES "trees"      /* below var/: directories named by commits */
#define EXEC_PLAN_BLOBS "var/blobs/" /* where a STDIN_PATH begins */
#define EXEC_PLAN_MAX   163840       /* bytes: a job file of 64 KiB, escaped, and its environment */

struct exec_plan {
    struct ident id;
    int attempt;
    char *project_path; /* absolute: becomes the working directory */
    char **argv; /* NULL-terminated; argv[0] is the interpreter's absolute path. Never a shell */
    /* NULL-terminated NAME=VALUE: PATH (venv first) VIRTUAL_ENV HOME TMPDIR LANG
     * PYTHONUNBUFFERED
     * PYTHONNOUSERSITE MALLOC_ARENA_MAX, the job's, PIRUN_ARTIFACTS, PIRUN_ATTEMPT, PIRUN_RUN_ID;
     * each name once */
    char **env;
    char *stdin_text; /* NULL: /dev/null, or STDIN_PATH */
    char *stdin_path; /* a file below the project that is read instead; NULL: none */
    /* Directory below var/ of the Python environment, "envs/<build>": read-only for the script, and
     * kept in use by a lock on it for the run's life. NULL: none is managed here. */
    char *environment;
    /* Directory below var/ of the files of one commit, "trees/<commit>" (or "trees/<tree>", with a
     * patch): the script sees them as
     * the project, in a copy of its own, and they are kept in use like the environment. NULL: the
     * work tree. */
    char *tree;
    struct sandbox_bind *binds; /* further places that the script sees; owned */
    size_t bind_count;
    int64_t timeout_ms;       /* 0: none */
    int64_t grace_ms;         /* between SIGTERM and SIGKILL */
    int64_t output_bytes_max; /* 0: no cap */
    struct sandbox_limits limits;
    enum sandbox_level level; /* at most this one */
    bool is_level_needed;     /* nothing is started with less than that level has */
    /* Why this machine gives no namespaces, found out once; NULL: it does. Then a start that fails
     * in them is a failed start: nothing that lies in a project may weaken its runs. */
    char *boxless;
    char **require; /* NULL-terminated: protections without which nothing is started */
    bool has_network;
    bool is_project_readonly;
    char *cgroup;   /* absolute path in which the run makes its own cgroup; NULL: none */
    bool is_synced; /* fsync result.json and its directory */
    bool is_shell;  /* of a terminal: its place is var/terms/<id>, and it has no artifacts */
};

struct exec_defaults {
    const char *project_path;
    const char *venv_python;          /* relative to the project, or absolute */
    const char *environment;          /* as the plan's; NULL: none is managed here */
    const struct sandbox_bind *binds; /* copied into the plan */
    size_t bind_count;
    int64_t timeout_ms, grace_ms;
    struct sandbox_limits limits;
    int64_t output_mb;
    enum sandbox_level level; /* conf: run.sandbox */
    bool is_level_needed;
    const char *boxless; /* NULL: there are namespaces */
    const char *cgroup;  /* NULL: none */
    bool is_synced;
};

/* Fill PLAN for ATTEMPT of JOB. What the job does not ask comes from DEFAULTS; that it asks for
 * no more than the project allows is checked before, at the door.
 * Errors: ERR_NOT_FOUND the interpreter is missing or not executable (says `pirun init` and the
 * config key); ERR_INVALID a kind that cannot run here yet (archive), or a ref whose commit is not
 * known.
 * Owns: release with exec_plan_release. */
int exec_plan_make(const struct job *job, int attempt, const struct exec_defaults *defaults,
                   struct exec_plan *plan, struct err *err);
/* A shell in a terminal, confined as scripts are. */
struct exec_shell {
    struct ident id;
    const char *program; /* absolute path; NULL or "": the user's own, bash or sh */
    const char *name;    /* of the project, for the prompt */
    bool has_network;
};
/* The same for SHELL. DEFAULTS.venv_python may be NULL: then no environment comes first in PATH.
 * Errors: ERR_NOT_FOUND PROGRAM is none, with the config key. */
int exec_plan_make_shell(const struct exec_shell *shell, const struct exec_defaults *defaults,
                         struct exec_plan *plan, struct err *err);
/* Errors: ERR_NOT_FOUND PATH is missing or cannot be executed, with the way out. */
int exec_plan_check_python(const char *path, struct err *err);
void exec_plan_release(struct exec_plan *plan);
/* A directory of the run as a path below the project, as var/runs/<id>/artifacts (of a shell:
 * var/terms/…); NAME is "artifacts". Owns: returned to the caller. */
char *exec_plan_place(const struct exec_plan *plan, const char *name);
/* Give the variable NAME of the script the value TO where it has FROM. */
void exec_plan_change_variable(struct exec_plan *plan, const char *name, const char *from,
                               const char *to);
/* Forget argv, environment and stdin, once they are used. */
void exec_plan_drop_words(struct exec_plan *plan);
#define auto_plan __attribute__((cleanup(exec_plan_release)))

/* The plan as one line of JSON. Fails (buf_ok) beyond OUT's cap, which is EXEC_PLAN_MAX for a
 * launcher. */
void exec_plan_format(const struct exec_plan *plan, struct buf *out);
/* Errors: ERR_INVALID torn, foreign or of another version. Owns: as exec_plan_make. */
int exec_plan_parse(const char *text, size_t size, struct exec_plan *plan, struct err *err);

#endif

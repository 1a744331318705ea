/* sandbox: confines one process and all that it starts. What the recipe does, step by step and in
 * which order, is sandbox_recipe.c; here is what it takes. In our own process: no helper program,
 * no setuid, no Docker. Works for an ordinary user (a user namespace of his own) and for root (who
 * never runs a script: it runs as the project's owner, or as an unprivileged user). Where a kernel
 * lacks a part, the rest is done and the missing part is told with its reason.
 * Knows nothing of jobs or loops.
 *
 * Levels, each with all of the one below it that still makes sense (ADR 0014):
 *
 *   full        namespaces, and a delegated cgroup that bounds memory, processes and CPU
 *   namespaces  a file system, processes and network of its own
 *   landlock    the machine's file system through Landlock's rules, network refused by seccomp
 *   basic       seccomp, no new privileges, resource limits
 *   off         a session, resource limits, closed descriptors: nothing that contains */
#ifndef PIRUN_SANDBOX_SANDBOX_H
#define PIRUN_SANDBOX_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "sandbox/sandbox_level.h"

#define SANDBOX_UID  1000 /* of the script, inside its namespace */
#define SANDBOX_HOME "/tmp"

/* Units as named; 0 or less: no limit of ours. A limit never raises one that is in force
 * already. */
struct sandbox_limits {
    int64_t memory_mb;
    double cpus;
    int64_t pids;
    int64_t disk_mb;
    int64_t file_mb;    /* RLIMIT_FSIZE */
    int64_t open_files; /* RLIMIT_NOFILE */
};

/* A place of the machine that is visible inside. */
struct sandbox_bind {
    char *source;     /* absolute; below the project no symbolic link is followed */
    char *target;     /* absolute, the path inside; usually the same */
    bool is_writable; /* else read-only */
    bool is_optional; /* nothing happens when SOURCE does not exist */
};

enum sandbox_project {
    SANDBOX_PROJECT_WRITABLE,
    SANDBOX_PROJECT_READONLY,
    SANDBOX_PROJECT_COPY, /* writable, in memory, and forgotten with the run; needs namespaces */
};

/* Everything is borrowed. */
struct sandbox_spec {
    struct sandbox_limits limits;
    unsigned parts;           /* at most these (SANDBOX_PART_…) */
    unsigned needed;          /* of PARTS: without them nothing is started */
    const char *project_path; /* absolute; becomes the working directory */
    int project_fd;           /* the same directory */
    enum sandbox_project project;
    const char *tree; /* with SANDBOX_PROJECT_COPY: a directory below var/ that is copied in the
                         project's place; NULL: the project itself */
    const char *artifacts;   /* a directory below var/ that is writable inside, NULL: none */
    const char *environment; /* a directory below var/ that is read-only inside, NULL: none */
    const char *scratch;     /* a directory below var/ that stands for /tmp where there is no
                                 private one, NULL: none */
    const char *copy;        /* without namespaces: a directory below SCRATCH in which the
                                    program begins instead of the project, NULL: the project */
    const struct sandbox_bind *binds;
    size_t bind_count;
    bool has_network; /* the machine's; else only a loopback of its own */
    int cgroup_fd;    /* directory of a cgroup to be born in, -1: none */
};

/* A terminal of the program's own, which controls its session. */
struct sandbox_terminal {
    int socket; /* the master side comes over it (SCM_RIGHTS, with one byte) before the execute;
                   the other end of it is read by the caller */
    unsigned short columns, rows;
    const char *directory; /* below the project: becomes the working directory; NULL: the project */
};

struct sandbox_program {
    char *const *argv; /* argv[0] is a path as it is inside */
    char *const *env;
    int in, out, err;
    const struct sandbox_terminal *terminal; /* instead of IN, OUT and ERR; NULL: none */
};

/* Where the recipe stopped. */
struct sandbox_fault {
    int number;    /* errno */
    unsigned part; /* that the step belongs to; 0: the program cannot run at any level */
    char step[28]; /* name in the recipe, or "execute" */
};

/* The first of COUNT FAULTS that is about one of PARTS; NULL: none. */
const struct sandbox_fault *sandbox_fault_find(const struct sandbox_fault *faults, size_t count,
                                               unsigned parts);

struct sandbox_child {
    pid_t pid;      /* our child: the script itself, or the first process of its own namespace */
    bool has_init;  /* the latter */
    int report;     /* read end, non-blocking: struct sandbox_report from that process; else -1 */
    unsigned parts; /* that are in force */
    struct sandbox_fault missing[SANDBOX_PART_COUNT]; /* why others of spec.parts are not */
    size_t missing_count;
};

/* From the first process of a namespace, which waits for everybody in there. */
struct sandbox_report {
    bool is_script;    /* the script has ended; else everybody has, and that process ends too */
    int status;        /* is_script: as waitpid(2) says it */
    int64_t processes; /* waited for so far */
};

/* In the keeper (supervisor), once: become child subreaper. Errors: by errno.
 * Source: PR_SET_CHILD_SUBREAPER, prctl(2). */
int sandbox_prepare(struct err *err);

/* Start PROGRAM confined; comes back when it is executed, or with *FAULT when it is not: then
 * nothing runs. Parts that fail and are not needed are left out and listed in CHILD->missing; only
 * when the whole namespace cannot be had, FAULT->part is SANDBOX_PART_NAMESPACES and the caller
 * decides whether to try again without it. The child dies with the caller, whatever kills it.
 * Owns: CHILD->report is closed by the caller. Thread: the only one of its process. */
int sandbox_start(const struct sandbox_spec *spec, const struct sandbox_program *program,
                  struct sandbox_child *child, struct sandbox_fault *fault);

/* Who a script of this project is, seen from outside. */
struct sandbox_user {
    uid_t uid;
    gid_t gid;
    bool is_other;  /* another than the caller: the caller is root */
    bool is_mapped; /* root owns the project: its files are shown to UID as its own (idmapped) */
};
/* Errors: by errno. */
int sandbox_user_of(int project_fd, struct sandbox_user *user, struct err *err);

#endif

/* sandbox_delegate: the part of the cgroup v2 tree that was given to the server, made ready for the
 * cgroups of runs:
 *
 *     BASE                    the cgroup of the unit, scope or container; no process of its own
 *      ├─ main or server      server, launcher and supervisors
 *      ├─ run-<id> …          one run each (sandbox_cgroup)
 *      └─ .control            systemd's, for ExecReload= and the like
 *
 * Takes nothing that was not given: a cgroup that somebody else manages (the session of a login
 * shell, the root) is left alone. Never a reason not to serve: "none" is an answer, with its cause
 * and the way out. Thread: main, before all others.
 * Source: systemd's CGROUP_DELEGATION.md; the kernel's admin-guide/cgroup-v2.rst; ADR 0016. */
#ifndef PIRUN_SANDBOX_SANDBOX_DELEGATE_H
#define PIRUN_SANDBOX_SANDBOX_DELEGATE_H

#include <limits.h>
#include <stdbool.h>

#include "base/err.h"
#include "sandbox/sandbox_level.h"

#define SANDBOX_DELEGATE_ROOT     "/sys/fs/cgroup"
/* The leaf that we make for the server, and the one that systemd makes (DelegateSubgroup=). */
#define SANDBOX_DELEGATE_LEAF     "server"
#define SANDBOX_DELEGATE_SUBGROUP "main"

enum sandbox_controller {
    SANDBOX_CONTROLLER_MEMORY,
    SANDBOX_CONTROLLER_PIDS,
    SANDBOX_CONTROLLER_CPU,
    SANDBOX_CONTROLLER_IO, /* only counts; a user's own manager does not have it */
    SANDBOX_CONTROLLER_COUNT
};
/* "memory" "pids" "cpu" "io" */
const char *sandbox_controller_name(enum sandbox_controller controller);

struct sandbox_controller_state {
    bool is_on;
    int number;      /* errno of the refusal, 0 when there was none */
    const char *why; /* why not; NULL when it is on. Without commas or ')' */
    const char *fix; /* what to do about it; NULL when it is on */
};

struct sandbox_delegation {
    int base;            /* directory where runs make their cgroups; -1: nowhere */
    char path[PATH_MAX]; /* of it, below the root, with a leading '/'; "" when there is none */
    struct sandbox_controller_state controllers[SANDBOX_CONTROLLER_COUNT];
};

/* Find our own cgroup below ROOT by SELF, the text of /proc/self/cgroup; move all its processes
 * into a leaf of their own, the caller and the launcher among them, and put the controllers in
 * force for its children. Once more is fine: a server that was started anew finds things as they
 * are. Owns: the caller closes OUT->base when it is not -1. */
void sandbox_delegate(const char *root, const char *self, struct sandbox_delegation *out);

/* The same for a server whose /proc/PID/cgroup is SELF, but nothing is changed: what it has, or,
 * where it has not begun, would get. */
void sandbox_delegate_look(const char *root, const char *self, struct sandbox_delegation *out);

/* The row for a part (SANDBOX_PART_…_CGROUP); NULL for other parts. */
const struct sandbox_controller_state *sandbox_delegation_state(
    const struct sandbox_delegation *delegation, unsigned part);

/* SANDBOX_PART_…_CGROUP: the limits that a run's cgroup can hold there. */
unsigned sandbox_delegation_parts(const struct sandbox_delegation *delegation);

/* After the server ended, from systemd's ExecStopPost=: systemd before 254 starts a service in the
 * unit's own cgroup, where no process may be while controllers are in force, that is, as long as
 * runs of the server before live. So they are taken out of force; the next server puts them back
 * and sandbox_cgroup_sweep sets the limits again. Does nothing where it is not needed.
 * Errors: by errno. */
int sandbox_delegate_yield(const char *root, const char *self, struct err *err);

#endif

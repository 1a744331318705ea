/* sandbox_probe: what this machine can really protect, found out by doing it once, whole, with a
 * program that does nothing. Settings of the kernel only explain a failure; they are never taken
 * for an answer. */
#ifndef PIRUN_SANDBOX_SANDBOX_PROBE_H
#define PIRUN_SANDBOX_SANDBOX_PROBE_H

#include "base/err.h"
#include "sandbox/sandbox.h"

struct sandbox_probe {
    unsigned parts;                 /* that were in force */
    struct sandbox_fault lacks[16]; /* of LEVEL, what was not */
    size_t lack_count;
    int64_t took_us; /* CLOCK_MONOTONIC: from start to the program's end */
};

/* Try LEVEL, and what is left of it where namespaces cannot be had, in the project at PROJECT_PATH.
 * Cgroups are not tried. Errors: ERR_INTERNAL nothing could be started at all.
 * Thread: the only one of its process. */
int sandbox_probe(const char *project_path, int project_fd, enum sandbox_level level,
                  struct sandbox_probe *probe, struct err *err);

/* True when there are no namespaces; WHY then tells, without ',' or ')'. */
#define SANDBOX_PROBE_WHY 120 /* bytes */
bool sandbox_probe_is_boxless(const struct sandbox_probe *probe, char why[SANDBOX_PROBE_WHY]);

/* A sentence why PROTECTION is not in force, and the line or command that mends it, "" when there
 * is none. Looks into the kernel's settings. Owns: appended to the buffers. */
void sandbox_probe_explain(const struct sandbox_probe *probe,
                           const struct sandbox_protection *protection, struct buf *why,
                           struct buf *cure);

#endif

/* sandbox_level: names for what protects a run: levels, the parts of the recipe that a kernel may
 * lack, and protections, which a job can require and a record lists. Pure tables. */
#ifndef PIRUN_SANDBOX_SANDBOX_LEVEL_H
#define PIRUN_SANDBOX_SANDBOX_LEVEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum sandbox_level {
    SANDBOX_LEVEL_OFF,
    SANDBOX_LEVEL_BASIC,
    SANDBOX_LEVEL_LANDLOCK,
    SANDBOX_LEVEL_NAMESPACES,
    SANDBOX_LEVEL_FULL,
};
const char *sandbox_level_name(enum sandbox_level level);
bool sandbox_level_parse(const char *name, enum sandbox_level *out);

/* Bits. */
enum sandbox_part {
    SANDBOX_PART_NAMESPACES = 1U << 0, /* mount, pid, ipc, uts, cgroup; user for ordinary users */
    SANDBOX_PART_NET = 1U << 1,        /* network namespace, or sockets refused by seccomp */
    SANDBOX_PART_PROC = 1U << 2,       /* /proc of the own processes */
    SANDBOX_PART_USER = 1U << 3,       /* not root */
    SANDBOX_PART_RIGHTS = 1U << 11,    /* no capabilities */
    SANDBOX_PART_COUNT_OWN = 1U << 4,  /* processes counted per run (user namespace) */
    SANDBOX_PART_PRIVILEGES = 1U << 5, /* no_new_privs */
    SANDBOX_PART_LANDLOCK = 1U << 6,
    SANDBOX_PART_SECCOMP = 1U << 7,
    SANDBOX_PART_MEMORY_CGROUP = 1U << 8,
    SANDBOX_PART_PIDS_CGROUP = 1U << 9,
    SANDBOX_PART_CPU_CGROUP = 1U << 10,
};
#define SANDBOX_PART_COUNT 12U
#define SANDBOX_PARTS_CGROUP \
    (SANDBOX_PART_MEMORY_CGROUP | SANDBOX_PART_PIDS_CGROUP | SANDBOX_PART_CPU_CGROUP)

/* The parts that LEVEL has when nothing is missing. */
unsigned sandbox_level_parts(enum sandbox_level level);
/* The level that PARTS amount to. */
enum sandbox_level sandbox_level_of(unsigned parts);

/* A protection as `require` and the record name it: "fs", or "memory:cgroup" with its means. */
struct sandbox_protection {
    const char *name;
    const char *means; /* NULL: there is only one */
    unsigned parts;    /* in force when one of these is; 0: always */
    unsigned unless;   /* but not told when one of these is: a stronger means is in force */
    const char *cure;  /* how to get it, for people */
};
const struct sandbox_protection *sandbox_protections(size_t *count);
/* Is NAME ("memory" or "memory:cgroup") given by PARTS? */
bool sandbox_has(unsigned parts, const char *name);
/* Is NAME a protection at all? *PARTS: any of these gives it. */
bool sandbox_find(const char *name, unsigned *parts);
/* Can PARTS meet the requirement NAME? Adds to *NEEDED the parts that must not fail for that. */
bool sandbox_require(unsigned parts, const char *name, unsigned *needed);
/* Append "fs,net,memory:watch": what PARTS give, in the order of the table. */
void sandbox_list_in_force(unsigned parts, struct buf *out);

#endif

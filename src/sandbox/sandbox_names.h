/* sandbox_names: the places of a machine that a script may see, and those of its project that it
 * may not change: one list of each, for the mounts of a box and for the rules of Landlock. */
#ifndef PIRUN_SANDBOX_SANDBOX_NAMES_H
#define PIRUN_SANDBOX_SANDBOX_NAMES_H

#include <stdbool.h>
#include <stddef.h>

enum sandbox_names {
    SANDBOX_NAMES_PROGRAMS,  /* directories of the system; links into /usr on most */
    SANDBOX_NAMES_DEVICES,   /* readable and writable */
    SANDBOX_NAMES_ETC,       /* files and directories of /etc that programs need */
    SANDBOX_NAMES_NETWORK,   /* the same, only where there is the machine's network */
    SANDBOX_NAMES_PROTECTED, /* at the top of the project: read-only, because people's tools and
                                later runs trust them */
};
/* Absolute paths, but for SANDBOX_NAMES_PROTECTED. What a machine lacks is among them. */
const char *const *sandbox_names(enum sandbox_names which, size_t *count);
bool sandbox_names_has(enum sandbox_names which, const char *name);

#endif

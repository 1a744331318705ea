/* gen_names: calls by name. A name stands in one table for an architecture, and each table says
 * which architectures have its calls. */
#ifndef PIRUN_SANDBOX_SECCOMP_GEN_NAMES_H
#define PIRUN_SANDBOX_SECCOMP_GEN_NAMES_H

#include <stddef.h>

#include "gen.h"

enum gen_fate {
    GEN_ALLOWED,
    GEN_FORBIDDEN, /* EPERM */
    GEN_ABSENT,    /* ENOSYS like all that is not named; listed so that nobody allows it */
    GEN_SHARED,    /* allowed by core, ENOSYS by shared_memory */
};

struct gen_names {
    enum gen_fate fate;
    unsigned arches; /* enum gen_arch, a set */
    size_t count;
    const char *const *names;
};
const struct gen_names *gen_names(size_t *count);

/* 0 when no name has two fates on ARCH, else -1 and said on stderr. */
int gen_names_check(enum gen_arch arch);

#endif

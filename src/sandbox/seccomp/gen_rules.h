/* gen_rules: the four filters, each a function that adds its rules to an empty filter. */
#ifndef PIRUN_SANDBOX_SECCOMP_GEN_RULES_H
#define PIRUN_SANDBOX_SECCOMP_GEN_RULES_H

#include <stddef.h>

#include "gen.h"

struct gen_filter {
    const char *name;           /* of the array: NAME_filter */
    uint32_t otherwise;         /* the answer to what no rule names */
    int (*fill)(struct gen *g); /* 0, or -1 and said on stderr */
};
const struct gen_filter *gen_rules(size_t *count);

#endif

/* gen: a program of the build, not of PiRun. Describes the seccomp filters of the room with
 * libseccomp and writes them out as C arrays, so that the run-time binary neither links libseccomp
 * nor spends time on generating (ADR 0015). What is allowed and refused: gen_names.c (calls by
 * name) and gen_rules.c (calls by their arguments). */
#ifndef PIRUN_SANDBOX_SECCOMP_GEN_H
#define PIRUN_SANDBOX_SECCOMP_GEN_H

#include <stdint.h>

#include <seccomp.h>

enum gen_arch {
    GEN_X86_64 = 1,
    GEN_AARCH64 = 2,
    GEN_ARM = 4,
    GEN_ALL = GEN_X86_64 | GEN_AARCH64 | GEN_ARM,
};

/* One filter for one architecture in the making. */
struct gen {
    scmp_filter_ctx filter;
    enum gen_arch arch;
    uint32_t arch_token; /* SCMP_ARCH_… */
};

/* Answer ACTION to the call NAME when all COUNT conditions hold (none: always).
 * Errors: -1, said on stderr: the architecture has no such call, or libseccomp refuses the rule.
 * There is no silent drop: a name that only some architectures have says so in its table. */
int gen_add(struct gen *gen, uint32_t action, const char *name, unsigned count,
            const struct scmp_arg_cmp *conditions);

#endif

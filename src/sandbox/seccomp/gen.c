#include "gen.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/scope.h"
#include "gen_names.h"
#include "gen_rules.h"

/* Level 3 of libseccomp's interface: KILL_PROCESS. Said instead of asked, so that what comes out
 * does not depend on the kernel of the machine that builds. */
#define API_LEVEL   3
#define BINARY_TREE 2 /* SCMP_FLTATR_CTL_OPTIMIZE */

static const struct {
    const char *name;
    enum gen_arch arch;
    uint32_t token;
} arches[] = {
    {"x86_64", GEN_X86_64, SCMP_ARCH_X86_64},
    {"aarch64", GEN_AARCH64, SCMP_ARCH_AARCH64},
    {"arm", GEN_ARM, SCMP_ARCH_ARM},
};

static int complain(const char *what, const char *name)
{
    (void)fprintf(stderr, "seccomp_gen: %s '%s'\n", what, name);
    return -1;
}

int gen_add(struct gen *gen, uint32_t action, const char *name, unsigned count,
            const struct scmp_arg_cmp *conditions)
{
    /* Pseudo numbers, of calls that only other architectures have, are negative too. */
    if (seccomp_syscall_resolve_name_arch(gen->arch_token, name) < 0)
        return complain("this architecture, or this libseccomp, has no call", name);
    /* A rule takes the number, or pseudo number, that the building machine has for the name, and is
     * translated to the architecture of the filter. */
    int number = seccomp_syscall_resolve_name(name);
    /* exact: libseccomp must not turn the rule into something near to it */
    if (seccomp_rule_add_exact_array(gen->filter, action, number, count, conditions) < 0)
        return complain("libseccomp refuses a rule for", name);
    return 0;
}

/* An empty filter for ARCH alone: all other calling conventions of the machine, x32 included, end
 * the process. */
static int open_filter(struct gen *gen, uint32_t otherwise)
{
    gen->filter = seccomp_init(otherwise);
    if (!gen->filter)
        return complain("libseccomp has no", "filter");
    const bool is_native = gen->arch_token == seccomp_arch_native();
    if (!is_native && (seccomp_arch_add(gen->filter, gen->arch_token) < 0 ||
                       seccomp_arch_remove(gen->filter, seccomp_arch_native()) < 0))
        return complain("libseccomp refuses the", "architecture");
    if (seccomp_attr_set(gen->filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) < 0 ||
        seccomp_attr_set(gen->filter, SCMP_FLTATR_CTL_OPTIMIZE, BINARY_TREE) < 0)
        return complain("libseccomp refuses an", "attribute");
    return 0;
}

static int print_array(const struct gen *gen, const char *name, FILE *out)
{
    auto_fd int fd = memfd_create(name, MFD_CLOEXEC);
    if (fd < 0 || seccomp_export_bpf(gen->filter, fd) < 0)
        return complain("cannot export", name);
    (void)fprintf(out, "static const struct sock_filter %s_filter[] = {\n", name);
    struct sock_filter row;
    off_t at = 0;
    ssize_t got = 0;
    while ((got = pread(fd, &row, sizeof(row), at)) == (ssize_t)sizeof(row)) {
        (void)fprintf(out, "    {0x%02x, %u, %u, 0x%08x},\n", row.code, row.jt, row.jf, row.k);
        at += got;
    }
    (void)fprintf(out, "};\n");
    return got == 0 && at > 0 ? 0 : complain("cannot read back", name);
}

static int print_filter(struct gen *gen, const struct gen_filter *filter, FILE *out)
{
    int failed = open_filter(gen, filter->otherwise) < 0 || filter->fill(gen) < 0 ||
                 print_array(gen, filter->name, out) < 0;
    seccomp_release(gen->filter);
    gen->filter = NULL;
    return failed ? -1 : 0;
}

static int print_all(struct gen *gen, FILE *out)
{
    size_t count = 0;
    const struct gen_filter *filters = gen_rules(&count);
    (void)fprintf(out, "/* Written by seccomp_gen at build time; do not edit. */\n");
    (void)fprintf(out, "#define FILTER_ARCH 0x%08xU\n", gen->arch_token);
    for (size_t i = 0; i < count; i++) {
        if (print_filter(gen, &filters[i], out) < 0)
            return -1;
    }
    return 0;
}

static int generate(struct gen *gen, const char *path)
{
    if (seccomp_api_set(API_LEVEL) < 0 || gen_names_check(gen->arch) < 0)
        return -1;
    FILE *out = fopen(path, "we");
    if (!out)
        return complain("cannot write", path);
    int failed = print_all(gen, out);
    if (fclose(out) != 0)
        failed = complain("cannot write", path);
    if (failed)
        (void)unlink(path); /* half a file must not look like a result of the build */
    return failed;
}

int main(int argc, char **argv)
{
    for (size_t i = 0; argc == 3 && i < ARRAY_LEN(arches); i++) {
        struct gen gen = {.arch = arches[i].arch, .arch_token = arches[i].token};
        if (strcmp(argv[1], arches[i].name) == 0)
            return generate(&gen, argv[2]) < 0 ? 1 : 0;
    }
    (void)fprintf(stderr, "use: seccomp_gen x86_64|aarch64|arm FILE\n");
    return 64;
}

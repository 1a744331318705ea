#include "gen_rules.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "base/scope.h"
#include "gen_names.h"

/* Constants are those of the machine that builds; those used here have the same values on x86_64,
 * aarch64 and arm. O_DIRECTORY has not, and libc's __O_TMPFILE contains it: hence TMPFILE_BIT.
 *
 * All comparisons of int arguments look at the low 32 bits alone: the kernel ignores the upper
 * ones, so a filter that does not is passed by setting bit 32 (CVE-2019-10063, CVE-2019-7303).
 * Where a rule says "greater than", upper bits make the call refused, never allowed. */
#define LOW_32 0xffffffffU

#define TMPFILE_BIT 020000000 /* __O_TMPFILE of the kernel, <asm-generic/fcntl.h> */
#define SOCK_KINDS  0xfU      /* SOCK_TYPE_MASK of the kernel; above it CLOEXEC and NONBLOCK */

static int add_names(struct gen *gen, enum gen_fate fate, uint32_t action)
{
    size_t count = 0;
    const struct gen_names *tables = gen_names(&count);
    for (size_t i = 0; i < count; i++) {
        if (tables[i].fate != fate || !(tables[i].arches & gen->arch))
            continue;
        for (size_t k = 0; k < tables[i].count; k++) {
            if (gen_add(gen, action, tables[i].names[k], 0, NULL) < 0)
                return -1;
        }
    }
    return 0;
}

/* ACTION when the bits MASK of argument ARG are VALUE. */
static int add_masked(struct gen *gen, uint32_t action, const char *name, unsigned arg,
                      const uint64_t mask_value[2])
{
    const struct scmp_arg_cmp bits =
        SCMP_CMP64(arg, SCMP_CMP_MASKED_EQ, mask_value[0], mask_value[1]);
    return gen_add(gen, action, name, 1, &bits);
}

/* core: the list. Programs may ask who they are (0xffffffff) and may be plain Linux (0); all other
 * personalities weaken the process (no ASLR, READ_IMPLIES_EXEC) or reach old code. */
static int fill_core(struct gen *gen)
{
    static const uint64_t plain[] = {LOW_32, 0};
    static const uint64_t question[] = {LOW_32, LOW_32};
    if (add_names(gen, GEN_ALLOWED, SCMP_ACT_ALLOW) < 0 ||
        add_names(gen, GEN_SHARED, SCMP_ACT_ALLOW) < 0 ||
        add_names(gen, GEN_FORBIDDEN, SCMP_ACT_ERRNO(EPERM)) < 0)
        return -1;
    if (add_masked(gen, SCMP_ACT_ALLOW, "personality", 0, plain) < 0)
        return -1;
    return add_masked(gen, SCMP_ACT_ALLOW, "personality", 0, question);
}

static int fill_shared_memory(struct gen *gen)
{
    return add_names(gen, GEN_SHARED, SCMP_ACT_ERRNO(ENOSYS));
}

/* TIOCSTI and TIOCLINUX type into a terminal as if its user did. TIOCSETD loads line disciplines,
 * old kernel modules that nothing here needs. */
static int add_ioctls(struct gen *gen)
{
    static const uint64_t requests[] = {TIOCSTI, TIOCLINUX, TIOCSETD};
    for (size_t i = 0; i < ARRAY_LEN(requests); i++) {
        const uint64_t is_it[] = {LOW_32, requests[i]};
        if (add_masked(gen, SCMP_ACT_ERRNO(EPERM), "ioctl", 1, is_it) < 0)
            return -1;
    }
    return 0;
}

/* A lease on a file makes others wait who want to open it, up to 45 s: a script could hold up the
 * server by a file of its project. arm's other call is for 64-bit offsets. */
#define F_SETLEASE_REQUEST 1024

static int add_leases(struct gen *gen)
{
    static const uint64_t is_lease[] = {LOW_32, F_SETLEASE_REQUEST};
    if (add_masked(gen, SCMP_ACT_ERRNO(EPERM), "fcntl", 1, is_lease) < 0)
        return -1;
    return gen->arch == GEN_ARM ? add_masked(gen, SCMP_ACT_ERRNO(EPERM), "fcntl64", 1, is_lease)
                                : 0;
}

/* A new namespace gives its maker all capabilities inside, and with them most of the kernel. */
static int add_namespaces(struct gen *gen)
{
    static const uint64_t flags[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                     CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};
    for (size_t i = 0; i < ARRAY_LEN(flags); i++) {
        const uint64_t is_set[] = {flags[i], flags[i]};
        if (add_masked(gen, SCMP_ACT_ERRNO(EPERM), "clone", 0, is_set) < 0)
            return -1;
    }
    return 0;
}

/* All families but UNIX, INET, INET6 and NETLINK: many are not in a network namespace (VSOCK), most
 * load modules. "None of four" is the values between them and all above. */
static int add_families_of(struct gen *gen, const char *name)
{
    static const uint64_t between[] = {0, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15};
    const struct scmp_arg_cmp above = SCMP_CMP64(0, SCMP_CMP_GT, AF_NETLINK);
    for (size_t i = 0; i < ARRAY_LEN(between); i++) {
        const uint64_t is_it[] = {LOW_32, between[i]};
        if (add_masked(gen, SCMP_ACT_ERRNO(EAFNOSUPPORT), name, 0, is_it) < 0)
            return -1;
    }
    return gen_add(gen, SCMP_ACT_ERRNO(EAFNOSUPPORT), name, 1, &above);
}

static int add_families(struct gen *gen)
{
    static const uint64_t is_packet[] = {SOCK_KINDS, SOCK_PACKET};
    if (add_families_of(gen, "socket") < 0 || add_families_of(gen, "socketpair") < 0)
        return -1;
    /* socket(AF_INET, SOCK_PACKET) is an old name of AF_PACKET */
    return add_masked(gen, SCMP_ACT_ERRNO(EAFNOSUPPORT), "socket", 1, is_packet);
}

/* A set-id file in the project would give every local user the rights of the project's owner: the
 * job's user is the owner outside. Every call that takes a mode for a file is a door. */
static const uint64_t set_id_bits[] = {S_ISUID, S_ISGID};

static const struct {
    const char *name;
    unsigned arches;
    unsigned mode_arg;
} mode_calls[] = {
    {"chmod", GEN_X86_64 | GEN_ARM, 1}, {"fchmod", GEN_ALL, 1},  {"fchmodat", GEN_ALL, 2},
    {"mknod", GEN_X86_64 | GEN_ARM, 1}, {"mknodat", GEN_ALL, 2}, {"creat", GEN_X86_64 | GEN_ARM, 1},
};

static int add_modes(struct gen *gen)
{
    for (size_t i = 0; i < ARRAY_LEN(mode_calls) * ARRAY_LEN(set_id_bits); i++) {
        const uint64_t bit = set_id_bits[i % ARRAY_LEN(set_id_bits)];
        const uint64_t is_set[] = {bit, bit};
        const size_t call = i / ARRAY_LEN(set_id_bits);
        if ((mode_calls[call].arches & gen->arch) &&
            add_masked(gen, SCMP_ACT_ERRNO(EPERM), mode_calls[call].name, mode_calls[call].mode_arg,
                       is_set) < 0)
            return -1;
    }
    return 0;
}

/* open looks at its mode only when it makes a file: without these flags the argument is garbage. */
static int add_opens_of(struct gen *gen, const char *name, unsigned flags_arg)
{
    static const uint64_t making[] = {O_CREAT, TMPFILE_BIT};
    for (size_t i = 0; i < ARRAY_LEN(making) * ARRAY_LEN(set_id_bits); i++) {
        const uint64_t flag = making[i / ARRAY_LEN(set_id_bits)];
        const uint64_t bit = set_id_bits[i % ARRAY_LEN(set_id_bits)];
        const struct scmp_arg_cmp both[] = {
            SCMP_CMP64(flags_arg, SCMP_CMP_MASKED_EQ, flag, flag),
            SCMP_CMP64(flags_arg + 1, SCMP_CMP_MASKED_EQ, bit, bit),
        };
        if (gen_add(gen, SCMP_ACT_ERRNO(EPERM), name, ARRAY_LEN(both), both) < 0)
            return -1;
    }
    return 0;
}

static int fill_args(struct gen *gen)
{
    if (add_ioctls(gen) < 0 || add_leases(gen) < 0 || add_namespaces(gen) < 0 ||
        add_families(gen) < 0 || add_modes(gen) < 0 || add_opens_of(gen, "openat", 2) < 0)
        return -1;
    return (gen->arch & (GEN_X86_64 | GEN_ARM)) ? add_opens_of(gen, "open", 1) : 0;
}

/* No socket to the outside. Pairs stay, for asyncio and multiprocessing, but not pairs of
 * datagrams: such a socket can send to any other by its path (SOCK_RAW is the same in AF_UNIX). */
static int fill_network(struct gen *gen)
{
    static const uint64_t kinds[] = {SOCK_DGRAM, SOCK_RAW};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        const uint64_t is_it[] = {SOCK_KINDS, kinds[i]};
        if (add_masked(gen, SCMP_ACT_ERRNO(EACCES), "socketpair", 1, is_it) < 0)
            return -1;
    }
    return gen_add(gen, SCMP_ACT_ERRNO(EACCES), "socket", 0, NULL);
}

static const struct gen_filter filters[] = {
    {"core", SCMP_ACT_ERRNO(ENOSYS), fill_core},
    {"args", SCMP_ACT_ALLOW, fill_args},
    {"shared_memory", SCMP_ACT_ALLOW, fill_shared_memory},
    {"network", SCMP_ACT_ALLOW, fill_network},
};

const struct gen_filter *gen_rules(size_t *count)
{
    *count = ARRAY_LEN(filters);
    return filters;
}

#include "sandbox/sandbox_seccomp.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/scope.h"

#include SECCOMP_FILTERS /* seccomp_ARCH.h, written by seccomp_gen */

#if defined(__x86_64__) && !defined(__ILP32__)
#    define COMPILED_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#    define COMPILED_ARCH AUDIT_ARCH_AARCH64
#elif defined(__arm__)
#    define COMPILED_ARCH AUDIT_ARCH_ARM
#else
#    error "no seccomp filter for this architecture: add it to src/sandbox/seccomp"
#endif
_Static_assert(FILTER_ARCH == COMPILED_ARCH, "filters of another architecture kill every process");

/* struct sock_fprog, but the kernel only reads. */
struct program {
    unsigned short count;
    const struct sock_filter *code;
};
_Static_assert(sizeof(struct program) == sizeof(struct sock_fprog), "laid out as sock_fprog");
_Static_assert(offsetof(struct program, code) == offsetof(struct sock_fprog, filter),
               "laid out as sock_fprog");

#define ROW(array)              \
    {                           \
        ARRAY_LEN(array), array \
    }
static const struct program programs[SANDBOX_FILTER_COUNT] = {
    [SANDBOX_FILTER_CORE] = ROW(core_filter),
    [SANDBOX_FILTER_ARGS] = ROW(args_filter),
    [SANDBOX_FILTER_SHARED_MEMORY] = ROW(shared_memory_filter),
    [SANDBOX_FILTER_NETWORK] = ROW(network_filter),
};

int sandbox_seccomp_load(unsigned set)
{
    errno = EINVAL;
    if (set >> SANDBOX_FILTER_COUNT)
        return -1;
    /* root could load without, and would then run set-id programs under a filter that makes them
     * fail in ways they do not expect */
    errno = EACCES;
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
        return -1;
    for (unsigned filter = SANDBOX_FILTER_COUNT; filter-- > 0;) {
        if ((set & (1U << filter)) &&
            syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &programs[filter]) < 0)
            return -1;
    }
    return 0;
}

int sandbox_seccomp_probe(void)
{
    const uint32_t action = SECCOMP_RET_KILL_PROCESS;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) < 0 ? -1 : 0;
}

size_t sandbox_seccomp_size(enum sandbox_filter filter)
{
    return programs[filter].count;
}

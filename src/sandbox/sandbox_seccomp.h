/* sandbox_seccomp: system call filters of a confined process, made at build time
 * (src/sandbox/seccomp, ADR 0015). Several small filters lie on top of each other; the kernel asks
 * all of them and takes the strictest answer, for the process and all that it will ever start. */
#ifndef PIRUN_SANDBOX_SANDBOX_SECCOMP_H
#define PIRUN_SANDBOX_SANDBOX_SECCOMP_H

#include <stddef.h>

enum sandbox_filter {
    /* What a process without capabilities may call. Known dangers answer EPERM, everything else
     * that is not listed ENOSYS, so that libc falls back to an older call; another architecture's
     * calls (x32 and 32 bits on x86_64, 32 bits on aarch64) end the process with SIGSYS. */
    SANDBOX_FILTER_CORE,
    /* By argument: EPERM for typing into a terminal, leases, new namespaces and set-id files;
     * EAFNOSUPPORT for socket families but UNIX, INET, INET6, NETLINK. */
    SANDBOX_FILTER_ARGS,
    /* ENOSYS for memfd and SysV and POSIX IPC: where no memory cgroup bounds what they hold. */
    SANDBOX_FILTER_SHARED_MEMORY,
    /* EACCES for sockets, but not for pairs (of streams): where there is no network namespace. */
    SANDBOX_FILTER_NETWORK,
    SANDBOX_FILTER_COUNT,
};

/* Load the filters in SET (1u << filter each), core last: of two refusals the kernel takes the
 * error of the filter that was loaded last. The process may still add filters of its own, which
 * only take away more: programs that confine themselves keep working. Before this: no_new_privs,
 * and everything that the filters forbid (mounts, namespaces).
 * Async-signal-safe, allocates nothing, for the calling thread only.
 * Errors: -1 with errno: EINVAL for an unknown filter, EACCES without no_new_privs, else the
 * kernel's. After a failure some of SET may be in force: there is no way back, so the caller ends.
 * Source: seccomp(2); Documentation/userspace-api/seccomp_filter.rst of the kernel. */
int sandbox_seccomp_load(unsigned set);

/* 0 when the kernel has filters that can end a process (SECCOMP_RET_KILL_PROCESS, Linux 4.14), else
 * -1 with errno: ENOSYS or EINVAL not built, EOPNOTSUPP too old. Changes nothing. */
int sandbox_seccomp_probe(void);

/* Instructions in a filter. They say little about its cost: the kernel remembers which calls a
 * filter always allows, and does not run it for these. */
size_t sandbox_seccomp_size(enum sandbox_filter filter);

#endif

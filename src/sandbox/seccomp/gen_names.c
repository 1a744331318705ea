#include "gen_names.h"

#include <stdio.h>
#include <string.h>

#include "base/scope.h"

/* What a process without any capability may call: the list that podman and docker use for such a
 * container (containers-common 0.50, seccomp.json), without
 *   - what is forbidden or absent below,
 *   - memfd_secret, modify_ldt, set_thread_area and get_thread_area of x86_64, epoll_ctl_old,
 *     epoll_wait_old: nothing that we run needs them.
 * personality is not here: it is allowed by its argument (gen_rules.c). */

/* One name a line would be 350 lines. */
/* clang-format off */
static const char *const allowed_everywhere[] = {
    "accept", "accept4", "bind", "brk", "capget", "capset", "chdir", "clock_getres",
    "clock_gettime", "clock_nanosleep", "clone", "close", "close_range", "connect",
    "copy_file_range", "dup", "dup3", "epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_pwait2",
    "eventfd2", "execve", "execveat", "exit", "exit_group", "faccessat", "faccessat2", "fallocate",
    "fchdir", "fchmod", "fchmodat", "fchown", "fchownat", "fcntl", "fdatasync", "fgetxattr",
    "flistxattr", "flock", "fremovexattr", "fsetxattr", "fstat", "fstatfs", "fsync", "ftruncate",
    "futex", "get_mempolicy", "get_robust_list", "getcpu", "getcwd", "getdents64", "getegid",
    "geteuid", "getgid", "getgroups", "getitimer", "getpeername", "getpgid", "getpid", "getppid",
    "getpriority", "getrandom", "getresgid", "getresuid", "getrusage", "getsid", "getsockname",
    "getsockopt", "gettid", "gettimeofday", "getuid", "getxattr", "inotify_add_watch",
    "inotify_init1", "inotify_rm_watch", "io_cancel", "io_destroy", "io_getevents", "io_setup",
    "io_submit", "ioctl", "ioprio_get", "ioprio_set", "kill", "landlock_add_rule",
    "landlock_create_ruleset", "landlock_restrict_self", "lgetxattr", "linkat", "listen",
    "listxattr", "llistxattr", "lremovexattr", "lseek", "lsetxattr", "madvise", "membarrier",
    "mincore", "mkdirat", "mknodat", "mlock", "mlock2", "mlockall", "mprotect", "mremap", "msync",
    "munlock", "munlockall", "munmap", "nanosleep", "openat", "pidfd_open", "pidfd_send_signal",
    "pipe2", "pkey_alloc", "pkey_free", "pkey_mprotect", "ppoll", "prctl", "pread64", "preadv",
    "preadv2", "prlimit64", "process_mrelease", "pselect6", "pwrite64", "pwritev", "pwritev2",
    "read", "readahead", "readlinkat", "readv", "recvfrom", "recvmmsg", "recvmsg",
    "remap_file_pages", "removexattr", "renameat", "renameat2", "restart_syscall", "rseq",
    "rt_sigaction", "rt_sigpending", "rt_sigprocmask", "rt_sigqueueinfo", "rt_sigreturn",
    "rt_sigsuspend", "rt_sigtimedwait", "rt_tgsigqueueinfo", "sched_get_priority_max",
    "sched_get_priority_min", "sched_getaffinity", "sched_getattr", "sched_getparam",
    "sched_getscheduler", "sched_rr_get_interval", "sched_setaffinity", "sched_setattr",
    "sched_setparam", "sched_setscheduler", "sched_yield", "seccomp", "sendfile", "sendmmsg",
    "sendmsg", "sendto", "set_robust_list", "set_tid_address", "setfsgid", "setfsuid", "setgid",
    "setgroups", "setitimer", "setpgid", "setpriority", "setregid", "setresgid", "setresuid",
    "setreuid", "setrlimit", "setsid", "setsockopt", "setuid", "setxattr", "shutdown",
    "sigaltstack", "signalfd4", "socket", "socketpair", "splice", "statfs", "statx", "symlinkat",
    "sync", "syncfs", "sysinfo", "tee", "tgkill", "timer_create", "timer_delete",
    "timer_getoverrun", "timer_gettime", "timer_settime", "timerfd_create", "timerfd_gettime",
    "timerfd_settime", "times", "tkill", "truncate", "umask", "uname", "unlinkat", "utimensat",
    "wait4", "waitid", "write", "writev",
};

/* Younger architectures never got these: libc uses other calls there. */
static const char *const allowed_old_ways[] = {
    "access", "chmod", "chown", "creat", "dup2", "epoll_create", "epoll_wait", "eventfd", "fork",
    "futimesat", "getdents", "getpgrp", "inotify_init", "lchown", "link", "lstat", "mkdir",
    "mknod", "open", "pause", "pipe", "poll", "readlink", "rename", "rmdir", "signalfd", "stat",
    "symlink", "unlink", "utimes", "vfork",
};

static const char *const allowed_of_64_bits[] = {
    "fadvise64", "getrlimit", "mmap", "newfstatat", "sync_file_range",
};

static const char *const allowed_of_x86_64[] = {
    "alarm", "arch_prctl", "select", "time", "utime",
};

/* Times and sizes of 64 bits, users and groups of 32 bits, old signals, and the private calls of
 * the architecture (cacheflush, set_tls). */
static const char *const allowed_of_arm[] = {
    "_llseek", "_newselect", "arm_fadvise64_64", "arm_sync_file_range", "cacheflush", "chown32",
    "clock_getres_time64", "clock_gettime64", "clock_nanosleep_time64", "fchown32", "fcntl64",
    "fstat64", "fstatat64", "fstatfs64", "ftruncate64", "futex_time64", "getegid32", "geteuid32",
    "getgid32", "getgroups32", "getresgid32", "getresuid32", "getuid32", "lchown32", "lstat64",
    "mmap2", "ppoll_time64", "pselect6_time64", "recv", "recvmmsg_time64",
    "rt_sigtimedwait_time64", "sched_rr_get_interval_time64", "send", "sendfile64", "set_tls",
    "setfsgid32", "setfsuid32", "setgid32", "setgroups32", "setregid32", "setresgid32",
    "setresuid32", "setreuid32", "setuid32", "sigaction", "sigpending", "sigprocmask", "sigreturn",
    "sigsuspend", "stat64", "statfs64", "timer_gettime64", "timer_settime64", "timerfd_gettime64",
    "timerfd_settime64", "truncate64", "ugetrlimit", "utimensat_time64",
};

/* Memory that belongs to no process, so that neither rlimits nor a sum over processes
 * see it: 1 GB of memfd went past RLIMIT_AS of 400 MB. A memory cgroup counts it. */
static const char *const shared_everywhere[] = {
    "memfd_create", "mq_getsetattr", "mq_notify", "mq_open", "mq_timedreceive", "mq_timedsend",
    "mq_unlink", "msgctl", "msgget", "msgrcv", "msgsnd", "semctl", "semget", "semop", "semtimedop",
    "shmat", "shmctl", "shmdt", "shmget",
};

static const char *const shared_of_arm[] = {
    "mq_timedreceive_time64", "mq_timedsend_time64", "semtimedop_time64",
};

/* Other namespaces and mounts, other processes' memory, keys, clocks, the kernel itself: either a
 * way out or more kernel than a script should reach. EPERM, because ENOSYS would send a program
 * to look for an older way. */
static const char *const forbidden_everywhere[] = {
    "acct", "add_key", "adjtimex", "bpf", "chroot", "clock_adjtime", "clock_settime",
    "delete_module", "fanotify_init", "fanotify_mark", "finit_module", "fsconfig", "fsmount",
    "fsopen", "fspick", "init_module", "kcmp", "kexec_file_load", "kexec_load", "keyctl", "mbind",
    "migrate_pages", "mount", "mount_setattr", "move_mount", "move_pages", "name_to_handle_at",
    "open_by_handle_at", "open_tree", "perf_event_open", "pidfd_getfd", "pivot_root",
    "process_madvise", "process_vm_readv", "process_vm_writev", "ptrace", "quotactl",
    "quotactl_fd", "reboot", "request_key", "set_mempolicy", "setdomainname", "sethostname",
    "setns", "settimeofday", "swapoff", "swapon", "syslog", "umount2", "unshare", "userfaultfd",
    "vhangup", "vmsplice",
};

static const char *const forbidden_of_x86_64[] = {
    "ioperm", "iopl",
};

static const char *const forbidden_of_arm[] = {
    "clock_adjtime64", "clock_settime64",
};

/* Their arguments are behind a pointer, where a filter cannot look (openat2 made a file of mode
 * 4755 past the rules for open), or they do any other call unseen (io_uring). ENOSYS makes libc
 * take the older call, which is filtered. fchmodat2 could be looked at, but there is no need: libc
 * does without it on older kernels. */
static const char *const absent[] = {
    "clone3", "fchmodat2", "io_uring_enter", "io_uring_register", "io_uring_setup", "openat2",
};

/* clang-format on */

static const struct gen_names tables[] = {
    {GEN_ALLOWED, GEN_ALL, ARRAY_LEN(allowed_everywhere), allowed_everywhere},
    {GEN_ALLOWED, GEN_X86_64 | GEN_ARM, ARRAY_LEN(allowed_old_ways), allowed_old_ways},
    {GEN_ALLOWED, GEN_X86_64 | GEN_AARCH64, ARRAY_LEN(allowed_of_64_bits), allowed_of_64_bits},
    {GEN_ALLOWED, GEN_X86_64, ARRAY_LEN(allowed_of_x86_64), allowed_of_x86_64},
    {GEN_ALLOWED, GEN_ARM, ARRAY_LEN(allowed_of_arm), allowed_of_arm},
    {GEN_SHARED, GEN_ALL, ARRAY_LEN(shared_everywhere), shared_everywhere},
    {GEN_SHARED, GEN_ARM, ARRAY_LEN(shared_of_arm), shared_of_arm},
    {GEN_FORBIDDEN, GEN_ALL, ARRAY_LEN(forbidden_everywhere), forbidden_everywhere},
    {GEN_FORBIDDEN, GEN_X86_64, ARRAY_LEN(forbidden_of_x86_64), forbidden_of_x86_64},
    {GEN_FORBIDDEN, GEN_ARM, ARRAY_LEN(forbidden_of_arm), forbidden_of_arm},
    {GEN_ABSENT, GEN_ALL, ARRAY_LEN(absent), absent},
};

const struct gen_names *gen_names(size_t *count)
{
    *count = ARRAY_LEN(tables);
    return tables;
}

static unsigned times_named(const char *name, enum gen_arch arch)
{
    unsigned times = 0;
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        for (size_t k = 0; (tables[i].arches & arch) && k < tables[i].count; k++)
            times += strcmp(tables[i].names[k], name) == 0;
    }
    return times;
}

int gen_names_check(enum gen_arch arch)
{
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        for (size_t k = 0; (tables[i].arches & arch) && k < tables[i].count; k++) {
            if (times_named(tables[i].names[k], arch) == 1)
                continue;
            (void)fprintf(stderr, "seccomp_gen: '%s' is listed twice\n", tables[i].names[k]);
            return -1;
        }
    }
    return 0;
}

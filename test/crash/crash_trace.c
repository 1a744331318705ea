#include "crash_trace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"

/* The target is killed while it stands at the entry of a call: the kernel then does not carry that
 * call out, so what is left behind is exactly what all earlier calls did. Other threads of the
 * target go on until the signal reaches them; which calls they complete differs from time to time,
 * as in a real crash. */

#define SYSCALL_STOP (SIGTRAP | 0x80) /* PTRACE_O_TRACESYSGOOD */

/* Calls worth a name in a report, and which argument is a path (-1: none). */
static const struct {
    long number;
    const char *name;
    int path;
} calls[] = {
    {SYS_openat, "openat", 1},
    {SYS_openat2, "openat2", 1},
    {SYS_renameat, "renameat", 1},
    {SYS_renameat2, "renameat2", 1},
    {SYS_linkat, "linkat", 1},
    {SYS_unlinkat, "unlinkat", 1},
    {SYS_mkdirat, "mkdirat", 1},
    {SYS_execve, "execve", 0},
#ifdef SYS_newfstatat
    {SYS_newfstatat, "newfstatat", 1},
#endif
#ifdef SYS_rename
    {SYS_rename, "rename", 0},
    {SYS_unlink, "unlink", 0},
#endif
    {SYS_read, "read", -1},
    {SYS_write, "write", -1},
    {SYS_writev, "writev", -1},
    {SYS_pread64, "pread64", -1},
    {SYS_pwrite64, "pwrite64", -1},
    {SYS_close, "close", -1},
    {SYS_fsync, "fsync", -1},
    {SYS_fdatasync, "fdatasync", -1},
    {SYS_ftruncate, "ftruncate", -1},
    {SYS_fallocate, "fallocate", -1},
    {SYS_getdents64, "getdents64", -1},
    {SYS_fcntl, "fcntl", -1},
    {SYS_sendmsg, "sendmsg", -1},
    {SYS_recvmsg, "recvmsg", -1},
    {SYS_sendto, "sendto", -1},
    {SYS_socketpair, "socketpair", -1},
    {SYS_clone, "clone", -1},
    {SYS_wait4, "wait4", -1},
    {SYS_ppoll, "ppoll", -1},
    {SYS_futex, "futex", -1},
    {SYS_mmap, "mmap", -1},
    {SYS_munmap, "munmap", -1},
    {SYS_madvise, "madvise", -1},
    {SYS_prctl, "prctl", -1},
    {SYS_setsid, "setsid", -1},
    {SYS_epoll_ctl, "epoll_ctl", -1},
    {SYS_epoll_pwait, "epoll_pwait", -1},
    {SYS_exit_group, "exit_group", -1},
    {SYS_pidfd_open, "pidfd_open", -1},
};

/* The text at ADDRESS of the process PID, for people: cut at SIZE, "?" when it cannot be read. */
static void read_text(pid_t pid, uint64_t address, char *text, size_t size)
{
    struct iovec here = {text, size - 1};
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): an address of another process */
    struct iovec there = {(void *)(uintptr_t)address, size - 1};
    ssize_t got = process_vm_readv(pid, &here, 1, &there, 1, 0);
    text[got > 0 ? got : 0] = '\0';
    if (got <= 0)
        (void)snprintf(text, size, "?"); /* fits */
}

static void read_thread(const struct crash_trace *trace, pid_t pid, char *name, size_t size)
{
    char path[64];
    struct err err;
    auto_buf struct buf text;
    buf_init(&text, 64);
    (void)snprintf(path, sizeof(path), "/proc/%d/task/%d/comm", (int)trace->target, (int)pid);
    if (fd_read_file(AT_FDCWD, path, &text, &err) < 0 || text.size == 0)
        buf_add(&text, "? ");
    (void)snprintf(name, size, "%.*s", (int)text.size - 1, buf_text(&text)); /* its newline: no */
}

static void describe(struct crash_trace *trace, pid_t pid, const struct __ptrace_syscall_info *info)
{
    char thread[32];
    char path[128] = "";
    const char *name = "call";
    long number = (long)info->entry.nr;
    read_thread(trace, pid, thread, sizeof(thread));
    for (size_t i = 0; i < ARRAY_LEN(calls); i++) {
        if (calls[i].number != number)
            continue;
        name = calls[i].name;
        if (calls[i].path >= 0)
            read_text(pid, info->entry.args[calls[i].path], path, sizeof(path));
    }
    (void)snprintf(trace->call, sizeof(trace->call), "%s (%ld) %s%sin thread '%s'", name, number,
                   path, *path ? " " : "", thread); /* may be cut */
}

static void count_call(struct crash_trace *trace, pid_t pid)
{
    struct __ptrace_syscall_info info;
    memset(&info, 0, sizeof(info));
    if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) <= 0 ||
        info.op != PTRACE_SYSCALL_INFO_ENTRY)
        return;
    if (trace->from == CRASH_FROM_LOCK && info.entry.nr == SYS_fcntl &&
        info.entry.args[1] == F_OFD_SETLK)
        trace->is_counting = true;
    if (!trace->is_counting || trace->has_killed)
        return;
    trace->last_us = clock_boot_us();
    trace->count++;
    if (trace->count != trace->kill_at)
        return;
    describe(trace, pid, &info);
    trace->has_killed = true;
    (void)kill(trace->target, SIGKILL); /* it stands before us: it is there */
}

static size_t find(const struct crash_trace *trace, pid_t pid)
{
    size_t at = 0;
    while (at < trace->task_count && trace->tasks[at] != pid)
        at++;
    return at;
}

static void add(struct crash_trace *trace, pid_t pid)
{
    if (trace->task_count < CRASH_TASKS_MAX)
        trace->tasks[trace->task_count++] = pid;
}

static void go_on(const struct crash_trace *trace, pid_t pid, int signal_number)
{
    bool is_counted = trace->follow == CRASH_FOLLOW_THREADS || pid == trace->target;
    /* fails when it was killed meanwhile */
    (void)ptrace(is_counted ? PTRACE_SYSCALL : PTRACE_CONT, pid, 0, signal_number);
}

/* A task that was born traced: a thread, the child that is wanted, or one that is not. */
static bool is_wanted(struct crash_trace *trace, pid_t pid)
{
    if (trace->follow == CRASH_FOLLOW_CHILD && trace->target != 0) {
        (void)ptrace(PTRACE_DETACH, pid, 0, 0);
        return false;
    }
    if (trace->follow == CRASH_FOLLOW_CHILD)
        trace->target = pid;
    add(trace, pid);
    return true;
}

void crash_trace_stopped(struct crash_trace *trace, pid_t pid, int status)
{
    int signal_number = WSTOPSIG(status);
    int event = status >> 16;
    if (find(trace, pid) == trace->task_count && !is_wanted(trace, pid))
        return;
    if (event == PTRACE_EVENT_STOP && trace->unstopped > 0)
        trace->unstopped--;
    if (event == PTRACE_EVENT_EXEC && trace->from == CRASH_FROM_EXEC)
        trace->is_counting = true;
    if (signal_number == SYSCALL_STOP)
        count_call(trace, pid);
    bool is_signal = event == 0 && signal_number != SYSCALL_STOP;
    go_on(trace, pid, is_signal ? signal_number : 0);
}

void crash_trace_ended(struct crash_trace *trace, pid_t pid)
{
    size_t at = find(trace, pid);
    if (at < trace->task_count)
        trace->tasks[at] = trace->tasks[--trace->task_count];
    if (pid == trace->target)
        trace->is_gone = true;
}

static int attach_one(struct crash_trace *trace, pid_t pid, struct err *err)
{
    bool is_child = trace->follow == CRASH_FOLLOW_CHILD;
    long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL |
                   (is_child ? PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK : PTRACE_O_TRACECLONE);
    if (ptrace(PTRACE_SEIZE, pid, 0, options) < 0)
        return err_errno(err, "cannot trace process %d", (int)pid);
    add(trace, pid);
    if (is_child)
        return 0;
    trace->unstopped++;
    return ptrace(PTRACE_INTERRUPT, pid, 0, 0) < 0 ? err_errno(err, "cannot stop it") : 0;
}

int crash_trace_attach(struct crash_trace *trace, pid_t pid, enum crash_follow follow,
                       struct err *err)
{
    char path[64];
    (void)snprintf(path, sizeof(path), "/proc/%d/task", (int)pid); /* fits */
    auto_dir DIR *tasks = opendir(path);
    if (!tasks)
        return err_errno(err, "cannot open '%s'", path);
    trace->follow = follow;
    trace->target = follow == CRASH_FOLLOW_CHILD ? 0 : pid;
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): a stream has one thread */
    for (struct dirent *entry; (entry = readdir(tasks));) {
        pid_t task = (pid_t)strtol(entry->d_name, NULL, 10);
        if (task > 0 && find(trace, task) == trace->task_count && attach_one(trace, task, err) < 0)
            return -1;
    }
    return 0;
}

bool crash_trace_is_ready(const struct crash_trace *trace)
{
    return trace->unstopped == 0;
}

void crash_trace_count(struct crash_trace *trace, long kill_at)
{
    trace->is_counting = trace->from == CRASH_FROM_ORDER;
    trace->kill_at = kill_at;
}

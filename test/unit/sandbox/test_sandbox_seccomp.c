/* Goal: under the filters each refused call is refused by this kernel, by every door, and
 * loading keeps its contract. Each attempt is made in a child of its own, with arguments that do no
 * harm if the filter should let them through. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"
#include "sandbox/sandbox_seccomp.h"
#include "seccomp_child.h"

#define FCHMODAT2    452 /* same number everywhere; not in these headers */
#define NO_SUCH_CALL 1000

struct attempt {
    long number;
    long args[6];
};

static long do_call(const struct attempt *call)
{
    const long *a = call->args;
    return syscall(call->number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static int call_it(const void *ctx)
{
    return do_call(ctx) < 0 ? errno : 0;
}

static int tried_call(unsigned set, const struct attempt *call)
{
    return tried(set, call_it, call);
}

#define CALL(name)        \
    {                     \
#        name, SYS_##name \
    }
struct call {
    const char *name;
    long number;
};

static const struct call forbidden[] = {
    CALL(mount),
    CALL(umount2),
    CALL(pivot_root),
    CALL(chroot),
    CALL(setns),
    CALL(unshare),
    CALL(fsopen),
    CALL(fsconfig),
    CALL(fsmount),
    CALL(fspick),
    CALL(open_tree),
    CALL(move_mount),
    CALL(mount_setattr),
    CALL(ptrace),
    CALL(process_vm_readv),
    CALL(process_vm_writev),
    CALL(kcmp),
    CALL(pidfd_getfd),
    CALL(process_madvise),
    CALL(keyctl),
    CALL(add_key),
    CALL(request_key),
    CALL(bpf),
    CALL(perf_event_open),
    CALL(userfaultfd),
    CALL(init_module),
    CALL(finit_module),
    CALL(delete_module),
    CALL(kexec_load),
    CALL(kexec_file_load),
    CALL(reboot),
    CALL(swapon),
    CALL(swapoff),
    CALL(sethostname),
    CALL(setdomainname),
    CALL(clock_settime),
    CALL(settimeofday),
    CALL(adjtimex),
    CALL(clock_adjtime),
    CALL(open_by_handle_at),
    CALL(name_to_handle_at),
    CALL(syslog),
    CALL(acct),
    CALL(quotactl),
    CALL(quotactl_fd),
    CALL(mbind),
    CALL(move_pages),
    CALL(migrate_pages),
    CALL(set_mempolicy),
    CALL(vhangup),
    CALL(fanotify_init),
    CALL(fanotify_mark),
    CALL(vmsplice),
#ifdef __x86_64__
    CALL(iopl),
    CALL(ioperm),
#endif
#ifdef SYS_clock_settime64
    CALL(clock_settime64),
    CALL(clock_adjtime64),
#endif
};

static const struct call absent[] = {
    CALL(clone3),
    CALL(openat2),
    CALL(io_uring_setup),
    CALL(io_uring_enter),
    CALL(io_uring_register),
    {"fchmodat2", FCHMODAT2},
    CALL(lookup_dcookie),
    CALL(futex_waitv),
#ifdef __x86_64__
    CALL(memfd_secret),
    CALL(modify_ldt),
    CALL(set_thread_area),
    CALL(uselib),
    CALL(ustat),
    CALL(sysfs),
#endif
    {"no such call", NO_SUCH_CALL},
};

static const struct call shared[] = {
    CALL(memfd_create),  CALL(shmget),       CALL(shmat),           CALL(shmctl),
    CALL(shmdt),         CALL(semget),       CALL(semop),           CALL(semctl),
    CALL(semtimedop),    CALL(msgget),       CALL(msgsnd),          CALL(msgrcv),
    CALL(msgctl),        CALL(mq_open),      CALL(mq_unlink),       CALL(mq_notify),
    CALL(mq_getsetattr), CALL(mq_timedsend), CALL(mq_timedreceive),
};

static void check_all(unsigned set, const struct call *calls, size_t count, int expected)
{
    for (size_t i = 0; i < count; i++) {
        const struct attempt call = {calls[i].number, {-1, -1, -1, -1, -1, -1}};
        const int got = tried_call(set, &call);
        if (got != expected)
            fail_msg("%s: errno %d, not %d", calls[i].name, got, expected);
    }
}

static void forbidden_calls_are_not_permitted(void **state)
{
    (void)state;
    check_all(USUAL, forbidden, ARRAY_LEN(forbidden), EPERM);
}

static void unlisted_calls_are_absent(void **state)
{
    (void)state;
    check_all(USUAL, absent, ARRAY_LEN(absent), ENOSYS);
}

static void shared_memory_is_absent_only_when_asked(void **state)
{
    (void)state;
    check_all(USUAL | SHARED_MEMORY, shared, ARRAY_LEN(shared), ENOSYS);
    const struct attempt memfd = {SYS_memfd_create, {(long)(intptr_t) "name", 0}};
    assert_int_equal(tried_call(USUAL, &memfd), 0);
    assert_int_equal(tried_call(USUAL | SHARED_MEMORY, &memfd), ENOSYS);
}

static int tried_ioctl(int fd, unsigned long request, const void *arg)
{
    const struct attempt call = {SYS_ioctl, {fd, (long)request, (long)(intptr_t)arg}};
    return tried_call(USUAL, &call);
}

static void nobody_types_into_a_terminal(void **state)
{
    (void)state;
    auto_fd int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(terminal >= 0);
    static const unsigned long requests[] = {TIOCSTI, TIOCLINUX, TIOCSETD};
    for (size_t i = 0; i < ARRAY_LEN(requests); i++) {
        assert_int_equal(tried_ioctl(terminal, requests[i], "x\0\0\0"), EPERM);
#if __SIZEOF_LONG__ == 8
        /* the kernel drops the upper half; a filter that compares it is passed */
        for (int bit = 32; bit < 64; bit++)
            assert_int_equal(tried_ioctl(terminal, requests[i] | 1UL << bit, "x\0\0\0"), EPERM);
#endif
    }
    struct winsize size;
    assert_int_equal(tried_ioctl(terminal, TIOCGWINSZ, &size), 0);
}

static void nobody_takes_a_lease(void **state)
{
    (void)state;
    char path[] = "/tmp/pirun-lease-XXXXXX";
    auto_fd int file = mkstemp(path);
    assert_true(file >= 0 && unlink(path) == 0);
    const struct attempt lease = {SYS_fcntl, {file, F_SETLEASE, F_WRLCK}};
    const struct attempt flags = {SYS_fcntl, {file, F_GETFL, 0}};
    assert_int_equal(tried_call(0, &lease), 0); /* it can be had otherwise */
    assert_int_equal(tried_call(USUAL, &lease), EPERM);
    assert_int_equal(tried_call(USUAL, &flags), 0);
}

static int clone_it(const void *ctx)
{
    const long pid = do_call(ctx);
    if (pid == 0)
        _exit(0); /* the new process */
    return pid < 0 ? errno : 0;
}

static void no_namespace_is_cloned(void **state)
{
    (void)state;
    static const long flags[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                 CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};
    for (size_t i = 0; i < ARRAY_LEN(flags); i++) {
        const struct attempt alone = {SYS_clone, {flags[i] | SIGCHLD}};
        assert_int_equal(tried(USUAL, clone_it, &alone), EPERM);
        const struct attempt with_user = {SYS_clone, {flags[i] | CLONE_NEWUSER | SIGCHLD}};
        assert_int_equal(tried(USUAL, clone_it, &with_user), EPERM);
    }
    const struct attempt plain = {SYS_clone, {SIGCHLD}};
    assert_int_equal(tried(USUAL, clone_it, &plain), 0);
}

static bool is_allowed_family(int family)
{
    return family == AF_UNIX || family == AF_INET || family == AF_INET6 || family == AF_NETLINK;
}

static int make_socket(const void *ctx)
{
    return syscall(SYS_socket, (long)*(const int *)ctx, (long)SOCK_DGRAM, 0L) < 0 ? errno : 0;
}

static void only_four_socket_families_exist(void **state)
{
    (void)state;
    for (int family = 0; family < AF_MAX; family++) {
        const int got = tried(USUAL, make_socket, &family);
        /* what this kernel says without a filter: it may lack IPv6 */
        const int expected =
            is_allowed_family(family) ? tried(0, make_socket, &family) : EAFNOSUPPORT;
        if (got != expected)
            fail_msg("family %d: errno %d, not %d", family, got, expected);
    }
    const struct attempt packet = {SYS_socket, {AF_INET, SOCK_PACKET, 0}};
    assert_int_equal(tried_call(USUAL, &packet), EAFNOSUPPORT);
    int pair[2];
    const struct attempt tipc = {SYS_socketpair, {AF_TIPC, SOCK_STREAM, 0, (long)(intptr_t)pair}};
    assert_int_equal(tried_call(USUAL, &tipc), EAFNOSUPPORT);
}

static int pair_kind(const void *ctx)
{
    int pair[2];
    return socketpair(AF_UNIX, *(const int *)ctx, 0, pair) < 0 ? errno : 0;
}

static void network_filter_leaves_pairs_of_streams(void **state)
{
    (void)state;
    static const int families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};
    for (size_t i = 0; i < ARRAY_LEN(families); i++)
        assert_int_equal(tried(USUAL | NETWORK, make_socket, &families[i]), EACCES);
    static const int kinds[] = {SOCK_STREAM,
                                SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
                                SOCK_SEQPACKET,
                                SOCK_DGRAM,
                                SOCK_DGRAM | SOCK_CLOEXEC,
                                SOCK_RAW};
    static const int expected[] = {0, 0, 0, EACCES, EACCES, EACCES};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        assert_int_equal(tried(USUAL | NETWORK, pair_kind, &kinds[i]), expected[i]);
}

static void personality_stays_plain(void **state)
{
    (void)state;
    static const struct {
        long wanted;
        int expected;
    } rows[] = {{0, 0}, {0xffffffffL, 0}, {-1, 0}, {0x0040000, ENOSYS}, {0x0400000, ENOSYS}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct attempt call = {SYS_personality, {rows[i].wanted}};
        assert_int_equal(tried_call(USUAL, &call), rows[i].expected);
    }
}

/* Doors by which a file gets a mode. Paths are relative to a fresh folder; the child enters it. */
struct door {
    const char *name;
    long number;
    const char *path;
    int path_arg; /* -1: none */
    int mode_arg;
    long args[6];
};

static const struct door doors[] = {
#ifdef SYS_chmod
    {"chmod", SYS_chmod, "old", 0, 1, {0}},
    {"creat", SYS_creat, "new", 0, 1, {0}},
    {"mknod", SYS_mknod, "new", 0, 1, {0}},
    {"open", SYS_open, "new", 0, 2, {0, O_CREAT | O_WRONLY}},
    {"open that finds the file", SYS_open, "old", 0, 2, {0, O_CREAT | O_WRONLY}},
    {"open of no name", SYS_open, ".", 0, 2, {0, O_TMPFILE | O_WRONLY}},
#endif
    {"fchmod", SYS_fchmod, NULL, -1, 1, {0}},
    {"fchmodat", SYS_fchmodat, "old", 1, 2, {AT_FDCWD}},
    {"mknodat", SYS_mknodat, "new", 1, 2, {AT_FDCWD}},
    {"openat", SYS_openat, "new", 1, 3, {AT_FDCWD, 0, O_CREAT | O_WRONLY}},
    {"openat of no name", SYS_openat, ".", 1, 3, {AT_FDCWD, 0, O_TMPFILE | O_WRONLY}},
};

struct entry {
    const struct door *door;
    const char *folder;
    long mode;
};

static int enter_door(const void *ctx)
{
    const struct entry *entry = ctx;
    struct attempt call = {.number = entry->door->number};
    memcpy(call.args, entry->door->args, sizeof(call.args));
    if (chdir(entry->folder) < 0)
        return errno;
    const int old = openat(AT_FDCWD, "old", O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    if (entry->door->path_arg >= 0)
        call.args[entry->door->path_arg] = (long)(intptr_t)entry->door->path;
    else
        call.args[0] = old;
    call.args[entry->door->mode_arg] = entry->mode;
    const int failure = call_it(&call);
    (void)unlink("new");
    return failure;
}

static void no_door_makes_a_set_id_file(void **state)
{
    (void)state;
    char folder[] = "/tmp/seccomp test XXXXXX";
    assert_non_null(mkdtemp(folder));
    static const long modes[] = {04755, 02755, 06755, S_IFREG | 04700, 02000};
    for (size_t i = 0; i < ARRAY_LEN(doors); i++) {
        struct entry entry = {&doors[i], folder, 0755};
        if (tried(USUAL, enter_door, &entry) == EOPNOTSUPP) {
            print_message("SKIP O_TMPFILE: not on the file system of /tmp\n");
            continue;
        }
        assert_int_equal(tried(USUAL, enter_door, &entry), 0);
        for (size_t k = 0; k < ARRAY_LEN(modes); k++) {
            entry.mode = modes[k];
            const int got = tried(USUAL, enter_door, &entry);
            if (got != EPERM)
                fail_msg("%s with mode 0%lo: errno %d", doors[i].name, modes[k], got);
        }
    }
    char old[sizeof(folder) + 4];
    assert_true(snprintf(old, sizeof(old), "%s/old", folder) > 0);
    struct stat info;
    assert_int_equal(stat(old, &info), 0);
    assert_int_equal(info.st_mode & (S_ISUID | S_ISGID), 0);
    assert_int_equal(unlink(old), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void open_that_makes_nothing_ignores_its_mode(void **state)
{
    (void)state;
    const struct attempt call = {SYS_openat, {AT_FDCWD, (long)(intptr_t) "/", O_RDONLY, 06777}};
    assert_int_equal(tried_call(USUAL, &call), 0);
}

#if defined(__x86_64__)
static int ask_by_x32(const void *ctx)
{
    (void)ctx;
    return syscall(0x40000000L | SYS_getpid) < 0 ? errno : 0;
}

static int ask_by_int80(const void *ctx)
{
    (void)ctx;
    long answer = 20; /* getpid of 32 bits */
    __asm__ volatile("int $0x80" : "+a"(answer) : : "memory", "r8", "r9", "r10", "r11");
    return answer < 0 ? (int)-answer : 0;
}

static void other_calling_conventions_end_the_process(void **state)
{
    (void)state;
    static const unsigned sets[] = {CORE, ARGS, SHARED_MEMORY, NETWORK, USUAL | SHARED_MEMORY};
    for (size_t i = 0; i < ARRAY_LEN(sets); i++) {
        assert_int_equal(tried(sets[i], ask_by_x32, NULL), SIGNALLED + SIGSYS);
        assert_int_equal(tried(sets[i], ask_by_int80, NULL), SIGNALLED + SIGSYS);
    }
}
#else
static void other_calling_conventions_end_the_process(void **state)
{
    (void)state;
    print_message("SKIP other calling conventions: tried on x86_64 only\n");
}
#endif

static int load_more(const void *ctx)
{
    return sandbox_seccomp_load(*(const unsigned *)ctx) < 0 ? errno : 0;
}

static void filters_can_be_added_but_not_taken_away(void **state)
{
    (void)state;
    const unsigned more = NETWORK;
    assert_int_equal(tried(USUAL, load_more, &more), 0);
    const struct attempt strict_off = {SYS_prctl, {PR_SET_SECCOMP, SECCOMP_MODE_DISABLED}};
    assert_int_equal(tried_call(USUAL, &strict_off), EINVAL);
}

static void filters_need_no_new_privs(void **state)
{
    (void)state;
    const pid_t pid = fork();
    if (pid == 0)
        _exit(sandbox_seccomp_load(CORE) < 0 ? errno : 0);
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(WEXITSTATUS(status), EACCES);
}

static void unknown_filters_are_refused(void **state)
{
    (void)state;
    errno = 0;
    assert_int_equal(sandbox_seccomp_load(1U << SANDBOX_FILTER_COUNT), -1);
    assert_int_equal(errno, EINVAL);
}

static void kernel_has_what_the_filters_need(void **state)
{
    (void)state;
    assert_int_equal(sandbox_seccomp_probe(), 0);
    for (unsigned i = 0; i < SANDBOX_FILTER_COUNT; i++) {
        assert_true(sandbox_seccomp_size((enum sandbox_filter)i) > 5);
        assert_true(sandbox_seccomp_size((enum sandbox_filter)i) <= 4096); /* BPF_MAXINSNS */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forbidden_calls_are_not_permitted),
        cmocka_unit_test(unlisted_calls_are_absent),
        cmocka_unit_test(shared_memory_is_absent_only_when_asked),
        cmocka_unit_test(nobody_types_into_a_terminal),
        cmocka_unit_test(nobody_takes_a_lease),
        cmocka_unit_test(no_namespace_is_cloned),
        cmocka_unit_test(only_four_socket_families_exist),
        cmocka_unit_test(network_filter_leaves_pairs_of_streams),
        cmocka_unit_test(personality_stays_plain),
        cmocka_unit_test(no_door_makes_a_set_id_file),
        cmocka_unit_test(open_that_makes_nothing_ignores_its_mode),
        cmocka_unit_test(other_calling_conventions_end_the_process),
        cmocka_unit_test(filters_can_be_added_but_not_taken_away),
        cmocka_unit_test(filters_need_no_new_privs),
        cmocka_unit_test(unknown_filters_are_refused),
        cmocka_unit_test(kernel_has_what_the_filters_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

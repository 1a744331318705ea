/* Goal: for every architecture that we build for, each filter answers each call as a naive model
 * says, whatever the arguments are. The filters are run by a small interpreter, so this needs
 * neither the kernel nor the machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>
#include <seccomp.h>

#include "base/scope.h"

#define core_filter          core_x86_64
#define args_filter          args_x86_64
#define shared_memory_filter shared_memory_x86_64
#define network_filter       network_x86_64
#include "seccomp_x86_64.h"
#undef FILTER_ARCH
#undef core_filter
#undef args_filter
#undef shared_memory_filter
#undef network_filter
#define core_filter          core_aarch64
#define args_filter          args_aarch64
#define shared_memory_filter shared_memory_aarch64
#define network_filter       network_aarch64
#include "seccomp_aarch64.h"
#undef FILTER_ARCH
#undef core_filter
#undef args_filter
#undef shared_memory_filter
#undef network_filter
#define core_filter          core_arm
#define args_filter          args_arm
#define shared_memory_filter shared_memory_arm
#define network_filter       network_arm
#include "seccomp_arm.h"
#undef FILTER_ARCH

#define X32_BIT       0x40000000
#define LAST_CALL     600     /* above every number of these kernels */
#define ARM_PRIVATE   0xf0000 /* cacheflush and set_tls of arm are above this */
#define TRIES         100
#define TRIES_OF_RULE 5000 /* where arguments decide: enough to hit each bit alone */
#define REFUSE(code)  (SECCOMP_RET_ERRNO | (uint32_t)(code))

enum kind {
    CORE,
    ARGS,
    SHARED_MEMORY,
    NETWORK,
    KINDS
};

struct code {
    const struct sock_filter *rows;
    size_t count;
};

#define CODE(array)             \
    {                           \
        array, ARRAY_LEN(array) \
    }
static const struct machine {
    uint32_t arch;
    bool has_32_bits;
    struct code code[KINDS];
} machines[] = {
    {AUDIT_ARCH_X86_64,
     false,
     {CODE(core_x86_64), CODE(args_x86_64), CODE(shared_memory_x86_64), CODE(network_x86_64)}},
    {AUDIT_ARCH_AARCH64,
     false,
     {CODE(core_aarch64), CODE(args_aarch64), CODE(shared_memory_aarch64), CODE(network_aarch64)}},
    {AUDIT_ARCH_ARM,
     true,
     {CODE(core_arm), CODE(args_arm), CODE(shared_memory_arm), CODE(network_arm)}},
};

static bool jumps(const struct sock_filter *row, uint32_t value)
{
    switch (BPF_OP(row->code)) {
    case BPF_JA:
        return true;
    case BPF_JEQ:
        return value == row->k;
    case BPF_JGT:
        return value > row->k;
    case BPF_JGE:
        return value >= row->k;
    case BPF_JSET:
        return (value & row->k) != 0;
    default:
        fail_msg("unknown jump 0x%x", row->code);
        return false;
    }
}

/* Classic BPF as seccomp(2) allows it, as much as libseccomp writes. */
static uint32_t answer(const struct code *code, const struct seccomp_data *data)
{
    uint32_t value = 0;
    for (size_t at = 0; at < code->count; at++) {
        const struct sock_filter *row = &code->rows[at];
        if (BPF_CLASS(row->code) == BPF_RET)
            return row->k;
        if (row->code == (BPF_LD | BPF_W | BPF_ABS)) {
            assert_true(row->k + sizeof(value) <= sizeof(*data));
            memcpy(&value, (const char *)data + row->k, sizeof(value));
        } else if (row->code == (BPF_ALU | BPF_AND | BPF_K)) {
            value &= row->k;
        } else if (row->code == (BPF_JMP | BPF_JA)) {
            at += row->k;
        } else {
            assert_int_equal(BPF_CLASS(row->code), BPF_JMP);
            at += jumps(row, value) ? row->jt : row->jf;
        }
    }
    fail_msg("the program has no end");
    return 0;
}

/* The number of NAME there; -1: no such call. */
static int number_of(const struct machine *machine, const char *name)
{
    int number = seccomp_syscall_resolve_name_arch(machine->arch, name);
    return number < 0 ? -1 : number;
}

/* Same sequence in every run. */
static uint64_t next_random(void)
{
    static uint64_t state = 88172645463325252U;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* An argument near to where rules decide: small numbers, single bits, modes, all ones, noise, and
 * all of them with noise in the upper half. */
static uint64_t next_argument(const struct machine *machine)
{
    static const uint64_t known[] = {0x5412,      0x541c,  0x5423,     0x5401, 04755,   02755,
                                     0755,        0100644, 020200102U, 0102,   0xffffU, ~0ULL,
                                     0xffffffffU, 17,      0x80000,    0x80002};
    uint64_t value = next_random() % 48;
    switch (next_random() % 5) {
    case 0:
        value = known[next_random() % ARRAY_LEN(known)];
        break;
    case 1:
        value = 1ULL << (next_random() % 32);
        break;
    case 2:
        value = next_random() & 0xffffffffU;
        break;
    default:
        break;
    }
    if (next_random() % 4 == 0)
        value ^= next_random() << 32;
    return machine->has_32_bits ? value & 0xffffffffU : value;
}

static struct seccomp_data call_of(const struct machine *machine, int number)
{
    struct seccomp_data data = {.nr = number, .arch = machine->arch};
    for (size_t i = 0; i < ARRAY_LEN(data.args); i++)
        data.args[i] = next_argument(machine);
    return data;
}

typedef uint32_t (*model)(const struct seccomp_data *data);

static uint32_t allow(const struct seccomp_data *data)
{
    (void)data;
    return SECCOMP_RET_ALLOW;
}

static uint32_t ioctl_model(const struct seccomp_data *data)
{
    uint32_t request = (uint32_t)data->args[1];
    bool is_bad = request == 0x5412 || request == 0x541c || request == 0x5423;
    return is_bad ? REFUSE(EPERM) : SECCOMP_RET_ALLOW;
}

static uint32_t lease_model(const struct seccomp_data *data)
{
    return (uint32_t)data->args[1] == 1024 ? REFUSE(EPERM) : SECCOMP_RET_ALLOW;
}

static uint32_t clone_model(const struct seccomp_data *data)
{
    return data->args[0] & 0x7e020000 ? REFUSE(EPERM) : SECCOMP_RET_ALLOW;
}

static uint32_t family_model(const struct seccomp_data *data)
{
    uint64_t family = data->args[0];
    bool is_good = family == 1 || family == 2 || family == 10 || family == 16;
    return is_good ? SECCOMP_RET_ALLOW : REFUSE(EAFNOSUPPORT);
}

static uint32_t socket_model(const struct seccomp_data *data)
{
    return (data->args[1] & 0xf) == 10 ? REFUSE(EAFNOSUPPORT) : family_model(data);
}

static uint32_t mode_1_model(const struct seccomp_data *data)
{
    return data->args[1] & 06000 ? REFUSE(EPERM) : SECCOMP_RET_ALLOW;
}

static uint32_t mode_2_model(const struct seccomp_data *data)
{
    return data->args[2] & 06000 ? REFUSE(EPERM) : SECCOMP_RET_ALLOW;
}

static uint32_t open_model(const struct seccomp_data *data)
{
    /* __O_TMPFILE, O_CREAT */
    return data->args[1] & 020000100 ? mode_2_model(data) : SECCOMP_RET_ALLOW;
}

static uint32_t openat_model(const struct seccomp_data *data)
{
    bool makes = data->args[2] & 020000100;
    return makes && (data->args[3] & 06000) ? REFUSE(EPERM) : SECCOMP_RET_ALLOW;
}

static uint32_t pair_model(const struct seccomp_data *data)
{
    uint64_t type = data->args[1] & 0xf;
    return type == 2 || type == 3 ? REFUSE(EACCES) : SECCOMP_RET_ALLOW;
}

static uint32_t no_socket_model(const struct seccomp_data *data)
{
    (void)data;
    return REFUSE(EACCES);
}

static uint32_t absent_model(const struct seccomp_data *data)
{
    (void)data;
    return REFUSE(ENOSYS);
}

static uint32_t forbidden_model(const struct seccomp_data *data)
{
    (void)data;
    return REFUSE(EPERM);
}

static uint32_t personality_model(const struct seccomp_data *data)
{
    uint32_t wanted = (uint32_t)data->args[0];
    return wanted == 0 || wanted == 0xffffffffU ? SECCOMP_RET_ALLOW : REFUSE(ENOSYS);
}

static const struct {
    enum kind kind;
    const char *names; /* separated by blanks */
    model expected;
} special[] = {
    {ARGS, "ioctl", ioctl_model},
    {ARGS, "fcntl fcntl64", lease_model},
    {ARGS, "clone", clone_model},
    {ARGS, "socket", socket_model},
    {ARGS, "socketpair", family_model},
    {ARGS, "chmod fchmod mknod creat", mode_1_model},
    {ARGS, "fchmodat mknodat", mode_2_model},
    {ARGS, "open", open_model},
    {ARGS, "openat", openat_model},
    {NETWORK, "socket", no_socket_model},
    {NETWORK, "socketpair", pair_model},
    {SHARED_MEMORY,
     "memfd_create shmget shmat shmctl shmdt semget semop semctl semtimedop semtimedop_time64 "
     "msgget msgsnd msgrcv msgctl mq_open mq_unlink mq_timedsend mq_timedreceive "
     "mq_timedsend_time64 mq_timedreceive_time64 mq_notify mq_getsetattr",
     absent_model},
    {CORE, "personality", personality_model},
    {CORE,
     "mount umount2 pivot_root chroot setns unshare fsopen fsconfig fsmount fspick open_tree "
     "move_mount mount_setattr ptrace process_vm_readv process_vm_writev process_madvise kcmp "
     "pidfd_getfd keyctl add_key request_key bpf perf_event_open userfaultfd init_module "
     "finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff sethostname "
     "setdomainname clock_settime clock_settime64 settimeofday adjtimex clock_adjtime "
     "clock_adjtime64 open_by_handle_at name_to_handle_at syslog acct quotactl quotactl_fd iopl "
     "ioperm mbind move_pages migrate_pages set_mempolicy vhangup fanotify_init fanotify_mark "
     "vmsplice",
     forbidden_model},
    {CORE,
     "read write openat close mmap mmap2 munmap mprotect brk futex futex_time64 clone execve "
     "exit_group wait4 kill ioctl socket socketpair connect fchmodat mknodat memfd_create shmget "
     "seccomp prctl rt_sigreturn sigreturn set_tls cacheflush arch_prctl rseq getrandom "
     "landlock_restrict_self statx clock_gettime64 fork vfork open",
     allow},
};

static bool is_in(const char *names, const char *name)
{
    const size_t length = strlen(name);
    for (const char *at = strstr(names, name); at; at = strstr(at + 1, name)) {
        if ((at == names || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

static model model_of(enum kind kind, const char *name)
{
    for (size_t i = 0; name && i < ARRAY_LEN(special); i++) {
        if (special[i].kind == kind && is_in(special[i].names, name))
            return special[i].expected;
    }
    return kind == CORE ? NULL : allow;
}

/* Of core the model knows only a part; of the rest it knows that arguments do not matter. */
static void check_call(const struct machine *machine, enum kind kind, int number)
{
    auto_free char *name = seccomp_syscall_resolve_num_arch(machine->arch, number);
    const model expected = model_of(kind, name);
    const struct seccomp_data plain = {.nr = number, .arch = machine->arch};
    const uint32_t usual = answer(&machine->code[kind], &plain);
    if (!expected)
        assert_true(usual == SECCOMP_RET_ALLOW || usual == REFUSE(ENOSYS));
    const int tries = expected && expected != allow ? TRIES_OF_RULE : TRIES;
    for (int i = 0; i < tries; i++) {
        const struct seccomp_data data = call_of(machine, number);
        const uint32_t got = answer(&machine->code[kind], &data);
        if (got != (expected ? expected(&data) : usual))
            fail_msg("filter %d, arch 0x%x, %s(0x%llx, 0x%llx, 0x%llx): 0x%x", kind, machine->arch,
                     name, data.args[0], data.args[1], data.args[2], got);
    }
}

static void every_call_is_answered_as_the_model_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(machines) * KINDS; i++) {
        const struct machine *machine = &machines[i / KINDS];
        for (int number = -1; number < LAST_CALL; number++)
            check_call(machine, (enum kind)(i % KINDS), number);
        if (machine->arch == AUDIT_ARCH_ARM) {
            for (int number = ARM_PRIVATE; number < ARM_PRIVATE + 16; number++)
                check_call(machine, (enum kind)(i % KINDS), number);
        }
    }
}

static void names_of_the_model_exist(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(special); i++) {
        char names[1024];
        assert_true(strlen(special[i].names) < sizeof(names));
        memcpy(names, special[i].names, strlen(special[i].names) + 1);
        char *rest = names;
        for (char *name = strsep(&rest, " "); name; name = strsep(&rest, " ")) {
            size_t found = 0;
            for (size_t k = 0; k < ARRAY_LEN(machines); k++)
                found += number_of(&machines[k], name) >= 0;
            if (found == 0)
                fail_msg("no architecture has '%s'", name);
        }
    }
}

static void calls_that_cannot_be_looked_into_are_absent(void **state)
{
    (void)state;
    static const int numbers[] = {425, 426, 427, 435,
                                  437, 452}; /* io_uring_*, clone3, openat2,
                                                                    fchmodat2: same everywhere */
    for (size_t i = 0; i < ARRAY_LEN(machines) * ARRAY_LEN(numbers); i++) {
        const struct machine *machine = &machines[i / ARRAY_LEN(numbers)];
        const struct seccomp_data data = call_of(machine, numbers[i % ARRAY_LEN(numbers)]);
        assert_int_equal(answer(&machine->code[CORE], &data), REFUSE(ENOSYS));
    }
}

static void other_architectures_end_the_process_in_every_filter(void **state)
{
    (void)state;
    static const uint32_t others[] = {AUDIT_ARCH_I386, AUDIT_ARCH_X86_64, AUDIT_ARCH_AARCH64,
                                      AUDIT_ARCH_ARM,  AUDIT_ARCH_ARMEB,  0};
    for (size_t i = 0; i < ARRAY_LEN(machines) * KINDS * ARRAY_LEN(others); i++) {
        const struct machine *machine = &machines[i / KINDS / ARRAY_LEN(others)];
        struct seccomp_data data = call_of(machine, 1);
        data.arch = others[i % ARRAY_LEN(others)];
        if (data.arch != machine->arch)
            assert_int_equal(answer(&machine->code[i / ARRAY_LEN(others) % KINDS], &data),
                             SECCOMP_RET_KILL_PROCESS);
    }
}

static void x32_calls_end_the_process_in_every_filter(void **state)
{
    (void)state;
    for (size_t kind = 0; kind < KINDS; kind++) {
        for (int number = 0; number < LAST_CALL; number++) {
            const struct seccomp_data data = call_of(&machines[0], number | X32_BIT);
            assert_int_equal(answer(&machines[0].code[kind], &data), SECCOMP_RET_KILL_PROCESS);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_call_is_answered_as_the_model_says),
        cmocka_unit_test(names_of_the_model_exist),
        cmocka_unit_test(calls_that_cannot_be_looked_into_are_absent),
        cmocka_unit_test(other_architectures_end_the_process_in_every_filter),
        cmocka_unit_test(x32_calls_end_the_process_in_every_filter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

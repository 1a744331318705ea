/* Who a script is. An ordinary user keeps its own id, in a user namespace that maps nothing else.
 * Root is another matter: the script runs as the owner of the project, and where that is root too,
 * as an id that nobody else has, to which an idmapped mount shows root's files of the project as
 * its own. Root is never mapped into a namespace: its capabilities would be gone there, but not
 * what the owner of /proc/sys and of half the machine's files may do. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox_clone.h"
#include "sandbox/sandbox_work.h"

/* Of nobody: between the ranges that systemd gives to users and to services.
 * Source: systemd.io/UIDS-GIDS, "60706…61183: unused". */
#define LONELY_ID    61000
#define PATH_ROOM    64 /* "/proc/<pid>/uid_map" */
#define MAP_ROOM     64 /* "<inside> <outside> 1\n" */
#define ALL_UNMAPPED "deny"

int sandbox_user_of(int project_fd, struct sandbox_user *user, struct err *err)
{
    struct stat about;
    if (fstat(project_fd, &about) < 0)
        return err_errno(err, "cannot look at the project");
    *user = (struct sandbox_user){.uid = geteuid(), .gid = getegid()};
    if (user->uid != 0)
        return 0;
    user->is_other = true;
    user->is_mapped = about.st_uid == 0;
    user->uid = about.st_uid == 0 ? LONELY_ID : about.st_uid;
    user->gid = about.st_uid == 0 || about.st_gid == 0 ? LONELY_ID : about.st_gid;
    return 0;
}

static int write_file(const char *path, const char *text)
{
    auto_fd int fd = open(path, O_WRONLY | O_CLOEXEC);
    ssize_t size = (ssize_t)strlen(text);
    return fd >= 0 && write(fd, text, (size_t)size) == size ? 0 : -1;
}

/* WHO is a pid or "self". */
static int write_map(const char *who, const char *file, unsigned inside, unsigned outside)
{
    char path[PATH_ROOM];
    char map[MAP_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/%s/%s", who, file);   /* fits */
    (void)snprintf(map, sizeof(map), "%u %u 1\n", inside, outside); /* fits */
    return write_file(path, map);
}

static int deny_groups(const char *who)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/%s/setgroups", who); /* fits */
    return write_file(path, ALL_UNMAPPED);
}

static int write_maps(const char *who, uid_t uid, gid_t gid)
{
    if (deny_groups(who) < 0 || write_map(who, "uid_map", SANDBOX_UID, uid) < 0)
        return -1;
    return write_map(who, "gid_map", SANDBOX_UID, gid);
}

int sandbox_user_map(pid_t child)
{
    char who[16];
    (void)snprintf(who, sizeof(who), "%d", (int)child); /* fits */
    return write_maps(who, geteuid(), getegid());
}

/* Holds nothing of the keeper's, least of all its locks, and does not outlive it. */
static _Noreturn void hold(pid_t keeper)
{
    (void)close_range(0, ~0U, 0);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); /* cannot fail */
    while (getppid() == keeper)
        (void)pause();
    _exit(0); /* it died before we could ask to be told */
}

/* A user namespace exists only with a process or a descriptor: this process lives until the
 * descriptor is there. */
static pid_t fork_holder(void)
{
    pid_t keeper = getpid();
    pid_t pid = sandbox_clone(CLONE_NEWUSER, -1);
    if (pid == 0)
        hold(keeper);
    return pid;
}

/* On the disk everything is root's; through the mount it is the user's, and what the user makes is
 * root's on the disk. */
int sandbox_user_idmap(const struct sandbox_user *user)
{
    char who[16];
    char path[PATH_ROOM];
    pid_t pid = fork_holder();
    if (pid < 0)
        return -1;
    (void)snprintf(who, sizeof(who), "%d", (int)pid);            /* fits */
    (void)snprintf(path, sizeof(path), "/proc/%s/ns/user", who); /* fits */
    int fd = -1;
    if (write_map(who, "uid_map", 0, user->uid) == 0 &&
        write_map(who, "gid_map", 0, user->gid) == 0)
        fd = open(path, O_RDONLY | O_CLOEXEC);
    int why = errno;
    (void)kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
    }
    errno = why;
    return fd;
}

/* The system calls themselves: those of libc first ask all threads to do the same, and wait for
 * ever where a clone was made while another thread began: libc's books have it, the child has not.
 * Source: nptl(7). */
enum {
#ifdef SYS_setresuid32 /* 32-bit machines: the calls without it take ids of 16 bits */
    CALL_SETRESUID = SYS_setresuid32,
    CALL_SETRESGID = SYS_setresgid32
#else
    CALL_SETRESUID = SYS_setresuid,
    CALL_SETRESGID = SYS_setresgid
#endif
};

int sandbox_user_enter(struct sandbox_work *work)
{
    const struct sandbox_user *user = &work->user;
    if (!user->is_other)
        return 0;
    if (syscall(SYS_setgroups, 0, NULL) < 0 ||
        syscall(CALL_SETRESGID, user->gid, user->gid, user->gid) < 0)
        return -1;
    return (int)syscall(CALL_SETRESUID, user->uid, user->uid, user->uid);
}

/* The kernel counts the processes of a user per user namespace: in one of its own, this run's are
 * counted alone. An ordinary user is in such a namespace already. */
int sandbox_user_count_own(struct sandbox_work *work)
{
    if (!work->user.is_other)
        return 0;
    if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) < 0 || unshare(CLONE_NEWUSER) < 0) /* our /proc files */
        return -1;
    return write_maps("self", work->user.uid, work->user.gid);
}

static int empty_bounding_set(void)
{
    for (unsigned long right = 0; prctl(PR_CAPBSET_READ, right, 0, 0, 0) >= 0; right++) {
        if (prctl(PR_CAPBSET_READ, right, 0, 0, 0) == 1 &&
            prctl(PR_CAPBSET_DROP, right, 0, 0, 0) < 0 && errno != EPERM)
            return -1; /* EPERM: the change of user took the right to do so, and all others */
    }
    return 0;
}

int sandbox_user_drop_rights(struct sandbox_work *work)
{
    (void)work;
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    if (empty_bounding_set() < 0 || prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0)
        return -1;
    return (int)syscall(SYS_capset, &header, none);
}

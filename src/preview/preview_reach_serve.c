/* The child that makes sockets in the network of a run. One thread, nothing of the server's in it.
 *
 * Whose network it is: that of the first process below the run's supervisor that executes another
 * program than ours, that is, the script. It is held by a pidfd before anything about it is
 * believed, so a number that is used again leads nowhere else. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "exec/exec_live.h"
#include "preview/preview_reach.h"
#include "sandbox/sandbox_tree.h"

#define PROC_ROOM 40 /* "/proc/<pid>/ns/net" */

/* Where /proc/WHO/PART leads: two are the same when device and number are. */
static bool identify(pid_t pid, const char *part, struct stat *out)
{
    char path[PROC_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, part); /* fits */
    return stat(path, out) == 0;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* One that has been cloned and executes nothing yet is us, seen from outside. */
static bool is_script(pid_t pid)
{
    struct stat ours;
    struct stat its;
    return identify(getpid(), "exe", &ours) && identify(pid, "exe", &its) && !is_same(&ours, &its);
}

static bool has(const struct sandbox_tree *tree, pid_t pid)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->pids[i] == pid)
            return true;
    }
    return false;
}

static void find_below(pid_t supervisor, struct sandbox_tree *tree)
{
    if (!sandbox_tree_find(supervisor, SANDBOX_TREE_BY_CHILDREN, tree))
        (void)sandbox_tree_find(supervisor, SANDBOX_TREE_BY_PARENTS, tree); /* works everywhere */
}

/* Hold PID; it must still be below SUPERVISOR afterwards. */
static int hold(pid_t pid, pid_t supervisor)
{
    struct sandbox_tree again = {0};
    auto_fd int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd < 0)
        return -1;
    find_below(supervisor, &again);
    bool is_there = has(&again, pid);
    sandbox_tree_release(&again);
    return is_there ? take_fd(&pidfd) : -1;
}

/* Answers a pidfd of the script, with its number. */
static int find_script(pid_t supervisor, pid_t *out)
{
    struct sandbox_tree tree = {0};
    int pidfd = -1;
    find_below(supervisor, &tree);
    for (size_t i = 0; i < tree.count && pidfd < 0; i++) {
        if (!is_script(tree.pids[i]))
            continue;
        pidfd = hold(tree.pids[i], supervisor);
        *out = tree.pids[i];
    }
    sandbox_tree_release(&tree);
    return pidfd;
}

/* Root enters directly. An ordinary user owns the user namespace of its runs, and becomes somebody
 * by entering that first. Where a run has the machine's network, there is nothing to enter. */
static int enter(int pidfd, pid_t pid, struct err *err)
{
    struct stat ours;
    struct stat its;
    if (!identify(getpid(), "ns/net", &ours) || !identify(pid, "ns/net", &its))
        return err_errno(err, "cannot look at the run's network");
    if (is_same(&ours, &its))
        return 0;
    if (setns(pidfd, CLONE_NEWNET) == 0 || setns(pidfd, CLONE_NEWUSER | CLONE_NEWNET) == 0)
        return 0;
    return err_errno(err, "cannot enter the run's network");
}

static int reach(const char *run_path, struct err *err)
{
    pid_t supervisor = 0;
    pid_t script = 0;
    auto_fd int run = open(run_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (run < 0)
        return err_errno(err, "cannot open the run's directory");
    if (exec_live_look(run, &supervisor) != EXEC_LIVE_ALIVE || supervisor <= 0)
        return err_set(err, ERR_NOT_FOUND, "the run does not live");
    auto_fd int pidfd = find_script(supervisor, &script);
    if (pidfd < 0)
        return err_set(err, ERR_NOT_FOUND, "its script has not begun");
    return enter(pidfd, script, err);
}

/* One socket for each message. */
static int hand_out(struct err *err)
{
    char order[16];
    for (;;) {
        ssize_t size = recv(STDIN_FILENO, order, sizeof(order), 0);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return 0;
        auto_fd int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (fd < 0 || fd_send(STDIN_FILENO, "s", 1, &fd, 1, MSG_NOSIGNAL) < 0)
            return err_errno(err, "cannot hand out a socket");
    }
}

/* It ends with its socket, so with the server. Within the user namespace it has rights: nobody in
 * there is to take it over, were it ever seen; entering has made it dumpable again. */
int preview_reach_serve(const char *run_path, struct err *err)
{
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* cannot fail */
    int result = reach(run_path, err);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* the same */
    if (result == 0 && hand_out(err) == 0)
        return 0;
    (void)send(STDIN_FILENO, err->text, strlen(err->text), MSG_NOSIGNAL); /* it may be gone */
    return 0;
}

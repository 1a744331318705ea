#include "exec/exec_launch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "exec/exec_supervise.h"

/* Why a launcher: executing the whole program for each run costs about 3 ms of dynamic linking,
 * a fork of a small process that did nothing else yet about 0.15 ms; and a process with threads
 * must not fork. It holds one mapping for one request and nothing of any run, so that it has no
 * state to lose. */

#define NAME         "pirun-launch"
#define REQUEST_ROOM (EXEC_PLAN_MAX + 4096) /* more than a plan: a longer one is seen, not cut */

/* A pair of connected sockets, wide enough for the largest request. */
static int open_sockets(int ends[2], int flags, struct err *err)
{
    const int room = 2 * EXEC_PLAN_MAX;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | flags, 0, ends) < 0)
        return err_errno(err, "cannot make the launcher's socket");
    (void)setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &room,
                     sizeof(room)); /* capped: larger plans fail */
    return 0;
}

static void close_both(int ends[2])
{
    (void)close(ends[0]);
    (void)close(ends[1]);
}

/* In the middle process: its only child is the launcher, and it ends at once, so that the
 * launcher is nobody's child that would have to be waited for. */
static void fork_again(int ends[2])
{
    (void)close(ends[0]);
    pid_t pid = fork();
    if (pid == 0)
        _exit(exec_launch_serve(ends[1]));
    _exit(pid < 0 ? 1 : 0);
}

int exec_launch_fork(struct err *err)
{
    int ends[2];
    int status = 0;
    if (open_sockets(ends, 0, err) < 0)
        return -1;
    pid_t pid = fork();
    if (pid == 0)
        fork_again(ends);
    pid_t waited = pid;
    while (pid > 0 && (waited = waitpid(pid, &status, 0)) < 0 && errno == EINTR) {
    }
    if (pid < 0 || waited < 0 || status != 0) {
        int result = err_errno(err, "cannot fork the launcher");
        close_both(ends);
        return result;
    }
    (void)close(ends[1]);
    return ends[0];
}

static int spawn_on(int socket, pid_t *pid)
{
    char program[] = "pirun";
    char command[] = EXEC_LAUNCH_COMMAND;
    char number[16];
    char *argv[] = {program, command, number, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t all;
    (void)snprintf(number, sizeof(number), "%d", socket); /* fits */
    (void)sigemptyset(&none);                             /* cannot fail, nor can the next */
    (void)sigfillset(&all);
    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    int result = posix_spawnattr_init(&attributes);
    if (result == 0) {
        (void)posix_spawnattr_setsigmask(&attributes, &none); /* these only store */
        (void)posix_spawnattr_setsigdefault(&attributes, &all);
        (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        /* onto itself: takes close-on-exec away, in the child alone */
        result = posix_spawn_file_actions_adddup2(&actions, socket, socket);
        if (result == 0)
            result = posix_spawn(pid, "/proc/self/exe", &actions, &attributes, argv, environ);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return result;
}

int exec_launch_spawn(pid_t *pid, struct err *err)
{
    int ends[2];
    if (open_sockets(ends, SOCK_CLOEXEC, err) < 0)
        return -1;
    int number = spawn_on(ends[1], pid);
    (void)close(ends[1]);
    if (number == 0)
        return ends[0];
    (void)close(ends[0]);
    errno = number;
    return err_errno(err, "cannot start a launcher");
}

static void ignore_signals(void)
{
    const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        (void)sigaction(numbers[i], &ignore, NULL); /* cannot fail for these */
}

/* Hold nothing that anybody could wait for: no terminal, no pipe of who started the server, no
 * directory of a file system that is to be unmounted. SIGCHLD is ignored: the kernel reaps
 * supervisors. */
static void detach(int socket)
{
    (void)prctl(PR_SET_NAME, NAME, 0, 0, 0); /* only for people who look at ps */
    (void)setsid(); /* fails for a session leader, who is detached already */
    ignore_signals();
    if (chdir("/") < 0)
        return; /* then it stays where it is: no harm but to unmounting */
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
        (void)dup2(null, fd);
    if (socket > STDERR_FILENO + 1)
        (void)close_range(STDERR_FILENO + 1, (unsigned)socket - 1, 0);
    (void)close_range((unsigned)socket + 1, ~0U, 0);
    (void)fcntl(socket, F_SETFD, FD_CLOEXEC);
}

static int supervise(char *request, size_t size, const int fds[EXEC_FD_COUNT])
{
    auto_plan struct exec_plan plan = {0};
    struct err err; /* nobody could read it: the server sees the end of the tether */
    (void)setsid(); /* a forked child is no group leader: cannot fail */
    if (exec_plan_parse(request, size, &plan, &err) < 0)
        return 1;
    (void)munmap(request, REQUEST_ROOM); /* our copy of it; cannot fail for a whole mapping */
    struct exec_supervise_fds given = {.project = fds[EXEC_FD_PROJECT],
                                       .var = fds[EXEC_FD_VAR],
                                       .run = fds[EXEC_FD_RUN],
                                       .logs = fds[EXEC_FD_LOGS],
                                       .tether = fds[EXEC_FD_TETHER]};
    return exec_supervise(&plan, &given);
}

/* A request that cannot be served is dropped, and with it its tether: the server sees that. */
static void serve_request(int socket, char *request, size_t size, const int *fds, size_t count)
{
    if (count == EXEC_FD_COUNT && size <= EXEC_PLAN_MAX && fork() == 0) {
        (void)close(socket);
        _exit(supervise(request, size, fds));
    }
    for (size_t i = 0; i < count; i++)
        (void)close(fds[i]);
}

int exec_launch_serve(int socket)
{
    detach(socket);
    char *request =
        mmap(NULL, REQUEST_ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (request == MAP_FAILED)
        return 1;
    for (;;) {
        int fds[FD_PASS_MAX];
        size_t count = FD_PASS_MAX;
        ssize_t size = fd_receive(socket, request, REQUEST_ROOM, fds, &count, 0);
        if (size <= 0)
            return size == 0 ? 0 : 1;
        serve_request(socket, request, (size_t)size, fds, count);
        (void)madvise(request, REQUEST_ROOM, MADV_DONTNEED); /* only a hint */
    }
}

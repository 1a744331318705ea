#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"

#define PIECE 4096

/* Signals are blocked and ignored here for reasons that are not the child's. */
static int start(char *const argv[], int out, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t all;
    (void)sigemptyset(&none); /* cannot fail, nor can the next one */
    (void)sigfillset(&all);
    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    int result = posix_spawnattr_init(&attributes);
    if (result == 0) {
        (void)posix_spawnattr_setsigmask(&attributes, &none); /* these only store */
        (void)posix_spawnattr_setsigdefault(&attributes, &all);
        (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        result = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        if (result == 0)
            result = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
        if (result == 0)
            result = posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
        if (result == 0)
            result = posix_spawn(pid, "/proc/self/exe", &actions, &attributes, argv, environ);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return result;
}

/* Until the pipe ends. */
static int read_all(int fd, int deadline_ms, struct buf *out, struct err *err)
{
    int64_t until_ms = clock_boot_ms() + deadline_ms;
    for (;;) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        int64_t left_ms = until_ms - clock_boot_ms();
        if (left_ms <= 0)
            return err_set(err, ERR_TIMEOUT, "it did not end within %d ms", deadline_ms);
        if (poll(&ready, 1, (int)left_ms) <= 0)
            continue;
        char *room = buf_room(out, PIECE);
        if (!room)
            return err_set(err, ERR_TOO_LARGE, "it printed more than %zu bytes", out->cap);
        ssize_t size = read(fd, room, PIECE);
        if (size == 0)
            return 0;
        if (size > 0)
            buf_grew(out, (size_t)size);
        else if (errno != EINTR)
            return err_errno(err, "cannot read from it");
    }
}

static int reap(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int spawn_self(char *const argv[], int deadline_ms, struct buf *out, int *status, struct err *err)
{
    int ends[2];
    pid_t pid = -1;
    if (pipe2(ends, O_CLOEXEC) < 0)
        return err_errno(err, "cannot make a pipe");
    auto_fd int reader = ends[0];
    auto_fd int writer = ends[1];
    errno = start(argv, writer, &pid);
    if (errno)
        return err_errno(err, "cannot start '%s'", argv[1] ? argv[1] : argv[0]);
    (void)close(take_fd(&writer));
    int result = read_all(reader, deadline_ms, out, err);
    if (result < 0)
        (void)kill(pid, SIGKILL); /* it may be gone: then reap has the rest */
    *status = reap(pid);
    return result < 0 ? err_prefix(err, "'%s'", argv[1] ? argv[1] : argv[0]) : 0;
}

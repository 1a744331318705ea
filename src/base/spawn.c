#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"

#define PIECE       4096
#define POLL_MAX_MS 60000

/* IN -1: an empty stdin. Signals are blocked and ignored here for reasons that are not the
 * child's. */
static int start(char *const argv[], int in, int out, pid_t *pid)
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
        result = in < 0 ? posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                                           O_RDONLY, 0)
                        : posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
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
    errno = start(argv, -1, writer, &pid);
    if (errno)
        return err_errno(err, "cannot start '%s'", argv[1] ? argv[1] : argv[0]);
    (void)close(take_fd(&writer));
    int result = read_all(reader, deadline_ms, out, err);
    if (result < 0)
        (void)kill(pid, SIGKILL); /* it may be gone: then reap has the rest */
    *status = reap(pid);
    return result < 0 ? err_prefix(err, "'%s'", argv[1] ? argv[1] : argv[0]) : 0;
}

int spawn_self_on(char *const argv[], int in, int out, pid_t *pid, struct err *err)
{
    errno = start(argv, in, out, pid);
    return errno ? err_errno(err, "cannot start a child") : 0;
}

/* line by line */

struct listening {
    const struct spawn_lines *how;
    int out, stdin_end; /* STDIN_END -1: it was asked to give up */
    int64_t until_ms;   /* clock_boot_ms */
    struct err why;     /* why it was asked to give up; ERR_NONE: it was not */
    struct buf line;    /* the one that has not ended */
};

static int give_up(struct listening *listening, enum err_code code, const char *text)
{
    listening->until_ms = clock_boot_ms() + listening->how->grace_ms;
    (void)close(take_fd(&listening->stdin_end));
    (void)err_set(&listening->why, code, "%s", text);
    return 0;
}

/* Hand out the lines that the last SIZE bytes have ended. */
static void hand_out(struct listening *listening, size_t size)
{
    struct buf *line = &listening->line;
    size_t from = 0;
    size_t at = line->size - size;
    const char *end;
    while ((end = memchr(line->data + at, '\n', line->size - at))) {
        at = (size_t)(end - line->data);
        listening->how->on_line(line->data + from, at - from, listening->how->ctx);
        from = ++at;
    }
    memmove(line->data, line->data + from, line->size - from);
    line->size -= from;
}

/* Answers 1 at the end of its output. */
static int take_output(struct listening *listening, struct err *err)
{
    char *room = buf_room(&listening->line, PIECE);
    if (!room)
        return err_set(err, ERR_TOO_LARGE, "the answer is larger than %zu bytes",
                       listening->line.cap);
    ssize_t size = read(listening->out, room, PIECE);
    if (size < 0)
        return errno == EINTR ? 0 : err_errno(err, "cannot read from a child");
    buf_grew(&listening->line, (size_t)size);
    hand_out(listening, (size_t)size);
    return size == 0;
}

/* Answers 1 when it is over. */
static int listen_once(struct listening *listening, struct err *err)
{
    bool is_asked = listening->stdin_end < 0;
    struct pollfd polls[] = {{.fd = listening->out, .events = POLLIN},
                             {.fd = is_asked ? -1 : listening->how->cancel_fd, .events = POLLIN}};
    int64_t left_ms = listening->until_ms - clock_boot_ms();
    if (left_ms <= 0 && is_asked) {
        *err = listening->why;
        return -1;
    }
    if (left_ms <= 0)
        return give_up(listening, ERR_TIMEOUT, "it was not done in time");
    if (poll(polls, 2, left_ms < POLL_MAX_MS ? (int)left_ms : POLL_MAX_MS) <= 0)
        return 0;
    if (polls[1].revents)
        return give_up(listening, ERR_BUSY, "the server stops: try again");
    return polls[0].revents ? take_output(listening, err) : 0;
}

int spawn_self_lines(char *const argv[], const struct spawn_lines *how, int *status,
                     struct err *err)
{
    int in[2];
    int out[2];
    pid_t pid = -1;
    if (pipe2(in, O_CLOEXEC) < 0)
        return err_errno(err, "cannot make a pipe");
    auto_fd int in_read = in[0];
    auto_fd int in_write = in[1];
    if (pipe2(out, O_CLOEXEC) < 0)
        return err_errno(err, "cannot make a pipe");
    auto_fd int out_read = out[0];
    auto_fd int out_write = out[1];
    errno = start(argv, in_read, out_write, &pid);
    if (errno)
        return err_errno(err, "cannot start a child");
    (void)close(take_fd(&in_read));
    (void)close(take_fd(&out_write));
    struct listening listening = {.how = how,
                                  .out = out_read,
                                  .stdin_end = take_fd(&in_write),
                                  .until_ms = clock_boot_ms() + how->deadline_ms};
    buf_init(&listening.line, how->line_max);
    int result;
    while ((result = listen_once(&listening, err)) == 0) {
    }
    if (result < 0)
        (void)kill(pid, SIGKILL); /* it may be gone: then reap has the rest */
    scope_close(&listening.stdin_end);
    buf_release(&listening.line);
    *status = reap(pid);
    if (result > 0 && listening.why.code != ERR_NONE)
        *err = listening.why;
    return result < 0 || listening.why.code != ERR_NONE ? -1 : 0;
}

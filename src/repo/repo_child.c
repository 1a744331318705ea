#include "repo/repo_child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"

#define LINE_CAP  ((size_t)256 * 1024)
#define LOCK_FD   3
#define READ_SIZE 16384
#define ENV_MAX   8
#define END_MS    5000 /* from the end of its output to its end */

struct watch {
    const struct repo_child *child;
    pid_t pid;
    int pidfd, out;
    int64_t deadline_ms, idle_deadline_ms; /* clock_boot_ms; 0: none */
    struct buf partial;                    /* the line that has not ended */
    struct json *last;                     /* the line with result or error */
    bool has_begun;                        /* there was any line: it talks to the remote */
};

/* What the child may know of our environment. Sanitizers read theirs at the start. */
static void make_environment(const struct repo_plan *plan, char *out[ENV_MAX + 1])
{
    static const char *const passed[] = {"SSH_AUTH_SOCK", "ASAN_OPTIONS", "LSAN_OPTIONS",
                                         "UBSAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH"};
    size_t count = 0;
    out[count++] = xasprintf("HOME=%s", plan->home);
    for (size_t i = 0; i < ARRAY_LEN(passed); i++) {
        const char *value = getenv(passed[i]); /* NOLINT(concurrency-mt-unsafe): nobody sets it */
        if (value)
            out[count++] = xasprintf("%s=%s", passed[i], value);
    }
    out[count] = NULL;
}

/* Signals as a new process has them: the server blocks some and ignores SIGPIPE. */
static void set_signals(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t all;
    (void)sigemptyset(&none);
    (void)sigfillset(&all);
    (void)posix_spawnattr_setsigmask(attributes, &none);
    (void)posix_spawnattr_setsigdefault(attributes, &all);
    (void)posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

/* IN and OUT become 0 and 1, LOCK becomes 3; all else closes. The copies below cannot meet their
 * sources: the caller made sure that those are above 3. */
static int spawn(const struct repo_plan *plan, int in, int out, int lock, pid_t *pid)
{
    char name[] = "pirun";
    char command[] = REPO_CHILD_COMMAND;
    char *const argv[] = {name, command, NULL};
    char *environment[ENV_MAX + 1];
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0 || posix_spawnattr_init(&attributes) != 0)
        abort(); /* out of memory */
    (void)posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    (void)posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    if (lock >= 0)
        (void)posix_spawn_file_actions_adddup2(&actions, lock, LOCK_FD);
    (void)posix_spawn_file_actions_addclosefrom_np(&actions, lock >= 0 ? LOCK_FD + 1 : LOCK_FD);
    set_signals(&attributes);
    make_environment(plan, environment);
    int result = posix_spawn(pid, "/proc/self/exe", &actions, &attributes, argv, environment);
    for (char **at = environment; *at; at++)
        free(*at);
    (void)posix_spawn_file_actions_destroy(&actions);
    (void)posix_spawnattr_destroy(&attributes);
    return result;
}

/* A copy of FD above the descriptors that the child's own take. */
static int lift(int fd)
{
    return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, LOCK_FD + 1);
}

static int make_pipe(int ends[2], struct err *err)
{
    int low[2];
    if (pipe2(low, O_CLOEXEC) < 0)
        return err_errno(err, "cannot start git's child");
    ends[0] = lift(low[0]);
    ends[1] = lift(low[1]);
    (void)close(low[0]);
    (void)close(low[1]);
    return ends[0] < 0 || ends[1] < 0 ? err_errno(err, "cannot start git's child") : 0;
}

static int start(struct watch *watch, const struct repo_plan *plan, struct err *err)
{
    auto_buf struct buf text;
    auto_json struct json *root = repo_plan_write(plan);
    int in[2] = {-1, -1};
    int out[2] = {-1, -1};
    buf_init(&text, REPO_PLAN_MAX);
    json_print(root, false, &text);
    if (!buf_ok(&text))
        return err_set(err, ERR_TOO_LARGE, "the paths for git's child are too long");
    int made = make_pipe(in, err) < 0 || make_pipe(out, err) < 0 ? -1 : 0;
    auto_fd int in_read = in[0];
    auto_fd int in_write = in[1];
    auto_fd int out_read = out[0];
    auto_fd int out_write = out[1];
    auto_fd int lock = lift(watch->child->lock_fd);
    if (made < 0 || fd_write_all(in_write, buf_text(&text), text.size, err) < 0)
        return -1;
    int result = spawn(plan, in_read, out_write, lock, &watch->pid);
    if (result != 0) {
        errno = result;
        return err_errno(err, "cannot start git's child");
    }
    watch->out = take_fd(&out_read);
    watch->pidfd = pidfd_open(watch->pid, 0);
    return 0;
}

static void take_line(struct watch *watch, const char *text, size_t size)
{
    struct json *line = json_parse(text, size, NULL);
    if (!line)
        return; /* not of ours */
    if (json_get(line, "result") || json_get(line, "error")) {
        json_free(watch->last);
        watch->last = line;
        return;
    }
    watch->has_begun = true;
    if (watch->child->on_progress)
        watch->child->on_progress(line, watch->child->ctx);
    json_free(line);
}

/* Answers false at the end of its output. */
static bool take_output(struct watch *watch)
{
    char *room = buf_room(&watch->partial, READ_SIZE);
    ssize_t got = room ? read(watch->out, room, READ_SIZE) : 0;
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (got <= 0)
        return false;
    buf_grew(&watch->partial, (size_t)got);
    size_t done = 0;
    for (;;) {
        const char *line = buf_text(&watch->partial) + done;
        const char *end = memchr(line, '\n', watch->partial.size - done);
        if (!end)
            break;
        take_line(watch, line, (size_t)(end - line));
        done += (size_t)(end - line) + 1;
    }
    memmove(watch->partial.data, watch->partial.data + done, watch->partial.size - done);
    watch->partial.size -= done;
    return true;
}

static int64_t time_left(const struct watch *watch)
{
    int64_t end = watch->deadline_ms;
    if (watch->idle_deadline_ms && watch->idle_deadline_ms < end)
        end = watch->idle_deadline_ms;
    int64_t left = end - clock_boot_ms();
    return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : left;
}

static int fail_late(const struct watch *watch, struct err *err)
{
    bool is_all = clock_boot_ms() >= watch->deadline_ms;
    int64_t seconds = (is_all ? watch->child->timeout_ms : watch->child->idle_timeout_ms) / 1000;
    return err_set(err, ERR_TIMEOUT,
                   is_all ? "the remote was not done within %lld s: nothing was changed"
                          : "nothing came from the remote for %lld s: nothing was changed",
                   (long long)seconds);
}

/* Until its output ends, or it is too late. */
static int listen_to(struct watch *watch, struct err *err)
{
    for (;;) {
        struct pollfd polls[] = {{.fd = watch->out, .events = POLLIN},
                                 {.fd = watch->child->cancel_fd, .events = POLLIN}};
        int ready = poll(polls, ARRAY_LEN(polls), (int)time_left(watch));
        if (ready < 0 && errno != EINTR)
            return err_errno(err, "cannot wait for git's child");
        if (ready == 0)
            return fail_late(watch, err);
        if (ready > 0 && polls[1].revents)
            return err_set(err, ERR_CONFLICT, "cancelled: nothing was changed");
        if (ready > 0 && polls[0].revents && !take_output(watch))
            return 0;
        if (ready > 0 && watch->child->idle_timeout_ms)
            watch->idle_deadline_ms = clock_boot_ms() + watch->child->idle_timeout_ms;
    }
}

/* Its end, by force when it does not come by itself. Answers the status of waitpid. */
static int end(const struct watch *watch, bool is_forced)
{
    int status = 0;
    struct pollfd poll_end = {.fd = watch->pidfd, .events = POLLIN};
    if (is_forced || poll(&poll_end, 1, END_MS) != 1)
        (void)kill(watch->pid, SIGKILL); /* not reaped yet, so it is ours */
    while (waitpid(watch->pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

static int judge(const struct watch *watch, int status, struct err *err)
{
    const char *error = json_get_string(watch->last, "error");
    if (error)
        return err_set(err, err_named(json_get_string(watch->last, "code")), "%s", error);
    if (watch->last)
        return 0;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        return err_set(err, ERR_TIMEOUT, "the remote was not done in time: nothing was changed");
    if (watch->has_begun)
        return err_set(
            err, ERR_REMOTE,
            "the remote's answer ended git's child (%s %d): it sent something that git's "
            "library does not survive; nothing was changed",
            WIFSIGNALED(status) ? "signal" : "status",
            WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    return err_set(err, ERR_INTERNAL, "git's child ended without an answer (%s %d)",
                   WIFSIGNALED(status) ? "signal" : "status",
                   WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

int repo_child_run(const struct repo_child *child, const struct repo_plan *plan,
                   struct json **result, struct err *err)
{
    int64_t now = clock_boot_ms();
    struct watch watch = {.child = child,
                          .pidfd = -1,
                          .out = -1,
                          .deadline_ms = now + child->timeout_ms,
                          .idle_deadline_ms =
                              child->idle_timeout_ms ? now + child->idle_timeout_ms : 0};
    buf_init(&watch.partial, LINE_CAP);
    *result = NULL;
    int answer = start(&watch, plan, err);
    if (answer == 0) {
        answer = listen_to(&watch, err);
        int status = end(&watch, answer < 0);
        if (answer == 0)
            answer = judge(&watch, status, err);
        const struct json *got = json_get(watch.last, "result");
        *result = got ? json_copy(got) : NULL;
    }
    scope_close(&watch.pidfd);
    scope_close(&watch.out);
    buf_release(&watch.partial);
    json_free(watch.last);
    return answer;
}

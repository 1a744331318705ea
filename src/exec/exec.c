#include "exec/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/list.h"
#include "base/scope.h"
#include "exec/exec_launch.h"
#include "exec/exec_live.h"
#include "exec/exec_supervise.h"
#include "loop/child.h"

/* A run is seen through at most two descriptors:
 *
 *   asked ──hello──▶ lives ──pidfd──▶ ended
 *     └──end of the tether──▶ not started
 *
 * Whatever dies in between (launcher before or after its fork, supervisor before its hello), the
 * kernel closes the last copy of the tether's other end, and nothing else does. When a hello
 * comes without a pidfd (no descriptors left, or an old kernel), the tether stays and its end is
 * the end of the run. */

#define LAUNCHER_REST_MS 1000 /* a launcher that died younger than this is replaced after a rest */

struct exec_run {
    struct list node;
    struct exec *exec;
    struct ident id;
    struct loop_fd *tether; /* NULL: not needed any more */
    int tether_fd;          /* the number that TETHER owns */
    struct child *child;    /* NULL: not known yet */
    pid_t pid;
    bool is_started;
    int cancel_signal; /* ordered before the hello; 0: none */
};

struct exec {
    struct loop *loop;
    exec_event_cb on_event;
    void *ctx;
    struct list runs;
    struct loop_fd *launcher; /* NULL: there is none now */
    int launcher_fd;          /* the number that LAUNCHER owns */
    int64_t launched_at_ms;   /* CLOCK_BOOTTIME; 0: by main */
    struct loop_timer *relaunch;
    struct child *spawned; /* the launcher, when it is our own child */
    pid_t spawned_pid;
};

static struct exec_run *find_run(const struct exec *exec, const struct ident *id)
{
    list_for_each (node, &exec->runs) {
        struct exec_run *run = list_entry(node, struct exec_run, node);
        if (ident_equal(&run->id, id))
            return run;
    }
    return NULL;
}

static struct exec_run *add_run(struct exec *exec, const struct ident *id)
{
    struct exec_run *run = xcalloc(1, sizeof(*run));
    run->exec = exec;
    run->id = *id;
    run->tether_fd = -1;
    list_append(&exec->runs, &run->node);
    return run;
}

static void free_run(struct exec_run *run)
{
    list_remove(&run->node);
    loop_fd_close(run->tether);
    child_free(run->child);
    free(run);
}

/* Forget the run, then tell. Last action of every caller: the run is gone. */
static void end_run(struct exec_run *run, enum exec_event event)
{
    struct exec *exec = run->exec;
    struct ident id = run->id;
    free_run(run);
    exec->on_event(exec->ctx, &id, event);
}

static void supervisor_ended(void *ctx)
{
    end_run(ctx, EXEC_ENDED);
}

static int signal_run(const struct exec_run *run, int signal_number, struct err *err)
{
    if (run->child)
        return child_signal(run->child, signal_number, err);
    if (kill(run->pid, signal_number) == 0) /* its tether is open, so its pid is still its own */
        return 0;
    return err_set(err, ERR_NOT_FOUND, "the supervisor has ended");
}

/* Its descriptor comes first: the callback below may end, cancel or start other runs. */
static void supervisor_lives(struct exec_run *run, const struct exec_hello *hello, int pidfd)
{
    struct exec *exec = run->exec;
    struct ident id = run->id;
    struct err gone; /* it ended in this moment: EXEC_ENDED follows */
    if (pidfd < 0)
        pidfd = (int)syscall(SYS_pidfd_open, hello->pid, 0);
    run->pid = hello->pid;
    run->is_started = true;
    if (pidfd >= 0) {
        run->child = child_watch(exec->loop, pidfd, supervisor_ended, run);
        loop_fd_close(take(run->tether));
    }
    if (run->cancel_signal != 0)
        (void)signal_run(run, run->cancel_signal, &gone);
    exec->on_event(exec->ctx, &id, EXEC_STARTED);
}

static void tether_ready(void *ctx)
{
    struct exec_run *run = ctx;
    struct exec_hello hello;
    int fds[FD_PASS_MAX];
    size_t count = FD_PASS_MAX;
    ssize_t size = fd_receive(run->tether_fd, &hello, sizeof(hello), fds, &count, MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    for (size_t i = 1; i < count; i++)
        (void)close(fds[i]); /* nobody sends more than one */
    int pidfd = count > 0 ? fds[0] : -1;
    if (size == (ssize_t)sizeof(hello) && !run->is_started) {
        supervisor_lives(run, &hello, pidfd);
        return;
    }
    scope_close(&pidfd);
    end_run(run, run->is_started ? EXEC_ENDED : EXEC_NOT_STARTED);
}

/* The launcher */

static void watch_launcher(struct exec *exec, int socket);

static void spawned_ended(void *ctx)
{
    struct exec *exec = ctx;
    child_free(take(exec->spawned));
    (void)waitpid(exec->spawned_pid, NULL, WNOHANG); /* only to bury it */
}

static void relaunch(void *ctx)
{
    struct exec *exec = ctx;
    struct err err; /* tried again after a rest; exec_start answers ERR_BUSY until then */
    pid_t pid = 0;
    int socket = exec_launch_spawn(&pid, &err);
    if (socket < 0) {
        loop_timer_arm(exec->relaunch, LAUNCHER_REST_MS);
        return;
    }
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd >= 0 && !exec->spawned) {
        exec->spawned_pid = pid;
        exec->spawned = child_watch(exec->loop, pidfd, spawned_ended, exec);
    } else {
        scope_close(&pidfd); /* a dead one stays a zombie: no more harm than that */
    }
    watch_launcher(exec, socket);
    exec->launched_at_ms = clock_boot_ms();
}

/* It never says anything: readable means end of file. */
static void launcher_ended(void *ctx)
{
    struct exec *exec = ctx;
    loop_fd_close(take(exec->launcher));
    exec->launcher_fd = -1;
    int64_t age_ms = clock_boot_ms() - exec->launched_at_ms;
    loop_timer_arm(exec->relaunch, age_ms < LAUNCHER_REST_MS ? LAUNCHER_REST_MS : 0);
}

static void watch_launcher(struct exec *exec, int socket)
{
    exec->launcher_fd = socket;
    exec->launcher = loop_fd_watch(exec->loop, socket, launcher_ended, exec);
}

bool exec_has_launcher(const struct exec *exec)
{
    return exec->launcher != NULL;
}

struct exec *exec_create(struct loop *loop, int launcher, exec_event_cb on_event, void *ctx,
                         struct err *err)
{
    if (fcntl(launcher, F_SETFD, FD_CLOEXEC) < 0) {
        (void)err_errno(err, "the launcher's socket %d is none", launcher);
        return NULL;
    }
    struct exec *exec = xcalloc(1, sizeof(*exec));
    exec->loop = loop;
    exec->on_event = on_event;
    exec->ctx = ctx;
    list_init(&exec->runs);
    exec->relaunch = loop_timer_create(loop, relaunch, exec);
    watch_launcher(exec, launcher);
    return exec;
}

void exec_free(struct exec *exec)
{
    if (!exec)
        return;
    list_for_each (node, &exec->runs) {
        free_run(list_entry(node, struct exec_run, node));
    }
    loop_fd_close(exec->launcher);
    loop_timer_free(exec->relaunch);
    child_free(exec->spawned);
    free(exec);
}

/* Runs */

/* Errors: ERR_BUSY. The launcher's end is closed here on every path: only its copy may keep it
 * open. */
static int ask_launcher(const struct exec *exec, const struct exec_request *request, int tether,
                        struct err *err)
{
    const int fds[EXEC_FD_COUNT] = {[EXEC_FD_PROJECT] = request->project,
                                    [EXEC_FD_VAR] = request->var,
                                    [EXEC_FD_RUN] = request->run,
                                    [EXEC_FD_LOGS] = request->logs,
                                    [EXEC_FD_TETHER] = tether};
    int result = fd_send(exec->launcher_fd, request->plan, request->plan_size, fds, EXEC_FD_COUNT,
                         MSG_DONTWAIT);
    if (result < 0 && errno == EMSGSIZE)
        result = err_set(err, ERR_TOO_LARGE,
                         "a plan of %zu bytes is too large for the launcher's socket",
                         request->plan_size);
    else if (result < 0)
        result = err_set(err, ERR_BUSY, "the launcher cannot take a request now");
    (void)close(tether);
    return result;
}

int exec_start(struct exec *exec, const struct exec_request *request, struct err *err)
{
    int ends[2];
    if (request->plan_size == 0 || request->plan_size > EXEC_PLAN_MAX)
        return err_set(err, ERR_TOO_LARGE, "a plan of %zu bytes: at most %d", request->plan_size,
                       EXEC_PLAN_MAX);
    if (find_run(exec, &request->id))
        return err_set(err, ERR_CONFLICT, "this run is being kept already");
    if (!exec->launcher)
        return err_set(err, ERR_BUSY, "the launcher is being replaced");
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return err_set(err, ERR_BUSY, "cannot make a socket for the supervisor");
    if (ask_launcher(exec, request, ends[1], err) < 0) {
        (void)close(ends[0]);
        return -1;
    }
    struct exec_run *run = add_run(exec, &request->id);
    run->tether_fd = ends[0];
    run->tether = loop_fd_watch(exec->loop, ends[0], tether_ready, run);
    return 0;
}

int exec_adopt(struct exec *exec, const struct ident *id, pid_t pid, int run_fd, struct err *err)
{
    pid_t now = 0;
    if (find_run(exec, id))
        return err_set(err, ERR_CONFLICT, "this run is being kept already");
    auto_fd int pidfd = pid > 0 ? (int)syscall(SYS_pidfd_open, pid, 0) : -1;
    if (pidfd < 0 && pid > 0 && errno != ESRCH)
        return err_errno(err, "cannot watch supervisor %d", (int)pid);
    /* looked at again with the pidfd in hand: a lock that PID still has says that it is this PID */
    if (pidfd < 0 || exec_live_look(run_fd, &now) != EXEC_LIVE_ALIVE || now != pid)
        return err_set(err, ERR_NOT_FOUND, "supervisor %d has ended", (int)pid);
    struct exec_run *run = add_run(exec, id);
    run->pid = pid;
    run->is_started = true;
    run->child = child_watch(exec->loop, take_fd(&pidfd), supervisor_ended, run);
    return 0;
}

int exec_cancel(struct exec *exec, const struct ident *id, bool is_hard, struct err *err)
{
    struct exec_run *run = find_run(exec, id);
    int signal_number = is_hard ? SIGQUIT : SIGTERM;
    if (!run)
        return err_set(err, ERR_NOT_FOUND, "no such run lives here");
    if (run->is_started)
        return signal_run(run, signal_number, err);
    if (is_hard || run->cancel_signal == 0)
        run->cancel_signal = signal_number;
    return 0;
}

size_t exec_count(const struct exec *exec)
{
    size_t count = 0;
    list_for_each (node, &exec->runs)
        count++;
    return count;
}

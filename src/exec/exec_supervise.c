#include "exec/exec_supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "exec/exec_keeper.h"
#include "exec/exec_result.h"
#include "sandbox/sandbox_probe.h"

/* One process keeps one run:
 *
 *   take `live`, hello to the server, "began" ─▶ start ─▶ poll ─▶ end of the tree ─▶ result.json
 *
 * One poll(2) waits for everything: the two pipes, the reports of the namespace's first process,
 * a signalfd (SIGCHLD, and the orders to cancel) and one timerfd with the next deadline. Nothing
 * happens in signal handlers, so nothing is ever interrupted half-way. Whatever the script starts,
 * however it detaches, can be found, signalled and waited for: by that first process, or, where
 * there is no namespace, by us, who are child subreaper. The result is written only when no
 * descendant is left: a finished run uses nothing.
 *
 * What cannot be helped without namespaces: a script of the same user may kill its supervisor. Then
 * the kernel ends the script (parent death signal) and frees the lock, and the server records the
 * run as lost. */

#define NAME      "pirun-run"
#define REST_MS   1000 /* quiet for that long: the output buffer's memory is given back */
#define US_PER_S  1000000
#define US_PER_MS 1000

enum watched {
    WATCH_SIGNALS,
    WATCH_REPORT,
    WATCH_OUT,
    WATCH_ERR,
    WATCH_TIMER,
    WATCH_COUNT
};

/* The process */

static void ignore_signal(int number)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(number, &ignore, NULL); /* cannot fail for these signals */
}

static int open_signals(void)
{
    const int wanted[] = {SIGCHLD, SIGTERM, SIGINT, SIGUSR1, SIGQUIT};
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigset_t set;
    (void)sigemptyset(&set); /* cannot fail, nor can the next two */
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
        (void)sigaddset(&set, wanted[i]);
        (void)sigaction(wanted[i], &plain,
                        NULL); /* an ignored SIGCHLD would reap behind our back */
    }
    if (pthread_sigmask(SIG_SETMASK, &set, NULL) != 0)
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* Descriptors 0, 1, 2 must be something, or a pipe of the script would get their place. */
static void fill_stdio(void)
{
    int fd;
    do {
        fd = open("/dev/null", O_RDWR); /* NOLINT(android-cloexec-open): as stdio it is inherited */
    } while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        (void)close(fd);
}

static int prepare_process(struct exec_keeper *keeper)
{
    (void)prctl(PR_SET_NAME, NAME, 0, 0, 0); /* only for people who look at ps */
    fill_stdio();
    ignore_signal(SIGPIPE);
    ignore_signal(SIGXFSZ); /* a limit that the server was started with: the write fails instead */
    ignore_signal(SIGHUP);
    keeper->signals = open_signals();
    keeper->timer = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    return keeper->signals < 0 || keeper->timer < 0 ? -1 : 0;
}

static void release_keeper(struct exec_keeper *keeper)
{
    exec_script_release(&keeper->script);
    exec_io_release(&keeper->io);
    run_result_release(&keeper->result);
    free(take(keeper->artifacts));
    exec_cgroup_close(&keeper->cgroup);
    scope_close(&keeper->signals);
    scope_close(&keeper->timer);
    scope_close(&keeper->environment);
    scope_close(&keeper->tree);
    scope_close(&keeper->fds->project);
    scope_close(&keeper->fds->var);
    scope_close(&keeper->fds->run);
    scope_close(&keeper->fds->logs);
    scope_close(&keeper->fds->tether);
    scope_close(&keeper->live); /* last: from here on the run is over for everybody */
}

/* Beginning */

static int say_hello(const struct exec_keeper *keeper)
{
    if (keeper->fds->tether < 0)
        return 0;
    struct exec_hello hello = {.pid = getpid()};
    auto_fd int pidfd = (int)syscall(SYS_pidfd_open, getpid(), 0);
    return fd_send(keeper->fds->tether, &hello, sizeof(hello), &pidfd, pidfd >= 0 ? 1 : 0,
                   MSG_DONTWAIT);
}

/* The order of these is the promise of exec_supervise.h. A failure leaves `live` without
 * "began". */
static int begin(struct exec_keeper *keeper)
{
    struct err err; /* nobody could read it: the server sees the end of the tether */
    keeper->live = exec_live_take(keeper->fds->run, &err);
    if (keeper->live < 0 || say_hello(keeper) < 0)
        return -1;
    return exec_live_begin(keeper->live, &err);
}

static int create_output(struct exec_keeper *keeper)
{
    char name[IDENT_TEXT_SIZE + sizeof(".log")];
    char id[IDENT_TEXT_SIZE];
    ident_format(&keeper->plan->id, id);
    (void)snprintf(name, sizeof(name), "%s.log", id); /* fits */
    for (int tries = 0; !keeper->output && tries < 2; tries++) {
        keeper->output =
            output_create(keeper->fds->logs, name, keeper->fds->run, keeper->plan->output_bytes_max,
                          keeper->result.started_at_us, &keeper->failure);
        if (!keeper->output && keeper->failure.code == ERR_NO_SPACE)
            exec_result_free_reserve(keeper->fds->var);
    }
    return keeper->output ? 0 : err_prefix(&keeper->failure, "output");
}

/* What others may collect when nobody uses it. */
static int hold_places(struct exec_keeper *keeper)
{
    const struct exec_plan *plan = keeper->plan;
    struct err *err = &keeper->failure;
    if (plan->environment)
        keeper->environment = exec_place_hold(keeper->fds->var, plan->environment,
                                              "run 'pirun env sync' and submit again", err);
    if (plan->tree && (!plan->environment || keeper->environment >= 0))
        keeper->tree = exec_place_hold(keeper->fds->var, plan->tree, "submit it again", err);
    bool has_all =
        (!plan->environment || keeper->environment >= 0) && (!plan->tree || keeper->tree >= 0);
    return has_all ? 0 : -1;
}

static void start_watch(struct exec_keeper *keeper)
{
    const struct sandbox_spec spec = {.limits = keeper->plan->limits,
                                      .project_fd = keeper->fds->project,
                                      .artifacts = keeper->artifacts};
    sandbox_watch_init(&keeper->watch, &spec, exec_family_root(&keeper->family),
                       keeper->result.started_at_us);
    keeper->watch.has_cgroup = (keeper->confine.parts & SANDBOX_PART_MEMORY_CGROUP) != 0;
    keeper->look_us = clock_boot_us() + keeper->watch.pause_ms * US_PER_MS;
}

/* On failure nothing runs, and the keeper's failure says why. */
static int start_script(struct exec_keeper *keeper)
{
    struct exec_plan *plan = keeper->plan;
    struct err *err = &keeper->failure;
    keeper->result.started_at_us = clock_wall_us();
    keeper->start_us = clock_boot_us();
    exec_cgroup_open(&keeper->cgroup, plan);
    exec_place_look(keeper->fds->project, &keeper->trusted);
    if (create_output(keeper) < 0 ||
        exec_io_init(&keeper->io, keeper->output, keeper->start_us, err) < 0 ||
        sandbox_prepare(err) < 0 || hold_places(keeper) < 0 ||
        exec_script_start(plan, keeper->fds->project, &keeper->confine, &keeper->script, err) < 0)
        return -1;
    exec_plan_drop_words(plan);
    (void)malloc_trim(0); /* inline code and stdin may be the larger part of this process */
    exec_stop_init(&keeper->stop, exec_family_root(&keeper->family), plan->timeout_ms,
                   plan->grace_ms);
    start_watch(keeper);
    return 0;
}

/* Watching */

/* Wait for all that has ended. */
static void reap(struct exec_keeper *keeper)
{
    bool had_ended = keeper->family.has_ended;
    (void)exec_family_reap(&keeper->family);
    if (keeper->family.has_ended && !had_ended)
        exec_stop_drain(&keeper->stop);
}

static void take_signals(struct exec_keeper *keeper)
{
    struct signalfd_siginfo info;
    bool is_cancelled = false;
    bool is_hard = false;
    while (read(keeper->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
        if (info.ssi_signo == SIGUSR1 || info.ssi_signo == SIGQUIT)
            is_hard = true;
        else if (info.ssi_signo != SIGCHLD)
            is_cancelled = true;
    }
    reap(keeper); /* first: an order comes too late for a script that has ended */
    if (is_cancelled || is_hard)
        exec_stop_order(&keeper->stop, RUN_CANCELLED, is_hard);
}

/* Does the run use more than it may? */
static void look(struct exec_keeper *keeper)
{
    if (keeper->look_us == 0 || clock_boot_us() < keeper->look_us)
        return;
    /* a limit that was lost once and set again does not count what was there before */
    keeper->watch.has_cgroup =
        keeper->watch.has_cgroup && exec_cgroup_bounds_memory(&keeper->cgroup);
    enum sandbox_excess excess =
        sandbox_watch_look(&keeper->watch, exec_place_is_alone(keeper->fds->var));
    keeper->look_us = clock_boot_us() + keeper->watch.pause_ms * US_PER_MS;
    if (excess == SANDBOX_EXCESS_NONE || keeper->stop.stage != EXEC_STAGE_RUN)
        return;
    exec_limit_explain(&keeper->watch, excess, keeper->excess, sizeof(keeper->excess));
    exec_stop_order(&keeper->stop, excess == SANDBOX_EXCESS_MEMORY ? RUN_MEMORY : RUN_DISK, true);
    keeper->look_us = 0;
}

static void take_timer(struct exec_keeper *keeper)
{
    uint64_t count = 0;
    (void)!read(keeper->timer, &count, sizeof(count)); /* only to make it quiet */
    reap(keeper);
    if (!keeper->family.has_ended)
        look(keeper);
    if (keeper->stop.deadline_us != 0 && clock_boot_us() >= keeper->stop.deadline_us)
        exec_stop_due(&keeper->stop);
}

static void arm_timer(struct exec_keeper *keeper)
{
    int64_t at_us = keeper->stop.deadline_us;
    if (keeper->look_us != 0 && !keeper->family.has_ended &&
        (at_us == 0 || keeper->look_us < at_us))
        at_us = keeper->look_us;
    if (at_us == keeper->armed_us)
        return;
    struct itimerspec when = {.it_value = {.tv_sec = (time_t)(at_us / US_PER_S),
                                           .tv_nsec = (long)(at_us % US_PER_S) * 1000}};
    (void)timerfd_settime(keeper->timer, TFD_TIMER_ABSTIME, &when, NULL); /* the values are valid */
    keeper->armed_us = at_us;
}

static bool is_over(const struct exec_keeper *keeper)
{
    return keeper->stop.stage == EXEC_STAGE_OVER ||
           (keeper->family.has_ended && keeper->script.out < 0 && keeper->script.err < 0);
}

static void watch(struct exec_keeper *keeper)
{
    while (!is_over(keeper)) {
        struct pollfd fds[WATCH_COUNT] = {
            [WATCH_SIGNALS] = {.fd = keeper->signals, .events = POLLIN},
            [WATCH_REPORT] = {.fd = keeper->script.child.report, .events = POLLIN},
            [WATCH_OUT] = {.fd = keeper->script.out, .events = POLLIN},
            [WATCH_ERR] = {.fd = keeper->script.err, .events = POLLIN},
            [WATCH_TIMER] = {.fd = keeper->timer, .events = POLLIN},
        };
        arm_timer(keeper);
        int ready = poll(fds, WATCH_COUNT, 0);
        if (ready == 0) {
            exec_io_flush(&keeper->io); /* the script pauses: who follows it sees all there is */
            ready = poll(fds, WATCH_COUNT, keeper->io.is_used ? REST_MS : -1);
        }
        if (ready == 0)
            exec_io_rest(&keeper->io);
        if (ready <= 0)
            continue;
        if (fds[WATCH_REPORT].revents)
            reap(keeper);
        if (fds[WATCH_OUT].revents)
            exec_io_read(&keeper->io, &keeper->script.out, OUTPUT_STDOUT);
        if (fds[WATCH_ERR].revents)
            exec_io_read(&keeper->io, &keeper->script.err, OUTPUT_STDERR);
        if (fds[WATCH_SIGNALS].revents)
            take_signals(keeper);
        if (fds[WATCH_TIMER].revents)
            take_timer(keeper);
    }
}

static int keep(struct exec_keeper *keeper)
{
    if (prepare_process(keeper) < 0 || begin(keeper) < 0)
        return -1;
    if (start_script(keeper) == 0)
        watch(keeper);
    else
        keeper->has_failed = true;
    return exec_keeper_finish(keeper);
}

int exec_supervise(struct exec_plan *plan, struct exec_supervise_fds *fds)
{
    struct exec_keeper keeper = {.plan = plan,
                                 .fds = fds,
                                 .live = -1,
                                 .signals = -1,
                                 .timer = -1,
                                 .environment = -1,
                                 .tree = -1};
    keeper.script = EXEC_SCRIPT_NONE;
    keeper.family.child = &keeper.script.child;
    keeper.confine.cgroup = &keeper.cgroup;
    keeper.cgroup.base = -1;
    keeper.cgroup.fd = -1;
    keeper.artifacts = exec_plan_place(plan, EXEC_PLACE_ARTIFACTS);
    int result = keep(&keeper);
    release_keeper(&keeper);
    return result == 0 ? 0 : 1;
}

/* `pirun supervise FILE` */

static int open_run(const struct exec_plan *plan, struct exec_supervise_fds *fds, struct err *err)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&plan->id, id);
    fds->project = open(plan->project_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fds->project < 0)
        return err_errno(err, "cannot open project '%s'", plan->project_path);
    fds->var = fd_make_dir(fds->project, "var", 0700, err);
    if (fds->var < 0)
        return -1;
    fds->logs = fd_make_dir(fds->var, "logs", 0700, err);
    auto_fd int runs = fd_make_dir(fds->var, "runs", 0700, err);
    if (fds->logs < 0 || runs < 0)
        return -1;
    fds->run = fd_make_dir(runs, id, 0700, err);
    return fds->run < 0 ? -1 : 0;
}

/* The plan may come from another machine: what this one gives is found out here. */
static int find_box(struct exec_plan *plan, const struct exec_supervise_fds *fds, struct err *err)
{
    struct sandbox_probe probe;
    char why[SANDBOX_PROBE_WHY];
    if (plan->boxless || plan->level < SANDBOX_LEVEL_NAMESPACES)
        return 0;
    if (sandbox_probe(plan->project_path, fds->project, plan->level, &probe, err) < 0)
        return -1;
    if (sandbox_probe_is_boxless(&probe, why))
        plan->boxless = xstrdup(why);
    return 0;
}

int exec_supervise_file(const char *path, struct err *err)
{
    auto_plan struct exec_plan plan = {0};
    auto_buf struct buf text;
    buf_init(&text, EXEC_PLAN_MAX);
    if (fd_read_file(AT_FDCWD, path, &text, err) < 0 ||
        exec_plan_parse(buf_text(&text), text.size, &plan, err) < 0)
        return -1;
    buf_release(&text);
    struct exec_supervise_fds fds = {-1, -1, -1, -1, -1};
    if (open_run(&plan, &fds, err) == 0 && find_box(&plan, &fds, err) == 0)
        return exec_supervise(&plan, &fds);
    scope_close(&fds.project);
    scope_close(&fds.var);
    scope_close(&fds.run);
    scope_close(&fds.logs);
    return -1;
}

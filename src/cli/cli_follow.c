/* Following is looking again whenever the bell rings. Each turn arms what can be watched by now,
 * then looks at the state and the output, then waits: what happens between looking and waiting
 * has rung already.
 *
 *     spool/ → queue/ → active/ + runs/<id>/ → result.json        the way of the run
 *              ack/<id>.json                                      the answer, when it was refused
 *              logs/<id>.log                                      grows while it runs
 *
 * `pirun run` also makes sure that somebody carries the job: the server while there is one, a
 * `pirun __drain ID` of our own else. Both are watched by pidfd, so a server that dies in the
 * middle is replaced. */
#include "cli/cli_follow.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_id.h"
#include "cli/cli_order.h"
#include "cli/cli_say.h"
#include "cli/cli_watch.h"
#include "cli/cli_why.h"
#include "exec/exec_supervise.h"

#define DRAINS_MAX  3    /* drains of our own that may end without the run being over */
#define EXPLAIN_MS  1000 /* a run that waits longer gets a word about why */
#define CHANGE_MASK (IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CLOSE_WRITE)

struct follow {
    struct cli_project *project;
    const struct cli_follow_options *options;
    struct ident id;
    char text[IDENT_TEXT_SIZE];
    struct cli_printer printer;
    struct run run;
    int attempt; /* whose output is being printed; 0: none yet */
    struct cli_watch watch;
    /* numbers of runs/<id>/, its output.idx and logs/<id>.log; -1: not there yet */
    int run_watch, index_watch, log_watch;
    int signals; /* signalfd; -1: signals do what they always do */
    sigset_t old_signals;
    int keeper;  /* pidfd of who carries the job; -1: nobody known */
    pid_t drain; /* our own; 0: none */
    int drain_count;
    int interrupt_count;
    bool is_state_old, is_output_old, is_explained, is_over;
};

static void event_came(void *ctx, int number, const char *name)
{
    struct follow *follow = ctx;
    bool is_about_us = strncmp(name, follow->text, IDENT_TEXT_SIZE - 1) == 0;
    if (number < 0 || number == follow->log_watch || number == follow->index_watch)
        follow->is_output_old = true;
    if (number < 0 || number == follow->run_watch || is_about_us)
        follow->is_state_old = true;
}

static int watch_var(struct follow *follow, const char *name)
{
    auto_free char *path = cli_project_var(follow->project, name);
    return cli_watch_add(&follow->watch, path, CHANGE_MASK);
}

static void watch_stages(struct follow *follow)
{
    static const char *const stages[] = {"spool", "queue", "active", "runs", "ack"};
    for (size_t i = 0; i < ARRAY_LEN(stages); i++)
        (void)watch_var(follow, stages[i]); /* what cannot be watched is polled */
}

/* The run's own files appear on the way; watching the same one again is harmless. */
static void watch_run(struct follow *follow)
{
    auto_free char *run = xasprintf("%s/var/runs/%s", follow->project->path, follow->text);
    auto_free char *log = xasprintf("%s/var/logs/%s.log", follow->project->path, follow->text);
    follow->run_watch = cli_watch_add(&follow->watch, run, CHANGE_MASK);
    if (follow->options->is_silent)
        return;
    auto_free char *index = xasprintf("%s/output.idx", run);
    follow->log_watch = cli_watch_add(&follow->watch, log, IN_MODIFY);
    follow->index_watch = cli_watch_add(&follow->watch, index, IN_MODIFY);
}

static void set_id(struct follow *follow, const struct ident *id)
{
    follow->id = *id;
    ident_format(id, follow->text);
    follow->is_state_old = true;
    follow->is_output_old = true;
}

static int fail_refused(const struct follow *follow, const struct json *receipt, struct err *err)
{
    const char *text = json_get_string(receipt, "text");
    const char *cure = json_get_string(receipt, "cure");
    const char *code = json_get_string(receipt, "code");
    return err_set(err, ERR_INVALID, "job '%.8s…' was refused (%s): %s%s%s", follow->text,
                   code ? code : "?", text ? text : "no reason was given", cure ? "; " : "",
                   cure ? cure : "");
}

/* The job is nowhere: the receipt tells why. Answers 1 when it is to be looked for again later. */
static int look_at_receipt(struct follow *follow, struct err *err)
{
    struct ident other;
    struct err none_yet;
    auto_json struct json *receipt = cli_order_receipt(follow->project, follow->text, 0, &none_yet);
    const char *twin = json_get_string(receipt, "duplicate_of");
    if (!receipt)
        return 1;
    if (twin && ident_parse(twin, strlen(twin), &other)) {
        cli_say("this job was submitted before: following run '%s'", twin);
        set_id(follow, &other);
        return 1;
    }
    if (json_get_bool(receipt, "accepted", false) &&
        cli_id_read(follow->project, &follow->id, &follow->run, err) == 0)
        return 0; /* it had only moved on while we looked */
    if (json_get_bool(receipt, "accepted", false))
        return err_set(err, ERR_NOT_FOUND, "run '%s' is no longer kept", follow->text);
    return fail_refused(follow, receipt, err);
}

/* Load the record. A file that moves on while we look can be missed once. Answers 1 when there is
 * none now. */
static int load(struct follow *follow, struct err *err)
{
    for (int i = 0; i < 2; i++) {
        run_release(&follow->run);
        if (cli_id_read(follow->project, &follow->id, &follow->run, err) == 0)
            return 0;
        if (err->code != ERR_NOT_FOUND)
            return -1;
    }
    return look_at_receipt(follow, err);
}

/* The supervisor is gone, no result came, and nobody is there to record that. */
static int check_lost(struct follow *follow, struct err *err)
{
    struct err gone;
    pid_t pid = 0;
    if (follow->run.state != RUN_RUNNING || follow->options->is_driving)
        return 0;
    auto_fd int dirfd = fd_open_dir(follow->project->spool.dirs.runs, follow->text, &gone);
    if (dirfd < 0 || exec_live_look(dirfd, &pid) != EXEC_LIVE_OVER ||
        spool_is_locked(&follow->project->spool, NULL, NULL))
        return 0;
    if (load(follow, err) < 0)
        return -1;
    if (follow->run.state != RUN_RUNNING)
        return 0;
    return err_set(
        err, ERR_INTERNAL,
        "the supervisor of run '%s' died: the next start of the server records it as lost",
        follow->text);
}

/* Print the rest of an attempt that is over: its files have other names by now, but what is open
 * stays open. */
static int finish_attempt(struct follow *follow, struct err *err)
{
    struct err gone; /* it never wrote, or was not kept: nothing to print */
    if (!follow->printer.reader)
        (void)cli_printer_open(&follow->printer, follow->project, &follow->id, follow->attempt,
                               &gone);
    return cli_printer_finish(&follow->printer, err);
}

static int print_output(struct follow *follow, struct err *err)
{
    struct err none_yet;
    if (follow->options->is_silent || follow->run.attempt == 0)
        return 0;
    if (follow->attempt == 0)
        follow->attempt = follow->options->has_all_attempts ? 1 : follow->run.attempt;
    while (follow->attempt < follow->run.attempt) {
        if (finish_attempt(follow, err) < 0)
            return -1;
        follow->attempt++;
        cli_say("attempt %d begins", follow->attempt);
    }
    if (!follow->printer.reader &&
        cli_printer_open(&follow->printer, follow->project, &follow->id, 0, &none_yet) < 0)
        return none_yet.code == ERR_NOT_FOUND ? 0
                                              : err_set(err, none_yet.code, "%s", none_yet.text);
    return cli_printer_copy(&follow->printer, err);
}

static int look_at_state(struct follow *follow, struct err *err)
{
    int loaded = load(follow, err);
    if (loaded != 0)
        return loaded < 0 ? -1 : 0;
    if (check_lost(follow, err) < 0)
        return -1;
    follow->is_over = run_has_ended(follow->run.state);
    return 0;
}

static int look(struct follow *follow, struct err *err)
{
    bool is_state_old = follow->is_state_old;
    bool is_output_old = follow->is_output_old || is_state_old;
    follow->is_state_old = false;
    follow->is_output_old = false;
    if (is_state_old) {
        watch_run(follow);
        if (look_at_state(follow, err) < 0)
            return -1;
    }
    return is_output_old ? print_output(follow, err) : 0;
}

static int start_drain(struct follow *follow, struct err *err)
{
    char *argv[] = {follow->project->program_argv[0],
                    (char[]){"-C"},
                    follow->project->path,
                    (char[]){"__drain"},
                    follow->text,
                    NULL};
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t none;
    if (follow->drain_count++ >= DRAINS_MAX)
        return err_set(err, ERR_INTERNAL, "run '%s' could not be carried out without a server",
                       follow->text);
    (void)sigemptyset(&none);
    (void)posix_spawnattr_init(&attributes); /* these only fill structs of ours */
    (void)posix_spawnattr_setsigmask(&attributes, &none);
    /* its own session: a Ctrl-C at the terminal is ours to hear */
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    int failed =
        posix_spawn(&follow->drain, "/proc/self/exe", &actions, &attributes, argv, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    (void)posix_spawnattr_destroy(&attributes);
    if (failed) {
        follow->drain = 0;
        return err_set(err, ERR_INTERNAL, "cannot start '/proc/self/exe' (errno %d)", failed);
    }
    follow->keeper = pidfd_open(follow->drain, 0);
    return 0;
}

/* See to it that somebody carries the job. */
static int find_keeper(struct follow *follow, struct err *err)
{
    int pid = 0;
    if (!follow->options->is_driving || follow->keeper >= 0 || follow->is_over)
        return 0;
    if (!spool_is_locked(&follow->project->spool, &pid, NULL))
        return start_drain(follow, err);
    if (pid > 0)
        follow->keeper =
            pidfd_open(pid, 0); /* -1: it has just gone, or is out of sight; looks again */
    return 0;
}

static void keeper_ended(struct follow *follow)
{
    int status = 0;
    (void)close(follow->keeper);
    follow->keeper = -1;
    if (follow->drain > 0 && waitpid(follow->drain, &status, 0) == follow->drain) {
        follow->drain = 0;
        /* somebody else was quicker and carries jobs now: that was no try of ours */
        if (WIFEXITED(status) && WEXITSTATUS(status) == err_exit(ERR_BUSY))
            follow->drain_count--;
    }
    follow->is_state_old = true;
}

static void interrupted(struct follow *follow)
{
    struct signalfd_siginfo info;
    struct ident order;
    struct err err;
    if (read(follow->signals, &info, sizeof(info)) != (ssize_t)sizeof(info))
        return;
    if (++follow->interrupt_count > 1)
        return;
    const struct cli_order cancel = {.op = JOB_OP_CANCEL, .target = &follow->id};
    if (cli_order_submit(follow->project, &cancel, &order, &err) < 0)
        cli_say("cannot cancel: %s; Ctrl-C again leaves the run to itself", err.text);
    else
        cli_say("cancelling run '%s'; Ctrl-C again leaves it to itself", follow->text);
}

static void explain(struct follow *follow)
{
    char text[240];
    follow->is_explained = true;
    if (follow->run.state != RUN_QUEUED)
        return;
    cli_why_fill(follow->project, &follow->run);
    run_describe(&follow->run, text, sizeof(text));
    cli_say("%s", text);
}

static void wait_for_change(struct follow *follow)
{
    struct pollfd ready[] = {{.fd = follow->watch.fd, .events = POLLIN},
                             {.fd = follow->signals, .events = POLLIN},
                             {.fd = follow->keeper, .events = POLLIN}};
    bool has_lost_keeper = follow->options->is_driving && follow->keeper < 0;
    bool is_polling = follow->watch.is_polling || has_lost_keeper;
    bool may_explain = !follow->is_explained && follow->run.state == RUN_QUEUED && cli_is_watched();
    int most_ms = is_polling ? CLI_WATCH_POLL_MS : may_explain ? EXPLAIN_MS : -1;
    int count = poll(ready, ARRAY_LEN(ready), most_ms);
    if (count == 0 && may_explain)
        explain(follow);
    if (count == 0) {
        follow->is_state_old = true;
        follow->is_output_old = true;
        return;
    }
    if (count < 0)
        return;
    cli_watch_read(&follow->watch, event_came, follow);
    if (ready[1].revents)
        interrupted(follow);
    if (ready[2].revents)
        keeper_ended(follow);
}

/* Arm first, then look again: nothing can happen unseen in between. */
static void start_watching(struct follow *follow)
{
    cli_watch_init(&follow->watch);
    watch_stages(follow);
    follow->is_state_old = true;
    follow->is_output_old = true;
}

static int follow_to_end(struct follow *follow, struct err *err)
{
    /* what is over already needs no watch, and taking one down costs the kernel 10 ms */
    if (look(follow, err) < 0)
        return -1;
    if (!follow->is_over)
        start_watching(follow);
    while (!follow->is_over && follow->interrupt_count < 2) {
        if (look(follow, err) < 0 || find_keeper(follow, err) < 0)
            return -1;
        if (!follow->is_over)
            wait_for_change(follow);
    }
    return follow->is_over ? cli_printer_finish(&follow->printer, err) : 0;
}

static void start(struct follow *follow)
{
    sigset_t signals;
    cli_printer_init(&follow->printer, &follow->options->print);
    follow->printer.options.is_live = true;
    run_init(&follow->run);
    if (!follow->options->is_guarding)
        return;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &signals, &follow->old_signals); /* cannot fail for these */
    follow->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void stop(struct follow *follow)
{
    bool is_left = follow->interrupt_count > 1;
    if (follow->drain > 0 && !is_left)
        (void)waitpid(follow->drain, NULL,
                      0); /* it records the end: the project is free when we answer */
    if (follow->keeper >= 0)
        (void)close(follow->keeper);
    if (follow->signals >= 0) {
        (void)close(follow->signals);
        (void)pthread_sigmask(SIG_SETMASK, &follow->old_signals, NULL);
    }
    cli_watch_release(&follow->watch);
    cli_printer_release(&follow->printer);
}

int cli_follow(struct cli_project *project, const struct ident *id,
               const struct cli_follow_options *options, struct run *out, enum cli_followed *how,
               struct err *err)
{
    struct follow follow = {.project = project,
                            .options = options,
                            .watch = {.fd = -1},
                            .run_watch = -1,
                            .index_watch = -1,
                            .log_watch = -1,
                            .signals = -1,
                            .keeper = -1};
    start(&follow);
    set_id(&follow, id);
    int result = follow_to_end(&follow, err);
    stop(&follow);
    *how = follow.is_over ? CLI_FOLLOWED : CLI_LEFT;
    *out = follow.run; /* moved: it is not released here */
    return result;
}

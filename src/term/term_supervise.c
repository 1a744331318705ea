#include "term/term_supervise.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/json.h"
#include "base/scope.h"
#include "exec/exec_place.h"
#include "term/term_keeper.h"
#include "term/term_place.h"

#define NAME       "pirun-term"
#define ANSWER_MAX 4096

struct place {
    struct ident id;
    int project, var, terms, own, environment;
};

static void release_place(struct place *place)
{
    scope_close(&place->project);
    scope_close(&place->var);
    scope_close(&place->terms);
    scope_close(&place->own);
    scope_close(&place->environment);
}

static int open_place(const char *project_path, struct place *place, struct err *err)
{
    char name[TERM_PLACE_NAME];
    place->project = open(project_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (place->project < 0)
        return err_errno(err, "cannot open the project '%s'", project_path);
    place->var = fd_open_dir(place->project, "var", err);
    if (place->var < 0)
        return -1;
    place->terms = term_place_open(place->var, err);
    if (place->terms < 0)
        return -1;
    term_place_name(&place->id, "", name);
    place->own = fd_make_dir(place->terms, name, 0700, err);
    return place->own < 0 ? -1 : 0;
}

static int read_plan(const struct place *place, struct term_plan *plan, struct err *err)
{
    char name[TERM_PLACE_NAME];
    auto_buf struct buf text;
    buf_init(&text, TERM_PLAN_MAX);
    term_place_name(&place->id, TERM_PLACE_PLAN, name);
    if (fd_read_file(place->terms, name, &text, err) < 0)
        return -1;
    return term_plan_parse(buf_text(&text), text.size, plan, err);
}

static int hold_environment(struct place *place, const struct term_plan *plan, struct err *err)
{
    if (!plan->exec.environment)
        return 0;
    place->environment = exec_place_hold(place->var, plan->exec.environment,
                                         "run 'pirun env sync' and try again", err);
    return place->environment < 0 ? -1 : 0;
}

/* What an ignored or blocked signal would hide from us. */
static int open_signals(void)
{
    const int wanted[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT};
    struct sigaction plain = {.sa_handler = SIG_DFL};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t set;
    (void)sigemptyset(&set); /* cannot fail, nor can the next ones for these signals */
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
        (void)sigaddset(&set, wanted[i]);
        (void)sigaction(wanted[i], &plain, NULL);
    }
    (void)sigaction(SIGPIPE, &ignore, NULL);
    if (pthread_sigmask(SIG_SETMASK, &set, NULL) != 0)
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int start(struct term_keeper *keeper, struct place *place, struct err *err)
{
    struct term_plan *plan = keeper->plan;
    keeper->signals = open_signals();
    if (keeper->signals < 0)
        return err_errno(err, "cannot wait for signals");
    if (hold_environment(place, plan, err) < 0 || sandbox_prepare(err) < 0)
        return -1;
    exec_cgroup_open(&keeper->cgroup, &plan->exec);
    if (term_shell_start(plan, place->project, &keeper->confine, &keeper->shell, err) < 0)
        return -1;
    keeper->listener = term_place_listen(place->terms, &place->id, err);
    return keeper->listener < 0 ? -1 : 0;
}

static void answer(const struct err *err)
{
    struct err ignored; /* then who asked sees the end without an answer */
    auto_buf struct buf text;
    buf_init(&text, ANSWER_MAX);
    auto_json struct json *json = json_object();
    if (err) {
        json_set_string(json, "error", err->text);
        json_set_string(json, "code", err_name(err->code));
    } else {
        json_set_bool(json, "ok", true);
    }
    json_print(json, false, &text);
    (void)fd_write_all(STDOUT_FILENO, text.data, text.size, &ignored);
}

/* Hold nothing that the starter waits for. */
static void let_go(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
        (void)dup2(null, fd);
    scope_close(&null);
}

static void keep(struct term_keeper *keeper, struct place *place)
{
    struct err err;
    exec_place_look(place->project, &keeper->trusted);
    if (start(keeper, place, &err) < 0) {
        answer(&err);
        return;
    }
    answer(NULL);
    let_go();
    term_keeper_live(keeper);
}

/* In the supervisor. */
static void live(struct place *place, struct term_plan *plan)
{
    struct term_keeper keeper = {.plan = plan,
                                 .project = place->project,
                                 .own = place->own,
                                 .listener = -1,
                                 .signals = -1,
                                 .shell = TERM_SHELL_NONE,
                                 .cgroup = {.base = -1, .fd = -1}};
    keeper.family.child = &keeper.shell.child;
    keeper.confine.cgroup = &keeper.cgroup;
    (void)prctl(PR_SET_NAME, NAME, 0, 0, 0); /* only for people who look at ps */
    (void)setsid();                          /* a forked child is no group leader: cannot fail */
    keep(&keeper, place);
    exec_cgroup_close(&keeper.cgroup);
    term_shell_release(&keeper.shell);
    scope_close(&keeper.signals);
    term_place_remove(place->terms, &place->id); /* before nobody answers at the socket any more */
    scope_close(&keeper.listener);
}

int term_supervise(const char *project_path, const char *id, struct err *err)
{
    auto_terminal struct term_plan plan = {0};
    struct place place __attribute__((cleanup(release_place))) = {{{0}}, -1, -1, -1, -1, -1};
    if (!ident_parse(id, strlen(id), &place.id))
        return err_set(err, ERR_INVALID, "'%.40s' is no terminal", id);
    if (open_place(project_path, &place, err) < 0 || read_plan(&place, &plan, err) < 0) {
        answer(err);
        return 1;
    }
    pid_t pid = fork(); /* so that nobody has to wait for the supervisor */
    if (pid < 0) {
        (void)err_errno(err, "cannot fork the terminal's supervisor");
        answer(err);
        return 1;
    }
    if (pid == 0)
        live(&place, &plan);
    return 0;
}

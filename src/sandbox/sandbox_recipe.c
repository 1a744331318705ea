/* The recipe, and why in this order.
 *
 * The box, in the first process of the new namespaces (none of it at the levels without):
 *
 *   keeper         nothing is done before the user namespace has its map
 *   session        a signal to "our group" or a terminal cannot reach the keeper any more
 *   host name      of the box
 *   loopback       of the box's network, so that a script may serve itself
 *   file system    what will be seen is opened first, by descriptor, then put into an empty root:
 *                  no path is walked that a script could have changed, and nothing else gets in
 *   proc           now, because only here it shows this namespace's processes
 *   root           the machine's root goes away, and ours becomes read-only
 *   user           rights end here, when nothing needs them any more: not root, seen from outside
 *   count          an own user namespace, where processes are counted for this run alone
 *   rights         no capability is left and none can be gained
 *   death signal   after the change of user, which would clear it
 *
 * Then it divides: the first process only waits for the others, the second goes on:
 *
 *   session        its own
 *   death signal, directory, user, rights: where there is no box
 *   signals        the keeper's mask and dispositions are its own business
 *   terminal       made by who will own it, in the own session, which it then controls
 *   cpus           which ones, and after the others
 *   no_new_privs   no execute gains rights, so what was given up stays given up
 *   landlock       which files and sockets may be reached at all
 *   file system    where there is no box: refuses the links in the project that a box refuses, too
 *   place          its working directory, as its user may reach it; behind landlock, whose rules
 *                  are made in the project itself
 *   limits         from here on nothing is opened any more, so no limit can break the recipe
 *   network        where there is no box: no sockets, by a filter
 *   seccomp        which system calls there are: last, as it forbids most of the above
 *   descriptors    only 0, 1, 2 go through the execute
 *
 * Each step only takes away. A step that fails ends the start, or, where its part is not needed, is
 * told to the keeper: a script never runs with less than its record says. */
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox_init.h"
#include "sandbox/sandbox_note.h"
#include "sandbox/sandbox_seccomp.h"
#include "sandbox/sandbox_work.h"

#define HOST_NAME      "pirun"
#define FIRST_UNWANTED 3   /* descriptors: behind stdin, stdout, stderr */
#define EXIT_FAILED    127 /* as shells say it; nobody reads it, the status pipe tells more */

#define ALWAYS     0U
#define NAMESPACES SANDBOX_PART_NAMESPACES

static bool has(const struct sandbox_work *work, unsigned part)
{
    return (work->parts & part) != 0;
}

static int await_keeper(struct sandbox_work *work)
{
    char byte;
    ssize_t got;
    do {
        got = read(work->go, &byte, 1);
    } while (got < 0 && errno == EINTR);
    if (got == 0)
        errno = ESRCH; /* the keeper is dead, or could not make our map */
    return got == 1 ? 0 : -1;
}

static int enter_session(struct sandbox_work *work)
{
    (void)work;
    return setsid() < 0 ? -1 : 0;
}

static int name_host(struct sandbox_work *work)
{
    (void)work;
    return sethostname(HOST_NAME, strlen(HOST_NAME));
}

static int raise_loopback(struct sandbox_work *work)
{
    if (!has(work, SANDBOX_PART_NET))
        return 0;
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
    auto_fd int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return fd < 0 ? -1 : ioctl(fd, SIOCSIFFLAGS, &request);
}

/* The keeper's end of `go` closes when it dies: asked after the signal was ordered, so that no
 * death goes unseen. */
static int die_with_keeper(struct sandbox_work *work)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0)
        return -1;
    struct pollfd go = {.fd = work->go, .events = POLLIN};
    if (poll(&go, 1, 0) == 0)
        return 0;
    errno = ESRCH;
    return -1;
}

static int reset_signals(struct sandbox_work *work)
{
    (void)work;
    struct sigaction plain = {.sa_handler = SIG_DFL};
    for (int i = 1; i < NSIG; i++)
        (void)sigaction(i, &plain,
                        NULL); /* fails for SIGKILL, SIGSTOP and libc's own: as it should */
    sigset_t none;
    (void)sigemptyset(&none); /* cannot fail */
    return pthread_sigmask(SIG_SETMASK, &none, NULL) == 0 ? 0 : -1;
}

static int enter_project(struct sandbox_work *work)
{
    return has(work, NAMESPACES) ? chdir(work->spec->project_path) : fchdir(work->spec->project_fd);
}

/* After Landlock, whose rules are about the project that we are in until now. */
static int enter_copy(struct sandbox_work *work)
{
    return work->spec->copy ? chdir(work->spec->copy) : 0;
}

static int refuse_privileges(struct sandbox_work *work)
{
    (void)work;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static int refuse_sockets(struct sandbox_work *work)
{
    (void)work;
    return sandbox_seccomp_load(1U << SANDBOX_FILTER_NETWORK);
}

static int filter_calls(struct sandbox_work *work)
{
    unsigned set = 1U << SANDBOX_FILTER_CORE | 1U << SANDBOX_FILTER_ARGS;
    if (!has(work, SANDBOX_PART_MEMORY_CGROUP)) /* nobody's memory: no watch could see it */
        set |= 1U << SANDBOX_FILTER_SHARED_MEMORY;
    return sandbox_seccomp_load(set);
}

/* Marked instead of closed: the pipe that reports a failed execute must live until the execute. */
static int close_descriptors(struct sandbox_work *work)
{
    (void)work;
    return close_range(FIRST_UNWANTED, ~0U, CLOSE_RANGE_CLOEXEC);
}

static int put_stdio(struct sandbox_work *work)
{
    const struct sandbox_program *program = work->program;
    if (program->terminal)
        return 0; /* later, as its user */
    if (dup2(program->in, STDIN_FILENO) < 0 || dup2(program->out, STDOUT_FILENO) < 0 ||
        dup2(program->err, STDERR_FILENO) < 0)
        return -1;
    return 0;
}

/* As a box does: what a link names has rules by its own name, by which a script could change what
 * stands there as `.git`. `.venv` is a link by right, and nobody trusts it. */
static int refuse_links(struct sandbox_work *work)
{
    static const char *const names[] = {".git", ".pirun.yaml", "var"};
    struct stat about;
    bool is_writable = work->spec->project == SANDBOX_PROJECT_WRITABLE;
    for (size_t i = 0; is_writable && i < ARRAY_LEN(names); i++) {
        if (fstatat(AT_FDCWD, names[i], &about, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISLNK(about.st_mode))
            continue;
        errno = ELOOP;
        return -1;
    }
    return 0;
}

struct step {
    const char *name;
    unsigned part;   /* ALWAYS: a failure ends the start at every level */
    bool is_boxless; /* only where there is no box that did it already */
    int (*run)(struct sandbox_work *work);
};

static const struct step box[] = {
    {"keeper", NAMESPACES, false, await_keeper},
    {"session", NAMESPACES, false, enter_session},
    {"host name", NAMESPACES, false, name_host},
    {"loopback", NAMESPACES, false, raise_loopback},
    {"file system", NAMESPACES, false, sandbox_root_make},
    {"proc", SANDBOX_PART_PROC, false, sandbox_root_proc},
    {"root", NAMESPACES, false, sandbox_root_enter},
    {"user", SANDBOX_PART_USER, false, sandbox_user_enter},
    {"count", SANDBOX_PART_COUNT_OWN, false, sandbox_user_count_own},
    {"rights", SANDBOX_PART_RIGHTS, false, sandbox_user_drop_rights},
    {"death signal", NAMESPACES, false, die_with_keeper},
};

static const struct step script[] = {
    {"stdio", ALWAYS, false, put_stdio},
    {"keeper", ALWAYS, true, await_keeper},
    {"session", ALWAYS, false, enter_session},
    {"signals", ALWAYS, false, reset_signals},
    {"directory", ALWAYS, false, enter_project},
    {"user", SANDBOX_PART_USER, true, sandbox_user_enter},
    {"rights", SANDBOX_PART_RIGHTS, true, sandbox_user_drop_rights},
    {"death signal", ALWAYS, true, die_with_keeper},
    {"terminal", ALWAYS, false, sandbox_terminal_open},
    {"cpus", ALWAYS, false, sandbox_limit_cpus},
    {"no_new_privs", SANDBOX_PART_PRIVILEGES, false, refuse_privileges},
    {"landlock", SANDBOX_PART_LANDLOCK, false, sandbox_landlock_enter},
    {"file system", SANDBOX_PART_LANDLOCK, true, refuse_links},
    {"place", ALWAYS, false, sandbox_terminal_enter},
    {"copy", ALWAYS, true, enter_copy},
    {"limits", ALWAYS, false, sandbox_limit_resources},
    {"network", SANDBOX_PART_NET, true, refuse_sockets},
    {"seccomp", SANDBOX_PART_SECCOMP, false, filter_calls},
    {"descriptors", ALWAYS, false, close_descriptors},
};

/* Namespaces are all or nothing: what was built half is thrown away with the process. Nobody
 * runs as root because a step failed. A part that is needed, or belongs to every level, ends the
 * start too. */
static bool is_fatal(const struct sandbox_work *work, unsigned part)
{
    const unsigned never_without = NAMESPACES | SANDBOX_PART_USER | SANDBOX_PART_RIGHTS;
    return part == ALWAYS || ((never_without | work->spec->needed) & part) != 0;
}

/* What lies in the project must not decide how a script is confined: a link in place of `.git` ends
 * the start, instead of making the box look impossible here. */
static unsigned blame(const struct step *step)
{
    bool is_by_project = errno == ELOOP || errno == ENOTDIR || errno == ESTALE;
    bool is_of_files = step->part == NAMESPACES || step->run == refuse_links;
    return is_of_files && is_by_project ? ALWAYS : step->part;
}

static void follow(struct sandbox_work *work, const struct step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct step *step = &steps[i];
        bool is_off = (step->part != ALWAYS && !has(work, step->part)) ||
                      (step->is_boxless && has(work, NAMESPACES));
        if (is_off || step->run(work) == 0)
            continue;
        unsigned part = blame(step);
        bool is_end = is_fatal(work, step->part) || part == ALWAYS;
        sandbox_note_send(work->status, part, step->name, is_end);
        if (is_end)
            _exit(EXIT_FAILED);
        work->parts &= ~step->part;
    }
}

void sandbox_recipe_script(struct sandbox_work *work)
{
    follow(work, script, ARRAY_LEN(script));
    (void)execve(work->program->argv[0], work->program->argv, work->program->env);
    sandbox_note_send(work->status, ALWAYS, "execute", true); /* it only comes back on failure */
    _exit(EXIT_FAILED);
}

void sandbox_recipe_box(struct sandbox_work *work)
{
    follow(work, box, ARRAY_LEN(box));
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* before anybody could look into us; cannot fail */
    pid_t pid = fork();
    if (pid == 0)
        sandbox_recipe_script(work);
    if (pid < 0) {
        sandbox_note_send(work->status, ALWAYS, "fork", true);
        _exit(EXIT_FAILED);
    }
    sandbox_init_live(work->report, pid);
}

#include "crash_place.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "crash_file.h"

#define PATIENCE_US   ((int64_t)60 * 1000 * 1000) /* more than the 30 s of the server's rescan */
#define LOOK_US       500                         /* between two looks at a condition */
#define LOOK_NS       1000000                     /* … when nothing happens to any process */
#define INTERPRETER   "interpreter"               /* in the project */
#define WORDS_MAX     8
#define NOTIFY_SOCKET "notify"

static int open_notify(const struct crash_place *place, struct err *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int size =
        snprintf(address.sun_path, sizeof(address.sun_path), "%s/" NOTIFY_SOCKET, place->home);
    if (size < 0 || (size_t)size >= sizeof(address.sun_path))
        return err_set(err, ERR_INVALID, "the directory '%s' has too long a name", place->home);
    (void)unlinkat(place->homefd, NOTIFY_SOCKET, 0); /* of the worker before us here */
    auto_fd int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof(address)) < 0)
        return err_errno(err, "cannot bind '%s'", address.sun_path);
    return take_fd(&fd);
}

int crash_place_init(struct crash_place *place, const char *home, struct err *err)
{
    sigset_t child;
    (void)sigemptyset(&child); /* cannot fail, nor can the next two */
    (void)sigaddset(&child, SIGCHLD);
    (void)pthread_sigmask(SIG_BLOCK, &child, NULL);
    (void)prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    place->home = xstrdup(home);
    place->path = xasprintf("%s/project", home);
    place->dirfd = place->notify = -1;
    place->homefd = fd_make_dir(AT_FDCWD, home, 0700, err);
    if (place->homefd < 0)
        return -1;
    place->dirfd = fd_make_dir(place->homefd, "project", 0700, err);
    place->notify = place->dirfd < 0 ? -1 : open_notify(place, err);
    return place->notify < 0 ? -1 : 0;
}

void crash_place_release(struct crash_place *place)
{
    scope_close(&place->dirfd);
    scope_close(&place->homefd);
    scope_close(&place->notify);
    free(place->home);
    free(place->path);
}

void crash_place_reset(struct crash_place *place, const struct crash_case *it)
{
    struct err err;
    place->now = it;
    place->server = place->cli = (struct crash_process){0};
    place->trace = (struct crash_trace){0};
    crash_file_remove_tree(place->path);
    (void)unlinkat(place->homefd, "log", 0); /* not there the first time */
    scope_close(&place->dirfd);
    place->dirfd = fd_make_dir(place->homefd, "project", 0700, &err);
    auto_fd int scripts = place->dirfd < 0 ? -1 : fd_make_dir(place->dirfd, "scripts", 0700, &err);
    if (scripts < 0)
        abort(); /* the scratch directory is unusable */
    auto_free char *config = xasprintf("name: \"crash\"\nbase_dir: \"%s\"\nvenv_python: \"%s\"\n"
                                       "server:\n  addr: \"off\"\nspool:\n  durability: %s\n",
                                       place->path, INTERPRETER, it->is_synced ? "full" : "none");
    crash_file_write(place->dirfd, ".pirun.yaml", config);
    crash_file_write(scripts, "job.py", "");
    crash_file_install(place->dirfd, INTERPRETER, place->interpreter);
    if (it->kind == CRASH_HELD || it->kind == CRASH_STOP)
        crash_file_write(place->dirfd, "hold", "");
    if (it->kind == CRASH_RETRY)
        crash_file_write(place->dirfd, "fail-once", "");
}

static void ended(struct crash_process *process, pid_t pid, int status)
{
    if (process->pid != pid)
        return;
    process->has_ended = true;
    process->status = status;
}

static void handle_children(struct crash_place *place)
{
    int status = 0;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0;) {
        if (WIFSTOPPED(status)) {
            crash_trace_stopped(&place->trace, pid, status);
            continue;
        }
        crash_trace_ended(&place->trace, pid);
        ended(&place->server, pid, status);
        ended(&place->cli, pid, status);
    }
}

bool crash_place_wait(struct crash_place *place, crash_condition is_true)
{
    const struct timespec pause = {.tv_nsec = LOOK_NS};
    sigset_t child;
    (void)sigemptyset(&child); /* cannot fail, nor can the next */
    (void)sigaddset(&child, SIGCHLD);
    int64_t begun_us = clock_boot_us();
    int64_t looked_us = 0;
    for (;;) {
        handle_children(place);
        int64_t now_us = clock_boot_us();
        if (now_us - looked_us >= LOOK_US) {
            looked_us = now_us;
            if (is_true(place))
                return true;
        }
        if (now_us - begun_us > PATIENCE_US)
            return false;
        (void)sigtimedwait(&child, NULL, &pause); /* whatever woke us: look */
    }
}

static void become(const struct crash_place *place, const char *out, int gate,
                   const char *const argv[])
{
    char *words[WORDS_MAX + 2] = {xstrdup("pirun")};
    for (size_t i = 0; i < WORDS_MAX && argv[i]; i++)
        words[i + 1] = xstrdup(argv[i]);
    char *env[] = {xstrdup("PATH=/usr/bin:/bin"), xasprintf("HOME=%s", place->home),
                   xasprintf("NOTIFY_SOCKET=%s/" NOTIFY_SOCKET, place->home), NULL};
    sigset_t none;
    char go = 0;
    int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int to = openat(place->homefd, out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int log = openat(place->homefd, "log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    (void)sigemptyset(&none); /* cannot fail, nor can the next */
    (void)pthread_sigmask(SIG_SETMASK, &none, NULL);
    if (dup2(in, STDIN_FILENO) < 0 || dup2(to, STDOUT_FILENO) < 0 || dup2(log, STDERR_FILENO) < 0 ||
        fchdir(place->dirfd) < 0 || read(gate, &go, 1) < 0)
        _exit(127);
    (void)execve(place->pirun, words, env); /* comes back only on failure */
    _exit(127);
}

void crash_place_spawn(struct crash_place *place, struct crash_process *process, const char *out,
                       bool is_traced, const char *const argv[])
{
    struct err err;
    int gate[2];
    *process = (struct crash_process){0};
    if (pipe2(gate, O_CLOEXEC) < 0)
        abort(); /* a worker has few descriptors */
    process->pid = fork();
    if (process->pid == 0) {
        (void)close(gate[1]);
        become(place, out, gate[0], argv);
    }
    (void)close(gate[0]);
    /* it stands at the gate: nothing of it is missed */
    if (process->pid < 0 || (is_traced && (crash_trace_attach(&place->trace, process->pid,
                                                              CRASH_FOLLOW_THREADS, &err) < 0 ||
                                           !crash_place_wait(place, crash_place_trace_ready))))
        abort(); /* tracing was tried at the start */
    (void)close(gate[1]);
}

void crash_place_expect(struct crash_place *place)
{
    char of_earlier_ones[256];
    while (recv(place->notify, of_earlier_ones, sizeof(of_earlier_ones), 0) >= 0) {
    }
    place->is_ready = false;
}

int crash_place_serve(struct crash_place *place, struct err *err)
{
    const char *const argv[] = {"serve", NULL};
    crash_place_expect(place);
    crash_place_spawn(place, &place->server, "server.out", false, argv);
    if (!crash_place_wait(place, crash_place_is_ready))
        return err_set(err, ERR_TIMEOUT, "a server did not get ready");
    if (place->server.has_ended)
        return err_set(err, ERR_INTERNAL, "a server ended at once (status %d)",
                       place->server.status);
    return 0;
}

int crash_place_stop(struct crash_place *place, struct err *err)
{
    if (place->server.pid == 0 || place->server.has_ended)
        return err_set(err, ERR_INTERNAL, "the server ended by itself (status %d)",
                       place->server.status);
    (void)kill(place->server.pid, SIGTERM); /* ours, and not waited for yet */
    if (!crash_place_wait(place, crash_place_server_ended))
        return err_set(err, ERR_TIMEOUT, "the server does not stop");
    return place->server.status == 0 ? 0
                                     : err_set(err, ERR_INTERNAL, "the server ended with status %d",
                                               place->server.status);
}

void crash_place_kill(struct crash_place *place, struct crash_process *process)
{
    if (process->pid == 0 || process->has_ended)
        return;
    (void)kill(process->pid, SIGKILL); /* ours, and not waited for yet */
    (void)crash_place_wait(place, process == &place->server ? crash_place_server_ended
                                                            : crash_place_cli_ended);
}

int crash_place_run(struct crash_place *place, const char *out, const char *const argv[],
                    struct err *err)
{
    crash_place_spawn(place, &place->cli, out, false, argv);
    if (!crash_place_wait(place, crash_place_cli_ended))
        return err_set(err, ERR_TIMEOUT, "'pirun %s' does not end", argv[0]);
    return place->cli.status == 0 ? 0
                                  : err_set(err, ERR_INTERNAL, "'pirun %s' ended with status %d",
                                            argv[0], place->cli.status);
}

static void read_name(pid_t pid, char name[32])
{
    char path[64];
    struct err gone;
    auto_buf struct buf text;
    buf_init(&text, 64);
    (void)snprintf(path, sizeof(path), "/proc/%d/comm", (int)pid); /* fits */
    (void)fd_read_file(AT_FDCWD, path, &text, &gone);              /* reads as "" */
    (void)snprintf(name, 32, "%.*s", text.size ? (int)text.size - 1 : 0,
                   buf_text(&text)); /* fits */
}

/* Our children, as the kernel lists them: "1 2 3 ". */
static void read_children(struct buf *text)
{
    char path[64];
    struct err err;
    buf_init(text, 4096);
    (void)snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid()); /* fits */
    if (fd_read_file(AT_FDCWD, path, text, &err) < 0)
        abort(); /* a kernel without it: the launcher cannot be found */
}

pid_t crash_place_launcher(struct crash_place *place)
{
    char name[32];
    auto_buf struct buf text;
    (void)place;
    read_children(&text);
    const char *at = buf_text(&text);
    for (char *end = NULL; *at; at = end) {
        pid_t pid = (pid_t)strtol(at, &end, 10);
        if (end == at)
            break;
        read_name(pid, name);
        if (strcmp(name, "pirun-launch") == 0)
            return pid;
    }
    return 0;
}

bool crash_place_has_child(pid_t *pid, char name[32])
{
    auto_buf struct buf text;
    read_children(&text);
    *pid = (pid_t)strtol(buf_text(&text), NULL, 10);
    if (*pid > 0)
        read_name(*pid, name);
    return *pid > 0;
}

bool crash_place_is_ready(struct crash_place *place)
{
    char text[256];
    for (ssize_t size; (size = recv(place->notify, text, sizeof(text), 0)) >= 0;) {
        if (memmem(text, (size_t)size, "READY=1", 7))
            place->is_ready = true;
    }
    return place->is_ready || place->server.has_ended;
}

bool crash_place_cli_ended(struct crash_place *place)
{
    return place->cli.pid == 0 || place->cli.has_ended;
}

bool crash_place_server_ended(struct crash_place *place)
{
    return place->server.has_ended;
}

bool crash_place_trace_ready(struct crash_place *place)
{
    return crash_trace_is_ready(&place->trace);
}

bool crash_place_is_empty(struct crash_place *place)
{
    pid_t pid = 0;
    char name[32];
    (void)place;
    return !crash_place_has_child(&pid, name);
}

/* vm_cgroup: the cgroup part of the room sandbox against a real kernel, without the rest of pirun.
 *
 *   vm_cgroup serve            delegate, sweep, tell both, then wait for the end (ExecStart=)
 *   vm_cgroup yield            what ExecStopPost= does
 *   vm_cgroup run ID MB CPUS PIDS COMMAND…
 *                              one run as a supervisor keeps it: create, clone3 into it, wait,
 *                              measure, remove. Tells the outcome as words NAME=VALUE.
 *
 * `run` must be started from the leaf of the cgroup that `serve` delegated. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "sandbox/sandbox_cgroup.h"
#include "sandbox/sandbox_delegate.h"

#define REMOVE_MS 5000
#define LEFT_MS   1000 /* what the kernel kills beside the command takes a moment to be gone */

static int complain(const struct err *err)
{
    (void)fprintf(stderr, "vm_cgroup: %s\n", err->text);
    return 70;
}

static int read_self(struct buf *self)
{
    struct err err;
    buf_init(self, 65536);
    return fd_read_file(AT_FDCWD, "/proc/self/cgroup", self, &err) < 0 ? complain(&err) : 0;
}

static int serve(void)
{
    auto_buf struct buf self;
    struct sandbox_delegation delegation;
    struct sandbox_cgroup_swept swept = {0};
    if (read_self(&self) != 0)
        return 70;
    sandbox_delegate(SANDBOX_DELEGATE_ROOT, buf_text(&self), &delegation);
    for (int i = 0; i < SANDBOX_CONTROLLER_COUNT; i++) {
        const struct sandbox_controller_state *state = &delegation.controllers[i];
        (void)printf("%s=%s", sandbox_controller_name((enum sandbox_controller)i),
                     state->is_on ? "on" : "off");
        if (!state->is_on)
            (void)printf(" (errno %d, %s; %s)", state->number, state->why, state->fix);
        (void)puts("");
    }
    if (delegation.base >= 0)
        sandbox_cgroup_sweep(delegation.base, &swept);
    (void)printf("base=%s removed=%zu kept=%zu failed=%zu\n", delegation.path, swept.removed,
                 swept.kept, swept.failed);
    (void)fflush(stdout);
    for (;;)
        (void)pause();
}

static int yield(void)
{
    auto_buf struct buf self;
    struct err err;
    if (read_self(&self) != 0)
        return 70;
    return sandbox_delegate_yield(SANDBOX_DELEGATE_ROOT, buf_text(&self), &err) < 0 ? complain(&err)
                                                                                    : 0;
}

/* The parent of our own cgroup, which is the leaf. */
static int open_base(void)
{
    auto_buf struct buf self;
    if (read_self(&self) != 0)
        return -1;
    const char *line = strstr(buf_text(&self), "0::/");
    if (!line)
        return -1;
    auto_free char *path =
        xasprintf("%s%.*s/..", SANDBOX_DELEGATE_ROOT, (int)strcspn(line + 3, "\n"), line + 3);
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static pid_t start(int cgroup, char *const command[])
{
    struct clone_args args = {
        .flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = (unsigned)cgroup};
    pid_t pid = (pid_t)syscall(SYS_clone3, &args, sizeof(args));
    if (pid != 0)
        return pid;
    (void)execvp(command[0], command);
    _exit(127);
}

static void tell(int status, const struct sandbox_cgroup_force *force,
                 const struct sandbox_cgroup_usage *usage)
{
    static const char *const ooms[] = {"none", "limit", "outer"};
    (void)printf("exit=%d signal=%d force_memory=%d force_cpu=%d force_pids=%d oom=%s ",
                 WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                 WIFSIGNALED(status) ? WTERMSIG(status) : 0, force->memory, force->cpu, force->pids,
                 ooms[usage->oom]);
    (void)printf("memory_peak=%" PRId64 " cpu=%" PRId64 " user=%" PRId64 " system=%" PRId64 " ",
                 usage->memory_peak_bytes, usage->cpu_us, usage->cpu_user_us, usage->cpu_system_us);
    (void)printf("read=%" PRId64 " written=%" PRId64 " pids_peak=%" PRId64 " pids_refused=%" PRId64
                 "\n",
                 usage->read_bytes, usage->written_bytes, usage->pids_peak, usage->pids_refused);
}

static int run(char *argv[])
{
    struct err err;
    struct sandbox_cgroup_force force;
    struct sandbox_cgroup_usage usage;
    struct sandbox_cgroup_limits limits = {.memory_mb = strtoll(argv[1], NULL, 10),
                                           .cpus = strtod(argv[2], NULL),
                                           .pids = strtoll(argv[3], NULL, 10)};
    auto_fd int base = open_base();
    auto_fd int cgroup =
        base < 0 ? -1 : sandbox_cgroup_create(base, argv[0], &limits, &force, &err);
    if (cgroup < 0)
        return complain(&err);
    pid_t pid = start(cgroup, argv + 4);
    int status = 0;
    if (pid < 0 || waitpid(pid, &status, 0) != pid) {
        perror("vm_cgroup: clone3");
        return 70;
    }
    /* what the command left behind is still in there */
    bool is_left = !sandbox_cgroup_wait(cgroup, LEFT_MS);
    bool is_killed = sandbox_cgroup_kill(cgroup);
    (void)printf("left=%d killed=%d empty=%d ", is_left, is_killed,
                 sandbox_cgroup_wait(cgroup, REMOVE_MS));
    sandbox_cgroup_measure(cgroup, &usage);
    tell(status, &force, &usage);
    return sandbox_cgroup_remove(base, argv[0], REMOVE_MS, &err) < 0 ? complain(&err) : 0;
}

int main(int argc, char *argv[])
{
    if (argc == 2 && strcmp(argv[1], "serve") == 0)
        return serve();
    if (argc == 2 && strcmp(argv[1], "yield") == 0)
        return yield();
    if (argc >= 7 && strcmp(argv[1], "run") == 0)
        return run(argv + 2);
    (void)fputs("usage: vm_cgroup serve | yield | run ID MB CPUS PIDS COMMAND...\n", stderr);
    return 64;
}

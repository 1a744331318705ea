/* The program's own roles: what it starts itself as. Not for people, and not in the help. */
#include <fcntl.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/lazy.h"
#include "cli/cli_args.h"
#include "cli/cli_command.h"
#include "cli/cli_value.h"
#include "exec/exec_launch.h"
#include "exec/exec_supervise.h"
#include "preview/preview_reach.h"
#include "repo/repo_child.h"
#include "repo/repo_net.h"
#include "sandbox/sandbox_delegate.h"
#include "term/term_supervise.h"

#define SELF_CGROUP_MAX 65536 /* bytes: a path for each hierarchy of cgroup v1 */

static int supervise(struct cli_args *args, struct err *err)
{
    return exec_supervise_file(args->positionals[0], err);
}

static int launcher(struct cli_args *args, struct err *err)
{
    int64_t socket = -1;
    if (cli_read_integer("FD", args->positionals[0], 0, INT32_MAX, &socket, err) < 0)
        return -1;
    return exec_launch_serve((int)socket);
}

/* For ExecStopPost= of the unit. */
static int yield_cgroup(struct cli_args *args, struct err *err)
{
    (void)args;
    auto_buf struct buf self;
    buf_init(&self, SELF_CGROUP_MAX);
    if (fd_read_file(AT_FDCWD, "/proc/self/cgroup", &self, err) < 0)
        return -1;
    return sandbox_delegate_yield(SANDBOX_DELEGATE_ROOT, buf_text(&self), err);
}

static int term_child(struct cli_args *args, struct err *err)
{
    return term_supervise(args->positionals[0], args->positionals[1], err);
}

static int git_child(struct cli_args *args, struct err *err)
{
    (void)args;
    return repo_net_serve(STDIN_FILENO, STDOUT_FILENO, err);
}

static int reach(struct cli_args *args, struct err *err)
{
    return preview_reach_serve(args->positionals[0], err);
}

const struct cli_command cli_supervise_command = {
    .name = "supervise",
    .summary = "keep one run whose plan is in FILE",
    .usage = "FILE",
    .positional_min = 1,
    .positional_max = 1,
    .flags = CLI_HIDDEN,
    .handler = supervise,
};

const struct cli_command cli_launcher_command = {
    .name = EXEC_LAUNCH_COMMAND,
    .summary = "fork supervisors for a server on the socket FD",
    .usage = "FD",
    .positional_min = 1,
    .positional_max = 1,
    .flags = CLI_HIDDEN,
    .handler = launcher,
};

const struct cli_command cli_yield_cgroup_command = {
    .name = "__yield-cgroup",
    .summary = "let the next server of this unit start while runs go on (systemd before 254)",
    .usage = "",
    .flags = CLI_HIDDEN,
    .handler = yield_cgroup,
};

const struct cli_command cli_git_child_command = {
    .name = REPO_CHILD_COMMAND,
    .summary = "work with a git remote by the plan on stdin",
    .usage = "",
    .lazy = LAZY_GIT,
    .flags = CLI_HIDDEN,
    .handler = git_child,
};

const struct cli_command cli_term_command = {
    .name = TERM_SUPERVISE_COMMAND,
    .summary = "keep the terminal ID of a project",
    .usage = "PROJECT ID",
    .positional_min = 2,
    .positional_max = 2,
    .flags = CLI_HIDDEN,
    .handler = term_child,
};

const struct cli_command cli_reach_command = {
    .name = PREVIEW_REACH_COMMAND,
    .summary = "make sockets in the network of the run whose directory is PATH",
    .usage = "PATH",
    .positional_min = 1,
    .positional_max = 1,
    .flags = CLI_HIDDEN,
    .handler = reach,
};

/* The program's own roles: what it starts itself as. Not for people, and not in the help. */
#include "cli/cli_args.h"
#include "cli/cli_command.h"
#include "cli/cli_value.h"
#include "exec/exec_launch.h"
#include "exec/exec_supervise.h"

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

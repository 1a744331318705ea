/* The way of every call: global options, the command's row, its words, the launcher when it needs
 * one, its libraries, its handler. All failures end here, in one line on stderr and one exit
 * status. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lazy.h"
#include "cli/cli_args.h"
#include "cli/cli_command.h"
#include "cli/cli_help.h"
#include "cli/cli_place.h"
#include "cli/cli_say.h"
#include "cli/cli_value.h"
#include "exec/exec_launch.h"

#define EXIT_RUN_FAILED 125
/* Holds the launcher's socket over the second start of base/lazy.h: the launcher must be older
 * than every library. */
#define LAUNCHER_MARK   "PIRUN_LAUNCHER_FD"

struct globals {
    const char *directory;
    int command; /* its place in argv */
    bool wants_help, wants_version;
};

static int parse_globals(int argc, char **argv, struct globals *out, struct err *err)
{
    static const struct option longs[] = {{"directory", required_argument, NULL, 'C'},
                                          {"help", no_argument, NULL, 'h'},
                                          {"version", no_argument, NULL, 'V'},
                                          {NULL, 0, NULL, 0}};
    opterr = 0;
    for (;;) {
        int got =
            getopt_long(argc, argv, "+C:hV", longs, NULL); /* NOLINT(concurrency-mt-unsafe): main */
        switch (got) {
        case -1:
            out->command = optind;
            return 0;
        case 'C':
            out->directory = optarg;
            break;
        case 'h':
            out->wants_help = true;
            break;
        case 'V':
            out->wants_version = true;
            break;
        default:
            return err_set(
                err, ERR_INVALID,
                "'%.60s' is no option here, or lacks its value: before the command stand "
                "only -C DIR, --help and --version",
                argv[optind - 1]);
        }
    }
}

/* The socket that our first start left, or a new launcher. */
static int find_launcher(struct cli_args *args, struct err *err)
{
    int64_t old = 0;
    struct stat st;
    char number[16];
    const char *mark = cli_environment(LAUNCHER_MARK);
    if (mark && cli_read_integer(LAUNCHER_MARK, mark, 3, INT32_MAX, &old, NULL) == 0 &&
        fstat((int)old, &st) == 0 && S_ISSOCK(st.st_mode)) {
        args->launcher = (int)old;
        return 0;
    }
    args->launcher = exec_launch_fork(err);
    if (args->launcher < 0)
        return -1;
    (void)snprintf(number, sizeof(number), "%d", args->launcher); /* fits */
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): main, before any thread; it cannot fail */
    (void)setenv(LAUNCHER_MARK, number, 1);
    return 0;
}

static int call(struct cli_args *args, struct err *err)
{
    const struct cli_command *command = args->command;
    if (args->wants_help && command->help && args->positional_count > 0)
        return command->help(args, err);
    if (args->wants_help) {
        cli_help_command_print(command, stdout);
        return 0;
    }
    if ((command->flags & CLI_IS_HERE) && cli_place_is_there())
        return err_set(
            err, ERR_INVALID,
            "'pirun %s' is about this machine alone, and PIRUN_URL names a server: unset "
            "PIRUN_URL to work here",
            command->name);
    if ((command->flags & CLI_FORKS) && find_launcher(args, err) < 0)
        return -1;
    if (command->lazy && lazy_load(command->lazy, args->program_argv, err) < 0)
        return -1;
    (void)unsetenv(LAUNCHER_MARK); /* NOLINT(concurrency-mt-unsafe): as above */
    return command->handler(args, err);
}

static int fail(const struct cli_command *command, const struct err *err)
{
    cli_say("%s", err->text);
    return command && (command->flags & CLI_FAILS_125) ? EXIT_RUN_FAILED : err_exit(err->code);
}

static int run_command(const struct cli_command *command, int argc, char **argv,
                       const struct globals *globals)
{
    struct err err = {0};
    auto_args struct cli_args args = {.program_argv = argv, .directory = globals->directory};
    int status =
        cli_args_parse(command, argc - globals->command, argv + globals->command, &args, &err);
    if (status == 0)
        status = call(&args, &err);
    if (cli_flush(status < 0 ? NULL : &err) < 0)
        status = -1;
    return status < 0 ? fail(command, &err) : status;
}

int cli_main(int argc, char *argv[])
{
    struct err err = {0};
    struct globals globals = {0};
    if (parse_globals(argc, argv, &globals, &err) < 0)
        return fail(NULL, &err);
    if (globals.wants_version)
        return run_command(&cli_version_command, 1, (char *[]){argv[0], NULL},
                           &(struct globals){0});
    if (globals.wants_help) {
        cli_help_overview_print(stdout);
        return cli_flush(&err) < 0 ? fail(NULL, &err) : 0;
    }
    if (globals.command >= argc) {
        cli_help_overview_print(stderr);
        return err_exit(ERR_INVALID);
    }
    const struct cli_command *command = cli_command_find(argv[globals.command], &err);
    return command ? run_command(command, argc, argv, &globals) : fail(NULL, &err);
}

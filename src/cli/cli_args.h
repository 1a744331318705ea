/* cli_args: the words after a command, sorted into options, positionals and what belongs to the
 * script. GNU conventions: options may follow positionals, long names may be shortened while they
 * stay unique, `--` ends the options. */
#ifndef PIRUN_CLI_CLI_ARGS_H
#define PIRUN_CLI_CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "cli/cli_command.h"

struct cli_given {
    const struct cli_option *option;
    const char *value; /* NULL: a switch, or an optional value left out */
};

/* Plain values; all texts are borrowed from argv. */
struct cli_args {
    const struct cli_command *command;
    char **program_argv;   /* all of it, for lazy_load */
    const char *directory; /* -C, NULL: not given */
    int launcher;          /* CLI_FORKS: the launcher's socket; -1 else */
    struct cli_given *given;
    size_t given_count;
    const char **positionals;
    size_t positional_count;
    char **rest; /* behind `--` */
    size_t rest_count;
    bool has_rest; /* there was a `--` */
    bool wants_help;
};

/* Parse ARGV (its first word is the command's name) by the rows of COMMAND. ARGS->directory may
 * be set before.
 * Owns: the caller releases ARGS with cli_args_release, also after a failure. Errors: ERR_INVALID
 * with the way out. */
int cli_args_parse(const struct cli_command *command, int argc, char **argv, struct cli_args *args,
                   struct err *err);
void cli_args_release(struct cli_args *args);
#define auto_args __attribute__((cleanup(cli_args_release)))

/* Was the switch (or option) NAME given? NAME must be in the command's rows. */
bool cli_has(const struct cli_args *args, const char *name);
/* The last value given for NAME, or NULL. */
const char *cli_value(const struct cli_args *args, const char *name);
/* Walk the values of a repeatable option: *AT starts at 0; NULL at the end. */
const char *cli_next_value(const struct cli_args *args, const char *name, size_t *at);

#endif

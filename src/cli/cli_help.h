/* cli_help: the help texts, all from the tables: commands, options, config keys, job keys. */
#ifndef PIRUN_CLI_CLI_HELP_H
#define PIRUN_CLI_CLI_HELP_H

#include <stdio.h>

#include "cli/cli_command.h"

/* `pirun --help`: what there is. */
void cli_help_overview_print(FILE *to);
/* `pirun COMMAND --help`. */
void cli_help_command_print(const struct cli_command *command, FILE *to);

/* One row of a table of options, as these print it. */
void cli_help_row_print(FILE *to, const char *name, const char *help);

/* "-t, --timeout=DURATION". OUT has SIZE bytes. */
void cli_help_option_name(const struct cli_option *option, char *out, size_t size);

/* The words of a table as a sentence: a capital letter and a full stop. Owns: returns the text. */
char *cli_help_sentence(const char *words);

#endif

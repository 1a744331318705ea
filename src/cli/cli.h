/* cli: what people and scripts type. A table of commands (cli_command.h), one row each; help,
 * completion and manual come from the same rows. Writes job files and reads records; needs no
 * running server for either. */
#ifndef PIRUN_CLI_CLI_H
#define PIRUN_CLI_CLI_H

/* Run the command that ARGV names and answer the exit status. Thread: main, before any other. */
int cli_main(int argc, char *argv[]);

#endif

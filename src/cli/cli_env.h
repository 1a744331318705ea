/* cli_env: what the files of `pirun env` share. */
#ifndef PIRUN_CLI_CLI_ENV_H
#define PIRUN_CLI_CLI_ENV_H

#include "cli/cli_args.h"
#include "cli/cli_project.h"
#include "env/env_place.h"

/* One subcommand. ARGS->positionals[0] is its name. Answers the exit status; -1 with ERR. */
typedef int (*cli_env_handler)(struct cli_project *project, struct cli_args *args, struct err *err);

int cli_env_build(struct cli_project *project, struct cli_args *args, struct err *err);
int cli_env_list(struct cli_project *project, struct cli_args *args, struct err *err);
int cli_env_show(struct cli_project *project, struct cli_args *args, struct err *err);
int cli_env_why(struct cli_project *project, struct cli_args *args, struct err *err);
int cli_env_rollback(struct cli_project *project, struct cli_args *args, struct err *err);

/* The open PROJECT as the environments see it; SETTINGS is filled and borrowed. */
struct env_place cli_env_place(const struct cli_project *project, struct env_settings *settings);
/* Say what was moved aside, when something was. */
void cli_env_say_moved(const char *moved);

#endif

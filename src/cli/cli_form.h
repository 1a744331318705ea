/* cli_form: the arguments of a script, read from its text: they are judged before a job is
 * submitted, printed by `pirun run SCRIPT --help`, and offered by the shell behind `--`. */
#ifndef PIRUN_CLI_CLI_FORM_H
#define PIRUN_CLI_CLI_FORM_H

#include "cli/cli_place.h"
#include "script/script_form.h"

/* The form of the script PATH (as ops->script answers). Owns: release FORM.
 * Errors: as script_reader_ask, rel_open, remote_ask. */
int cli_form_read(struct cli_place *place, const char *path, struct script_form *form,
                  struct err *err);
/* Refuse what the script would refuse; set JOB->call when its main() is to be called. Here only: a
 * server judges by itself. What cannot be read passes. Errors: as script_check_args. */
int cli_form_judge(struct cli_place *place, struct job *job, struct err *err);
/* `pirun run SCRIPT --help`. A cli_handler. */
int cli_form_help(struct cli_args *args, struct err *err);

#endif

/* cli_job_option: the options that set single keys of a job: one table row each, with where its
 * value goes. */
#ifndef PIRUN_CLI_CLI_JOB_OPTION_H
#define PIRUN_CLI_CLI_JOB_OPTION_H

#include "cli/cli_args.h"
#include "job/job.h"

/* Set what ARGS gives into JOB; what is not given stays as it is. Errors: ERR_INVALID. */
int cli_job_options(const struct cli_args *args, struct job *job, struct err *err);

#endif

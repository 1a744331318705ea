/* cli_job: a job put together from the command line, for `submit` and `run`. One option for every
 * key of the job file. */
#ifndef PIRUN_CLI_CLI_JOB_H
#define PIRUN_CLI_CLI_JOB_H

#include "base/buf.h"
#include "cli/cli_args.h"
#include "cli/cli_project.h"
#include "job/job.h"

/* The rows, for the tables of both commands. */
#define CLI_JOB_GROUPS 3
extern const struct cli_group cli_job_what, cli_job_how, cli_job_when;

struct cli_place;

/* A job and the text that it was read from (--job), whose `x-` keys are kept. */
struct cli_asked {
    struct job job;
    struct buf original;
    bool is_unchecked; /* --no-check */
};

void cli_asked_release(struct cli_asked *asked);
#define auto_asked __attribute__((cleanup(cli_asked_release)))

/* Put the job of ARGS together and check it by the same rules as the server: form, script,
 * limits. Nothing is written. OUT is initialized in any case; the caller releases it.
 * Errors: ERR_INVALID, ERR_NOT_FOUND (script), ERR_TOO_LARGE: what is wrong and how to mend it. */
int cli_job_make(struct cli_place *place, const struct cli_args *args, struct cli_asked *out,
                 struct err *err);

/* The form of JOB, by the one parser of job files. Errors: ERR_INVALID, ERR_TOO_LARGE. */
int cli_job_form(const struct job *job, struct err *err);
/* The project's rules for JOB, by the one function that the server asks too. */
int cli_job_check(const struct cli_project *project, struct job *job, struct err *err);

#endif

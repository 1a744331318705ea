/* cli_here: what a place does when the project is on this machine's disk. */
#ifndef PIRUN_CLI_CLI_HERE_H
#define PIRUN_CLI_CLI_HERE_H

#include "cli/cli_place.h"

/* As in struct cli_place_ops. */
int cli_here_cancel(struct cli_place *place, const struct run *run, struct cli_outcome *outcome,
                    struct err *err);
int cli_here_rerun(struct cli_place *place, const struct run *run, enum job_exact exact,
                   struct cli_outcome *outcome, struct err *err);
struct json *cli_here_diff(struct cli_place *place, const struct cli_pair *pair, struct err *err);
int cli_here_order(struct cli_place *place, enum job_op op, struct cli_outcome *outcome,
                   struct err *err);

#endif

/* cli_submit: the end of `submit --wait` and `run`: follow the run and answer as it ended. */
#ifndef PIRUN_CLI_CLI_SUBMIT_H
#define PIRUN_CLI_CLI_SUBMIT_H

#include <stdbool.h>

#include "cli/cli_place.h"

/* Follow ID and answer the exit status of its end (run_exit_status; 130 when it was left). Says
 * on stderr how it ended unless it simply exited; IS_JSON: prints its record. Answers -1 with ERR
 * when PiRun failed. */
int cli_submit_follow(struct cli_place *place, const struct ident *id,
                      const struct cli_follow_options *options, bool is_json, struct err *err);

#endif

/* cli_order: orders to the server, as files through the door like any job. */
#ifndef PIRUN_CLI_CLI_ORDER_H
#define PIRUN_CLI_CLI_ORDER_H

#include "base/ident.h"
#include "cli/cli_project.h"
#include "job/job.h"

/* Put the order OP about TARGET (NULL: about all) into the door. *ID is the order's own. */
int cli_order_submit(struct cli_project *project, enum job_op op, const struct ident *target,
                     struct ident *id, struct err *err);

/* Wait up to WAIT_MS for the receipt of NAME. Owns: returns its JSON, or NULL when none came
 * (ERR_TIMEOUT) or it cannot be read. By inotify(7). */
struct json *cli_order_receipt(struct cli_project *project, const char *name, int wait_ms,
                               struct err *err);

#endif

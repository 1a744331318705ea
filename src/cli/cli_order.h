/* cli_order: orders to the server, as files through the door like any job. */
#ifndef PIRUN_CLI_CLI_ORDER_H
#define PIRUN_CLI_CLI_ORDER_H

#include "base/ident.h"
#include "cli/cli_project.h"
#include "job/job.h"

struct cli_order {
    enum job_op op;
    const struct ident *target; /* NULL: about all */
    enum job_exact exact;       /* of a rerun */
};
/* Put ORDER into the door. *ID is the order's own. */
int cli_order_submit(struct cli_project *project, const struct cli_order *order, struct ident *id,
                     struct err *err);

/* Wait up to WAIT_MS for the receipt of NAME. Owns: returns its JSON, or NULL when none came
 * (ERR_TIMEOUT) or it cannot be read. By inotify(7). */
struct json *cli_order_receipt(struct cli_project *project, const char *name, int wait_ms,
                               struct err *err);

#endif

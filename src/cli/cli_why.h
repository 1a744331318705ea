/* cli_why: why a run waits, found from the files alone, so that it works with and without a
 * server. */
#ifndef PIRUN_CLI_CLI_WHY_H
#define PIRUN_CLI_CLI_WHY_H

#include "cli/cli_project.h"
#include "job/run.h"

/* Set the wait code and sentence of RUN, when it is queued. Its dependencies, key, times, the
 * pause and the slots are looked at in the order in which the queue asks them. */
void cli_why_fill(struct cli_project *project, struct run *run);

/* The same for its time alone, in the time zone of who asks: true when it has not come. */
bool cli_why_look_time(struct run *run);

/* One sentence about RUN for people: run_describe, and for how long it has run or ran. */
void cli_why_describe(const struct run *run, char *text, size_t size);

#endif

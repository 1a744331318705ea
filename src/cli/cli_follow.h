/* cli_follow: stay with one run until it is over, by watching its files (inotify(7)): its way
 * from the spool to runs/, its output, its result. Works with and without a server, for runs that
 * wait, run, are tried again or ended long ago. */
#ifndef PIRUN_CLI_CLI_FOLLOW_H
#define PIRUN_CLI_CLI_FOLLOW_H

#include <stdbool.h>

#include "cli/cli_printer.h"
#include "cli/cli_project.h"
#include "job/run.h"

struct cli_follow_options {
    struct cli_print_options print;
    bool has_all_attempts; /* print earlier attempts too; else begin with the current one */
    bool is_silent;        /* wait for the end, print no output */
    bool is_driving;       /* when no server runs, drain this one job ourselves */
    bool is_guarding;      /* the first Ctrl-C cancels the run, the second one leaves it */
};

enum cli_followed {
    CLI_FOLLOWED,
    CLI_LEFT
};

/* Follow ID until it is over; *OUT is its record then (initialized; the caller releases it). When
 * the job turns out to be a duplicate, the run that it duplicates is followed. *HOW: CLI_LEFT
 * after the second Ctrl-C.
 * Errors: ERR_INVALID the job was refused (the reason); ERR_NOT_FOUND; ERR_INTERNAL its
 * supervisor died and nobody records it; what reading the output says. */
int cli_follow(struct cli_project *project, const struct ident *id,
               const struct cli_follow_options *options, struct run *out, enum cli_followed *how,
               struct err *err);

#endif

#include "base/scope.h"
#include "cli/cli_command.h"
#include "cli/cli_form.h"
#include "cli/cli_submit.h"

static int run(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_asked struct cli_asked asked = {0};
    bool is_json = cli_has(args, "json");
    if (cli_place_open(&place, args, err) < 0 || cli_job_make(&place, args, &asked, err) < 0)
        return -1;
    if (place.ops->submit(&place, &asked, err) < 0)
        return -1;
    struct cli_follow_options options = {
        .is_silent = is_json || cli_has(args, "quiet"), .is_driving = true, .is_guarding = true};
    return cli_submit_follow(&place, &asked.job.id, &options, is_json, err);
}

static const struct cli_option options[] = {
    {"no-check", 0, NULL, "do not judge the script's arguments by its text", CLI_COMPLETE_NONE,
     NULL},
    {"json", 0, NULL, "print the run's record at the end instead of its output", CLI_COMPLETE_NONE,
     NULL},
    {"quiet", 'q', NULL, "do not print its output", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_run_command = {
    .name = "run",
    .summary = "submit a job and follow it to its end",
    .usage = "SCRIPT [OPTION…] [-- ARG…]",
    .description = "The script's stdout comes on stdout and its stderr on stderr, as it wrote "
                   "them. With a server the job takes its "
                   "place in the queue; without one it is carried out at once, on the same way and "
                   "with the same record.\n"
                   "Ctrl-C cancels the run; a second Ctrl-C leaves it to itself.\n"
                   "Exit status: the script's; 128 plus the signal that it died of; 124 when its "
                   "time was over; 125 when PiRun "
                   "failed or ended it.",
    .groups = {&group, &cli_job_what, &cli_job_how, &cli_job_when},
    .example = "pirun run scripts/hello.py -- --name World",
    .positional_max = 1,
    .complete = CLI_COMPLETE_FILE,
    .flags = CLI_TAKES_REST | CLI_FAILS_125,
    .handler = run,
    .help = cli_form_help,
};

#include "cli/cli_submit.h"

#include <stdio.h>

#include "base/scope.h"
#include "cli/cli_form.h"
#include "cli/cli_job.h"
#include "cli/cli_say.h"
#include "cli/cli_why.h"
#include "job/run_json.h"

#define EXIT_LEFT 130 /* as a shell shows a Ctrl-C */

static int answer_end(struct run *run, bool is_json)
{
    char text[300];
    int status = run_exit_status(run);
    bool is_plain_exit = run->result.reason == RUN_EXITED;
    if (is_json) {
        auto_json struct json *record = run_json_record(run);
        cli_print_json(record);
    } else if (!is_plain_exit || (status != 0 && cli_is_watched())) {
        cli_why_describe(run, text, sizeof(text));
        cli_say("%s", text);
    }
    return status;
}

int cli_submit_follow(struct cli_place *place, const struct ident *id,
                      const struct cli_follow_options *options, bool is_json, struct err *err)
{
    auto_run struct run run;
    char text[IDENT_TEXT_SIZE];
    enum cli_followed how = CLI_FOLLOWED;
    run_init(&run);
    if (place->ops->follow(place, id, options, &run, &how, err) < 0)
        return -1;
    if (how == CLI_FOLLOWED)
        return answer_end(&run, is_json);
    ident_format(id, text);
    cli_say("left run '%s': 'pirun logs -f %s' follows it again", text, text);
    return EXIT_LEFT;
}

static void print_id(struct cli_place *place, const struct cli_args *args, const struct ident *id)
{
    char text[IDENT_TEXT_SIZE];
    bool has_server = place->ops->has_server(place);
    ident_format(id, text);
    if (cli_has(args, "json")) {
        auto_json struct json *object = json_object();
        json_set_string(object, "id", text);
        json_set_string(object, "state", run_state_name(RUN_QUEUED));
        json_set_bool(object, "has_server", has_server);
        cli_print_json(object);
    } else {
        (void)puts(text); /* cli_flush tells */
    }
    if (!has_server && cli_is_watched())
        cli_say("no server runs here: the job waits for one ('pirun serve')");
}

static int submit(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_asked struct cli_asked asked = {0};
    if (cli_place_open(&place, args, err) < 0 || cli_job_make(&place, args, &asked, err) < 0)
        return -1;
    bool follows = cli_has(args, "follow");
    bool waits = cli_has(args, "wait");
    if (place.ops->submit(&place, &asked, err) < 0)
        return -1;
    if (!follows && !(waits && cli_has(args, "json")))
        print_id(&place, args, &asked.job.id);
    if (!follows && !waits)
        return 0;
    struct cli_follow_options options = {.has_all_attempts = true, .is_silent = !follows};
    if (cli_flush(err) < 0)
        return -1;
    return cli_submit_follow(&place, &asked.job.id, &options, cli_has(args, "json"), err);
}

static const struct cli_option options_here[] = {
    {"follow", 'f', NULL, "follow it: print its output and exit as it ends", CLI_COMPLETE_NONE,
     NULL},
    {"wait", 'w', NULL, "wait for its end and exit as it ends", CLI_COMPLETE_NONE, NULL},
    {"no-check", 0, NULL, "do not judge the script's arguments by its text", CLI_COMPLETE_NONE,
     NULL},
    {"json", 0, NULL, "print an object with the id; with --wait the record at the end",
     CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options_here, ARRAY_LEN(options_here)};

const struct cli_command cli_submit_command = {
    .name = "submit",
    .summary = "put a job into the spool, durably, and print its id",
    .usage = "SCRIPT [OPTION…] [-- ARG…]",
    .description = "When it exits with 0, the job is on the disk and will not be lost by a crash. "
                   "No server needs to run: the job "
                   "waits for one. The script's path is relative to the current directory (or to "
                   "-C DIR), or to the project.\n"
                   "This is what cron and git hooks call.",
    .groups = {&group, &cli_job_what, &cli_job_how, &cli_job_when},
    .example = "pirun submit scripts/report.py --timeout 10m -- --month 2026-10\n"
               "pirun submit --job job.json\n"
               "17 3 * * *  pirun -C /srv/project submit --source cron scripts/night.py",
    .positional_max = 1,
    .complete = CLI_COMPLETE_FILE,
    .flags = CLI_TAKES_REST,
    .handler = submit,
    .help = cli_form_help,
};

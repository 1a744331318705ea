#include <stdio.h>

#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_place.h"
#include "cli/cli_say.h"
#include "cli/cli_value.h"
#include "cli/cli_why.h"

static int read_options(const struct cli_args *args, struct cli_print_options *out, struct err *err)
{
    const char *since_line = cli_value(args, "since-line");
    const char *tail = cli_value(args, "tail");
    bool has_stdout = cli_has(args, "stdout");
    bool has_stderr = cli_has(args, "stderr");
    if (has_stdout != has_stderr)
        out->stream = has_stdout ? OUTPUT_STDOUT : OUTPUT_STDERR;
    out->has_time = cli_has(args, "time");
    out->is_json = cli_has(args, "json");
    if (since_line &&
        cli_read_integer("since-line", since_line, 1, INT64_MAX, &out->since_line, err) < 0)
        return -1;
    if (tail && cli_read_integer("tail", tail, 1, INT64_MAX, &out->tail, err) < 0)
        return -1;
    return 0;
}

/* The current attempt has the plain names: 0. */
static int read_attempt(const struct cli_args *args, const struct run *run, int *out,
                        struct err *err)
{
    int64_t attempt = 0;
    const char *text = cli_value(args, "attempt");
    if (!text)
        return 0;
    if (cli_read_integer("attempt", text, 1, INT32_MAX, &attempt, err) < 0)
        return -1;
    if (attempt > run->attempt)
        return err_set(err, ERR_NOT_FOUND, "no attempt %lld: there were %d", (long long)attempt,
                       run->attempt);
    *out = attempt == run->attempt ? 0 : (int)attempt;
    return 0;
}

/* No output is no failure when the run never wrote any. */
static int explain_none(struct run *run, struct err *err)
{
    char text[300];
    if (err->code != ERR_NOT_FOUND)
        return -1;
    if (run_has_ended(run->state) && run->result.output.bytes > 0)
        return err_set(err, ERR_NOT_FOUND, "the output of this run is no longer kept");
    cli_why_describe(run, text, sizeof(text));
    cli_say("no output: %s", text);
    return 0;
}

static int follow(struct cli_place *place, const struct ident *id,
                  const struct cli_print_options *print_options, struct err *err)
{
    struct cli_follow_options options = {.print = *print_options};
    auto_run struct run run;
    char text[300];
    enum cli_followed how = CLI_FOLLOWED;
    run_init(&run);
    if (place->ops->follow(place, id, &options, &run, &how, err) < 0)
        return -1;
    cli_why_describe(&run, text, sizeof(text));
    if (cli_is_watched())
        cli_say("%s", text);
    return 0;
}

static int logs(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_run struct run run;
    struct cli_print_options options = {0};
    int attempt = 0;
    run_init(&run);
    if (read_options(args, &options, err) < 0 || cli_place_open(&place, args, err) < 0 ||
        place.ops->load(&place, args->positionals[0], &run, err) < 0 ||
        read_attempt(args, &run, &attempt, err) < 0)
        return -1;
    if (cli_has(args, "follow"))
        return follow(&place, &run.job.id, &options, err);
    return place.ops->print(&place, &run, attempt, &options, err) < 0 ? explain_none(&run, err) : 0;
}

static const struct cli_option options[] = {
    {"follow", 'f', NULL, "go on until the run is over", CLI_COMPLETE_NONE, NULL},
    {"since-line", 0, "NUMBER", "begin at this line, counted from 1", CLI_COMPLETE_NONE, NULL},
    {"tail", 'n', "COUNT", "begin with the last COUNT lines", CLI_COMPLETE_NONE, NULL},
    {"attempt", 0, "NUMBER", "the output of this attempt, counted from 1; without it the last one",
     CLI_COMPLETE_NONE, NULL},
    {"stdout", 0, NULL, "only what it wrote to stdout", CLI_COMPLETE_NONE, NULL},
    {"stderr", 0, NULL, "only what it wrote to stderr", CLI_COMPLETE_NONE, NULL},
    {"time", 't', NULL, "begin each line with the time when it was written", CLI_COMPLETE_NONE,
     NULL},
    {"json", 0, NULL, "print one object per line: line, time, stream, text", CLI_COMPLETE_NONE,
     NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_logs_command = {
    .name = "logs",
    .summary = "print the output of a run",
    .usage = "ID [OPTION…]",
    .description = "What the script wrote to stdout comes on stdout, what it wrote to stderr on "
                   "stderr, byte for byte and in "
                   "the order in which it was written. Where output beyond the limit was not kept, "
                   "a line on stderr tells how "
                   "many bytes are missing.",
    .groups = {&group},
    .example = "pirun logs -f @1\npirun logs @1 --tail 20 --time",
    .positional_min = 1,
    .positional_max = 1,
    .complete = CLI_COMPLETE_RUN,
    .handler = logs,
};

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_id.h"
#include "cli/cli_place.h"
#include "cli/cli_rows.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_value.h"

#define LIMIT_DEFAULT 30

static const struct cli_column columns[] = {
    {.title = "ID"},
    {.title = "STATE"},
    {.title = "SCRIPT", .is_elastic = true},
    {.title = "SOURCE", .leaves = 1},
    {.title = "STARTED", .leaves = 3},
    {.title = "TOOK", .is_right = true, .leaves = 2},
    {.title = "OUTCOME", .leaves = 4},
};

static enum cli_colour colour_of(enum run_state state)
{
    switch (state) {
    case RUN_QUEUED:
        return CLI_YELLOW;
    case RUN_RUNNING:
        return CLI_BLUE;
    case RUN_SUCCEEDED:
        return CLI_GREEN;
    case RUN_FAILED:
    case RUN_KILLED:
        return CLI_RED;
    }
    return CLI_PLAIN;
}

static void write_outcome(const struct cli_row *row, char text[CLI_TEXT_SIZE])
{
    text[0] = '\0';
    if (row->state == RUN_SUCCEEDED || !run_has_ended(row->state))
        return;
    if (row->reason == RUN_EXITED)
        (void)snprintf(text, CLI_TEXT_SIZE, "exit status %d",
                       row->exit_code); /* fits, as the others */
    else if (row->reason == RUN_SIGNALLED)
        (void)snprintf(text, CLI_TEXT_SIZE, "signal %d", row->signal);
    else
        (void)snprintf(text, CLI_TEXT_SIZE, "%s", run_reason_name(row->reason));
}

static void add_row(struct cli_table *table, const struct cli_row *row, int id_size, int64_t now_us)
{
    char id[IDENT_TEXT_SIZE];
    char started[CLI_TEXT_SIZE] = "";
    char took[CLI_TEXT_SIZE] = "";
    char outcome[CLI_TEXT_SIZE];
    (void)snprintf(id, sizeof(id), "%.*s", id_size, row->id); /* cut on purpose */
    if (row->started_at_us)
        cli_write_age(row->started_at_us, now_us, started);
    if (row->started_at_us && run_has_ended(row->state))
        cli_write_duration(row->duration_ms, took);
    else if (row->state == RUN_RUNNING && now_us > row->started_at_us)
        cli_write_duration((now_us - row->started_at_us) / 1000, took);
    write_outcome(row, outcome);
    cli_table_add(table, id, CLI_PLAIN);
    cli_table_add(table, run_state_name(row->state), colour_of(row->state));
    cli_table_add(table, row->title, CLI_PLAIN);
    cli_table_add(table, job_source_name(row->source), CLI_DIM);
    cli_table_add(table, started, CLI_PLAIN);
    cli_table_add(table, took, CLI_PLAIN);
    cli_table_add(table, outcome, CLI_PLAIN);
}

static void print_people(const struct cli_rows *rows, const struct store_query *query)
{
    auto_table struct cli_table table = {0};
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    int64_t now_us = clock_wall_us();
    if (rows->count == 0) {
        if (cli_is_watched())
            cli_say("no runs");
        return;
    }
    int id_size = cli_id_shown_size(rows->rows[0].id, sizeof(rows->rows[0]), rows->count);
    cli_table_init(&table, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < rows->count; i++)
        add_row(&table, &rows->rows[i], id_size, now_us);
    cli_table_print(&table, &look, stdout);
    const struct cli_row *last = &rows->rows[rows->count - 1];
    if (rows->count == (size_t)query->limit && last->seq > 1 && cli_is_watched())
        cli_say("older ones: --before %lld", (long long)last->seq);
}

static void print_json(const struct cli_rows *rows)
{
    auto_json struct json *array = json_array();
    for (size_t i = 0; i < rows->count; i++)
        json_push(array, cli_row_json(&rows->rows[i]));
    cli_print_json(array);
}

static void print_ids(const struct cli_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        (void)puts(rows->rows[i].id); /* cli_flush tells */
}

static int read_names(const struct cli_args *args, struct store_query *query, struct err *err)
{
    enum run_state state = RUN_QUEUED;
    enum job_source source = JOB_FROM_FILE;
    query->state = cli_value(args, "state");
    query->source = cli_value(args, "source");
    query->text = cli_value(args, "text");
    if (query->state && !run_state_parse(query->state, &state))
        return err_set(
            err, ERR_INVALID,
            "'%.40s' is no state: queued, running, succeeded, failed or killed (--state)",
            query->state);
    if (query->source && !job_source_parse(query->source, &source))
        return err_set(err, ERR_INVALID,
                       "'%.40s' is no source: cli, cron, git, http or file (--source)",
                       query->source);
    return 0;
}

static int read_numbers(const struct cli_args *args, struct store_query *query, struct err *err)
{
    int64_t limit = LIMIT_DEFAULT;
    const char *since = cli_value(args, "since");
    const char *before = cli_value(args, "before");
    const char *limit_text = cli_value(args, "limit");
    if (since && cli_read_time_us(since, clock_wall_us(), -1, &query->since_us, err) < 0)
        return err_prefix(err, "--since");
    if (before && cli_read_integer("before", before, 1, INT64_MAX, &query->before_seq, err) < 0)
        return -1;
    if (limit_text && cli_read_integer("limit", limit_text, 1, CLI_ROWS_MAX, &limit, err) < 0)
        return -1;
    query->limit = (int)limit;
    return 0;
}

static int list(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_rows struct cli_rows rows = {0};
    auto_free char *label_key = NULL;
    auto_free char *label_value = NULL;
    struct store_query query = {0};
    const char *label = cli_value(args, "label");
    if (read_names(args, &query, err) < 0 || read_numbers(args, &query, err) < 0)
        return -1;
    if (label && strchr(label, '=') &&
        cli_read_pair("label", label, &label_key, &label_value, err) < 0)
        return -1;
    query.label_key = label_key ? label_key : label;
    query.label_value = label_value;
    if (cli_place_open(&place, args, err) < 0 || place.ops->rows(&place, &query, &rows, err) < 0)
        return -1;
    if (cli_has(args, "json"))
        print_json(&rows);
    else if (cli_has(args, "ids"))
        print_ids(&rows);
    else
        print_people(&rows, &query);
    return 0;
}

static const struct cli_option options[] = {
    {"state", 's', "STATE", "queued, running, succeeded, failed or killed", CLI_COMPLETE_WORDS,
     "queued running succeeded failed killed"},
    {"since", 0, "TIME", "accepted since: a duration ago (2h, 3d) or a time (RFC 3339)",
     CLI_COMPLETE_NONE, NULL},
    {"label", 'l', "KEY[=VALUE]", "with this label", CLI_COMPLETE_NONE, NULL},
    {"source", 0, "NAME", "from cli, cron, git, http or file", CLI_COMPLETE_WORDS,
     "cli cron git http file"},
    {"text", 0, "TEXT", "with TEXT in script, key or labels", CLI_COMPLETE_NONE, NULL},
    {"limit", 'n', "COUNT", "at most COUNT, 1 to 1000; without it 30", CLI_COMPLETE_NONE, NULL},
    {"before", 0, "NUMBER", "the page before accept number NUMBER", CLI_COMPLETE_NONE, NULL},
    {"ids", 0, NULL, "print ids only, one per line", CLI_COMPLETE_NONE, NULL},
    {"json", 0, NULL, "print an array of records", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_list_command = {
    .name = "list",
    .summary = "list runs, newest first",
    .usage = "[OPTION…]",
    .groups = {&group},
    .example =
        "pirun list --state failed --since 2d\npirun cancel $(pirun list --state queued --ids)",
    .handler = list,
};

/* `pirun token`: the keys of the project, made and revoked in var/tokens.json. A running server
 * sees the change by itself. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "access/access_token_file.h"
#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_id.h"
#include "cli/cli_project.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_value.h"

static const struct cli_column columns[] = {
    {.title = "ID"},
    {.title = "NAME", .is_elastic = true},
    {.title = "ROLE"},
    {.title = "CREATED", .leaves = 1},
    {.title = "EXPIRES", .leaves = 3},
    {.title = "USED", .leaves = 2},
};

static void add_age(struct cli_table *table, int64_t at_us, int64_t now_us)
{
    char text[CLI_TEXT_SIZE] = "never";
    if (at_us > 0)
        cli_write_age(at_us, now_us, text);
    cli_table_add(table, text, at_us > 0 ? CLI_PLAIN : CLI_DIM);
}

static void add_token(struct cli_table *table, const struct access_token *token, int id_size)
{
    char id[ACCESS_ID_SIZE];
    int64_t now_us = clock_wall_us();
    (void)snprintf(id, sizeof(id), "%.*s", id_size, token->id); /* cut on purpose */
    cli_table_add(table, id, CLI_PLAIN);
    cli_table_add(table, token->name, CLI_PLAIN);
    cli_table_add(table, access_role_name(token->role), CLI_PLAIN);
    add_age(table, token->created_us, now_us);
    if (access_token_is_over(token, now_us))
        cli_table_add(table, "expired", CLI_RED);
    else
        add_age(table, token->expires_us, now_us);
    add_age(table, token->used_us, now_us);
}

static int list_tokens(struct cli_project *project, const struct cli_args *args, struct err *err)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_tokens struct access_tokens tokens = {0};
    if (access_tokens_load(project->spool.dirs.var, &tokens, err) < 0)
        return -1;
    if (cli_has(args, "json")) {
        auto_json struct json *array = json_array();
        for (size_t i = 0; i < tokens.count; i++)
            json_push(array, access_token_json(&tokens.items[i]));
        cli_print_json(array);
        return 0;
    }
    if (tokens.count == 0) {
        if (cli_is_watched())
            cli_say("no tokens: 'pirun token create' makes one");
        return 0;
    }
    auto_table struct cli_table table;
    cli_table_init(&table, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < tokens.count; i++)
        add_token(&table, &tokens.items[i], ACCESS_ID_SIZE - 1);
    cli_table_print(&table, &look, stdout);
    return 0;
}

static int read_order(const struct cli_args *args, struct access_token_order *order,
                      struct err *err)
{
    const char *role = cli_value(args, "role");
    const char *expires = cli_value(args, "expires");
    *order = (struct access_token_order){.name = cli_value(args, "name"), .role = ACCESS_VIEWER};
    if (role && !access_role_parse(role, &order->role))
        return err_set(err, ERR_INVALID,
                       "'%.40s' is no role: there are viewer, runner, editor and admin (--role)",
                       role);
    if (expires && cli_read_time_us(expires, clock_wall_us(), 1, &order->expires_us, err) < 0)
        return err_prefix(err, "--expires");
    return 0;
}

/* What root writes here, the server of another user could read no more. */
static int check_owner(const struct cli_project *project, struct err *err)
{
    struct stat st;
    if (project->spool.is_owner)
        return 0;
    if (fstat(project->spool.dirs.var, &st) < 0)
        return err_errno(err, "cannot look at 'var'");
    return err_set(err, ERR_FORBIDDEN,
                   "the project belongs to user %u, who alone makes and revokes its tokens: "
                   "sudo -u '#%u' pirun token …",
                   (unsigned)st.st_uid, (unsigned)st.st_uid);
}

static int create_token(struct cli_project *project, const struct cli_args *args, struct err *err)
{
    struct access_token_order order;
    struct access_token token;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    if (args->positional_count > 1)
        return err_set(err, ERR_INVALID,
                       "a name is given by --name: pirun token create --name %.60s",
                       args->positionals[1]);
    if (read_order(args, &order, err) < 0 || check_owner(project, err) < 0 ||
        access_token_create(project->spool.dirs.var, &order, &token, secret, err) < 0)
        return -1;
    if (cli_has(args, "json")) {
        auto_json struct json *object = access_token_json(&token);
        json_set_string(object, "token", secret);
        cli_print_json(object);
    } else {
        (void)puts(secret); /* cli_flush tells */
        if (cli_is_watched())
            cli_say("token '%s' (%s), role %s: keep it now, it is not shown again", token.name,
                    token.id, access_role_name(token.role));
    }
    explicit_bzero(secret, sizeof(secret));
    return 0;
}

static int revoke_one(struct cli_project *project, const char *text, struct json *reports,
                      struct err *err)
{
    struct access_token token;
    if (access_token_revoke(project->spool.dirs.var, text, &token, err) < 0)
        return -1;
    if (token.is_local)
        cli_say("that was var/token: 'pirun init' or the next 'pirun serve' makes another one");
    json_push(reports, access_token_json(&token));
    return 0;
}

static int revoke_tokens(struct cli_project *project, const struct cli_args *args, struct err *err)
{
    size_t failed = 0;
    auto_json struct json *reports = json_array();
    if (args->positional_count < 2)
        return err_set(err, ERR_INVALID,
                       "which ones? pirun token revoke ID…; 'pirun token list' has the ids");
    if (check_owner(project, err) < 0)
        return -1;
    for (size_t i = 1; i < args->positional_count; i++) {
        if (revoke_one(project, args->positionals[i], reports, err) == 0)
            continue;
        failed++;
        if (args->positional_count > 2) /* one that is not there does not keep the others */
            cli_say("%s", err->text);
    }
    if (cli_has(args, "json"))
        cli_print_json(reports);
    for (const struct json *report = json_first(reports); report && !cli_has(args, "json");
         report = json_next(report))
        (void)printf("revoked %s %s\n", json_get_string(report, "id"),
                     json_get_string(report, "name")); /* cli_flush tells */
    if (failed == 0)
        return 0;
    return args->positional_count == 2 ? -1
                                       : err_set(err, err->code, "%zu of %zu were not revoked",
                                                 failed, args->positional_count - 1);
}

static const struct {
    const char *name;
    int (*handle)(struct cli_project *project, const struct cli_args *args, struct err *err);
} subcommands[] = {{"list", list_tokens}, {"create", create_token}, {"revoke", revoke_tokens}};

static int token(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    const char *name = args->positional_count > 0 ? args->positionals[0] : "list";
    for (size_t i = 0; i < ARRAY_LEN(subcommands); i++) {
        if (strcmp(subcommands[i].name, name) != 0)
            continue;
        return cli_project_open(&project, args, err) < 0
                   ? -1
                   : subcommands[i].handle(&project, args, err);
    }
    return err_set(err, ERR_INVALID, "'token %.40s' is unknown: there are create, list and revoke",
                   name);
}

static const struct cli_option options[] = {
    {"name", 0, "NAME", "with create: who or what it is for", CLI_COMPLETE_NONE, NULL},
    {"role", 0, "ROLE", "with create: viewer (the default), runner, editor or admin",
     CLI_COMPLETE_WORDS, "viewer runner editor admin"},
    {"expires", 0, "TIME", "with create: when it ends, as 30d or as a date; else never",
     CLI_COMPLETE_NONE, NULL},
    {"json", 0, NULL, "print an object (create) or an array of objects", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_token_command = {
    .name = "token",
    .summary = "the keys for the server's HTTP: make one, list them, revoke one",
    .usage = "create [OPTION…] | list | revoke ID…",
    .description =
        "A token has one role. viewer: read. runner: and run and cancel. editor: and files, git, "
        "environment and terminal. admin: and tokens and the configuration.\n"
        "create prints the token, this once: only its SHA-256 is kept, in var/tokens.json. "
        "Programs "
        "send it as 'Authorization: Bearer TOKEN'.\n"
        "revoke takes ids, their beginnings, or names. It counts at once, also for a server that "
        "runs, and ends the browsers' sessions that were opened with the token.",
    .groups = {&group},
    .example = "pirun token create --name ci --role runner --expires 90d\npirun token list",
    .positional_max = 1000,
    .complete = CLI_COMPLETE_WORDS,
    .words = "create list revoke",
    .handler = token,
};

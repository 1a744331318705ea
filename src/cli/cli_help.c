#include "cli/cli_help.h"

#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_man.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "conf/conf.h"
#include "job/job_file.h"

#define TEXT_WIDTH_MOST 100
#define NAME_COLUMN     32 /* where the help of an option begins */

static size_t text_width(FILE *to)
{
    struct cli_look look = cli_look_of(fileno(to));
    return look.width == 0 || look.width > TEXT_WIDTH_MOST ? TEXT_WIDTH_MOST : look.width;
}

/* Print TEXT in lines of WIDTH, each behind INDENT spaces but the first, which begins at column
 * FIRST. */
static void print_wrapped(FILE *to, const char *text, size_t width, size_t indent, size_t first)
{
    size_t column = first;
    const char *at = text;
    while (*at) {
        size_t word = strcspn(at, " \n");
        auto_free char *copy = xstrndup(at, word);
        size_t cells = cli_text_width(copy);
        bool is_at_start = column == indent;
        if (!is_at_start && column + 1 + cells > width) {
            (void)fprintf(to, "\n%*s", (int)indent, "");
            column = indent;
            is_at_start = true;
        }
        (void)fprintf(to, "%s%s", is_at_start ? "" : " ", copy);
        column += cells + !is_at_start;
        at += word;
        if (*at == '\n') {
            (void)fprintf(to, "\n%*s", (int)indent, "");
            column = indent;
        }
        at += *at != '\0';
    }
    (void)fputc('\n', to);
}

static void print_row(FILE *to, const char *name, const char *help, size_t width)
{
    size_t used = cli_text_width(name) + 2;
    (void)fprintf(to, "  %s", name);
    if (used + 2 > NAME_COLUMN) {
        (void)fprintf(to, "\n");
        used = 0;
    }
    (void)fprintf(to, "%*s", (int)(NAME_COLUMN - used), "");
    print_wrapped(to, help, width, NAME_COLUMN, NAME_COLUMN);
}

void cli_help_row_print(FILE *to, const char *name, const char *help)
{
    print_row(to, name, help, text_width(to));
}

void cli_help_option_name(const struct cli_option *option, char *out, size_t size)
{
    char letter[8] = "    ";
    const char *argument = option->argument;
    if (option->letter)
        (void)snprintf(letter, sizeof(letter), "-%c, ", option->letter); /* fits */
    if (!argument)
        (void)snprintf(out, size, "%s--%s", letter, option->name); /* a long name may be cut */
    else if (argument[0] == '[')
        (void)snprintf(out, size, "%s--%s[=%s", letter, option->name, argument + 1);
    else
        (void)snprintf(out, size, "%s--%s=%s", letter, option->name, argument);
}

char *cli_help_sentence(const char *words)
{
    char *sentence = xasprintf("%s.", words);
    if (*sentence >= 'a' && *sentence <= 'z')
        *sentence = (char)(*sentence - 'a' + 'A');
    return sentence;
}

static void print_group(FILE *to, const struct cli_group *group, size_t width)
{
    char name[80];
    (void)fprintf(to, "\n%s:\n", group->title);
    for (size_t i = 0; i < group->count; i++) {
        cli_help_option_name(&group->options[i], name, sizeof(name));
        print_row(to, name, group->options[i].help, width);
    }
}

static void print_example(FILE *to, const char *example)
{
    (void)fprintf(to, "\nExample:\n");
    while (*example) {
        size_t size = strcspn(example, "\n");
        (void)fprintf(to, "    %.*s\n", (int)size, example);
        example += size + (example[size] != '\0');
    }
}

void cli_help_command_print(const struct cli_command *command, FILE *to)
{
    size_t width = text_width(to);
    (void)fprintf(to, "Usage: pirun %s%s%s\n", command->name, *command->usage ? " " : "",
                  command->usage);
    auto_free char *sentence = cli_help_sentence(command->summary);
    print_wrapped(to, sentence, width, 0, 0);
    if (command->description) {
        (void)fputc('\n', to);
        print_wrapped(to, command->description, width, 0, 0);
    }
    for (size_t g = 0; g < CLI_GROUPS_MAX && command->groups[g]; g++)
        print_group(to, command->groups[g], width);
    print_group(to, cli_common_options(), width);
    if (command->example)
        print_example(to, command->example);
}

void cli_help_overview_print(FILE *to)
{
    size_t width = text_width(to);
    size_t count = 0;
    const struct cli_command *const *all = cli_commands(&count);
    (void)fprintf(
        to,
        "Usage: pirun [-C DIR] COMMAND [OPTION…]\n"
        "Runs the Python scripts of a project: from files, the command line, cron and timers.\n\n");
    for (size_t i = 0; i < count; i++) {
        if (!(all[i]->flags & CLI_HIDDEN))
            print_row(to, all[i]->name, all[i]->summary, width);
    }
    (void)fprintf(
        to,
        "\n'pirun help COMMAND' has its options and an example, 'pirun help config' the "
        "keys of %s,\n"
        "'pirun help job' those of a job file.\n"
        "With PIRUN_URL (and PIRUN_TOKEN) set, commands speak to that server: 'man pirun' "
        "tells more.\n",
        CONF_FILE);
}

static void print_config_key(const struct conf_doc *doc, size_t width)
{
    (void)printf("%s: %s%s%s%s%s%s\n    default: %s\n    ", doc->key, doc->type,
                 *doc->unit ? ", " : "", doc->unit, *doc->range ? " (" : "", doc->range,
                 *doc->range ? ")" : "", *doc->fallback ? doc->fallback : "none");
    print_wrapped(stdout, doc->help, width, 4, 4);
}

static void print_config_help(void)
{
    size_t count = 0;
    size_t width = text_width(stdout);
    const struct conf_doc *docs = conf_docs(&count);
    (void)printf(
        "Keys of %s. 'pirun check' looks at the file; SIGHUP makes a server read it again.\n\n",
        CONF_FILE);
    for (size_t i = 0; i < count; i++) {
        print_config_key(&docs[i], width);
        for (const struct conf_doc *row = docs[i].items; row && row->key; row++)
            print_config_key(row, width);
    }
}

static struct json *config_key_json(const struct conf_doc *doc)
{
    struct json *row = json_object();
    json_set_string(row, "key", doc->key);
    json_set_string(row, "type", doc->type);
    json_set_string(row, "unit", doc->unit);
    json_set_string(row, "default", doc->fallback);
    json_set_string(row, "range", doc->range);
    json_set_string(row, "help", doc->help);
    return row;
}

static struct json *config_json(void)
{
    size_t count = 0;
    const struct conf_doc *docs = conf_docs(&count);
    struct json *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_push(array, config_key_json(&docs[i]));
        for (const struct conf_doc *row = docs[i].items; row && row->key; row++)
            json_push(array, config_key_json(row));
    }
    return array;
}

static void print_job_key(void *ctx, const struct job_file_doc *doc)
{
    const size_t *width = ctx;
    if (doc->is_by_pirun)
        return;
    (void)printf("%s: %s\n    ", doc->key, doc->type);
    if (*doc->fallback)
        (void)printf("default: %s\n    ", doc->fallback);
    print_wrapped(stdout, doc->help, *width, 4, 4);
}

static void print_job_help(void)
{
    size_t width = text_width(stdout);
    print_wrapped(stdout,
                  "Keys of a job file: one JSON object, renamed into var/spool/ or closed there "
                  "after writing. Keys that begin with x- are kept and ignored.",
                  width, 0, 0);
    (void)fputc('\n', stdout);
    job_file_docs(print_job_key, &width);
}

static void add_job_key(void *ctx, const struct job_file_doc *doc)
{
    if (doc->is_by_pirun)
        return;
    struct json *row = json_object();
    json_set_string(row, "key", doc->key);
    json_set_string(row, "type", doc->type);
    json_set_string(row, "default", doc->fallback);
    json_set_string(row, "help", doc->help);
    json_set_string(row, "example", doc->example);
    json_push(ctx, row);
}

static int print_json(const char *topic, struct err *err)
{
    auto_json struct json *keys = NULL;
    if (topic && strcmp(topic, "config") == 0) {
        keys = config_json();
    } else if (topic && strcmp(topic, "job") == 0) {
        keys = json_array();
        job_file_docs(add_job_key, keys);
    } else {
        return err_set(err, ERR_INVALID,
                       "--json goes with 'pirun help config' and 'pirun help job'");
    }
    cli_print_json(keys);
    return 0;
}

static int help(struct cli_args *args, struct err *err)
{
    const char *topic = args->positional_count > 0 ? args->positionals[0] : NULL;
    if (cli_has(args, "man"))
        return cli_man_print(cli_value(args, "man"), err);
    if (cli_has(args, "json"))
        return print_json(topic, err);
    if (!topic) {
        cli_help_overview_print(stdout);
    } else if (strcmp(topic, "config") == 0) {
        print_config_help();
    } else if (strcmp(topic, "job") == 0) {
        print_job_help();
    } else {
        const struct cli_command *command = cli_command_find(topic, err);
        if (!command)
            return -1;
        cli_help_command_print(command, stdout);
    }
    return 0;
}

static const struct cli_option options[] = {
    {"man", 0, "[PAGE]", "print a manual page in roff: pirun (the default) or pirun.yaml",
     CLI_COMPLETE_WORDS, "pirun pirun.yaml"},
    {"json", 0, NULL, "with config or job: print an array of the keys", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_help_command = {
    .name = "help",
    .summary = "show what a command does, the config's keys or the job file's keys",
    .usage = "[COMMAND|config|job]",
    .groups = {&group},
    .example = "pirun help submit\npirun help --man=pirun.yaml | man -l -",
    .positional_max = 1,
    .complete = CLI_COMPLETE_COMMAND,
    .handler = help,
};

#include "cli/cli_args.h"

#include <assert.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"

#define LONG_ONLY 256 /* getopt's value of the Nth option is LONG_ONLY + N: above every letter */

/* The rows of a command in the form that getopt_long(3) wants. */
struct spec {
    const struct cli_option **rows;
    struct option *longs;
    char *letters;
    size_t count;
};

static size_t count_rows(const struct cli_command *command)
{
    size_t count = cli_common_options()->count;
    for (size_t g = 0; g < CLI_GROUPS_MAX && command->groups[g]; g++)
        count += command->groups[g]->count;
    return count;
}

static void add_row(struct spec *spec, const struct cli_option *row, char **letter)
{
    int takes = !row->argument            ? no_argument
                : row->argument[0] == '[' ? optional_argument
                                          : required_argument;
    spec->longs[spec->count] =
        (struct option){row->name, takes, NULL, LONG_ONLY + (int)spec->count};
    spec->rows[spec->count++] = row;
    if (!row->letter)
        return;
    *(*letter)++ = row->letter;
    for (int i = 0; i < takes; i++) /* none, one or two colons, as getopt(3) numbers them */
        *(*letter)++ = ':';
}

static void spec_init(struct spec *spec, const struct cli_command *command)
{
    size_t count = count_rows(command);
    spec->rows = xcalloc(count, sizeof(struct cli_option *));
    spec->longs = xcalloc(count + 1, sizeof(*spec->longs));
    spec->letters = xcalloc(3 * count + 3, 1);
    spec->count = 0;
    char *letter = spec->letters;
    *letter++ = '-'; /* positionals are answered in order: `--` must be seen where it stands */
    *letter++ = ':'; /* a missing value is told apart */
    for (size_t g = 0; g < CLI_GROUPS_MAX && command->groups[g]; g++) {
        for (size_t i = 0; i < command->groups[g]->count; i++)
            add_row(spec, &command->groups[g]->options[i], &letter);
    }
    for (size_t i = 0; i < cli_common_options()->count; i++)
        add_row(spec, &cli_common_options()->options[i], &letter);
}

static void spec_release(struct spec *spec)
{
    free(spec->rows);
    free(spec->longs);
    free(spec->letters);
}

static const struct cli_option *row_of(const struct spec *spec, int value)
{
    if (value >= LONG_ONLY && (size_t)(value - LONG_ONLY) < spec->count)
        return spec->rows[value - LONG_ONLY];
    for (size_t i = 0; i < spec->count; i++) {
        if (value > 0 && spec->rows[i]->letter == value)
            return spec->rows[i];
    }
    return NULL;
}

/* WORD begins with "--" and is no option, or begins several. */
static int fail_long(const struct spec *spec, const char *command, const char *word,
                     struct err *err)
{
    auto_free char *name = xstrndup(word + 2, strcspn(word + 2, "="));
    auto_buf struct buf matches;
    buf_init(&matches, 160);
    auto_free const char **names = xcalloc(spec->count, sizeof(char *));
    size_t count = 0;
    for (size_t i = 0; i < spec->count; i++) {
        names[i] = spec->rows[i]->name;
        if (strncmp(names[i], name, strlen(name)) == 0)
            buf_addf(&matches, "%s--%s", count++ ? ", " : "", names[i]);
    }
    if (count > 1)
        return err_set(err, ERR_INVALID, "option '--%.40s' is ambiguous: %s", name,
                       buf_text(&matches));
    const char *near = cli_nearest(name, names, spec->count);
    if (near)
        return err_set(err, ERR_INVALID, "'%s' has no option '--%.40s': did you mean '--%s'?",
                       command, name, near);
    return err_set(err, ERR_INVALID, "'%s' has no option '--%.40s': see 'pirun help %s'", command,
                   name, command);
}

static int fail_option(const struct spec *spec, const char *command, char *const *argv, int got,
                       struct err *err)
{
    const struct cli_option *row = row_of(spec, optopt);
    if (got == ':' && row)
        return err_set(err, ERR_INVALID, "option '--%s' needs a value: %s", row->name,
                       row->argument);
    if (row)
        return err_set(err, ERR_INVALID, "option '--%s' takes no value", row->name);
    const char *word = argv[optind - 1];
    if (optopt == 0 && strncmp(word, "--", 2) == 0)
        return fail_long(spec, command, word, err);
    return err_set(err, ERR_INVALID, "'%s' has no option '-%c': see 'pirun help %s'", command,
                   optopt, command);
}

static void take_option(struct cli_args *args, const struct cli_option *row, const char *value)
{
    if (strcmp(row->name, "help") == 0)
        args->wants_help = true;
    else if (strcmp(row->name, "directory") == 0)
        args->directory = value;
    else
        args->given[args->given_count++] = (struct cli_given){row, value};
}

static int parse_words(const struct spec *spec, int argc, char **argv, struct cli_args *args,
                       struct err *err)
{
    optind = 0; /* glibc: begin anew. Source: getopt(3), NOTES */
    opterr = 0;
    for (;;) {
        /* NOLINTNEXTLINE(concurrency-mt-unsafe): the command line has one thread */
        int got = getopt_long(argc, argv, spec->letters, spec->longs, NULL);
        if (got == -1)
            return 0;
        if (got == 1) {
            args->positionals[args->positional_count++] = optarg;
            continue;
        }
        const struct cli_option *row = row_of(spec, got);
        if (got == '?' || got == ':' || !row)
            return fail_option(spec, args->command->name, argv, got, err);
        take_option(args, row, optarg);
    }
}

static void take_rest(int argc, char **argv, struct cli_args *args)
{
    args->has_rest = optind > 0 && strcmp(argv[optind - 1], "--") == 0;
    if (args->command->flags & CLI_TAKES_REST) {
        args->rest = argv + optind;
        args->rest_count = (size_t)(argc - optind);
        return;
    }
    for (int i = optind; i < argc; i++)
        args->positionals[args->positional_count++] = argv[i];
}

static int check_count(const struct cli_args *args, struct err *err)
{
    const struct cli_command *command = args->command;
    if (args->positional_count < command->positional_min)
        return err_set(err, ERR_INVALID, "something is missing: pirun %s %s", command->name,
                       command->usage);
    if (args->positional_count <= command->positional_max)
        return 0;
    const char *extra = args->positionals[command->positional_max];
    if (command->flags & CLI_TAKES_REST)
        return err_set(err, ERR_INVALID,
                       "'%.80s' is one word too many: arguments of the script come behind '--'",
                       extra);
    return err_set(err, ERR_INVALID, "'%.80s' is one word too many: pirun %s %s", extra,
                   command->name, command->usage);
}

int cli_args_parse(const struct cli_command *command, int argc, char **argv, struct cli_args *args,
                   struct err *err)
{
    args->command = command;
    args->launcher = -1;
    args->given = xcalloc((size_t)argc + 1, sizeof(*args->given));
    args->positionals = xcalloc((size_t)argc + 1, sizeof(char *));
    struct spec spec;
    spec_init(&spec, command);
    int result = parse_words(&spec, argc, argv, args, err);
    spec_release(&spec);
    if (result < 0)
        return -1;
    take_rest(argc, argv, args);
    return args->wants_help ? 0 : check_count(args, err);
}

void cli_args_release(struct cli_args *args)
{
    free(args->given);
    free(args->positionals);
    args->given = NULL;
    args->positionals = NULL;
    args->given_count = 0;
    args->positional_count = 0;
}

/* A name that no row has is a slip of the programmer. */
static bool is_row(const struct cli_command *command, const char *name)
{
    for (size_t g = 0; g < CLI_GROUPS_MAX && command->groups[g]; g++) {
        for (size_t i = 0; i < command->groups[g]->count; i++) {
            if (strcmp(command->groups[g]->options[i].name, name) == 0)
                return true;
        }
    }
    return false;
}

bool cli_has(const struct cli_args *args, const char *name)
{
    assert(is_row(args->command, name));
    for (size_t i = 0; i < args->given_count; i++) {
        if (strcmp(args->given[i].option->name, name) == 0)
            return true;
    }
    return false;
}

const char *cli_value(const struct cli_args *args, const char *name)
{
    const char *last = NULL;
    size_t at = 0;
    for (const char *value; (value = cli_next_value(args, name, &at));)
        last = value;
    return last;
}

const char *cli_next_value(const struct cli_args *args, const char *name, size_t *at)
{
    assert(is_row(args->command, name));
    while (*at < args->given_count) {
        const struct cli_given *given = &args->given[(*at)++];
        if (given->value && strcmp(given->option->name, name) == 0)
            return given->value;
    }
    return NULL;
}

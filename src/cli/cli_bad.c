#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_id.h"
#include "cli/cli_place.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_value.h"

static const struct cli_column columns[] = {
    {.title = "ID"},
    {.title = "FILE", .leaves = 3},
    {.title = "WHEN", .leaves = 1},
    {.title = "CODE", .leaves = 2},
    {.title = "WHY", .is_elastic = true},
};

static void add_letter(struct cli_table *table, const struct json *letter, int id_size)
{
    char id[IDENT_TEXT_SIZE];
    char when[CLI_TEXT_SIZE] = "";
    struct err ignored;
    int64_t at_us = 0;
    const char *time = json_get_string(letter, "time");
    const char *full = json_get_string(letter, "id");
    (void)snprintf(id, sizeof(id), "%.*s", id_size, full ? full : "?"); /* cut on purpose */
    if (time && clock_parse(time, &at_us, &ignored) == 0)
        cli_write_age(at_us, clock_wall_us(), when);
    cli_table_add(table, id, CLI_PLAIN);
    cli_table_add(table, json_get_string(letter, "name"), CLI_PLAIN);
    cli_table_add(table, when, CLI_PLAIN);
    cli_table_add(table, json_get_string(letter, "code"), CLI_RED);
    cli_table_add(table, json_get_string(letter, "text"), CLI_PLAIN);
}

/* How much of the ids tells the letters apart. */
static int shown_size(const struct json *letters)
{
    size_t count = json_count(letters);
    size_t at = 0;
    auto_free char *ids = xcalloc(count ? count : 1, IDENT_TEXT_SIZE);
    for (const struct json *letter = json_first(letters); letter;
         letter = json_next(letter), at++) {
        const char *id = json_get_string(letter, "id");
        (void)snprintf(ids + at * IDENT_TEXT_SIZE, IDENT_TEXT_SIZE, "%s",
                       id ? id : ""); /* an id fits */
    }
    return cli_id_shown_size(ids, IDENT_TEXT_SIZE, count);
}

static int list(struct cli_place *place, const struct cli_args *args, struct err *err)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_json struct json *letters = place->ops->letters(place, err);
    if (!letters)
        return -1;
    if (cli_has(args, "json")) {
        cli_print_json(letters);
        return 0;
    }
    if (json_count(letters) == 0) {
        if (cli_is_watched())
            cli_say("no dead letters");
        return 0;
    }
    int id_size = shown_size(letters);
    auto_table struct cli_table table;
    cli_table_init(&table, columns, ARRAY_LEN(columns));
    for (const struct json *letter = json_first(letters); letter; letter = json_next(letter))
        add_letter(&table, letter, id_size);
    cli_table_print(&table, &look, stdout);
    return 0;
}

static void print_text(const char *name, const char *text)
{
    auto_buf struct buf clean;
    buf_init(&clean, (size_t)64 * 1024);
    if (!text || !*text)
        return;
    cli_text_print(text, 0, &clean);
    (void)printf("%-10s  %s\n", name, buf_text(&clean)); /* cli_flush tells */
}

/* The letter itself, line by line: control bytes of a stranger's file do not reach the terminal. */
static void print_file(const char *text)
{
    (void)puts("");
    while (*text) {
        size_t size = strcspn(text, "\n");
        auto_free char *line = xstrndup(text, size);
        auto_buf struct buf clean;
        buf_init(&clean, (size_t)256 * 1024);
        cli_text_print(line, 0, &clean);
        (void)printf("%s\n", buf_text(&clean)); /* cli_flush tells */
        text += size + (text[size] != '\0');
    }
}

static void print_letter(const struct json *letter)
{
    static const char *const fields[] = {"id",   "name", "time", "submitter",
                                         "code", "text", "cure", "pointer"};
    int64_t line = json_get_integer(letter, "line", 0);
    const char *file = json_get_string(letter, "file");
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        print_text(fields[i], json_get_string(letter, fields[i]));
    if (line > 0)
        (void)printf("%-10s  line %lld, column %lld\n", "where", (long long)line,
                     (long long)json_get_integer(letter, "column", 0)); /* cli_flush tells */
    if (file)
        print_file(file);
}

static const char *letter_id(const struct json *letter)
{
    const char *id = json_get_string(letter, "id");
    return id ? id : "";
}

/* The letter that a person means by "@N", counted as the list shows them, or by the name of the
 * file that was dropped: the newest of that name. NULL: there is none. */
static const struct json *find_letter(const struct json *letters, const char *text)
{
    int64_t n = 0;
    bool is_place = text[0] == '@';
    size_t size = strlen(text);
    if (is_place && cli_read_integer("@N", text + 1, 1, INT32_MAX, &n, NULL) < 0)
        return NULL;
    if (size > 5 && strcmp(text + size - 5, ".json") == 0)
        size -= 5;
    for (const struct json *letter = json_first(letters); letter; letter = json_next(letter)) {
        const char *name = json_get_string(letter, "name");
        if (is_place ? --n == 0 : name && strlen(name) == size && strncmp(name, text, size) == 0)
            return letter;
    }
    return NULL;
}

/* Owns: as the place's letter(). TEXT is an id, its beginning, a place or a file's name. */
static struct json *load_letter(struct cli_place *place, const char *text, struct err *err)
{
    struct err ignored;
    struct json *letter = place->ops->letter(place, text, err);
    if (letter || err->code != ERR_NOT_FOUND)
        return letter;
    auto_json struct json *letters = place->ops->letters(place, &ignored);
    const struct json *found = letters ? find_letter(letters, text) : NULL;
    return found ? place->ops->letter(place, letter_id(found), err) : NULL;
}

static int show(struct cli_place *place, const struct cli_args *args, struct err *err)
{
    if (args->positional_count != 2)
        return err_set(err, ERR_INVALID,
                       "which one? pirun bad show ID; 'pirun bad list' has the ids");
    auto_json struct json *letter = load_letter(place, args->positionals[1], err);
    if (!letter)
        return -1;
    if (cli_has(args, "json"))
        cli_print_json(letter);
    else
        print_letter(letter);
    return 0;
}

/* Do one thing with one letter; prints what became of it. */
typedef int (*letter_cb)(struct cli_place *place, const char *id, struct json *report,
                         struct err *err);

static int retry_one(struct cli_place *place, const char *id, struct json *report, struct err *err)
{
    struct ident new_id;
    char text[IDENT_TEXT_SIZE];
    if (place->ops->retry_letter(place, id, &new_id, err) < 0)
        return -1;
    ident_format(&new_id, text);
    json_set_string(report, "id", text);
    json_set_string(report, "letter", id);
    return 0;
}

static int drop_one(struct cli_place *place, const char *id, struct json *report, struct err *err)
{
    if (place->ops->drop_letter(place, id, err) < 0)
        return -1;
    json_set_string(report, "letter", id);
    return 0;
}

/* The letters that were named, or all. */
static struct json *named_letters(struct cli_place *place, const struct cli_args *args,
                                  struct err *err)
{
    if (cli_has(args, "all"))
        return place->ops->letters(place, err);
    struct json *letters = json_array();
    for (size_t i = 1; i < args->positional_count; i++) {
        struct json *letter = load_letter(place, args->positionals[i], err);
        if (!letter) {
            json_free(letters);
            return NULL;
        }
        json_push(letters, letter);
    }
    if (json_count(letters) > 0)
        return letters;
    json_free(letters);
    (void)err_set(err, ERR_INVALID, "which ones? Give ids, or --all; 'pirun bad list' has the ids");
    return NULL;
}

static void print_report(const struct json *report)
{
    const char *id = json_get_string(report, "id");
    if (id)
        (void)puts(id); /* cli_flush tells */
    else
        (void)printf("dropped %s\n", json_get_string(report, "letter"));
}

static int each_letter(struct cli_place *place, const struct cli_args *args, letter_cb on_letter,
                       struct err *err)
{
    auto_json struct json *letters = named_letters(place, args, err);
    if (!letters)
        return -1;
    size_t count = json_count(letters);
    size_t failed = 0;
    auto_json struct json *reports = json_array();
    for (const struct json *letter = json_first(letters); letter; letter = json_next(letter)) {
        struct json *report = json_object();
        if (on_letter(place, letter_id(letter), report, err) < 0) {
            json_free(report);
            failed++;
            if (count > 1) /* one that cannot be moved does not keep the others */
                cli_say("%s", err->text);
            continue;
        }
        if (!cli_has(args, "json"))
            print_report(report);
        json_push(reports, report);
    }
    if (cli_has(args, "json"))
        cli_print_json(reports);
    if (failed == 0)
        return 0;
    return count == 1
               ? -1
               : err_set(err, err->code, "%zu of %zu dead letters stay as they are", failed, count);
}

static int retry(struct cli_place *place, const struct cli_args *args, struct err *err)
{
    return each_letter(place, args, retry_one, err);
}

static int drop(struct cli_place *place, const struct cli_args *args, struct err *err)
{
    return each_letter(place, args, drop_one, err);
}

static const struct {
    const char *name;
    int (*handle)(struct cli_place *place, const struct cli_args *args, struct err *err);
} subcommands[] = {{"list", list}, {"show", show}, {"retry", retry}, {"drop", drop}};

static int bad(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    const char *name = args->positional_count > 0 ? args->positionals[0] : "list";
    for (size_t i = 0; i < ARRAY_LEN(subcommands); i++) {
        if (strcmp(subcommands[i].name, name) != 0)
            continue;
        return cli_place_open(&place, args, err) < 0 ? -1
                                                     : subcommands[i].handle(&place, args, err);
    }
    return err_set(err, ERR_INVALID, "'bad %.40s' is unknown: there are list, show, retry and drop",
                   name);
}

static const struct cli_option options[] = {
    {"all", 0, NULL, "with retry and drop: all of them", CLI_COMPLETE_NONE, NULL},
    {"json", 0, NULL, "print an array of objects; show: the object", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_bad_command = {
    .name = "bad",
    .summary = "dead letters: files that were refused, and why",
    .usage = "list | show ID | retry ID… | drop ID…",
    .description = "A file that is refused is kept for 30 days, with the reason, the place and the "
                   "cure. retry puts it into the door again, under a new id.\n"
                   "An ID may be shortened; @1 is the newest letter, and the name of the dropped "
                   "file will do as well.",
    .groups = {&group},
    .example = "pirun bad list\npirun bad show @1",
    .positional_max = 10000,
    .complete = CLI_COMPLETE_WORDS,
    .words = "list show retry drop",
    .handler = bad,
};

#include "cli/cli_form.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "base/fd.h"
#include "base/rel.h"
#include "base/scope.h"
#include "cli/cli_help.h"
#include "cli/cli_say.h"
#include "env/env_base.h"
#include "remote/remote_request.h"
#include "script/script_check.h"
#include "script/script_reader.h"
#include "server/server_rules.h"

#define TEXT_MAX 4096 /* bytes of a row */
#define HELP_MAX 8192

/* reading */

static int read_text(const struct cli_project *project, const char *path, struct buf *text,
                     struct err *err)
{
    struct rel rel;
    if (rel_parse(path, strlen(path), &rel, err) < 0)
        return -1;
    auto_fd int fd = rel_open(project->dirfd, &rel, O_RDONLY | O_NONBLOCK, err);
    return fd < 0 ? -1 : fd_read_all(fd, text, err);
}

/* A process of Python takes longer than all the rest of a submission. */
static bool is_worth_reading(const struct buf *text)
{
    static const char *const words[] = {"ArgumentParser", "def main", "click", "typer"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (memmem(buf_text(text), text->size, words[i], strlen(words[i])))
            return true;
    }
    return false;
}

static struct json *empty_form(void)
{
    struct json *root = json_object();
    json_set_string(root, "kind", script_kind_name(SCRIPT_NONE));
    return root;
}

static struct json *ask_reader(const struct cli_project *project, const char *path,
                               const struct buf *text, struct err *err)
{
    const struct env_settings settings = server_rules_environment(&project->conf);
    const struct env_place place = {
        .project_path = project->path, .project = project->dirfd, .settings = &settings};
    const struct script_question question = {
        .what = "form", .path = path, .data = buf_text(text), .size = text->size};
    struct env_base base;
    if (env_base_find_reader(&place, &base, err) < 0)
        return NULL;
    struct script_reader *reader = script_reader_create(base.path);
    struct json *root = script_reader_ask(reader, &question, err);
    script_reader_free(reader);
    return root;
}

static struct json *read_here(const struct cli_project *project, const char *path, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, SCRIPT_TEXT_MAX);
    if (read_text(project, path, &text, err) < 0)
        return NULL;
    return is_worth_reading(&text) ? ask_reader(project, path, &text, err) : empty_form();
}

static struct json *read_there(const struct cli_place *place, const char *path, struct err *err)
{
    const struct remote_pair query[] = {{"path", path}};
    const struct remote_request request = {
        .method = "GET", .path = "/api/form", .query = query, .query_count = ARRAY_LEN(query)};
    return remote_ask(place->remote, &request, err);
}

int cli_form_read(struct cli_place *place, const char *path, struct script_form *form,
                  struct err *err)
{
    struct json *root =
        place->remote ? read_there(place, path, err) : read_here(&place->project, path, err);
    return root ? script_form_init(form, root, err) : -1;
}

int cli_form_judge(struct cli_place *place, struct job *job, struct err *err)
{
    struct err ignored;
    auto_form struct script_form form = {0};
    bool is_judged = job->kind == JOB_SCRIPT && !job->ref && !job->call && !place->remote;
    if (!is_judged || cli_form_read(place, job->script, &form, &ignored) < 0)
        return 0;
    if (form.kind == SCRIPT_MAIN)
        job->call = xstrdup(SCRIPT_MAIN_NAME);
    if (script_check_args(&form, job->script, job->args, job->arg_count, err) == 0)
        return 0;
    size_t size = strlen(err->text);
    (void)snprintf(err->text + size, sizeof(err->text) - size,
                   " (--no-check submits it as it is)"); /* cut at most */
    return -1;
}

/* printing */

static void put_value(const struct json *value, struct buf *out)
{
    if (json_string(value))
        buf_add(out, json_string(value));
    else
        json_print(value, false, out);
}

static const char *value_name(const struct script_field *field, struct buf *out)
{
    if (field->metavar)
        return field->metavar;
    if (!field->choices) {
        for (const char *at = field->name; *at; at++)
            buf_addf(out, "%c", *at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
        return buf_text(out);
    }
    for (const struct json *one = json_first(field->choices); one; one = json_next(one)) {
        buf_add(out, out->size > 0 ? "|" : "");
        put_value(one, out);
    }
    return buf_ok(out) ? buf_text(out) : field->name;
}

static void put_name(const struct script_field *field, struct buf *out)
{
    bool is_switch = field->is_count || (field->type == SCRIPT_BOOLEAN && !field->is_list);
    auto_buf struct buf value;
    buf_init(&value, TEXT_MAX);
    for (const struct json *one = json_first(field->flags); one; one = json_next(one))
        buf_addf(out, "%s%s", out->size > 0 ? ", " : "", json_string(one));
    if (field->is_positional || !is_switch)
        buf_addf(out, "%s%s%s", out->size > 0 ? " " : "", value_name(field, &value),
                 field->is_list && !field->is_repeated ? "…" : "");
}

static void put_help(const struct script_field *field, struct buf *out)
{
    auto_buf struct buf usual;
    buf_init(&usual, TEXT_MAX);
    if (field->help)
        buf_add(out, field->help);
    else if (field->format || field->type == SCRIPT_INTEGER || field->type == SCRIPT_NUMBER)
        buf_add(out, field->format ? field->format : script_type_name(field->type));
    if (field->is_required)
        buf_add(out, out->size > 0 ? " (required)" : "required");
    if (field->is_repeated)
        buf_add(out, out->size > 0 ? "; may be repeated" : "may be repeated");
    if (field->fallback && !field->is_list && field->type != SCRIPT_BOOLEAN)
        put_value(field->fallback, &usual);
    if (usual.size > 0 && buf_ok(&usual) && !(field->help && strchr(field->help, '[')))
        buf_addf(out, "%s[%s]", out->size > 0 ? " " : "", buf_text(&usual));
}

static void print_fields(const struct script_form *form, bool is_positional)
{
    bool is_first = true;
    for (size_t i = 0; i < form->count; i++) {
        const struct script_field *field = &form->fields[i];
        auto_buf struct buf name;
        auto_buf struct buf help;
        buf_init(&name, TEXT_MAX);
        buf_init(&help, HELP_MAX);
        if (field->is_positional != is_positional || field->is_hidden)
            continue;
        if (is_first)
            (void)printf("\n%s:\n", is_positional ? "Arguments" : "Options"); /* cli_flush tells */
        is_first = false;
        put_name(field, &name);
        put_help(field, &help);
        cli_help_row_print(stdout, buf_text(&name), buf_text(&help));
    }
}

static void print_form(const struct script_form *form, const char *command, const char *path)
{
    (void)printf("Usage: pirun %s %s%s\n", command, path,
                 form->count > 0 ? " -- ARG…" : ""); /* cli_flush tells of all of these */
    if (form->description)
        (void)printf("%s\n", form->description);
    if (form->kind == SCRIPT_NONE)
        (void)puts("\nIts text does not tell which arguments it takes.");
    print_fields(form, true);
    print_fields(form, false);
    for (const struct json *one = json_first(json_get(form->root, "problems")); one;
         one = json_next(one))
        (void)printf("\nnote, line %lld: %s\n", (long long)json_get_integer(one, "line", 1),
                     json_get_string(one, "message"));
    (void)printf("\nRead from the script's text, which was not run. 'pirun %s --help' tells what "
                 "stands before the '--'.\n",
                 command);
}

int cli_form_help(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_form struct script_form form = {0};
    auto_free char *path = NULL;
    if (cli_place_open(&place, args, err) < 0 ||
        place.ops->script(&place, args->positionals[0], &path, err) < 0 ||
        cli_form_read(&place, path, &form, err) < 0)
        return -1;
    print_form(&form, args->command->name, path);
    return 0;
}

/* `pirun __words SCRIPT [WORD]`: what a shell offers behind `--`, after WORD. */

static void print_words(const struct json *words)
{
    for (const struct json *one = json_first(words); one; one = json_next(one)) {
        auto_buf struct buf text;
        buf_init(&text, TEXT_MAX);
        put_value(one, &text);
        if (buf_ok(&text) && !strpbrk(buf_text(&text), " \t\n\"'$`\\;&|<>(){}[]*?!~#"))
            (void)puts(buf_text(&text)); /* cli_flush tells */
    }
}

static int words(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    auto_form struct script_form form = {0};
    auto_free char *path = NULL;
    const char *last = args->rest_count > 0 ? args->rest[0] : "";
    if (cli_place_open(&place, args, err) < 0 ||
        place.ops->script(&place, args->positionals[0], &path, err) < 0 ||
        cli_form_read(&place, path, &form, err) < 0)
        return -1;
    const struct script_field *field = script_form_find_flag(&form, last, strlen(last));
    if (field && field->choices) {
        print_words(field->choices);
        return 0;
    }
    for (size_t i = 0; i < form.count; i++) {
        print_words(form.fields[i].flags);
        if (form.fields[i].is_positional)
            print_words(form.fields[i].choices);
    }
    print_words(form.flags);
    return 0;
}

const struct cli_command cli_words_command = {
    .name = "__words",
    .summary = "print the words that a script takes",
    .usage = "SCRIPT [-- WORD]",
    .positional_min = 1,
    .positional_max = 1,
    .flags = CLI_HIDDEN | CLI_TAKES_REST,
    .handler = words,
};

/* diff: what changed between two runs. As diff(1): status 0 the same, 1 different. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_place.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_value.h"

#define LINE_CAP    ((size_t)1024 * 1024)
#define FILES_SHOWN 20
#define VALUE_SHOWN 300 /* bytes of a value: hashes and most lists of arguments in full */

/* for people */

static void print_line(const char *name, const char *text)
{
    auto_buf struct buf clean;
    buf_init(&clean, LINE_CAP);
    cli_text_print(text, 0, &clean);
    (void)printf("%-12s  %s\n", name, buf_text(&clean)); /* cli_flush tells */
}

static void add_value(const struct json *value, struct buf *out)
{
    auto_buf struct buf text;
    buf_init(&text, LINE_CAP);
    if (!value)
        buf_add(&text, "-");
    else if (json_string(value))
        buf_add(&text, json_string(value));
    else
        json_print(value, false, &text);
    buf_append(out, buf_text(&text), text.size < VALUE_SHOWN ? text.size : VALUE_SHOWN);
    buf_add(out, text.size < VALUE_SHOWN ? "" : "…");
}

static void print_change(const char *what, const struct json *a, const struct json *b)
{
    auto_buf struct buf line;
    buf_init(&line, LINE_CAP);
    add_value(a, &line);
    buf_add(&line, " → ");
    add_value(b, &line);
    print_line(what, buf_text(&line));
}

static void print_side(const char *name, const struct json *side)
{
    char took[CLI_TEXT_SIZE] = "";
    if (json_get(side, "took_ms"))
        cli_write_duration(json_get_integer(side, "took_ms", 0), took);
    auto_free char *text = xasprintf("%s  %s, %s%s%s", json_get_string(side, "run_id"),
                                     json_get_string(side, "script"),
                                     json_get_string(side, "state"), *took ? ", " : "", took);
    print_line(name, text);
}

static void print_file(const struct json *file)
{
    const char *from = json_get_string(file, "from");
    auto_free char *text =
        xasprintf("  %-10s %s%s%s  +%lld -%lld", json_get_string(file, "status"), from ? from : "",
                  from ? " → " : "", json_get_string(file, "path"),
                  (long long)json_get_integer(file, "additions", 0),
                  (long long)json_get_integer(file, "deletions", 0));
    print_line("", text);
}

/* What a list of files cannot say: that it is not of all of them. */
static void print_doubt(const char *which, const struct json *side)
{
    int64_t left_out = json_get_integer(side, "left_out", 0);
    int64_t late = json_get_integer(side, "late", 0);
    auto_free char *text = xasprintf("  (of run %s %lld not recorded, %lld recorded too late)",
                                     which, (long long)left_out, (long long)late);
    if (left_out + late > 0)
        print_line("", text);
}

static void print_files(const struct json *files)
{
    int64_t count = json_get_integer(files, "count", 0);
    int64_t shown = 0;
    auto_free char *unknown = xasprintf("cannot be compared: %s", json_get_string(files, "why"));
    auto_free char *differ = xasprintf("%lld differ%s", (long long)count, count == 1 ? "s" : "");
    if (!json_get_bool(files, "is_known", false))
        print_line("files", unknown);
    else if (count > 0)
        print_line("files", differ);
    const struct json *file = json_first(json_get(files, "list"));
    for (; file && shown < FILES_SHOWN; file = json_next(file), shown++)
        print_file(file);
    auto_free char *rest = xasprintf("  and %lld more", (long long)(count - shown));
    if (count > shown)
        print_line("", rest);
    print_doubt("a", json_get(files, "a"));
    print_doubt("b", json_get(files, "b"));
}

static void print_names(const char *name, const char *how, const struct json *list)
{
    auto_buf struct buf line;
    buf_init(&line, LINE_CAP);
    for (const struct json *at = json_first(list); at; at = json_next(at)) {
        const char *version = json_get_string(at, "version");
        const char *was = json_get_string(at, "a");
        buf_add(&line, at == json_first(list) ? how : ",");
        buf_addf(&line, " %s", json_string(at) ? json_string(at) : json_get_string(at, "name"));
        if (version)
            buf_addf(&line, " %s", version);
        if (was)
            buf_addf(&line, " %s → %s", was, json_get_string(at, "b"));
    }
    if (line.size > 0)
        print_line(name, buf_text(&line));
}

static void print_lists(const char *name, const struct json *object)
{
    print_names(name, "changed:", json_get(object, "changed"));
    print_names(name, "only in a:", json_get(object, "removed"));
    print_names(name, "only in b:", json_get(object, "added"));
}

/* On a terminal control bytes stay out; elsewhere the bytes are what git-apply(1) takes. */
static void print_patch(const char *text)
{
    auto_buf struct buf clean;
    buf_init(&clean, LINE_CAP);
    if (cli_look_of(STDOUT_FILENO).width == 0) {
        (void)printf("\n%s", text); /* cli_flush tells */
        return;
    }
    for (; *text; text += strcspn(text, "\n") + 1) {
        auto_free char *line = xstrndup(text, strcspn(text, "\n"));
        buf_clear(&clean);
        cli_text_print(line, 0, &clean);
        (void)puts(buf_text(&clean));
    }
}

static void print_people(const struct json *found)
{
    const struct json *packages = json_get(found, "packages");
    const char *patch = json_get_string(json_get(found, "files"), "patch");
    print_side("a", json_get(found, "a"));
    print_side("b", json_get(found, "b"));
    const struct json *change = json_first(json_get(found, "changes"));
    for (; change; change = json_next(change))
        print_change(json_get_string(change, "what"), json_get(change, "a"), json_get(change, "b"));
    print_lists("variables", json_get(found, "variables"));
    print_lists("packages", packages);
    if (!json_get_bool(packages, "is_known", true))
        print_line("packages", json_get_string(packages, "why"));
    print_files(json_get(found, "files"));
    if (json_get_bool(found, "is_same", false))
        (void)puts("no difference is known"); /* cli_flush tells */
    if (patch)
        print_patch(patch);
}

static int diff(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    const struct cli_pair pair = {.a = args->positionals[0],
                                  .b = args->positionals[1],
                                  .is_patch_wanted = cli_has(args, "patch")};
    if (cli_place_open(&place, args, err) < 0)
        return -1;
    auto_json struct json *found = place.ops->diff(&place, &pair, err);
    if (!found)
        return -1;
    if (cli_has(args, "json"))
        cli_print_json(found);
    else
        print_people(found);
    return json_get_bool(found, "is_same", false) ? 0 : 1;
}

/* for a server */

static int ask(struct cli_args *args, struct err *err)
{
    auto_place struct cli_place place = {.ops = &cli_here_ops, .project = {.dirfd = -1}};
    const struct cli_pair pair = {.a = args->positionals[0],
                                  .b = args->positionals[1],
                                  .is_patch_wanted = cli_has(args, "patch")};
    struct err why_not;
    auto_json struct json *found = NULL;
    if (cli_project_open(&place.project, args, err) < 0)
        return -1;
    found = place.ops->diff(&place, &pair, &why_not);
    if (!found) {
        found = json_object();
        json_set_string(found, "error", why_not.text);
        json_set_string(found, "code", err_name(why_not.code));
    }
    cli_print_json(found);
    return 0;
}

static const struct cli_option options[] = {
    {"patch", 'p', NULL, "the difference of the files too, as a patch", CLI_COMPLETE_NONE, NULL},
    {"json", 0, NULL, "print it as JSON", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_diff_command = {
    .name = "diff",
    .summary = "show what changed between two runs",
    .usage = "ID ID",
    .description =
        "Compares what was asked, the files that the runs saw (with what was not committed), "
        "their packages, and how they ended; values of variables are not shown. The status is 0 "
        "when nothing differs that is known, and 1 when something does.",
    .groups = {&group},
    .example = "pirun diff @2 @1",
    .positional_min = 2,
    .positional_max = 2,
    .complete = CLI_COMPLETE_RUN,
    .handler = diff,
};

const struct cli_command cli_diff_ask_command = {
    .name = "__diff",
    .summary = "compare two runs for a server",
    .usage = "ID ID",
    .groups = {&group},
    .positional_min = 2,
    .positional_max = 2,
    .lazy = LAZY_GIT | LAZY_SQLITE,
    .flags = CLI_HIDDEN | CLI_IS_HERE,
    .handler = ask,
};

/* git diff: a patch with colours for people, hunks for programs. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_git.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "repo/repo_diff.h"

#define PATCH_CAP ((size_t)64 * 1024 * 1024)
#define LINES_MAX 50000

static enum cli_colour colour_of(const char *line)
{
    static const struct {
        const char *prefix;
        enum cli_colour colour;
    } colours[] = {
        {"diff ", CLI_BOLD}, {"index ", CLI_BOLD}, {"--- ", CLI_BOLD}, {"+++ ", CLI_BOLD},
        {"@@ ", CLI_BLUE},   {"+", CLI_GREEN},     {"-", CLI_RED},
    };
    for (size_t i = 0; i < ARRAY_LEN(colours); i++) {
        if (strncmp(line, colours[i].prefix, strlen(colours[i].prefix)) == 0)
            return colours[i].colour;
    }
    return CLI_PLAIN;
}

/* On a terminal control bytes stay out; elsewhere the bytes are what git-apply(1) takes. */
static void print_coloured(const char *text, const struct cli_look *look)
{
    auto_buf struct buf line;
    auto_buf struct buf plain;
    buf_init(&line, PATCH_CAP);
    buf_init(&plain, PATCH_CAP);
    while (*text) {
        size_t size = strcspn(text, "\n");
        auto_free char *copy = xstrndup(text, size);
        for (char *tab = copy; (tab = strchr(tab, '\t'));)
            *tab = ' ';
        buf_clear(&plain);
        buf_clear(&line);
        cli_text_print(copy, 0, &plain);
        cli_colour_print(look, colour_of(copy), buf_text(&plain), &line);
        (void)puts(buf_text(&line)); /* cli_flush tells */
        text += size + (text[size] == '\n');
    }
}

static void print_text(const char *text, size_t size)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    if (look.width > 0)
        print_coloured(text, &look);
    else
        (void)fwrite(text, 1, size, stdout); /* cli_flush tells */
}

int cli_git_print_patch(struct cli_git *git, const struct repo_diff *what, struct err *err)
{
    auto_buf struct buf patch;
    buf_init(&patch, PATCH_CAP);
    if (repo_diff_patch(&git->repo, what, &patch, err) < 0)
        return -1;
    print_text(buf_text(&patch), patch.size);
    return 0;
}

/* from hunks, of a server that answers those */

static const char *text_of(const struct json *object, const char *key)
{
    const char *text = json_get_string(object, key);
    return text ? text : "";
}

static void add_line(const struct json *line, struct buf *out)
{
    buf_addf(out, "%s%s\n", text_of(line, "type"), text_of(line, "text"));
    if (json_get_bool(line, "no_newline", false))
        buf_add(out, "\\ No newline at end of file\n");
}

/* SIDE ("a/") and PATH, within quotes where a byte is not plain. Source: git-config(1),
 * core.quotePath. */
static char *name_of(const char *side, const char *path)
{
    static const char letters[] = "\a\b\t\n\v\f\r\"\\";
    auto_buf struct buf name;
    bool is_quoted = false;
    buf_init(&name, PATCH_CAP);
    for (; *path; path++) {
        unsigned char byte = (unsigned char)*path;
        const char *letter = strchr(letters, *path);
        is_quoted = is_quoted || letter || byte < ' ' || byte >= 0x7f;
        if (letter)
            buf_addf(&name, "\\%c", "abtnvfr\"\\"[letter - letters]);
        else if (byte < ' ' || byte >= 0x7f)
            buf_addf(&name, "\\%03o", (unsigned)byte);
        else
            buf_append(&name, path, 1);
    }
    const char *quote = is_quoted ? "\"" : "";
    return xasprintf("%s%s%s%s", quote, side, buf_text(&name), quote);
}

/* Which file, how it changed, and its modes, as git-diff(1) has it; without the ids. */
static void add_heading(const struct json *file, const char *from, const char *path,
                        struct buf *out)
{
    auto_free char *old = name_of("a/", from);
    auto_free char *new = name_of("b/", path);
    const char *status = text_of(file, "status");
    const char *old_mode = text_of(file, "old_mode");
    const char *new_mode = text_of(file, "new_mode");
    bool is_new = strcmp(status, "added") == 0 || strcmp(status, "untracked") == 0;
    bool is_gone = strcmp(status, "deleted") == 0;
    buf_addf(out, "diff --git %s %s\n", old, new);
    if (is_new)
        buf_addf(out, "new file mode %s\n", new_mode);
    else if (is_gone)
        buf_addf(out, "deleted file mode %s\n", old_mode);
    else if (strcmp(old_mode, new_mode) != 0)
        buf_addf(out, "old mode %s\nnew mode %s\n", old_mode, new_mode);
    if (json_get(file, "from"))
        buf_addf(out, "rename from %s\nrename to %s\n", from, path);
    if (json_get_bool(file, "is_binary", false) || json_get_bool(file, "is_too_large", false))
        buf_addf(out, "Binary files %s and %s differ\n", old, new);
    else if (json_count(json_get(file, "hunks")) > 0)
        buf_addf(out, "--- %s\n+++ %s\n", is_new ? "/dev/null" : old, is_gone ? "/dev/null" : new);
}

static void add_file(const struct json *file, struct buf *out)
{
    const char *new = text_of(file, "path");
    const char *from = json_get_string(file, "from");
    const struct json *hunks = json_get(file, "hunks");
    add_heading(file, from ? from : new, new, out);
    for (const struct json *hunk = json_first(hunks); hunk; hunk = json_next(hunk)) {
        const struct json *lines = json_get(hunk, "lines");
        buf_addf(out, "%s\n", text_of(hunk, "header"));
        for (const struct json *line = json_first(lines); line; line = json_next(line))
            add_line(line, out);
    }
}

void cli_git_print_hunks(const struct json *diff)
{
    auto_buf struct buf patch;
    const struct json *files = json_get(diff, "files");
    buf_init(&patch, PATCH_CAP);
    for (const struct json *file = json_first(files); file; file = json_next(file)) {
        add_file(file, &patch);
        if (json_get_bool(file, "is_left_out", false))
            cli_say("the lines of '%.100s' are left out: too many differ", text_of(file, "path"));
    }
    print_text(buf_text(&patch), patch.size);
}

int cli_git_diff(struct cli_git *git, struct err *err)
{
    const struct cli_args *args = git->args;
    size_t commits = args->positional_count > 0 ? args->positional_count - 1 : 0;
    bool is_staged = cli_has(args, "staged");
    struct repo_diff what = {.line_limit = LINES_MAX};
    if (is_staged && commits > 1)
        return err_set(err, ERR_INVALID, "--staged compares with one commit, not with two");
    what.from = commits > 0 ? args->positionals[1] : NULL;
    what.to = commits > 1 ? args->positionals[2] : NULL;
    what.kind = is_staged      ? REPO_DIFF_STAGED
                : commits == 0 ? REPO_DIFF_WORK
                : commits == 1 ? REPO_DIFF_ALL
                               : REPO_DIFF_COMMITS;
    if (!cli_has(args, "json"))
        return cli_git_print_patch(git, &what, err);
    auto_json struct json *diff = repo_diff(&git->repo, &what, err);
    if (!diff)
        return -1;
    cli_print_json(diff);
    return 0;
}

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

int cli_git_print_patch(struct cli_git *git, const struct repo_diff *what, struct err *err)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_buf struct buf patch;
    buf_init(&patch, PATCH_CAP);
    if (repo_diff_patch(&git->repo, what, &patch, err) < 0)
        return -1;
    if (look.width > 0)
        print_coloured(buf_text(&patch), &look);
    else
        (void)fwrite(buf_text(&patch), 1, patch.size, stdout); /* cli_flush tells */
    return 0;
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

/* git status, log, branches, show: what is there. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_git.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_value.h"
#include "repo/repo_diff.h"
#include "repo/repo_log.h"
#include "repo/repo_status.h"

#define FILES_MAX    10000
#define BRANCHES_MAX 1000
#define LOG_DEFAULT  20
#define LOG_MAX      10000
#define FILE_CAP     ((size_t)256 * 1024 * 1024)
#define LINES_MAX    50000
#define LINE_CAP     ((size_t)64 * 1024)

/* status */

static void print_branch(const struct json *status)
{
    const char *branch = json_get_string(status, "branch");
    const char *upstream = json_get_string(status, "upstream");
    const char *under_way = json_get_string(status, "under_way");
    auto_free char *head = cli_git_short(json_get_string(status, "head"));
    if (branch)
        (void)printf("on %s", branch); /* cli_flush tells, here and below */
    else
        (void)printf("on no branch, at %s", head);
    if (json_get_bool(status, "unborn", false))
        (void)printf(", no commit yet");
    if (upstream && json_get(status, "ahead"))
        (void)printf(", %lld ahead and %lld behind %s",
                     (long long)json_get_integer(status, "ahead", 0),
                     (long long)json_get_integer(status, "behind", 0), upstream);
    else if (upstream)
        (void)printf(", follows %s, which is not here yet", upstream);
    (void)printf("\n");
    if (under_way)
        (void)printf("a %s is under way\n", under_way);
}

static void print_last(const struct json *status)
{
    char age[CLI_TEXT_SIZE] = "";
    int64_t at_us = 0;
    const struct json *commit = json_get(status, "last_commit");
    const char *at = json_get_string(commit, "at");
    if (!commit)
        return;
    auto_free char *id = cli_git_short(json_get_string(commit, "id"));
    if (at && clock_parse(at, &at_us, NULL) == 0)
        cli_write_age(at_us, clock_wall_us(), age);
    auto_buf struct buf line;
    buf_init(&line, LINE_CAP);
    cli_text_print(json_get_string(commit, "subject"), 0, &line);
    (void)printf("last commit %s, %s: %s\n", id, age, buf_text(&line));
}

static const struct cli_column file_columns[] = {
    {.title = NULL},
    {.title = NULL},
    {.title = NULL, .is_elastic = true},
};

static void add_file(struct cli_table *table, const struct json *file)
{
    const char *index = json_get_string(file, "index");
    const char *work = json_get_string(file, "work");
    const char *from = json_get_string(file, "from");
    bool is_new = work && strcmp(work, "untracked") == 0;
    auto_free char *staged = index ? xasprintf("staged: %s", index) : NULL;
    auto_free char *path = from ? xasprintf("%s (was %s)", json_get_string(file, "path"), from)
                                : xstrdup(json_get_string(file, "path"));
    cli_table_add(table, staged, CLI_GREEN);
    cli_table_add(table, work, is_new ? CLI_DIM : CLI_RED);
    cli_table_add(table, path, CLI_PLAIN);
}

static void print_files(const struct json *status)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_table struct cli_table table;
    int64_t left_out = json_get_integer(status, "files_left_out", 0);
    cli_table_init(&table, file_columns, ARRAY_LEN(file_columns));
    for (const struct json *file = json_first(json_get(status, "files")); file;
         file = json_next(file))
        add_file(&table, file);
    cli_table_print(&table, &look, stdout);
    if (left_out > 0)
        (void)printf("and %lld more\n", (long long)left_out);
}

void cli_git_print_status(const struct json *status)
{
    print_branch(status);
    print_last(status);
    if (json_get_bool(status, "dirty", false))
        print_files(status);
    else
        (void)printf("nothing is changed\n");
}

int cli_git_status(struct cli_git *git, struct err *err)
{
    auto_json struct json *status = repo_status(&git->repo, FILES_MAX, err);
    if (!status)
        return -1;
    if (cli_has(git->args, "json"))
        cli_print_json(status);
    else
        cli_git_print_status(status);
    return 0;
}

/* log */

static const struct cli_column log_columns[] = {
    {.title = "COMMIT"},
    {.title = "WHEN", .leaves = 2},
    {.title = "AUTHOR", .leaves = 1},
    {.title = "SUBJECT", .is_elastic = true},
};

static void add_commit(struct cli_table *table, const struct json *commit)
{
    char age[CLI_TEXT_SIZE] = "";
    int64_t at_us = 0;
    const char *at = json_get_string(commit, "at");
    auto_free char *id = cli_git_short(json_get_string(commit, "id"));
    if (at && clock_parse(at, &at_us, NULL) == 0)
        cli_write_age(at_us, clock_wall_us(), age);
    cli_table_add(table, id, CLI_YELLOW);
    cli_table_add(table, age, CLI_PLAIN);
    cli_table_add(table, json_get_string(json_get(commit, "author"), "name"), CLI_PLAIN);
    cli_table_add(table, json_get_string(commit, "subject"), CLI_PLAIN);
}

void cli_git_print_log(const struct json *page)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_table struct cli_table table;
    int64_t next = json_get_integer(page, "next", 0);
    cli_table_init(&table, log_columns, ARRAY_LEN(log_columns));
    for (const struct json *commit = json_first(json_get(page, "commits")); commit;
         commit = json_next(commit))
        add_commit(&table, commit);
    cli_table_print(&table, &look, stdout);
    if (next > 0 && cli_is_watched())
        cli_say("older ones: --skip %lld", (long long)next);
}

int cli_git_read_page(const struct cli_args *args, int64_t *skip, int64_t *limit, struct err *err)
{
    const char *limit_text = cli_value(args, "limit");
    const char *skip_text = cli_value(args, "skip");
    *limit = LOG_DEFAULT;
    *skip = 0;
    if ((limit_text && cli_read_integer("--limit", limit_text, 1, LOG_MAX, limit, err) < 0) ||
        (skip_text && cli_read_integer("--skip", skip_text, 0, INT32_MAX, skip, err) < 0))
        return -1;
    return 0;
}

int cli_git_log(struct cli_git *git, struct err *err)
{
    int64_t limit = 0;
    int64_t skip = 0;
    const char *rev = git->args->positional_count > 1 ? git->args->positionals[1] : NULL;
    if (cli_git_read_page(git->args, &skip, &limit, err) < 0)
        return -1;
    auto_json struct json *page = repo_log(&git->repo, rev, (size_t)skip, (size_t)limit, err);
    if (!page)
        return -1;
    if (cli_has(git->args, "json"))
        cli_print_json(page);
    else
        cli_git_print_log(page);
    return 0;
}

/* branches */

static const struct cli_column branch_columns[] = {
    {.title = ""},
    {.title = "BRANCH"},
    {.title = "COMMIT", .leaves = 3},
    {.title = "UPSTREAM", .leaves = 2},
    {.title = "AHEAD", .is_right = true, .leaves = 1},
    {.title = "BEHIND", .is_right = true, .leaves = 1},
    {.title = "SUBJECT", .is_elastic = true},
};

static void add_branch(struct cli_table *table, const struct json *branch)
{
    char ahead[CLI_TEXT_SIZE] = "";
    char behind[CLI_TEXT_SIZE] = "";
    bool is_current = json_get_bool(branch, "current", false);
    auto_free char *id = cli_git_short(json_get_string(branch, "commit"));
    if (json_get(branch, "ahead")) {
        (void)snprintf(ahead, sizeof(ahead), "%lld",
                       (long long)json_get_integer(branch, "ahead", 0)); /* fits */
        (void)snprintf(behind, sizeof(behind), "%lld",
                       (long long)json_get_integer(branch, "behind", 0)); /* fits */
    }
    cli_table_add(table, is_current ? "*" : "", CLI_GREEN);
    cli_table_add(table, json_get_string(branch, "name"),
                  is_current                               ? CLI_BOLD
                  : json_get_bool(branch, "remote", false) ? CLI_DIM
                                                           : CLI_PLAIN);
    cli_table_add(table, id, CLI_YELLOW);
    cli_table_add(table, json_get_string(branch, "upstream"), CLI_PLAIN);
    cli_table_add(table, ahead, CLI_PLAIN);
    cli_table_add(table, behind, CLI_PLAIN);
    cli_table_add(table, json_get_string(branch, "subject"), CLI_PLAIN);
}

void cli_git_print_branches(const struct json *root)
{
    struct cli_look look = cli_look_of(STDOUT_FILENO);
    auto_table struct cli_table table;
    cli_table_init(&table, branch_columns, ARRAY_LEN(branch_columns));
    for (const struct json *row = json_first(json_get(root, "branches")); row; row = json_next(row))
        add_branch(&table, row);
    cli_table_print(&table, &look, stdout);
}

int cli_git_branches(struct cli_git *git, struct err *err)
{
    auto_json struct json *root = repo_branches(&git->repo, BRANCHES_MAX, err);
    if (!root)
        return -1;
    if (cli_has(git->args, "json"))
        cli_print_json(root);
    else
        cli_git_print_branches(root);
    return 0;
}

/* show */

static int show_file(struct cli_git *git, const char *rev, const char *path, struct err *err)
{
    auto_buf struct buf content;
    buf_init(&content, FILE_CAP);
    auto_json struct json *file = repo_show(&git->repo, rev, path, &content, err);
    if (!file)
        return -1;
    if (!cli_has(git->args, "json")) {
        (void)fwrite(buf_text(&content), 1, content.size, stdout); /* cli_flush tells */
        return 0;
    }
    if (!json_get_bool(file, "is_binary", false))
        json_set_string(file, "content", buf_text(&content));
    cli_print_json(file);
    return 0;
}

static void print_heading(const struct json *commit)
{
    const struct json *author = json_get(commit, "author");
    const char *body = json_get_string(commit, "body");
    auto_buf struct buf line;
    buf_init(&line, LINE_CAP);
    cli_text_print(json_get_string(author, "name"), 0, &line);
    buf_add(&line, " <");
    cli_text_print(json_get_string(author, "email"), 0, &line);
    (void)printf("commit %s\nauthor %s>\ndate   %s\n\n    ", json_get_string(commit, "id"),
                 buf_text(&line), json_get_string(commit, "at")); /* cli_flush tells */
    buf_clear(&line);
    cli_text_print(json_get_string(commit, "subject"), 0, &line);
    (void)printf("%s\n\n", buf_text(&line));
    while (body && *body) {
        size_t size = strcspn(body, "\n");
        auto_free char *text = xstrndup(body, size);
        buf_clear(&line);
        cli_text_print(text, 0, &line);
        (void)printf("    %s\n", buf_text(&line));
        body += size + (body[size] == '\n');
    }
}

static int show_commit(struct cli_git *git, const char *rev, struct err *err)
{
    const struct repo_diff what = {.kind = REPO_DIFF_COMMIT, .to = rev, .line_limit = LINES_MAX};
    auto_json struct json *commit = repo_log_one(&git->repo, rev, err);
    if (!commit)
        return -1;
    if (cli_has(git->args, "json")) {
        struct json *diff = repo_diff(&git->repo, &what, err);
        if (!diff)
            return -1;
        json_set(commit, "diff", diff);
        cli_print_json(commit);
        return 0;
    }
    print_heading(commit);
    return cli_git_print_patch(git, &what, err);
}

int cli_git_show(struct cli_git *git, struct err *err)
{
    const struct cli_args *args = git->args;
    const char *rev = args->positional_count > 1 ? args->positionals[1] : "HEAD";
    return args->positional_count > 2 ? show_file(git, rev, args->positionals[2], err)
                                      : show_commit(git, rev, err);
}

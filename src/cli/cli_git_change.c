/* git commit, checkout, discard, undo: what changes something here. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/rel.h"
#include "base/scope.h"
#include "cli/cli_git.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "repo/repo_commit.h"
#include "repo/repo_discard.h"

#define MESSAGE_CAP ((size_t)64 * 1024)

/* paths as they were typed: relative to where one is, which may be below the project */

struct paths {
    char **at;
    size_t count;
};

static void paths_release(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        free(paths->at[i]);
    free(paths->at);
}

/* Drop "." and solve ".." by the text alone: the file may be gone. */
static void simplify(char *path)
{
    char *out = path;
    const char *in = path;
    while (*in) {
        size_t size = strcspn(in, "/");
        bool is_up = size == 2 && in[0] == '.' && in[1] == '.';
        if (is_up) {
            while (out > path && *--out != '/') {
            }
        } else if (size > 0 && !(size == 1 && *in == '.')) {
            *out++ = '/';
            memmove(out, in, size);
            out += size;
        }
        in += size + (in[size] == '/');
    }
    *out = '\0';
}

static int add_path(const struct cli_project *project, const char *word, struct paths *paths,
                    struct err *err)
{
    size_t size = strlen(project->path);
    /* room for the '/' that simplify puts first */
    auto_free char *whole =
        *word == '/' ? xasprintf("%s", word) : xasprintf("%s/%s", project->base, word);
    simplify(whole);
    if (strcmp(whole, project->path) == 0) {
        paths->at[paths->count++] = xstrdup(".");
        return 0;
    }
    if (strncmp(whole, project->path, size) != 0 || whole[size] != '/')
        return err_set(err, ERR_INVALID, "'%.150s' lies outside of the project", word);
    struct rel rel;
    if (rel_parse(whole + size + 1, strlen(whole + size + 1), &rel, err) < 0)
        return -1;
    paths->at[paths->count++] = xstrdup(rel.text);
    return 0;
}

static int read_paths(struct cli_git *git, struct paths *out, struct err *err)
{
    const struct cli_args *args = git->args;
    out->at = xcalloc(args->positional_count + 1, sizeof(*out->at));
    for (size_t i = 1; i < args->positional_count; i++) {
        if (add_path(&git->project, args->positionals[i], out, err) < 0)
            return -1;
    }
    return 0;
}

/* commit */

/* "NAME <MAIL>"; the texts are cut out of TEXT. */
static int split_author(char *text, struct repo_commit *what, struct err *err)
{
    char *open = strchr(text, '<');
    char *close = open ? strchr(open, '>') : NULL;
    if (!open || !close || close[1] != '\0' || open == text)
        return err_set(err, ERR_INVALID, "--author is 'NAME <MAIL>', not '%.100s'", text);
    *close = '\0';
    *open = '\0';
    for (char *end = open; end > text && end[-1] == ' ';)
        *--end = '\0';
    what->author_name = text;
    what->author_email = open + 1;
    return 0;
}

int cli_git_read_message(const struct cli_args *args, struct buf *out, struct err *err)
{
    const char *text = cli_value(args, "message");
    if (!text)
        return err_set(err, ERR_INVALID, "a commit needs a message: -m TEXT, or -m - for stdin");
    if (strcmp(text, "-") != 0) {
        buf_add(out, text);
        return 0;
    }
    return fd_read_all(STDIN_FILENO, out, err);
}

void cli_git_print_committed(const struct json *result)
{
    auto_free char *id = cli_git_short(json_get_string(result, "commit"));
    const char *branch = json_get_string(result, "branch");
    int64_t files = json_get_integer(result, "files", 0);
    (void)printf("%s on %s: %lld file%s\n", id, branch ? branch : "no branch", (long long)files,
                 files == 1 ? "" : "s"); /* cli_flush tells */
}

static int commit(struct cli_git *git, const struct paths *paths, struct err *err)
{
    const struct cli_args *args = git->args;
    auto_buf struct buf message;
    auto_free char *author = xstrdup(cli_value(args, "author"));
    struct repo_commit what = {.paths = (const char *const *)paths->at,
                               .path_count = paths->count,
                               .is_all = cli_has(args, "all")};
    buf_init(&message, MESSAGE_CAP);
    if (cli_git_read_message(args, &message, err) < 0 ||
        (author && split_author(author, &what, err) < 0))
        return -1;
    what.message = buf_text(&message);
    auto_json struct json *result = repo_commit(&git->repo, &what, err);
    if (!result)
        return -1;
    if (cli_has(args, "json"))
        cli_print_json(result);
    else
        cli_git_print_committed(result);
    return 0;
}

int cli_git_commit(struct cli_git *git, struct err *err)
{
    struct paths paths = {0};
    int result = read_paths(git, &paths, err) < 0 ? -1 : commit(git, &paths, err);
    paths_release(&paths);
    return result;
}

/* checkout */

void cli_git_print_checked_out(const struct json *result)
{
    auto_free char *id = cli_git_short(json_get_string(result, "commit"));
    (void)printf("on %s%s%s%s\n", json_get_string(result, "branch"), *id ? " at " : "", id,
                 json_get_bool(result, "made", false) ? " (new)" : ""); /* cli_flush tells */
}

int cli_git_checkout(struct cli_git *git, struct err *err)
{
    const struct cli_args *args = git->args;
    auto_json struct json *result = NULL;
    if (repo_checkout(&git->repo, args->positionals[1], cli_has(args, "new"), &result, err) < 0) {
        cli_git_say_in_the_way(result);
        return -1;
    }
    if (cli_has(args, "json"))
        cli_print_json(result);
    else
        cli_git_print_checked_out(result);
    return 0;
}

/* discard, undo */

static void print_files(const struct json *result, const char *verb)
{
    for (const struct json *path = json_first(json_get(result, "files")); path;
         path = json_next(path)) {
        auto_buf struct buf line;
        buf_init(&line, MESSAGE_CAP);
        cli_text_print(json_string(path), 0, &line);
        (void)printf("%s %s\n", verb, buf_text(&line)); /* cli_flush tells */
    }
}

void cli_git_print_discarded(const struct json *result)
{
    print_files(result, "discarded");
    if (cli_is_watched())
        cli_say("'pirun git undo %s' brings it back", json_get_string(result, "id"));
}

void cli_git_print_undone(const struct json *result)
{
    print_files(result, "brought back");
}

int cli_git_discard(struct cli_git *git, struct err *err)
{
    struct paths paths = {0};
    auto_json struct json *result = NULL;
    auto_free char *undo = cli_project_var(&git->project, "undo");
    if (read_paths(git, &paths, err) == 0)
        result = repo_discard(&git->repo, (const char *const *)paths.at, paths.count, undo, err);
    paths_release(&paths);
    if (!result)
        return -1;
    if (cli_has(git->args, "json"))
        cli_print_json(result);
    else
        cli_git_print_discarded(result);
    return 0;
}

int cli_git_undo(struct cli_git *git, struct err *err)
{
    auto_free char *undo = cli_project_var(&git->project, "undo");
    const char *id = git->args->positional_count > 1 ? git->args->positionals[1] : NULL;
    auto_json struct json *result = repo_undo(&git->repo, id, undo, err);
    if (!result)
        return -1;
    if (cli_has(git->args, "json"))
        cli_print_json(result);
    else
        cli_git_print_undone(result);
    return 0;
}

/* `pirun __git-ask`: what a server asks about the project's repository. In a process of its own, so
 * that libgit2 neither stays in the server's memory nor can end it.
 *
 * The question is one JSON object with "operation"; the answer goes to stdout as JSON lines:
 *   {"phase":…}                        pull and push: how far it is (repo_plan.h)
 *   =…                                 show: the next piece of the file's bytes, in base64
 *   {…}                                the last line: what the functions of repo/ answer, as they
 *                                      are; of a change also "status", and "said": what the remote
 *                                      and its hooks said
 *   {"error":…,"code":…, …}            or this, with what they have found out and "status"
 * When stdin ends, work with a remote is given up. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/base64.h"
#include "base/buf.h"
#include "base/lazy.h"
#include "base/rel.h"
#include "base/scope.h"
#include "cli/cli_git.h"
#include "cli/cli_say.h"
#include "repo/repo.h"
#include "repo/repo_commit.h"
#include "repo/repo_discard.h"
#include "repo/repo_log.h"
#include "repo/repo_status.h"

#define FILES_MAX      10000
#define FILES_TOLD_MAX 100 /* in the status beside a change: it goes to everybody who listens */
#define BRANCHES_MAX   1000
#define LINES_MAX      20000
#define PATHS_MAX      1000
#define SAID_MAX       ((size_t)16 * 1024)
#define SHOW_MAX       ((size_t)16 * 1024 * 1024) /* of a file; as web_git_job.c */
#define PIECE_SIZE     ((size_t)49152)            /* bytes in a line; thirds of it are whole */

struct asked {
    struct cli_git git;
    const struct json *question;
    struct json *found; /* the answer, also beside a failure */
    struct buf said;
    struct err err;
};

typedef int (*asked_handler)(struct asked *asked, struct err *err);

static int found(struct asked *asked, struct json *json)
{
    asked->found = json;
    return json ? 0 : -1;
}

/* looking */

static int look_status(struct asked *asked, struct err *err)
{
    bool is_for_event = json_get_bool(asked->question, "is_for_event", false);
    size_t limit = is_for_event ? FILES_TOLD_MAX : FILES_MAX;
    return found(asked, repo_status(&asked->git.repo, limit, err));
}

static int look_log(struct asked *asked, struct err *err)
{
    const struct json *question = asked->question;
    return found(asked, repo_log(&asked->git.repo, json_get_string(question, "rev"),
                                 (size_t)json_get_integer(question, "skip", 0),
                                 (size_t)json_get_integer(question, "limit", 1), err));
}

static int look_branches(struct asked *asked, struct err *err)
{
    return found(asked, repo_branches(&asked->git.repo, BRANCHES_MAX, err));
}

static int look_diff(struct asked *asked, struct err *err)
{
    const struct json *question = asked->question;
    const char *path = json_get_string(question, "path");
    bool is_staged = json_get_bool(question, "staged", false);
    struct repo_diff what = {.line_limit = LINES_MAX,
                             .from = json_get_string(question, "from"),
                             .to = json_get_string(question, "to"),
                             .paths = path ? &path : NULL,
                             .path_count = path ? 1 : 0,
                             .has_untracked = json_get_bool(question, "untracked", false)};
    what.kind = is_staged              ? REPO_DIFF_STAGED
                : what.from && what.to ? REPO_DIFF_COMMITS
                : what.to              ? REPO_DIFF_COMMIT
                : what.from            ? REPO_DIFF_ALL
                                       : REPO_DIFF_WORK;
    struct rel rel;
    if (path && rel_parse(path, strlen(path), &rel, err) < 0)
        return -1;
    return found(asked, repo_diff(&asked->git.repo, &what, err));
}

static void print_pieces(const struct buf *content)
{
    auto_buf struct buf line;
    buf_init(&line, PIECE_SIZE * 2);
    for (size_t at = 0; at < content->size; at += PIECE_SIZE) {
        size_t left = content->size - at;
        buf_clear(&line);
        buf_add(&line, "=");
        base64_encode((const uint8_t *)content->data + at, left < PIECE_SIZE ? left : PIECE_SIZE,
                      true, &line);
        (void)puts(buf_text(&line)); /* a server that has gone ends us by its pipe */
    }
}

static int look_show(struct asked *asked, struct err *err)
{
    auto_buf struct buf content;
    struct rel rel;
    const char *path = json_get_string(asked->question, "path");
    const char *rev = json_get_string(asked->question, "ref");
    buf_init(&content, SHOW_MAX);
    if (rel_parse(path, strlen(path), &rel, err) < 0)
        return -1;
    asked->found = repo_show(&asked->git.repo, rev ? rev : "HEAD", rel.text, &content, err);
    if (!asked->found)
        return -1;
    print_pieces(&content);
    return 0;
}

/* changing */

static int make_repository(struct asked *asked, struct err *err)
{
    bool was_created = false;
    if (repo_ensure(asked->git.project.path, &was_created, err) < 0 ||
        repo_open(asked->git.project.path, &asked->git.repo, err) < 0)
        return -1;
    asked->found = json_object();
    json_set_bool(asked->found, "created", was_created);
    return 0;
}

/* PATHS has room for all of them; the texts belong to the question. */
static int read_paths(const struct json *list, const char **paths, size_t *count, struct err *err)
{
    struct rel rel;
    for (const struct json *path = json_first(list); path; path = json_next(path)) {
        const char *text = json_string(path);
        if (!text || *count == PATHS_MAX)
            return err_set(err, ERR_INVALID, "'paths' must be at most %d texts", PATHS_MAX);
        if (rel_parse(text, strlen(text), &rel, err) < 0)
            return -1;
        paths[(*count)++] = text;
    }
    return 0;
}

static int make_commit(struct asked *asked, struct err *err)
{
    const struct json *question = asked->question;
    const char *paths[PATHS_MAX];
    struct repo_commit what = {.message = json_get_string(question, "message"),
                               .paths = paths,
                               .is_all = json_get_bool(question, "all", false),
                               .author_name = json_get_string(question, "author_name"),
                               .author_email = json_get_string(question, "author_email"),
                               .fallback_name = json_get_string(question, "who"),
                               .fallback_email = json_get_string(question, "who_email")};
    if (read_paths(json_get(question, "paths"), paths, &what.path_count, err) < 0)
        return -1;
    return found(asked, repo_commit(&asked->git.repo, &what, err));
}

static int make_checkout(struct asked *asked, struct err *err)
{
    const char *branch = json_get_string(asked->question, "branch");
    bool is_new = json_get_bool(asked->question, "new", false);
    return repo_checkout(&asked->git.repo, branch, is_new, &asked->found, err);
}

/* What repo_discard.h answers, with the name that the interface has for the id. */
static int found_undo(struct asked *asked, struct json *result)
{
    if (!result)
        return -1;
    asked->found = json_object();
    json_set_string(asked->found, "undo", json_get_string(result, "id"));
    json_set(asked->found, "files", json_copy(json_get(result, "files")));
    json_free(result);
    return 0;
}

static int make_discard(struct asked *asked, struct err *err)
{
    const char *paths[PATHS_MAX];
    size_t count = 0;
    auto_free char *undo = cli_project_var(&asked->git.project, "undo");
    if (read_paths(json_get(asked->question, "paths"), paths, &count, err) < 0)
        return -1;
    if (count == 0)
        return err_set(err, ERR_INVALID, "'paths' must name what is to be discarded");
    return found_undo(asked, repo_discard(&asked->git.repo, paths, count, undo, err));
}

static int make_undo(struct asked *asked, struct err *err)
{
    const char *id = json_get_string(asked->question, "undo");
    auto_free char *undo = cli_project_var(&asked->git.project, "undo");
    return found_undo(asked, repo_undo(&asked->git.repo, id, undo, err));
}

static void progressed(const struct json *line, void *ctx)
{
    struct asked *asked = ctx;
    const char *remote = json_get_string(line, "remote");
    if (remote && asked->said.size + strlen(remote) < SAID_MAX) {
        buf_add(&asked->said, remote);
    } else if (!remote) {
        cli_print_json(line);
        (void)fflush(stdout); /* a server that has gone ends us by its pipe */
    }
}

static int reach(struct asked *asked,
                 int (*sync)(struct asked *, struct cli_git_reach *, struct err *), struct err *err)
{
    auto_reach struct cli_git_reach reach = {0};
    if (cli_git_reach_init(&reach, &asked->git.project, asked->git.args, err) < 0)
        return -1;
    reach.access.cancel_fd = STDIN_FILENO;
    reach.access.on_progress = progressed;
    reach.access.ctx = asked;
    return sync(asked, &reach, err);
}

static int pull(struct asked *asked, struct cli_git_reach *reach, struct err *err)
{
    const struct conf *conf = &asked->git.project.conf;
    const struct repo_source source = {.url = *conf->git.remote ? conf->git.remote : NULL,
                                       .first_branch = conf->git.branch};
    return repo_pull(&asked->git.repo, &source, &reach->access, &asked->found, err);
}

static int push(struct asked *asked, struct cli_git_reach *reach, struct err *err)
{
    const char *url = asked->git.project.conf.git.remote;
    return repo_push(&asked->git.repo, *url ? url : NULL, &reach->access, &asked->found, err);
}

static int make_pull(struct asked *asked, struct err *err)
{
    return reach(asked, pull, err);
}

static int make_push(struct asked *asked, struct err *err)
{
    return reach(asked, push, err);
}

static const struct {
    const char *name;
    asked_handler handle;
    bool is_change, makes_repository;
} operations[] = {
    {"status", look_status, false, false},  {"log", look_log, false, false},
    {"diff", look_diff, false, false},      {"branches", look_branches, false, false},
    {"pull", make_pull, true, false},       {"push", make_push, true, false},
    {"commit", make_commit, true, false},   {"init", make_repository, true, true},
    {"show", look_show, false, false},      {"checkout", make_checkout, true, false},
    {"discard", make_discard, true, false}, {"undo", make_undo, true, false},
};

static int handle(struct asked *asked, size_t which, struct err *err)
{
    struct cli_git *git = &asked->git;
    if (cli_project_find(&git->project, git->args, err) < 0 ||
        cli_project_conf(&git->project, err) < 0)
        return -1;
    git->has_project = true;
    if (!operations[which].makes_repository && repo_open(git->project.path, &git->repo, err) < 0)
        return -1;
    return operations[which].handle(asked, err);
}

/* What has been found, with the error first: by that a reader knows it. */
static struct json *answer_of(const struct asked *asked)
{
    struct json *answer = json_object();
    if (asked->err.code != ERR_NONE) {
        json_set_string(answer, "error", asked->err.text);
        json_set_string(answer, "code", err_name(asked->err.code));
    }
    for (const struct json *key = json_first(asked->found); key; key = json_next(key))
        json_set(answer, json_key(key), json_copy(key));
    return answer;
}

static void print_change(struct asked *asked)
{
    auto_json struct json *answer = answer_of(asked);
    if (asked->said.size > 0)
        json_set_string(answer, "said", buf_text(&asked->said));
    if (asked->git.repo.git) /* without its status the answer is still one */
        json_set(answer, "status", repo_status(&asked->git.repo, FILES_TOLD_MAX, NULL));
    cli_print_json(answer);
}

static void answer(struct asked *asked, size_t which)
{
    if (handle(asked, which, &asked->err) < 0 && asked->err.code == ERR_NONE)
        (void)err_set(&asked->err, ERR_INTERNAL, "git failed without a reason");
    if (operations[which].is_change) {
        print_change(asked);
        return;
    }
    if (asked->err.code == ERR_NONE) {
        cli_print_json(asked->found); /* as it is: it may be large */
        return;
    }
    auto_json struct json *refusal = answer_of(asked);
    cli_print_json(refusal);
}

static int git_ask(struct cli_args *args, struct err *err)
{
    const char *text = args->positionals[0];
    auto_json struct json *question = json_parse(text, strlen(text), err);
    const char *name = json_get_string(question, "operation");
    struct asked asked = {.git = {.project = {.dirfd = -1}, .args = args}, .question = question};
    if (!question)
        return -1;
    for (size_t i = 0; i < ARRAY_LEN(operations); i++) {
        if (!name || strcmp(operations[i].name, name) != 0)
            continue;
        buf_init(&asked.said, SAID_MAX);
        answer(&asked, i);
        buf_release(&asked.said);
        json_free(asked.found);
        repo_close(&asked.git.repo);
        cli_project_close(&asked.git.project);
        return 0;
    }
    return err_set(err, ERR_INVALID, "there is no operation '%.20s'", name ? name : "");
}

/* Those that cli_git_reach_init looks at; nobody gives them. */
static const struct cli_option options[] = {
    {"quiet", 'q', NULL, "no progress", CLI_COMPLETE_NONE, NULL},
    {"ssh-key", 0, "FILE", "instead of git.auth.ssh_key_path", CLI_COMPLETE_FILE, NULL},
    {"token-file", 0, "FILE", "instead of git.auth.token_path", CLI_COMPLETE_FILE, NULL},
    {"timeout", 't', "DURATION", "instead of git.timeout_ms", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_git_ask_command = {
    .name = "__git-ask",
    .summary = "look at the project's repository or change it, for a server",
    .usage = "QUESTION",
    .groups = {&group},
    .positional_min = 1,
    .positional_max = 1,
    .flags = CLI_HIDDEN,
    .lazy = LAZY_GIT,
    .handler = git_ask,
};

/* `pirun git` for the project behind PIRUN_URL: each subcommand is one question to the server, and
 * is printed as here. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_git.h"
#include "cli/cli_place.h"
#include "cli/cli_say.h"
#include "cli/cli_there.h"
#include "remote/remote_request.h"

#define MESSAGE_CAP ((size_t)64 * 1024)
#define BODY_CAP    ((size_t)256 * 1024)
#define PAIRS_MAX   4
#define NUMBER_SIZE 24

struct question {
    const struct cli_args *args;
    struct remote_pair pairs[PAIRS_MAX];
    size_t count;
    char limit[NUMBER_SIZE], skip[NUMBER_SIZE];
    struct json *body; /* of a POST */
};

static void add_pair(struct question *question, const char *name, const char *value)
{
    question->pairs[question->count++] = (struct remote_pair){name, value};
}

/* The word number N behind the subcommand; NULL: there is none. */
static const char *word(const struct question *question, size_t n)
{
    return n < question->args->positional_count ? question->args->positionals[n] : NULL;
}

static void add_paths(struct question *question)
{
    struct json *paths = json_array();
    for (size_t i = 1; i < question->args->positional_count; i++)
        json_push(paths, json_new_string(question->args->positionals[i]));
    json_set(question->body, "paths", paths);
}

/* what each of them asks */

static int ask_nothing(struct question *question, struct err *err)
{
    (void)question;
    (void)err;
    return 0;
}

static int ask_log(struct question *question, struct err *err)
{
    int64_t skip = 0;
    int64_t limit = 0;
    if (cli_git_read_page(question->args, &skip, &limit, err) < 0)
        return -1;
    (void)snprintf(question->limit, NUMBER_SIZE, "%" PRId64, limit); /* fits */
    (void)snprintf(question->skip, NUMBER_SIZE, "%" PRId64, skip);   /* fits */
    add_pair(question, "limit", question->limit);
    add_pair(question, "skip", question->skip);
    add_pair(question, "rev", word(question, 1));
    return 0;
}

static int ask_diff(struct question *question, struct err *err)
{
    bool is_staged = cli_has(question->args, "staged");
    if (is_staged && word(question, 2))
        return err_set(err, ERR_INVALID, "--staged compares with one commit, not with two");
    add_pair(question, "from", word(question, 1));
    add_pair(question, "to", word(question, 2));
    add_pair(question, "staged", is_staged ? "1" : NULL);
    return 0;
}

static int ask_commit(struct question *question, struct err *err)
{
    auto_buf struct buf message;
    buf_init(&message, MESSAGE_CAP);
    if (cli_has(question->args, "author"))
        return err_set(err, ERR_INVALID,
                       "a commit behind PIRUN_URL is in the name on the token: leave --author out");
    if (cli_git_read_message(question->args, &message, err) < 0)
        return -1;
    json_set_string(question->body, "message", buf_text(&message));
    json_set_bool(question->body, "all", cli_has(question->args, "all"));
    add_paths(question);
    return 0;
}

static int ask_checkout(struct question *question, struct err *err)
{
    (void)err;
    json_set_string(question->body, "branch", word(question, 1));
    json_set_bool(question->body, "new", cli_has(question->args, "new"));
    return 0;
}

static int ask_discard(struct question *question, struct err *err)
{
    (void)err;
    add_paths(question);
    return 0;
}

static int ask_undo(struct question *question, struct err *err)
{
    (void)err;
    json_set_string(question->body, "undo", word(question, 1));
    return 0;
}

static const struct {
    const char *name, *method, *path;
    int (*ask)(struct question *question, struct err *err);
    void (*print)(const struct json *answer);
    const char *must; /* a key that the answer has */
} rows[] = {
    {"status", "GET", "/api/git/status", ask_nothing, cli_git_print_status, "files"},
    {"log", "GET", "/api/git/log", ask_log, cli_git_print_log, "commits"},
    {"diff", "GET", "/api/git/diff", ask_diff, cli_git_print_hunks, "files"},
    {"branches", "GET", "/api/git/branches", ask_nothing, cli_git_print_branches, "branches"},
    {"pull", "POST", "/api/git/pull", ask_nothing, cli_git_print_pulled, "branch"},
    {"push", "POST", "/api/git/push", ask_nothing, cli_git_print_pushed, "branch"},
    {"commit", "POST", "/api/git/commit", ask_commit, cli_git_print_committed, "commit"},
    {"checkout", "POST", "/api/git/checkout", ask_checkout, cli_git_print_checked_out, "branch"},
    {"discard", "POST", "/api/git/discard", ask_discard, cli_git_print_discarded, "files"},
    {"undo", "POST", "/api/git/undo", ask_undo, cli_git_print_undone, "files"},
};

/* ANSWER without what it tells beside: the same that the command says here. */
static struct json *result_of(const struct json *answer)
{
    struct json *result = json_object();
    for (const struct json *key = json_first(answer); key; key = json_next(key)) {
        const char *name = json_key(key);
        if (strcmp(name, "status") == 0 || strcmp(name, "said") == 0)
            continue;
        json_set(result, strcmp(name, "undo") == 0 ? "id" : name, json_copy(key));
    }
    return result;
}

static int ask_row(size_t which, struct cli_place *place, struct question *question,
                   struct err *err)
{
    auto_buf struct buf body;
    bool is_post = strcmp(rows[which].method, "POST") == 0;
    buf_init(&body, BODY_CAP);
    if (rows[which].ask(question, err) < 0)
        return -1;
    json_print(question->body, false, &body);
    if (!buf_ok(&body))
        return err_set(err, ERR_TOO_LARGE, "the message and the paths are too long");
    const struct remote_request request = {.method = rows[which].method,
                                           .path = rows[which].path,
                                           .query = question->pairs,
                                           .query_count = question->count,
                                           .body = is_post ? buf_text(&body) : NULL};
    auto_json struct json *answer = remote_ask(place->remote, &request, err);
    if (!answer)
        return -1;
    auto_json struct json *result = result_of(answer);
    const char *said = json_get_string(answer, "said");
    if (!json_get(result, rows[which].must))
        return cli_there_fail(place, rows[which].must, err);
    if (said && !cli_has(question->args, "quiet"))
        cli_git_print_remote(said);
    if (cli_has(question->args, "json"))
        cli_print_json(result);
    else
        rows[which].print(result);
    return 0;
}

int cli_git_there(struct cli_args *args, const char *name, struct err *err)
{
    size_t which = 0;
    struct cli_place place;
    while (which < ARRAY_LEN(rows) && strcmp(rows[which].name, name) != 0)
        which++;
    if (which == ARRAY_LEN(rows))
        return err_set(err, ERR_INVALID,
                       "'pirun git %s' is not available remotely yet: unset PIRUN_URL to work here",
                       name);
    struct question question = {.args = args, .body = json_object()};
    int result = cli_place_open(&place, args, err);
    if (result == 0)
        result = ask_row(which, &place, &question, err);
    cli_place_close(&place);
    json_free(question.body);
    return result;
}

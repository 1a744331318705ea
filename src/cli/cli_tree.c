/* `pirun __tree`: what a server asks of the project's repository. In a process of its own, so that
 * libgit2 neither stays in the server's memory nor can end it. Answers one JSON object on stdout:
 * {"commit":…}, {} or {"error":…,"code":…}. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_command.h"
#include "cli/cli_say.h"
#include "repo/repo_state.h"
#include "repo/repo_tree.h"
#include "store/store_name.h"
#include "store/store_seen.h"

static int resolve(const char *const *words, size_t count, struct json *answer, struct err *err)
{
    char commit[REPO_COMMIT_SIZE] = "";
    if (repo_tree_resolve(words[0], words[1], count > 2 ? words[2] : NULL, commit, err) < 0)
        return -1;
    json_set_string(answer, "commit", commit);
    return 0;
}

static int make(const char *const *words, size_t count, struct json *answer, struct err *err)
{
    (void)answer;
    const struct repo_tree what = {.trees_path = words[1],
                                   .commit = count > 2 ? words[2] : "",
                                   .tree = count > 3 ? words[3] : NULL};
    return repo_tree_make(words[0], &what, err);
}

/* look */

/* WORD is ID:ATTEMPT:MICROSECONDS. */
static int read_began(const char *word, struct store_began *out, struct err *err)
{
    char *end = NULL;
    size_t size = strcspn(word, ":");
    if (word[size] == ':' && ident_parse(word, size, &out->id)) {
        out->attempt = (int)strtol(word + size + 1, &end, 10);
        if (*end == ':')
            out->at_us = strtoll(end + 1, &end, 10);
        if (*end == '\0')
            return 0;
    }
    return err_set(err, ERR_INVALID, "'%.80s' is not ID:ATTEMPT:TIME", word);
}

struct look {
    struct repo_state state;
    int runs;  /* var/runs */
    int first; /* the run that has the patch already; -1: none yet */
};

static int give_patch(struct look *look, int run, struct err *err)
{
    if (look->state.patch.size == 0) {
        (void)unlinkat(run, STORE_PATCH, 0); /* of an earlier attempt, if at all */
        return 0;
    }
    if (look->first >= 0)
        return store_seen_link_patch(run, look->first, STORE_PATCH, err);
    if (store_seen_write_patch(run, &look->state.patch, err) < 0)
        return -1;
    look->first = fcntl(run, F_DUPFD_CLOEXEC, 0);
    return 0;
}

/* A run that is gone meanwhile needs nothing any more. */
static int tell(struct look *look, const struct store_began *began, struct err *err)
{
    auto_json struct json *seen = repo_state_json(&look->state, began->at_us);
    auto_fd int run = fd_open_dir(look->runs, store_name_run(&began->id).text, err);
    if (run < 0)
        return err->code == ERR_NOT_FOUND ? 0 : -1;
    if (give_patch(look, run, err) < 0)
        return -1;
    return store_seen_write(run, began->attempt, seen, err);
}

static int tell_all(struct look *look, const char *const *words, size_t count, struct err *err)
{
    int result = 0;
    for (size_t i = 0; i < count; i++) {
        struct store_began began = {.attempt = 0};
        if (read_began(words[i], &began, err) < 0 || tell(look, &began, err) < 0)
            result = -1; /* the others all the same */
    }
    return result;
}

/* The earliest run comes first. */
static int look_at_files(const char *const *words, size_t count, struct json *answer,
                         struct err *err)
{
    (void)answer;
    struct store_began began;
    struct look look = {.first = -1};
    auto_free char *runs = xasprintf("%s/var/runs", words[0]);
    if (read_began(words[1], &began, err) < 0)
        return -1;
    look.runs = fd_open_dir(AT_FDCWD, runs, err);
    if (look.runs < 0)
        return -1;
    if (repo_state_take(words[0], began.at_us, &look.state, err) < 0) {
        repo_state_release(&look.state); /* what is known is why nothing is */
        (void)snprintf(look.state.why, sizeof(look.state.why), "%s", err->text); /* may be cut */
    }
    int result = tell_all(&look, words + 1, count - 1, err);
    repo_state_release(&look.state);
    if (look.first >= 0)
        (void)close(look.first);
    (void)close(look.runs);
    return result;
}

static const struct {
    const char *name;
    int (*run)(const char *const *words, size_t count, struct json *answer, struct err *err);
} verbs[] = {{"resolve", resolve}, {"make", make}, {"look", look_at_files}};

static int answer(struct json *json, const struct err *why_not)
{
    if (why_not) {
        json_set_string(json, "error", why_not->text);
        json_set_string(json, "code", err_name(why_not->code));
    }
    cli_print_json(json);
    return 0;
}

static int tree(struct cli_args *args, struct err *err)
{
    const char *const *words = args->positionals;
    auto_json struct json *json = json_object();
    struct err why_not = {0};
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
        if (strcmp(words[0], verbs[i].name) != 0)
            continue;
        int result = verbs[i].run(words + 1, args->positional_count - 1, json, &why_not);
        return answer(json, result < 0 ? &why_not : NULL);
    }
    return err_set(err, ERR_INVALID, "'%.20s' is neither 'resolve', 'make' nor 'look'", words[0]);
}

const struct cli_command cli_tree_command = {
    .name = "__tree",
    .summary = "look up a ref, write the files of a commit, or look at the work tree",
    .usage = "resolve PROJECT REF [SCRIPT] | make PROJECT TREES COMMIT [TREE] | look PROJECT "
             "ID:ATTEMPT:TIME…",
    .positional_min = 3,
    .positional_max = 1000,
    .flags = CLI_HIDDEN,
    .lazy = LAZY_GIT,
    .handler = tree,
};

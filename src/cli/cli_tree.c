/* `pirun __tree`: what a server asks of the project's repository. In a process of its own, so that
 * libgit2 neither stays in the server's memory nor can end it. Answers one JSON object on stdout:
 * {"commit":…}, {} or {"error":…,"code":…}. */
#include <string.h>

#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_command.h"
#include "cli/cli_say.h"
#include "repo/repo_tree.h"

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
    int result = -1;
    if (strcmp(words[0], "resolve") == 0) {
        char commit[REPO_COMMIT_SIZE] = "";
        result = repo_tree_resolve(words[1], words[2], words[3], commit, &why_not);
        json_set_string(json, "commit", result == 0 ? commit : NULL);
    } else if (strcmp(words[0], "make") == 0 && args->positional_count == 4) {
        result = repo_tree_make(words[1], words[2], words[3], &why_not);
    } else {
        return err_set(err, ERR_INVALID, "'%.20s' is neither 'resolve' nor 'make'", words[0]);
    }
    return answer(json, result < 0 ? &why_not : NULL);
}

const struct cli_command cli_tree_command = {
    .name = "__tree",
    .summary = "look up a ref, or write the files of a commit, for a server",
    .usage = "resolve PROJECT REF [SCRIPT] | make PROJECT TREES COMMIT",
    .positional_min = 3,
    .positional_max = 4,
    .flags = CLI_HIDDEN,
    .lazy = LAZY_GIT,
    .handler = tree,
};

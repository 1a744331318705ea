/* git clone, pull, push, trust: what goes to the remote. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "cli/cli_git.h"
#include "cli/cli_say.h"

#define ANSWER_MAX 16

static const char *remote_of(const struct cli_git *git)
{
    const char *url = git->project.conf.git.remote;
    return *url ? url : NULL;
}

/* pull */

void cli_git_print_pulled(const struct json *result)
{
    auto_free char *before = cli_git_short(json_get_string(result, "before"));
    auto_free char *after = cli_git_short(json_get_string(result, "after"));
    int64_t count = json_get_integer(result, "commits", 0);
    const char *branch = json_get_string(result, "branch");
    const char *upstream = json_get_string(result, "upstream");
    if (json_get_bool(result, "up_to_date", false))
        (void)printf("%s is up to date with %s\n", branch, upstream); /* cli_flush tells */
    else
        (void)printf("%s is now %s: %lld commit%s from %s%s%s\n", branch, after, (long long)count,
                     count == 1 ? "" : "s", upstream, *before ? ", before " : "", before);
}

int cli_git_pull(struct cli_git *git, struct err *err)
{
    auto_reach struct cli_git_reach reach = {0};
    auto_json struct json *result = NULL;
    const struct repo_source source = {.url = remote_of(git),
                                       .first_branch = git->project.conf.git.branch};
    if (cli_git_reach_init(&reach, &git->project, git->args, err) < 0)
        return -1;
    int status = repo_pull(&git->repo, &source, &reach.access, &result, err);
    cli_git_reach_release(&reach);
    if (status < 0) {
        cli_git_say_in_the_way(result);
        return -1;
    }
    if (cli_has(git->args, "json"))
        cli_print_json(result);
    else
        cli_git_print_pulled(result);
    return 0;
}

/* push */

void cli_git_print_pushed(const struct json *result)
{
    auto_free char *before = cli_git_short(json_get_string(result, "before"));
    auto_free char *after = cli_git_short(json_get_string(result, "after"));
    const char *branch = json_get_string(result, "branch");
    const char *ref = json_get_string(result, "ref");
    const char *remote = json_get_string(result, "remote");
    if (json_get_bool(result, "up_to_date", false))
        (void)printf("%s has %s already\n", remote, branch); /* cli_flush tells */
    else
        (void)printf("%s: %s is now %s%s%s\n", remote, ref, after, *before ? ", before " : " (new)",
                     before);
}

int cli_git_push(struct cli_git *git, struct err *err)
{
    auto_reach struct cli_git_reach reach = {0};
    auto_json struct json *result = NULL;
    if (cli_git_reach_init(&reach, &git->project, git->args, err) < 0)
        return -1;
    int status = repo_push(&git->repo, remote_of(git), &reach.access, &result, err);
    cli_git_reach_release(&reach);
    if (status < 0)
        return -1;
    if (cli_has(git->args, "json"))
        cli_print_json(result);
    else
        cli_git_print_pushed(result);
    return 0;
}

/* clone */

int cli_git_clone_into(const char *path, const char *url, const struct cli_args *args,
                       char **branch, struct err *err)
{
    auto_reach struct cli_git_reach reach = {0};
    auto_json struct json *result = NULL;
    if (cli_git_reach_init(&reach, NULL, args, err) < 0)
        return -1;
    int status = repo_clone(path, url, NULL, &reach.access, &result, err);
    cli_git_reach_release(&reach);
    cli_git_say_in_the_way(result);
    if (status == 0)
        *branch = xstrdup(json_get_string(result, "branch"));
    return status;
}

/* The last part of URL without ".git", as git has it. */
static char *directory_of(const char *url)
{
    size_t size = strlen(url);
    while (size > 1 && url[size - 1] == '/')
        size--;
    if (size > 4 && strncmp(url + size - 4, ".git", 4) == 0)
        size -= 4;
    size_t from = size;
    while (from > 0 && url[from - 1] != '/' && url[from - 1] != ':')
        from--;
    return xstrndup(url + from, size - from);
}

/* A local path may be relative; everything else is a URL already. */
static char *absolute_url(const char *url)
{
    struct stat st;
    char *path =
        *url != '/' && !strstr(url, "://") && stat(url, &st) == 0 ? realpath(url, NULL) : NULL;
    return path ? path : xstrdup(url);
}

static int make_target(const char *directory, bool *was_made, struct err *err)
{
    *was_made = mkdir(directory, 0777) == 0;
    if (*was_made)
        return 0;
    if (errno != EEXIST)
        return err_errno(err, "cannot make '%.150s'", directory);
    if (rmdir(directory) < 0)
        return err_set(err, ERR_CONFLICT, "'%.150s' is there already and is not empty", directory);
    *was_made = true;
    return mkdir(directory, 0777) < 0 ? err_errno(err, "cannot make '%.150s'", directory) : 0;
}

static void print_cloned(const struct json *result, const char *directory)
{
    auto_free char *commit = cli_git_short(json_get_string(result, "commit"));
    const char *branch = json_get_string(result, "branch");
    if (json_get_bool(result, "empty", false))
        (void)printf("%s is a clone of an empty repository, on branch %s\n", directory, branch);
    else
        (void)printf("%s is a clone: branch %s at %s\n", directory, branch, commit);
    if (cli_is_watched())
        cli_say("'pirun init %s' makes it a project", directory);
}

int cli_git_clone(struct cli_git *git, struct err *err)
{
    bool was_made = false;
    const struct cli_args *args = git->args;
    auto_reach struct cli_git_reach reach = {0};
    auto_json struct json *result = NULL;
    auto_free char *url = absolute_url(args->positionals[1]);
    auto_free char *directory =
        args->positional_count > 2 ? xstrdup(args->positionals[2]) : directory_of(url);
    if (*directory == '\0')
        return err_set(err, ERR_INVALID, "into which directory? pirun git clone URL DIR");
    if (cli_git_reach_init(&reach, NULL, args, err) < 0 ||
        make_target(directory, &was_made, err) < 0)
        return -1;
    auto_free char *path = realpath(directory, NULL);
    if (!path)
        return err_errno(err, "cannot find '%.150s'", directory);
    int status = repo_clone(path, url, cli_value(args, "branch"), &reach.access, &result, err);
    cli_git_reach_release(&reach);
    if (status < 0) {
        (void)fd_tree_remove(AT_FDCWD, path, NULL); /* it was made for this; the failure is told */
        return -1;
    }
    json_set_string(result, "path", path);
    if (cli_has(args, "json"))
        cli_print_json(result);
    else
        print_cloned(result, directory);
    return 0;
}

/* trust */

static bool is_agreed(const struct json *result)
{
    char answer[ANSWER_MAX] = "";
    (void)fprintf(stderr, "Trust this key for %s? [y/N] ", json_get_string(result, "host"));
    if (!fgets(answer, sizeof(answer), stdin))
        return false;
    return answer[0] == 'y' || answer[0] == 'Y';
}

static int decide(const struct cli_args *args, const struct json *result, struct err *err)
{
    const char *wanted = cli_value(args, "fingerprint");
    const char *shown = json_get_string(result, "fingerprint");
    if (wanted && strcmp(wanted, shown) != 0)
        return err_set(err, ERR_CONFLICT,
                       "'%.80s' shows the key %s, not that one: it is not trusted",
                       json_get_string(result, "host"), shown);
    if (wanted || cli_has(args, "yes") || json_get_bool(result, "trusted", false))
        return 0;
    if (!isatty(STDIN_FILENO))
        return err_set(err, ERR_INVALID,
                       "nobody is here to ask: say --fingerprint %s when that is the right key",
                       shown);
    return is_agreed(result) ? 0 : err_set(err, ERR_CONFLICT, "it is not trusted");
}

int cli_git_trust(struct cli_git *git, struct err *err)
{
    const struct cli_args *args = git->args;
    const char *host = args->positionals[1];
    auto_reach struct cli_git_reach reach = {0};
    auto_json struct json *result = NULL;
    if (cli_git_reach_init(&reach, git->has_project ? &git->project : NULL, args, err) < 0)
        return -1;
    if (!reach.access.state_path)
        return err_set(err, ERR_INVALID, "there is no project here and no HOME to write to");
    if (repo_hostkey(host, &reach.access, &result, err) < 0)
        return -1;
    if (!cli_has(args, "json"))
        (void)printf("%s %s\n", json_get_string(result, "host"),
                     json_get_string(result, "fingerprint")); /* cli_flush tells */
    (void)fflush(stdout);
    if (decide(args, result, err) < 0)
        return -1;
    bool was_known = json_get_bool(result, "trusted", false);
    if (!was_known && repo_trust(host, json_get_string(result, "key"), &reach.access, err) < 0)
        return -1;
    json_set_bool(result, "trusted", true);
    if (cli_has(args, "json"))
        cli_print_json(result);
    else
        (void)printf("%s\n", was_known ? "was trusted already" : "is trusted from now on");
    return 0;
}

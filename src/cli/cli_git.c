/* `pirun git`: the project's repository. Here: the table of its subcommands and how the remote is
 * reached. */
#include "cli/cli_git.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_place.h"
#include "cli/cli_say.h"
#include "cli/cli_table.h"
#include "cli/cli_value.h"

#define SHORT_ID       10
#define LINE_CAP       ((size_t)16 * 1024)
#define STATE_NAME     "git"
#define TIMEOUT_MAX_MS ((int64_t)24 * 3600 * 1000) /* as git.timeout_ms */

enum needs {
    NEEDS_NOTHING,
    NEEDS_REPOSITORY
};

static const struct {
    const char *name;
    cli_git_handler handle;
    size_t least, most; /* words behind the name */
    enum needs needs;
    const char *usage;
} subcommands[] = {
    {"status", cli_git_status, 0, 0, NEEDS_REPOSITORY, "status"},
    {"pull", cli_git_pull, 0, 0, NEEDS_REPOSITORY, "pull"},
    {"push", cli_git_push, 0, 0, NEEDS_REPOSITORY, "push"},
    {"commit", cli_git_commit, 0, 1000, NEEDS_REPOSITORY, "commit -m TEXT [PATH…]"},
    {"log", cli_git_log, 0, 1, NEEDS_REPOSITORY, "log [COMMIT]"},
    {"diff", cli_git_diff, 0, 2, NEEDS_REPOSITORY, "diff [COMMIT [COMMIT]]"},
    {"show", cli_git_show, 0, 2, NEEDS_REPOSITORY, "show [COMMIT [FILE]]"},
    {"branches", cli_git_branches, 0, 0, NEEDS_REPOSITORY, "branches"},
    {"checkout", cli_git_checkout, 1, 1, NEEDS_REPOSITORY, "checkout BRANCH"},
    {"discard", cli_git_discard, 1, 1000, NEEDS_REPOSITORY, "discard PATH…"},
    {"undo", cli_git_undo, 0, 1, NEEDS_REPOSITORY, "undo [ID]"},
    {"clone", cli_git_clone, 1, 2, NEEDS_NOTHING, "clone URL [DIR]"},
    {"trust", cli_git_trust, 1, 1, NEEDS_NOTHING, "trust HOST"},
};

/* The project, when we are in one. */
static int find_project(struct cli_git *git, struct err *err)
{
    struct err problem;
    git->has_project = cli_project_find(&git->project, git->args, &problem) == 0;
    if (!git->has_project && problem.code != ERR_NOT_FOUND) {
        *err = problem;
        return -1;
    }
    return git->has_project ? cli_project_conf(&git->project, err) : 0;
}

static int call(size_t which, struct cli_git *git, struct err *err)
{
    if (subcommands[which].needs == NEEDS_NOTHING) {
        return find_project(git, err) < 0 ? -1 : subcommands[which].handle(git, err);
    }
    if (cli_project_find(&git->project, git->args, err) < 0 ||
        cli_project_conf(&git->project, err) < 0)
        return -1;
    git->has_project = true;
    if (repo_open(git->project.path, &git->repo, err) < 0)
        return -1;
    return subcommands[which].handle(git, err);
}

static int git(struct cli_args *args, struct err *err)
{
    const char *name = args->positional_count > 0 ? args->positionals[0] : "status";
    size_t words = args->positional_count > 0 ? args->positional_count - 1 : 0;
    for (size_t i = 0; i < ARRAY_LEN(subcommands); i++) {
        if (strcmp(subcommands[i].name, name) != 0)
            continue;
        if (words < subcommands[i].least || words > subcommands[i].most)
            return err_set(err, ERR_INVALID, "it is: pirun git %s", subcommands[i].usage);
        if (cli_place_is_there())
            return cli_git_there(args, name, err);
        if (lazy_load(LAZY_GIT, args->program_argv, err) < 0)
            return -1;
        struct cli_git git = {.project = {.dirfd = -1}, .args = args};
        int result = call(i, &git, err);
        repo_close(&git.repo);
        cli_project_close(&git.project);
        return result;
    }
    return err_set(err, ERR_INVALID,
                   "'git %.40s' is unknown: there are status, pull, push, commit, log, diff, show, "
                   "branches, checkout, discard, undo, clone and trust",
                   name);
}

/* reaching the remote */

/* The line that stands there goes. */
static void wipe(struct cli_git_reach *reach)
{
    if (reach->shown > 0)
        (void)fprintf(stderr, "\r%*s\r", (int)reach->shown, ""); /* nobody is left to tell */
    reach->shown = 0;
}

static void show_phase(struct cli_git_reach *reach, const struct json *line)
{
    char bytes[CLI_TEXT_SIZE] = "";
    int64_t size = json_get_integer(line, "bytes", 0);
    int64_t total = json_get_integer(line, "total", 0);
    auto_buf struct buf text;
    buf_init(&text, LINE_CAP);
    buf_addf(&text, "pirun: %s", json_get_string(line, "phase"));
    if (total > 0)
        buf_addf(&text, " %lld of %lld objects", (long long)json_get_integer(line, "objects", 0),
                 (long long)total);
    if (size > 0) {
        cli_write_bytes(size, bytes);
        buf_addf(&text, ", %s", bytes);
    }
    wipe(reach);
    (void)fputs(buf_text(&text), stderr); /* nobody is left to tell */
    reach->shown = text.size;
}

/* The server's own progress, which it sends whether anybody looks or not. */
static bool is_counting(const char *text)
{
    static const char *const beginnings[] = {"Enumerating objects", "Counting objects",
                                             "Compressing objects", "Total "};
    for (size_t i = 0; i < ARRAY_LEN(beginnings); i++) {
        if (strncmp(text, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    }
    return false;
}

/* Words of the server and of its hooks: whole lines; '\r' lines are its own progress. */
static void show_remote(struct cli_git_reach *reach, const char *text)
{
    while (*text) {
        size_t size = strcspn(text, "\r\n");
        if (size > 0 && text[size] != '\r' && (cli_is_watched() || !is_counting(text))) {
            auto_free char *copy = xstrndup(text, size);
            auto_buf struct buf line;
            buf_init(&line, LINE_CAP);
            cli_text_print(copy, 0, &line);
            wipe(reach);
            (void)fprintf(stderr, "remote: %s\n", buf_text(&line)); /* nobody is left to tell */
        }
        text += size + (text[size] != '\0');
    }
}

void cli_git_print_remote(const char *text)
{
    struct cli_git_reach nothing = {.shown = 0};
    show_remote(&nothing, text);
}

static void progressed(const struct json *line, void *ctx)
{
    struct cli_git_reach *reach = ctx;
    const char *remote = json_get_string(line, "remote");
    if (remote && !reach->is_quiet)
        show_remote(reach, remote);
    else if (!remote && cli_is_watched() && !reach->is_quiet)
        show_phase(reach, line);
}

static int make_absolute(const char *path, char **out, struct err *err)
{
    if (!path)
        return 0;
    *out = realpath(path, NULL);
    return *out ? 0 : err_errno(err, "cannot find '%.150s'", path);
}

/* Where this user's own list of hosts lies. Source: XDG Base Directory Specification 0.8. */
static char *user_state(void)
{
    const char *state = cli_environment("XDG_STATE_HOME");
    const char *home = cli_environment("HOME");
    if (state && *state == '/')
        return xasprintf("%s/pirun/" STATE_NAME, state);
    return home && *home == '/' ? xasprintf("%s/.local/state/pirun/" STATE_NAME, home) : NULL;
}

static void take_conf(struct cli_git_reach *reach, const struct conf *conf)
{
    bool is_silent = strcmp(conf->git.auth.type, "none") == 0;
    reach->access.known_hosts_path = conf->git.auth.known_hosts_path;
    reach->access.ca_path = conf->git.auth.ca_path;
    reach->access.ssh_key_path = is_silent ? NULL : conf->git.auth.ssh_key_path;
    reach->access.token_path = is_silent ? NULL : conf->git.auth.token_path;
    reach->access.timeout_ms = conf->git.timeout_ms;
    reach->access.idle_timeout_ms = conf->git.idle_timeout_ms;
}

int cli_git_reach_init(struct cli_git_reach *reach, const struct cli_project *project,
                       const struct cli_args *args, struct err *err)
{
    const char *timeout = cli_value(args, "timeout");
    auto_conf struct conf defaults;
    conf_init_defaults(&defaults);
    *reach = (struct cli_git_reach){.user_state = user_state()};
    take_conf(reach, project ? &project->conf : &defaults);
    if (!project) { /* their texts end with this call */
        reach->access.known_hosts_path = reach->access.ca_path = NULL;
        reach->access.ssh_key_path = reach->access.token_path = NULL;
    }
    reach->state = project ? cli_project_var(project, STATE_NAME) : xstrdup(reach->user_state);
    reach->token_host = project ? xasprintf("%s/token_host", reach->state) : NULL;
    reach->access.token_host_path = reach->token_host;
    reach->is_quiet = cli_has(args, "quiet");
    if (make_absolute(cli_value(args, "ssh-key"), &reach->ssh_key, err) < 0 ||
        make_absolute(cli_value(args, "token-file"), &reach->token, err) < 0 ||
        (timeout && cli_read_duration_ms(timeout, &reach->access.timeout_ms, err) < 0))
        return -1;
    if (reach->access.timeout_ms < 1 || reach->access.timeout_ms > TIMEOUT_MAX_MS)
        return err_set(err, ERR_INVALID, "--timeout is longer than nothing and at most 24h");
    if (reach->ssh_key)
        reach->access.ssh_key_path = reach->ssh_key;
    if (reach->token)
        reach->access.token_path = reach->token;
    reach->access.state_path = reach->state;
    reach->access.user_state_path = project ? reach->user_state : NULL;
    reach->access.cancel_fd = -1;
    reach->access.on_progress = progressed;
    reach->access.ctx = reach;
    return 0;
}

void cli_git_reach_release(struct cli_git_reach *reach)
{
    wipe(reach);
    free(reach->state);
    free(reach->user_state);
    free(reach->token_host);
    free(reach->ssh_key);
    free(reach->token);
    *reach = (struct cli_git_reach){0};
}

char *cli_git_short(const char *id)
{
    return xasprintf("%.*s", SHORT_ID, id ? id : "");
}

void cli_git_say_in_the_way(const struct json *result)
{
    for (const struct json *path = json_first(json_get(result, "in_the_way")); path;
         path = json_next(path))
        cli_say("in the way: %s", json_string(path));
}

static const struct cli_option options[] = {
    {"message", 'm', "TEXT", "with commit: what it says; '-' reads stdin", CLI_COMPLETE_NONE, NULL},
    {"author", 0, "'NAME <MAIL>'",
     "with commit: whose it is, instead of git's user.name and "
     "user.email",
     CLI_COMPLETE_NONE, NULL},
    {"all", 'a', NULL, "with commit: every change, new files too", CLI_COMPLETE_NONE, NULL},
    {"staged", 0, NULL, "with diff: what the next commit would hold", CLI_COMPLETE_NONE, NULL},
    {"limit", 'n', "N", "with log: so many (default 20)", CLI_COMPLETE_NONE, NULL},
    {"skip", 0, "N", "with log: leave so many out before", CLI_COMPLETE_NONE, NULL},
    {"new", 0, NULL, "with checkout: make the branch, here", CLI_COMPLETE_NONE, NULL},
    {"branch", 'b', "NAME", "with clone: check out this one", CLI_COMPLETE_NONE, NULL},
    {"yes", 'y', NULL, "with trust: do not ask", CLI_COMPLETE_NONE, NULL},
    {"fingerprint", 0, "SHA256:…", "with trust: only when the key has this one", CLI_COMPLETE_NONE,
     NULL},
    {"json", 0, NULL, "print an object, as the HTTP interface does", CLI_COMPLETE_NONE, NULL},
    {"quiet", 'q', NULL, "no progress, and nothing of what the server says", CLI_COMPLETE_NONE,
     NULL},
};

static const struct cli_option remote_options[] = {
    {"ssh-key", 0, "FILE", "instead of git.auth.ssh_key_path", CLI_COMPLETE_FILE, NULL},
    {"token-file", 0, "FILE", "instead of git.auth.token_path", CLI_COMPLETE_FILE, NULL},
    {"timeout", 't', "DURATION", "instead of git.timeout_ms", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};
static const struct cli_group remote_group = {"Reaching the remote", remote_options,
                                              ARRAY_LEN(remote_options)};

const struct cli_command cli_git_command = {
    .name = "git",
    .summary = "the project's git repository: look, commit, pull, push",
    .usage = "status | pull | push | commit -m TEXT [PATH…] | log [COMMIT] | "
             "diff [COMMIT [COMMIT]] | show [COMMIT [FILE]] | branches | checkout BRANCH | "
             "discard PATH… | undo [ID] | clone URL [DIR] | trust HOST",
    .description =
        "No git program is needed. pull fetches and then only moves forward: when the branches "
        "have diverged, or uncommitted changes are in the way, it says which and moves nothing. "
        "push sends the current branch, never by force, and tells what the server's hooks said.\n"
        "commit without PATH takes what is staged (with the git program), with PATH only these, "
        "with --all every change. discard puts files back to the last commit and keeps what was "
        "there below var/undo, from where undo brings it back.\n"
        "show COMMIT prints a commit with its changes, show COMMIT FILE the file as it was then.\n"
        "Over https a token is read from the file git.auth.token_path (mode 0600), never from the "
        "URL. Over ssh the key is git.auth.ssh_key_path or the agent's; the server's key must be "
        "known: trust shows its fingerprint and records it for this project.\n"
        "With PIRUN_URL all but show, clone and trust work on the project there; PATH is then "
        "relative to it, and a commit is in the name on the token.\n"
        "Exit status: 65 diverged, in the way, or refused by the server; 66 no such repository, "
        "branch or file; 69 the remote; 73 no space; 75 too slow, or git is at work there.",
    .groups = {&group, &remote_group},
    .example = "pirun git clone git@example.org:lab.git lab\n"
               "pirun git commit -m 'read the sensor twice' scripts/read.py\n"
               "pirun git pull\n"
               "pirun git push",
    .positional_max = 1001,
    .complete = CLI_COMPLETE_WORDS,
    .words = "status pull push commit log diff show branches checkout discard undo clone trust",
    .handler = git,
};

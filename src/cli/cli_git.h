/* cli_git: what the files of `pirun git` share. */
#ifndef PIRUN_CLI_CLI_GIT_H
#define PIRUN_CLI_CLI_GIT_H

#include "cli/cli_args.h"
#include "cli/cli_project.h"
#include "repo/repo_diff.h"
#include "repo/repo_sync.h"

struct cli_git {
    struct cli_project project; /* not of clone and trust outside of a project */
    bool has_project;
    struct repo repo; /* open, for what works on one */
    struct cli_args *args;
};

/* One subcommand. ARGS->positionals[0] is its name. Answers the exit status; -1 with ERR. */
typedef int (*cli_git_handler)(struct cli_git *git, struct err *err);

int cli_git_status(struct cli_git *git, struct err *err);
int cli_git_log(struct cli_git *git, struct err *err);
int cli_git_diff(struct cli_git *git, struct err *err);
int cli_git_show(struct cli_git *git, struct err *err);
int cli_git_branches(struct cli_git *git, struct err *err);
int cli_git_pull(struct cli_git *git, struct err *err);
int cli_git_push(struct cli_git *git, struct err *err);
int cli_git_clone(struct cli_git *git, struct err *err);
int cli_git_trust(struct cli_git *git, struct err *err);
int cli_git_commit(struct cli_git *git, struct err *err);
int cli_git_checkout(struct cli_git *git, struct err *err);
int cli_git_discard(struct cli_git *git, struct err *err);
int cli_git_undo(struct cli_git *git, struct err *err);

/* How to reach the remote, by the project's config and the options of the command line; progress
 * goes to stderr when a person looks at it. */
struct cli_git_reach {
    struct repo_access access;
    char *state, *user_state, *token_host;
    char *ssh_key, *token; /* absolute */
    size_t shown;          /* cells of the line of progress that stand there */
    bool is_quiet;
};
/* PROJECT: NULL outside of one. Owns: released by cli_git_reach_release. */
int cli_git_reach_init(struct cli_git_reach *reach, const struct cli_project *project,
                       const struct cli_args *args, struct err *err);
void cli_git_reach_release(struct cli_git_reach *reach);
#define auto_reach __attribute__((cleanup(cli_git_reach_release)))

/* Clone URL into PATH, an existing directory; prints what was in the way after a failure.
 * *BRANCH: what was checked out, for the caller to free. */
int cli_git_clone_into(const char *path, const char *url, const struct cli_args *args,
                       char **branch, struct err *err);
/* Say which files were in the way, when the message could not name all. */
void cli_git_say_in_the_way(const struct json *result);
/* Print the patch of WHAT, with colours on a terminal. */
int cli_git_print_patch(struct cli_git *git, const struct repo_diff *what, struct err *err);
/* The same from what a server answers (repo_diff.h): without the ids of the contents. */
void cli_git_print_hunks(const struct json *diff);

/* Print for people what the functions of repo/ answer. */
void cli_git_print_status(const struct json *status);
void cli_git_print_log(const struct json *page);
void cli_git_print_branches(const struct json *root);
void cli_git_print_pulled(const struct json *result);
void cli_git_print_pushed(const struct json *result);
void cli_git_print_committed(const struct json *result);
void cli_git_print_checked_out(const struct json *result);
void cli_git_print_discarded(const struct json *result);
void cli_git_print_undone(const struct json *result);
/* What the remote or its hooks said, line by line on stderr. */
void cli_git_print_remote(const char *text);

/* --skip and --limit; -m TEXT. */
int cli_git_read_page(const struct cli_args *args, int64_t *skip, int64_t *limit, struct err *err);
int cli_git_read_message(const struct cli_args *args, struct buf *out, struct err *err);

/* The subcommand NAME on the project behind PIRUN_URL. Answers the exit status; -1 with ERR. */
int cli_git_there(struct cli_args *args, const char *name, struct err *err);

/* A commit's first 10 digits. Owns: returns the text. */
char *cli_git_short(const char *id);

#endif

/* cli_command: one row per command, and the table of all rows. Everything that can be said about
 * a command without running it is in its row: the parser, `--help`, completion and the manual
 * read nothing else. */
#ifndef PIRUN_CLI_CLI_COMMAND_H
#define PIRUN_CLI_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* What a shell offers for a word. */
enum cli_complete {
    CLI_COMPLETE_NONE,
    CLI_COMPLETE_FILE,
    CLI_COMPLETE_DIR,
    CLI_COMPLETE_RUN,     /* ids of recent runs */
    CLI_COMPLETE_COMMAND, /* names of commands */
    CLI_COMPLETE_WORDS,   /* the row's own list */
};

struct cli_option {
    const char *name;     /* long name, without dashes */
    char letter;          /* short name, 0: none */
    const char *argument; /* name of its value; NULL: a switch; "[X]": may be left out (--name=X) */
    const char *help;     /* one sentence, lower case, no full stop */
    enum cli_complete complete;
    const char *words; /* CLI_COMPLETE_WORDS: separated by spaces */
};

/* Options that stand together in the help. */
struct cli_group {
    const char *title;
    const struct cli_option *options;
    size_t count;
};

#define CLI_GROUPS_MAX 4

enum cli_flag {
    CLI_HIDDEN = 1,     /* a role of the program itself: not in help or completion */
    CLI_TAKES_REST = 2, /* what stands behind `--` belongs to the script */
    CLI_TAKES_DIR = 4,  /* the first positional is the project's directory */
    CLI_FORKS = 8,      /* needs the launcher, forked before anything else */
    CLI_IS_HERE = 32,   /* is about this machine alone, whatever PIRUN_URL says */
    CLI_FAILS_125 = 16, /* its exit statuses are the script's: failures of PiRun are 125 */
};

struct cli_args;

/* Answers the exit status; -1 with ERR filled when PiRun failed. */
typedef int (*cli_handler)(struct cli_args *args, struct err *err);

struct cli_command {
    const char *name;
    const char *summary;                            /* one line, lower case, no full stop */
    const char *usage;                              /* what follows the name */
    const char *description;                        /* paragraphs; NULL: the summary says it all */
    const struct cli_group *groups[CLI_GROUPS_MAX]; /* NULL behind the last */
    const char *example;                            /* lines of shell */
    size_t positional_min, positional_max;
    enum cli_complete complete; /* of positionals */
    const char *words;
    unsigned lazy;  /* enum lazy_library */
    unsigned flags; /* enum cli_flag */
    cli_handler handler;
    cli_handler help; /* of --help with a positional word; NULL: as without one */
};

/* All rows in the order of the help; hidden ones last. */
const struct cli_command *const *cli_commands(size_t *count);

/* The row that NAME names, in full or by a unique beginning (hidden ones in full only).
 * Errors: ERR_INVALID unknown (names the nearest) or ambiguous (names them). */
const struct cli_command *cli_command_find(const char *name, struct err *err);

/* The options that every command has: --directory and --help. */
const struct cli_group *cli_common_options(void);

/* The known word nearest to WORD by edit distance, NULL when none is near. WORDS has COUNT
 * entries. */
const char *cli_nearest(const char *word, const char *const *words, size_t count);

/* The rows, each in the file of its command. */
extern const struct cli_command cli_init_command;
extern const struct cli_command cli_serve_command;
extern const struct cli_command cli_run_command;
extern const struct cli_command cli_submit_command;
extern const struct cli_command cli_list_command;
extern const struct cli_command cli_show_command;
extern const struct cli_command cli_logs_command;
extern const struct cli_command cli_why_command;
extern const struct cli_command cli_cancel_command;
extern const struct cli_command cli_rerun_command;
extern const struct cli_command cli_diff_command, cli_diff_ask_command;
extern const struct cli_command cli_pause_command;
extern const struct cli_command cli_resume_command;
extern const struct cli_command cli_drain_command;
extern const struct cli_command cli_bad_command;
extern const struct cli_command cli_env_command;
extern const struct cli_command cli_token_command;
extern const struct cli_command cli_git_command;
extern const struct cli_command cli_check_command;
extern const struct cli_command cli_doctor_command;
extern const struct cli_command cli_reindex_command;
extern const struct cli_command cli_version_command;
extern const struct cli_command cli_help_command;
extern const struct cli_command cli_completion_command;
extern const struct cli_command cli_supervise_command;
extern const struct cli_command cli_launcher_command;
extern const struct cli_command cli_yield_cgroup_command;
extern const struct cli_command cli_tree_command;
extern const struct cli_command cli_hook_command;
extern const struct cli_command cli_hooks_command;
extern const struct cli_command cli_drain_one_command;
extern const struct cli_command cli_git_child_command;
extern const struct cli_command cli_reach_command;
extern const struct cli_command cli_git_ask_command;
extern const struct cli_command cli_words_command;
extern const struct cli_command cli_language_command;
extern const struct cli_command cli_term_command;

#endif

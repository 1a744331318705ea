#include "cli/cli_command.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/near.h"
#include "base/scope.h"

static const struct cli_command *const table[] = {
    &cli_init_command,         &cli_serve_command,     &cli_run_command,
    &cli_submit_command,       &cli_list_command,      &cli_show_command,
    &cli_logs_command,         &cli_why_command,       &cli_cancel_command,
    &cli_diff_command,         &cli_rerun_command,     &cli_pause_command,
    &cli_resume_command,       &cli_drain_command,     &cli_bad_command,
    &cli_env_command,          &cli_git_command,       &cli_token_command,
    &cli_hooks_command,        &cli_check_command,     &cli_doctor_command,
    &cli_reindex_command,      &cli_version_command,   &cli_help_command,
    &cli_completion_command,   &cli_supervise_command, &cli_launcher_command,
    &cli_yield_cgroup_command, &cli_drain_one_command, &cli_tree_command,
    &cli_hook_command,         &cli_git_child_command, &cli_git_ask_command,
    &cli_words_command,        &cli_language_command,  &cli_diff_ask_command,
    &cli_term_command,         &cli_reach_command,
};

const struct cli_command *const *cli_commands(size_t *count)
{
    *count = ARRAY_LEN(table);
    return table;
}

static const struct cli_option common_options[] = {
    {"directory", 'C', "DIR",
     "the project's directory, instead of looking for it upwards from here", CLI_COMPLETE_DIR,
     NULL},
    {"help", 'h', NULL, "show this help", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group common = {"Options of every command", common_options,
                                        ARRAY_LEN(common_options)};

const struct cli_group *cli_common_options(void)
{
    return &common;
}

const char *cli_nearest(const char *word, const char *const *words, size_t count)
{
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    size_t size = strlen(word);
    if (size < 2 || size > NEAR_MAX)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t now = near_distance(word, size, words[i], strlen(words[i]));
        if (now < best_distance) {
            best_distance = now;
            best = words[i];
        }
    }
    return best_distance <= 1 + size / 3 ? best : NULL;
}

static const char *nearest_command(const char *name)
{
    const char *names[ARRAY_LEN(table)];
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (!(table[i]->flags & CLI_HIDDEN))
            names[count++] = table[i]->name;
    }
    return cli_nearest(name, names, count);
}

static int fail_unknown(const char *name, struct err *err)
{
    const char *near = nearest_command(name);
    if (near)
        return err_set(err, ERR_INVALID, "unknown command '%.60s': did you mean '%s'?", name, near);
    return err_set(err, ERR_INVALID, "unknown command '%.60s': 'pirun help' lists them", name);
}

const struct cli_command *cli_command_find(const char *name, struct err *err)
{
    const struct cli_command *found = NULL;
    struct buf matches;
    buf_init(&matches, 200);
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        const struct cli_command *row = table[i];
        if (strcmp(row->name, name) == 0) {
            buf_release(&matches);
            return row;
        }
        if ((row->flags & CLI_HIDDEN) || !*name || strncmp(row->name, name, strlen(name)) != 0)
            continue;
        buf_addf(&matches, "%s%s", count ? ", " : "", row->name);
        found = row;
        count++;
    }
    if (count == 0)
        (void)fail_unknown(name, err);
    else if (count > 1)
        (void)err_set(err, ERR_INVALID, "command '%.60s' is ambiguous: %s", name,
                      buf_text(&matches));
    buf_release(&matches);
    return count == 1 ? found : NULL;
}

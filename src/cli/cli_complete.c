/* Completion: one script per shell, printed from the tables. The scripts ask pirun only for ids
 * of runs and, behind "run SCRIPT --", for the options of that script. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_command.h"

/* What a shell runs to know recent ids; PROJECT: how it says the words of -C. */
#define RUNS_COMMAND(project) "pirun " project " list --ids --limit 50 2>/dev/null"

typedef void (*option_cb)(const struct cli_command *command, const struct cli_option *option);

static void each_option(const struct cli_command *command, option_cb on_option)
{
    for (size_t g = 0; g < CLI_GROUPS_MAX && command->groups[g]; g++) {
        for (size_t i = 0; i < command->groups[g]->count; i++)
            on_option(command, &command->groups[g]->options[i]);
    }
    for (size_t i = 0; i < cli_common_options()->count; i++)
        on_option(command, &cli_common_options()->options[i]);
}

typedef void (*command_cb)(const struct cli_command *command);

static void each_command(command_cb on_command)
{
    size_t count = 0;
    const struct cli_command *const *all = cli_commands(&count);
    for (size_t i = 0; i < count; i++) {
        if (!(all[i]->flags & CLI_HIDDEN))
            on_command(all[i]);
    }
}

static void print_name(const struct cli_command *command)
{
    (void)printf(" %s", command->name);
}

/* bash */

static const char *bash_reply(enum cli_complete complete)
{
    switch (complete) {
    case CLI_COMPLETE_FILE:
        return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")";
    case CLI_COMPLETE_DIR:
        return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")";
    case CLI_COMPLETE_RUN:
        return "COMPREPLY=($(compgen -W \"$(" RUNS_COMMAND("\"${project[@]}\"") ")\" -- \"$cur\"))";
    case CLI_COMPLETE_COMMAND:
        return "COMPREPLY=($(compgen -W \"$commands config job\" -- \"$cur\"))";
    case CLI_COMPLETE_NONE:
    case CLI_COMPLETE_WORDS:
        break;
    }
    return "COMPREPLY=()";
}

static void bash_action(enum cli_complete complete, const char *words)
{
    if (complete == CLI_COMPLETE_WORDS)
        (void)printf("COMPREPLY=($(compgen -W \"%s\" -- \"$cur\"))", words);
    else
        (void)fputs(bash_reply(complete), stdout);
}

static void bash_value(const struct cli_command *command, const struct cli_option *option)
{
    if (!option->argument || option->argument[0] == '[')
        return;
    (void)printf("        %s:--%s", command->name, option->name);
    if (option->letter)
        (void)printf("|%s:-%c", command->name, option->letter);
    (void)fputs(") ", stdout);
    bash_action(option->complete, option->words);
    (void)fputs("; return ;;\n", stdout);
}

static void bash_values(const struct cli_command *command)
{
    each_option(command, bash_value);
}

static void bash_option(const struct cli_command *command, const struct cli_option *option)
{
    (void)command;
    (void)printf(" --%s", option->name);
}

static void bash_options(const struct cli_command *command)
{
    (void)printf("        %s) options=\"", command->name);
    each_option(command, bash_option);
    (void)fputs("\" ;;\n", stdout);
}

static void bash_positional(const struct cli_command *command)
{
    (void)printf("        %s) ", command->name);
    bash_action(command->complete, command->words);
    (void)fputs(" ;;\n", stdout);
}

static void print_bash(void)
{
    (void)fputs("# bash completion of pirun: source it, or put it into "
                "/usr/share/bash-completion/completions/pirun\n"
                "# with PIRUN_URL and PIRUN_TOKEN set, the ids of runs are those of that server\n"
                "_pirun() {\n"
                "    local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\" "
                "command='' script='' i options=''\n"
                "    local -a project=()\n"
                "    # readline splits --state=failed at the '='\n"
                "    if [[ $cur == '=' ]]; then cur=''; "
                "elif [[ $prev == '=' ]]; then prev=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n"
                "    local commands=\"",
                stdout);
    each_command(print_name);
    (void)fputs(
        "\"\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        case \"${COMP_WORDS[i]}\" in\n"
        "        -C) ((i++)); [[ ! ${COMP_WORDS[i]} ]] || project=(-C \"${COMP_WORDS[i]}\") ;;\n"
        "        --) [[ $command == run || $command == submit ]] && [[ $script ]] || return\n"
        "            [[ $prev != -- ]] || prev=''\n"
        "            COMPREPLY=($(compgen -W \"$(pirun \"${project[@]}\" __words \"$script\" -- "
        "\"$prev\" "
        "2>/dev/null)\" -- \"$cur\"))\n"
        "            [[ ${COMPREPLY[*]} || $cur == -* ]] || { compopt -o filenames; mapfile -t "
        "COMPREPLY < "
        "<(compgen -f -- \"$cur\"); }\n"
        "            return ;;\n"
        "        -*) ;;\n"
        "        *.py) script=\"${COMP_WORDS[i]}\" ;;\n"
        "        *) [[ -n $command ]] || command=\"${COMP_WORDS[i]}\" ;;\n"
        "        esac\n"
        "    done\n"
        "    if [[ $prev == -C ]]; then compopt -o filenames; mapfile -t COMPREPLY < "
        "<(compgen -d -- \"$cur\"); return; fi\n"
        "    if [[ -z $command ]]; then\n"
        "        COMPREPLY=($(compgen -W \"$commands -C --help --version\" -- \"$cur\")); return\n"
        "    fi\n"
        "    case \"$command:$prev\" in\n",
        stdout);
    each_command(bash_values);
    (void)fputs("    esac\n    case \"$command\" in\n", stdout);
    each_command(bash_options);
    (void)fputs("    esac\n"
                "    if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W \"$options\" -- \"$cur\")); "
                "return; fi\n"
                "    case \"$command\" in\n",
                stdout);
    each_command(bash_positional);
    (void)fputs("    esac\n}\ncomplete -F _pirun pirun\n", stdout);
}

/* zsh */

/* TEXT within a single-quoted word of _arguments: quotes, brackets and colons have a meaning
 * there. */
static void zsh_text(const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            (void)fputs("'\\''", stdout);
        else if (strchr("[]:", *text))
            (void)printf("\\%c", *text);
        else
            (void)fputc(*text, stdout);
    }
}

static void zsh_action(enum cli_complete complete, const char *words)
{
    switch (complete) {
    case CLI_COMPLETE_NONE:
        (void)fputs(" ", stdout);
        break;
    case CLI_COMPLETE_FILE:
        (void)fputs("_files", stdout);
        break;
    case CLI_COMPLETE_DIR:
        (void)fputs("_files -/", stdout);
        break;
    case CLI_COMPLETE_RUN:
        (void)fputs("_pirun_runs", stdout);
        break;
    case CLI_COMPLETE_COMMAND:
        (void)fputs("_pirun_commands", stdout);
        break;
    case CLI_COMPLETE_WORDS:
        (void)printf("(%s)", words);
        break;
    }
}

static void zsh_option(const struct cli_command *command, const struct cli_option *option)
{
    (void)command;
    (void)printf(" \\\n            '*--%s%s[", option->name, option->argument ? "=" : "");
    zsh_text(option->help);
    (void)fputs("]", stdout);
    if (option->argument) {
        (void)fputs(":", stdout);
        zsh_text(option->argument);
        (void)fputs(":", stdout);
        zsh_action(option->complete, option->words);
    }
    (void)fputs("'", stdout);
}

static void zsh_command(const struct cli_command *command)
{
    (void)printf("        %s) _arguments", command->name);
    each_option(command, zsh_option);
    (void)fputs(" \\\n            '*:argument:", stdout);
    zsh_action(command->complete, command->words);
    (void)fputs("' ;;\n", stdout);
}

static void zsh_name(const struct cli_command *command)
{
    (void)printf("        '%s:", command->name);
    zsh_text(command->summary);
    (void)fputs("'\n", stdout);
}

static void print_zsh(void)
{
    (void)fputs("#compdef pirun\n"
                "# zsh completion of pirun: as _pirun into a directory of $fpath\n"
                "# with PIRUN_URL and PIRUN_TOKEN set, the ids of runs are those of that server\n",
                stdout);
    (void)printf("_pirun_runs() { compadd -- ${(f)\"$(%s)\"} }\n"
                 "_pirun_commands() {\n    local -a commands=(\n",
                 RUNS_COMMAND("$project"));
    each_command(zsh_name);
    (void)fputs("    )\n    _describe command commands\n}\n"
                "# the options of a script, behind 'run SCRIPT --'; what -C names, for all\n"
                "_pirun_words() {\n"
                "    local i command= script= prev=${(Q)words[CURRENT-1]}\n"
                "    for ((i = 2; i < CURRENT; i++)); do\n"
                "        case ${words[i]} in\n"
                "        -C) ((++i < CURRENT)) && project=(-C ${(Q)words[i]}) ;;\n"
                "        --) [[ $command == (run|submit) && -n $script ]] || return 1\n"
                "            [[ $prev != -- ]] || prev=\n"
                "            compadd -- ${(f)\"$(pirun $project __words $script -- \"$prev\" "
                "2>/dev/null)\"} || _files\n"
                "            return 0 ;;\n"
                "        -*) ;;\n"
                "        *.py) script=${(Q)words[i]} ;;\n"
                "        *) command=${command:-${words[i]}} ;;\n"
                "        esac\n"
                "    done\n"
                "    return 1\n"
                "}\n"
                "_pirun() {\n"
                "    local curcontext=$curcontext state line\n"
                "    local -a project=()\n"
                "    _pirun_words && return\n"
                "    _arguments -C '-C[project]:directory:_files -/' '1:command:_pirun_commands' "
                "'*::argument:->rest'\n"
                "    [[ $state == rest ]] || return\n"
                "    case $line[1] in\n",
                stdout);
    each_command(zsh_command);
    (void)fputs(
        "    esac\n}\n"
        "# autoloaded from $fpath, or sourced\n"
        "if [[ ${funcstack[1]} == _pirun ]]; then _pirun \"$@\"; else compdef _pirun pirun; fi\n",
        stdout);
}

/* fish */

static void fish_text(const char *text)
{
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            (void)fputc('\\', stdout);
        (void)fputc(*text, stdout);
    }
}

static void fish_action(enum cli_complete complete, const char *words)
{
    if (complete == CLI_COMPLETE_RUN)
        (void)fputs(" -a '(" RUNS_COMMAND("(__pirun_project)") ")'", stdout);
    else if (complete == CLI_COMPLETE_WORDS)
        (void)printf(" -a '%s'", words);
    else if (complete == CLI_COMPLETE_DIR)
        (void)fputs(" -a '(__fish_complete_directories)'", stdout);
    if (complete == CLI_COMPLETE_FILE)
        (void)fputs(" -F", stdout);
}

static void fish_option(const struct cli_command *command, const struct cli_option *option)
{
    (void)printf("complete -c pirun -n '__fish_seen_subcommand_from %s' -l %s", command->name,
                 option->name);
    if (option->letter)
        (void)printf(" -s %c", option->letter);
    if (option->argument && option->argument[0] != '[') {
        (void)fputs(option->complete == CLI_COMPLETE_FILE ? " -r" : " -x", stdout);
        fish_action(option->complete, option->words);
    }
    (void)fputs(" -d '", stdout);
    fish_text(option->help);
    (void)fputs("'\n", stdout);
}

static void fish_command(const struct cli_command *command)
{
    (void)printf("complete -c pirun -n __pirun_is_at_command -a %s -d '", command->name);
    fish_text(command->summary);
    (void)fputs("'\n", stdout);
    if (command->complete != CLI_COMPLETE_NONE && command->complete != CLI_COMPLETE_COMMAND) {
        (void)printf("complete -c pirun -n '__fish_seen_subcommand_from %s'", command->name);
        fish_action(command->complete, command->words);
        (void)fputc('\n', stdout);
    }
    each_option(command, fish_option);
}

static void print_fish(void)
{
    (void)fputs("# fish completion of pirun: as pirun.fish into ~/.config/fish/completions\n"
                "# with PIRUN_URL and PIRUN_TOKEN set, the ids of runs are those of that server\n"
                "complete -c pirun -f\n"
                "complete -c pirun -s C -r -a '(__fish_complete_directories)' -d project\n"
                "function __pirun_project\n"
                "    set -l words (commandline -opc)\n"
                "    set -l at (contains -i -- -C $words); or return 0\n"
                "    set -q words[(math $at + 1)]; and printf '%s\\n' -C $words[(math $at + 1)]\n"
                "    return 0\n"
                "end\n"
                "function __pirun_is_at_command\n"
                "    set -l before\n"
                "    for word in (commandline -opc)[2..]\n"
                "        string match -q -- '-*' $word; or test \"$before\" = -C; or return 1\n"
                "        set before $word\n"
                "    end\n"
                "    test \"$before\" != -C\n"
                "end\n"
                "# the options of a script, behind 'run SCRIPT --'\n"
                "function __pirun_words\n"
                "    set -l words (commandline -opc)\n"
                "    set -l at (contains -i -- -- $words); or return 1\n"
                "    string match -qr '^(run|submit)$' -- $words[2..$at]; or return 1\n"
                "    set -l script (string match -- '*.py' $words[1..$at])[1]; or return 1\n"
                "    set -l prev $words[-1]\n"
                "    test $prev != --; or set prev ''\n"
                "    pirun (__pirun_project) __words $script -- $prev 2>/dev/null\n"
                "end\n"
                "complete -c pirun -n __pirun_words -a '(__pirun_words)'\n",
                stdout);
    each_command(fish_command);
}

static const struct {
    const char *name;
    void (*print)(void);
} shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

static int completion(struct cli_args *args, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(shells); i++) {
        if (strcmp(shells[i].name, args->positionals[0]) == 0) {
            shells[i].print();
            return 0;
        }
    }
    return err_set(err, ERR_INVALID, "no completion for '%.40s': there are bash, zsh and fish",
                   args->positionals[0]);
}

const struct cli_command cli_completion_command = {
    .name = "completion",
    .summary = "print the completion script of a shell",
    .usage = "bash|zsh|fish",
    .example = "source <(pirun completion bash)",
    .positional_min = 1,
    .positional_max = 1,
    .complete = CLI_COMPLETE_WORDS,
    .words = "bash zsh fish",
    .handler = completion,
};

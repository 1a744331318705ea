/* `pirun env`: the project's Python environment. Here: the table of its subcommands. */
#include "cli/cli_env.h"

#include <string.h>

#include "base/scope.h"
#include "cli/cli_say.h"
#include "server/server_rules.h"

struct env_place cli_env_place(const struct cli_project *project, struct env_settings *settings)
{
    *settings = server_rules_environment(&project->conf);
    return (struct env_place){.project_path = project->path,
                              .project = project->dirfd,
                              .settings = settings,
                              .durability = project->spool.durability};
}

void cli_env_say_moved(const char *moved)
{
    if (moved && *moved)
        cli_say("what was at .venv is now %s: PiRun does not use it any more", moved);
}

static const struct {
    const char *name;
    cli_env_handler handle;
    size_t least, most; /* words behind the name */
    const char *usage;
} subcommands[] = {
    {"sync", cli_env_build, 0, 0, "sync"},
    {"install", cli_env_build, 1, 64, "install PACKAGE…"},
    {"remove", cli_env_build, 1, 64, "remove PACKAGE…"},
    {"lock", cli_env_build, 0, 0, "lock"},
    {"list", cli_env_list, 0, 0, "list"},
    {"show", cli_env_show, 0, 1, "show [BUILD]"},
    {"why", cli_env_why, 1, 1, "why PACKAGE"},
    {"rollback", cli_env_rollback, 0, 1, "rollback [BUILD]"},
};

static int env(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    const char *name = args->positional_count > 0 ? args->positionals[0] : "list";
    size_t words = args->positional_count > 0 ? args->positional_count - 1 : 0;
    for (size_t i = 0; i < ARRAY_LEN(subcommands); i++) {
        if (strcmp(subcommands[i].name, name) != 0)
            continue;
        if (words < subcommands[i].least || words > subcommands[i].most)
            return err_set(err, ERR_INVALID, "it is: pirun env %s", subcommands[i].usage);
        return cli_project_open(&project, args, err) < 0
                   ? -1
                   : subcommands[i].handle(&project, args, err);
    }
    return err_set(err, ERR_INVALID,
                   "'env %.40s' is unknown: there are sync, install, remove, lock, list, show, why "
                   "and rollback",
                   name);
}

static const struct cli_option options[] = {
    {"detach", 0, NULL, "with builds: submit it, print the run's id and do not wait",
     CLI_COMPLETE_NONE, NULL},
    {"quiet", 'q', NULL, "with builds: do not print their output", CLI_COMPLETE_NONE, NULL},
    {"json", 0, NULL, "print an array of objects (list, show) or an object", CLI_COMPLETE_NONE,
     NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_env_command = {
    .name = "env",
    .summary = "the project's Python environment: build it, look at it, go back",
    .usage = "sync | install PACKAGE… | remove PACKAGE… | lock | list | show [BUILD] | "
             "why PACKAGE | rollback [BUILD]",
    .description =
        "An environment is an immutable directory below var/envs; .venv is a link to the current "
        "one. A build is a run of its own: it shows its progress, and can be looked at and "
        "cancelled as any other. Only when it has succeeded the new environment becomes current, "
        "in one step; scripts that run keep theirs. A build that fails changes nothing and says "
        "why.\n"
        "sync builds what the project's files say: requirements.lock, else requirements.txt, else "
        "the dependencies in pyproject.toml. install and remove change requirements.txt and write "
        "requirements.lock, which holds every package with its exact version; lock resolves "
        "requirements.txt anew. list shows the builds that are kept, show the packages of one, why "
        "who asks for a package. rollback goes back to an earlier build, without network.\n"
        "A .venv that you made yourself goes on working; the first build moves it aside to "
        ".venv.before-pirun.\n"
        "The keys env.… of .pirun.yaml choose the interpreter, the index, a directory of wheels "
        "for work without network, and what is kept.\n"
        "Exit status: 0 the environment is current; 66 no such package, version or wheel; 65 "
        "packages contradict each other or are not the locked ones; 69 the index was not reached; "
        "73 no space.",
    .groups = {&group},
    .example = "pirun env install 'requests>=2.31' rich\n"
               "pirun env sync\n"
               "pirun env why urllib3\n"
               "pirun env rollback",
    .positional_max = 65,
    .complete = CLI_COMPLETE_WORDS,
    .words = "sync install remove lock list show why rollback",
    .lazy = 0,
    .handler = env,
};

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/lazy.h"
#include "base/log.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_project.h"
#include "cli/cli_value.h"
#include "server/server.h"

#define JOBS_MAX 1024

static const struct {
    const char *name;
    enum log_level level;
} levels[] = {
    {"error", LOG_LEVEL_ERROR},
    {"warning", LOG_LEVEL_WARNING},
    {"info", LOG_LEVEL_INFO},
    {"debug", LOG_LEVEL_DEBUG},
};

static int set_level(const char *name, struct err *err)
{
    for (size_t i = 0; name && i < ARRAY_LEN(levels); i++) {
        if (strcmp(levels[i].name, name) == 0) {
            log_set_level(levels[i].level);
            return 0;
        }
    }
    if (!name)
        return 0;
    return err_set(err, ERR_INVALID,
                   "'%.40s' is no level: error, warning, info or debug (--log-level)", name);
}

static int serve(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    int64_t jobs = 0;
    const char *jobs_text = cli_value(args, "jobs");
    if (set_level(cli_value(args, "log-level"), err) < 0 ||
        (jobs_text && cli_read_integer("jobs", jobs_text, 1, JOBS_MAX, &jobs, err) < 0) ||
        cli_project_find(&project, args, err) < 0)
        return -1;
    /* a log reader that goes away must not end the server */
    (void)signal(SIGPIPE, SIG_IGN);
    struct server_options options = {.project_path = project.path,
                                     .addr = cli_value(args, "addr"),
                                     .jobs = (int)jobs,
                                     .is_killing = cli_has(args, "kill"),
                                     .launcher = args->launcher};
    return server_run(&options, err);
}

static const struct cli_option serve_options[] = {
    {"addr", 'a', "HOST:PORT", "listen here instead of server.addr; off: no HTTP",
     CLI_COMPLETE_NONE, NULL},
    {"jobs", 'j', "COUNT", "at most COUNT runs at the same time, instead of run.jobs",
     CLI_COMPLETE_NONE, NULL},
    {"kill", 0, NULL, "stopping the server also cancels its runs", CLI_COMPLETE_NONE, NULL},
    {"log-level", 0, "LEVEL", "error, warning, info or debug", CLI_COMPLETE_WORDS,
     "error warning info debug"},
};

static const struct cli_group serve_group = {"Options", serve_options, ARRAY_LEN(serve_options)};

const struct cli_command cli_serve_command = {
    .name = "serve",
    .summary = "be the server of a project, in the foreground",
    .usage = "[DIR] [OPTION…]",
    .description = "Takes jobs from the spool and runs them until SIGTERM or Ctrl-C. Runs outlive "
                   "it: each has a supervisor of its "
                   "own, and the next server takes them up again. SIGHUP reads the config again.",
    .groups = {&serve_group},
    .example = "pirun serve /srv/project --addr 127.0.0.1:8080",
    .positional_max = 1,
    .complete = CLI_COMPLETE_DIR,
    .lazy = LAZY_H2O | LAZY_SQLITE | LAZY_ZLIB,
    .flags = CLI_TAKES_DIR | CLI_FORKS | CLI_IS_HERE,
    .handler = serve,
};

static int drain_one(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    const char *text = args->positionals[0];
    struct ident id;
    if (!ident_parse(text, strlen(text), &id))
        return err_set(err, ERR_INVALID, "'%.60s' is no id", text);
    if (cli_project_find(&project, args, err) < 0)
        return -1;
    log_set_level(LOG_LEVEL_WARNING); /* its stderr is that of `pirun run` */
    (void)signal(SIGPIPE, SIG_IGN);
    struct server_options options = {.project_path = project.path, .launcher = args->launcher};
    int result = server_drain_one(&options, &id, err);
    /* somebody else carries jobs: who started us watches that one, and nobody need read of it */
    return result < 0 && err->code == ERR_BUSY ? err_exit(ERR_BUSY) : result;
}

const struct cli_command cli_drain_one_command = {
    .name = "__drain",
    .summary = "run one job that is in the spool, for 'pirun run' without a server",
    .usage = "ID",
    .positional_min = 1,
    .positional_max = 1,
    .lazy = LAZY_H2O | LAZY_SQLITE,
    .flags = CLI_HIDDEN | CLI_FORKS,
    .handler = drain_one,
};

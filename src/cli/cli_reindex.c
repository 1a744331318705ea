#include <stdio.h>

#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_project.h"
#include "cli/cli_say.h"

static void show_progress(void *ctx, int64_t done)
{
    (void)ctx;
    if (cli_is_watched())
        (void)fprintf(stderr, "\r%lld runs", (long long)done); /* nobody is left to tell */
}

static void report(const struct cli_args *args, int64_t count, int64_t damaged)
{
    if (cli_is_watched())
        (void)fputs("\r", stderr);
    if (cli_has(args, "json")) {
        auto_json struct json *object = json_object();
        json_set_integer(object, "runs", count);
        json_set_integer(object, "damaged", damaged);
        cli_print_json(object);
        return;
    }
    (void)printf("indexed %lld run%s\n", (long long)count,
                 count == 1 ? "" : "s"); /* cli_flush tells */
    if (damaged > 0)
        cli_say("%lld could not be read: their files in var/runs are damaged", (long long)damaged);
}

static int reindex(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    int64_t damaged = 0;
    if (cli_project_open(&project, args, err) < 0)
        return -1;
    auto_fd int lock = spool_lock(&project.spool, "reindex", "", err);
    if (lock < 0)
        return err->code == ERR_BUSY
                   ? err_prefix(
                         err,
                         "stop the server first (it also rebuilds a missing index when it starts)")
                   : -1;
    auto_free char *path = cli_project_var(&project, "pirun.db");
    int64_t count = store_index_rebuild(path, &project.store, show_progress, NULL, &damaged, err);
    if (count < 0)
        return -1;
    report(args, count, damaged);
    return 0;
}

static const struct cli_option options[] = {
    {"json", 0, NULL, "print an object: runs, damaged", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_reindex_command = {
    .name = "reindex",
    .summary = "build the index for lists and search anew, from the files",
    .usage = "[DIR]",
    .description = "The index (var/pirun.db) can be thrown away at any time: the files are the "
                   "truth. The server must not run.",
    .groups = {&group},
    .example = "pirun reindex",
    .positional_max = 1,
    .complete = CLI_COMPLETE_DIR,
    .lazy = LAZY_SQLITE,
    .flags = CLI_TAKES_DIR | CLI_IS_HERE,
    .handler = reindex,
};

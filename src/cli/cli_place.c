#include "cli/cli_place.h"

#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_say.h"
#include "remote/remote.h"

bool cli_place_is_there(void)
{
    const char *url = cli_environment("PIRUN_URL");
    return url && *url;
}

static int open_there(struct cli_place *place, const struct cli_args *args, struct err *err)
{
    const struct remote_options options = {.url = cli_environment("PIRUN_URL"),
                                           .token = cli_environment("PIRUN_TOKEN"),
                                           .ca_file = cli_environment("PIRUN_CA")};
    if (args->directory)
        return err_set(err, ERR_INVALID,
                       "-C names a project on this machine and PIRUN_URL one behind '%.80s': unset "
                       "PIRUN_URL, or leave -C out",
                       options.url);
    if (lazy_load(LAZY_CURL, args->program_argv, err) < 0)
        return -1;
    place->remote = remote_open(&options, err);
    place->ops = &cli_there_ops;
    return place->remote ? 0 : -1;
}

int cli_place_open(struct cli_place *place, const struct cli_args *args, struct err *err)
{
    *place = (struct cli_place){.ops = &cli_here_ops, .project = {.dirfd = -1}};
    if (cli_place_is_there())
        return open_there(place, args, err);
    return cli_project_open(&place->project, args, err);
}

void cli_place_close(struct cli_place *place)
{
    remote_close(place->remote);
    place->remote = NULL;
    cli_project_close(&place->project);
}

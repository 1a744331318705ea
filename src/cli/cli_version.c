#include <stdio.h>

#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_say.h"

static int version(struct cli_args *args, struct err *err)
{
    (void)err;
    if (!cli_has(args, "json")) {
        (void)puts("pirun " PIRUN_VERSION); /* cli_flush tells */
        return 0;
    }
    auto_json struct json *object = json_object();
    json_set_string(object, "version", PIRUN_VERSION);
    json_set_string(object, "compiler", __VERSION__);
    json_set_integer(object, "job_file", 1);
    json_set_integer(object, "run_record", 1);
    cli_print_json(object);
    return 0;
}

static const struct cli_option options[] = {
    {"json", 0, NULL, "print an object: version, compiler, versions of job file and run record",
     CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_version_command = {
    .name = "version",
    .summary = "print the version",
    .usage = "",
    .groups = {&group},
    .example = "pirun version --json",
    .handler = version,
};

#include <stdio.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_findings.h"
#include "cli/cli_say.h"

#define VALUE_CAP 4096

static void each_value(const struct conf *conf, struct json *object)
{
    size_t count = 0;
    const struct conf_doc *docs = conf_docs(&count);
    for (size_t i = 0; i < count; i++) {
        auto_buf struct buf value;
        buf_init(&value, VALUE_CAP);
        conf_print_value(conf, docs[i].key, &value);
        if (object)
            json_set_string(object, docs[i].key, buf_text(&value));
        else
            (void)printf("%s: %s\n", docs[i].key, buf_text(&value)); /* cli_flush tells */
    }
}

static int check(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    auto_findings struct cli_findings findings;
    bool has_values = cli_has(args, "values");
    (void)err;
    cli_findings_init(&findings);
    cli_findings_project(&findings, &project, args);
    if (cli_has(args, "json")) {
        auto_json struct json *object = json_object();
        json_set_bool(object, "ok", findings.is_ok);
        json_set(object, "findings", json_copy(findings.rows));
        struct json *values = has_values && project.has_conf ? json_object() : NULL;
        if (values)
            each_value(&project.conf, values);
        json_set(object, "values", values);
        cli_print_json(object);
    } else {
        cli_findings_print(&findings);
        if (has_values && project.has_conf)
            each_value(&project.conf, NULL);
    }
    return findings.is_ok ? 0 : 1;
}

static const struct cli_option options[] = {
    {"values", 0, NULL, "also print the value of every key of the config", CLI_COMPLETE_NONE, NULL},
    {"json", 0, NULL, "print an object: ok, findings", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_check_command = {
    .name = "check",
    .summary = "look at the config, the Python environment and the spool",
    .usage = "[DIR]",
    .description = "Exit status: 0 when all is well, 1 when something is wrong.",
    .groups = {&group},
    .example = "pirun check /srv/project",
    .positional_max = 1,
    .complete = CLI_COMPLETE_DIR,
    .flags = CLI_TAKES_DIR | CLI_IS_HERE,
    .handler = check,
};

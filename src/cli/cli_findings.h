/* cli_findings: what `check` and `doctor` found, one row per thing that was looked at, with the
 * way out for what is wrong. */
#ifndef PIRUN_CLI_CLI_FINDINGS_H
#define PIRUN_CLI_CLI_FINDINGS_H

#include <stdbool.h>

#include "base/json.h"
#include "cli/cli_project.h"

/* A JSON array of {check, ok, text, cure?}; IS_OK goes false with the first that is not. */
struct cli_findings {
    struct json *rows;
    bool is_ok;
};

void cli_findings_init(struct cli_findings *findings);
void cli_findings_release(struct cli_findings *findings);
#define auto_findings __attribute__((cleanup(cli_findings_release)))

/* CURE may be NULL or "". */
void cli_findings_add(struct cli_findings *findings, const char *check, bool is_ok,
                      const char *text, const char *cure);
/* Look at the config, the Python environment and the spool of the project of ARGS. The project is
 * open afterwards as far as that was possible. */
void cli_findings_project(struct cli_findings *findings, struct cli_project *project,
                          const struct cli_args *args);
/* For people, to stdout. */
void cli_findings_print(const struct cli_findings *findings);

#endif

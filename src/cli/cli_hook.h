/* cli_hook: what git's hooks are called, and what is written into their files. */
#ifndef PIRUN_CLI_CLI_HOOK_H
#define PIRUN_CLI_CLI_HOOK_H

#include <stdbool.h>

#include "base/buf.h"

#define CLI_HOOK_COMMAND "__hook"
#define CLI_HOOK_MARK    "# Installed by `pirun hooks install`." /* a line of every hook of ours */

/* NULL-terminated: "post-receive", "post-commit", "post-merge". */
extern const char *const cli_hook_names[];

/* The shell script for the hook NAME of any repository, which tells PROGRAM about PROJECT (both
 * absolute). */
void cli_hook_write(const char *name, const char *program, const char *project, struct buf *out);

#endif

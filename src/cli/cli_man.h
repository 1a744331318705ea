/* cli_man: the manual pages pirun(1) and pirun.yaml(5) in roff, from the tables. Source: man(7),
 * groff_man(7). */
#ifndef PIRUN_CLI_CLI_MAN_H
#define PIRUN_CLI_CLI_MAN_H

#include "base/err.h"

/* Print PAGE ("pirun", "pirun.yaml"; NULL: pirun) to stdout. Errors: ERR_NOT_FOUND. */
int cli_man_print(const char *page, struct err *err);

#endif

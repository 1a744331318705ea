/* cli_say: what PiRun itself has to say to the person at the terminal, always on stderr and
 * always with its name before it, so that nobody takes it for the script's words. */
#ifndef PIRUN_CLI_CLI_SAY_H
#define PIRUN_CLI_CLI_SAY_H

#include <stdbool.h>

#include "base/err.h"
#include "base/json.h"

/* "pirun: TEXT" and a newline; control bytes become '?'. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Is a person looking at stderr? Advice is for people only. */
bool cli_is_watched(void);
/* The variable NAME of the environment, or NULL. */
const char *cli_environment(const char *name);
/* Print JSON to stdout, indented on a terminal, on one line else. */
void cli_print_json(const struct json *json);
/* What was printed to stdout must have arrived. Errors: by errno. */
int cli_flush(struct err *err);

#endif

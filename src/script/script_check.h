/* script_check: would a script refuse this command line? Asked before a run is submitted, so that
 * it does not fail a minute later. Only what is sure is said: a form that is not certain, and
 * whatever argparse itself reads in more than one way, pass. Pure. */
#ifndef PIRUN_SCRIPT_SCRIPT_CHECK_H
#define PIRUN_SCRIPT_SCRIPT_CHECK_H

#include <stddef.h>

#include "script/script_form.h"

/* PATH: of the script, for the sentence.
 * Errors: ERR_INVALID names the argument and the way out: it is unknown, missing, one too many, no
 * number, none of the choices, or lacks its value. Thread: any. */
int script_check_args(const struct script_form *form, const char *path, char *const *args,
                      size_t count, struct err *err);

#endif

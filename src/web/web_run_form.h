/* web_run_form: before a run is submitted: do its arguments fit the script's form? And has the
 * script a main() that PiRun is to call (ADR 0029)? */
#ifndef PIRUN_WEB_WEB_RUN_FORM_H
#define PIRUN_WEB_WEB_RUN_FORM_H

#include "web/web_run.h"

/* Judge the job of ASK, then web_run_submit. What cannot be judged (a commit's file, a script that
 * cannot be read) is submitted: the door and the script decide. Owns: as web_run_submit. */
void web_run_form_submit(struct web_call *call, const struct web_run_ask *ask);

#endif

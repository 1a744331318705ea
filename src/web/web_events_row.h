/* web_events_row: a run as a row of a list: what happened to it, without the job's words. Pure. */
#ifndef PIRUN_WEB_WEB_EVENTS_ROW_H
#define PIRUN_WEB_WEB_EVENTS_ROW_H

#include "base/json.h"
#include "job/run.h"

/* RUN NULL: nothing is known of ID but that it waits. Owns: returns an object. */
struct json *web_events_row(const struct run *run, const struct ident *id);

#endif

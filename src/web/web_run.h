/* web_run: POST /api/run: a job through the door, and what became of it. The body is a job file
 * without `v`; the door alone decides, but what can be told at once is told at once. */
#ifndef PIRUN_WEB_WEB_RUN_H
#define PIRUN_WEB_WEB_RUN_H

#include "job/job.h"
#include "web/web_route.h"
#include "web/web_submit.h"

struct web_routes web_run_routes(void);

struct web_run_ask {
    struct job *job;                 /* its content is taken */
    struct web_submit_text original; /* taken */
    bool wants_end;                  /* answer when it has ended */
};
/* Submit the job under the name of who asks, and answer CALL. */
void web_run_submit(struct web_call *call, const struct web_run_ask *ask);

#endif

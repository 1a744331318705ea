/* web_submit: jobs and orders on their way into the door. Those that come while a batch is being
 * written are the next batch: they share one sync of the directory, and each caller gets its own
 * answer. Thread: loop. */
#ifndef PIRUN_WEB_WEB_SUBMIT_H
#define PIRUN_WEB_WEB_SUBMIT_H

#include "job/job_file.h"
#include "web/web.h"

struct web_submits;

/* What became of one. All borrowed for the call. */
struct web_submitted {
    struct ident id;               /* of the run */
    bool is_known;                 /* its idempotency key has a run already, which is ID: nothing
                                      was written */
    const struct job_fault *fault; /* the project's rules refuse it; NULL: they do not */
    const struct err *why_not;     /* it could not be written; NULL: it is durable */
};
typedef void (*web_submitted_cb)(void *ctx, const struct web_submitted *outcome);

/* Submit JOB, whose id, source and kind are set; takes its content. ORIGINAL (malloc'ed text of
 * SIZE bytes, taken, may be NULL) is what it was read from. False when too many wait already: then
 * nothing was taken. */
struct web_submit_text {
    char *data;
    size_t size;
};
bool web_submit(struct web *web, struct job *job, struct web_submit_text original,
                web_submitted_cb on_done, void *ctx);

/* web.c. To be freed when the lanes are closed. */
struct web_submits *web_submits_create(struct web *web);
void web_submits_free(struct web_submits *submits);

#endif

/* runner_observe: hear of what happens to runs, in the moment it happens. For what shows runs to
 * people and programs (web); who wants to know later reads the files. */
#ifndef PIRUN_RUNNER_RUNNER_OBSERVE_H
#define PIRUN_RUNNER_RUNNER_OBSERVE_H

#include "base/err.h"
#include "base/ident.h"
#include "job/run.h"

struct runner;

enum runner_event_kind {
    RUNNER_RUN_QUEUED,   /* accepted; or its attempt is over and it waits for another one; or its
                            start was taken back (then RUN is NULL) */
    RUNNER_RUN_STARTED,  /* an attempt begins: its start is durable */
    RUNNER_RUN_ENDED,    /* for good, also without a start: its result is durable */
    RUNNER_RUN_RECORDED, /* and now its row is in the index, and it has left active/ */
    RUNNER_RUN_REFUSED,  /* there will be no run of this id: it went to bad/, or was a duplicate of
                            another one. Its receipt says why */
    RUNNER_BAD_CHANGED,  /* files went to bad/; told once for all that came together, ID is NULL */
    RUNNER_ORDER_DONE,   /* ID is the order's; its receipt is written */
    RUNNER_QUEUE_CHANGED /* paused, resumed, draining, other slots; ID is NULL */
};

/* Everything is borrowed for the call. */
struct runner_event {
    enum runner_event_kind kind;
    const struct ident *id;
    const struct run *run;     /* QUEUED, STARTED, ENDED: state, attempt, job without its words, and
                              the result of what ended; else NULL */
    const struct job *order;   /* ORDER_DONE: op, target, source, submitted_by; else NULL */
    const struct err *why_not; /* ORDER_DONE: why it was refused, NULL: it was carried out */
};

/* Called on the loop, in the order of the happenings of one run. Must not block, and must not call
 * the runner but for runner_unobserve and questions. */
typedef void (*runner_observe_cb)(void *ctx, const struct runner_event *event);

struct runner_observer;
/* What happened before is not told. Owns: returns an observer, given back with runner_unobserve
 * before the runner is freed. Thread: loop. */
struct runner_observer *runner_observe(struct runner *runner, runner_observe_cb on_event,
                                       void *ctx);
/* Tell this one nothing more; allowed within its own callback. NULL is fine. Thread: loop. */
void runner_unobserve(struct runner_observer *observer);

#endif

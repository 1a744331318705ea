/* web_wait: calls that wait for what happens to one run or order: told once by the runner, or that
 * it took too long. Thread: loop. */
#ifndef PIRUN_WEB_WEB_WAIT_H
#define PIRUN_WEB_WEB_WAIT_H

#include "runner/runner_observe.h"
#include "web/web_call.h"

struct web_waits;
struct web_waiter;

/* EVENT NULL: the time is over; or the server ends, and the call has been answered. In any case the
 * request may be over (web_wait_is_over).
 * The waiter is gone when this is called. Must not ask the runner for anything but what
 * runner_observe_cb may. */
typedef void (*web_wait_cb)(void *ctx, const struct runner_event *event);

struct web_wait_for {
    struct ident id;
    unsigned kinds; /* a bit per enum runner_event_kind */
    int64_t timeout_ms;
};
#define WEB_WAIT_BIT(kind) (1U << (unsigned)(kind))

/* Owns: returns a waiter, which ends by itself or by web_wait_cancel. CALL must be held while it
 * waits. */
struct web_waiter *web_wait_add(struct web_call *call, const struct web_wait_for *what,
                                web_wait_cb on_event, void *ctx);
/* Whether CALL has its answer or will never have one. */
static inline bool web_wait_is_over(const struct web_call *call)
{
    return !call->req || call->is_answered;
}
/* NULL is fine. */
void web_wait_cancel(struct web_waiter *waiter);
/* How many wait now. */
size_t web_wait_count(const struct web *web);
/* Tell all waiters whose clients have gone that their time is over. */
void web_wait_sweep(struct web *web);

/* web.c */
struct web_waits *web_waits_create(struct web *web);
/* RUNNER tells from now on; NULL: nobody. */
void web_waits_observe(struct web_waits *waits, struct runner *runner);
/* The time of all is over: their calls are answered with 503, then they are told. */
void web_waits_end(struct web_waits *waits);
/* When nobody waits any more. */
void web_waits_free(struct web_waits *waits);

#endif

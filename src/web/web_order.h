/* web_order: orders (cancel, rerun, pause …) through the door like any other, and their outcome as
 * the answer to the call that gave them. */
#ifndef PIRUN_WEB_WEB_ORDER_H
#define PIRUN_WEB_WEB_ORDER_H

#include "job/job.h"
#include "web/web_call.h"

/* Carried out: answer CALL. ORDER is its id. On the loop. */
typedef void (*web_order_cb)(struct web_call *call, enum job_op op, const struct ident *order,
                             const struct ident *target);

struct web_order {
    enum job_op op;
    const struct ident *target; /* NULL: about the whole queue */
    enum job_exact exact;       /* of a rerun */
};
/* WHAT is copied. Everything but the good outcome is answered here:
 * why it was refused; 202 when the server did not get to it in time: it stays in the spool. */
void web_order_give(struct web_call *call, const struct web_order *what, web_order_cb on_done);
/* False, and the call is answered with 503: the server only starts, or ends. */
bool web_order_has_runner(struct web_call *call);

#endif

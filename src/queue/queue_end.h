/* queue_end: jobs that end in the queue itself, before their start. Internal to the room. Losing a
 * job only notes it; queue_end_settle then looks at its dependants, which may be lost in turn. So a
 * chain of any length is walked without recursion. */
#ifndef PIRUN_QUEUE_QUEUE_END_H
#define PIRUN_QUEUE_QUEUE_END_H

#include "queue/queue_item.h"

/* ITEM (waiting, or new) ends for REASON; OTHER may be NULL. */
void queue_end_lose(struct queue *queue, struct queue_item *item, enum run_reason reason,
                    const struct ident *other);
void queue_end_settle(struct queue *queue);
/* What happens by time alone until NOW_US: jobs become due, jobs expire. A time that was reached
 * stays reached, also when the clock is set back. */
void queue_end_advance(struct queue *queue, int64_t now_us);
/* ITEM ended outside of the queue, or was taken out: forget it and settle its dependants. */
void queue_end_forget(struct queue *queue, struct queue_item *item, bool has_succeeded);

#endif

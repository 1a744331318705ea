/* queue_dep: who waits for whose end. Internal to the room. */
#ifndef PIRUN_QUEUE_QUEUE_DEP_H
#define PIRUN_QUEUE_QUEUE_DEP_H

#include "queue/queue_item.h"

/* Make ITEM, which does not wait yet, depend on job->after. An id that is not here yet is awaited.
 * A dependency that waits for ITEM itself can never end: it counts as failed. Answers the first
 * failed dependency when that settles the fate of ITEM (then nothing is linked), else NULL. */
const struct ident *queue_dep_link(struct queue *queue, struct queue_item *item,
                                   const struct job *job, const enum queue_dep *known_done);
/* ITEM waits for nothing any more. */
void queue_dep_unlink(struct queue *queue, struct queue_item *item);
/* TARGET ended: dependants that may go on become due, the others are lost (queue_end_lose). */
void queue_dep_settle(struct queue *queue, struct queue_item *target, bool has_succeeded);

#endif

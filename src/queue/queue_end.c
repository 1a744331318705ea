#include "queue/queue_end.h"

#include <stdlib.h>

#include "base/buf.h"
#include "queue/queue_dep.h"

void queue_end_lose(struct queue *queue, struct queue_item *item, enum run_reason reason,
                    const struct ident *other)
{
    if (item->state == QUEUE_ITEM_WAITING)
        queue_item_unwait(queue, item);
    queue_item_detach(queue, item);
    queue_dep_unlink(queue, item);
    item->state = QUEUE_ITEM_ENDED;
    struct queue_loss *loss = xcalloc(1, sizeof(*loss));
    loss->item = item;
    loss->reason = reason;
    if (other)
        loss->other = *other;
    *queue->losses_end = loss;
    queue->losses_end = &loss->next;
    if (!queue->unsettled)
        queue->unsettled = loss;
}

void queue_end_settle(struct queue *queue)
{
    for (; queue->unsettled; queue->unsettled = queue->unsettled->next)
        queue_dep_settle(queue, queue->unsettled->item, false);
}

void queue_end_advance(struct queue *queue, int64_t now_us)
{
    struct queue_item *item;
    while ((item = queue_heap_top(&queue->wake)) && item->start_us <= now_us) {
        (void)queue_heap_pop(&queue->wake, &queue_order_wake); /* it is ITEM */
        queue_item_refresh(queue, item);
    }
    while ((item = queue_heap_top(&queue->expire)) && item->expires_us <= now_us)
        queue_end_lose(queue, item, RUN_EXPIRED, NULL);
    queue_end_settle(queue);
}

void queue_end_forget(struct queue *queue, struct queue_item *item, bool has_succeeded)
{
    item->state = QUEUE_ITEM_ENDED; /* not awaited: losing its last dependant must not free it */
    queue_item_detach(queue, item);
    queue_dep_unlink(queue, item);
    queue_dep_settle(queue, item, has_succeeded);
    queue_item_free(queue, item);
    queue_end_settle(queue);
}

bool queue_next_ended(struct queue *queue, int64_t now_us, struct queue_casualty *out)
{
    queue_end_advance(queue, now_us);
    struct queue_loss *loss = queue->losses;
    if (!loss)
        return false;
    *out = (struct queue_casualty){loss->item->id, loss->reason, loss->other};
    queue->losses = loss->next;
    if (!queue->losses)
        queue->losses_end = &queue->losses;
    queue_item_free(queue, loss->item);
    free(loss);
    return true;
}

#include "queue/queue_item.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "queue/queue_key.h"
#include "queue/queue_lane.h"

static bool is_seq_before(const void *a, const void *b)
{
    return queue_item_is_older(a, b);
}

static bool is_wake_before(const void *a, const void *b)
{
    const struct queue_item *x = a;
    const struct queue_item *y = b;
    return x->start_us != y->start_us ? x->start_us < y->start_us : queue_item_is_older(x, y);
}

static bool is_expire_before(const void *a, const void *b)
{
    const struct queue_item *x = a;
    const struct queue_item *y = b;
    return x->expires_us != y->expires_us ? x->expires_us < y->expires_us
                                          : queue_item_is_older(x, y);
}

const struct queue_order queue_order_seq = {is_seq_before,
                                            offsetof(struct queue_item, order_place)};
const struct queue_order queue_order_wake = {is_wake_before,
                                             offsetof(struct queue_item, wake_place)};
const struct queue_order queue_order_expire = {is_expire_before,
                                               offsetof(struct queue_item, expire_place)};

bool queue_item_is_older(const struct queue_item *a, const struct queue_item *b)
{
    if (a->seq != b->seq)
        return a->seq < b->seq;
    return memcmp(a->id.bytes, b->id.bytes, sizeof(a->id.bytes)) < 0;
}

static uint32_t hash_id(const struct queue *queue, const struct ident *id)
{
    return queue_table_hash(queue->seed, id->bytes, sizeof(id->bytes));
}

struct queue_item *queue_item_find(const struct queue *queue, const struct ident *id)
{
    uint32_t hash = hash_id(queue, id);
    struct queue_node *node = queue_table_chain(&queue->by_id, hash);
    for (; node; node = node->next) {
        struct queue_item *item = (struct queue_item *)(void *)node;
        if (node->hash == hash && ident_equal(&item->id, id))
            return item;
    }
    return NULL;
}

struct queue_item *queue_item_create(struct queue *queue, const struct ident *id)
{
    struct queue_item *item = xmalloc(sizeof(*item));
    *item = (struct queue_item){
        .id = *id,
        .order_place = QUEUE_NOWHERE,
        .wake_place = QUEUE_NOWHERE,
        .expire_place = QUEUE_NOWHERE,
        .key_place = QUEUE_NOWHERE,
        .ready_place = QUEUE_NOWHERE,
        .state = QUEUE_ITEM_AWAITED,
    };
    queue_table_add(&queue->by_id, &item->by_id, hash_id(queue, id));
    return item;
}

void queue_item_free(struct queue *queue, struct queue_item *item)
{
    queue_table_remove(&queue->by_id, &item->by_id);
    free(item);
}

bool queue_item_is_due(const struct queue_item *item)
{
    return item->dep_count == 0 && item->wake_place == QUEUE_NOWHERE;
}

void queue_item_wait(struct queue *queue, struct queue_item *item)
{
    item->state = QUEUE_ITEM_WAITING;
    queue_heap_push(&queue->order, &queue_order_seq, item);
    if (item->start_us > 0)
        queue_heap_push(&queue->wake, &queue_order_wake, item);
    if (item->expires_us > 0)
        queue_heap_push(&queue->expire, &queue_order_expire, item);
    if (item->key)
        queue_key_wait(item);
    queue_item_refresh(queue, item);
}

void queue_item_unwait(struct queue *queue, struct queue_item *item)
{
    queue_heap_remove(&queue->order, &queue_order_seq, item);
    queue_heap_remove(&queue->wake, &queue_order_wake, item);
    queue_heap_remove(&queue->expire, &queue_order_expire, item);
    queue_lane_unready(queue, item);
    if (item->key)
        queue_key_unwait(item);
}

void queue_item_refresh(struct queue *queue, struct queue_item *item)
{
    if (item->key)
        queue_key_refresh(queue, item);
    else if (queue_item_is_due(item))
        queue_lane_ready(queue, item);
}

void queue_item_detach(struct queue *queue, struct queue_item *item)
{
    queue_lane_leave(queue, item);
    queue_key_leave(queue, item);
}

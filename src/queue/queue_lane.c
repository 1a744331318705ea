#include "queue/queue_lane.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static bool is_ready_before(const void *a, const void *b)
{
    return queue_item_is_older(a, b);
}

static bool is_lane_before(const void *a, const void *b)
{
    const struct queue_lane *x = a;
    const struct queue_lane *y = b;
    return x->priority != y->priority ? x->priority > y->priority : x->turn < y->turn;
}

const struct queue_order queue_order_ready = {is_ready_before,
                                              offsetof(struct queue_item, ready_place)};
const struct queue_order queue_order_lanes = {is_lane_before, offsetof(struct queue_lane, place)};

static struct queue_lane *find(const struct queue *queue, const char *submitter, int priority,
                               uint32_t hash)
{
    struct queue_node *node = queue_table_chain(&queue->by_lane, hash);
    for (; node; node = node->next) {
        struct queue_lane *lane = (struct queue_lane *)(void *)node;
        if (node->hash == hash && lane->priority == priority &&
            strcmp(lane->submitter, submitter) == 0)
            return lane;
    }
    return NULL;
}

void queue_lane_join(struct queue *queue, struct queue_item *item, const char *submitter,
                     int64_t priority)
{
    size_t size = strlen(submitter);
    uint32_t hash = queue_table_hash(queue->seed + (uint64_t)priority, submitter, size);
    struct queue_lane *lane = find(queue, submitter, (int)priority, hash);
    if (!lane) {
        lane = xcalloc(1, sizeof(*lane) + size + 1);
        memcpy(lane->submitter, submitter, size);
        lane->priority = (int)priority;
        lane->turn = ++queue->turn;
        lane->place = QUEUE_NOWHERE;
        queue_table_add(&queue->by_lane, &lane->by_name, hash);
    }
    lane->item_count++;
    item->lane = lane;
}

void queue_lane_leave(struct queue *queue, struct queue_item *item)
{
    struct queue_lane *lane = item->lane;
    item->lane = NULL;
    if (!lane)
        return;
    if (lane->last == item)
        lane->last = NULL;
    if (--lane->item_count > 0)
        return;
    queue_table_remove(&queue->by_lane, &lane->by_name);
    free(lane);
}

void queue_lane_ready(struct queue *queue, struct queue_item *item)
{
    struct queue_lane *lane = item->lane;
    if (item->ready_place != QUEUE_NOWHERE)
        return;
    queue_heap_push(&lane->ready, &queue_order_ready, item);
    if (lane->place == QUEUE_NOWHERE)
        queue_heap_push(&queue->lanes, &queue_order_lanes, lane);
}

void queue_lane_unready(struct queue *queue, struct queue_item *item)
{
    struct queue_lane *lane = item->lane;
    if (item->ready_place == QUEUE_NOWHERE)
        return;
    queue_heap_remove(&lane->ready, &queue_order_ready, item);
    if (lane->ready.count == 0)
        queue_heap_remove(&queue->lanes, &queue_order_lanes, lane);
}

static void set_turn(struct queue *queue, struct queue_lane *lane, int64_t turn)
{
    lane->turn = turn;
    if (lane->place != QUEUE_NOWHERE)
        queue_heap_moved(&queue->lanes, &queue_order_lanes, lane);
}

void queue_lane_served(struct queue *queue, struct queue_item *item)
{
    struct queue_lane *lane = item->lane;
    lane->last = item;
    lane->turn_before = lane->turn;
    set_turn(queue, lane, ++queue->turn);
}

void queue_lane_unserved(struct queue *queue, const struct queue_item *item)
{
    struct queue_lane *lane = item->lane;
    if (lane->last != item)
        return;
    lane->last = NULL;
    set_turn(queue, lane, lane->turn_before);
}

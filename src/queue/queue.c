/* The queue in one picture: queue_item.h. Here are the moves of one job:
 *
 *            queue_add            queue_next             queue_ended
 *    (none) ───────────▶ waiting ───────────▶ running ───────────▶ (none)
 *                         │    ◀───────────────
 *                         │    queue_retry, queue_unstart
 *                         ▼
 *                        ended ───────────▶ (none)      superseded, expired, dependency
 *                              queue_next_ended
 */
#include "queue/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "queue/queue_dep.h"
#include "queue/queue_end.h"
#include "queue/queue_item.h"
#include "queue/queue_key.h"
#include "queue/queue_lane.h"

#define MALLOC_HEAD 8 /* bytes that glibc's malloc adds to each block */

struct queue *queue_create(int slots)
{
    struct queue *queue = xcalloc(1, sizeof(*queue));
    queue->losses_end = &queue->losses;
    queue->seed = (uint64_t)(uintptr_t)queue; /* random by address space layout; decides no order */
    queue_set_slots(queue, slots);
    return queue;
}

static void free_nodes(struct queue_node *node, size_t heap_offset)
{
    while (node) {
        struct queue_node *next = node->next;
        if (heap_offset != QUEUE_NO_PLACE)
            queue_heap_release((struct queue_heap *)(void *)((char *)node + heap_offset));
        free(node);
        node = next;
    }
}

static void free_edges(struct queue *queue)
{
    for (size_t i = 0; i < queue->by_id.room; i++) {
        for (struct queue_node *node = queue->by_id.buckets[i]; node; node = node->next) {
            struct queue_edge *edge = ((struct queue_item *)(void *)node)->deps;
            while (edge) {
                struct queue_edge *next = edge->next_of_waiter;
                free(edge);
                edge = next;
            }
        }
    }
}

void queue_free(struct queue *queue)
{
    if (!queue)
        return;
    free_edges(queue);
    while (queue->losses) {
        struct queue_loss *next = queue->losses->next;
        free(queue->losses);
        queue->losses = next;
    }
    free_nodes(queue_table_drain(&queue->by_id), QUEUE_NO_PLACE);
    free_nodes(queue_table_drain(&queue->by_key), offsetof(struct queue_key, waiting));
    free_nodes(queue_table_drain(&queue->by_lane), offsetof(struct queue_lane, ready));
    queue_heap_release(&queue->order);
    queue_heap_release(&queue->wake);
    queue_heap_release(&queue->expire);
    queue_heap_release(&queue->lanes);
    free(queue);
}

void queue_set_slots(struct queue *queue, int slots)
{
    queue->slots = slots < 1 ? 1 : (size_t)slots;
}

static struct queue_item *fill(struct queue *queue, struct queue_item *item, const struct job *job)
{
    if (!item)
        item = queue_item_create(queue, &job->id);
    item->state = QUEUE_ITEM_NEW;
    item->seq = job->seq;
    item->start_us = job->not_before_us;
    item->expires_us = job->expires_us;
    item->queued_at_us = job->queued_at_us;
    item->is_after_any = job->is_after_any;
    return item;
}

static void join(struct queue *queue, struct queue_item *item, const struct job *job)
{
    queue_lane_join(queue, item, job->submitted_by ? job->submitted_by : "", job->priority);
    if (job->key)
        queue_key_join(queue, item, job->key);
}

/* End the waiting jobs of the key, but not those that JOB itself waits for: that would end JOB as
 * well. */
static void supersede(struct queue *queue, const struct job *job)
{
    for (;;) {
        const struct queue_key *key = queue_key_find(queue, job->key);
        struct queue_item *old = key ? queue_key_waiting(key, job) : NULL;
        if (!old)
            return;
        queue_end_lose(queue, old, RUN_SUPERSEDED, &job->id);
    }
}

enum queue_added queue_add(struct queue *queue, const struct job *job,
                           const enum queue_dep *known_done)
{
    struct queue_item *item = queue_item_find(queue, &job->id);
    if (item && item->state != QUEUE_ITEM_AWAITED)
        return QUEUE_DUPLICATE;
    if (job->key && job->on_conflict == JOB_CONFLICT_REFUSE && queue_key_find(queue, job->key)) {
        if (item)
            queue_end_forget(queue, item, false);
        return QUEUE_REFUSED_KEY;
    }
    item = fill(queue, item, job);
    const struct ident *failed = queue_dep_link(queue, item, job, known_done);
    if (failed) {
        queue_end_lose(queue, item, RUN_DEPENDENCY, failed);
    } else {
        if (job->key && job->on_conflict == JOB_CONFLICT_LATEST)
            supersede(queue, job);
        join(queue, item, job);
        queue_item_wait(queue, item);
    }
    queue_end_settle(queue);
    return QUEUE_ADDED;
}

static void run(struct queue *queue, struct queue_item *item)
{
    item->state = QUEUE_ITEM_RUNNING;
    item->start_us = 0; /* its time had come; the key uses the place */
    queue->running++;
    if (item->key)
        queue_key_run(queue, item);
}

static void unrun(struct queue *queue, struct queue_item *item)
{
    queue->running--;
    if (item->key)
        queue_key_unrun(item);
}

void queue_add_running(struct queue *queue, const struct job *job)
{
    struct queue_item *item = queue_item_find(queue, &job->id);
    if (item && item->state != QUEUE_ITEM_AWAITED)
        return;
    item = fill(queue, item, job);
    join(queue, item, job);
    run(queue, item);
}

/* The one job that a restricted queue may start. Only a running job of its key keeps it: those that
 * wait will not be started here, so waiting for them could last for ever. */
static struct queue_item *next_restricted(const struct queue *queue)
{
    struct queue_item *item = queue_item_find(queue, &queue->only);
    if (!item || item->state != QUEUE_ITEM_WAITING || !queue_item_is_due(item))
        return NULL;
    return item->key && item->key->running ? NULL : item;
}

bool queue_next(struct queue *queue, int64_t now_us, struct ident *out)
{
    queue_end_advance(queue, now_us);
    if (queue->is_paused || queue->is_draining || queue->running >= queue->slots)
        return false;
    const struct queue_lane *lane = queue_heap_top(&queue->lanes);
    struct queue_item *item = lane ? queue_heap_top(&lane->ready) : NULL;
    if (queue->is_restricted)
        item = next_restricted(queue);
    if (!item)
        return false;
    queue_item_unwait(queue, item);
    queue_lane_served(queue, item);
    run(queue, item);
    *out = item->id;
    return true;
}

void queue_ended(struct queue *queue, const struct ident *id, bool has_succeeded)
{
    struct queue_item *item = queue_item_find(queue, id);
    if (!item || item->state == QUEUE_ITEM_ENDED)
        return;
    if (item->state == QUEUE_ITEM_RUNNING)
        unrun(queue, item);
    if (item->state == QUEUE_ITEM_WAITING)
        queue_item_unwait(queue, item);
    queue_end_forget(queue, item, has_succeeded);
}

static struct queue_item *find_running(const struct queue *queue, const struct ident *id)
{
    struct queue_item *item = queue_item_find(queue, id);
    return item && item->state == QUEUE_ITEM_RUNNING ? item : NULL;
}

void queue_retry(struct queue *queue, const struct ident *id, int64_t retry_at_us)
{
    struct queue_item *item = find_running(queue, id);
    if (!item)
        return;
    unrun(queue, item);
    item->start_us = retry_at_us;
    item->is_again = true;
    queue_item_wait(queue, item);
}

void queue_unstart(struct queue *queue, const struct ident *id)
{
    struct queue_item *item = find_running(queue, id);
    if (!item)
        return;
    unrun(queue, item);
    item->start_us = 0;
    queue_lane_unserved(queue, item);
    queue_item_wait(queue, item);
}

bool queue_remove(struct queue *queue, const struct ident *id)
{
    struct queue_item *item = queue_item_find(queue, id);
    if (!item || item->state == QUEUE_ITEM_RUNNING || item->state == QUEUE_ITEM_ENDED)
        return false;
    bool is_waiting = item->state == QUEUE_ITEM_WAITING;
    if (is_waiting)
        queue_item_unwait(queue, item);
    queue_end_forget(queue, item, false);
    return is_waiting;
}

void queue_pause(struct queue *queue, bool is_paused)
{
    queue->is_paused = is_paused;
}

void queue_drain(struct queue *queue, bool is_draining)
{
    queue->is_draining = is_draining;
}

bool queue_is_paused(const struct queue *queue)
{
    return queue->is_paused;
}

bool queue_is_draining(const struct queue *queue)
{
    return queue->is_draining;
}

void queue_restrict(struct queue *queue, const struct ident *id)
{
    queue->is_restricted = id != NULL;
    if (id)
        queue->only = *id;
}

size_t queue_waiting(const struct queue *queue)
{
    return queue->order.count;
}

size_t queue_running(const struct queue *queue)
{
    return queue->running;
}

int64_t queue_next_change_us(const struct queue *queue)
{
    const struct queue_item *wake = queue_heap_top(&queue->wake);
    const struct queue_item *expire = queue_heap_top(&queue->expire);
    if (!wake || (expire && expire->expires_us < wake->start_us))
        return expire ? expire->expires_us : 0;
    return wake->start_us;
}

int64_t queue_oldest_us(const struct queue *queue)
{
    const struct queue_item *oldest = queue_heap_top(&queue->order);
    return oldest ? oldest->queued_at_us : 0;
}

static size_t lanes_memory(const struct queue_table *table)
{
    size_t size = 0;
    for (size_t i = 0; i < table->room; i++) {
        for (const struct queue_node *node = table->buckets[i]; node; node = node->next) {
            const struct queue_lane *lane = (const struct queue_lane *)(const void *)node;
            size += sizeof(*lane) + strlen(lane->submitter) + 1 + MALLOC_HEAD;
            size += queue_heap_memory(&lane->ready);
        }
    }
    return size;
}

static size_t keys_memory(const struct queue_table *table)
{
    size_t size = 0;
    for (size_t i = 0; i < table->room; i++) {
        for (const struct queue_node *node = table->buckets[i]; node; node = node->next) {
            const struct queue_key *key = (const struct queue_key *)(const void *)node;
            size += sizeof(*key) + strlen(key->name) + 1 + MALLOC_HEAD;
            size += queue_heap_memory(&key->waiting);
        }
    }
    return size;
}

size_t queue_memory(const struct queue *queue)
{
    size_t rooms = queue->by_id.room + queue->by_key.room + queue->by_lane.room;
    return sizeof(*queue) + rooms * sizeof(struct queue_node *) +
           queue->by_id.count * (sizeof(struct queue_item) + MALLOC_HEAD) +
           queue->edge_count * (sizeof(struct queue_edge) + MALLOC_HEAD) +
           queue_heap_memory(&queue->order) + queue_heap_memory(&queue->wake) +
           queue_heap_memory(&queue->expire) + queue_heap_memory(&queue->lanes) +
           lanes_memory(&queue->by_lane) + keys_memory(&queue->by_key);
}

#include "queue/queue_key.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "queue/queue_lane.h"

/* Those between two attempts first: while there is one, it is at the top, due or not, and nobody
 * passes it. */
static bool is_key_before(const void *a, const void *b)
{
    const struct queue_item *x = a;
    const struct queue_item *y = b;
    if (x->is_again != y->is_again)
        return x->is_again;
    bool is_x_due = queue_item_is_due(x);
    if (is_x_due != queue_item_is_due(y))
        return is_x_due;
    if (x->lane->priority != y->lane->priority)
        return x->lane->priority > y->lane->priority;
    return queue_item_is_older(x, y);
}

static const struct queue_order queue_order_key = {is_key_before,
                                                   offsetof(struct queue_item, key_place)};

static uint32_t hash_name(const struct queue *queue, const char *name)
{
    return queue_table_hash(queue->seed, name, strlen(name));
}

struct queue_key *queue_key_find(const struct queue *queue, const char *name)
{
    uint32_t hash = hash_name(queue, name);
    struct queue_node *node = queue_table_chain(&queue->by_key, hash);
    for (; node; node = node->next) {
        struct queue_key *key = (struct queue_key *)(void *)node;
        if (node->hash == hash && strcmp(key->name, name) == 0)
            return key;
    }
    return NULL;
}

void queue_key_join(struct queue *queue, struct queue_item *item, const char *name)
{
    struct queue_key *key = queue_key_find(queue, name);
    if (!key) {
        size_t size = strlen(name);
        key = xcalloc(1, sizeof(*key) + size + 1);
        memcpy(key->name, name, size);
        queue_table_add(&queue->by_key, &key->by_name, hash_name(queue, name));
    }
    item->key = key;
}

static void choose_candidate(struct queue *queue, struct queue_key *key)
{
    struct queue_item *top = queue_heap_top(&key->waiting);
    struct queue_item *candidate = top && !key->running && queue_item_is_due(top) ? top : NULL;
    if (candidate == key->candidate)
        return;
    if (key->candidate)
        queue_lane_unready(queue, key->candidate);
    if (candidate)
        queue_lane_ready(queue, candidate);
    key->candidate = candidate;
}

void queue_key_leave(struct queue *queue, struct queue_item *item)
{
    struct queue_key *key = item->key;
    item->key = NULL;
    if (!key)
        return;
    if (key->running || key->waiting.count > 0) {
        choose_candidate(queue, key);
        return;
    }
    queue_table_remove(&queue->by_key, &key->by_name);
    free(key);
}

void queue_key_wait(struct queue_item *item)
{
    queue_heap_push(&item->key->waiting, &queue_order_key, item);
}

void queue_key_unwait(struct queue_item *item)
{
    queue_heap_remove(&item->key->waiting, &queue_order_key, item);
    if (item->key->candidate == item)
        item->key->candidate = NULL;
}

void queue_key_run(struct queue *queue, struct queue_item *item)
{
    item->next_running = item->key->running;
    item->key->running = item;
    choose_candidate(queue, item->key);
}

void queue_key_unrun(struct queue_item *item)
{
    struct queue_item **at = &item->key->running;
    while (*at != item)
        at = &(*at)->next_running;
    *at = item->next_running;
    item->next_running = NULL;
}

void queue_key_refresh(struct queue *queue, struct queue_item *item)
{
    queue_heap_moved(&item->key->waiting, &queue_order_key, item);
    choose_candidate(queue, item->key);
}

const struct queue_item *queue_key_blocker(const struct queue_item *item)
{
    const struct queue_key *key = item->key;
    if (!key || key->candidate == item)
        return NULL;
    return key->running ? key->running : queue_heap_top(&key->waiting);
}

static bool names_after(const struct job *job, const struct ident *id)
{
    for (size_t i = 0; i < job->after_count; i++) {
        if (ident_equal(&job->after[i], id))
            return true;
    }
    return false;
}

struct queue_item *queue_key_waiting(const struct queue_key *key, const struct job *job)
{
    for (uint32_t i = 0; i < key->waiting.count; i++) {
        struct queue_item *item = queue_heap_at(&key->waiting, i);
        if (!names_after(job, &item->id))
            return item;
    }
    return NULL;
}

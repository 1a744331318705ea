/* queue_key: jobs of one key never run at the same time. Internal to the room.
 *
 * Of all jobs of a key at most one, the candidate, is in the ready heap of its lane: the first by
 * priority and accept number of those whose time has come. So a start costs the same whether one or
 * 100,000 jobs share a key. A job between two attempts keeps its key: order within a key must not
 * turn round (an old deployment after a new one). */
#ifndef PIRUN_QUEUE_QUEUE_KEY_H
#define PIRUN_QUEUE_QUEUE_KEY_H

#include "queue/queue_item.h"

struct queue_key *queue_key_find(const struct queue *queue, const char *name);
void queue_key_join(struct queue *queue, struct queue_item *item, const char *name);
/* The item neither waits nor runs any more. The next one of the key may become the candidate. */
void queue_key_leave(struct queue *queue, struct queue_item *item);
void queue_key_wait(struct queue_item *item);
void queue_key_unwait(struct queue_item *item);
void queue_key_run(struct queue *queue, struct queue_item *item);
void queue_key_unrun(struct queue_item *item);
void queue_key_refresh(struct queue *queue, struct queue_item *item);
/* Which job of its key must end or start before ITEM, NULL when ITEM is the candidate. */
const struct queue_item *queue_key_blocker(const struct queue_item *item);
/* A waiting item of the key that is not among the AFTER_COUNT ids, NULL when there is none. */
struct queue_item *queue_key_waiting(const struct queue_key *key, const struct job *job);

#endif

/* queue_lane: fairness: lanes of one priority take turns. Internal to the room. */
#ifndef PIRUN_QUEUE_QUEUE_LANE_H
#define PIRUN_QUEUE_QUEUE_LANE_H

#include "queue/queue_item.h"

extern const struct queue_order queue_order_ready; /* items in a lane */
extern const struct queue_order queue_order_lanes;

/* Give ITEM its lane, which is made at the end of the round when there is none. */
void queue_lane_join(struct queue *queue, struct queue_item *item, const char *submitter,
                     int64_t priority);
void queue_lane_leave(struct queue *queue, struct queue_item *item);
/* ITEM may start, or may not any more. Repeating either is harmless. */
void queue_lane_ready(struct queue *queue, struct queue_item *item);
void queue_lane_unready(struct queue *queue, struct queue_item *item);
/* ITEM was started: its lane goes to the end of the round. Or was not started after all: the lane
 * goes back to where it was, unless it had another turn since. */
void queue_lane_served(struct queue *queue, struct queue_item *item);
void queue_lane_unserved(struct queue *queue, const struct queue_item *item);

#endif

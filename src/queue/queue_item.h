/* queue_item: what the queue holds, and in which structures. Internal to the room.
 *
 *   by_id ─▶ item ─▶ lane (priority, submitter) ─ ready: heap by accept number
 *             │ │      └ in queue.lanes: heap by priority and turn
 *             │ └────▶ key (name) ─ waiting: heap; its top alone may be ready
 *             └ edges to the items that it waits for
 *
 * An item is in `order` while it waits; in `wake` until its time has come; in `expire` if it can
 * expire; in the ready heap of its lane exactly when it may start but for slots and pause. So
 * `next` is: best lane, first of its heap. */
#ifndef PIRUN_QUEUE_QUEUE_ITEM_H
#define PIRUN_QUEUE_QUEUE_ITEM_H

#include "queue/queue.h"
#include "queue/queue_heap.h"
#include "queue/queue_table.h"

/* Submitter and priority: jobs of one lane start in accept order, lanes of one priority take turns.
 * Lives while a job of it waits or runs, so that its turn is remembered between two of its jobs. */
struct queue_lane {
    struct queue_node by_name;
    struct queue_heap ready;
    int64_t
        turn; /* unique; the smallest of a priority is next; set from queue.turn at every start */
    int64_t turn_before; /* before the start of LAST */
    struct queue_item
        *last; /* the one started last, while it runs: queue_unstart gives its turn back */
    uint32_t place;
    uint32_t item_count;
    int priority;
    char submitter[];
};

struct queue_key {
    struct queue_node by_name;
    struct queue_heap waiting;
    struct queue_item
        *running; /* chained by next_running; more than one only after queue_add_running */
    struct queue_item *candidate; /* the one that is in the ready heap of its lane, or NULL */
    char name[];
};

enum queue_item_state {
    QUEUE_ITEM_AWAITED, /* not in the queue yet, others wait for its end */
    QUEUE_ITEM_NEW,     /* within queue_add */
    QUEUE_ITEM_WAITING,
    QUEUE_ITEM_RUNNING,
    QUEUE_ITEM_ENDED, /* a casualty that was not told yet */
};

struct queue_item {
    struct queue_node by_id;
    struct ident id;
    int64_t seq;
    union {
        int64_t start_us;                /* while it waits: not before this; 0: at once */
        struct queue_item *next_running; /* while it runs: of the same key */
    };
    int64_t expires_us;
    int64_t queued_at_us;
    struct queue_lane *lane;       /* NULL when awaited or ended */
    struct queue_key *key;         /* NULL without key */
    struct queue_edge *dependants; /* who waits for this one */
    struct queue_edge *deps;       /* what this one waits for */
    uint32_t order_place, wake_place, expire_place, key_place, ready_place;
    uint8_t state;     /* enum queue_item_state */
    uint8_t dep_count; /* edges in DEPS, at most JOB_AFTER_MAX */
    bool is_after_any : 1;
    bool is_again : 1;   /* was tried before: it keeps its key between attempts */
    bool is_visited : 1; /* while a cycle is looked for */
};

/* WAITER waits for the end of TARGET. In two lists: all of the waiter, all of the target. */
struct queue_edge {
    struct queue_item *waiter;
    struct queue_item *target;
    struct queue_edge *next_of_waiter;
    struct queue_edge *next_of_target;
    struct queue_edge **at_target; /* what points at this edge in the list of the target */
};

struct queue_loss {
    struct queue_loss *next;
    struct queue_item *item;
    struct ident other;
    enum run_reason reason;
};

struct queue {
    struct queue_table by_id;
    struct queue_table by_key;
    struct queue_table by_lane;
    struct queue_heap order;   /* all that wait, by accept number */
    struct queue_heap wake;    /* those whose time has not come, by it */
    struct queue_heap expire;  /* those that wait and can expire */
    struct queue_heap lanes;   /* those with something ready */
    struct queue_loss *losses; /* ended in the queue and not told, oldest first */
    struct queue_loss **losses_end;
    struct queue_loss *unsettled; /* the first of them whose dependants were not looked at */
    uint64_t seed;
    int64_t turn;
    size_t edge_count;
    size_t running;
    size_t slots;
    struct ident only;
    bool is_restricted;
    bool is_paused;
    bool is_draining;
};

extern const struct queue_order queue_order_seq;
extern const struct queue_order queue_order_wake;
extern const struct queue_order queue_order_expire;

/* Owns: returns an item in the table, awaited and in no heap; queue_item_free takes it out of the
 * table. */
struct queue_item *queue_item_create(struct queue *queue, const struct ident *id);
void queue_item_free(struct queue *queue, struct queue_item *item);
struct queue_item *queue_item_find(const struct queue *queue, const struct ident *id);
/* A total order: accept number, then id. */
bool queue_item_is_older(const struct queue_item *a, const struct queue_item *b);
/* No dependency and no time keeps it from starting. */
bool queue_item_is_due(const struct queue_item *item);
/* It waits from now on: into all heaps that fit, by its fields. */
void queue_item_wait(struct queue *queue, struct queue_item *item);
/* It waits no more: out of all heaps. */
void queue_item_unwait(struct queue *queue, struct queue_item *item);
/* Something that decides whether it may start has changed. */
void queue_item_refresh(struct queue *queue, struct queue_item *item);
/* Give back lane and key, of an item that neither waits nor runs any more. */
void queue_item_detach(struct queue *queue, struct queue_item *item);

#endif

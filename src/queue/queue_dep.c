#include "queue/queue_dep.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "queue/queue_end.h"

static void link_edge(struct queue *queue, struct queue_item *waiter, struct queue_item *target)
{
    struct queue_edge *edge = xmalloc(sizeof(*edge));
    *edge = (struct queue_edge){
        .waiter = waiter,
        .target = target,
        .next_of_waiter = waiter->deps,
        .next_of_target = target->dependants,
        .at_target = &target->dependants,
    };
    if (target->dependants)
        target->dependants->at_target = &edge->next_of_target;
    target->dependants = edge;
    waiter->deps = edge;
    waiter->dep_count++;
    queue->edge_count++;
}

static void leave_target(struct queue_edge *edge)
{
    *edge->at_target = edge->next_of_target;
    if (edge->next_of_target)
        edge->next_of_target->at_target = edge->at_target;
}

/* An awaited id that nobody awaits any more is forgotten. */
static void forget_target(struct queue *queue, struct queue_item *target)
{
    if (target->state == QUEUE_ITEM_AWAITED && !target->dependants)
        queue_item_free(queue, target);
}

void queue_dep_unlink(struct queue *queue, struct queue_item *item)
{
    while (item->deps) {
        struct queue_edge *edge = item->deps;
        item->deps = edge->next_of_waiter;
        leave_target(edge);
        forget_target(queue, edge->target);
        free(edge);
        queue->edge_count--;
    }
    item->dep_count = 0;
}

struct visit {
    struct queue_item **items;
    size_t count;
    size_t room;
};

static void visit_item(struct visit *visit, struct queue_item *item)
{
    if (item->is_visited)
        return;
    item->is_visited = true;
    if (visit->count == visit->room) {
        visit->room = visit->room ? 2 * visit->room : 8;
        visit->items = xrealloc((void *)visit->items, visit->room * sizeof(struct queue_item *));
    }
    visit->items[visit->count++] = item;
}

/* Mark ITEM and all that wait for it, directly or not. Costs nothing unless somebody awaited ITEM
 * before it came. */
static void visit_dependants(struct visit *visit, struct queue_item *item)
{
    visit_item(visit, item);
    for (size_t i = 0; i < visit->count; i++) {
        struct queue_edge *edge = visit->items[i]->dependants;
        for (; edge; edge = edge->next_of_target)
            visit_item(visit, edge->waiter);
    }
}

static void end_visit(struct visit *visit)
{
    for (size_t i = 0; i < visit->count; i++)
        visit->items[i]->is_visited = false;
    free((void *)visit->items);
}

/* How the dependency on ID stands; when it is pending, an edge is made. */
static enum queue_dep link_one(struct queue *queue, struct queue_item *item, const struct ident *id)
{
    struct queue_item *target = queue_item_find(queue, id);
    if (!target)
        target = queue_item_create(queue, id);
    else if (target->state == QUEUE_ITEM_ENDED || target->is_visited)
        return QUEUE_DEP_FAILED;
    link_edge(queue, item, target);
    return QUEUE_DEP_PENDING;
}

const struct ident *queue_dep_link(struct queue *queue, struct queue_item *item,
                                   const struct job *job, const enum queue_dep *known_done)
{
    struct visit visit = {.count = 0};
    const struct ident *failed = NULL;
    if (job->after_count > 0)
        visit_dependants(&visit, item);
    for (size_t i = 0; i < job->after_count && !failed; i++) {
        enum queue_dep state = known_done ? known_done[i] : QUEUE_DEP_PENDING;
        if (state == QUEUE_DEP_PENDING)
            state = link_one(queue, item, &job->after[i]);
        if (state == QUEUE_DEP_FAILED && !job->is_after_any)
            failed = &job->after[i];
    }
    end_visit(&visit);
    if (failed)
        queue_dep_unlink(queue, item);
    return failed;
}

/* Take out the first edge of TARGET: its waiter needs this target no more. */
static void settle_first(struct queue *queue, struct queue_item *target)
{
    struct queue_edge *edge = target->dependants;
    struct queue_item *waiter = edge->waiter;
    struct queue_edge **at = &waiter->deps;
    while (*at != edge)
        at = &(*at)->next_of_waiter;
    *at = edge->next_of_waiter;
    target->dependants = edge->next_of_target;
    if (target->dependants)
        target->dependants->at_target = &target->dependants;
    free(edge);
    queue->edge_count--;
    if (--waiter->dep_count == 0)
        queue_item_refresh(queue, waiter);
}

void queue_dep_settle(struct queue *queue, struct queue_item *target, bool has_succeeded)
{
    while (target->dependants) {
        struct queue_item *waiter = target->dependants->waiter;
        if (has_succeeded || waiter->is_after_any)
            settle_first(queue, target);
        else
            queue_end_lose(queue, waiter, RUN_DEPENDENCY, &target->id);
    }
}

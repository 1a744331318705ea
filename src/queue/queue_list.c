/* Listing must not cost what the queue holds: a page of 50 out of 100,000 is asked for every second
 * by a browser. Ready jobs are taken out of the heaps of their lanes in order without touching
 * them: a second small heap holds the frontier, and behind each job that is taken come its two
 * children. The rest is looked through once, and only as many are kept as are shown. */
#include "queue/queue.h"

#include <stdlib.h>

#include "base/buf.h"
#include "queue/queue_end.h"
#include "queue/queue_item.h"
#include "queue/queue_lane.h"

struct page {
    size_t skip;
    struct ident *out;
    size_t room;
    size_t count;
};

static bool is_full(const struct page *page)
{
    return page->count == page->room;
}

static void show(struct page *page, const struct queue_item *item)
{
    if (page->skip > 0)
        page->skip--;
    else if (!is_full(page))
        page->out[page->count++] = item->id;
}

static bool is_before_ready(const void *a, const void *b)
{
    return queue_item_is_older(a, b);
}

static bool is_before_lane(const void *a, const void *b)
{
    return queue_order_lanes.is_before(a, b);
}

static const struct queue_order order_frontier = {is_before_ready, QUEUE_NO_PLACE};
static const struct queue_order order_lanes = {is_before_lane, QUEUE_NO_PLACE};

struct walk {
    const struct queue_lane *lane;
    struct queue_heap frontier;
};

static void push_ready(struct walk *walk, uint32_t place)
{
    void *item = queue_heap_at(&walk->lane->ready, place);
    if (item)
        queue_heap_push(&walk->frontier, &order_frontier, item);
}

static const struct queue_item *walk_next(struct walk *walk)
{
    const struct queue_item *item = queue_heap_pop(&walk->frontier, &order_frontier);
    if (item) {
        push_ready(walk, 2 * item->ready_place + 1);
        push_ready(walk, 2 * item->ready_place + 2);
    }
    return item;
}

/* The COUNT lanes at WALKS have one priority and stand in the order of their turns. */
static void show_priority(struct page *page, struct walk *walks, size_t count)
{
    size_t ready = 0;
    for (size_t i = 0; i < count; i++)
        ready += walks[i].lane->ready.count;
    if (ready <= page->skip) {
        page->skip -= ready;
        return;
    }
    for (size_t i = 0; i < count; i++)
        push_ready(&walks[i], 0);
    for (bool is_going = true; is_going && !is_full(page);) {
        is_going = false;
        for (size_t i = 0; i < count; i++) {
            const struct queue_item *item = walk_next(&walks[i]);
            if (!item)
                continue;
            show(page, item);
            is_going = true;
        }
    }
    for (size_t i = 0; i < count; i++)
        queue_heap_release(&walks[i].frontier);
}

static void show_ready(const struct queue *queue, struct page *page)
{
    size_t count = queue->lanes.count;
    struct walk *walks = xcalloc(count, sizeof(*walks));
    struct queue_heap sorted = {.count = 0};
    for (uint32_t i = 0; i < count; i++)
        queue_heap_push(&sorted, &order_lanes, queue_heap_at(&queue->lanes, i));
    for (size_t i = 0; i < count; i++)
        walks[i].lane = queue_heap_pop(&sorted, &order_lanes);
    for (size_t from = 0, to; from < count && !is_full(page); from = to) {
        for (to = from; to < count && walks[to].lane->priority == walks[from].lane->priority;)
            to++;
        show_priority(page, walks + from, to - from);
    }
    free(walks);
}

/* Behind those that may start: 0 those that wait for their key, 1 for dependencies, 2 for their
 * time. */
static int rank(const struct queue_item *item)
{
    if (item->dep_count > 0)
        return 1;
    return item->wake_place == QUEUE_NOWHERE ? 0 : 2;
}

static bool is_before_rest(const void *a, const void *b)
{
    const struct queue_item *x = a;
    const struct queue_item *y = b;
    if (rank(x) != rank(y))
        return rank(x) < rank(y);
    if (rank(x) == 2 && x->start_us != y->start_us)
        return x->start_us < y->start_us;
    if (x->lane->priority != y->lane->priority)
        return x->lane->priority > y->lane->priority;
    return queue_item_is_older(x, y);
}

static bool is_behind_rest(const void *a, const void *b)
{
    return is_before_rest(b, a);
}

static const struct queue_order order_last = {is_behind_rest, QUEUE_NO_PLACE};

/* The first MOST of the rest: a heap with the last of them on top, which most others do not pass.
 */
static void collect_rest(const struct queue *queue, size_t most, struct queue_heap *first)
{
    for (uint32_t i = 0; i < queue->order.count; i++) {
        struct queue_item *item = queue_heap_at(&queue->order, i);
        if (item->ready_place != QUEUE_NOWHERE)
            continue;
        if (first->count >= most) {
            if (!is_before_rest(item, queue_heap_top(first)))
                continue;
            (void)queue_heap_pop(first, &order_last); /* pushed out */
        }
        queue_heap_push(first, &order_last, item);
    }
}

static void show_rest(const struct queue *queue, struct page *page)
{
    struct queue_heap first = {.count = 0};
    collect_rest(queue, page->skip + (page->room - page->count), &first);
    size_t count = first.count;
    struct queue_item **sorted = xcalloc(count, sizeof(struct queue_item *));
    for (size_t i = count; i > 0; i--)
        sorted[i - 1] = queue_heap_pop(&first, &order_last);
    for (size_t i = 0; i < count; i++)
        show(page, sorted[i]);
    free((void *)sorted);
}

size_t queue_list(struct queue *queue, int64_t now_us, size_t skip, struct ident *out, size_t room)
{
    struct page page = {.skip = skip, .out = out, .room = room};
    queue_end_advance(queue, now_us);
    show_ready(queue, &page);
    if (!is_full(&page))
        show_rest(queue, &page);
    return page.count;
}

#include "queue/queue_heap.h"

#include <stdlib.h>

#include "base/buf.h"

#define FIRST_ROOM 4

static uint32_t *place_of(const struct queue_order *order, void *element)
{
    return (uint32_t *)(void *)((char *)element + order->place);
}

static void **slots(struct queue_heap *heap)
{
    return heap->room ? heap->many : &heap->one;
}

static void put(struct queue_heap *heap, const struct queue_order *order, uint32_t at,
                void *element)
{
    slots(heap)[at] = element;
    if (order->place != QUEUE_NO_PLACE)
        *place_of(order, element) = at;
}

static void sift_up(struct queue_heap *heap, const struct queue_order *order, uint32_t at,
                    void *element)
{
    void **slot = slots(heap);
    while (at > 0) {
        uint32_t parent = (at - 1) / 2;
        if (!order->is_before(element, slot[parent]))
            break;
        put(heap, order, at, slot[parent]);
        at = parent;
    }
    put(heap, order, at, element);
}

static void sift_down(struct queue_heap *heap, const struct queue_order *order, uint32_t at,
                      void *element)
{
    void **slot = slots(heap);
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= heap->count)
            break;
        if (child + 1 < heap->count && order->is_before(slot[child + 1], slot[child]))
            child++;
        if (!order->is_before(slot[child], element))
            break;
        put(heap, order, at, slot[child]);
        at = child;
    }
    put(heap, order, at, element);
}

/* Growth by a half, not by two: 100,000 waiting jobs sit in several heaps, and slack is what they
 * would cost. */
static void grow(struct queue_heap *heap)
{
    uint32_t room = heap->room ? heap->room + heap->room / 2 : FIRST_ROOM;
    void *one = heap->room ? NULL : heap->one;
    void **many = xrealloc(heap->room ? (void *)heap->many : NULL, room * sizeof(void *));
    if (!heap->room)
        many[0] = one;
    heap->many = many;
    heap->room = room;
}

static void shrink(struct queue_heap *heap)
{
    if (heap->count == 0) {
        queue_heap_release(heap);
    } else if (heap->room > 16 && heap->count < heap->room / 4) {
        heap->room /= 2;
        heap->many = xrealloc((void *)heap->many, heap->room * sizeof(void *));
    }
}

void queue_heap_release(struct queue_heap *heap)
{
    if (heap->room)
        free((void *)heap->many);
    *heap = (struct queue_heap){.count = 0};
}

void queue_heap_push(struct queue_heap *heap, const struct queue_order *order, void *element)
{
    if (heap->count == (heap->room ? heap->room : 1))
        grow(heap);
    heap->count++;
    sift_up(heap, order, heap->count - 1, element);
}

void *queue_heap_at(const struct queue_heap *heap, uint32_t place)
{
    if (place >= heap->count)
        return NULL;
    return heap->room ? heap->many[place] : heap->one;
}

void *queue_heap_top(const struct queue_heap *heap)
{
    return queue_heap_at(heap, 0);
}

static void settle(struct queue_heap *heap, const struct queue_order *order, uint32_t at,
                   void *element)
{
    if (at > 0 && order->is_before(element, slots(heap)[(at - 1) / 2]))
        sift_up(heap, order, at, element);
    else
        sift_down(heap, order, at, element);
}

static void remove_at(struct queue_heap *heap, const struct queue_order *order, uint32_t at)
{
    if (order->place != QUEUE_NO_PLACE)
        *place_of(order, slots(heap)[at]) = QUEUE_NOWHERE;
    heap->count--;
    if (at < heap->count)
        settle(heap, order, at, slots(heap)[heap->count]);
    shrink(heap);
}

void *queue_heap_pop(struct queue_heap *heap, const struct queue_order *order)
{
    void *top = queue_heap_top(heap);
    if (top)
        remove_at(heap, order, 0);
    return top;
}

void queue_heap_remove(struct queue_heap *heap, const struct queue_order *order, void *element)
{
    uint32_t at = *place_of(order, element);
    if (at != QUEUE_NOWHERE)
        remove_at(heap, order, at);
}

void queue_heap_moved(struct queue_heap *heap, const struct queue_order *order, void *element)
{
    settle(heap, order, *place_of(order, element), element);
}

size_t queue_heap_memory(const struct queue_heap *heap)
{
    return heap->room * sizeof(void *);
}

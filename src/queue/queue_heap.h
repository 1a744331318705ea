/* queue_heap: a binary heap of pointers. The element knows its place (a uint32_t inside it), so
 * that it can be taken out of the middle. A heap of one element needs no memory of its own: most
 * keys have one job. */
#ifndef PIRUN_QUEUE_QUEUE_HEAP_H
#define PIRUN_QUEUE_QUEUE_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QUEUE_NOWHERE  UINT32_MAX /* the place of an element that is in no heap */
#define QUEUE_NO_PLACE SIZE_MAX   /* for an order whose elements do not remember their place */

struct queue_heap {
    union {
        void *one;   /* while ROOM is 0 */
        void **many; /* ROOM slots, allocated */
    };
    uint32_t count;
    uint32_t room;
};

/* What a heap is sorted by. A total order: of two elements exactly one is before the other. */
struct queue_order {
    bool (*is_before)(const void *a, const void *b);
    size_t place; /* offset of the uint32_t in the element, or QUEUE_NO_PLACE */
};

void queue_heap_release(struct queue_heap *heap);
void queue_heap_push(struct queue_heap *heap, const struct queue_order *order, void *element);
/* NULL when empty. */
void *queue_heap_top(const struct queue_heap *heap);
void *queue_heap_at(const struct queue_heap *heap, uint32_t place);
void *queue_heap_pop(struct queue_heap *heap, const struct queue_order *order);
/* These two need an order with places. Taking out an element that is in no heap does nothing. */
void queue_heap_remove(struct queue_heap *heap, const struct queue_order *order, void *element);
void queue_heap_moved(struct queue_heap *heap, const struct queue_order *order, void *element);
size_t queue_heap_memory(const struct queue_heap *heap);

#endif

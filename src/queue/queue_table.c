#include "queue/queue_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define FIRST_ROOM 16

/* The multiply-and-fold step of wyhash: every bit of A and B reaches every bit of the result.
 * Source: https://github.com/wangyi-fudan/wyhash (public domain), `wymix`. */
static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint32_t queue_table_hash(uint64_t seed, const void *data, size_t size)
{
    const unsigned char *at = data;
    uint64_t hash = mix(seed ^ 0xa0761d6478bd642fU, size ^ 0xe7037ed1a0b428dbU);
    while (size > 0) {
        uint64_t word = 0;
        size_t part = size < sizeof(word) ? size : sizeof(word);
        memcpy(&word, at, part);
        hash = mix(hash ^ word, 0x8ebc6af09c88c6e3U);
        at += part;
        size -= part;
    }
    return (uint32_t)(hash ^ hash >> 32);
}

static void resize(struct queue_table *table, size_t room)
{
    struct queue_node **buckets = xcalloc(room, sizeof(struct queue_node *));
    for (size_t i = 0; i < table->room; i++) {
        struct queue_node *node = table->buckets[i];
        while (node) {
            struct queue_node *next = node->next;
            node->next = buckets[node->hash & (room - 1)];
            buckets[node->hash & (room - 1)] = node;
            node = next;
        }
    }
    free((void *)table->buckets);
    table->buckets = buckets;
    table->room = room;
}

struct queue_node *queue_table_chain(const struct queue_table *table, uint32_t hash)
{
    return table->room ? table->buckets[hash & (table->room - 1)] : NULL;
}

void queue_table_add(struct queue_table *table, struct queue_node *node, uint32_t hash)
{
    if (table->count == table->room)
        resize(table, table->room ? 2 * table->room : FIRST_ROOM);
    struct queue_node **bucket = &table->buckets[hash & (table->room - 1)];
    node->hash = hash;
    node->next = *bucket;
    *bucket = node;
    table->count++;
}

void queue_table_remove(struct queue_table *table, struct queue_node *node)
{
    struct queue_node **at = &table->buckets[node->hash & (table->room - 1)];
    while (*at != node)
        at = &(*at)->next;
    *at = node->next;
    table->count--;
    if (table->room > FIRST_ROOM && table->count < table->room / 8)
        resize(table, table->room / 2);
}

struct queue_node *queue_table_drain(struct queue_table *table)
{
    struct queue_node *all = NULL;
    for (size_t i = 0; i < table->room; i++) {
        while (table->buckets[i]) {
            struct queue_node *node = table->buckets[i];
            table->buckets[i] = node->next;
            node->next = all;
            all = node;
        }
    }
    free((void *)table->buckets);
    *table = (struct queue_table){.count = 0};
    return all;
}

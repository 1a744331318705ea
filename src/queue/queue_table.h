/* queue_table: a chained hash table of nodes that live inside their owners. The caller hashes and
 * compares. */
#ifndef PIRUN_QUEUE_QUEUE_TABLE_H
#define PIRUN_QUEUE_QUEUE_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* First member of its owner, so that a node is its owner. */
struct queue_node {
    struct queue_node *next;
    uint32_t hash;
};

struct queue_table {
    struct queue_node **buckets; /* ROOM of them, a power of two, or NULL */
    size_t room;
    size_t count;
};

/* Hash SIZE bytes; SEED differs from start to start, so that nobody can choose names that collide.
 */
uint32_t queue_table_hash(uint64_t seed, const void *data, size_t size);
/* The first node of the chain in which HASH lies: follow NEXT and compare. */
struct queue_node *queue_table_chain(const struct queue_table *table, uint32_t hash);
void queue_table_add(struct queue_table *table, struct queue_node *node, uint32_t hash);
void queue_table_remove(struct queue_table *table, struct queue_node *node);
/* Empty the table and answer all its nodes, chained by NEXT: for taking it apart. */
struct queue_node *queue_table_drain(struct queue_table *table);

#endif

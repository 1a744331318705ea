/* yaml: the small YAML that a config needs, read strictly: maps, lists and scalars with their
 * positions. The only user of libyaml. Refused: more than 64 KiB, deeper than 16, more than 1024
 * entries in one map or list, anchors, aliases, tags, several documents, duplicate keys, NUL. */
#ifndef PIRUN_BASE_YAML_H
#define PIRUN_BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define YAML_SIZE_MAX    65536
#define YAML_DEPTH_MAX   16
#define YAML_ENTRIES_MAX 1024 /* of one map or list; keeps the search for duplicate keys short */

enum yaml_type {
    YAML_SCALAR,
    YAML_MAP,
    YAML_LIST
};

/* One node; children are a linked list. All nodes live until the root is freed. */
struct yaml {
    enum yaml_type type;
    char *key;        /* of a map's child; NULL else */
    char *text;       /* of a scalar; NULL else */
    bool is_plain;    /* a scalar without quotes: `no` is a boolean, "no" is text */
    int line, column; /* of the value, from 1; columns count characters */
    int key_line, key_column;
    struct yaml *first; /* of a map or list */
    struct yaml *next;
};

/* Owns: returns the root, freed with yaml_tree_free; an empty document is an empty map.
 * Errors: ERR_INVALID "LINE:COLUMN: what"; ERR_TOO_LARGE. */
struct yaml *yaml_parse(const char *text, size_t size, struct err *err);
/* Free ROOT and all below it; NULL is fine. Not called yaml_free: libyaml exports a function of
 * that name for its own use, and the program's would take its place. */
void yaml_tree_free(struct yaml *root);
static inline void yaml_scope_free(struct yaml **root)
{
    yaml_tree_free(*root);
}
#define auto_yaml __attribute__((cleanup(yaml_scope_free)))

/* The value of KEY, or NULL: also when MAP is NULL or not a map. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

#endif

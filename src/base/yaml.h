/* yaml: the small YAML that a config needs, read strictly: maps, lists and scalars with their positions. The only user
 * of libyaml. Refused: more than 64 KiB, deeper than 16, anchors, aliases, tags, several documents, duplicate keys. */
#ifndef PIRUN_BASE_YAML_H
#define PIRUN_BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define YAML_SIZE_MAX  65536
#define YAML_DEPTH_MAX 16

enum yaml_type { YAML_SCALAR, YAML_MAP, YAML_LIST };

/* One node; children are a linked list. All nodes live until the root is freed. */
struct yaml {
    enum yaml_type type;
    char *key;          /* of a map's child; NULL else */
    char *text;         /* of a scalar */
    bool is_plain;      /* a scalar without quotes: `no` is a boolean, "no" is text */
    int line, column;   /* of the value, from 1 */
    int key_line, key_column;
    struct yaml *first; /* of a map or list */
    struct yaml *next;
};

/* Owns: returns the root, freed with yaml_free; an empty document is an empty map.
 * Errors: ERR_INVALID "LINE:COLUMN: what". */
struct yaml *yaml_parse(const char *text, size_t size, struct err *err);
void yaml_free(struct yaml *root);
const struct yaml *yaml_get(const struct yaml *map, const char *key);

#endif

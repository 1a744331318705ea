/* Rows of a table of keys by their names. */
#include <string.h>

#include "base/near.h"
#include "job/job_schema.h"

const struct job_row *job_schema_find(const struct job_row *rows, const char *name)
{
    for (; rows->name; rows++) {
        if (strcmp(rows->name, name) == 0)
            return rows;
    }
    return NULL;
}

/* How unlike: the edits, but a key whose beginning was written counts as one edit away (timeout,
 * timeout_ms). */
static size_t unlikeness(const char *written, const char *known)
{
    size_t size = strlen(written);
    if (size >= 3 && strncmp(written, known, size) == 0)
        return 1;
    return near_distance(written, size, known, strlen(known));
}

const struct job_row *job_schema_nearest(const struct job_row *rows, const char *name)
{
    if (strlen(name) > NEAR_MAX)
        return NULL;
    const struct job_row *nearest = NULL;
    size_t least = strlen(name) / 3 + 1; /* one more than may differ */
    for (; rows->name; rows++) {
        size_t now = unlikeness(name, rows->name);
        if (!rows->is_by_pirun && now < least) {
            least = now;
            nearest = rows;
        }
    }
    return nearest;
}

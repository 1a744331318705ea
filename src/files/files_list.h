/* files_list: what is in a directory, a page at a time in the order of the names' bytes, or the
 * tree below it. Memory is bounded by the page, whatever the directory holds. Left out: `var` at
 * the top of the project. */
#ifndef PIRUN_FILES_FILES_LIST_H
#define PIRUN_FILES_FILES_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"

#define FILES_LIST_MAX  10000 /* entries of one answer */
#define FILES_DEPTH_MAX 32    /* levels of one tree */

enum files_type {
    FILES_FILE,
    FILES_DIR,
    FILES_LINK,
    FILES_OTHER /* FIFO, socket, device */
};
const char *files_type_name(enum files_type type); /* "file" … */

struct files_entry {
    char *name; /* below the listed directory; in a tree with slashes. Bytes, perhaps not UTF-8 */
    enum files_type type;
    int depth; /* 0: directly in the listed directory */
    int64_t size;
    int64_t modified_us; /* since 1970 */
};

struct files_listing {
    struct files_entry *entries;
    size_t count;
    bool is_truncated; /* there is more: after NEXT, or for a tree beyond its bounds */
    char *next;        /* what to pass as AFTER for the next page; NULL: none, or a tree */
};
void files_listing_release(struct files_listing *listing);
#define auto_listing __attribute__((cleanup(files_listing_release)))

/* At most LIMIT (1 to FILES_LIST_MAX) entries of the directory DIR ("" is the project) whose names
 * come after AFTER ("" for the first page). Names that appear or go between two pages do no harm to
 * the others. Cost: reads all names of the directory for each page.
 * Errors: ERR_INVALID it is no directory; as files_open. Thread: lane. */
int files_list(struct files *files, const struct rel *dir, const char *after, size_t limit,
               struct files_listing *out, struct err *err);
/* The tree below DIR, sorted by path, without what is in .git, .venv, node_modules and __pycache__
 * (and these themselves). The upper levels come first when LIMIT does not hold all of it.
 * Errors: as files_list; directories below that cannot be opened count as truncated. */
int files_list_tree(struct files *files, const struct rel *dir, size_t limit,
                    struct files_listing *out, struct err *err);

#endif

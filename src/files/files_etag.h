/* files_etag: entity tags: what tells two contents of a file apart. A tag is "SHA-256 of the
 * content" in quotes, or for a file of more than 32 MiB "s-…" made of what stat(2) says. The last
 * 128 are remembered by the file's stamp, so a file is not hashed on each request. */
#ifndef PIRUN_FILES_FILES_ETAG_H
#define PIRUN_FILES_FILES_ETAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sha256.h"

#define FILES_ETAG_SIZE  (SHA256_TEXT_SIZE + 4) /* quotes and "s-" */
#define FILES_HASHED_MAX 33554432 /* larger files are not hashed: a tenth of a second */

/* The tag of SIZE bytes that are in memory. */
void files_etag_of_bytes(const void *data, size_t size, char etag[FILES_ETAG_SIZE]);
/* Does the list of tags (the value of If-Match or If-None-Match: tags with commas, or a star) name
 * ETAG? An empty ETAG is named by a star alone. Weak tags (W/"…") count when IS_WEAK.
 * Source: RFC 9110 8.8.3.2, 13.1. Thread: any. */
bool files_etag_is_listed(const char *list, const char *etag, bool is_weak);

/* What must be true of the file that a change replaces or removes. */
struct files_condition {
    const char *if_match; /* NULL: nothing. Else the value of the header: the file must be there and
                             have one of these tags */
    bool must_be_new;     /* there must be nothing of that name (If-None-Match: *) */
    bool is_broken;       /* out, on failure: it is the condition that was not met */
};

#endif

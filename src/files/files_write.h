/* files_write: replace a file as a whole. At every moment the name is the old file or the whole new
 * one, also when the disk is full or the power goes. */
#ifndef PIRUN_FILES_FILES_WRITE_H
#define PIRUN_FILES_FILES_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_etag.h"
#include "files/files_path.h"

struct files_written {
    bool is_new; /* there was nothing of that name */
    int64_t size;
    char etag[FILES_ETAG_SIZE]; /* as a read would tell it; "" where it cannot yet */
};

struct files_write {
    const struct rel *rel; /* judged with WANT */
    enum files_want want;
    const void *data;
    size_t size;
    struct files_condition *condition; /* NULL: none */
};

/* Write to a temporary file beside the place, sync it, look at the condition, rename. The mode
 * stays when the file exists, else it is 0644; its owner is the project's. Parents that are missing
 * are made. A link is not written through: it is ERR_FORBIDDEN, or where links are followed what it
 * leads to is replaced.
 * Owns: borrows all. Errors: ERR_CONFLICT with condition->is_broken; ERR_CONFLICT a directory or no
 * regular file is there; ERR_NO_SPACE, the old file is untouched; as files_open. Thread: lane. */
int files_write(struct files *files, const struct files_write *write, struct files_written *out,
                struct err *err);

#endif

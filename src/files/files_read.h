/* files_read: a regular file, open for reading. Everything else (directory, FIFO, socket, device)
 * is refused without being opened. */
#ifndef PIRUN_FILES_FILES_READ_H
#define PIRUN_FILES_FILES_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_etag.h"

struct files_file {
    int fd;       /* -1: nothing to close; read with pread(2) */
    int64_t size; /* when it was opened; it may grow or shrink meanwhile */
    int64_t modified_us;
    unsigned mode;
    bool is_binary;             /* a NUL or no UTF-8 in the first 64 KiB */
    char etag[FILES_ETAG_SIZE]; /* "" for a file that changes too fast to have one */
};
void files_file_release(struct files_file *file);
#define auto_file __attribute__((cleanup(files_file_release)))

/* Errors: ERR_INVALID it is no regular file, which the text names; as files_open. *OUT is only
 * touched on success. Thread: lane; hashes up to 32 MiB. */
int files_read_open(struct files *files, const struct rel *rel, struct files_file *out,
                    struct err *err);
/* Read up to SIZE bytes at OFFSET; 0 at the end. Errors: -1 and errno. Thread: any. */
int64_t files_read_at(const struct files_file *file, void *out, size_t size, int64_t offset);

#endif

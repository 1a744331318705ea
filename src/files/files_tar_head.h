/* files_tar_head: the header blocks of one entry of a tar archive. */
#ifndef PIRUN_FILES_FILES_TAR_HEAD_H
#define PIRUN_FILES_FILES_TAR_HEAD_H

#include <stdint.h>
#include <sys/stat.h>

#include "base/buf.h"

#define FILES_TAR_BLOCK 512

struct files_tar_entry {
    const char *path; /* of a directory without the slash at its end */
    const char *link; /* what a symbolic link leads to; "" else */
    mode_t mode;      /* with its type: regular file, directory or link */
    int64_t size;     /* of a regular file; 0 else */
    int64_t modified_s;
};

/* Append the ustar header, and before it a pax header for what does not fit into one. */
void files_tar_head(const struct files_tar_entry *entry, struct buf *out);

#endif

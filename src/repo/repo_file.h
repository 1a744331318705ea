/* repo_file: one file as it was committed. Thread: any that may block. */
#ifndef PIRUN_REPO_REPO_FILE_H
#define PIRUN_REPO_REPO_FILE_H

#include "base/buf.h"
#include "base/err.h"

/* Append the content of PATH at COMMIT (40 hexadecimal digits) to OUT, whose cap is the most.
 * REPO_PATH is a work tree, a .git or a bare repository.
 * Errors: ERR_NOT_FOUND no such repository, commit or file; ERR_TOO_LARGE. */
int repo_file_read(const char *repo_path, const char *commit, const char *path, struct buf *out,
                   struct err *err);

#endif

/* files_move: give a file, link or directory another name within the project. */
#ifndef PIRUN_FILES_FILES_MOVE_H
#define PIRUN_FILES_FILES_MOVE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_path.h"

struct files_move {
    const struct rel *from, *to; /* both judged with WANT */
    enum files_want want;
    bool replaces; /* a file TO may exist and is replaced; else that is a conflict */
};

/* A link is moved itself. Missing parents of TO are made.
 * Errors: ERR_NOT_FOUND; ERR_CONFLICT TO exists, a directory would go into itself, or another file
 * system lies between; as files_open. Thread: lane. */
int files_move(struct files *files, const struct files_move *move, struct err *err);

#endif

/* files_trash: what was removed by mistake. A file, a link or a directory goes to var/trash/ID/
 * in one step, with a note of where it was, and comes back in one step. Kept for a day, the newest
 * 200 at most, and none while the disk is nearly full. */
#ifndef PIRUN_FILES_FILES_TRASH_H
#define PIRUN_FILES_FILES_TRASH_H

#include <stdint.h>

#include "base/err.h"
#include "base/ident.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_etag.h"
#include "files/files_path.h"

#define FILES_TRASH_ID_SIZE IDENT_TEXT_SIZE
#define FILES_TRASH_KEEP_MS (INT64_C(24) * 3600 * 1000)
#define FILES_TRASH_MAX     200

/* Remove REL, a directory with all that is in it; ID is for files_trash_restore. CONDITION (may be
 * NULL) is for files. Errors: as files_remove; ERR_CONFLICT it lies on another file system than
 * var/. Thread: lane. */
int files_trash_put(struct files *files, const struct rel *rel, enum files_want want,
                    struct files_condition *condition, char id[FILES_TRASH_ID_SIZE],
                    struct err *err);
/* Put it back to where it was, which is OUT; parents that are missing are made.
 * Errors: ERR_NOT_FOUND nothing of this id is kept (any more); ERR_CONFLICT something is there
 * again; ERR_FORBIDDEN WANT may not write there. Thread: lane. */
int files_trash_restore(struct files *files, const char *id, enum files_want want, struct rel *out,
                        struct err *err);
/* Remove what is not kept any more at NOW_MS (wall clock). Best effort. Thread: lane. */
void files_trash_collect(struct files *files, int64_t now_ms);

#endif

/* files_upload: a file larger than a request may be, in parts. The parts gather in
 * var/uploads/ID.part, and the file gets its real name with the last one: nobody ever sees half of
 * it. What was received survives the server; parts that nobody goes on with are removed after 36 h,
 * when the next upload begins. */
#ifndef PIRUN_FILES_FILES_UPLOAD_H
#define PIRUN_FILES_FILES_UPLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_path.h"
#include "files/files_write.h"

#define FILES_UPLOAD_ID_MAX 64

/* The client chooses the id: 1 to 64 of A-Z a-z 0-9 _ - */
bool files_upload_is_id(const char *id, size_t size);

struct files_part {
    const char *id;
    struct files_write file; /* the real name, what is wanted of it, and this part's bytes */
    int64_t offset;          /* where these bytes go: at the end of what is there */
    bool is_final;           /* the file is whole with them */
};

struct files_progress {
    int64_t offset; /* where the next part goes; set also when OFFSET was wrong */
    bool is_out_of_step;
    struct files_written written; /* after the final part; the tag may be "" */
};

/* A first part (offset 0) begins the upload. A part that failed leaves what was there before it.
 * Errors: ERR_CONFLICT with out->is_out_of_step: the part does not go there; ERR_CONFLICT with
 * condition->is_broken, by the final part alone; ERR_BUSY another request writes to this upload;
 * ERR_NO_SPACE too much is being uploaded, or the disk is nearly full; as files_write.
 * Thread: lane. */
int files_upload_put(struct files *files, const struct files_part *part, struct files_progress *out,
                     struct err *err);
/* Errors: ERR_INVALID no id; ERR_NOT_FOUND nothing of this upload is there. */
int files_upload_offset(struct files *files, const char *id, int64_t *offset, struct err *err);
/* Forget an upload. Errors: as files_upload_offset. */
int files_upload_drop(struct files *files, const char *id, struct err *err);

#endif

/* web_upload: large files in parts: PUT /api/file with upload=ID, and /api/upload. */
#ifndef PIRUN_WEB_WEB_UPLOAD_H
#define PIRUN_WEB_WEB_UPLOAD_H

#include "web/web_file_job.h"
#include "web/web_route.h"

struct web_routes web_upload_routes(void);

/* The query's part of a PUT into JOB: its text is the id, NULL when it is no part.
 * Errors: ERR_INVALID. */
int web_upload_read(const struct web_call *call, struct web_file_job *job, struct err *err);
/* A part: JOB has all that was asked; takes it. */
void web_upload_put(struct web_call *call, struct web_file_job *job);
/* 201 or 200 with path, size and etag. */
void web_upload_answer_written(struct web_call *call, const char *path,
                               const struct files_written *written);

#endif

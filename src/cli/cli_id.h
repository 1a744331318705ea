/* cli_id: which run people mean: a whole id, any unique beginning of one, or @1 for the newest,
 * @2 for the one before. */
#ifndef PIRUN_CLI_CLI_ID_H
#define PIRUN_CLI_CLI_ID_H

#include "base/ident.h"
#include "cli/cli_project.h"
#include "job/run.h"

/* A whole id is taken as it is; everything else is looked up in the index and, for what it lacks,
 * in the files.
 * Errors: ERR_NOT_FOUND; ERR_INVALID ambiguous (shows two), or no id at all. */
int cli_id_resolve(struct cli_project *project, const char *text, struct ident *out,
                   struct err *err);

/* The record of what TEXT names. OUT is initialized; the caller releases it. Errors: as above;
 * ERR_NOT_FOUND also tells when the job was refused. */
int cli_id_load(struct cli_project *project, const char *text, struct run *out, struct err *err);

/* The record of ID; when there is none, why: the reason of its dead letter. OUT is initialized. */
int cli_id_load_run(struct cli_project *project, const struct ident *id, struct run *out,
                    struct err *err);

/* The record of ID as people may see it: as store_load, but a run whose attempt has ended and
 * that will be tried again is queued, not failed. OUT is initialized. Errors: as store_load. */
int cli_id_read(struct cli_project *project, const struct ident *id, struct run *out,
                struct err *err);

/* How many characters tell these COUNT ids apart (STRIDE bytes from one to the next): 13, 18 or
 * all 36. 13 are the whole milliseconds of a UUIDv7. */
int cli_id_shown_size(const char *ids, size_t stride, size_t count);

#endif

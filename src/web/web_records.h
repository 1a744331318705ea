/* web_records: which run a client means, and runs as the files and the index tell them. */
#ifndef PIRUN_WEB_WEB_RECORDS_H
#define PIRUN_WEB_WEB_RECORDS_H

#include "job/run.h"
#include "store/store.h"
#include "store/store_index.h"
#include "web/web.h"

struct web_records;

/* TEXT is an id, its beginning, or @1 for the newest run and so on. A whole id is taken as it is,
 * whether there is such a run or not. Thread: the read lane.
 * Errors: ERR_INVALID it is none of these; ERR_NOT_FOUND; ERR_CONFLICT it begins several (shows
 * two). */
int web_records_find(struct web_records *records, const char *text, struct ident *out,
                     struct err *err);
/* The record as others are to see it: a run whose attempt has ended and that will be tried again is
 * queued, not failed. OUT is initialized, also on failure; the caller releases it. Thread: any.
 * Errors: ERR_NOT_FOUND, also when it was refused (says why); ERR_INVALID a file is damaged. */
int web_records_load(const struct web_records *records, const struct ident *id, struct run *out,
                     struct err *err);
/* Both in one. Thread: the read lane. */
int web_records_read(struct web_records *records, const char *text, struct ident *out_id,
                     struct run *out, struct err *err);
/* The index, opened for reading; opened again when another one took its place. Owns: borrowed until
 * the next call. NULL: it cannot be read now (ERR_BUSY). Thread: the read lane. */
struct store_index *web_records_index(struct web_records *records, struct err *err);
/* The directories of runs. Thread: any. */
struct store web_records_store(const struct web_records *records);
const struct spool *web_records_spool(const struct web_records *records);

/* The index lags behind a little: the newest runs are remembered here, so that @1 is what came
 * last. ID was submitted (SEQ 0), or accepted with SEQ; or there will be no run of that id. Thread:
 * loop. */
void web_records_note(struct web_records *records, const struct ident *id, int64_t seq);
void web_records_drop(struct web_records *records, const struct ident *id);

/* web.c. To be freed when the lanes are closed. */
struct web_records *web_records_create(const struct web_rooms *rooms);
void web_records_free(struct web_records *records);

#endif

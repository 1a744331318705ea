/* web_run_id: which run a client means: a whole id, any unique beginning of one, or @1 for the
 * newest, @2 for the one before. Also what the read lane keeps open to look at runs: the index and
 * the directories. Thread: the read lane, but for create and free. */
#ifndef PIRUN_WEB_WEB_RUN_ID_H
#define PIRUN_WEB_WEB_RUN_ID_H

#include "base/err.h"
#include "base/ident.h"
#include "job/run.h"
#include "spool/spool.h"
#include "store/store.h"
#include "store/store_index.h"

struct web_run_id;

/* Owns: borrows SPOOL, which may be opened later, and NULL when nothing will be looked for.
 * Thread: loop. */
struct web_run_id *web_run_id_create(const struct spool *spool);
void web_run_id_free(struct web_run_id *at); /* when the lane is at rest; NULL is fine */

/* A whole id is taken as it is, whether there is such a run or not; everything else is looked up in
 * the index and, for what it lacks, in the files.
 * Errors: ERR_NOT_FOUND; ERR_INVALID ambiguous (shows two), or no id at all. */
int web_run_id_find(struct web_run_id *at, const char *text, struct ident *out, struct err *err);

/* The record of ID as people may see it: as store_load_shown, but a run whose attempt has ended and
 * that will be tried again is queued, not failed. OUT is initialized, the caller releases it.
 * Errors: as store_load; ERR_NOT_FOUND also tells why the job was refused, while that is known.
 * Thread: any. */
int web_run_id_load(const struct web_run_id *at, const struct ident *id, struct run *out,
                    struct err *err);

/* Both in one; OUT_ID may be NULL. */
int web_run_id_read(struct web_run_id *at, const char *text, struct ident *out_id, struct run *out,
                    struct err *err);

/* The index, opened for reading; opened again when another one took its place. NULL and ERR when
 * there is none now: it is being built, or damaged. Owns: borrowed until the next call. */
struct store_index *web_run_id_index(struct web_run_id *at, struct err *err);
/* The directories of runs. Thread: any. */
struct store web_run_id_store(const struct web_run_id *at);

#endif

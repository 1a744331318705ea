/* spool_key: idempotency keys. The same key of the same submitter within 24 h is the same
 * submission. keys/<sha256 of submitter NUL key> is a symbolic link whose target is the run's
 * id: a link is made whole or not at all, by one call, and never exists without its content,
 * whatever crashes. */
#ifndef PIRUN_SPOOL_SPOOL_KEY_H
#define PIRUN_SPOOL_SPOOL_KEY_H

#include <stdbool.h>

#include "job/job.h"
#include "spool/spool.h"

#define SPOOL_KEY_KEEP_S ((int64_t)24 * 3600)

/* Take the key of JOB (which has one, a submitter and an id) for its id. *HOLDER is the id that
 * has it now: the job's own when it was free, expired, or taken by this very job before a crash.
 * Errors: by errno. */
int spool_key_take(const struct spool *spool, const struct job *job, struct ident *holder,
                   struct err *err);
/* Which run has the key of JOB now, without taking it. False: nobody. Thread: any. */
bool spool_key_find(const struct spool *spool, const struct job *job, struct ident *holder);
/* Give the key back when JOB holds it: it was refused after all. */
void spool_key_drop(const struct spool *spool, const struct job *job);
/* Remove keys older than 24 h. Units: NOW_US wall clock. */
void spool_key_clean(const struct spool *spool, int64_t now_us);

#endif

/* spool_blob: input that is too large for a job file, kept in var/blobs by the SHA-256 of its
 * content: given once, named by many jobs (`stdin_blob`). A blob is whole or not there. It is kept
 * for seven days after it was given or used last, and as long as a job that waits or runs names it.
 */
#ifndef PIRUN_SPOOL_SPOOL_BLOB_H
#define PIRUN_SPOOL_SPOOL_BLOB_H

#include <stdbool.h>

#include "base/sha256.h"
#include "job/job_file.h"
#include "spool/spool.h"

#define SPOOL_BLOB_KEEP_S    ((int64_t)7 * 24 * 3600)
#define SPOOL_BLOB_PREFIX    "sha256:"
#define SPOOL_BLOB_NAME_SIZE (sizeof(SPOOL_BLOB_PREFIX) - 1 + SHA256_TEXT_SIZE)

/* Keep SIZE bytes at DATA, durably as spool.durability says. NAME is what jobs call it:
 * "sha256:…". The same content again is the same blob.
 * Errors: ERR_NO_SPACE disk below the reserve; by errno. Thread: any. */
int spool_blob_put(const struct spool *spool, const void *data, size_t size,
                   char name[SPOOL_BLOB_NAME_SIZE], struct err *err);
/* Open NAME for reading. Owns: returns a descriptor. Errors: ERR_INVALID it is no name of a blob;
 * ERR_NOT_FOUND. Thread: any. */
int spool_blob_open(const struct spool *spool, const char *name, struct err *err);
/* The same, and its age begins anew: a job uses it. */
int spool_blob_use(const struct spool *spool, const char *name, struct err *err);
/* Whether the blob that JOB names is there; FAULT says that it is not. As spool_check_after. */
bool spool_blob_check(const struct spool *spool, const struct job *job, struct job_fault *fault);
/* Remove old ones that no job names. Thread: the scan's lane, so that none is accepted meanwhile.
 * Units: NOW_US wall clock. */
void spool_blob_clean(const struct spool *spool, int64_t now_us);

#endif

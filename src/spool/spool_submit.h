/* spool_submit: put a job into the door, durably. One function for CLI, cron, hooks and HTTP;
 * needs no server. */
#ifndef PIRUN_SPOOL_SPOOL_SUBMIT_H
#define PIRUN_SPOOL_SPOOL_SUBMIT_H

#include "job/job.h"
#include "spool/spool.h"

/* Write JOB (its id is set when it is zero, its submitter and time when they are not given) as
 * spool/<id>.json: tmp, write, fsync, rename, fsync of the directory. When this answers 0, the
 * job is not lost by any crash. Submitting the same id again is harmless. ORIGINAL (may be NULL)
 * is the text the job was parsed from; its `x-` keys are kept.
 * Errors: ERR_NO_SPACE disk below the reserve; ERR_BUSY more than max_waiting wait;
 * ERR_TOO_LARGE; by errno. Thread: any. Source: design "Submit"; ADR 0003. */
int spool_submit(const struct spool *spool, struct job *job, const char *original,
                 size_t original_size, struct err *err);

/* The same for COUNT jobs with one directory sync for all. Stops at the first failure; *DONE
 * tells how many are durable. The jobs are not released. */
struct spool_submission {
    struct job job;
    const char *original; /* may be NULL */
    size_t original_size;
};
int spool_submit_many(const struct spool *spool, struct spool_submission *all, size_t count,
                      size_t *done, struct err *err);

/* The same for a text that may be no job at all: it goes into the door as it is. */
int spool_submit_text(const struct spool *spool, const struct ident *id, const char *text,
                      size_t size, struct err *err);

/* The receipt of NAME (without .json) as JSON text: ack/NAME.json, or for the id of a job that
 * was submitted by spool_submit and accepted what its place tells (such a job has a file in ack/
 * only when it has an idempotency key, was a duplicate or was refused).
 * Errors: ERR_NOT_FOUND there is none (yet); ERR_INVALID no file can have that name. Thread:
 * any. */
int spool_receipt(const struct spool *spool, const char *name, struct buf *out, struct err *err);

#endif

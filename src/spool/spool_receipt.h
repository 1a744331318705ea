/* spool_receipt: the answer to every file that came through the door, as ack/NAME.json. Not
 * synced: a receipt is news, the job's place is the truth. Thread: the scan's lane (one writer
 * at a time). */
#ifndef PIRUN_SPOOL_SPOOL_RECEIPT_H
#define PIRUN_SPOOL_SPOOL_RECEIPT_H

#include "job/job_file.h"
#include "spool/spool.h"

/* NAME is the dropped file's name without .json; a receipt of that name is replaced, and a
 * reader sees the old one or the whole new one. Errors of all: by errno (ERR_NO_SPACE on a full
 * disk). */
int spool_receipt_accepted(const struct spool *spool, const char *name, const struct ident *id,
                           int64_t seq, struct err *err);
int spool_receipt_duplicate(const struct spool *spool, const char *name, const struct ident *of,
                            struct err *err);
/* LETTER is the file's name in bad/. */
int spool_receipt_refused(const struct spool *spool, const char *name, const struct ident *letter,
                          const struct job_fault *fault, struct err *err);
/* WHY_NOT NULL: the order is done. */
int spool_receipt_order(const struct spool *spool, const char *name, enum job_op op,
                        const struct err *why_not, struct err *err);

#endif

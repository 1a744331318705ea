/* spool_seq: accept numbers. Each is given once, in the order of acceptance, over restarts and
 * power cuts; gaps are harmless. var/seq holds a high-water mark that is moved, synced, a block
 * ahead, so that a number costs no write. */
#ifndef PIRUN_SPOOL_SPOOL_SEQ_H
#define PIRUN_SPOOL_SPOOL_SEQ_H

#include <stdint.h>

#include "spool/spool.h"

#define SPOOL_SEQ_BLOCK 1000

struct spool_seq {
    int64_t next; /* the number that is given next */
    int64_t mark; /* numbers up to here are covered by var/seq */
};

/* Begin behind the mark of var/seq; a missing or damaged file counts as 0. Errors: by errno. */
int spool_seq_load(struct spool_seq *seq, const struct spool *spool, struct err *err);
/* SEEN was given out before: never give it or a smaller one again. */
void spool_seq_saw(struct spool_seq *seq, int64_t seen);
/* The next number. Errors: ERR_NO_SPACE and by errno when the mark cannot be moved: none is
 * given. */
int spool_seq_take(struct spool_seq *seq, const struct spool *spool, int64_t *out, struct err *err);

#endif

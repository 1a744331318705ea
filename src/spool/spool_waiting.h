/* spool_waiting: how many jobs wait, for the limit spool.max_waiting. Exact counting reads two
 * directories, which is milliseconds where a submission is one: so it is done only when the size
 * of the directories does not rule the limit out, and its answer is kept in var/waiting for two
 * seconds. */
#ifndef PIRUN_SPOOL_SPOOL_WAITING_H
#define PIRUN_SPOOL_SPOOL_WAITING_H

#include <stdbool.h>

#include "spool/spool.h"

/* True when more than LIMIT jobs may not wait and as many do already (give or take two seconds).
 * False also when the directories may not be read: then the server decides. Thread: any. */
bool spool_waiting_is_over(const struct spool *spool, size_t limit);

#endif

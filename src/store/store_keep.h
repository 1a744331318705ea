/* store_keep: retention by age, count and bytes. Never touches what waits or runs. Thread: the
 * index lane. */
#ifndef PIRUN_STORE_STORE_KEEP_H
#define PIRUN_STORE_STORE_KEEP_H

#include "store/store.h"
#include "store/store_index.h"

/* Remove at most LIMIT ended runs that RULES do not keep, files first, then the row. Answers how
 * many were removed (LIMIT: call again), -1 on failure. */
int store_keep(const struct store *store, struct store_index *index,
               const struct store_keep_rules *rules, int64_t now_us, int limit, struct err *err);

#endif

/* spool_inbox: what became of the files that were dropped, from their receipts. Files that
 * submissions write are called by their id and are left out: nobody looks for those here. */
#ifndef PIRUN_SPOOL_SPOOL_INBOX_H
#define PIRUN_SPOOL_SPOOL_INBOX_H

#include "base/json.h"
#include "spool/spool.h"

#define SPOOL_INBOX_MAX 1000

/* The newest LIMIT (1 to SPOOL_INBOX_MAX) of them, newest first, as an array of objects: name, at,
 * verdict ("accepted" "duplicate" "refused" "done": an order) and as it fits run_id, bad, op,
 * error, code, line, column, cure. Costs a look at the names and times of all receipts, which are
 * kept for 7 days. Owns: returns a tree, freed with json_free. Errors: by errno. Thread: any. */
struct json *spool_inbox_list(const struct spool *spool, size_t limit, struct err *err);

#endif

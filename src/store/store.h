/* store: facts about runs that survive a crash, as files: runs/<id>/ (job.json start.json live
 * result.json output.idx, attempt-N/ of earlier attempts). The record of a run is put together from
 * there; the SQLite index (store_index) is derived and can be thrown away. The moves between
 * queue/, active/ and runs/ that start and end a run are here, each durable before it counts.
 *
 * Every move may be cut off between any two system calls. Then the same call again, or a restart
 * that asks store_repair about each id in queue/ and active/, goes on from what is there. In
 * active/, start.json is missing only after a power cut on a file system that reorders; that counts
 * as begun.
 * Thread: any unless said; two threads never handle one id. */
#ifndef PIRUN_STORE_STORE_H
#define PIRUN_STORE_STORE_H

#include <stdbool.h>

#include "base/err.h"
#include "job/run.h"
#include "job/run_json.h"

struct store {
    int queue, active, runs, logs,
        spool;      /* borrowed descriptors of var/; spool -1: not looked at */
    bool is_synced; /* durability full or file */
};

/* Commit the start of an attempt: runs/<id>/ with job.json (a second link to queue/<id>.json) and
 * start.json, then queue/<id>.json is renamed to active/. When this answers a descriptor, the start
 * survives a power cut, and only then may the launcher be asked.
 * Owns: returns the descriptor of runs/<id>. Errors: ERR_NOT_FOUND not in queue/; ERR_CONFLICT it
 * is in active/, or it ended while it waited (store_repair); ERR_NO_SPACE; by errno: it is still
 * queued. */
int store_start(const struct store *store, const struct ident *id, const struct run_start *start,
                struct err *err);
/* Take the start back: no supervisor ever began (exec's EXEC_NOT_STARTED). active/ → queue/,
 * start.json is removed.
 * Errors: ERR_NOT_FOUND; ERR_CONFLICT the attempt has a result, or the machine was started anew
 * since: what `live` tells is worth nothing after a power cut, so ask store_result. */
int store_unstart(const struct store *store, const struct ident *id, struct err *err);

/* The attempt is over (no supervisor lives). Reads result.json into *RESULT, which the caller
 * releases; when there is none, writes one with reason `lost` first (never replacing one that
 * appears). A result.json that cannot be read is kept as result.damaged and counts as none. Does
 * not leave active/ yet. */
int store_result(const struct store *store, const struct ident *id, struct run_result *result,
                 struct err *err);
/* Record that the run is over for good: removes active/<id>.json. Idempotent. */
int store_close_run(const struct store *store, const struct ident *id, struct err *err);
/* Another attempt: keeps this one as runs/<id>/attempt-N/ (start.json result.json output.idx) and
 * logs/<id>.N.log, then active/ → queue/. Idempotent over a crash in the middle. Errors:
 * ERR_NOT_FOUND; ERR_CONFLICT the attempt has no result. */
int store_retry(const struct store *store, const struct ident *id, int attempt, struct err *err);
/* A waiting job ends without a start: runs/<id>/ with job.json and result.json, durable, then
 * queue/<id>.json is removed. Idempotent: the first result stays. */
int store_end_waiting(const struct store *store, const struct ident *id,
                      const struct run_result *result, struct err *err);

/* At the start of a server, for each id in queue/ and active/: finish what a crash left half done,
 * and tell what it is. */
enum store_place {
    STORE_WAITING, /* in queue/: queue it */
    STORE_STARTED, /* look at `live`; when nobody lives, store_unstart or store_result */
    STORE_ENDED,   /* it ended while it waited, and is in queue/ no more: record it (store_load) */
};
int store_repair(const struct store *store, const struct ident *id, enum store_place *place,
                 struct err *err);

/* The record of ID from the files, wherever it is: queue/, active/, runs/, spool/ (queued, not
 * accepted). OUT is initialized by this call, also on failure; the caller releases it. A run in
 * active/ whose result.json is there has ended as that tells, although another attempt may follow:
 * see store_is_recorded.
 * Errors: ERR_NOT_FOUND; ERR_INVALID a file of it is damaged (says which). */
int store_load(const struct store *store, const struct ident *id, struct run *out, struct err *err);
/* The same as others are to see it: a build goes on until it is recorded, because its environment
 * is put in place before that, and who waits for its end wants to use it; a run whose attempt has
 * ended and that will be tried again is queued, not failed. */
int store_load_shown(const struct store *store, const struct ident *id, struct run *out,
                     struct err *err);
/* True when ID has ended for good: it has a result and is neither in queue/ nor in active/. */
bool store_is_recorded(const struct store *store, const struct ident *id);
/* How a run ended, for dependencies. While it is in spool/, queue/ or active/: RUN_QUEUED or
 * RUN_RUNNING, also when its result is there. Errors: ERR_NOT_FOUND; ERR_INVALID. */
int store_state(const struct store *store, const struct ident *id, enum run_state *state,
                struct err *err);
/* Attempts that were started (and not taken back), earlier ones included; 0 none. */
int store_attempts(const struct store *store, const struct ident *id);
/* Remove everything of an ended run. Order: output, index files, result last, so that a crash
 * leaves an ended run; then it is gone. Again is harmless. Errors: ERR_CONFLICT it is waiting or
 * running; ERR_NOT_FOUND nothing of it is there. */
int store_remove(const struct store *store, const struct ident *id, struct err *err);

#endif

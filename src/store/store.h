/* store: facts about runs that survive a crash, as files: runs/<id>/ (job.json start.json live result.json output.idx). The record of a run is put
 * together from there; the SQLite index (store_index) is derived and can be thrown away. The moves between queue/, active/
 * and runs/ that start and end a run are here, each durable before it counts. Thread: any unless said; two threads never handle one id. */
#ifndef PIRUN_STORE_STORE_H
#define PIRUN_STORE_STORE_H

#include <stdbool.h>

#include "base/err.h"
#include "job/run.h"
#include "job/run_json.h"

struct store {
    int queue, active, runs, logs, spool; /* borrowed descriptors of var/ */
    bool is_synced;                       /* durability full or file */
};

/* Commit the start of an attempt: runs/<id>/ with job.json (a second link to queue/<id>.json) and start.json, then queue/<id>.json is renamed to
 * active/. When this answers 0, the start survives a power cut, and only then may the launcher be asked.
 * Owns: returns the descriptor of runs/<id>. Errors: ERR_NOT_FOUND not in queue/; ERR_NO_SPACE; by errno: it is still queued. */
int store_start(const struct store *store, const struct ident *id, const struct run_start *start, struct err *err);
/* Take the start back: no supervisor ever began (exec's EXEC_NOT_STARTED). start.json is removed, active/ → queue/. */
int store_unstart(const struct store *store, const struct ident *id, struct err *err);

/* The attempt is over (no supervisor lives). Reads result.json into *RESULT; when there is none, writes one with reason `lost` first
 * (never replacing one that appears). Does not leave active/ yet. */
int store_result(const struct store *store, const struct ident *id, struct run_result *result, struct err *err);
/* Record that the run is over for good: removes active/<id>.json. Idempotent. */
int store_close_run(const struct store *store, const struct ident *id, struct err *err);
/* Another attempt: keeps this one as runs/<id>/attempt-N/ (start.json result.json output.idx) and logs/<id>.N.log, then active/ → queue/.
 * Idempotent over a crash in the middle. */
int store_retry(const struct store *store, const struct ident *id, int attempt, struct err *err);
/* A waiting job ends without a start: runs/<id>/ with job.json and result.json, durable, then queue/<id>.json is removed. */
int store_end_waiting(const struct store *store, const struct ident *id, const struct run_result *result, struct err *err);

/* The record of ID from the files, wherever it is: spool/ (queued, not accepted), queue/, active/, runs/. OUT is initialized; the caller releases it.
 * Errors: ERR_NOT_FOUND; ERR_INVALID a file of it is damaged (says which). */
int store_load(const struct store *store, const struct ident *id, struct run *out, struct err *err);
/* How a run that is not in the queue ended, for dependencies: RUN_QUEUED… as its state. Errors: ERR_NOT_FOUND. */
int store_state(const struct store *store, const struct ident *id, enum run_state *state, struct err *err);
/* Attempts that start.json knows; 0 none. */
int store_attempts(const struct store *store, const struct ident *id);
/* Remove everything of an ended run. Order: output, index files, result last, so that a crash leaves an ended run. Errors: ERR_CONFLICT it is waiting or running. */
int store_remove(const struct store *store, const struct ident *id, struct err *err);

#endif

/* store_record: one file of a run's directory, read or published. For this room only. */
#ifndef PIRUN_STORE_STORE_RECORD_H
#define PIRUN_STORE_STORE_RECORD_H

#include "store/store.h"

/* RUN is the descriptor of runs/<id>, or of attempt-N/ below. Errors: ERR_NOT_FOUND; ERR_INVALID it
 * is damaged. */
int store_record_start(int run, struct run_start *out, struct err *err);
int store_record_result(int run, struct run_result *out, struct err *err);
/* Put result.json there, durably, unless there is one: the first one stays, and that is no failure.
 */
int store_record_publish(const struct store *store, int run, const struct run_result *result,
                         struct err *err);

#endif

/* crash_check: the guarantee, looked up in files and in what `pirun` says of them. */
#ifndef PIRUN_CRASH_CHECK_H
#define PIRUN_CRASH_CHECK_H

#include <stdbool.h>

#include "crash_place.h"

enum crash_outcome {
    CRASH_NOT_GIVEN, /* the submitter died before its job was in the door */
    CRASH_RECORDED,  /* the script had begun (or the job's end was decided) before the kill */
    CRASH_REQUEUED,  /* the next server, or supervisor, started it */
    CRASH_LOST,      /* recorded as lost: the supervisor died */
    CRASH_DEAD,      /* refused, with a receipt or a dead letter that says why */
    CRASH_UNLISTED,  /* recorded, but in no list before `pirun reindex`: it ended while it waited */
    CRASH_OUTCOME_COUNT
};
const char *crash_outcome_name(enum crash_outcome outcome);

/* What was there right after the kill. */
struct crash_seen {
    bool has_job;   /* in any stage */
    bool is_told;   /* the submitter printed the id */
    bool has_begun; /* `live` says so, or there is a result */
};
void crash_check_look(struct crash_place *place, struct crash_seen *seen);

/* Every file that PiRun writes as a whole can be read.
 * Errors: ERR_INVALID names the first torn one. */
int crash_check_torn(struct crash_place *place, struct err *err);
/* Nothing waits and nothing runs. */
bool crash_check_is_settled(struct crash_place *place);
/* After the last server was stopped: nothing lost, nothing twice, records, list and files agree.
 * Errors: ERR_CONFLICT says what is violated. */
int crash_check_end(struct crash_place *place, const struct crash_seen *seen,
                    enum crash_outcome *outcome, struct err *err);

#endif

/* queue_model: the queue's contract said again as naively as possible: an array of jobs and loops
 * over all of it. Nothing is remembered that can be derived, so it can hardly have the same
 * mistakes as the queue. For test_queue_model.c. */
#ifndef PIRUN_TEST_QUEUE_MODEL_H
#define PIRUN_TEST_QUEUE_MODEL_H

#include "queue/queue.h"

#define MODEL_JOBS       48
#define MODEL_AFTER      3
#define MODEL_SUBMITTERS 3
#define MODEL_PRIORITIES 3 /* -1, 0, 1 */
#define MODEL_KEYS       3

enum model_state {
    MODEL_UNSEEN, /* not added yet */
    MODEL_WAITING,
    MODEL_RUNNING,
    MODEL_LOST, /* a casualty, not told yet */
    MODEL_GONE, /* ended, told or refused */
};

struct model_job {
    struct ident id;
    int64_t seq;
    int submitter, priority, key; /* key -1: none; priority 0 … MODEL_PRIORITIES - 1 */
    enum job_conflict on_conflict;
    int64_t start_us, expires_us;
    int after[MODEL_AFTER]; /* places in the array */
    int after_count;
    bool is_after_any;

    enum model_state state;
    bool has_succeeded;       /* of MODEL_GONE */
    bool is_due;              /* its time was reached once */
    bool is_again;            /* between or in further attempts */
    bool is_met[MODEL_AFTER]; /* dependency ended as wanted */
    enum run_reason reason;   /* of MODEL_LOST */
    int other;                /* of RUN_SUPERSEDED: the newer job */
};

struct model_lane {
    int64_t turn, turn_before;
    int last; /* job started last, -1 */
};

struct model {
    struct model_job jobs[MODEL_JOBS];
    struct model_lane lanes[MODEL_PRIORITIES][MODEL_SUBMITTERS];
    int64_t turn;
    int slots;
    int only; /* restricted to this job, -1: not */
    bool is_paused, is_draining;
};

void model_init(struct model *model, int slots);
enum queue_added model_add(struct model *model, int number);
void model_add_running(struct model *model, int number);
/* The job that must start at NOW_US, -1 for none. It counts as running. */
int model_next(struct model *model, int64_t now_us);
void model_ended(struct model *model, int number, bool has_succeeded);
void model_retry(struct model *model, int number, int64_t retry_at_us);
void model_unstart(struct model *model, int number);
bool model_remove(struct model *model, int number);
void model_advance(struct model *model, int64_t now_us);
enum run_wait model_why(const struct model *model, int number);
int model_list(const struct model *model, int out[MODEL_JOBS]);
int model_count(const struct model *model, enum model_state state);
int64_t model_next_change_us(const struct model *model);
/* How a dependency on JOB stands for one who asks now: what the runner passes as KNOWN_DONE. */
enum queue_dep model_known(const struct model *model, int job);

#endif

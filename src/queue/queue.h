/* queue: who goes next, and why not. Pure: no files, no clock (the caller passes the time), no
 * threads, no logging. Order among those that may run: priority (higher first), then round-robin
 * over submitters, then accept number. Holds accepted jobs that have not ended: waiting ones and
 * running ones (for slots, keys and dependencies). */
#ifndef PIRUN_QUEUE_QUEUE_H
#define PIRUN_QUEUE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/ident.h"
#include "job/job.h"
#include "job/run.h"

struct queue;

/* Units: SLOTS is run.jobs, at least 1. */
struct queue *queue_create(int slots);
void queue_free(struct queue *queue);
void queue_set_slots(struct queue *queue, int slots);

/* What became of a job at queue_add. */
enum queue_added {
    QUEUE_ADDED,
    QUEUE_REFUSED_KEY, /* on_conflict refuse, and a job of its key waits or runs: not added */
    QUEUE_DUPLICATE,   /* this id is already in the queue: not added */
};

/* Dependencies that ended before are settled by the caller: KNOWN_DONE tells for each of
 * job->after whether it already ended, with success or not. NULL: none ended. One that is pending
 * may still be outside of the queue (in the spool): it is awaited until it is added, or until
 * queue_remove or queue_ended is called for it. Whoever refuses a job for good calls queue_remove
 * with its id, so that its dependants see a failure. */
enum queue_dep {
    QUEUE_DEP_PENDING,
    QUEUE_DEP_SUCCEEDED,
    QUEUE_DEP_FAILED
};

/* Add an accepted job as waiting. Copies what it needs (less than 200 bytes and the strings key and
 * submitted_by). Jobs of one key never run at the same time; of those that could start, the first
 * by priority and accept number does. With on_conflict `latest`, waiting jobs of the same key (also
 * those between two attempts, but none that this job waits for) become superseded: queue_next_ended
 * tells them. A job whose dependency failed is added and told there as well, as is one that would
 * close a circle of dependencies. */
enum queue_added queue_add(struct queue *queue, const struct job *job,
                           const enum queue_dep *known_done);
/* Add a job that already runs (after a restart of the server). It takes a slot even beyond the
 * limit. One that was between two attempts: add it so, then call queue_retry. */
void queue_add_running(struct queue *queue, const struct job *job);

/* The next job to start at NOW_US (wall clock), which then counts as running; false when nothing
 * may start. Here and below: a time that was reached once stays reached when the clock is set back.
 */
bool queue_next(struct queue *queue, int64_t now_us, struct ident *out);
/* A running job ended for good: frees its slot, its key, and settles dependants. HAS_SUCCEEDED as
 * its dependants see it. For a job that waits, or that is only awaited, the same; others: nothing.
 */
void queue_ended(struct queue *queue, const struct ident *id, bool has_succeeded);
/* A running job will be tried again: it waits, keeps its accept number and its key (no other job of
 * the key starts in between), and is not started before RETRY_AT_US (wall clock). `expires` still
 * holds: a job whose time is over is not tried again. */
void queue_retry(struct queue *queue, const struct ident *id, int64_t retry_at_us);
/* A running job could not be started now (launcher gone, no descriptors): it waits again at its old
 * place, and the turn of its submitter is given back. */
void queue_unstart(struct queue *queue, const struct ident *id);
/* Take a waiting job out (cancelled), or give up one that is only awaited (refused). Its dependants
 * see a failure: queue_next_ended tells them. False when it is not waiting here. */
bool queue_remove(struct queue *queue, const struct ident *id);

/* Jobs that ended in the queue itself: superseded, expired at NOW_US, or their dependency failed.
 * One per call, in the order of their ends; removed from the queue. OTHER: the superseding job or
 * the failed dependency, zero else. */
struct queue_casualty {
    struct ident id;
    enum run_reason reason; /* RUN_SUPERSEDED, RUN_EXPIRED, RUN_DEPENDENCY */
    struct ident other;
};
bool queue_next_ended(struct queue *queue, int64_t now_us, struct queue_casualty *out);

/* Nothing starts while paused. Draining too, and additions are still taken (they wait for the next
 * server). */
void queue_pause(struct queue *queue, bool is_paused);
void queue_drain(struct queue *queue, bool is_draining);
bool queue_is_paused(const struct queue *queue);
bool queue_is_draining(const struct queue *queue);
/* Only ID may start (pirun run without a server); NULL lifts it. Of its key only a job that runs
 * keeps it from starting. */
void queue_restrict(struct queue *queue, const struct ident *id);

size_t queue_waiting(const struct queue *queue);
size_t queue_running(const struct queue *queue);
/* Bytes that the queue holds, for the benchmark. */
size_t queue_memory(const struct queue *queue);
/* The wall-clock time at which something changes by itself (not_before, retry, expires); 0: never.
 * Past times count: call queue_next and queue_next_ended then. */
int64_t queue_next_change_us(const struct queue *queue);
/* Accept time of the job that waits longest, 0 when none waits. */
int64_t queue_oldest_us(const struct queue *queue);

/* Why ID waits: the code and one sentence ("waits for a free slot: 2 of 2 run"). RUN_WAIT_NONE and
 * no text when it does not wait here. The job's own reasons (dependency, time, key) go before those
 * of the whole queue (paused, slots, turn). A text of 200 bytes is never cut. */
enum run_wait queue_why(struct queue *queue, const struct ident *id, int64_t now_us, char *text,
                        size_t size);
/* Waiting ids, at most ROOM from the SKIPth: first those that may start, in the order in which they
 * would start if nothing changed; behind them those that wait for their key, for dependencies (both
 * by priority and accept number) and for their time (by it). Cost: as far as it reaches into the
 * ready ones; linear in all that wait once it reaches behind them. Answers how many. */
size_t queue_list(struct queue *queue, int64_t now_us, size_t skip, struct ident *out, size_t room);

#endif

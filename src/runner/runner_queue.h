/* runner_queue: what waits, in which order, and why, for those who show it. Thread: loop. */
#ifndef PIRUN_RUNNER_RUNNER_QUEUE_H
#define PIRUN_RUNNER_RUNNER_QUEUE_H

#include "job/run.h"

struct runner;

struct runner_queue {
    size_t waiting, running;
    int slots;
    bool is_paused, is_draining;
};

void runner_queue_look(const struct runner *runner, struct runner_queue *out);
/* Ids of what waits, from the SKIPth on, at most ROOM, in the order in which they would start.
 * Answers how many. */
size_t runner_queue_list(const struct runner *runner, size_t skip, struct ident *out, size_t room);
/* Why ID waits, and a sentence; RUN_WAIT_NONE when it does not wait here. */
enum run_wait runner_queue_why(const struct runner *runner, const struct ident *id, char *text,
                               size_t size);

#endif

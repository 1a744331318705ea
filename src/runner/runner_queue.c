#include "runner/runner_queue.h"

#include "base/clock.h"
#include "runner/runner_inner.h"

void runner_queue_look(const struct runner *runner, struct runner_queue *out)
{
    const struct queue *queue = runner->queue;
    *out = (struct runner_queue){.waiting = queue_waiting(queue),
                                 .running = queue_running(queue),
                                 .slots = runner_rules(runner)->values.jobs,
                                 .is_paused = queue_is_paused(queue),
                                 .is_draining = queue_is_draining(queue)};
}

size_t runner_queue_list(const struct runner *runner, size_t skip, struct ident *out, size_t room)
{
    return queue_list(runner->queue, clock_wall_us(), skip, out, room);
}

enum run_wait runner_queue_why(const struct runner *runner, const struct ident *id, char *text,
                               size_t size)
{
    return queue_why(runner->queue, id, clock_wall_us(), text, size);
}

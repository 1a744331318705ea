#include "runner/runner_observe.h"

#include <stdlib.h>

#include "base/buf.h"
#include "runner/runner_inner.h"

struct runner_observer {
    struct list node; /* in runner->observers */
    runner_observe_cb on_event;
    void *ctx;
};

struct runner_observer *runner_observe(struct runner *runner, runner_observe_cb on_event, void *ctx)
{
    struct runner_observer *observer = xcalloc(1, sizeof(*observer));
    observer->on_event = on_event;
    observer->ctx = ctx;
    list_append(&runner->observers, &observer->node);
    return observer;
}

void runner_unobserve(struct runner_observer *observer)
{
    if (!observer)
        return;
    list_remove(&observer->node);
    free(observer);
}

void runner_tell(const struct runner *runner, const struct runner_event *event)
{
    list_for_each (node, &runner->observers) {
        const struct runner_observer *observer = list_entry(node, struct runner_observer, node);
        observer->on_event(observer->ctx, event);
    }
}

void runner_tell_run(const struct runner *runner, const struct run *run, bool is_last)
{
    enum runner_event_kind kind = is_last                     ? RUNNER_RUN_ENDED
                                  : run->state == RUN_RUNNING ? RUNNER_RUN_STARTED
                                                              : RUNNER_RUN_QUEUED;
    runner_tell(runner, &(struct runner_event){.kind = kind, .id = &run->job.id, .run = run});
}

void runner_tell_id(const struct runner *runner, enum runner_event_kind kind,
                    const struct ident *id)
{
    runner_tell(runner, &(struct runner_event){.kind = kind, .id = id});
}

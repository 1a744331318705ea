#include "base/clock.h"
#include "runner/runner_inner.h"

static void add_trouble(struct json *degraded, const char *code, const char *text)
{
    struct json *trouble = json_object();
    json_set_string(trouble, "code", code);
    json_set_string(trouble, "text", text);
    json_push(degraded, trouble);
}

void runner_count(const struct runner *runner, struct runner_counts *out)
{
    const struct queue *queue = runner->queue;
    *out = (struct runner_counts){.waiting = (int64_t)queue_waiting(queue),
                                  .running = (int64_t)queue_running(queue),
                                  .slots = runner_rules(runner)->values.jobs,
                                  .oldest_us = queue_oldest_us(queue),
                                  .is_paused = queue_is_paused(queue),
                                  .accepted = runner->accepted,
                                  .refused = runner->refused,
                                  .duplicates = runner->duplicates};
}

bool runner_health(const struct runner *runner, struct json *object)
{
    const struct queue *queue = runner->queue;
    int64_t oldest_us = queue_oldest_us(queue);
    json_set_integer(object, "waiting", (int64_t)queue_waiting(queue));
    json_set_integer(object, "running", (int64_t)queue_running(queue));
    json_set_integer(object, "slots", runner_rules(runner)->values.jobs);
    json_set_bool(object, "is_paused", queue_is_paused(queue));
    json_set_bool(object, "is_draining", queue_is_draining(queue));
    json_set_string(object, "watch", runner->is_polling ? "polling" : "inotify");
    if (oldest_us > 0)
        json_set_integer(object, "oldest_waiting_s", (clock_wall_us() - oldest_us) / 1000000);
    struct json *degraded = json_array();
    bool is_disk_low = spool_is_disk_low(runner->spool);
    if (runner->is_polling)
        add_trouble(degraded, "polling", runner->watch_trouble);
    if (is_disk_low || runner->is_disk_full)
        add_trouble(degraded, "disk",
                    "the disk is full: jobs wait and new ones are refused until there is room");
    if (!exec_has_launcher(runner->exec))
        add_trouble(degraded, "launcher",
                    "the launcher has died: until a new one is there, no run "
                    "can start");
    if (atomic_load(&runner->is_rebuilding))
        add_trouble(degraded, "rebuilding",
                    "the index of the history is being built from the files: lists are not whole");
    if (runner->history_trouble[0])
        add_trouble(degraded, "history", runner->history_trouble);
    json_set(object, "degraded", degraded);
    return !runner->is_stopping && !is_disk_low;
}
